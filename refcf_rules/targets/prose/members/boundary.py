"""The system boundary: its drawing, its table of unit processes, and what the standard leaves out."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.expression import Logic
from refcf_rules.model.requirement import Modality
from refcf_rules.model.standard import BoundaryKind, Stage, UnitProcess
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Badge,
    Block,
    Code,
    Inlines,
    Paragraph,
    Place,
    Table,
    Tag,
    Target,
    Text,
    filled,
    slim,
    text,
)
from refcf_rules.targets.prose.drawings import Diagram, DiagramProcess, DiagramStage
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.provision import badge_of, change_tag

KINDS: Final = {
    "cradle to gate": Message("从“摇篮”到“大门”", "cradle to gate"),
    "cradle to grave": Message("从“摇篮”到“坟墓”", "cradle to grave"),
    "gate to gate": Message("从“大门”到“大门”", "gate to gate"),
}
_KIND_SENTENCE: Final = Message("系统边界应为{kind}。", "The system boundary shall be {kind}.")
PRESENCE: Final = {
    "required": Message("必选", "required"),
    "optional": Message("可选", "optional"),
    "required when used": Message("采用时必选", "required when used"),
    "required when": Message("满足条件时必选", "required on a condition"),
}
_TABLE: Final = Message("阶段和单元过程", "Stages and unit processes")
_HEADER: Final = (
    Message("阶段", "Stage"),
    Message("单元过程", "Unit process"),
    Message("要求", "Presence"),
    Message("编号", "Id"),
)
_EXCLUDED: Final = Message("不计入系统边界的项目", "Left out of the system boundary")
_EXCLUDED_HEADER: Final = (Message("项目", "Item"), Message("理由", "Why"))
_DIAGRAM: Final = Message("系统边界图", "System boundary")
SHARED: Final = Message("可共用，按依据分配", "may be shared, allocated by a key")
RESULTS: Final[dict[BoundaryKind, Message]] = {
    "cradle to gate": Message("出厂产品", "Product at the gate"),
    "gate to gate": Message("出厂产品", "Product at the gate"),
    "cradle to grave": Message("寿命终结", "End of life"),
}
_OUTSIDE: Final = Message("边界外：{items}", "Outside the boundary: {items}")
_STAGE_NEEDED: Final = Message("本阶段应有活动数据", "activity data required for the stage")


def boundary_blocks(context: Context, clause: str | None = None) -> tuple[Block, ...]:
    """All of it; with ``clause``, only what that clause declares (a part may add unit processes)."""
    boundary = context.standard.boundary
    stages = {one.id for one in boundary.stages if clause in (None, one.clause)}
    processes = tuple(one for one in boundary.processes if clause in (None, one.clause))
    first = boundary.stages[0].clause if boundary.stages else None
    blocks: list[Block] = []
    if clause in (None, first):
        kind = text(context.say(KINDS[boundary.kind]))
        badge = Badge(Modality.SHALL, context.say(Modality.SHALL.words))
        blocks.append(Paragraph((badge, Text(" "), *filled(context.say(_KIND_SENTENCE), kind=kind))))
    rows = [row for stage in boundary.stages for row in _stage_rows(context, stage, processes, own=stage.id in stages)]
    if rows:
        table = slim(Table(context.say(_TABLE), tuple(map(context.say, _HEADER)), tuple(rows)))
        blocks.extend((boundary_diagram(context), table))
    blocks.extend(_excluded(context, clause))
    return tuple(blocks)


def _stage_rows(
    context: Context, stage: Stage, processes: tuple[UnitProcess, ...], *, own: bool
) -> list[tuple[Inlines, ...]]:
    mine = [one for one in processes if one.stage == stage.id]
    needed = context.requirements.get(f"boundary.{stage.id}")
    rows: list[tuple[Inlines, ...]] = []
    label = text(context.say(stage.label))
    if own and (needed is not None or not mine):
        mark: Inlines = (Target(Place("rule", needed.id)), badge_of(context, needed), Text(" ")) if needed else ()
        sentence = text(context.say(_STAGE_NEEDED)) if needed else ()
        rows.append((label, text("—"), (*mark, *sentence), (Code(stage.id),)))
    for index, one in enumerate(mine):
        first = label if index == 0 and not rows else ()
        rows.append((first, text(context.say(one.label)), _presence(context, one), (Code(one.id),)))
    return rows


def _presence(context: Context, process: UnitProcess) -> Inlines:
    requirement = context.requirements.get(f"boundary.{process.id}")
    tone: Inlines = (
        Tag(context.say(PRESENCE[process.presence]), "good" if process.presence == "required" else "plain"),
    )
    if requirement is None:
        return tone
    changed = (Text(" "), change_tag(context, requirement.override)) if requirement.override else ()
    target = Target(Place("rule", requirement.id))
    if process.presence != "required when" or requirement.condition is None:
        return (target, *tone, *changed)
    condition = requirement.condition
    if isinstance(condition, Logic) and condition.operator == "or":
        condition = condition.operands[-1]  # the first: the company lists the process anyway
    words = Writer(context).condition(condition)
    return (target, *tone, *changed, *text(context.say(Message("：", ": "))), *words)


def _excluded(context: Context, clause: str | None) -> tuple[Block, ...]:
    found = [one for one in context.standard.boundary.excluded if clause in (None, one.clause)]
    if not found:
        return ()
    rows = tuple((text(context.say(one.label)), text(context.say(one.reason))) for one in found)
    return (Table(context.say(_EXCLUDED), tuple(map(context.say, _EXCLUDED_HEADER)), rows),)


def _marks(context: Context, process: UnitProcess) -> tuple[str, ...]:
    presence = () if process.presence == "required" else (context.say(PRESENCE[process.presence]),)
    return (*presence, *((context.say(SHARED),) if is_shared(context, process) else ()))


def is_shared(context: Context, process: UnitProcess) -> bool:
    """Whether the standard gives a key by which the users of a unit process share it."""
    return f"pool_user.key_{process.id}" in context.calculations


def place_of(context: Context, process: UnitProcess) -> Place:
    """Where the standard speaks of a unit process: the rule that requires it, else its clause."""
    rule = f"boundary.{process.id}"
    return Place("rule", rule) if rule in context.requirements else Place("clause", process.clause)


def boundary_diagram(context: Context) -> Diagram:
    """The whole boundary as a drawing."""
    boundary = context.standard.boundary
    stages = tuple(
        DiagramStage(
            context.say(stage.label),
            tuple(
                DiagramProcess(context.say(one.label), one.presence, _marks(context, one), place_of(context, one))
                for one in boundary.processes
                if one.stage == stage.id
            ),
        )
        for stage in boundary.stages
    )
    labels = context.say(Message("、", ", ")).join(context.say(one.label) for one in boundary.excluded)
    outside = context.say(_OUTSIDE.filled(items=labels)) if labels else ""
    return Diagram(context.say(_DIAGRAM), stages, context.say(RESULTS[boundary.kind]), outside)

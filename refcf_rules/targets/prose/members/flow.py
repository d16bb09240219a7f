"""The flow of the life cycle: what enters and leaves each unit process, as a drawing and in words.

What enters is what the rules speak of at a unit process and what the executed examples that violate nothing have
there; computed process emissions leave where a formula or such an example places them. An inventory may have others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from refcf_rules.model.core_tables import ACTIVITY
from refcf_rules.model.evidence import Executed
from refcf_rules.model.expression import TextLiteral
from refcf_rules.model.standard import ExcludedByStandard, UnitProcess
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Details,
    Inlines,
    Link,
    Paragraph,
    Place,
    Table,
    Tag,
    Tone,
    joined,
    slim,
    text,
)
from refcf_rules.targets.prose.drawings import DiagramProcess, DiagramStage, FlowDiagram
from refcf_rules.targets.prose.members.boundary import PRESENCE, RESULTS, SHARED, is_shared, place_of
from refcf_rules.targets.prose.selection import selection_of

_NEVER: Final = Message("不应舍去", "shall not be cut off")
_STAR: Final = "*"
_KEPT: Final = Message("* 在任何单元过程都不应舍去。", "* Shall not be cut off in any unit process.")
_TITLE: Final = Message("生命周期流程图", "Life-cycle flow")
_COMES_IN: Final = Message("进入", "Comes in")
_INSIDE: Final = Message("系统边界内", "Inside the boundary")
_GOES_OUT: Final = Message("流出", "Goes out")
_LEAD: Final = Message(
    "进入和流出的流取自规则和已执行的示例清单，清单中还可以有别的。阶段之间的箭头表示先后；"
    "同一阶段内的单元过程按标准列出的次序排列，不表示工艺先后。",
    "What comes in and goes out is taken from the rules and from the example inventories that were executed; an "
    "inventory may have more. Arrows run from stage to stage; within a stage the unit processes stand in the order "
    "in which the standard lists them, which need not be that of the work.",
)
_IN_WORDS: Final = Message("流程图的文字说明", "The life-cycle flow in words")
_HEADER: Final = (
    Message("阶段", "Stage"),
    Message("单元过程", "Unit process"),
    Message("要求", "Presence"),
    _COMES_IN,
    _GOES_OUT,
)
_LEFT_OUT: Final = Message("边界外：{items}。理由：{reason}。", "Outside the boundary: {items}. Why: {reason}.")
_COMMA: Final = Message("、", ", ")
Way = Literal["in", "out"]


def flow_blocks(context: Context, clause: str) -> tuple[Block, ...]:
    """The drawing with its text, where a clause declares unit processes of a standard that has a product."""
    standard = context.standard
    if not standard.products or all(one.clause != clause for one in standard.boundary.processes):
        return ()
    diagram = flow_diagram(context)
    notes = (
        *((Paragraph(text(diagram.note)),) if diagram.note else ()),
        *(Paragraph(_linked(said, to)) for said, to in diagram.outside),
    )
    table = Table("", tuple(map(context.say, _HEADER)), tuple(_rows(diagram)))
    return (diagram, Paragraph(text(context.say(_LEAD))), Details(text(context.say(_IN_WORDS)), (slim(table), *notes)))


def flow_diagram(context: Context) -> FlowDiagram:
    """The whole life cycle as a drawing."""
    boundary = context.standard.boundary
    come, go = _flows(context, "in"), _flows(context, "out")
    stages = tuple(
        DiagramStage(
            context.say(stage.label),
            tuple(
                _process(context, one, come[one.id], go[one.id]) for one in boundary.processes if one.stage == stage.id
            ),
        )
        for stage in boundary.stages
    )
    note = context.say(_KEPT) if any(_STAR in flows for flows in come.values()) else ""
    heads = (context.say(_COMES_IN), context.say(_INSIDE), context.say(_GOES_OUT))
    return FlowDiagram(context.say(_TITLE), heads, stages, context.say(RESULTS[boundary.kind]), _outside(context), note)


def _process(context: Context, one: UnitProcess, come: str, go: str) -> DiagramProcess:
    marks = (context.say(PRESENCE[one.presence]), *_marks(context, one))
    return DiagramProcess(context.say(one.label), one.presence, marks, place_of(context, one), come, go)


def _marks(context: Context, process: UnitProcess) -> Iterator[str]:
    if is_shared(context, process):
        yield context.say(SHARED)
    if f"cut_off.never.{process.id}" in context.requirements:
        yield context.say(_NEVER)


# --- what comes in and goes out ----------------------------------------------------------------------


def _flows(context: Context, way: Way) -> dict[str, str]:
    """By unit process, the words for what enters it, or leaves it, in the order of the kinds."""
    kept = _kept_kinds(context) if way == "in" else frozenset()
    options = context.standard.choice("kind").options
    kinds = {one.id: context.say(one.label) + (_STAR if one.id in kept else "") for one in options}
    met = {(process, kind) for process, kind, leads in _kinds_met(context) if leads == way}
    emissions = {one.id: context.say(one.label) for one in context.standard.emissions}
    placed = set(_emissions_met(context)) if way == "out" else set()
    return {
        process.id: context.say(_COMMA).join(
            (
                *(label for kind, label in kinds.items() if (process.id, kind) in met),
                *(label for id_, label in emissions.items() if (process.id, id_) in placed),
            )
        )
        for process in context.standard.boundary.processes
    }


def _kept_kinds(context: Context) -> frozenset[str]:
    """The kinds of flow that the standard lets nobody cut off, whatever the unit process."""
    never = [
        one for one in context.standard.choice("kind").options if f"cut_off.never.{one.id}" in context.requirements
    ]
    return frozenset(kind for one in never for kind in (one.id, *one.includes))


def _kinds_met(context: Context) -> Iterator[tuple[str, str, Way]]:
    """Unit process and kind of the activities that rules name together, and of those in the examples."""
    for rule in context.standard.requirements:
        if rule.table == ACTIVITY.id:
            selection = selection_of(rule.filter, rule.row)
            processes, kinds, ways = (selection.test(name) for name in ("process", "kind", "direction"))
            for process in processes.options if processes is not None else ():
                for kind in kinds.options if kinds is not None else ():
                    yield process, kind, _way(kind, ways.options[0] if ways is not None else "input")
    for executed in _conforming(context):
        for used in executed.used:
            yield used.process, used.kind, _way(used.kind, used.direction)


def _way(kind: str, direction: str) -> Way:
    """Waste leaves the unit process, although its treatment is accounted for as something that is bought."""
    return "out" if kind == "waste" or direction == "output" else "in"


def _emissions_met(context: Context) -> Iterator[tuple[str, str]]:
    for one in context.standard.emissions:
        if isinstance(one.process, TextLiteral):
            yield one.process.value, one.id
    for executed in _conforming(context):
        for emission, process in executed.arising:
            yield process, emission


def _conforming(context: Context) -> Iterator[Executed]:
    """The examples of the part that violate nothing: what those that do have at a process, it need not have."""
    for (part, _), executed in context.evidence.executed.items():
        violated = (id_ in context.binding and one.outcome == "violated" for id_, one in executed.judged.items())
        if part == context.standard.id and not any(violated):
            yield executed


# --- what is left out, and the words -------------------------------------------------------------------


def _outside(context: Context) -> tuple[tuple[str, Place], ...]:
    by_reason: dict[tuple[Message, str], list[ExcludedByStandard]] = {}
    for one in context.standard.boundary.excluded:
        by_reason.setdefault((one.reason, one.clause), []).append(one)
    comma = context.say(_COMMA)
    return tuple(
        (
            context.say(_LEFT_OUT.filled(items=comma.join(context.say(one.label) for one in found), reason=reason)),
            Place("clause", clause),
        )
        for (reason, clause), found in by_reason.items()
    )


def _linked(said: str, to: Place | None) -> Inlines:
    return text(said) if to is None else (Link(text(said), to),)


def _rows(diagram: FlowDiagram) -> Iterator[tuple[Inlines, ...]]:
    for stage in diagram.stages:
        for index, one in enumerate(stage.processes):
            first, *others = one.marks
            tone: Tone = "good" if one.presence == "required" else "plain"
            marks = joined(((Tag(first, tone),), *map(text, others)), " ")
            stage_name = text(stage.label) if index == 0 else ()
            yield stage_name, _linked(one.label, one.to), marks, text(one.comes_in), text(one.goes_out)

"""Cut-off criteria: a table of limits and a table of what may never be left out."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.requirement import Requirement
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Code,
    Inlines,
    Paragraph,
    Place,
    Table,
    Target,
    Text,
    slim,
    text,
)
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.provision import badge_of, change_tag, requirements_table
from refcf_rules.targets.prose.sentence import sentence_of

_LIMITS: Final = Message("舍去项的限值（占比不大于）", "Limits on what is omitted (share at most)")
_HEADER: Final = (
    Message("范围", "Applies to"),
    Message("占物料投入质量", "Of the mass of material inputs"),
    Message("占排放量", "Of the emissions"),
    Message("理由", "Why"),
    Message("编号", "Id"),
)
_SCOPES: Final = {
    "each": Message("每个舍去项", "each omitted flow"),
    "together": Message("全部舍去项合计", "all omitted flows together"),
}
_NEVER: Final = Message("不应舍去的项目", "Never to be omitted")
_NEVER_HEADER: Final = (Message("规定", "Provision"), Message("理由", "Why"), Message("编号", "Id"))
_MORE: Final = Message("其他取舍规定", "Further provisions on cut-off")


def cut_off_blocks(context: Context, requirements: tuple[Requirement, ...]) -> tuple[Block, ...]:
    """The requirements of a cut-off, those of one clause."""
    limits = tuple(one for one in requirements if one.id in {"cut_off.each", "cut_off.together"})
    never = tuple(one for one in requirements if one.id.startswith("cut_off.never."))
    rest = tuple(one for one in requirements if one not in limits and one not in never)
    blocks: list[Block] = [Paragraph(_with_badge(context, one)) for one in limits]
    if limits:
        rows = tuple(_limit_row(context, one) for one in limits)
        blocks.append(slim(Table(context.say(_LIMITS), tuple(map(context.say, _HEADER)), rows)))
    if never:
        rows = tuple(_never_row(context, one) for one in never)
        blocks.append(slim(Table(context.say(_NEVER), tuple(map(context.say, _NEVER_HEADER)), rows)))
    return (*blocks, *requirements_table(context, context.say(_MORE), rest))


def _with_badge(context: Context, requirement: Requirement) -> Inlines:
    return (badge_of(context, requirement), Text(" "), *sentence_of(context, requirement))


def _limit_row(context: Context, requirement: Requirement) -> tuple[Inlines, ...]:
    scope = requirement.id.rpartition(".")[2]
    name = (Target(Place("rule", requirement.id)), Text(context.say(_SCOPES[scope])))
    changed = (Text(" "), change_tag(context, requirement.override)) if requirement.override else ()
    writer = Writer(context)
    values = [
        writer.parameter(f"{requirement.id}.{base}") if f"{requirement.id}.{base}" in context.parameters else text("—")
        for base in ("mass", "emissions")
    ]
    reason = text(context.say(requirement.reason)) if requirement.reason else ()
    return ((*name, *changed), values[0], values[1], reason, (Code(requirement.id),))


def _never_row(context: Context, requirement: Requirement) -> tuple[Inlines, ...]:
    reason = text(context.say(requirement.reason)) if requirement.reason else ()
    target = Target(Place("rule", requirement.id))
    return ((target, *_with_badge(context, requirement)), reason, (Code(requirement.id),))

"""What readers open of the rules that stand in tables: each in a line, many of them behind one line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.model.requirement import Requirement
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Admonition,
    Block,
    Code,
    Details,
    Inlines,
    Items,
    Paragraph,
    Place,
    Table,
    Target,
    Text,
    text,
)
from refcf_rules.targets.prose.provision import badge_of, changed_later, details_of

_MANY: Final = 8
_ALL: Final = Message(
    "表中 {count} 条规则的示例、读取的数据和机读文件",
    "Examples, data and machine-readable files of the {count} rules above",
)


def folded_rules(context: Context, clause: str, blocks: tuple[Block, ...]) -> tuple[Details, ...]:
    """The rules that blocks of a clause show in tables, and those of the clause that its text alone states."""
    shown = dict.fromkeys(_rules(blocks))
    told = (one for one in context.standard.requirements if one.clause == clause and one.construct == "cut_off")
    found = [(context.requirements[id_], False) for id_ in shown if id_ in context.requirements]
    found.extend((one, True) for one in told if one.id not in shown)
    details = tuple(_folded(context, one, with_target=is_only_here) for one, is_only_here in found)
    if len(details) <= _MANY:
        return details
    return (Details(text(context.say(_ALL.filled(count=len(details)))), details),)


def _folded(context: Context, requirement: Requirement, *, with_target: bool) -> Details:
    target: Inlines = (Target(Place("rule", requirement.id)),) if with_target else ()
    title = Text(f"{context.title(requirement.label)} ")
    summary = (*target, badge_of(context, requirement), Text(" "), title, Code(requirement.id))
    return Details(summary, (*changed_later(context, requirement), *details_of(context, requirement)))


def _rules(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The rules to which tables and sentences are the home."""
    for block in blocks:
        match block:
            case Table(rows=rows):
                yield from (id_ for row in rows for cell in row for id_ in _targets(cell))
            case Paragraph(content=content):
                yield from _targets(content)
            case Items(items=items):
                yield from (id_ for item in items for id_ in _targets(item))
            case Admonition(blocks=inner):
                yield from _rules(inner)
            case _:
                pass


def _targets(content: Inlines) -> tuple[str, ...]:
    return tuple(one.place.id for one in content if isinstance(one, Target) and one.place.kind == "rule")

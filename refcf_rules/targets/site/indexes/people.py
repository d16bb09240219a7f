"""The ledger of what no machine can check: the text, the reason, what the program does check beside it."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.prose import NotCheckable
from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.clauses import paragraph_of
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Code,
    Inlines,
    Link,
    Place,
    joined,
    text,
)
from refcf_rules.targets.prose.ledgers import clause_link, numbers_of
from refcf_rules.targets.prose.side_by_side import inlines_of
from refcf_rules.targets.site.indexes.declared import Declared, declared, part_at
from refcf_rules.targets.site.indexes.listing import Entry, listing
from refcf_rules.targets.site.indexes.parts import PART, names_of_holders, where_it_holds
from refcf_rules.targets.site.indexes.subject import Subject

_HEADER: Final = (
    Message("条款", "Clause"),
    Message("条文", "Text"),
    Message("为什么不能由程序检查，由谁判断", "Why no program can check it, and who judges"),
    Message("报告应说明的项目", "What the report must state"),
    Message("同一条中程序检查的规则", "Rules of the clause that the program checks"),
    PART,
)
_COMMA: Final = Message("、", ", ")


def by_people(subject: Subject) -> tuple[Block, ...]:
    """All entries in the order of the clauses."""
    return (listing(subject, _HEADER, (PART,), (_entry(one, subject) for one in entries_of(subject.contexts))),)


def entries_of(contexts: tuple[Context, ...]) -> tuple[Declared[NotCheckable], ...]:
    """Each entry of the series, once."""
    return declared(contexts, lambda one: one.not_checkable, lambda one: f"{one.clause}.{one.id}", _origin)


def _origin(standard: Standard, one: NotCheckable) -> str:
    return part_at(standard, one.span)


def _entry(one: Declared[NotCheckable], subject: Subject) -> Entry:
    context, entry = one.context, one.thing
    rules = [each for each in context.standard.requirements if each.clause == entry.clause]
    reported = [each.id for each in rules if each.construct == "report_items"]
    link: Inlines = (Link((Code(entry.id),), Place("ledger", f"{entry.clause}.{entry.id}")),)
    cells = (
        joined((clause_link(context, entry.clause, numbers_of(context.standard.clauses)), link), " "),
        _clause_text(context, entry.clause),
        text(context.say(entry.reason)),
        _rules(context, reported),
        _rules(context, [each.id for each in rules if each.id not in reported]),
    )
    linked = tuple(inlines_of(context.standard.id, cell) for cell in cells)
    return Entry((*linked, where_it_holds(one, subject.contexts)), (names_of_holders(one),))


def _clause_text(context: Context, id_: str) -> Inlines:
    """The paragraphs of a clause, without its notes."""
    clause = context.standard.clause(id_)
    written = () if clause is None else (one for one in clause.paragraphs if not one.note)
    return joined((paragraph_of(context, one).content for one in written), " ")


def _rules(context: Context, ids: list[str]) -> Inlines:
    links = ((Link(text(context.say(context.requirements[id_].label)), Place("rule", id_)),) for id_ in ids)
    return joined(links, context.say(_COMMA))

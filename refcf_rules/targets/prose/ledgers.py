"""What clauses and ledgers both say: changes, numbers of clauses, names of lists, what is still open."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.choice import Choice
from refcf_rules.model.number import Status
from refcf_rules.model.prose import Clause
from refcf_rules.model.types import ChoiceType
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Admonition,
    Block,
    Inlines,
    Link,
    Paragraph,
    Place,
    text,
)
from refcf_rules.targets.prose.provision import OVERRIDES

_CHANGE: Final = Message("{kind} {target}", "{kind}: {target}")


def overrides_of(context: Context, clause: str) -> tuple[Block, ...]:
    """What a clause changes in the parts it extends."""
    found = [one for one in context.standard.overrides if context.clause_at(one.span) == clause]
    blocks: list[Block] = []
    for one in found:
        title = _CHANGE.filled(kind=OVERRIDES[one.kind], target=one.target)
        reason = Paragraph(text(context.say(one.reason)))
        blocks.append(Admonition("warn", context.say(title), (reason,)))
    return tuple(blocks)


def clause_link(context: Context, clause: str, numbers: dict[str, str]) -> Inlines:
    """A clause by number and title."""
    found = context.standard.clause(clause)
    if found is None:
        return ()
    return (Link(text(f"{numbers.get(clause, '')} {context.say(found.title)}".strip()), Place("clause", clause)),)


def open_numbers(context: Context) -> int:
    """How many numbers nobody has set yet."""
    settled = {Status.SOURCED, Status.DERIVED}
    return sum(value.provenance.status not in settled for one in context.standard.parameters for value in one.values)


def choice_label(context: Context, choice: Choice) -> Message:
    """A list that a field brought with it has no name but the field's."""
    fields = (field for table in context.standard.tables for field in table.fields)
    owners = (one.label for one in fields if one.type == ChoiceType(choice.id))
    return choice.label if choice.label.zh != choice.id else next(owners, choice.label)


def numbers_of(clauses: tuple[Clause, ...]) -> dict[str, str]:
    """The number of each clause in reading order; the calculations common to all parts, annex A, come last."""
    ordered = sorted(clauses, key=lambda one: one.part == "core")
    return {one.id: annex_number(one) for one in ordered}


def annex_number(clause: Clause) -> str:
    """A clause's number; those of the language's own meaning are A.1, A.2 and so on."""
    if clause.part != "core":
        return clause.number
    first, dot, rest = clause.number.partition(".")
    return f"A.{int(first) - 3}{dot}{rest}"

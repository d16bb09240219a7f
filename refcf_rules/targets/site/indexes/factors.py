"""The ledger of factors: every factor of the library, with all that decides whether it fits, and where it is used."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.number import Factor
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Code,
    Inlines,
    Link,
    Place,
    Target,
    Text,
    joined,
    text,
)
from refcf_rules.targets.prose.ledgers import clause_link, numbers_of
from refcf_rules.targets.prose.numbers import factor_notes, factor_value, option_label, status_tag, validity
from refcf_rules.targets.prose.side_by_side import inlines_of
from refcf_rules.targets.site.indexes.declared import Declared, declared, part_at
from refcf_rules.targets.site.indexes.listing import Entry, listing, said
from refcf_rules.targets.site.indexes.parts import PART, names_of_holders, where_it_holds
from refcf_rules.targets.site.indexes.subject import Subject

_FACTOR: Final = Message("因子", "Factor")
_VALUE: Final = Message("数值", "Value")
_KIND: Final = Message("类别", "Kind")
_GAS: Final = Message("潜势值", "GWP set")
_YEAR: Final = Message("年份", "Year")
_PLACE: Final = Message("地域", "Place")
_VALID: Final = Message("有效期", "Validity")
_STATUS: Final = Message("状态", "Status")
_SOURCE: Final = Message("来源和说明", "Source and notes")
_CLAUSE: Final = Message("条款", "Clause")
_USED: Final = Message("用到它的示例", "Used by the examples")
_HEADER: Final = (
    _FACTOR, _VALUE, _KIND, _GAS, _YEAR, _PLACE, _VALID, _STATUS, _SOURCE, _CLAUSE, PART, _USED,
)  # fmt: skip
_MOST_EXAMPLES: Final = 3
_MORE: Final = Message("等 {count} 个", "and more, {count} in all")


def factors(subject: Subject) -> tuple[Block, ...]:
    """All factors in the order of the parts."""
    entries = (_entry(one, subject) for one in factors_of(subject.contexts))
    return (listing(subject, _HEADER, (_KIND, _GAS, _YEAR, _PLACE, _STATUS, PART), entries),)


def factors_of(contexts: tuple[Context, ...]) -> tuple[Declared[Factor], ...]:
    """Each factor of the series, once."""
    return declared(
        contexts, lambda one: one.factors, lambda one: one.id, lambda standard, one: part_at(standard, one.span)
    )


def _entry(one: Declared[Factor], subject: Subject) -> Entry:
    context, factor = one.context, one.thing
    place = Place("factor", factor.id)
    cells = (
        (Target(place), Link(text(context.say(factor.label)), place), Text(" "), Code(factor.id)),
        factor_value(context, factor),
        text(_kind(context, factor)),
        text(option_label(context, "gwp-set", factor.gwp_set)),
        text(str(factor.year or "")),
        text(factor.place or ""),
        validity(context, factor.provenance),
        (status_tag(context, factor.provenance),),
        factor_notes(context, factor),
        clause_link(context, factor.clause, numbers_of(context.standard.clauses)),
    )
    linked = tuple(inlines_of(context.standard.id, cell) for cell in cells)
    kind = (option_label(context, "factor-kind", factor.kind),)
    chosen = (kind, said(cells[3]), said(cells[4]), said(cells[5]), said(cells[7]), names_of_holders(one))
    return Entry((*linked, where_it_holds(one, subject.contexts), _examples(factor.id, subject)), chosen)


def _kind(context: Context, factor: Factor) -> str:
    """What the factor covers: its kind, with the mass basis and the losses where they matter."""
    losses = option_label(context, "losses", factor.losses) if factor.losses else ""
    words = (
        option_label(context, "factor-kind", factor.kind),
        option_label(context, "basis", factor.basis) if factor.basis else "",
        losses,
    )
    return context.say(Message("；", "; ")).join(filter(None, words))


def _examples(factor: str, subject: Subject) -> Inlines:
    """Some of the examples whose inventories use the factor."""
    labels = {one.id: one.label for context in subject.contexts for one in context.standard.examples}
    found = subject.evidence.examples_with(factor)
    links = ((Link(text(subject.say(labels[id_])), Place("example", id_)),) for id_ in found[:_MOST_EXAMPLES])
    more = text(f" {subject.say(_MORE.filled(count=len(found)))}") if len(found) > _MOST_EXAMPLES else ()
    return (*joined(links, subject.say(Message("；", "; "))), *more)

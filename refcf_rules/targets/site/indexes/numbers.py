"""The ledger of numbers: every limit, parameter and table of the series, with status, source and users."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refcf_rules.model.number import DatedValue, LookupTable, Parameter, Status
from refcf_rules.model.standard import Standard
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
from refcf_rules.targets.prose.numbers import source_words, status_tag, validity
from refcf_rules.targets.prose.side_by_side import inlines_of, place_of
from refcf_rules.targets.prose.unit_text import pretty_unit
from refcf_rules.targets.prose.value import value_words
from refcf_rules.targets.site.indexes.declared import Declared, Thing, declared, part_at
from refcf_rules.targets.site.indexes.listing import Entry, listing
from refcf_rules.targets.site.indexes.parts import PART, names_of_holders, where_it_holds
from refcf_rules.targets.site.indexes.subject import Subject
from refcf_rules.targets.site.indexes.usage import UserKind, Users, user_link, users_of

_HEADER: Final = (
    Message("数值", "Number"),
    Message("取值", "Value"),
    Message("有效期", "Validity"),
    Message("状态", "Status"),
    Message("来源", "Source"),
    Message("条款", "Clause"),
    PART,
    Message("用于", "Used by"),
)
_STATUS: Final = Message("状态", "Status")
_ENTRIES: Final = Message("表，{count} 个数值（{unit}）", "table of {count} numbers ({unit})")
_PLAIN_ENTRIES: Final = Message("表，{count} 个数值", "table of {count} numbers")
_COMMA: Final = Message("、", ", ")
_SEMICOLON: Final = Message("；", "; ")
_SETTLED: Final = frozenset({Status.SOURCED, Status.DERIVED})
Row = tuple[Inlines, ...]
_Users = Mapping[str, Mapping[str, Users]]


def numbers(subject: Subject) -> tuple[Block, ...]:
    """Parameters, those still open first, then the tables."""
    users = {one.standard.id: users_of(one.standard) for one in subject.contexts}
    found = [(_is_open(value), _parameter(one, value, users, subject)) for one, value in values_of(subject.contexts)]
    rows = [row for _, row in sorted(found, key=lambda pair: not pair[0])]
    rows.extend(_table(one, users, subject) for one in tables_of(subject.contexts))
    return (listing(subject, _HEADER, (_STATUS, PART), rows),)


def values_of(contexts: tuple[Context, ...]) -> tuple[tuple[Declared[Parameter], DatedValue], ...]:
    """Each value of each parameter, once."""
    found = declared(contexts, lambda one: one.parameters, lambda one: one.id, _parameter_part)
    return tuple((one, value) for one in found for value in one.thing.values)


def open_values(contexts: tuple[Context, ...]) -> tuple[Declared[Parameter], ...]:
    """The parameters with values that nobody has set yet, once for each such value."""
    return tuple(one for one, value in values_of(contexts) if _is_open(value))


def tables_of(contexts: tuple[Context, ...]) -> tuple[Declared[LookupTable], ...]:
    """Each table of numbers, once."""
    return declared(
        contexts, lambda one: one.lookups, lambda one: one.id, lambda standard, one: part_at(standard, one.span)
    )


def _parameter_part(standard: Standard, one: Parameter) -> str:
    """The part that declares a parameter, or changed it last."""
    changed = (each.part for each in reversed(standard.overrides) if each.target == one.id)
    return next(changed, part_at(standard, one.span))


def _is_open(value: DatedValue) -> bool:
    return value.provenance.status not in _SETTLED


def _parameter(one: Declared[Parameter], value: DatedValue, users: _Users, subject: Subject) -> Entry:
    context, parameter = one.context, one.thing
    place = Place("number", parameter.id)
    target = (Target(place_of(context.standard.id, place)),) if value is parameter.values[0] else ()
    cells = (
        (*target, Link(text(context.say(parameter.label)), place), Text(" "), Code(parameter.id)),
        value_words(context, parameter, value),
        validity(context, value.provenance),
        (status_tag(context, value.provenance),),
        source_words(context, value.provenance),
        clause_link(context, parameter.clause, numbers_of(context.standard.clauses)),
    )
    return _entry(one, cells, (status_tag(context, value.provenance).text,), parameter.id, users, subject)


def _table(one: Declared[LookupTable], users: _Users, subject: Subject) -> Entry:
    context, table = one.context, one.thing
    pattern = _PLAIN_ENTRIES if table.unit.symbol == "1" else _ENTRIES
    size = context.say(pattern.filled(count=len(table.entries), unit=pretty_unit(table.unit.symbol, context.language)))
    origins = dict.fromkeys(each.provenance for each in table.entries)
    states: dict[str, Inlines] = {tag.text: (tag,) for tag in (status_tag(context, each) for each in origins)}
    sources = dict.fromkeys(source_words(context, each) for each in origins)
    cells = (
        (Link(text(context.say(table.label)), Place("number", table.id)), Text(" "), Code(table.id)),
        text(size),
        (),
        joined(states.values(), " "),
        joined(filter(None, sources), context.say(_SEMICOLON)),
        clause_link(context, table.clause, numbers_of(context.standard.clauses)),
    )
    return _entry(one, cells, tuple(states), table.id, users, subject)


def _entry(
    one: Declared[Thing], cells: Row, states: tuple[str, ...], id_: str, users: _Users, subject: Subject
) -> Entry:
    linked = (inlines_of(one.context.standard.id, cell) for cell in cells)
    where = (where_it_holds(one, subject.contexts), _used_by(one.holds_in, id_, users, subject))
    return Entry((*linked, *where), (states, names_of_holders(one)))


def _used_by(holders: tuple[Context, ...], id_: str, users: _Users, subject: Subject) -> Inlines:
    """The rules and formulas of all standards that name a number, each once."""
    found: dict[tuple[UserKind, str], Inlines] = {}
    for holder in holders:
        mine = users[holder.standard.id].get(id_, Users())
        for kind, ids in mine.by_kind():
            for one in ids:
                found.setdefault((kind, one), user_link(holder, one, kind))
    return joined(found.values(), subject.say(_COMMA))

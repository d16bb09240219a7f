"""``table``: numbers of the standard looked up by equal keys."""

from __future__ import annotations

from dataclasses import replace

from lark import Token

from refcf_rules.language.assembly import DUPLICATE_NAME, Assembly
from refcf_rules.language.expression import kinds
from refcf_rules.language.parameter import check_source, report_overlaps
from refcf_rules.language.parse import Branch, Declaration, Leaf
from refcf_rules.language.pieces import (
    amount_of,
    branches,
    date_of,
    first,
    label_of,
    name_of,
    names_of,
    number_of,
    provenance_of,
    span_of,
    span_of_head,
    string_value,
    tokens,
    unit_of,
)
from refcf_rules.model.number import Entry, LookupTable, Provenance, Status
from refcf_rules.model.types import NumberType
from refcf_rules.quantities.number import format_number
from refcf_rules.quantities.unit import Unit, to_canonical
from refcf_rules.source.diagnostic import Label
from refcf_rules.source.message import Message, same


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Read the table and make it known."""
    name = name_of(tokens(declaration.tree)[0])
    if not assembly.take_name(name, span_of_head(declaration)):
        return
    table = assembly.once(LookupTable, declaration, lambda: _table(declaration, name, assembly))
    if table is not None:
        assembly.lookups[name] = table


def _table(declaration: Declaration, name: str, assembly: Assembly) -> LookupTable | None:
    tree = declaration.tree
    columns = tuple(names_of(one)[0] for one in branches(tree, "column"))
    unit_tree, origin = first(tree, "unit"), first(tree, "provenance")
    if unit_tree is None or origin is None:
        return None
    unit = unit_of(unit_tree)
    shared = provenance_of(declaration, origin, assembly.problems)
    entries = tuple(
        entry
        for row in branches(tree, "row")
        if (entry := _entry(declaration, row, unit, shared, len(columns), assembly)) is not None
    )
    _report_same_keys(entries, assembly)
    return LookupTable(
        name,
        label_of(tree, name),
        columns,
        entries,
        NumberType(unit.dimension),
        unit,
        declaration.clause,
        span_of_head(declaration),
        _labels(declaration, tree, assembly),
    )


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""


def _entry(
    declaration: Declaration, row: Branch, unit: Unit, shared: Provenance, keys: int, assembly: Assembly
) -> Entry | None:
    amount = first(row, "amount")
    written = tuple(_key(one.children[0], declaration, assembly) for one in branches(row, "row_key"))
    if amount is None or len(written) != keys:
        assembly.problems.add(
            kinds.TYPE_MISMATCH,
            span_of(declaration, row),
            Message("这一行要有 {n} 个键。", "This row needs {n} keys.").filled(n=keys),
            hint=Message("键按“按”后面的顺序写。", "Give the keys in the order that stands after by."),
        )
        return None
    value, own_unit = amount_of(amount)
    if own_unit is not None and own_unit.dimension != unit.dimension:
        assembly.problems.add(
            kinds.UNIT_MISMATCH,
            span_of(declaration, amount),
            Message("数表的单位是 {unit}。", "The table gives {unit}.").filled(unit=unit.symbol),
            hint=Message("去掉单位，或写 {unit}。", "Leave the unit out, or write {unit}.").filled(unit=unit.symbol),
        )
        return None
    origin_tree = first(row, "provenance")
    own = provenance_of(declaration, origin_tree, assembly.problems) if origin_tree is not None else shared
    given = own if own.sources or own.status is not Status.SOURCED else shared
    given = replace(given, since=own.since or shared.since, until=own.until or shared.until)
    check_source(given, declaration, row, assembly)
    canonical = value if own_unit is not None else to_canonical(value, unit)
    return Entry(written, canonical, given, span_of(declaration, row))


def _labels(declaration: Declaration, tree: Branch, assembly: Assembly) -> tuple[tuple[str, Message], ...]:
    """What columns and keys are called; a key is named once, where it stands first or anywhere else."""
    keys = [one for row in branches(tree, "row") for one in branches(row, "row_key")]
    found: dict[str, Message] = {}
    for one in (*branches(tree, "column"), *keys):
        label = first(one, "label")
        if label is not None and label.children:
            key = _key(one.children[0], declaration, assembly)
            found.setdefault(key, label_of(one, key))
    return tuple(found.items())


def _key(child: Branch | Leaf, declaration: Declaration, assembly: Assembly) -> str:
    if isinstance(child, Token):
        return name_of(child)
    match child.data:
        case "string":
            return string_value(child)
        case "date":
            return date_of(declaration, child, assembly.problems)
        case _:
            return format_number(number_of(tokens(child, "NUM")[0]), 15)


def _report_same_keys(entries: tuple[Entry, ...], assembly: Assembly) -> None:
    by_keys: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        by_keys.setdefault(entry.keys, []).append(entry)
    for keys, group in by_keys.items():
        if len(group) > 1 and all(entry.provenance.since is None for entry in group):
            assembly.problems.add(
                DUPLICATE_NAME,
                group[1].span,
                Message("键“{keys}”重复。", "The keys “{keys}” appear twice.").filled(keys=same(", ".join(keys))),
                hint=Message("删去一行，或写上各自的有效期。", "Delete one row, or date both."),
                also=(Label(group[0].span, Message("第一次出现在这里", "first given here")),),
            )
        elif len(group) > 1:
            report_overlaps([one.provenance for one in group], [one.span for one in group], assembly)

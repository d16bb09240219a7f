"""A value on the straight line between two rows, through the nearest places below and above."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.expression import Expression, Interpolation, Logic
from refcf_rules.model.row_links import conjuncts, free_rows
from refcf_rules.source.message import Message
from refcf_rules.targets.program.rows import link
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.calculation.arrays import Arrays, near, numeric
from refcf_rules.targets.xlsx.calculation.lowerer import InexpressibleError, Lowerer, Where
from refcf_rules.targets.xlsx.combine import MISSING, ONE, ZERO, call, infix, total, when
from refcf_rules.targets.xlsx.formula import Area, Cell, Formula, Number

_FAR: Final = Number(1e300)


def interpolated(of: Interpolation, where: Where, lowerer: Lowerer) -> Formula:
    """The value at ``at``; missing beyond the rows, and where two rows stand at one place."""
    at = lowerer.place(of.at, where)
    arrays = Arrays(of.table, of.row, where, lowerer)
    rows, place, value = arrays.passing(of.filter), arrays.numbers(of.by), arrays.numbers(of.value)
    head = lowerer.head(of, where)

    def keep(what: str, made: Formula) -> Formula:
        return lowerer.keep(("interpolation", what, made), where, head, lambda: made)

    def extreme(what: str, chosen: Formula) -> Formula:
        away = infix("*", infix("-", ONE, chosen), _FAR)
        inside = infix("*", chosen, place.value)
        if what in ("first", "above"):
            return keep(what, total(call("MIN", infix("+", inside, away))))
        return keep(what, total(call("MAX", infix("-", inside, away))))

    def value_at(what: str, stop: Formula) -> Formula:
        here = infix("*", rows.sure, infix("=", place.value, stop))
        return keep(f"value {what}", total(infix("*", here, value.value)))

    absent = [total(infix("*", rows.sure, infix("-", ONE, infix("*", place.known, value.known))))]
    absent += [] if rows.open == ZERO else [total(rows.open)]
    unknown = infix(">", infix("+", *absent), ZERO)
    none = infix("=", total(numeric(rows.sure)), ZERO)
    first, last = extreme("first", rows.sure), extreme("last", rows.sure)
    below = extreme("below", infix("*", rows.sure, infix("<=", place.value, at)))
    above = extreme("above", infix("*", rows.sure, infix(">=", place.value, at)))
    low, high = value_at("below", below), value_at("above", above)
    at_first, at_last = value_at("first", first), value_at("last", last)
    twins = _twins(of, arrays, rows.sure, place.value, lowerer)
    part = infix("/", infix("-", at, below), infix("-", above, below))
    between = infix("+", low, infix("*", infix("-", high, low), part))
    outside = call("OR", combine.guarded("<", at, first), combine.guarded("<", last, at))
    inside = when(infix("<=", at, first), at_first, when(infix(">=", at, last), at_last, between))
    inside = when(infix("=", below, above), low, inside)
    refused = call("OR", unknown, none, infix(">", twins, ZERO))
    return when(combine.is_missing(at), MISSING, when(refused, MISSING, when(outside, MISSING, inside)))


def _twins(of: Interpolation, arrays: Arrays, rows: Formula, place: Formula, lowerer: Lowerer) -> Formula:
    """How many of the passing rows share their place with another row that passes by the same test."""
    inner = arrays.inner
    alone = [each for each in conjuncts(of.filter) if free_rows(each) <= {of.row}]
    mixed = [each for each in conjuncts(of.filter) if each not in alone]
    links = [link(each, of.row) for each in mixed]
    if len(links) > 1 or None in links or inner.table is None:
        raise InexpressibleError(Message("按多个条件选取的插值点", "points that are chosen by several tests"))
    sheet = lowerer.sheet(inner.table)
    own_place = _own(place)
    tests = [near(place, own_place)]
    for found in links:
        if found is not None:
            key = arrays.text(found[0])
            tests.append(call("EXACT", key, _own(key)))
    own = arrays.passing(_joined(alone))
    made = total(infix("*", own.possible, *tests))
    head = lowerer.head(of.by, inner)
    counted = lowerer.keep(("twins", made), inner, head, lambda: made, "number", ZERO)
    return total(infix("*", rows, infix(">", sheet.area(counted), ONE)))


def _own(area: Formula) -> Cell:
    """The cell of a column in the line itself."""
    if not isinstance(area, Area):
        raise InexpressibleError(Message("插值点的位置不在行中", "points whose place is not in their row"))
    return Cell(area.sheet, area.first_row, area.first_column)


def _joined(parts: list[Expression]) -> Expression | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else Logic("and", tuple(parts), parts[0].type, parts[0].span)

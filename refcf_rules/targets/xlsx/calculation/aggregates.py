"""Sums, counts and the like: through a helping column beside the rows, or, where rows ask about rows, by arrays."""

from __future__ import annotations

from typing import Final, assert_never

from refcf_rules.model.expression import Aggregate
from refcf_rules.model.row_links import free_rows
from refcf_rules.model.types import DateType, NumberType
from refcf_rules.source.message import Message
from refcf_rules.targets.program.rows import signature
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.calculation.arrays import Arrays, Numbers, Truths, is_choice, numeric
from refcf_rules.targets.xlsx.calculation.lowerer import InexpressibleError, Lowerer, Where
from refcf_rules.targets.xlsx.combine import MISSING, ONE, UNKNOWN, ZERO, call, infix, total, when
from refcf_rules.targets.xlsx.formula import Area, Cell, Formula, Number

_FAR: Final = Number(1e300)


def aggregated(of: Aggregate, where: Where, lowerer: Lowerer) -> Formula:
    """The aggregate as one formula; ``where`` is the line that asks."""
    if of.kind in ("least", "greatest") and not isinstance(of.type, NumberType | DateType):
        raise InexpressibleError(Message("文字的最小、最大值", "the least or greatest of texts"))
    if free_rows(of):
        return _by_arrays(of, where, lowerer)
    if of.kind in ("any", "count") and of.value is None and is_choice(of.filter, of.row):
        return _by_arrays(of, where, lowerer)
    return _by_column(of, Where(of.table, of.row, where.mode), lowerer)


# --- rows that are asked about as a whole -----------------------------------------------------------------


def _by_column(of: Aggregate, inner: Where, lowerer: Lowerer) -> Formula:
    filter_ = ONE if of.filter is None else lowerer.place(of.filter, inner)
    match of.kind:
        case "any" | "every":
            return _quantified(of, filter_, inner, lowerer)
        case "count":
            counted = when(infix("=", filter_, UNKNOWN), MISSING, filter_)
            return call("SUM", _column("count", of, counted, filter_ == ONE, inner, lowerer))
        case "sum":
            return call("SUM", _values(of, filter_, ZERO, inner, lowerer))
        case "least" | "greatest":
            values = _values(of, filter_, combine.NOTHING, inner, lowerer)
            found = call("MIN" if of.kind == "least" else "MAX", values)
            return when(infix("=", call("COUNT", values), ZERO), MISSING, found)
        case "average":
            return _average(of, filter_, inner, lowerer)
        case _:
            assert_never(of.kind)


def _quantified(of: Aggregate, filter_: Formula, inner: Where, lowerer: Lowerer) -> Formula:
    """*any* is the largest truth; *every* says that no row passes without its value."""
    value: Formula = ONE if of.value is None else lowerer.place(of.value, inner)
    if of.kind == "any":
        return call("MAX", _column("any", of, combine.all_of([filter_, value]), False, inner, lowerer))
    broken = combine.all_of([filter_, combine.negated(value)])
    return infix("-", ONE, call("MAX", _column("every", of, broken, False, inner, lowerer)))


def _values(of: Aggregate, filter_: Formula, left_out: Formula, inner: Where, lowerer: Lowerer) -> Area:
    """The value where the filter holds, ``left_out`` where it does not, missing where that is unknown."""
    if of.value is None:
        raise TypeError(f"{of.kind} of nothing")
    value = lowerer.place(of.value, inner)
    return _column("value", of, _passing(filter_, value, left_out), filter_ == ONE, inner, lowerer, value)


def _passing(filter_: Formula, value: Formula, left_out: Formula) -> Formula:
    if filter_ == ONE:
        return value
    return when(infix("=", filter_, ONE), value, when(infix("=", filter_, ZERO), left_out, MISSING))


def _column(
    what: str,
    of: Aggregate,
    made: Formula,
    plain: bool,  # noqa: FBT001 -- one of several parts of a column
    inner: Where,
    lowerer: Lowerer,
    value: Formula | None = None,
) -> Area:
    """A column of a formula; one that is there already stands for itself."""
    if inner.table is None:
        raise TypeError("an aggregate without a table")
    sheet = lowerer.sheet(inner.table)
    found = value if value is not None else made
    if (plain or found is made) and isinstance(found, Cell) and sheet.holds(found):
        return sheet.area(found)
    if what == "count" and plain:
        return sheet.area(sheet.present)
    head = lowerer.head(of, Where(mode=inner.mode))
    return sheet.area(lowerer.keep(("aggregate", what, made), inner, head, lambda: made))


def _average(of: Aggregate, filter_: Formula, inner: Where, lowerer: Lowerer) -> Formula:
    if of.value is None:
        raise TypeError("an average of nothing")
    value = lowerer.place(of.value, inner)
    weight: Formula = ONE if of.weight is None else lowerer.place(of.weight, inner)
    product = value if of.weight is None else infix("*", value, weight)
    above = _column("product", of, _passing(filter_, product, combine.NOTHING), False, inner, lowerer)
    below = _column("weight", of, _passing(filter_, weight, combine.NOTHING), False, inner, lowerer)
    home = Where(mode=inner.mode)
    key = ("weights", inner.mode, signature(of, {}))
    weights = lowerer.keep(key, home, lowerer.head(of.weight or of, home), lambda: call("SUM", below))
    return when(infix("=", call("COUNT", above), ZERO), MISSING, combine.quotient(call("SUM", above), weights))


# --- rows that ask about rows -----------------------------------------------------------------------------


def _by_arrays(of: Aggregate, where: Where, lowerer: Lowerer) -> Formula:
    arrays = Arrays(of.table, of.row, where, lowerer)
    rows = arrays.passing(of.filter)
    match of.kind:
        case "any" | "every":
            value = Truths(ONE, ONE) if of.value is None else arrays.truths(of.value)
            return _any(rows, value) if of.kind == "any" else infix("-", ONE, _any(rows, value.negated))
        case "count":
            return when(infix(">", total(rows.open), ZERO), MISSING, total(numeric(rows.sure)))
        case "sum" | "least" | "greatest" | "average":
            if of.value is None:
                raise TypeError(f"{of.kind} of nothing")
            return _of_numbers(of, rows, arrays.numbers(of.value), arrays)
        case _:
            assert_never(of.kind)


def _any(rows: Truths, value: Truths) -> Formula:
    sure, possible = _times(rows.sure, value.sure), _times(rows.possible, value.possible)
    if sure == possible:
        return when(infix(">", total(numeric(sure)), ZERO), ONE, ZERO)
    perhaps = when(infix(">", total(numeric(possible)), ZERO), UNKNOWN, ZERO)
    return when(infix(">", total(numeric(sure)), ZERO), ONE, perhaps)


def _of_numbers(of: Aggregate, rows: Truths, value: Numbers, arrays: Arrays) -> Formula:
    absent = infix("+", total(rows.open), total(_times(rows.sure, infix("-", ONE, value.known))))
    found = infix(">", absent, ZERO)
    match of.kind:
        case "greatest":
            none = infix("=", total(numeric(rows.sure)), ZERO)
            away = infix("*", infix("-", ONE, rows.sure), _FAR)
            return _unless(found, none, total(call("MAX", infix("-", _times(rows.sure, value.value), away))))
        case "least":
            none = infix("=", total(numeric(rows.sure)), ZERO)
            away = infix("*", infix("-", ONE, rows.sure), _FAR)
            return _unless(found, none, total(call("MIN", infix("+", _times(rows.sure, value.value), away))))
        case "average":
            weight = Numbers(ONE, ONE) if of.weight is None else arrays.numbers(of.weight)
            weights = total(_times(rows.sure, weight.value))
            none = infix("=", weights, ZERO)
            unknown = infix(">", infix("+", absent, total(_times(rows.sure, infix("-", ONE, weight.known)))), ZERO)
            above = total(infix("*", _times(rows.sure, value.value), weight.value))
            return _unless(unknown, none, infix("/", above, weights))
        case _:
            return when(found, MISSING, total(_times(rows.sure, value.value)))


def _unless(absent: Formula, none: Formula, found: Formula) -> Formula:
    return when(call("OR", absent, none), MISSING, found)


def _times(left: Formula, right: Formula) -> Formula:
    if right == ONE:
        return left
    return right if left == ONE else infix("*", left, right)

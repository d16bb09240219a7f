"""What an expression means, as a function of an evaluation and its rows: made once, called for each row.

Each function asks the evaluation for names, so that a value is worked out once however many ask. The
quick ways, for numbers and texts that are there, give what the general ones give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isfinite
from typing import Final, Protocol, assert_never

from refcf_rules.evaluate import arithmetic
from refcf_rules.evaluate.dated import year_of
from refcf_rules.evaluate.row import BoundRow, Scope
from refcf_rules.evaluate.value import Cause, Datum, Missing, all_of, any_of, missing, negated
from refcf_rules.model.expression import (
    Aggregate,
    Among,
    Arithmetic,
    Cell,
    Comparison,
    Conditional,
    DateLiteral,
    Expression,
    Interpolation,
    IsGiven,
    Joined,
    Logic,
    Lookup,
    Negative,
    Not,
    NumberLiteral,
    Repeated,
    Rounded,
    Scalar,
    TextLiteral,
    TruthLiteral,
    YearOf,
)
from refcf_rules.model.requirement import Calculation
from refcf_rules.quantities.spelling import folded
from refcf_rules.source.message import Message

_NO_DATE: Final = missing(Cause(Message("不是日期的值", "a value that is no date")))


class Evaluator(Protocol):
    """What meanings ask of an evaluation."""

    def scalar(self, id_: str) -> Datum:
        """A calculation, a parameter or a field of a single-row table."""

    def cell(self, row: BoundRow, name: str) -> Datum:
        """A field or calculated column of a row."""

    def known(self, calculation: Calculation, row: BoundRow | None) -> Datum:
        """The value of a calculation, worked out if nobody asked before."""

    def joined(self, table: str, id_: Datum, name: str) -> Datum:
        """A field of the row with an id."""

    def look_up(self, table: str, keys: Sequence[Datum]) -> Datum:
        """An entry of a table of the standard."""

    def words(self, of: Expression) -> Message:
        """An expression in words."""

    def aggregated(self, of: Aggregate, scope: Scope) -> Datum:
        """An aggregate over the rows of a table."""

    def interpolated(self, of: Interpolation, scope: Scope) -> Datum:
        """A value between two rows."""


Meaning = Callable[[Evaluator, Scope], Datum]
Calculations = Mapping[str, Calculation]


class Meanings:
    """The meanings of one standard's expressions, made when first asked for; evaluations may share them."""

    def __init__(self, calculations: Iterable[Calculation]) -> None:
        self.calculations: Final[Calculations] = {each.id: each for each in calculations}
        self._made: dict[int, tuple[Expression, Meaning]] = {}

    def of(self, expression: Expression) -> Meaning:
        """The meaning of an expression. It is kept with the expression, whose place in memory is its name."""
        found = self._made.get(id(expression))
        if found is None:
            found = self._made[id(expression)] = expression, meaning_of(expression, self.calculations)
        return found[1]


def meaning_of(of: Expression, calculations: Calculations) -> Meaning:
    """The function from the rows in scope to the value."""
    match of:
        case NumberLiteral() | TextLiteral() | DateLiteral() | TruthLiteral():
            value = of.value
            return lambda _state, _scope: value
        case Scalar() | Cell() | Joined() | Lookup():
            return _reading(of, calculations)
        case Negative() | Arithmetic() | YearOf() | Rounded():
            return _calculating(of, calculations)
        case Comparison() | Among() | Not() | Logic() | IsGiven():
            return _testing(of, calculations)
        case Conditional():
            return _choosing(of, calculations)
        case Aggregate():
            return lambda state, scope: state.aggregated(of, scope)
        case Interpolation():
            return lambda state, scope: state.interpolated(of, scope)
        case Repeated(state=id_):
            calculation = calculations[id_]
            return lambda state, scope: state.known(calculation, scope.get(calculation.row))
        case _:
            assert_never(of)


# --- names --------------------------------------------------------------------------------------------


def _reading(of: Scalar | Cell | Joined | Lookup, calculations: Calculations) -> Meaning:
    match of:
        case Scalar(id=id_):
            calculation = calculations.get(id_)
            if calculation is not None:
                return lambda state, _scope: state.known(calculation, None)
            return lambda state, _scope: state.scalar(id_)
        case Cell():
            return _cell(of, calculations)
        case Joined(key=key, table=table, field=name):
            wanted = meaning_of(key, calculations)
            return lambda state, scope: state.joined(table, wanted(state, scope), name)
        case Lookup(table=table, keys=keys):
            parts = [meaning_of(key, calculations) for key in keys]
            return lambda state, scope: state.look_up(table, [part(state, scope) for part in parts])
        case _:
            assert_never(of)


def _cell(of: Cell, calculations: Calculations) -> Meaning:
    variable, table, name = of.row, of.table, of.field
    calculation = calculations.get(f"{table}.{name}")
    if calculation is not None and calculation.table == table:

        def calculated(state: Evaluator, scope: Scope) -> Datum:
            row = scope[variable]
            return state.known(calculation, row) if row.table == table else state.cell(row, name)

        return calculated

    def typed(state: Evaluator, scope: Scope) -> Datum:
        row = scope[variable]
        value = row.values.get(name) if row.table == table else None
        return state.cell(row, name) if value is None else value

    return typed


# --- numbers ------------------------------------------------------------------------------------------


def _calculating(of: Negative | Arithmetic | YearOf | Rounded, calculations: Calculations) -> Meaning:
    match of:
        case Negative(operand=operand):
            return _negative(meaning_of(operand, calculations))
        case Arithmetic():
            return _arithmetic(of, calculations)
        case YearOf(operand=operand):
            return _year(meaning_of(operand, calculations))
        case Rounded(operand=operand, step=step):
            value, size = meaning_of(operand, calculations), step.value
            return lambda state, scope: arithmetic.rounded(value(state, scope), size)
        case _:
            assert_never(of)


def _negative(operand: Meaning) -> Meaning:
    def negative(state: Evaluator, scope: Scope) -> Datum:
        value = arithmetic.number(operand(state, scope))
        return value if isinstance(value, Missing) else 0.0 - value

    return negative


def _arithmetic(of: Arithmetic, calculations: Calculations) -> Meaning:
    operator, left, right = of.operator, meaning_of(of.left, calculations), meaning_of(of.right, calculations)

    def general(state: Evaluator, first: Datum, second: Datum) -> Datum:
        return arithmetic.calculate(operator, first, second, lambda: state.words(of.right))

    simple = _SIMPLE.get(operator)
    if simple is None:
        return lambda state, scope: general(state, left(state, scope), right(state, scope))
    work_out = simple

    def calculated(state: Evaluator, scope: Scope) -> Datum:
        first, second = left(state, scope), right(state, scope)
        if type(first) is float and type(second) is float:
            result = work_out(first, second)
            if isfinite(result):
                return result
        return general(state, first, second)

    return calculated


_SIMPLE: Final[Mapping[str, Callable[[float, float], float]]] = {
    "+": float.__add__,
    "-": float.__sub__,
    "*": float.__mul__,
}


def _year(operand: Meaning) -> Meaning:
    def year(state: Evaluator, scope: Scope) -> Datum:
        day = operand(state, scope)
        if isinstance(day, Missing):
            return day
        found = year_of(day) if isinstance(day, str) else None
        return _NO_DATE if found is None else found

    return year


# --- tests --------------------------------------------------------------------------------------------


def _testing(of: Comparison | Among | Not | Logic | IsGiven, calculations: Calculations) -> Meaning:
    match of:
        case Comparison():
            return _comparison(of, calculations)
        case Among(value=value, options=options):
            return _among(meaning_of(value, calculations), options)
        case Not(operand=operand):
            denied = meaning_of(operand, calculations)
            return lambda state, scope: negated(denied(state, scope))
        case Logic(operator=operator, operands=operands):
            parts = [meaning_of(part, calculations) for part in operands]
            combined = all_of if operator == "and" else any_of
            return lambda state, scope: combined([part(state, scope) for part in parts])
        case IsGiven(operand=operand):
            return _given(operand, calculations)
        case _:
            assert_never(of)


def _comparison(of: Comparison, calculations: Calculations) -> Meaning:
    operator, left, right = of.operator, meaning_of(of.left, calculations), meaning_of(of.right, calculations)
    if isinstance(of.right, TextLiteral) and operator in ("=", "!="):
        wanted, equal = of.right.value, operator == "="
        plain = folded(wanted)

        def is_text(state: Evaluator, scope: Scope) -> Datum:
            value = left(state, scope)
            if type(value) is str:
                return (value == wanted or folded(value) == plain) is equal
            return arithmetic.compare(operator, value, wanted)

        return is_text
    return lambda state, scope: arithmetic.compare(operator, left(state, scope), right(state, scope))


def _among(value: Meaning, options: Sequence[str]) -> Meaning:
    listed = frozenset(map(folded, options))

    def among(state: Evaluator, scope: Scope) -> Datum:
        text = value(state, scope)
        return text if isinstance(text, Missing) else folded(str(text)) in listed

    return among


def _given(operand: Expression, calculations: Calculations) -> Meaning:
    """Whether a value is there; for a field of a row without asking why it is not."""
    meaning = meaning_of(operand, calculations)
    if not isinstance(operand, Cell) or f"{operand.table}.{operand.field}" in calculations:
        return lambda state, scope: not isinstance(meaning(state, scope), Missing)
    variable, table, name = operand.row, operand.table, operand.field

    def given(state: Evaluator, scope: Scope) -> Datum:
        row = scope[variable]
        if row.table != table:
            return not isinstance(meaning(state, scope), Missing)
        value = row.values.get(name)
        return value is not None and not isinstance(value, Missing)

    return given


def _choosing(of: Conditional, calculations: Calculations) -> Meaning:
    test, then, otherwise = (meaning_of(part, calculations) for part in (of.test, of.then, of.otherwise))

    def chosen(state: Evaluator, scope: Scope) -> Datum:
        truth = test(state, scope)
        if not isinstance(truth, Missing):
            return then(state, scope) if truth is True else otherwise(state, scope)
        first, second = then(state, scope), otherwise(state, scope)
        return first if arithmetic.same_value(first, second) else truth

    return chosen

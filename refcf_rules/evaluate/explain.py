"""The arithmetic of a requirement: both sides in words, with their numbers, and the limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from refcf_rules.evaluate.arithmetic import Comparator
from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.open_tests import Test, defined, tests_of
from refcf_rules.evaluate.row import Scope
from refcf_rules.evaluate.shown import substituted, unit_of, value_words
from refcf_rules.evaluate.trace import numbers_put_in
from refcf_rules.model.expression import (
    Aggregate,
    Among,
    Arithmetic,
    Cell,
    Comparison,
    Conditional,
    Expression,
    IsGiven,
    NumberLiteral,
    Scalar,
    TextLiteral,
    TruthLiteral,
)
from refcf_rules.model.types import ChoiceType
from refcf_rules.model.wording import joined, words
from refcf_rules.record import changed
from refcf_rules.source.message import Message, same

_TESTS_SHOWN: Final = 3
_LIMITS: Final[Mapping[Comparator, Message]] = {
    "<=": Message("{left}；限值 {right}", "{left}; limit {right}"),
    "<": Message("{left}；应小于 {right}", "{left}; must be below {right}"),
    ">=": Message("{left}；下限 {right}", "{left}; lower limit {right}"),
    ">": Message("{left}；应大于 {right}", "{left}; must be above {right}"),
    "=": Message("{left}；应为 {right}", "{left}; must be {right}"),
    "!=": Message("{left}；不应为 {right}", "{left}; must not be {right}"),
}
_REQUIRED: Final = Message("{left}；要求 {text}", "{left}; required: {text}")
_FORBIDDEN: Final = Message("{left}；不应：{text}", "{left}; not allowed: {text}")
_DECIDED: Final = Message("{value}（{tests}）", "{value} ({tests})")
OPPOSITE: Final[Mapping[Comparator, Comparator]] = {
    "<=": ">",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "=": "!=",
    "!=": "=",
}


def arithmetic_of(of: Expression, scope: Scope, state: Evaluation, *, deep: bool = False) -> Message | None:
    """The numbers behind the truth of an expression; ``None`` where there are none to show.

    With ``deep`` what has a name is shown with the numbers of its formula too.
    """
    shown = (shown_test(test, state, deep=deep) for test in tests_of(of, scope, state))
    parts = tuple(islice((part for part in shown if part is not None), _TESTS_SHOWN))
    return joined(parts, Message("；", "; ")) if parts else None


def shown_test(test: Test, state: Evaluation, *, deep: bool) -> Message | None:
    """The numbers of one elementary test, with its limit or what is asked."""
    match test.expression:
        case Comparison(operator=operator, left=left, right=right):
            pattern = _LIMITS[operator if test.wanted else OPPOSITE[operator]]
            first = _side(left, right, test.scope, state, deep=deep)
            second = _side(right, left, test.scope, state, deep=deep)
            text = pattern.filled(left=first, right=second)
        case Among(value=value) as among:
            pattern = _REQUIRED if test.wanted else _FORBIDDEN
            first = _side(value, value, test.scope, state, deep=deep)
            text = pattern.filled(left=first, text=words(among, state.bound.names))
        case IsGiven(operand=operand) as given if deep:
            pattern = _REQUIRED if test.wanted else _FORBIDDEN
            first = _side(operand, operand, test.scope, state, deep=deep)
            text = pattern.filled(left=first, text=words(given, state.bound.names))
        case Aggregate(kind="any", value=TruthLiteral()) as rows if deep:
            text = _LIMITS[">" if test.wanted else "="].filled(left=_counted(rows, test.scope, state), right="0")
        case _:
            return None
    if test.row is None:
        return text
    return Message("“{row}”：{text}", "“{row}”: {text}").filled(text=text, row=test.row.label)


def _counted(rows: Aggregate, scope: Scope, state: Evaluation) -> Message:
    """How many rows there are of which it is asked whether there is any."""
    count = changed(rows, kind="count", value=None)
    number = sum(passes is True for _, passes in state.in_scope(rows, scope))
    return joined([words(count, state.bound.names), same(str(number))], same(" = "))


def _side(of: Expression, other: Expression, scope: Scope, state: Evaluation, *, deep: bool) -> Message:
    """One side: its name, the numbers put in where it is a formula, and its value."""
    value = value_words(of, scope, state, unit_of(other, scope, state))
    if isinstance(of, NumberLiteral | TextLiteral | TruthLiteral):
        return value
    between = [substituted(of, scope, state)] if isinstance(of, Arithmetic) else []
    if deep and isinstance(of, Scalar | Cell) and isinstance(of.type, ChoiceType):
        decided = joined(_behind(of, scope, state), same(""))
        value = _DECIDED.filled(value=value, tests=decided) if decided.en else value
    elif deep and isinstance(of, Scalar | Cell):
        between = [text for text in _behind(of, scope, state) if text.en != value.en]
    return joined([words(of, state.bound.names), *between, value], same(" = "))


def _behind(of: Scalar | Cell, scope: Scope, state: Evaluation) -> Iterator[Message]:
    """The numbers of the formula behind a name."""
    found = defined(of, scope, state)
    if found is not None and isinstance(found[0], Arithmetic | Aggregate | Conditional):
        yield numbers_put_in(*found, state)

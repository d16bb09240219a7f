"""Operations on values: any missing operand gives missing, and a result that is no finite number too.

Comparisons use the one guard of ``quantities.comparison``; sums are plain additions from left to right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from typing import Final, Literal, assert_never

from refcf_rules.evaluate.value import Cause, Datum, Missing, merged, missing
from refcf_rules.quantities import comparison
from refcf_rules.quantities.rounding import round_to_step
from refcf_rules.quantities.spelling import folded
from refcf_rules.source.message import Message

Operator = Literal["+", "-", "*", "/"]
Comparator = Literal["<=", "<", ">=", ">", "=", "!="]

DIVISION_BY_ZERO: Final = Message("除数为零：{what}为 0", "division by zero: {what} is 0")
_TOO_LARGE: Final = missing(
    Cause(Message("计算结果超出可表示的范围", "a result beyond the largest number that can be held"))
)
_NOT_A_NUMBER: Final = missing(Cause(Message("此处需要数值", "a number was needed here")))
_WRONG_STEP: Final = missing(Cause(Message("无法按该间隔修约", "cannot round to this step")))


def finite(value: float) -> Datum:
    """The value, or missing when it is beyond the largest double."""
    return value if isfinite(value) else _TOO_LARGE


def number(value: Datum) -> float | Missing:
    """A number or missing; anything else is missing with that reason."""
    if isinstance(value, Missing):
        return value
    return _NOT_A_NUMBER if isinstance(value, bool | str) else value


def calculate(operator: Operator, left: Datum, right: Datum, divisor: Callable[[], Message]) -> Datum:
    """One operation; ``divisor`` names the right side in the reason “division by zero”."""
    first, second = number(left), number(right)
    if isinstance(first, Missing) or isinstance(second, Missing):
        return merged((first, second)) or _NOT_A_NUMBER
    match operator:
        case "+":
            return finite(first + second)
        case "-":
            return finite(first - second)
        case "*":
            return finite(first * second)
        case "/":
            return divide(first, second, divisor)
        case _:
            assert_never(operator)


def divide(dividend: float, divisor: float, name: Callable[[], Message]) -> Datum:
    """A quotient; by zero it is missing with that reason (item 7)."""
    if divisor == 0:
        return missing(Cause(DIVISION_BY_ZERO.filled(what=name())))
    return finite(dividend / divisor)


def total(values: Iterable[Datum]) -> Datum:
    """The sum in order, by plain addition: the built-in sum compensates from Python 3.12 on (item 38)."""
    listed = tuple(number(value) for value in values)
    absent = merged(listed)
    if absent is not None:
        return absent
    result = 0.0
    for value in listed:
        if not isinstance(value, Missing):
            result += value
    return finite(result)


def compare(operator: Comparator, left: Datum, right: Datum) -> Datum:
    """A comparison; unknown if a side is missing."""
    if isinstance(left, float) and isinstance(right, float):
        return _NUMBERS[operator](left, right)
    if isinstance(left, str) and isinstance(right, str):
        return _TEXTS[operator](folded(left), folded(right))
    absent = merged((left, right))
    if absent is not None:
        return absent
    if isinstance(left, bool) and isinstance(right, bool):
        return left == right if operator == "=" else left != right
    return _NOT_A_NUMBER


def rounded(value: Datum, step: float) -> Datum:
    """Rounded half to even to a multiple of the step (item 27)."""
    checked = number(value)
    if isinstance(checked, Missing):
        return checked
    try:
        return finite(round_to_step(checked, step))
    except (ValueError, OverflowError):
        return _WRONG_STEP


def same_value(left: Datum, right: Datum) -> bool:
    """Whether two present values are equal, numbers under the guard."""
    return compare("=", left, right) is True


_NUMBERS: Final[Mapping[Comparator, Callable[[float, float], bool]]] = {
    "<=": comparison.at_most,
    "<": comparison.below,
    ">=": lambda a, b: comparison.at_most(b, a),
    ">": lambda a, b: comparison.below(b, a),
    "=": comparison.equal,
    "!=": lambda a, b: not comparison.equal(a, b),
}
# Dates are ISO 8601 text, whose order is that of the calendar.
_TEXTS: Final[Mapping[Comparator, Callable[[str, str], bool]]] = {
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}

"""The functions of a spreadsheet as far as our formulas use them: values, errors and arrays, as Excel treats them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import floor, isfinite, log10, trunc
from typing import Final

from refcf_rules.record import record

_MOST_WHOLE: Final = 1e15
_EPOCH: Final = date(1899, 12, 30)
"""Day 0 of Excel's calendar for every day from 1 March 1900 on; before that Excel counts a 29 February."""


@record
class ExcelError:
    """An error as it stands in a cell; it spreads through every formula that meets it."""

    code: str


NA: Final = ExcelError("#N/A")
NO_VALUE: Final = ExcelError("#VALUE!")
NO_QUOTIENT: Final = ExcelError("#DIV/0!")
NO_NUMBER: Final = ExcelError("#NUM!")
NO_PLACE: Final = ExcelError("#REF!")

Value = float | str | bool | None | ExcelError


def serial_of(day: str) -> float:
    """The number of a calendar date (ISO 8601) in a cell."""
    return float((date.fromisoformat(day) - _EPOCH).days)


def number_of(value: Value) -> float | ExcelError:
    """A value where a number is wanted: an empty cell is 0, a text none of ours ever is one."""
    if isinstance(value, float):
        return value
    if value is None:
        return 0.0
    if isinstance(value, bool):
        return float(value)
    return value if isinstance(value, ExcelError) else NO_VALUE


def text_of(value: Value) -> str | ExcelError:
    """A value where a text is wanted."""
    if isinstance(value, str | ExcelError):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(int(value)) if value == int(value) and abs(value) < _MOST_WHOLE else f"{value:.15g}"


def truth_of(value: Value) -> bool | ExcelError:
    """A value where a condition is wanted."""
    number = number_of(value)
    return number if isinstance(number, ExcelError) else number != 0


def infix(operator: str) -> Callable[[Value, Value], Value]:
    """One operation on two values."""
    if operator == "&":
        return _join
    if operator in _COMPARISONS:
        test = _COMPARISONS[operator]
        return lambda left, right: _compared(test, left, right)
    work = _ARITHMETIC[operator]
    return lambda left, right: _calculated(work, left, right)


def _calculated(work: Callable[[float, float], float], left: Value, right: Value) -> Value:
    first, second = number_of(left), number_of(right)
    if isinstance(first, ExcelError):
        return first
    if isinstance(second, ExcelError):
        return second
    try:
        result = work(first, second)
    except ZeroDivisionError:
        return NO_QUOTIENT
    except OverflowError:
        return NO_NUMBER
    return result if isfinite(result) else NO_NUMBER


def _compared(test: Callable[[int], bool], left: Value, right: Value) -> Value:
    if isinstance(left, ExcelError):
        return left
    if isinstance(right, ExcelError):
        return right
    return test(_order(left, right))


def _order(left: Value, right: Value) -> int:
    """−1, 0 or 1: numbers before texts before truths, texts without regard to case, an empty cell as 0 or no text."""
    left, right = _filled(left, right), _filled(right, left)
    if isinstance(left, str) and isinstance(right, str):
        one, other = left.casefold(), right.casefold()
        return (one > other) - (one < other)
    first, second = _rank(left), _rank(right)
    if first != second:
        return (first > second) - (first < second)
    one_number, other_number = number_of(left), number_of(right)
    if isinstance(one_number, ExcelError) or isinstance(other_number, ExcelError):
        return 0
    return (one_number > other_number) - (one_number < other_number)


def _filled(value: Value, other: Value) -> Value:
    if value is not None:
        return value
    return "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0


def _rank(value: Value) -> int:
    return 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0


def _join(left: Value, right: Value) -> Value:
    first, second = text_of(left), text_of(right)
    if isinstance(first, ExcelError):
        return first
    return second if isinstance(second, ExcelError) else first + second


_COMPARISONS: Final[Mapping[str, Callable[[int], bool]]] = {
    "=": lambda order: order == 0,
    "<>": lambda order: order != 0,
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}
_ARITHMETIC: Final[Mapping[str, Callable[[float, float], float]]] = {
    "+": float.__add__,
    "-": float.__sub__,
    "*": float.__mul__,
    "/": lambda a, b: a / b,
    "^": lambda a, b: float(a**b),
}

# --- functions of one value, which also work on each element of an array ----------------------------------


def exact(left: Value, right: Value) -> Value:
    """Whether two texts are the same to the letter."""
    first, second = text_of(left), text_of(right)
    if isinstance(first, ExcelError):
        return first
    return second if isinstance(second, ExcelError) else first == second


def rounded(value: Value, digits: Value) -> Value:
    """Rounded half away from zero, on the digits of the number as it is written."""
    number, places = number_of(value), number_of(digits)
    if isinstance(number, ExcelError):
        return number
    if isinstance(places, ExcelError):
        return places
    step = Decimal(1).scaleb(-int(places))
    written = Decimal(repr(number))
    if written.adjusted() - step.adjusted() > _MOST_DIGITS:
        return number
    return float((written / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


_MOST_DIGITS: Final = 20


def _numeric(work: Callable[[float], Value]) -> Callable[[Value], Value]:
    def applied(value: Value) -> Value:
        number = number_of(value)
        if isinstance(number, ExcelError):
            return number
        try:
            return work(number)
        except (ValueError, OverflowError):
            return NO_NUMBER

    return applied


def _of_day(part: Callable[[date], int]) -> Callable[[Value], Value]:
    return _numeric(lambda serial: float(part(_EPOCH + timedelta(days=floor(serial)))))


def _trimmed(value: Value) -> Value:
    text = text_of(value)
    return text if isinstance(text, ExcelError) else " ".join(part for part in text.split(" ") if part)


def _length(value: Value) -> Value:
    text = text_of(value)
    return text if isinstance(text, ExcelError) else float(len(text))


def _negated(value: Value) -> Value:
    truth = truth_of(value)
    return truth if isinstance(truth, ExcelError) else not truth


ONE: Final[Mapping[str, Callable[[Value], Value]]] = {
    "ABS": _numeric(abs),
    "INT": _numeric(lambda value: float(floor(value))),
    "TRUNC": _numeric(lambda value: float(trunc(value))),
    "LOG10": _numeric(log10),
    "YEAR": _of_day(lambda day: day.year),
    "MONTH": _of_day(lambda day: day.month),
    "DAY": _of_day(lambda day: day.day),
    "TRIM": _trimmed,
    "LEN": _length,
    "NOT": _negated,
    "ISNA": lambda value: isinstance(value, ExcelError) and value.code == NA.code,
    "ISNUMBER": lambda value: isinstance(value, float),
    "ISTEXT": lambda value: isinstance(value, str),
    "ISBLANK": lambda value: value is None,
}
"""Functions of one value."""

TWO: Final[Mapping[str, Callable[[Value, Value], Value]]] = {"EXACT": exact, "ROUND": rounded}
"""Functions of two values."""


def substituted(text: Value, old: Value, new: Value) -> Value:
    """A text with other characters in place of some."""
    parts = [text_of(part) for part in (text, old, new)]
    wrong = next((part for part in parts if isinstance(part, ExcelError)), None)
    if wrong is not None:
        return wrong
    whole, before, after = (str(part) for part in parts)
    return whole.replace(before, after)


def day_of(year: Value, month: Value, day: Value) -> Value:
    """The serial number of a calendar date."""
    parts = [number_of(part) for part in (year, month, day)]
    numbers = [part for part in parts if not isinstance(part, ExcelError)]
    if len(numbers) < len(parts):
        return next(part for part in parts if isinstance(part, ExcelError))
    try:
        return float((date(int(numbers[0]), int(numbers[1]), int(numbers[2])) - _EPOCH).days)
    except ValueError:
        return NO_NUMBER


def logic(name: str, values: Iterable[Value]) -> Value:
    """AND or OR; an error spreads."""
    truths = [truth_of(value) for value in values]
    wrong = next((truth for truth in truths if isinstance(truth, ExcelError)), None)
    if wrong is not None:
        return wrong
    return all(truths) if name == "AND" else any(truths)

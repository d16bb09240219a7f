"""Numbers and truths that may be missing, and the one definition of comparing, choosing and rounding.

A missing number is NaN, and so is any result that is not finite; a missing text or truth is ``None``.
Two numbers closer than 1e-9 of the larger are equal, so that 0.1 + 0.2 meets 0.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from refcf_rules.targets.python.runtime.calendar_days import NOT_A_NUMBER, valid_on
from refcf_rules.targets.python.runtime.texts import folded, parse_number

RELATIVE_GUARD = 1e-9

Datum = float | str | bool | None
Chosen = TypeVar("Chosen", bound=Datum)
Entry = tuple[Sequence[str], float, str | None, str | None]


def is_finite(value: float) -> bool:
    """Whether a number is there."""
    return value - value == 0


def divide(dividend: float, divisor: float) -> float:
    """A quotient; by zero, or by what is missing, it is missing."""
    if divisor == 0 or divisor - divisor != 0:
        return NOT_A_NUMBER
    return dividend / divisor


# --- comparisons --------------------------------------------------------------------------------------


def below(a: float, b: float) -> bool | None:
    """Whether a < b: smaller by more than the guard."""
    difference = a - b
    if difference - difference == 0:
        return difference < -RELATIVE_GUARD * max(abs(a), abs(b))
    return difference < 0 if is_finite(a) and is_finite(b) else None


def at_most(a: float, b: float) -> bool | None:
    """Whether a ≤ b: not larger by more than the guard."""
    difference = a - b
    if difference - difference == 0:
        return difference <= RELATIVE_GUARD * max(abs(a), abs(b))
    return difference < 0 if is_finite(a) and is_finite(b) else None


def equal(a: float, b: float) -> bool | None:
    """Whether a = b: neither is below the other."""
    difference = a - b
    if difference - difference == 0:
        return abs(difference) <= RELATIVE_GUARD * max(abs(a), abs(b))
    return False if is_finite(a) and is_finite(b) else None


def same(a: str | None, b: str | None) -> bool | None:
    """Whether two texts are equal, after NFKC and trimming."""
    if a is None or b is None:
        return None
    return a == b or (not (a.isascii() and b.isascii()) and folded(a) == folded(b))


def one_of(text: str | None, options: frozenset[str]) -> bool | None:
    """Whether a text is among folded ones."""
    if text is None:
        return None
    return text in options or folded(text) in options


# --- truths -------------------------------------------------------------------------------------------


def all_of(*truths: bool | None) -> bool | None:
    """Kleene *and*: one no decides, else one unknown makes it unknown. True of nothing."""
    if False in truths:
        return False
    return None if None in truths else True


def any_of(*truths: bool | None) -> bool | None:
    """Kleene *or*: one yes decides, else one unknown makes it unknown. False of nothing."""
    if True in truths:
        return True
    return None if None in truths else False


def negated(truth: bool | None) -> bool | None:  # noqa: FBT001 -- a truth is what it is about
    """Kleene *not*: unknown stays unknown."""
    return None if truth is None else not truth


# --- choosing -----------------------------------------------------------------------------------------


def choose_number(test: bool | None, then: float, otherwise: float) -> float:  # noqa: FBT001 -- as above
    """One of two numbers; with an unknown test missing, unless both are equal."""
    if test is None:
        return then if equal(then, otherwise) else NOT_A_NUMBER
    return then if test else otherwise


def choose(test: bool | None, then: Chosen, otherwise: Chosen) -> Chosen | None:  # noqa: FBT001 -- as above
    """One of two texts or truths; with an unknown test missing, unless both are equal."""
    if test is not None:
        return then if test else otherwise
    if isinstance(then, str) and isinstance(otherwise, str):
        return then if same(then, otherwise) else None
    return then if then is otherwise else None


def least(values: Sequence[float]) -> float:
    """The least of several numbers; missing if one is missing, or of nothing."""
    return min(values) if values and all(map(is_finite, values)) else NOT_A_NUMBER


def greatest(values: Sequence[float]) -> float:
    """The greatest of several numbers; missing if one is missing, or of nothing."""
    return max(values) if values and all(map(is_finite, values)) else NOT_A_NUMBER


# --- rounding -----------------------------------------------------------------------------------------


def rounded(value: float, step: float) -> float:
    """The nearest multiple of a step, a tie to the even one, after cleaning at 12 significant digits."""
    if not (is_finite(value) and is_finite(step) and step > 0):
        return NOT_A_NUMBER
    numerator, denominator = _decimal_fraction(step)
    try:
        # Python divides two whole numbers with one rounding: the best double.
        return round(float(f"{value / step:.11e}")) * numerator / denominator
    except OverflowError:
        return NOT_A_NUMBER


def _decimal_fraction(step: float) -> tuple[int, int]:
    """The whole numbers k and 10ⁿ, n as small as it gets, with step = k / 10ⁿ as it is written."""
    digits, _, exponent = repr(step).partition("e")
    whole, _, decimals = digits.partition(".")
    decimals = decimals.rstrip("0")
    power = int(exponent or "0") - len(decimals)
    number = int(whole + decimals)
    return (number * 10**power, 1) if power >= 0 else (number, 10**-power)


# --- tables -------------------------------------------------------------------------------------------


def interpolated(points: Sequence[tuple[float, float]], at: float) -> float:
    """The value at a place on the straight line between its neighbours.

    Missing outside the points, where two stand at one place, and while a point or the place is missing.
    """
    if not points or not is_finite(at) or not all(is_finite(x) and is_finite(y) for x, y in points):
        return NOT_A_NUMBER
    found = sorted(points, key=_place)
    if any(equal(found[index][0], found[index + 1][0]) for index in range(len(found) - 1)):
        return NOT_A_NUMBER
    if below(at, found[0][0]) or below(found[-1][0], at):
        return NOT_A_NUMBER
    for index in range(len(found) - 1):
        if at <= found[index + 1][0]:
            return _between(found[index], found[index + 1], at)
    return found[-1][1]


def _place(point: tuple[float, float]) -> float:
    return point[0]


def _between(left: tuple[float, float], right: tuple[float, float], at: float) -> float:
    part = (at - left[0]) / (right[0] - left[0])
    if part <= 0:
        return left[1]
    return right[1] if part >= 1 else left[1] + (right[1] - left[1]) * part


def entry(entries: Sequence[Entry], keys: Sequence[Datum], day: str | None) -> float:
    """The value of the one entry ``(keys, value, since, until)`` with equal keys that holds on a day."""
    valid = [value for wanted, value, since, until in entries if valid_on(since, until, day) and is_entry(wanted, keys)]
    return valid[0] if len(valid) == 1 else NOT_A_NUMBER


def is_entry(wanted: Sequence[str], keys: Sequence[Datum]) -> bool:
    """Whether an entry has these keys."""
    return len(wanted) == len(keys) and all(map(_is_key, wanted, keys))


def _is_key(wanted: str, key: Datum) -> bool:
    if isinstance(key, str):
        return bool(same(wanted, key))
    number = parse_number(wanted)
    return number is not None and isinstance(key, float) and equal(number, key) is True


def dated(values: Sequence[tuple[float, str | None, str | None]], day: str | None) -> float:
    """The value of ``(value, since, until)`` that holds on a day, the one that began last if several do."""
    valid = [(since or "", value) for value, since, until in values if valid_on(since, until, day)]
    best = max((since for since, _ in valid), default="")
    return next((value for since, value in valid if since == best), NOT_A_NUMBER)

"""Values that say why they are missing: for explaining what could not be decided, never for judging.

The same arithmetic and Kleene logic as everywhere; a missing value is a ``Lack`` with its causes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from refcf_rules.targets.python.runtime.arithmetic import at_most, below, equal, is_finite
from refcf_rules.targets.python.runtime.texts import folded

CAUSES_KEPT = 20
Words = tuple[str, str]
"""A text in Chinese and in English."""
Cause = tuple[str, str | None, str, str, str]
"""Field, row, pointer, and what it is called in Chinese and in English."""


class Lack:
    """A missing value. At most 20 causes are kept; ``count`` says how many there are at least."""

    __slots__ = ("causes", "count")

    def __init__(self, causes: tuple[Cause, ...], count: int) -> None:
        self.causes = causes
        self.count = count


Answer = float | str | bool | Lack


def lack_of(words: Words, field: str = "", row: str | None = None, pointer: str = "") -> Lack:
    """A value that is missing for one reason."""
    return Lack(((field, row, pointer, *words),), 1)


def lack_of_all(causes: Sequence[Cause]) -> Lack:
    """A value that is missing for several reasons, each once, in order."""
    unique = tuple(dict.fromkeys(causes))
    return Lack(unique[:CAUSES_KEPT], len(unique))


def merged(values: Iterable[Answer]) -> Lack | None:
    """All that is missing as one; ``None`` if nothing is."""
    found = [value for value in values if isinstance(value, Lack)]
    if len(found) <= 1:
        return found[0] if found else None
    unique = tuple(dict.fromkeys(cause for value in found for cause in value.causes))
    return Lack(unique[:CAUSES_KEPT], max(len(unique), *(value.count for value in found)))


TOO_LARGE = lack_of(("计算结果超出可表示的范围", "a result beyond the largest number that can be held"))
NO_NUMBER = lack_of(("此处需要数值", "a number was needed here"))
NO_ROWS = lack_of(("没有任何一行，无法求最值或平均值", "no row to take a least, greatest or average value of"))


# --- truths -------------------------------------------------------------------------------------------


def all_answers(values: Iterable[Answer]) -> Answer:
    """Kleene *and*."""
    return _decided(values, decisive=False)


def any_answer(values: Iterable[Answer]) -> Answer:
    """Kleene *or*."""
    return _decided(values, decisive=True)


def _decided(values: Iterable[Answer], *, decisive: bool) -> Answer:
    unknown: list[Lack] = []
    for value in values:
        if value is decisive:
            return decisive
        if isinstance(value, Lack):
            unknown.append(value)
    return merged(unknown) or not decisive


def denied(value: Answer) -> Answer:
    """Kleene *not*."""
    return value if isinstance(value, Lack) else value is not True


# --- numbers ------------------------------------------------------------------------------------------


def number_of(value: Answer) -> float | Lack:
    """A number; anything else is missing with that reason."""
    if isinstance(value, Lack):
        return value
    return NO_NUMBER if isinstance(value, bool | str) else value


def finite_answer(value: float) -> Answer:
    """The value, or missing when it is beyond the largest double."""
    return value if is_finite(value) else TOO_LARGE


def calculated(operator: str, left: Answer, right: Answer, divisor: Words = ("", "")) -> Answer:
    """One operation; ``divisor`` names the right side where it is divided by zero."""
    first, second = number_of(left), number_of(right)
    if isinstance(first, Lack) or isinstance(second, Lack):
        return merged((first, second)) or NO_NUMBER
    if operator == "/":
        return divided(first, second, divisor)
    if operator == "+":
        return finite_answer(first + second)
    return finite_answer(first - second if operator == "-" else first * second)


def divided(dividend: float, divisor: float, words: Words) -> Answer:
    """A quotient; by zero it is missing with that reason."""
    if divisor == 0:
        return lack_of((f"除数为零：{words[0]}为 0", f"division by zero: {words[1]} is 0"))
    return finite_answer(dividend / divisor)


def total(values: Iterable[Answer]) -> Answer:
    """The sum in order, by plain addition."""
    listed = [number_of(value) for value in values]
    absent = merged(listed)
    if absent is not None:
        return absent
    result = 0.0
    for value in listed:
        if not isinstance(value, Lack):
            result += value
    return finite_answer(result)


# --- comparisons --------------------------------------------------------------------------------------


def compared(operator: str, left: Answer, right: Answer) -> Answer:
    """A comparison; unknown if a side is missing."""
    absent = merged((left, right))
    if absent is not None:
        return absent
    if isinstance(left, bool) and isinstance(right, bool):
        return (left == right) is (operator == "=")
    if isinstance(left, float) and isinstance(right, float):
        return bool(_NUMBERS[operator](left, right))
    if isinstance(left, str) and isinstance(right, str):
        return _TEXTS[operator](folded(left), folded(right))
    return NO_NUMBER


def _above(a: float, b: float) -> bool | None:
    return below(b, a)


def _at_least(a: float, b: float) -> bool | None:
    return at_most(b, a)


def _differs(a: float, b: float) -> bool | None:
    return not equal(a, b)


_NUMBERS: dict[str, Callable[[float, float], bool | None]] = {
    "<=": at_most,
    "<": below,
    ">=": _at_least,
    ">": _above,
    "=": equal,
    "!=": _differs,
}
_TEXTS: dict[str, Callable[[str, str], bool]] = {
    "<=": str.__le__,
    "<": str.__lt__,
    ">=": str.__ge__,
    ">": str.__gt__,
    "=": str.__eq__,
    "!=": str.__ne__,
}

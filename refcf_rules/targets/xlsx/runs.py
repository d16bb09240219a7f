"""Values below each other as runs of equal ones: what most rows of a workbook hold is what the row above holds.

An operation on each of a thousand empty lines is then one operation. The results are those of single values to the
last bit: a run is added number by number, and 0 is not −0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import isfinite
from typing import Final

from refcf_rules.targets.xlsx.compute_functions import NA, NO_NUMBER, ExcelError, Value, infix

Counted = Iterable[tuple[Value, int]]
"""Values in order, each with how often it follows itself."""


class Runs:
    """Values in order; equal ones that follow each other are held once, with how many they are."""

    __slots__ = ("counts", "length", "values")

    def __init__(self) -> None:
        self.values: list[Value] = []
        self.counts: list[int] = []
        self.length = 0

    @classmethod
    def of(cls, values: Iterable[Value]) -> Runs:
        """Single values as runs."""
        found = cls()
        for value in values:
            found.add(value)
        return found

    def add(self, value: Value, count: int = 1) -> None:
        """The same value so many times more."""
        if self.values and _alike(self.values[-1], value):
            self.counts[-1] += count
        else:
            self.values.append(value)
            self.counts.append(count)
        self.length += count

    def __iter__(self) -> Iterator[tuple[Value, int]]:
        return zip(self.values, self.counts, strict=True)

    def each(self, work: Callable[[Value], Value]) -> Runs:
        """An operation on every value."""
        found = Runs()
        for value, count in self:
            found.add(work(value), count)
        return found

    def with_each(self, other: Runs, work: Callable[[Value, Value], Value]) -> Runs:
        """An operation on the values at the same places. Raises ``ValueError`` for unequal lengths."""
        if self.length != other.length:
            raise ValueError(f"{self.length} values beside {other.length}")
        found = Runs()
        rest = iter(other)
        second, left = None, 0
        for first, count in self:
            while count:
                if not left:
                    second, left = next(rest)
                both = min(count, left)
                found.add(work(first, second), both)
                count -= both  # noqa: PLW2901 -- what is left of the run
                left -= both
        return found


def _alike(one: Value, other: Value) -> bool:
    """Whether no operation can tell two values apart."""
    if one is other:
        return True
    return type(one) is type(other) and one == other and (one != 0.0 or str(one) == str(other))


# --- functions of many values -----------------------------------------------------------------------------


def added(values: Counted) -> Value:
    """The sum of the numbers in order: texts, truths and empty cells do not count, an error spreads."""
    total = 0.0
    for value, count in values:
        if isinstance(value, float):
            for _ in range(count if value else 0):
                total += value
        elif isinstance(value, ExcelError):
            return value
    return total if isfinite(total) else NO_NUMBER


def most(values: Counted) -> Value:
    """The largest number, 0 if there is none."""
    numbers = _numbers(values)
    return numbers if isinstance(numbers, ExcelError) else max(numbers, default=0.0)


def least(values: Counted) -> Value:
    """The smallest number, 0 if there is none."""
    numbers = _numbers(values)
    return numbers if isinstance(numbers, ExcelError) else min(numbers, default=0.0)


def _numbers(values: Counted) -> list[float] | ExcelError:
    """The numbers that differ from the one before them; an error spreads."""
    found: list[float] = []
    for value, _ in values:
        if isinstance(value, float):
            found.append(value)
        elif isinstance(value, ExcelError):
            return value
    return found


def counted(values: Counted) -> Value:
    """How many numbers there are; errors do not count."""
    return float(sum(count for value, count in values if isinstance(value, float)))


def filled(values: Counted) -> Value:
    """How many cells are not empty."""
    return float(sum(count for value, count in values if value is not None))


MANY: Final[Mapping[str, Callable[[Counted], Value]]] = {
    "SUM": added,
    "MAX": most,
    "MIN": least,
    "COUNT": counted,
    "COUNTA": filled,
}
"""Functions of any number of values and ranges."""


def matched(wanted: Value, values: Counted) -> Value:
    """The position, from 1, of the first equal number; errors are passed over."""
    if isinstance(wanted, ExcelError):
        return wanted
    before = 0
    for value, count in values:
        if type(value) is type(wanted) and value == wanted:
            return float(before + 1)
        before += count
    return NA


def counted_if(values: Counted, criterion: Value) -> Value:
    """How many numbers equal a number, or pass a test such as ``>0``."""
    if isinstance(criterion, str):
        for sign in (">=", "<=", "<>", ">", "<"):
            if criterion.startswith(sign):
                test, limit = infix(sign), float(criterion.removeprefix(sign))
                return float(
                    sum(count for value, count in values if isinstance(value, float) and test(value, limit) is True)
                )
    return float(sum(count for value, count in values if type(value) is type(criterion) and value == criterion))

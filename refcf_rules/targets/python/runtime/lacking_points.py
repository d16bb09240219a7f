"""Interpolation between a company's own points, with the reasons why there is no value."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from refcf_rules.targets.python.runtime.arithmetic import below, equal, interpolated
from refcf_rules.targets.python.runtime.bound_rows import BoundRow
from refcf_rules.targets.python.runtime.lacks import Answer, Lack, finite_answer, lack_of, merged, number_of
from refcf_rules.targets.python.runtime.result import format_number

ShownUnit = Sequence[str | float] | None
"""Symbol, numerator, denominator, offset."""
Spoken = tuple[Sequence[str], Sequence[str], ShownUnit]
"""What is interpolated, the table, the unit of a place."""
Point = tuple[float, float, BoundRow]


class Points:
    """The points in the order of their places, or why there are none to work with."""

    __slots__ = ("absent", "found", "spoken")

    def __init__(self, found: list[Point], absent: Lack | None, spoken: Spoken) -> None:
        self.found = found
        self.absent = absent
        self.spoken = spoken


def in_words(value: float, unit: ShownUnit) -> str:
    """A canonical number as people read it, in a unit."""
    if unit is None:
        return format_number(value)
    symbol, numerator, denominator, offset = unit
    number = format_number((value - float(offset)) * float(denominator) / float(numerator))
    return number if symbol == "1" else f"{number} {symbol}"


def points_of(terms: Sequence[tuple[BoundRow, Answer, Answer, Answer]], spoken: Spoken) -> Points:
    """The points from (row, whether it passes, place, value); two at one place are an error of the data."""
    unknown = merged(part for _, *parts in terms for part in parts)
    if unknown is not None:
        return Points([], unknown, spoken)
    found = sorted(((_number(place), _number(value), row) for row, _, place, value in terms), key=_place_of)
    what, table, unit = spoken
    if not found:
        none = f"{what[0]}：没有可供插值的行", f"{what[1]}: there is no row to interpolate between"
        return Points([], lack_of(none), spoken)
    for first, second in pairwise(found):
        if equal(first[0], second[0]):
            at, one, other = in_words(first[0], unit), first[2], second[2]
            zh = f"{what[0]}：{table[0]}“{one.label}”和“{other.label}”都在 {at} 处"
            en = f"{what[1]}: {table[1]} “{one.label}” and “{other.label}” both stand at {at}"
            return Points([], lack_of((zh, en), other.table, other.id, other.pointer), spoken)
    return Points(found, None, spoken)


def value_at(points: Points, at: Answer) -> Answer:
    """The value at a place; never beyond the points."""
    place = number_of(at)
    if points.absent is not None or isinstance(place, Lack):
        return merged([each for each in (place, points.absent) if isinstance(each, Lack)]) or place
    found = points.found
    if below(place, found[0][0]) or below(found[-1][0], place):
        return _outside(place, found, points.spoken)
    return finite_answer(interpolated([(x, y) for x, y, _ in found], place))


def _outside(place: float, found: Sequence[Point], spoken: Spoken) -> Lack:
    what, table, unit = spoken
    first, last = found[0], found[-1]
    near = (first if place < first[0] else last)[2]
    at, low, high = (in_words(each, unit) for each in (place, first[0], last[0]))
    ends = first[2].label, last[2].label
    zh = f"{what[0]}：需要 {at} 处的值，数据只覆盖 {low} 至 {high}（{table[0]}“{ends[0]}”至“{ends[1]}”）"
    en = f"{what[1]}: it is needed at {at}, the data cover {low} to {high} ({table[1]} “{ends[0]}” to “{ends[1]}”)"
    return lack_of((zh, en), near.table, near.id, near.pointer)


def _number(value: Answer) -> float:
    return value if isinstance(value, float) else 0.0


def _place_of(point: Point) -> float:
    return point[0]

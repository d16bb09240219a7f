"""Linear interpolation between a company's own points: never beyond them, never between two at one place."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from itertools import pairwise
from typing import Final

from refcf_rules.evaluate.arithmetic import finite, number
from refcf_rules.evaluate.row import BoundRow
from refcf_rules.evaluate.value import Cause, Datum, Missing, merged, missing
from refcf_rules.model.expression import Interpolation, named_by
from refcf_rules.model.wording import number_words
from refcf_rules.quantities.comparison import below, equal
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message

_NONE: Final = Message("{what}：没有可供插值的行", "{what}: there is no row to interpolate between")
_TWICE: Final = Message(
    "{what}：{table}“{first}”和“{second}”都在 {at} 处",
    "{what}: {table} “{first}” and “{second}” both stand at {at}",
)
_TWICE_FIX: Final = Message("删去其中一行，或改正其中一处。", "Delete one of the two rows, or correct it.")
_OUTSIDE: Final = Message(
    "{what}：需要 {at} 处的值，数据只覆盖 {low} 至 {high}（{table}“{first}”至“{second}”）",
    "{what}: it is needed at {at}, the data cover {low} to {high} ({table} “{first}” to “{second}”)",
)
_OUTSIDE_FIX: Final = Message(
    "补充一行不{side} {at} 处的数据；数据范围以外不作推算。",
    "Add a row at {at} or {side}; nothing is worked out beyond the data.",
)
_LOWER: Final = Message("高于", "below")
_HIGHER: Final = Message("低于", "above")


@record
class Point:
    """One row: where it stands and its value."""

    row: BoundRow
    place: float
    value: float


@record
class Points:
    """The points in the order of their places, or why there are none to work with."""

    found: tuple[Point, ...]
    absent: Missing | None = None


@record
class Shown:
    """How an interpolation is spoken of: what is interpolated, the table, the unit of a place."""

    what: Message
    table: Message
    unit: Unit | None

    def place(self, value: float) -> str:
        """A place in the unit of the company."""
        return number_words(value, self.unit)


def is_fixed(of: Interpolation, calculations: Container[str]) -> bool:
    """Whether the points are what the company gave, the same whenever they are asked for."""
    parts = (of.value, of.by, of.filter) if of.filter is not None else (of.value, of.by)
    return not any(name in calculations for part in parts for name in named_by(part))


Describe = Callable[[], Shown]


def points_of(terms: Sequence[tuple[BoundRow, Datum, Datum, Datum]], describe: Describe) -> Points:
    """The points from (row, whether it passes, place, value); two at one place are an error of the data."""
    unknown = merged(part for _, passes, place, value in terms for part in (passes, place, value))
    if unknown is not None:
        return Points((), unknown)
    found = sorted(
        (
            Point(row, at, of)
            for row, _, place, value in terms
            if not isinstance(at := number(place), Missing) and not isinstance(of := number(value), Missing)
        ),
        key=lambda point: point.place,
    )
    if not found:
        return Points((), missing(Cause(_NONE.filled(what=describe().what))))
    twice = next((pair for pair in pairwise(found) if equal(pair[0].place, pair[1].place)), None)
    return Points(tuple(found)) if twice is None else Points((), _twice(*twice, describe()))


def interpolated(points: Points, at: Datum, describe: Describe) -> Datum:
    """The value at a place: on the straight line between its neighbours, or that of a point itself."""
    place = number(at)
    unknown = merged((place, points.absent) if points.absent is not None else (place,))
    if unknown is not None or isinstance(place, Missing):
        return unknown or place
    found = points.found
    if below(place, found[0].place) or below(found[-1].place, place):
        return _outside(place, found, describe())
    for left, right in pairwise(found):
        if place <= right.place:
            return _between(left, right, place)
    return found[-1].value


def _between(left: Point, right: Point, place: float) -> Datum:
    part = (place - left.place) / (right.place - left.place)
    if part <= 0:
        return left.value
    return right.value if part >= 1 else finite(left.value + (right.value - left.value) * part)


def _twice(first: Point, second: Point, shown: Shown) -> Missing:
    slots = {"what": shown.what, "table": shown.table, "first": first.row.label, "second": second.row.label}
    what = _TWICE.filled(**slots, at=shown.place(first.place))
    return missing(Cause(what, second.row.table, second.row.id, second.row.span, second.row.pointer, _TWICE_FIX))


def _outside(place: float, found: Sequence[Point], shown: Shown) -> Missing:
    first, last = found[0], found[-1]
    is_lower = place < first.place
    near = (first if is_lower else last).row
    what = _OUTSIDE.filled(
        what=shown.what,
        table=shown.table,
        at=shown.place(place),
        low=shown.place(first.place),
        high=shown.place(last.place),
        first=first.row.label,
        second=last.row.label,
    )
    fix = _OUTSIDE_FIX.filled(at=shown.place(place), side=_LOWER if is_lower else _HIGHER)
    return missing(Cause(what, near.table, near.id, near.span, near.pointer, fix))

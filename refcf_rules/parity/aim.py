"""Moves one number of a document until a comparison of the standard stands exactly on its limit.

Most limits judge something worked out, which no chosen number meets by chance. The reference
meaning is asked again and again, along a secant; what comes out are inventories, never verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import floor, isfinite
from random import Random
from typing import Final

from refcf_rules.evaluate.bind import bind
from refcf_rules.evaluate.example_edit import document_of
from refcf_rules.evaluate.expression import Evaluation, evaluation
from refcf_rules.evaluate.meaning import Meanings
from refcf_rules.evaluate.row import Scope
from refcf_rules.inventory.read import read_tree
from refcf_rules.model.expression import (
    Aggregate,
    Comparison,
    Expression,
    Interpolation,
    Repeated,
    children,
    named_by,
)
from refcf_rules.model.expression import Scalar as Single
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import NumberType
from refcf_rules.parity.document import CellPlace, Document, Frame, copied
from refcf_rules.parity.numbers import written
from refcf_rules.source.text import whole_file

_HERE: Final = whole_file("aimed.json")
_TRIED: Final = 4
_STEPS: Final = 6
_CLOSE: Final = 1e-12
_BESIDE: Final = (0.0, 1e-10, -1e-10, 0.99e-9, -0.99e-9, 1.01e-9, -1.01e-9, 1e-8, -1e-8)
Side = Callable[[Evaluation, Scope], float | None]


@dataclass(frozen=True, slots=True)
class Spot:
    """Two numbers that are compared, for one row of ``table`` or once; ``names`` is what they rest on."""

    what: str
    table: str | None
    row: str
    left: Expression
    right: Expression | float
    names: frozenset[str]


class Aim:
    """Finds, for one standard, inventories on the limits of its comparisons."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._meanings = Meanings(frame.standard.calculations)
        self._spots = tuple(_spots(frame.standard))

    def variants(self, document: Document, random: Random) -> list[tuple[str, Document]]:
        """The document with one number moved onto some limit and just beside it; nothing if none was found."""
        if not self._spots:
            return []
        for _ in range(_TRIED):
            spot = random.choice(self._spots)
            cells = [cell for cell in self._frame.numbers(document) if cell.name in spot.names]
            movable = [index for index, cell in enumerate(self._frame.numbers(document)) if cell in cells]
            if not movable:
                continue
            found = self._on(spot, document, random.choice(movable), random)
            if found:
                return found
        return []

    def _on(self, spot: Spot, document: Document, index: int, random: Random) -> list[tuple[str, Document]]:
        start = self._frame.numbers(document)[index].number()
        which = random.randrange(1000)
        first = self._gap(spot, document, which)
        if start is None or first is None:
            return []
        if isinstance(spot.right, _Tie):
            spot = Spot(spot.what, spot.table, spot.row, spot.left, spot.right.nearest(first.left), spot.names)
            first = _Gap(first.left, float(spot.right) if isinstance(spot.right, float) else 0.0)
        root = self._root(spot, document, index, which, (start, first))
        if root is None:
            return []
        place, slope, size = root
        name = f"aimed({spot.what} by {self._frame.numbers(document)[index].name}"
        return [
            (f"{name} {beside:+g})", self._moved(document, index, place + beside * size / slope)) for beside in _BESIDE
        ]

    def _root(
        self, spot: Spot, document: Document, index: int, which: int, start: tuple[float, _Gap]
    ) -> tuple[float, float, float] | None:
        """Where both sides are equal, by how much their difference grows there, and their size."""
        place, gap = start
        following = place * 1.015625 if place else 1.0
        for _ in range(_STEPS):
            found = self._gap(spot, self._moved(document, index, following), which)
            if found is None or following == place or found.difference == gap.difference:
                return None
            slope = (found.difference - gap.difference) / (following - place)
            if abs(found.difference) <= _CLOSE * found.size and found.size:
                return following, slope, found.size
            place, gap = following, found
            following = place - found.difference / slope
            if not isfinite(following) or following < 0:
                return None
        return None

    def _moved(self, document: Document, index: int, value: float) -> Document:
        moved = copied(document)
        cell: CellPlace = self._frame.numbers(moved)[index]
        cell.put(written(value, cell.unit()))
        return moved

    def _gap(self, spot: Spot, document: Document, which: int) -> _Gap | None:
        inventory, _ = read_tree("aimed.json", document_of(document, _HERE), "", self._frame.standard)
        if inventory is None:
            return None
        state = evaluation(bind(self._frame.standard, inventory), self._meanings)
        rows = state.rows(spot.table) if spot.table else ()
        if spot.table and not rows:
            return None
        scope: Scope = {spot.row: rows[which % len(rows)]} if spot.table else {}
        left = state.value(spot.left, scope)
        right = spot.right if isinstance(spot.right, float) else state.value(spot.right, scope)
        return _Gap(left, right) if isinstance(left, float) and isinstance(right, float) else None


@dataclass(frozen=True, slots=True)
class _Gap:
    left: float
    right: float

    @property
    def difference(self) -> float:
        return self.left - self.right

    @property
    def size(self) -> float:
        return max(abs(self.left), abs(self.right))


class _Tie(float):
    """Half a step above a multiple of it, wherever the value lies: there rounding decides."""

    __slots__ = ()

    def nearest(self, value: float) -> float:
        """The tie of the step ``self`` nearest below or above a value."""
        return (floor(value / self) + 0.5) * float(self)


def _spots(standard: Standard) -> Iterator[Spot]:
    rests = _Rests(standard)
    for requirement in standard.requirements:
        for expression in (requirement.filter, requirement.condition, requirement.expression):
            if expression is not None:
                yield from _compared(requirement.id, requirement.table, requirement.row, expression, rests)
    for calculation in standard.calculations:
        yield from _compared(calculation.id, calculation.table, calculation.row, calculation.expression, rests)
    rounded = [(one.of, one.step) for one in standard.reported]
    if standard.footprint is not None and standard.footprint.step is not None:
        rounded.append((standard.footprint.id, standard.footprint.step))
    calculations = {one.id: one for one in standard.calculations}
    for id_, step in rounded:
        one = calculations.get(id_)
        if one is not None:
            left = Single(id_, one.type, one.span)
            yield Spot(f"tie of {id_}", None, "", left, _Tie(step), rests.on(left))


def _compared(id_: str, table: str | None, row: str, expression: Expression, rests: _Rests) -> Iterator[Spot]:
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Aggregate | Interpolation | Repeated):
            continue
        waiting.extend(children(part))
        if isinstance(part, Comparison) and isinstance(part.left.type, NumberType):
            yield Spot(id_, table, row, part.left, part.right, rests.on(part.left) | rests.on(part.right))


class _Rests:
    """Which fields an expression rests on, through every calculation."""

    def __init__(self, standard: Standard) -> None:
        self._expressions = {one.id: one.expression for one in standard.calculations}
        self._emissions = tuple(one.expression for one in standard.emissions)
        self._known: dict[str, frozenset[str]] = {}

    def on(self, expression: Expression) -> frozenset[str]:
        """The fields, as ``table.field``."""
        found: set[str] = set()
        waiting = list(named_by(expression))
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            waiting.extend(self._next(name))
        return frozenset(found)

    def _next(self, name: str) -> frozenset[str]:
        if name not in self._known:
            table, _, field = name.partition(".")
            named: set[str] = set(named_by(self._expressions[name])) if name in self._expressions else set()
            if table == "contribution":
                named |= {f"activity.{field}", *(each for one in self._emissions for each in named_by(one))}
            if name in _BOUND:
                named |= {f"activity.{each}" for each in _BOUND[name]}
            self._known[name] = frozenset(named)
        return self._known[name]


_BOUND: Final = {
    "activity.mass": ("amount", "moisture", "multiplier"),
    "activity.energy": ("amount", "ncv", "multiplier"),
    "activity.factor_amount": ("amount", "ncv", "moisture", "multiplier"),
    "activity.amount": ("amount", "multiplier"),
    "activity.factor.fossil": ("factor.value", "factor.fossil"),
}
"""What is worked out when an inventory is bound, and the fields it rests on."""

"""Numbers worth trying: the limits that rules name, what lies just beside them, and how a double is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import inf, nextafter
from random import Random
from typing import Final

from refcf_rules.model.expression import DateLiteral, Expression, NumberLiteral, children
from refcf_rules.model.number import Parameter
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import NumberType
from refcf_rules.quantities.dimension import Dimension
from refcf_rules.quantities.unit import Unit, UnitError, canonical_unit, parse_unit, to_canonical
from refcf_rules.quantities.units import UNIT_ATOMS

BESIDE: Final = (0.0, 1e-10, -1e-10, 0.999e-9, -0.999e-9, 1.001e-9, -1.001e-9, 1e-8, -1e-8, 1e-3, -1e-3)
"""Relative distances from a limit: on it, within the guard of a comparison, just outside, well outside."""
EXTREMES: Final = (
    0.0, 5e-324, 1e-308, 1e-300, 1e-12, 0.1, 0.5, 1.5, 2.5, 2.675, 0.005, 0.125, 1e15, 1e16, 9007199254740993.0, 1e22,
    1e150, 1e300, 1.7976931348623157e308,
)  # fmt: skip
_NEAREST: Final = 4


def limits_of(standard: Standard) -> dict[Dimension | None, tuple[float, ...]]:
    """The numbers that rules, formulas and parameters name, by what they measure; canonical."""
    found: dict[Dimension | None, dict[float, None]] = {}
    for literal in (part for each in expressions_of(standard) for part in _parts(each)):
        if isinstance(literal, NumberLiteral) and isinstance(literal.type, NumberType):
            found.setdefault(literal.type.dimension, {})[literal.value] = None
    for lookup in standard.lookups:
        for entry in lookup.entries:
            found.setdefault(lookup.type.dimension, {})[entry.value] = None
    return {dimension: tuple(values) for dimension, values in found.items()}


def dates_of(standard: Standard) -> tuple[str, ...]:
    """The days on which something begins or ends to hold, and those that rules name."""
    named = [part.value for each in expressions_of(standard) for part in _parts(each) if isinstance(part, DateLiteral)]
    dated = [value.provenance for parameter in standard.parameters for value in parameter.values]
    dated += [entry.provenance for lookup in standard.lookups for entry in lookup.entries]
    dated += [factor.provenance for factor in standard.factors]
    ends = [day for each in dated for day in (each.since, each.until) if day is not None]
    return tuple(sorted({*named, *ends}))


def expressions_of(standard: Standard) -> Iterator[Expression]:
    """Everything that is worked out."""
    yield from (each.expression for each in standard.calculations)
    for requirement in standard.requirements:
        yield from filter(None, (requirement.filter, requirement.condition, requirement.expression))
    for emission in standard.emissions:
        yield from filter(None, (emission.filter, emission.expression))
    yield from (value for parameter in standard.parameters for value in _values(parameter))
    yield from (level.limit for level in (standard.grading.levels if standard.grading else ()) if level.limit)


def near(limit: float, random: Random) -> float:
    """A number on a limit, one double beside it, or a little away."""
    choice = random.randrange(len(BESIDE) + 2)
    if choice < len(BESIDE):
        return limit * (1 + BESIDE[choice])
    return nextafter(limit, inf if choice == len(BESIDE) else -inf)


def written(value: float, unit: Unit | None) -> str | float:
    """How to write a canonical value, if possible so that exactly this double is read back."""
    if unit is None or unit.symbol == "1":
        return value
    number, used = _in_unit(value, unit)
    return f"{digits(number)} {used.symbol}"


def digits(value: float) -> str:
    """A number as a person would type it: the shortest digits that mean this double, an exponent if it is long."""
    plain = format(Decimal(repr(value)), "f")
    return plain.removesuffix(".0") if len(plain) <= 25 else repr(value)


def units_like(unit: Unit, random: Random) -> Unit:
    """Another unit of the same quantity, or the same one in another spelling."""
    above, _, below = unit.symbol.partition("/")
    from_atoms = {spelling: atom for atom in UNIT_ATOMS for spelling in atom.spellings}
    sides = []
    for side in filter(None, (above, below)):
        atom = from_atoms.get(side)
        if atom is None or atom.offset:
            return unit
        alike = [one for one in UNIT_ATOMS if one.dimension == atom.dimension and one.offset == 0]
        sides.append(random.choice(random.choice(alike).spellings if alike else (side,)))
    if "1" in sides:
        return unit
    return parse(unit, "/".join(sides))


def parse(like: Unit, symbol: str) -> Unit:
    """The unit of a symbol, if it measures the same as another; else that other."""
    try:
        found = parse_unit(symbol)
    except UnitError:
        return like
    return found if found.dimension == like.dimension else like


def _in_unit(value: float, unit: Unit) -> tuple[float, Unit]:
    guess = (value - float(unit.offset)) * float(unit.factor.denominator) / float(unit.factor.numerator)
    for candidate in _around(guess):
        if to_canonical(candidate, unit) == value:
            return candidate, unit
    return (guess, unit) if unit.offset else (value, canonical_unit(unit.dimension))


def _around(guess: float) -> Iterator[float]:
    yield guess
    low = high = guess
    for _ in range(_NEAREST):
        low, high = nextafter(low, -inf), nextafter(high, inf)
        yield from (low, high)


def _values(parameter: Parameter) -> Iterable[Expression]:
    return (value.value for value in parameter.values if value.value is not None)


def _parts(expression: Expression) -> Iterator[Expression]:
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(children(part))

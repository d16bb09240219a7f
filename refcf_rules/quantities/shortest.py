"""The shortest number in a unit that reads back as the same canonical value: 5.93 for 5930 kg in t."""

from __future__ import annotations

from fractions import Fraction
from math import copysign, inf, isfinite, nextafter
from sys import float_info
from typing import Final

from refcf_rules.quantities.unit import Unit, to_canonical

_MOST_DIGITS: Final = 17
"""Every double is told apart by so many significant digits."""


def shortest_in(canonical: float, unit: Unit) -> float:
    """The number with the fewest digits that ``to_canonical`` turns into exactly this value.

    A few values have no such double in another unit than the one they were written in; then the nearest.
    """
    exact = _nearest(canonical, unit)
    for digits in range(1, _MOST_DIGITS + 1):
        candidate = float(f"{exact:.{digits - 1}e}")
        if to_canonical(candidate, unit) == canonical:
            return candidate
    for neighbour in (nextafter(exact, -inf), nextafter(exact, inf)):
        if to_canonical(neighbour, unit) == canonical:
            return neighbour
    return exact


def _nearest(canonical: float, unit: Unit) -> float:
    """The double nearest to the exact value in the unit; the largest where that is beyond it."""
    try:
        nearest = float((Fraction(canonical) - unit.offset) / unit.factor)
    except OverflowError:
        nearest = inf
    return nearest if isfinite(nearest) else copysign(float_info.max, canonical)

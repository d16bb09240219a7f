"""Comparisons with a number of the standard, the guard worked in: one plain comparison is left at run time.

``x ≤ c`` under the guard of ``quantities.comparison`` holds for every double up to some double beyond
``c``; which one that is depends on ``c`` alone, so it is found here once, by bisection over the doubles.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Final, Literal

from refcf_rules.quantities.comparison import at_most, below
from refcf_rules.targets.program.code import Limit, Near, Term

Operator = Literal["<=", "<", ">=", ">"]
_AROUND: Final = 4e-9  # the guard and a little more
_SIGN: Final = 1 << 63


def limit_of(operand: Term, operator: Operator, limit: float) -> Limit:
    """A comparison of a term with a number of the standard."""
    if operator == "<=":
        threshold = _last(limit, lambda x: at_most(x, limit))
    elif operator == "<":
        threshold = _first_false(limit, lambda x: below(x, limit))
    elif operator == ">=":
        threshold = _first_false(limit, lambda x: not at_most(limit, x))
    else:
        threshold = _last(limit, lambda x: not below(limit, x))
    return Limit(operand, operator, threshold, limit)


def near(operand: Term, limit: float, *, negated: bool) -> Near:
    """Equality of a term with a number of the standard, or the contrary."""
    low = _first_false(limit, lambda x: below(x, limit))
    high = _last(limit, lambda x: not below(limit, x))
    return Near(operand, low, high, limit, negated)


def _last(limit: float, holds: Callable[[float], bool]) -> float:
    """The largest double that ``holds``, which is true up to somewhere beside ``limit``."""
    low, high = _bracket(limit)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(_double(middle)) else (low, middle)
    return _double(low)


def _first_false(limit: float, holds: Callable[[float], bool]) -> float:
    """The smallest double that no longer ``holds``."""
    low, high = _bracket(limit)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(_double(middle)) else (low, middle)
    return _double(high)


def _bracket(limit: float) -> tuple[int, int]:
    """The places, among the doubles in order, of one that is surely below and one surely above."""
    if limit == 0:
        return _place(-1e-300), _place(1e-300)
    return _place(limit - abs(limit) * _AROUND), _place(limit + abs(limit) * _AROUND)


def _place(value: float) -> int:
    """The number of a double when all are counted in order; 0 and −0 are 0."""
    bits: int = struct.unpack("<Q", struct.pack("<d", value))[0]
    return -(bits - _SIGN) if bits >= _SIGN else bits


def _double(place: int) -> float:
    bits = place if place >= 0 else _SIGN - place
    value: float = struct.unpack("<d", struct.pack("<Q", bits))[0]
    return value + 0.0

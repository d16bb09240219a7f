"""The one definition of comparing two numbers, with the guard of docs/semantics.md, item 6.

The guard is relative and symmetric: two numbers closer than 1e-9 of the larger
are equal, so that 0.1 + 0.2 meets 0.3 in every target. Numbers are finite;
missing values never come here.
"""

from __future__ import annotations

from typing import Final

RELATIVE_GUARD: Final = 1e-9


def below(a: float, b: float) -> bool:
    """Whether a < b: smaller by more than the guard."""
    return a - b < -RELATIVE_GUARD * max(abs(a), abs(b))


def at_most(a: float, b: float) -> bool:
    """Whether a ≤ b: not larger by more than the guard."""
    return a - b <= RELATIVE_GUARD * max(abs(a), abs(b))


def equal(a: float, b: float) -> bool:
    """Whether a = b: neither is below the other."""
    return not below(a, b) and not below(b, a)

"""Rounding to a step, docs/semantics.md, item 27: half to even on cleaned numbers.

Only reported values and ``rounded to`` are rounded; calculations are not.
"""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import Final

SIGNIFICANT_DIGITS: Final = 12


def clean(x: float) -> float:
    """``x`` at 12 significant digits, which drops the noise of binary arithmetic; −0 becomes 0."""
    return float(f"{x:.{SIGNIFICANT_DIGITS - 1}e}") + 0.0


def round_to_step(x: float, step: float) -> float:
    """``x`` rounded to the nearest multiple of ``step``, a tie to the even multiple.

    Both in one unit, the result too. The multiple of a decimal step k/10ⁿ is
    divided by 10ⁿ, so that 0.1 × 3 is the double written 0.3. The rule for ties
    is that of GB/T 8170-2008, 3.2 (3.4 for steps of 0.5 and 0.2).
    ``ValueError`` unless ``x`` is finite and ``step`` finite and above 0;
    ``OverflowError`` if x/step is beyond a double.
    """
    if not (isfinite(x) and isfinite(step) and step > 0):
        raise ValueError(f"cannot round {x} to a step of {step}")
    multiple = round(clean(x / step))
    numerator, denominator = _decimal_fraction(step)
    # Python divides two whole numbers with one rounding: the best double.
    return multiple * numerator / denominator


def _decimal_fraction(step: float) -> tuple[int, int]:
    """The whole numbers k and 10ⁿ, n as small as it gets, with step = k / 10ⁿ as it is written."""
    written = Decimal(repr(step))
    denominator = 1
    while written != written.to_integral_value():
        written, denominator = written * 10, denominator * 10
    return int(written), denominator

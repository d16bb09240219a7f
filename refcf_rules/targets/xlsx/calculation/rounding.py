"""Rounding to a step, half to even on cleaned numbers (docs/semantics.md, item 5), in three cells."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from refcf_rules.quantities.rounding import SIGNIFICANT_DIGITS
from refcf_rules.targets.xlsx.calculation.lowerer import Lowerer, Where
from refcf_rules.targets.xlsx.calculation.row_sheet import Head
from refcf_rules.targets.xlsx.combine import ZERO, call, infix, when
from refcf_rules.targets.xlsx.formula import Formula, Number

_HALF: Final = Number(0.5)
_TWO: Final = Number(2.0)


def rounded(value: Formula, step: float, where: Where, head: Callable[[], Head], lowerer: Lowerer) -> Formula:
    """The value, a cell, rounded to a multiple of the step."""
    numerator, denominator = _fraction(step)
    key = ("rounding", value, step)
    quotient = lowerer.keep((*key, 1), where, head, lambda: infix("/", value, Number(step)))
    clean = lowerer.keep((*key, 2), where, head, lambda: _cleaned(quotient))
    even = lowerer.keep((*key, 3), where, head, lambda: _half_to_even(clean))
    scaled = infix("*", even, Number(numerator)) if numerator != 1 else even
    return infix("/", scaled, Number(denominator)) if denominator != 1 else scaled


def _cleaned(of: Formula) -> Formula:
    """At twelve significant digits."""
    size = call("INT", call("LOG10", call("ABS", of)))
    return when(infix("=", of, ZERO), ZERO, call("ROUND", of, infix("-", Number(SIGNIFICANT_DIGITS - 1.0), size)))


def _half_to_even(of: Formula) -> Formula:
    tie = infix("=", call("ABS", infix("-", of, call("TRUNC", of))), _HALF)
    even = infix("*", _TWO, call("ROUND", infix("/", of, _TWO), ZERO))
    return when(tie, even, call("ROUND", of, ZERO))


def _fraction(step: float) -> tuple[float, float]:
    """K and 10ⁿ with step = k / 10ⁿ as it is written."""
    written = Decimal(repr(step))
    denominator = 1
    while written != written.to_integral_value():
        written, denominator = written * 10, denominator * 10
    return float(written), float(denominator)

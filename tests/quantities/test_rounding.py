"""Rounding to a step follows GB/T 8170-2008 on numbers without binary noise."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from math import copysign, inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.quantities.rounding import clean, round_to_step

places = st.integers(0, 6)
values = st.floats(-1e5, 1e5)


@pytest.mark.parametrize(
    "x, step, expected",
    [
        # GB/T 8170-2008, 3.2: below five, above five, five with more, five alone.
        (12.1498, 0.1, 12.1),
        (12.1498, 1, 12.0),
        (1268, 100, 1300.0),
        (10.5002, 1, 11.0),
        (1.050, 0.1, 1.0),
        (0.35, 0.1, 0.4),
        (2500, 1000, 2000.0),
        (3500, 1000, 4000.0),
        (0.0325, 0.001, 0.032),
        (32500, 1000, 32000.0),
        (-355, 10, -360.0),
        (-325, 10, -320.0),
        (-0.0365, 0.001, -0.036),
        # The same standard's steps of 0.5 and 0.2.
        (60.25, 0.5, 60.0),
        (60.38, 0.5, 60.5),
        (-60.75, 0.5, -61.0),
        (830, 20, 840.0),
        (842, 20, 840.0),
        (-930, 20, -920.0),
        # Noise of binary arithmetic does not decide a tie.
        (2.675, 0.01, 2.68),
        (1.005, 0.01, 1.0),
        (0.1 + 0.2, 0.1, 0.3),
        (1.1 * 1.1, 0.01, 1.21),
        (0.6, 0.2, 0.6),
        (0.15, 0.05, 0.15),
    ],
)
def test_examples(x: float, step: float, expected: float) -> None:
    assert round_to_step(x, step) == expected


def test_negative_zero_becomes_zero() -> None:
    assert copysign(1, round_to_step(-0.04, 0.1)) == 1
    assert copysign(1, round_to_step(-0.0, 1)) == 1
    assert copysign(1, clean(-0.0)) == 1


@given(st.integers(-(10**9), 10**9), places)
def test_agrees_with_decimal_arithmetic_on_written_numbers(digits: int, n: int) -> None:
    """A number written with one place more than the step, ties included."""
    written = Decimal(digits).scaleb(-n - 1)
    expected = written.quantize(Decimal(1).scaleb(-n), rounding=ROUND_HALF_EVEN)
    assert round_to_step(float(written), 10.0**-n) == float(expected)


@given(values, places)
def test_rounding_twice_changes_nothing(x: float, n: int) -> None:
    once = round_to_step(x, 10.0**-n)
    assert round_to_step(once, 10.0**-n) == once
    assert float(f"{once:.{n}f}") == once


@given(values, st.sampled_from([0.01, 0.05, 0.2, 0.5, 1.0, 5.0, 100.0]))
def test_result_is_at_most_half_a_step_away_and_odd(x: float, step: float) -> None:
    assert abs(round_to_step(x, step) - x) <= step / 2 * (1 + 1e-6)
    assert round_to_step(-x, step) == -round_to_step(x, step)


@given(st.floats(allow_nan=False, allow_infinity=False, max_value=1e300, min_value=-1e300))
def test_clean_keeps_twelve_digits(x: float) -> None:
    assert clean(clean(x)) == clean(x)
    assert abs(clean(x) - x) <= abs(x) * 0.5001e-11 + 5e-324


@pytest.mark.parametrize("x, step", [(1, 0), (1, -1), (nan, 1), (inf, 1), (1, nan), (1, inf)])
def test_senseless_arguments_are_refused(x: float, step: float) -> None:
    with pytest.raises(ValueError, match="cannot round"):
        round_to_step(x, step)

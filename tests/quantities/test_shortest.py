"""A number in another unit has the fewest digits that read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.quantities.shortest import shortest_in
from refcf_rules.quantities.unit import parse_unit, to_canonical
from refcf_rules.quantities.units import UNIT_ATOMS

SYMBOLS = [atom.symbol for atom in UNIT_ATOMS]


@pytest.mark.parametrize(
    "written, unit, other, expected",
    [
        (6480123.0, "kg", "t", 6480.123),
        (0.1, "t", "kg", 100.0),
        (14.0, "%", "%", 14.0),
        (0.07, "1", "%", 7.0),
        (1450.0, "℃", "℃", 1450.0),
        (1.0, "t", "t", 1.0),
        (0.0, "kWh", "GJ", 0.0),
    ],
)
def test_few_digits(written: float, unit: str, other: str, expected: float) -> None:
    assert shortest_in(to_canonical(written, parse_unit(unit)), parse_unit(other)) == expected


@given(st.floats(min_value=1e-12, max_value=1e15), st.sampled_from(SYMBOLS))
def test_a_number_reads_back_in_the_unit_it_was_written_in(written: float, symbol: str) -> None:
    unit = parse_unit(symbol)
    canonical = to_canonical(written, unit)
    assert to_canonical(shortest_in(canonical, unit), unit) == canonical


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(SYMBOLS))
def test_in_any_unit_it_reads_back_but_for_the_last_digit(canonical: float, symbol: str) -> None:
    unit = parse_unit(symbol)
    found = shortest_in(canonical, unit)
    if 1e-290 < abs(canonical) < 1e290:
        assert to_canonical(found, unit) == pytest.approx(canonical, rel=4e-16, abs=1e-12 if unit.offset else 0)

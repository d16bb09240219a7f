"""A number with its unit as one text: told apart strictly, and read back."""

from __future__ import annotations

from math import inf, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.quantities.number import NumberError, format_quantity
from refcf_rules.quantities.quantity import parse_quantity
from refcf_rules.quantities.unit import UnitError, parse_unit, to_canonical
from refcf_rules.quantities.units import SPELLINGS


@pytest.mark.parametrize(
    "text, value, symbol",
    [
        ("6480 t", 6480.0, "t"),
        ("14 %", 14.0, "%"),
        ("6480t", 6480.0, "t"),
        ("２４ 小时", 24.0, "小时"),
        ("-3 °C", -3.0, "°C"),
        ("5 10⁴Nm3", 5.0, "万Nm3"),
        ("1e3t", 1000.0, "t"),
        ("5e-3 kg", 0.005, "kg"),
        ("－５．５％", -5.5, "%"),
        ("5 1", 5.0, "1"),
        ("0.3 kgCO2e/(t·km)", 0.3, "kgCO2e/(t·km)"),
        ("12 m³（20 ℃）", 12.0, "m3(20 ℃)"),
        ("3万吨", 3.0, "万吨"),
        ("5 元/t", 5.0, "元/t"),
    ],
)
def test_quantities_are_read(text: str, value: float, symbol: str) -> None:
    number, unit = parse_quantity(text)
    assert (number, unit.symbol) == (value, symbol)


@pytest.mark.parametrize(
    "text, advice",
    [
        ("1,234.5 t", "separators"),
        ("1 234 t", "separators"),
        ("1 234 567 t", "separators"),
        ("1，234t", "separators"),
        ("5,3 t", "separators"),
        ("1.5.2 t", "separators"),
        ("¥5", "currency"),
        ("5-10 t", "range"),
        ("1e400 t", "too large"),
        ("1e308 t", "too large"),
        ("≤5 t", "not a number"),
        ("t", "not a number"),
        ("", "empty"),
        ("510⁴Nm3", "text after"),
    ],
)
def test_bad_numbers_of_quantities(text: str, advice: str) -> None:
    with pytest.raises(NumberError) as caught:
        parse_quantity(text)
    assert advice in caught.value.message.en


@pytest.mark.parametrize("text, near", [("5 kgs", "kg"), ("5 kg CO2e", "kgCO2e"), ("5 kwh", "kWh")])
def test_bad_units_of_quantities(text: str, near: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse_quantity(text)
    assert near in caught.value.near


def test_a_quantity_needs_a_unit() -> None:
    with pytest.raises(UnitError) as caught:
        parse_quantity("5")
    assert caught.value.message.en == "The unit is missing."


@given(st.floats(-1e9, 1e9), st.sampled_from(sorted(SPELLINGS)), st.sampled_from(["", " ", "  "]))
def test_number_and_unit_are_told_apart(x: float, spelling: str, blanks: str) -> None:
    gap = blanks or (" " if spelling == "1" else "")
    number, unit = parse_quantity(f"{x!r}{gap}{spelling}")
    assert (number, unit.symbol) == (x, spelling)


@given(st.floats(-1e6, 1e6), st.sampled_from(sorted(SPELLINGS)))
def test_shown_quantities_read_back(x: float, spelling: str) -> None:
    unit = parse_unit(spelling)
    shown = format_quantity(to_canonical(x, unit), unit, digits=15)
    number, _ = parse_quantity(shown if spelling != "1" else f"{shown} 1")
    assert isclose(number, x, rel_tol=1e-13, abs_tol=1e-9)


@given(st.text(alphabet="0123456789.,-+e kgt%/吨１０⁴（", max_size=10))
def test_any_quantity_text_is_read_or_refused(text: str) -> None:
    try:
        number, unit = parse_quantity(text)
    except (NumberError, UnitError):
        return  # any other exception fails the test
    assert abs(to_canonical(number, unit)) < inf

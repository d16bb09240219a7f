"""Numbers and quantities as text: read strictly, shown in one way."""

from __future__ import annotations

from copy import copy
from math import inf, isclose, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.quantities.number import NumberError, format_number, format_quantity, parse_number
from refcf_rules.quantities.unit import parse_unit

finite = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    "text, value",
    [
        ("0", 0.0),
        ("-0", 0.0),
        ("+1.50", 1.5),
        (".5", 0.5),
        ("6480", 6480.0),
        ("1e3", 1000.0),
        ("2.5E-3", 0.0025),
        ("　１２．５ ", 12.5),
        ("－３", -3.0),
        ("−3", -3.0),
        ("＋１Ｅ２", 100.0),
        ("007", 7.0),
        ("0e-999", 0.0),
    ],
)
def test_numbers_are_read(text: str, value: float) -> None:
    assert parse_number(text) == value
    assert str(parse_number(text))[0] != "-" or value < 0


@pytest.mark.parametrize(
    "text, advice",
    [
        ("", "empty"),
        (" \u3000", "empty"),
        ("1,234.5", "separators"),
        ("1 234", "separators"),
        ("1，234", "separators"),
        ("1'234", "separators"),
        ("1_000", "separators"),
        ("1\u202f234", "separators"),
        ("3,5", "separators"),
        ("1.234,5", "separators"),
        ("1.2.3", "separators"),
        ("nan", "finite"),
        ("NaN", "finite"),
        ("inf", "finite"),
        ("-Infinity", "finite"),
        ("∞", "finite"),
        ("#N/A", "finite"),
        ("1e400", "too large"),
        ("-1e400", "too large"),
        ("1e-400", "too small"),
        ("¥5", "currency"),
        ("￥ 5", "currency"),
        ("5元", "currency"),
        ("$5", "currency"),
        ("5 CNY", "currency"),
        ("5 t", "text after"),
        ("5%", "text after"),
        ("5万", "text after"),
        ("5.", "text after"),
        ("1/2", "text after"),
        ("3。5", "text after"),
        ("10²", "text after"),
        ("0x10", "text after"),
        ("5-10", "range"),
        ("5～10", "range"),
        ("5±1", "range"),
        ("约5", "not a number"),
        ("≤5", "not a number"),
        ("五", "not a number"),
        ("½", "not a number"),
        ("٣", "not a number"),
        ("--5", "not a number"),
        ("e5", "not a number"),
    ],
)
def test_traps_are_refused_with_advice(text: str, advice: str) -> None:
    with pytest.raises(NumberError) as caught:
        parse_number(text)
    assert advice in caught.value.message.en
    assert caught.value.text == text
    assert "{" not in caught.value.message.zh


@given(st.text(max_size=10))
def test_any_text_is_a_finite_number_or_a_number_error(text: str) -> None:
    try:
        value = parse_number(text)
    except NumberError:
        return  # any other exception fails the test
    assert abs(value) < inf


@given(finite)
def test_what_python_writes_is_read_back(x: float) -> None:
    assert parse_number(repr(x)) == x


@pytest.mark.parametrize(
    "x, shown",
    [
        (0.0, "0"),
        (-0.0, "0"),
        (100.0, "100"),
        (0.1 + 0.2, "0.3"),
        (4225.2367, "4225.24"),
        (-1.5, "-1.5"),
        (1234567.0, "1234570"),
        (0.0001, "0.0001"),
        (0.00012345678, "0.000123457"),
        (0.00009, "9e-5"),
        (0.0000999999, "9.99999e-5"),
        (0.00009999999, "0.0001"),
        (1e14, "100000000000000"),
        (999999999999999.0, "1e15"),
        (-2.5e30, "-2.5e30"),
        (1e-300, "1e-300"),
    ],
)
def test_numbers_are_shown(x: float, shown: str) -> None:
    assert format_number(x) == shown


def test_digits_can_be_chosen() -> None:
    assert format_number(4225.2367, 3) == "4230"
    assert format_number(1234567.25, 12) == "1234567.25"
    assert format_number(0.96, 1) == "1"


@given(st.floats(-1e307, 1e307), st.integers(1, 15))
def test_shown_numbers_read_back_within_their_digits(x: float, digits: int) -> None:
    shown = format_number(x, digits)
    mantissa, _, exponent = shown.partition("e")
    assert not ("." in mantissa and mantissa.endswith("0"))
    assert shown != "-0"
    assert len(mantissa.replace("-", "").replace(".", "").strip("0")) <= digits
    assert isclose(parse_number(shown), x, rel_tol=10.0 ** (1 - digits), abs_tol=1e-320)
    assert bool(exponent) == (x != 0 and not 1e-4 <= abs(parse_number(shown)) < 1e15)


@pytest.mark.parametrize("x", [nan, inf, -inf])
def test_numbers_that_are_not_finite_are_not_shown(x: float) -> None:
    with pytest.raises(ValueError, match="cannot show"):
        format_number(x)


@pytest.mark.parametrize(
    "canonical, unit, shown",
    [
        (0.14, "%", "14 %"),
        (4.2252367, "kgCO2e/t", "4225.24 kgCO2e/t"),
        (6480000.0, "t", "6480 t"),
        (1873.15, "℃", "1600 ℃"),
        (3.6, "度", "1 度"),
        (0.5, "1", "0.5"),
    ],
)
def test_quantities_are_shown_in_their_unit(canonical: float, unit: str, shown: str) -> None:
    assert format_quantity(canonical, parse_unit(unit)) == shown


def test_a_quantity_without_unit_is_a_number() -> None:
    assert format_quantity(0.25, None) == "0.25"
    assert format_quantity(2 / 3, None, digits=2) == "0.67"


def test_number_errors_survive_a_copy() -> None:
    with pytest.raises(NumberError) as caught:
        parse_number("1,5")
    copied = copy(caught.value)
    assert (copied.text, str(copied)) == ("1,5", caught.value.message.en)

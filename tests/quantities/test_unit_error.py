"""A text that is no unit is refused with advice; what is near it is suggested, never guessed."""

from __future__ import annotations

from copy import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.quantities.unit import Unit, UnitError, parse_unit
from refcf_rules.source.message import Message


def read_or_refused(text: str) -> Unit | UnitError:
    try:
        return parse_unit(text)
    except UnitError as error:
        return error


@pytest.mark.parametrize(
    "slip, suggestion",
    [
        ("kgs", "kg"),
        ("tons", "t"),
        ("KG", "kg"),
        ("kwh", "kWh"),
        ("nm3", "Nm3"),
        ("kgs/tons", "kg/t"),
        ("kwh/T", "kWh/t"),
        ("kgCO2e/ton", "kgCO2e/t"),
        ("kg CO2e/t", "kgCO2e/t"),
        ("kg / t", "kg/t"),
        ("t.km", "t·km"),
        ("kg/t/h", "kg/(t·h)"),
        ("kgCO2e/t·km", "kgCO2e/(t·km)"),
        ("W/m·K", "W/(m·K)"),
        ("W/(m·°C)", "W/(m·K)"),
        ("CO2e", "kgCO2e"),
        ("立方", "m3(20°C)"),
        ("Sm3", "Nm3"),
        ("°", "kWh"),
        ("百分点", "%"),
        ("kilowatt", None),
        ("t2", None),
        ("kg·m-3", None),
        ("m^-3", None),
        ("kg/", None),
        ("kg//t", None),
        ("(kg)", "kg"),
        ("kg/(t", None),
        ("kgCO2²", "kgCO2"),
        ("1000", None),
        ("10³t", None),
    ],
)
def test_slips_are_suggested_never_guessed(slip: str, suggestion: str | None) -> None:
    with pytest.raises(UnitError) as caught:
        parse_unit(slip)
    error = caught.value
    assert suggestion is None or suggestion in error.near
    assert "{" not in error.message.zh + error.message.en
    for near in error.near:
        assert parse_unit(near).factor > 0


@pytest.mark.parametrize("text", ["tce", "kgce", "万tce", "吨标准煤", "千克标煤", "GJ/tce"])
def test_coal_equivalent_asks_for_energy(text: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse_unit(text)
    assert "当量" in caught.value.message.zh
    assert "GJ or kWh" in caught.value.message.en
    assert caught.value.near == ()


@pytest.mark.parametrize("text", ["tce(等价)", "tce等价", "kgce(等价值)/kWh", "吨标准煤（等价）", "tce(equivalent)"])
def test_coal_equivalent_of_making_electricity_is_no_energy_used(text: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse_unit(text)
    assert "等价值" in caught.value.message.zh
    assert "write kWh for electricity" in caught.value.message.en


@pytest.mark.parametrize("text", ["万 Nm³", "tce (当量)", "m³ (20 ℃)", "万 kWh"])
def test_a_blank_inside_is_refused_with_the_spelling_without(text: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse_unit(text)
    assert parse_unit(caught.value.near[0]).factor > 0


@pytest.mark.parametrize("text", ["kcal", "大卡/kg", "千卡"])
def test_calorie_asks_for_joule(text: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse_unit(text)
    assert "MJ" in caught.value.message.en


def test_an_empty_text_says_the_unit_is_missing() -> None:
    with pytest.raises(UnitError) as caught:
        parse_unit(" \u3000")
    assert caught.value.message.en == "The unit is missing."
    assert caught.value.hint is None


def test_the_error_carries_text_and_question_and_survives_a_copy() -> None:
    with pytest.raises(UnitError) as caught:
        parse_unit("kgs/t")
    copied = copy(caught.value)
    assert (copied.text, copied.near) == ("kgs/t", ("kg/t",))
    assert copied.hint == Message("是否想写：kg/t？", "did you mean kg/t?")


@given(st.text(max_size=12))
def test_any_text_is_a_unit_or_a_unit_error(text: str) -> None:
    read = read_or_refused(text)
    if isinstance(read, UnitError):
        assert "" not in (read.message.zh, read.message.en)
    else:
        assert parse_unit(read.symbol) == read


@given(st.text(alphabet="kgtmhWKCO2eN34()/·.* °^%吨度万10-¹²", max_size=10))
def test_what_is_near_a_unit_like_text_is_a_unit(text: str) -> None:
    read = read_or_refused(text)
    nears = read.near if isinstance(read, UnitError) else (read.symbol,)
    assert all(isinstance(read_or_refused(near), Unit) for near in nears)

"""Unit text is read exactly, in every spelling, and never guessed."""

from __future__ import annotations

from fractions import Fraction
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.quantities.dimension import (
    NONE,
    POWER,
    TRANSPORT_WORK,
    VOLUME,
    Base,
    Dimension,
)
from refcf_rules.quantities.unit import (
    UnitError,
    canonical_unit,
    from_canonical,
    parse_unit,
    to_canonical,
)
from refcf_rules.quantities.unit_atom import UnitAtom
from refcf_rules.quantities.units import CANONICAL_SYMBOLS, SPELLINGS, UNIT_ATOMS

FACTORS = [atom.symbol for atom in UNIT_ATOMS if atom.offset == 0]
SPELLED = [(atom, spelling) for atom in UNIT_ATOMS for spelling in atom.spellings]


@pytest.mark.parametrize("atom, spelling", SPELLED, ids=[text for _, text in SPELLED])
def test_every_spelling_parses_to_its_atom(atom: UnitAtom, spelling: str) -> None:
    unit = parse_unit(spelling)
    assert (unit.symbol, unit.dimension, unit.factor) == (spelling, atom.dimension, atom.factor)


def test_no_spelling_belongs_to_two_atoms() -> None:
    assert len(SPELLINGS) == len(SPELLED)


def test_every_base_has_a_canonical_unit() -> None:
    for base in Base:
        unit = parse_unit(CANONICAL_SYMBOLS[base])
        assert (unit.dimension, unit.factor, unit.offset) == (Dimension.of(base), Fraction(1), Fraction(0))


@pytest.mark.parametrize(
    "text, dimension, factor",
    [
        ("kgCO2e/t", Dimension.of(Base.CO2E) / Dimension.of(Base.MASS), Fraction(1, 1000)),
        ("kgCO2e/(t·km)", Dimension.of(Base.CO2E) / TRANSPORT_WORK, Fraction(1, 10**6)),
        ("kgCO2e/tkm", Dimension.of(Base.CO2E) / TRANSPORT_WORK, Fraction(1, 10**6)),
        ("kgCO2/kgC", Dimension.of(Base.CO2) / Dimension.of(Base.CARBON), Fraction(1)),
        (
            "W/(m·K)",
            POWER / Dimension.of(Base.LENGTH) / Dimension.of(Base.TEMPERATURE),
            Fraction(1, 10**6),
        ),
        ("kg/m3", Dimension.of(Base.MASS) / VOLUME, Fraction(1)),
        ("t/heat", Dimension.of(Base.MASS) / Dimension.of(Base.HEAT), Fraction(1000)),
        ("kWh/t", Dimension.of(Base.ENERGY) / Dimension.of(Base.MASS), Fraction(36, 10_000)),
        ("公斤/吨", NONE, Fraction(1, 1000)),
        ("kgCO2e/千瓦时", Dimension.of(Base.CO2E) / Dimension.of(Base.ENERGY), Fraction(10, 36)),
        ("kW·h", Dimension.of(Base.ENERGY), Fraction(36, 10)),
        ("mm^3", VOLUME, Fraction(1, 10**9)),
        ("cm3", VOLUME, Fraction(1, 10**6)),
        ("kWh/m3(20 ℃)", Dimension.of(Base.ENERGY) / Dimension.of(Base.GAS_20), Fraction(36, 10)),
        ("1/t", NONE / Dimension.of(Base.MASS), Fraction(1, 1000)),
        ("%", NONE, Fraction(1, 100)),
        ("t/a", Dimension.of(Base.MASS) / Dimension.of(Base.YEAR), Fraction(1000)),
    ],
)
def test_compound_units(text: str, dimension: Dimension, factor: Fraction) -> None:
    unit = parse_unit(text)
    assert (unit.dimension, unit.factor) == (dimension, factor)


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("ｋｇＣＯ２ｅ／ｔ", "kgCO2e/t"),
        ("％", "%"),
        ("kgCO₂e/（t·km）", "kgCO2e/(t·km)"),
        ("t*km", "t·km"),
        ("t⋅km", "t·km"),
        ("m³", "m3"),
        ("kg/㎥", "kg/m3"),
        ("㎏", "kg"),
        ("Nm³", "Nm3"),
        ("10⁴Nm³", "万Nm3"),
        ("10^4kWh", "万kWh"),
        ("１０⁴t", "万t"),
        ("m³（20 ℃）", "m3(20 °C)"),
        ("\u3000kg\u00a0", "kg"),
    ],
)
def test_typed_forms_are_read_as_meant(typed: str, meant: str) -> None:
    read, expected = parse_unit(typed), parse_unit(meant)
    assert (read.dimension, read.factor) == (expected.dimension, expected.factor)


def test_the_celsius_sign_stays_as_written() -> None:
    assert parse_unit("℃").symbol == "℃"
    assert parse_unit("m³(20 ℃)").symbol == "m3(20 ℃)"


def test_gas_volumes_at_different_states_do_not_mix() -> None:
    dimensions = {parse_unit(text).dimension for text in ("m3", "Nm3", "m3(20°C)")}
    assert len(dimensions) == 3


def test_a_year_is_no_number_of_hours() -> None:
    assert parse_unit("a").dimension != parse_unit("h").dimension


@given(st.sampled_from(FACTORS), st.sampled_from(FACTORS), st.sampled_from(FACTORS))
def test_products_of_units_follow_algebra(a: str, b: str, c: str) -> None:
    one, two, three = parse_unit(a), parse_unit(b), parse_unit(c)
    product = parse_unit(f"{a}·{b}·{c}")
    swapped = parse_unit(f"{c}·{a}·{b}")
    assert product.dimension == one.dimension * two.dimension * three.dimension
    assert product.factor == one.factor * two.factor * three.factor
    assert (swapped.dimension, swapped.factor) == (product.dimension, product.factor)


@given(st.sampled_from(FACTORS), st.sampled_from(FACTORS))
def test_a_unit_over_itself_is_one(a: str, b: str) -> None:
    ratio = parse_unit(f"{a}·{b}/({b}·{a})")
    assert (ratio.dimension, ratio.factor) == (NONE, Fraction(1))
    there, back = parse_unit(f"{a}/{b}"), parse_unit(f"{b}/{a}")
    assert there.dimension == back.dimension**-1
    assert there.factor * back.factor == 1


@given(
    st.sampled_from([text for _, text in SPELLED]),
    st.floats(-1e12, 1e12, allow_subnormal=False),
)
def test_conversion_round_trip(spelling: str, value: float) -> None:
    unit = parse_unit(spelling)
    back = from_canonical(to_canonical(value, unit), unit)
    assert isclose(back, value, rel_tol=1e-14, abs_tol=1e-12 if unit.offset else 1e-300)


@given(st.sampled_from(FACTORS), st.sampled_from(FACTORS), st.sampled_from(FACTORS))
def test_canonical_unit_of_a_dimension_parses_back(a: str, b: str, c: str) -> None:
    dimension = parse_unit(f"{a}/({b}·{c})").dimension
    canonical = canonical_unit(dimension)
    assert parse_unit(canonical.symbol) == canonical
    assert canonical.factor == 1


@pytest.mark.parametrize(
    "value, unit, canonical",
    [
        (14.0, "%", 0.14),
        (10_000.0, "t", 10_000_000.0),
        (3.0, "g", 0.003),
        (1.0, "kWh", 3.6),
        (100.0, "kWh/t", 0.36),
        (2.0, "万t", 20_000_000.0),
        (1600.0, "°C", 1873.15),
        (5.5, "‰", 0.0055),
    ],
)
def test_conversion_gives_the_best_double(value: float, unit: str, canonical: float) -> None:
    assert to_canonical(value, parse_unit(unit)) == canonical


@given(st.integers(0, 10_000))
def test_percent_is_the_double_one_would_write(hundredths: int) -> None:
    assert to_canonical(float(hundredths), parse_unit("%")) == float(f"{hundredths}e-2")


@pytest.mark.parametrize(
    "text,factor",
    [
        ("tce(当量)", "29307.6"),
        ("tce（当量）", "29307.6"),
        ("tce当量", "29307.6"),
        ("吨标准煤(当量)", "29307.6"),
        ("kgce(当量)", "29.3076"),
        ("kgce(calorific)", "29.3076"),
        ("万tce当量", "293076000"),
        ("kcal(IT)", "0.0041868"),
        ("千卡(IT)", "0.0041868"),
    ],
)
def test_coal_equivalent_and_calories_with_their_convention_are_energies(text: str, factor: str) -> None:
    unit = parse_unit(text)
    assert unit.dimension == Dimension.of(Base.ENERGY)
    assert unit.factor == Fraction(factor)


@pytest.mark.parametrize(
    "text,like",
    [
        ("万Nm³", "万Nm3"),
        ("１０⁴Nm³", "万Nm3"),
        ("万Ｎｍ³", "万Nm3"),
        ("万Nm^3", "万Nm3"),
        ("万标立方米", "万Nm3"),
        ("万m³（20℃）", "万m3(20°C)"),
        ("m^3(20 ℃)", "m3(20°C)"),
        ("万ｋＷｈ", "万kWh"),
        ("kJ/Nm³", "kJ/Nm3"),
        ("GJ/10⁴Nm³", "GJ/万Nm3"),
        ("兆帕", "MPa"),
        ("W/(m²·K)", "W/(m2·K)"),
        ("W/㎡", "W/m2"),
        ("Ｗ／（ｍ·Ｋ）", "W/(m·K)"),
        ("kJ/(kg*K)", "kJ/(kg·K)"),
    ],
)
def test_units_as_plants_type_them(text: str, like: str) -> None:
    typed, plain = parse_unit(text), parse_unit(like)
    assert (typed.dimension, typed.factor) == (plain.dimension, plain.factor)


def test_a_pressure_is_an_energy_per_volume() -> None:
    assert parse_unit("MPa").dimension == parse_unit("MJ/m3").dimension
    assert parse_unit("kPa").factor == Fraction(1, 1000)
    assert parse_unit("bar").factor == Fraction(1, 10)


def test_a_size_beyond_doubles_is_refused() -> None:
    """No number in such a unit could be converted."""
    with pytest.raises(UnitError, match="too large"):
        parse_unit("·".join(["万tkm^9"] * 4))

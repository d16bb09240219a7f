"""Dimensions form a commutative group and have names in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.quantities.dimension import (
    AREA,
    NONE,
    POWER,
    TRANSPORT_WORK,
    VOLUME,
    Base,
    Dimension,
)
from refcf_rules.source.message import Message


@st.composite
def dimensions(draw: st.DrawFn) -> Dimension:
    pairs = draw(st.lists(st.tuples(st.sampled_from(Base), st.integers(-3, 3)), max_size=4))
    result = NONE
    for base, power in pairs:
        result *= Dimension.of(base, power)
    return result


MASS = Dimension.of(Base.MASS)
LENGTH = Dimension.of(Base.LENGTH)
CO2E = Dimension.of(Base.CO2E)


@given(dimensions(), dimensions(), dimensions())
def test_product_is_associative_and_commutative(a: Dimension, b: Dimension, c: Dimension) -> None:
    assert (a * b) * c == a * (b * c)
    assert a * b == b * a


@given(dimensions(), dimensions())
def test_division_undoes_multiplication(a: Dimension, b: Dimension) -> None:
    assert a * b / b == a
    assert a * NONE == a
    assert (a / a).is_none
    assert hash(a * b) == hash(b * a)


@given(dimensions(), st.integers(-3, 3), st.integers(-3, 3))
def test_powers_add_up(a: Dimension, m: int, n: int) -> None:
    assert a**m * a**n == a ** (m + n)
    assert a**0 == NONE


@given(dimensions())
def test_sides_rebuild_the_dimension(a: Dimension) -> None:
    above, below = a.sides()
    assert above / below == a
    assert all(power > 0 for _, power in (*above.exponents, *below.exponents))


@given(dimensions())
def test_every_dimension_has_words_without_open_slots(a: Dimension) -> None:
    words = a.words()
    assert words.zh
    assert words.en
    assert "{" not in words.zh + words.en


@given(dimensions(), dimensions())
def test_different_dimensions_have_different_words(a: Dimension, b: Dimension) -> None:
    assert (a.words() == b.words()) == (a == b)


@pytest.mark.parametrize(
    "dimension, zh, en",
    [
        (NONE, "纯数", "pure number"),
        (MASS, "质量", "mass"),
        (CO2E / MASS, "CO2e/质量", "CO2e per mass"),
        (LENGTH**2, "面积", "area"),
        (LENGTH**3, "体积", "volume"),
        (MASS / VOLUME, "质量/体积", "mass per volume"),
        (CO2E / TRANSPORT_WORK, "CO2e/运输周转量", "CO2e per transport work"),
        (POWER, "功率", "power"),
        (NONE / MASS, "1/质量", "1 per mass"),
        (
            POWER / LENGTH / Dimension.of(Base.MASS) / Dimension.of(Base.TEMPERATURE),
            "能量/(质量·长度·时间·温度)",
            "energy per (mass · length · time · temperature)",
        ),
        (POWER / LENGTH / Dimension.of(Base.TEMPERATURE), "导热系数", "thermal conductivity"),
        (POWER / AREA, "热流密度", "heat flux"),
        (POWER / AREA**2, "能量/(长度^4·时间)", "energy per (length^4 · time)"),
        (LENGTH**4, "长度^4", "length^4"),
    ],
)
def test_words(dimension: Dimension, zh: str, en: str) -> None:
    assert dimension.words() == Message(zh, en)


def test_dimension_out_of_normal_form_is_refused() -> None:
    with pytest.raises(ValueError, match="normal form"):
        Dimension(((Base.MASS, 0),))
    with pytest.raises(ValueError, match="normal form"):
        Dimension(((Base.LENGTH, 1), (Base.MASS, 1)))

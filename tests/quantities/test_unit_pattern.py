"""The regular expression of the grammar agrees with the reader of units."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.quantities.unit import UnitError, parse_unit
from refcf_rules.quantities.units import SPELLINGS, SQUARED_SIGNS, UNIT_ATOMS, unit_pattern

PATTERN = re.compile(unit_pattern())
QUANTITY = re.compile(r"[0-9]+(?:\.[0-9]+)?[ ]{0,2}" + unit_pattern())
AFTER_NUMBERS = [spelling for spelling in SPELLINGS if spelling != "1"]
FACTORS = [spelling for atom in UNIT_ATOMS for spelling in atom.spellings if atom.offset == 0 and spelling != "1"]


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


factors = st.tuples(st.sampled_from(FACTORS), st.sampled_from(["", "", "2", "3", "^2", "^3"])).map("".join)
products = st.lists(factors, min_size=1, max_size=3).map("·".join)
compounds = st.one_of(
    products,
    st.tuples(products, factors).map("/".join),
    st.tuples(products, products).map(lambda sides: f"{sides[0]}/({sides[1]})"),
    st.tuples(products, products).map("/".join),
    st.tuples(factors, factors, factors).map("/".join),
)


def parses(text: str) -> bool:
    try:
        parse_unit(text)
    except UnitError:
        return False
    return True


def test_pattern_captures_nothing_and_escapes_slashes() -> None:
    assert PATTERN.groups == 0
    assert not re.search(r"(?<!\\)/", unit_pattern())


@pytest.mark.parametrize("spelling", [*AFTER_NUMBERS, *SQUARED_SIGNS])
def test_every_spelling_matches(spelling: str) -> None:
    assert PATTERN.fullmatch(spelling)
    assert PATTERN.fullmatch(full_width(spelling))
    assert parses(full_width(spelling))


@given(compounds)
def test_pattern_and_reader_agree_on_compounds(text: str) -> None:
    assert bool(PATTERN.fullmatch(text)) == parses(text)
    assert bool(PATTERN.fullmatch(full_width(text))) == parses(full_width(text))


@given(st.text(alphabet="kgtmhWKCO2eN34()/·^%吨度万千", min_size=1, max_size=7))
def test_pattern_and_reader_agree_on_unit_like_text(text: str) -> None:
    assert bool(PATTERN.fullmatch(text)) == parses(text)


@given(
    compounds.filter(parses),
    st.sampled_from([" ", "", "\n", ")", "}", " / 2", " of", "，", "。", " 且"]),
)
def test_a_valid_unit_matches_in_full_before_what_may_follow(unit: str, after: str) -> None:
    match = PATTERN.match(unit + after)
    assert match is not None
    assert match.group() == unit


@pytest.mark.parametrize(
    "text",
    [
        "kgs",
        "tons",
        "t-shirt",
        "mass",
        "heater",
        "kg_x",
        "kg2",
        "t/heatx",
        "t/kgs",
        "kg/t/h",
        "kgCO2e/t·km",
        "吨级",
        "吨a",
        "炉2",
        "度数",
        "t的",
        "%o",
        "1",
        "of",
        "℃/h",
        "kg%",
    ],
)
def test_no_match_inside_a_word_or_before_a_glued_joiner(text: str) -> None:
    assert PATTERN.match(text) is None


@pytest.mark.parametrize(
    "text, matched",
    [
        ("1 t/heat", "1 t/heat"),
        ("1 t / heat", "1 t"),
        ("1 t /heat", "1 t"),
        ("6480t", "6480t"),
        ("5 t/3", "5 t"),
        ("1%总和", "1%"),
        ("1 % of mass", "1 %"),
        ("3 吨，", "3 吨"),
        ("3 吨-x", "3 吨"),
        ("5 10⁴Nm3", "5 10⁴Nm3"),
        ("24 h)", "24 h"),
        ("20 m3(20 °C) x", "20 m3(20 °C)"),
        ("0.3 kgCO2e/(t·km);", "0.3 kgCO2e/(t·km)"),
        ("3 kg\u3000", "3 kg"),
    ],
)
def test_where_a_quantity_ends(text: str, matched: str) -> None:
    match = QUANTITY.match(text)
    assert match is not None
    assert match.group() == matched


@pytest.mark.parametrize("text", ["51", "5 1", "510⁴Nm3", "5   t", "2 over", "5 months"])
def test_what_is_no_quantity(text: str) -> None:
    assert QUANTITY.match(text) is None

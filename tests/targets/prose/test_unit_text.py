"""Units as they are read: symbols are the same in every language, words are not."""

from __future__ import annotations

import pytest

from refcf_rules.quantities.unit import parse_unit
from refcf_rules.targets.prose.unit_text import counted, pretty_unit


@pytest.mark.parametrize(
    "symbol, zh, en",
    [
        ("piece", "件", "piece"),
        ("kg/piece", "kg/件", "kg/piece"),
        ("kgCO2e/heat", "kg\u00a0CO₂e/炉", "kg\u00a0CO₂e/heat"),
        ("Nm3", "Nm³", "Nm³"),
        ("kWh/t", "kWh/t", "kWh/t"),
    ],
)
def test_words_are_of_the_language_and_symbols_are_of_none(symbol: str, zh: str, en: str) -> None:
    assert (pretty_unit(symbol, "zh"), pretty_unit(symbol, "en")) == (zh, en)


def test_a_word_that_a_page_prints_may_be_typed() -> None:
    for symbol in ("piece", "heat"):
        typed, meant = parse_unit(pretty_unit(symbol, "zh")), parse_unit(symbol)
        assert (typed.dimension, typed.factor) == (meant.dimension, meant.factor)


def test_only_units_are_changed_in_a_text() -> None:
    said = "500000 piece × 4 kg/piece；heat of fusion；piece_mass；12 heats"
    assert counted(said, "zh") == "500000 件 × 4 kg/件；heat of fusion；piece_mass；12 炉"
    assert counted(said, "en") == said

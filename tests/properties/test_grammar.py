"""The grammar has one reading: no conflicts, no keyword in the way of another, units as the table has them."""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark.parsers.lalr_analysis import LALR_Analyzer

from refcf_rules.language.keyword import keywords
from refcf_rules.language.parse import grammar_text, parser
from refcf_rules.quantities.number import NumberError
from refcf_rules.quantities.quantity import parse_quantity
from refcf_rules.quantities.unit import UnitError
from refcf_rules.quantities.units import SPELLINGS
from refcf_rules.source.diagnostic import Severity
from tests.language.compiling import compile_snippet

UNITS: Final = sorted(spelling for spelling in SPELLINGS if spelling != "1")


def test_the_grammar_has_no_conflicts() -> None:
    frontend = parser().parser
    LALR_Analyzer(frontend.parser_conf, strict=True).compute_lalr()  # type: ignore[no-untyped-call]  # of lark


def test_every_terminal_of_the_grammar_is_used() -> None:
    used = {symbol.name for rule in parser().rules for symbol in rule.expansion if symbol.is_term}
    ignored = set(parser().ignore_tokens)
    assert {terminal.name for terminal in parser().terminals} - used - ignored == set()


@pytest.mark.parametrize("keyword", keywords(), ids=lambda keyword: keyword.id)
def test_a_keyword_ends_where_a_name_would_go_on(keyword: object) -> None:
    pattern = re.compile(getattr(keyword, "pattern", ""))
    english, chinese = getattr(keyword, "en", ""), getattr(keyword, "zh", "")
    assert pattern.fullmatch(english)
    assert pattern.fullmatch(chinese)
    assert pattern.fullmatch(english.replace(" ", " \t　"))
    for longer in (f"{english}x", f"{english}_x", f"{english}1", f"{english}-x"):
        assert not pattern.match(longer)
    assert chinese == "的" or not pattern.match(f"{chinese}料")


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_of_the_table_is_read_after_a_number(unit: str) -> None:
    for text in (f"5 {unit}", f"5{unit}", f"０．５　{unit}"):
        assert _quantity().fullmatch(text), text
        parse_quantity(text)


FORMS: Final = ("{}/{}", "{}·{}", "{}*{}", "{}/({}·s)", "{}2/{}", "{}/{}/{}")


@settings(deadline=None)
@given(st.sampled_from(UNITS), st.sampled_from(UNITS), st.sampled_from(FORMS))
def test_combined_units_are_read_where_the_table_knows_them_and_named_where_not(
    above: str, below: str, form: str
) -> None:
    text = f"5 {form.format(above, below, below)}"
    compiled = compile_snippet(f'parameter p zh "甲" en "A" = {text} source "A"\n')
    errors = [found.kind.code for found in compiled.diagnostics if found.severity is Severity.ERROR]
    try:
        parse_quantity(text)
    except (UnitError, NumberError):
        assert len(errors) == 1
    else:
        assert errors == []


def _quantity() -> re.Pattern[str]:
    (pattern,) = re.findall(r"(?m)^QUANTITY\.\d+: /(.*)/$", grammar_text())
    return re.compile(pattern)

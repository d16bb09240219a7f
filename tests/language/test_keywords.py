"""Each keyword has two spellings; a file written in either, and in either width of marks, means the same."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import pytest

from refcf_rules.language.keyword import keywords
from refcf_rules.language.parse import grammar_text
from refcf_rules.language.readings import Readings
from refcf_rules.resources import folder
from refcf_rules.source.diagnostic import Severity
from refcf_rules.source.message import Language
from tests import series
from tests.language.compiling import EVERYTHING, compile_files, compile_text, everything
from tests.language.same import meaning
from tests.language.translation import translated, types_of_tokens

SERIES: Final = {page.stem: page.read_text("utf-8") for page in (folder("standards") / "refractories").glob("*.pcr")}
# In no sentence of a part by itself: they need what a part extends, or stand for what the example shows once.
ELSEWHERE: Final = frozenset(
    {"WITH", "TIGHTEN", "REPLACE", "WITH_NONE", "CRADLE_TO_GRAVE", "GATE_TO_GATE", "AS_REPORTED", "PUBLISHED"}
    | {"DRAFT_FOR_COMMENTS", "DRAFT_FOR_REVIEW", "DRAFT_FOR_APPROVAL"}
)


def test_the_example_compiles() -> None:
    compiled = compile_text(EVERYTHING)
    assert [found for found in compiled.diagnostics if found.severity is Severity.ERROR] == []


def test_the_example_uses_every_keyword() -> None:
    used = {name.removeprefix("_") for name in types_of_tokens(EVERYTHING)}
    assert {keyword.id for keyword in keywords()} - used - ELSEWHERE == set()


@pytest.mark.parametrize("wide", [False, True], ids=["narrow", "wide"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_spelling_means_the_same(language: Language, *, wide: bool) -> None:
    other = compile_text(translated(EVERYTHING, language, wide=wide))
    assert meaning(other.standard) == meaning(everything())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_series_means_the_same_in_either_language(language: Language) -> None:
    other = {part: translated(text, language, wide=language == "zh") for part, text in SERIES.items()}
    readings = Readings()
    for name in SERIES:
        assert meaning(compile_files(other, name, readings).standard) == meaning(series.part(name)), name


def test_translating_back_and_forth_changes_no_word() -> None:
    english = translated(EVERYTHING, "en")
    again = translated(translated(EVERYTHING, "zh"), "en")
    assert again.split() == english.split()


def test_every_spelling_is_unique() -> None:
    spellings = Counter(spelling for keyword in keywords() for spelling in (keyword.en, keyword.zh))
    assert [spelling for spelling, count in spellings.items() if count > 1] == []


def test_every_keyword_is_used_by_the_grammar() -> None:
    grammar = grammar_text()
    assert [keyword.id for keyword in keywords() if f"\n_{keyword.id}." not in grammar] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_keyword_is_cut_short_by_another(language: Language) -> None:
    """A keyword that begins with another one is read whole: 不大于, is not one of."""
    for longer in keywords():
        for shorter in keywords():
            text = longer.spelling(language)
            if longer is shorter or not text.startswith(shorter.spelling(language)):
                continue
            assert _priority(longer.id) > _priority(shorter.id) or not _matches(shorter.pattern, text)


def _priority(id_: str) -> int:
    line = next(line for line in grammar_text().splitlines() if line.startswith(f"_{id_}."))
    return int(line.split(".")[1].split(":")[0])


def _matches(pattern: str, text: str) -> bool:
    return re.match(pattern, text) is not None

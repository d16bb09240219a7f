"""Every sort of problem of the language and of the checks: its wrong sample gives it, its right one nothing."""

from __future__ import annotations

from typing import Final

import pytest

from refcf_rules.language.assembly import DUPLICATE_NAME
from refcf_rules.language.problems import MOST_PROBLEMS, TOO_MANY
from refcf_rules.source.diagnostic import Kind
from tests.diagnostics.samples import KINDS, told

ONCE: Final = [kind for kind in KINDS if kind is not TOO_MANY]


@pytest.mark.parametrize("kind", ONCE, ids=lambda kind: kind.code)
def test_the_wrong_sample_gives_this_and_nothing_else(kind: Kind) -> None:
    assert [found.kind.code for found in told(kind, kind.wrong)] == [kind.code]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_right_sample_gives_nothing(kind: Kind) -> None:
    assert [found.kind.code for found in told(kind, kind.right)] == []


@pytest.mark.parametrize("kind", ONCE, ids=lambda kind: kind.code)
def test_message_and_hint_speak_both_languages(kind: Kind) -> None:
    for found in told(kind, kind.wrong):
        texts = [found.message, *([found.hint] if found.hint else []), *(label.text for label in found.also)]
        assert all(text.zh.strip() and text.en.strip() for text in texts)
        assert not any(_has_open_slot(text.zh + text.en) for text in texts)


@pytest.mark.parametrize("kind", ONCE, ids=lambda kind: kind.code)
def test_every_problem_comes_with_advice_at_a_place_of_the_author(kind: Kind) -> None:
    for found in told(kind, kind.wrong):
        assert found.hint is not None, "say what to do next"
        assert found.span.path == "sample.pcr"
        assert (found.span.end_line, found.span.end_column) >= (found.span.line, found.span.column)


def test_after_many_problems_the_rest_is_not_told() -> None:
    found = told(TOO_MANY, TOO_MANY.wrong)
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1].kind is TOO_MANY


def test_a_name_declared_twice_shows_both_places() -> None:
    (found,) = told(DUPLICATE_NAME, DUPLICATE_NAME.wrong)
    assert [label.span.line for label in found.also] == [found.span.line - 1]


def _has_open_slot(text: str) -> bool:
    """A slot that nobody filled, such as {name}; braces that quote the language stand alone or hold …."""
    words = ("{names}", "{n}", "{what}", "{found}", "{word}", "{unit}", "{left}", "{right}", "{wanted}")
    return any(word in text for word in words)

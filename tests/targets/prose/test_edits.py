"""What an example changes, in the words of the standard."""

from __future__ import annotations

import pytest

from refcf_rules.model.evidence import NO_EVIDENCE
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.edits import edit_words, edited_column
from tests import series


@pytest.mark.parametrize(
    "example, zh, en",
    [
        (
            "general_factor_without_source",
            "删去活动“chamotte”的因子来源",
            "without source of the factor of activity “chamotte”",
        ),
        (
            "general_limit_as_factor",
            "活动“chamotte”的因子类别改为 限额值",
            "factor kind of activity “chamotte” set to limit value",
        ),
    ],
)
def test_what_stands_inside_a_factor_has_its_name(example: str, zh: str, en: str) -> None:
    standard = series.part("general")
    edit = next(one for one in standard.examples if one.id == example).edits[0]
    assert edit_words(Context(standard, "zh", NO_EVIDENCE), edit) == zh
    assert edit_words(Context(standard, "en", NO_EVIDENCE), edit) == en


def test_no_name_of_a_key_is_left_in_chinese() -> None:
    context = Context(series.part("general"), "zh", NO_EVIDENCE)
    edits = [edit for one in context.standard.examples for edit in one.edits if "factor" in edit.path]
    assert len(edits) > 20
    assert not [words for edit in edits if "factor" in (words := edit_words(context, edit))]


def test_the_field_that_is_changed_is_known() -> None:
    context = Context(series.part("general"), "zh", NO_EVIDENCE)
    edits = [edit for one in context.standard.examples for edit in one.edits if edit.path[-2:] == ("factor", "year")]
    assert {edited_column(context, edit) for edit in edits} == {("activity", "factor.year")}

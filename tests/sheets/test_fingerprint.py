"""A fingerprint holds through what programs do to a formula when they save it, and breaks when it means another."""

from __future__ import annotations

import pytest

from refcf_rules.sheets.fingerprint import Places, Range, canonical, runs
from refcf_rules.sheets.meta import FormulaRun

AMOUNT = Range("in__activity__amount__use", "stage_use", 4, 7, 203, 7)
UNIT = Range("in__activity__amount__unit__use", "stage_use", 4, 8, 203, 8)
YEAR = Range("in__period__year", "general", 2, 1, 2, 1)
TITLES = {"使用阶段": "stage_use", "基本信息": "general", "计算·活动": "calc_activity", "It's 1": "calculation"}
PLACES = Places(TITLES, (AMOUNT, UNIT, YEAR))
WRITTEN = "=IF('使用阶段'!H9=\"\",NA(),LOG10('使用阶段'!H9)*(1E-9+$C$2)-'It''s 1'!D5&\"a B\")"


def _text(formula: str, row: int = 8, column: int = 5, places: Places = PLACES) -> str:
    return canonical(formula, "calc_activity", row, column, places).text


@pytest.mark.parametrize(
    "saved",
    [
        WRITTEN[1:],
        "of:" + WRITTEN,
        WRITTEN.replace("IF(", "if( ").replace("LOG10", "log10"),
        WRITTEN.replace(",", ";"),
        WRITTEN.replace("'使用阶段'", "使用阶段"),
        WRITTEN.replace("'使用阶段'", "$'使用阶段'"),
        WRITTEN.replace("1E-9", "0.000000001"),
        WRITTEN.replace("NA()", "_xlfn.NA()"),
        WRITTEN.replace("LOG10(", "@LOG10("),
        WRITTEN.replace("$C$2", "'计算·活动'!$C$2"),
    ],
)
def test_what_programs_write_otherwise_is_the_same(saved: str) -> None:
    assert _text(saved) == _text(WRITTEN)


@pytest.mark.parametrize(
    "old, new",
    [
        ("*", "/"),
        ("1E-9", "1E-8"),
        ("H9)", "H10)"),
        ("H9)", "I9)"),
        ("$C$2", "$C$3"),
        ("D5", "D6"),
        ("NA()", "0"),
        ("LOG10", "ABS"),
        ("a B", "a b"),
        ("'It''s 1'", "[1]Other"),
        ("$C$2", "C2"),
    ],
)
def test_what_means_another_is_another(old: str, new: str) -> None:
    assert old in WRITTEN
    assert _text(WRITTEN.replace(old, new, 1)) != _text(WRITTEN)


def test_formulas_filled_down_share_one_and_say_which_line_they_are_about() -> None:
    first = canonical("='使用阶段'!H5*'使用阶段'!I5+B4", "calc_activity", 3, 0, PLACES)
    next_ = canonical("='使用阶段'!H6*'使用阶段'!I6+B5", "calc_activity", 4, 0, PLACES)
    assert first.text == next_.text
    assert first.fingerprint == next_.fingerprint
    assert (first.line, next_.line) == (0, 1)


def test_rows_inserted_among_the_inputs_change_nothing() -> None:
    longer = Range(AMOUNT.name, "stage_use", 5, 7, 206, 7), Range(UNIT.name, "stage_use", 5, 8, 206, 8)
    moved = Places(TITLES, longer)
    before = "='使用阶段'!H9&'使用阶段'!I9&SUM('使用阶段'!H$5:H$204)"
    after = "='使用阶段'!H12&'使用阶段'!I12&SUM('使用阶段'!H$6:H$207)"
    assert _text(after, places=moved) == _text(before)
    assert canonical(after, "calc_activity", 8, 5, moved).line == 6


def test_a_renamed_sheet_is_known_by_its_id() -> None:
    renamed = Places({"用": "stage_use", "计算·活动": "calc_activity"}, (AMOUNT,))
    assert _text("=用!H9", places=renamed) == _text("='使用阶段'!H9")


def test_a_sheet_that_nobody_knows_is_none_of_ours() -> None:
    assert _text("=[2]基本信息!A1") != _text("=基本信息!A1")
    assert _text("=别处!A1") != _text("=基本信息!A1")


def test_titles_with_signs_may_stand_without_quotation_marks() -> None:
    assert _text("=计算·活动!$A$1+It's!B2") != _text("='It''s 1'!$A$1")
    assert (
        canonical("=计算·活动!$A$1", "x", 0, 0, PLACES).text == canonical("='计算·活动'!$A$1", "x", 0, 0, PLACES).text
    )


def test_defined_names_and_truths_hold_whatever_the_case() -> None:
    assert _text("=INDEX(in__Pool__id,$A5)=TRUE()") == _text("=index(IN__POOL__ID,$A5)=TRUE")


def test_the_cells_of_a_single_input_are_its_name() -> None:
    assert _text("=基本信息!$B$3+1") == "IN__PERIOD__YEAR+1"


def test_runs_are_rectangles_of_one_fingerprint() -> None:
    cells = [
        FormulaRun("a", row, column, row, column, "x" if row < 12 else "y")
        for row in range(10, 13)
        for column in (2, 3)
    ]
    assert runs(cells) == (FormulaRun("a", 10, 2, 11, 3, "x"), FormulaRun("a", 12, 2, 12, 3, "y"))

"""Formulas as text: names of sheets, numbers, texts, and what moves when a formula is filled down."""

from __future__ import annotations

import pytest

from refcf_rules.targets.xlsx.combine import ONE, call, infix
from refcf_rules.targets.xlsx.formula import Area, Cell, Formula, Moved, Number, Text
from refcf_rules.targets.xlsx.print_formula import FormulaPrinter, FormulaTooLongError, cell_name

PRINTER = FormulaPrinter({"a": "计算", "b": "plant's"})


@pytest.mark.parametrize(
    "formula, text",
    [
        (Number(5.0), "5"),
        (Number(1e-9), "1E-09"),
        (Number(-2.5), "(-2.5)"),
        (Number(0.1 + 0.2), "0.30000000000000004"),
        (Text('say "no"'), '"say ""no"""'),
        (Cell("b", 6, 27), "'plant''s'!AB7"),
        (Cell("a", 6, 27, fixed=True), "$AB$7"),
        (Area("b", 0, 0, 9, 1, fixed=True), "'plant''s'!$A$1:$B$10"),
        (infix("+", ONE, call("ABS", Number(-1.0))), "(1+ABS((-1)))"),
        (Moved(infix("*", Cell("a", 0, 0), Cell("a", 0, 1, fixed=True)), 4), "(A5*$B$1)"),
        (Text("x" * 300), '("' + "x" * 255 + '"&"' + "x" * 45 + '")'),
    ],
)
def test_formulas_read_as_spreadsheets_write_them(formula: Formula, text: str) -> None:
    """On the sheet itself its name is left out."""
    assert PRINTER.text(formula, "a") == text


def test_what_no_program_takes_is_refused() -> None:
    """8192 characters, 64 levels."""
    deep: Formula = ONE
    for _ in range(80):
        deep = call("ABS", deep)
    for formula in (deep, call("MAX", *(Text("x" * 200),) * 50)):
        with pytest.raises(FormulaTooLongError):
            PRINTER.text(formula)


def test_places_have_the_names_that_people_use() -> None:
    """Columns after Z go on with AA."""
    assert [cell_name(0, 0), cell_name(9, 25), cell_name(0, 26), cell_name(0, 702)] == ["A1", "Z10", "AA1", "AAA1"]

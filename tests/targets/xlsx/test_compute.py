"""Our calculator: what it says of texts, errors and empty cells, of long chains and of circles."""

from __future__ import annotations

import pytest

from refcf_rules.targets.xlsx.book import Book, Content, Sheet
from refcf_rules.targets.xlsx.combine import MISSING, ONE, call, guarded, infix, truth
from refcf_rules.targets.xlsx.compute import Calculator
from refcf_rules.targets.xlsx.compute_functions import NA, NO_QUOTIENT, NO_VALUE
from refcf_rules.targets.xlsx.formula import Area, Cell, Formula, Moved, Number, Text
from refcf_rules.targets.xlsx.stored_values import computed


def value(formula: Formula, *typed: float | str | None) -> object:
    cells = tuple(Content(row, 0, one) for row, one in enumerate(typed) if one is not None)
    book = Book((Sheet("a", "A", (*cells, Content(0, 1, formula=formula))),), ())
    return Calculator(book).value("a", 0, 1)


FIRST = Cell("a", 0, 0)


@pytest.mark.parametrize(
    "formula, typed, expected",
    [
        (infix("+", FIRST, ONE), (None,), 1.0),
        (infix("+", FIRST, ONE), ("brick",), NO_VALUE),
        (infix("/", ONE, FIRST), (0.0,), NO_QUOTIENT),
        (infix("=", FIRST, Text("BRICK")), ("brick",), True),
        (call("EXACT", FIRST, Text("BRICK")), ("brick",), False),
        (call("SUM", Area("a", 0, 0, 2, 0)), (1.0, "text", 2.0), 3.0),
        (call("MAX", Area("a", 0, 0, 1, 0)), ("", ""), 0.0),
        (call("SUM", MISSING, ONE), (), NA),
        (call("ROUND", FIRST, Number(2.0)), (2.675,), 2.68),
    ],
)
def test_values_are_those_of_a_spreadsheet(
    formula: Formula, typed: tuple[float | str | None, ...], expected: object
) -> None:
    """Empty cells, texts and errors as Excel treats them."""
    assert value(formula, *typed) == expected


@pytest.mark.parametrize("left, expected", [(0.3, 1.0), (0.3000000001, 1.0), (0.30001, 0.0), (None, 0.5)])
def test_a_guarded_comparison_of_a_missing_number_is_unknown(left: float | None, expected: float) -> None:
    """0.1 + 0.2 meets 0.3, and what is missing neither passes nor fails."""
    limit = infix("+", Number(0.1), Number(0.2))
    known = call("IF", call("ISBLANK", FIRST), MISSING, FIRST)
    assert value(truth(guarded("<=", known, limit), known), left) == expected


def test_a_chain_longer_than_the_stack_is_computed() -> None:
    """Ten thousand cells, each one more than the one above."""
    step = infix("+", Cell("a", 0, 0), ONE)
    cells = (Content(0, 0, 1.0), *(Content(row, 0, formula=Moved(step, row - 1)) for row in range(1, 10_000)))
    assert Calculator(Book((Sheet("a", "A", cells),), ())).value("a", 9_999, 0) == 10_000.0


def test_a_circle_is_an_error_of_ours() -> None:
    """It never runs for ever."""
    cells = (Content(0, 0, formula=Cell("a", 1, 0)), Content(1, 0, formula=Cell("a", 0, 0)))
    with pytest.raises(RecursionError):
        Calculator(Book((Sheet("a", "A", cells),), ())).value("a", 0, 0)


def test_values_are_stored_beside_their_formulas() -> None:
    """An error as the text that a program shows."""
    cells = (Content(0, 0, formula=ONE), Content(1, 0, formula=MISSING))
    sheet = computed(Book((Sheet("a", "A", cells),), ())).sheets[0]
    assert [cell.value for cell in sheet.cells] == [1.0, "#N/A"]

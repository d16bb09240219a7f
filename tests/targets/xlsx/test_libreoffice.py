"""The formulas of a workbook say what the reference says, recalculated by LibreOffice from wrong stored values."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from refcf_rules.targets.xlsx.compute import Calculator
from refcf_rules.targets.xlsx.compute_functions import NA, ExcelError
from refcf_rules.targets.xlsx.formula import Cell
from tests.conftest import NeedsProgram
from tests.targets.xlsx.comparing import Expected, Filled, differences, examples, filled, unusual
from tests.targets.xlsx.libreoffice import Recalculated, recalculated, write_plainly
from tests.targets.xlsx.small_formulas import FORMULAS, SHEET, small_book

PARTS = ("magnesia_carbon", "general", "insulating", "functional", "castable")
OF_CHANCE = 1


def said_by_libreoffice(books: list[Filled], program: Path, folder: Path) -> list[str]:
    paths = [folder / f"book{index}.xlsx" for index in range(len(books))]
    for book, path in zip(books, paths, strict=True):
        write_plainly(book.book, path)
    found: list[str] = []
    for book, path in zip(books, recalculated(program, paths, folder), strict=True):
        titles = {sheet.id: sheet.title for sheet in book.book.sheets}
        values = Recalculated(path, titles, [each.cell for each in book.expected])
        found += differences(book, values.value)
    return found


def small() -> Filled:
    """Every function of ours on values of every kind, by our own calculator."""
    book = small_book()
    calculator = Calculator(book)
    held = {row: calculator.value(SHEET, row, 0) for row in range(len(FORMULAS))}
    expected = (
        Expected(f"formula {row}", Cell(SHEET, row, 0), float(value) if isinstance(value, bool) else value)
        for row, value in ((row, None if value == NA else value) for row, value in held.items())
        if not isinstance(value, ExcelError)
    )
    return Filled("small formulas", None, book, tuple(expected))


@pytest.mark.xdist_group("libreoffice")
def test_libreoffice_computes_what_the_reference_says(needs_program: NeedsProgram, tmp_path: Path) -> None:
    """An example plant of each part, and inventories nobody wrote."""
    made = [(part, one) for part in PARTS for one in islice(examples(part), 1)]
    made += [("magnesia_carbon", one) for one in islice(unusual("magnesia_carbon", 40, seed=11), OF_CHANCE)]
    books = [book for part, one in made if (book := filled(part, one)) is not None]
    assert len(books) > len(PARTS)
    books.append(small())
    assert said_by_libreoffice(books, needs_program("soffice"), tmp_path) == []

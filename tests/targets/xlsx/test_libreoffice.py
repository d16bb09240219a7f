"""The formulas of a workbook say what the reference says, recalculated by LibreOffice from wrong stored values."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from tests.conftest import NeedsProgram
from tests.targets.xlsx.comparing import Filled, differences, examples, filled, unusual
from tests.targets.xlsx.libreoffice import Recalculated, recalculated, write_plainly

PARTS = ("magnesia_carbon", "general", "insulating", "functional", "castable")
OF_CHANCE = 2


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


@pytest.mark.xdist_group("libreoffice")
def test_libreoffice_computes_what_the_reference_says(needs_program: NeedsProgram, tmp_path: Path) -> None:
    """An example plant of each part, and inventories nobody wrote."""
    made = [(part, one) for part in PARTS for one in islice(examples(part), 1)]
    made += [("magnesia_carbon", one) for one in islice(unusual("magnesia_carbon", 40, seed=11), OF_CHANCE)]
    books = [book for part, one in made if (book := filled(part, one)) is not None]
    assert len(books) > len(PARTS)
    assert said_by_libreoffice(books, needs_program("soffice"), tmp_path) == []

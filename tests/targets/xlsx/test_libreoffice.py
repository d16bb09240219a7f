"""The formulas of a workbook say what the reference says, recalculated by LibreOffice from wrong stored values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.api import bundled_standards
from refcf_rules.parity.inventories import Made, example_documents, examples_of
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.compute import Calculator
from refcf_rules.targets.xlsx.compute_functions import NA, ExcelError
from refcf_rules.targets.xlsx.formula import Cell, Formula
from refcf_rules.targets.xlsx.write import write
from tests.conftest import HUNTING, NeedsProgram
from tests.targets.xlsx.books import stale, whole_books
from tests.targets.xlsx.comparing import Expected, Filled, differences, examples, standard_of, unusual
from tests.targets.xlsx.libreoffice import Recalculated, recalculated
from tests.targets.xlsx.small_formulas import FORMULAS, SHEET, small_book
from tests.targets.xlsx.starter_book import STARTER, standard

SERIES: Final = tuple(part for part in bundled_standards() if part != "factors")
UNUSUAL: Final = {"magnesia_carbon": 1}

pytestmark = pytest.mark.xdist_group("libreoffice")


def of_the_series() -> Iterator[Filled]:
    """The first example plant of every part, or all, and some inventories that nobody wrote."""
    for part in SERIES:
        plants = list(examples(part, files=True))
        tried = plants if HUNTING else plants[:1]
        made_up = islice(unusual(part, 40, seed=11), UNUSUAL.get(part, 0))
        yield from whole_books(standard_of(part), (*tried, *made_up))


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


def plant_of_the_starter() -> Made:
    documents = example_documents(standard(), lambda path: (STARTER / path).read_bytes())
    return next(examples_of(documents))


def with_a_flipped_operator() -> Filled:
    """The workbook of the starter by an emitter that takes 'at most' for 'at least'."""
    right = combine.guarded

    def wrong(sign: str, one: Formula, other: Formula) -> Formula:
        return right({"<=": ">="}.get(sign, sign), one, other)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(combine, "guarded", wrong)
        (book,) = whole_books(standard(), [plant_of_the_starter()])
    return replace(book, name="flipped")


@pytest.fixture(scope="module")
def said(needs_program: NeedsProgram, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """Every workbook by its name, and what LibreOffice says otherwise than the reference; it is started once."""
    folder, program = tmp_path_factory.mktemp("recalculated"), needs_program("soffice")
    books = [*of_the_series(), small(), with_a_flipped_operator()]
    paths = [folder / f"book{index}.xlsx" for index in range(len(books))]
    for book, path in zip(books, paths, strict=True):
        path.write_bytes(write(stale(book.book)))
    return {
        book.name: _said_otherwise(book, path)
        for book, path in zip(books, recalculated(program, paths, folder), strict=True)
    }


def _said_otherwise(book: Filled, path: Path) -> list[str]:
    titles = {sheet.id: sheet.title for sheet in book.book.sheets}
    return differences(book, Recalculated(path, titles, [each.cell for each in book.expected]).value)


def test_libreoffice_computes_what_the_reference_says(said: Mapping[str, list[str]]) -> None:
    """Every calculation, outcome and result, and every formula that people see on any sheet."""
    assert [one for name, found in said.items() if name != "flipped" for one in found] == []
    assert len(said) >= len(SERIES) + 2


def test_a_flipped_operator_is_seen(said: Mapping[str, list[str]]) -> None:
    """By the real program, with the rule, the cell and the example."""
    pattern = r"flipped: rule [\w.]+ in 计算·判定![A-Z]+\d+: 'satisfied' by"
    assert any(re.match(pattern, one) for one in said["flipped"])

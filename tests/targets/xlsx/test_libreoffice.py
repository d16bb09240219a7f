"""The formulas of a workbook say what the reference says, recalculated by LibreOffice from wrong stored values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.api import bundled_standards
from refcf_rules.parity.inventories import Made, example_documents, examples_of, generated
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.compute import Calculator
from refcf_rules.targets.xlsx.compute_functions import NA, ExcelError
from refcf_rules.targets.xlsx.formula import Cell, Formula
from refcf_rules.targets.xlsx.write import write
from tests.conftest import HUNTING, NeedsProgram
from tests.parity.random_standards import sound_standards
from tests.targets.xlsx.books import stale, whole_books
from tests.targets.xlsx.comparing import Expected, Filled, differences, examples, standard_of, typed_alike, unusual
from tests.targets.xlsx.libreoffice import Recalculated, recalculated
from tests.targets.xlsx.small_formulas import FORMULAS, SHEET, small_book
from tests.targets.xlsx.starter_book import STARTER, standard

SERIES: Final = tuple(part for part in bundled_standards() if part != "factors")
UNUSUAL: Final = {"magnesia_carbon": 1}
RANDOM: Final = 15
AT_ONCE: Final = 16
"""So many workbooks are in memory together; a run that does not hunt for more starts the program once."""

pytestmark = pytest.mark.xdist_group("libreoffice")


def of_the_series() -> Iterator[Filled]:
    """The first example plant of every part, or all, and some inventories that nobody wrote."""
    for part in SERIES:
        plants = list(examples(part, files=True))
        tried = plants if HUNTING else plants[:1]
        made_up = islice(unusual(part, 40, seed=11), 3 if HUNTING else UNUSUAL.get(part, 0))
        yield from whole_books(standard_of(part), (*tried, *made_up))


def of_chance() -> Iterator[Filled]:
    """Standards that nobody wrote, with inventories made from their tables alone."""
    for of in sound_standards(RANDOM if HUNTING else 0):
        made = (one for one in generated(of, {}, 8, seed=5) if typed_alike(one))
        for book in whole_books(of, islice(made, 3)):
            yield replace(book, name=f"{of.id}, {book.name}")


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
    return book


@dataclass(frozen=True)
class Said:
    """What LibreOffice says otherwise than the reference in so many workbooks, and in one that is wrong."""

    count: int
    otherwise: list[str]
    of_the_flipped: list[str]


@pytest.fixture(scope="module")
def said(needs_program: NeedsProgram, tmp_path_factory: pytest.TempPathFactory) -> Said:
    """All workbooks, recalculated together."""
    folder, program = tmp_path_factory.mktemp("recalculated"), needs_program("soffice")
    books = chain([with_a_flipped_operator(), small()], of_the_series(), of_chance())
    found: list[list[str]] = []
    while several := list(islice(books, AT_ONCE)):
        paths = [folder / f"book{len(found) + index}.xlsx" for index in range(len(several))]
        for book, path in zip(several, paths, strict=True):
            path.write_bytes(write(stale(book.book)))
        found += map(_otherwise, several, recalculated(program, paths, folder))
    return Said(len(found) - 1, [each for of_one in found[1:] for each in of_one], found[0])


def _otherwise(book: Filled, path: Path) -> list[str]:
    titles = {sheet.id: sheet.title for sheet in book.book.sheets}
    return differences(book, Recalculated(path, titles).value)


def test_libreoffice_computes_what_the_reference_says(said: Said) -> None:
    """Every calculation, outcome and result, and every formula that people see on any sheet."""
    assert said.otherwise == []
    assert said.count >= len(SERIES) + 2


def test_a_flipped_operator_is_seen(said: Said) -> None:
    """By the real program, with the example, the rule and the cell."""
    pattern = rf"{plant_of_the_starter().name}: rule [\w.]+ in 计算·判定![A-Z]+\d+: 'satisfied' by"
    assert any(re.match(pattern, one) for one in said.of_the_flipped)

"""The formulas of a workbook say what the reference says, computed by our own calculator."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import islice

import pytest

from refcf_rules.api import bundled_standards
from refcf_rules.parity.inventories import Made
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.compute import Calculator
from refcf_rules.targets.xlsx.compute_functions import ExcelError
from refcf_rules.targets.xlsx.formula import Cell, Formula
from refcf_rules.targets.xlsx.print_formula import FormulaPrinter
from tests.conftest import HUNTING
from tests.parity.linked_rows import linked_standard, plant
from tests.targets.xlsx.books import plain_books
from tests.targets.xlsx.cells import every_cell
from tests.targets.xlsx.comparing import Filled, Held, differences, examples, standard_of, unusual

PARTS = tuple(part for part in bundled_standards() if part != "factors")
OF_EACH = 2
OF_CHANCE = 12
LINKED = 4
BOUNDARY = """
clause boundary {
    title zh "边界" en "Boundary"
    boundary cradle to gate {
        stage manufacturing zh "生产" en "manufacturing" {
            process firing zh "烧成" en "firing" required
        }
    }
}
"""


def computed(of: Filled) -> list[str]:
    calculator = Calculator(of.book)

    def value(cell: Cell) -> Held:
        found = calculator.value(cell.sheet, cell.row, cell.column)
        if isinstance(found, ExcelError):
            return None if found.code == "#N/A" else found.code
        return found

    return differences(of, value)


@pytest.mark.parametrize("part", PARTS)
def test_the_examples_come_out_as_by_the_reference(part: str) -> None:
    """Example plants of every part: every calculation, outcome and result, cell by cell."""
    made = list(examples(part, files=True))[: None if HUNTING else OF_EACH]
    books = list(plain_books(standard_of(part), made))
    assert [book.name for book in books] == [one.name for one in made]
    assert len(books) > 1
    assert [said for book in books for said in computed(book)] == []


@pytest.mark.parametrize("part", ["magnesia_carbon"])
def test_generated_inventories_come_out_as_by_the_reference(part: str) -> None:
    """Inventories nobody wrote: half-filled rows, odd units, unlisted processes, missing factors."""
    books = list(plain_books(standard_of(part), unusual(part, OF_CHANCE, seed=5)))
    assert len(books) > 1
    assert [said for book in books for said in computed(book)] == []


def test_rows_that_ask_about_rows_come_out_as_by_the_reference() -> None:
    """Also where they ask for something that speaks of no row."""
    plants = [Made(f"plant{seed}", _whole(plant(seed, lots=16, gaps=seed / 20))) for seed in range(LINKED)]
    books = list(plain_books(linked_standard(BOUNDARY), plants))
    assert len(books) == len(plants)
    assert [said for book in books for said in computed(book)] == []


def _whole(rows: bytes) -> bytes:
    product, period = {"id": "p", "name": "p", "class": "p"}, {"start": "2025-01-01", "end": "2025-12-31"}
    return json.dumps({**json.loads(rows), "product": product, "period": period}).encode()


@cache
def ladle_brick() -> Filled:
    (book,) = plain_books(standard_of("magnesia_carbon"), islice(examples("magnesia_carbon"), 1))
    return book


def test_a_flipped_operator_turns_the_comparison_red(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the rule, the cell and the example."""
    right = combine.guarded

    def wrong(sign: str, one: Formula, other: Formula) -> Formula:
        return right({"<=": ">="}.get(sign, sign), one, other)

    monkeypatch.setattr(combine, "guarded", wrong)
    made = next(examples("general"))
    (book,) = plain_books(standard_of("general"), [made])
    said = computed(book)
    assert any(
        re.match(rf"{re.escape(made.name)}: rule \w+ in 计算·判定![A-Z]+\d+: 'satisfied' by", one) for one in said
    )


def test_every_formula_is_short_enough_to_be_typed() -> None:
    """Programs refuse formulas of more than 8192 characters or 64 levels."""
    book = ladle_brick()
    printer = FormulaPrinter({sheet.id: sheet.title for sheet in book.book.sheets})
    formulas = ((sheet.id, cell.formula) for sheet in book.book.sheets for cell in every_cell(sheet))
    texts = {printer.text(formula, sheet) for sheet, formula in formulas if formula is not None}
    assert max(map(len, texts)) < 8192
    assert not [text for text in texts if "IFERROR" in text or "XLOOKUP" in text or "_xlfn" in text]


def test_nothing_is_refused_that_the_series_needs() -> None:
    """The parts of the series come out whole."""
    book = ladle_brick()
    assert book.calculated is not None
    assert book.calculated.refusals == ()

"""The template that is really written is read back to the same inventory, in each language and from other programs."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from openpyxl import Workbook, load_workbook

from refcf_rules.api import load_inventory
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.read import read_inventory
from refcf_rules.record import changed
from refcf_rules.sheets.inputs import InputRow, Typed
from refcf_rules.sheets.meta import META
from refcf_rules.sheets.wording import SHEET_LANGUAGES, SheetLanguage
from refcf_rules.targets.xlsx.emit import NoBook, filled
from tests.conftest import NeedsProgram
from tests.inventory.test_workbook_returns import saved_by_office
from tests.targets.xlsx.starter_book import STARTER, data, plant, standard

PLANT: Final = STARTER / "examples/plant.yaml"
Content = dict[str, dict[str, dict[str, float | str | bool]]]


def content(inventory: Inventory) -> Content:
    """What an inventory says by table, row and field; a workbook lists unit processes in the order of the boundary."""
    return {
        table: {row.id: {field: cell.value for field, cell in row.cells.items()} for row in rows}
        for table, rows in inventory.tables.items()
    }


def read(book: bytes) -> Inventory:
    inventory, faults = read_inventory("book.xlsx", book, standard())
    assert inventory is not None, [f"{each.span} {each.message.en}" for each in faults]
    return inventory


def told(book: bytes) -> list[tuple[str, str]]:
    return [(each.kind.code, each.span.cell) for each in read(book).warnings]


@pytest.mark.parametrize("language", SHEET_LANGUAGES)
def test_filled_and_read_back_it_is_the_same_inventory(language: SheetLanguage) -> None:
    inventory = read(data(language))
    assert content(inventory) == content(load_inventory(PLANT, standard()))
    assert (inventory.warnings, inventory.notes) == ((), ())


def test_an_empty_template_lacks_only_what_is_required() -> None:
    inventory, faults = read_inventory("book.xlsx", data(empty=True), standard())
    assert inventory is None
    assert {each.kind.code for each in faults} == {"missing-field"}
    assert all(each.span.cell for each in faults)


@pytest.mark.parametrize("language", SHEET_LANGUAGES)
def test_saved_by_libreoffice_nothing_is_told(
    language: SheetLanguage, tmp_path: Path, needs_program: NeedsProgram
) -> None:
    """A filled workbook that LibreOffice saved says the same, and no formula looks changed."""
    inventory = read(saved_by_office(data(language), tmp_path, needs_program("soffice")))
    assert content(inventory) == content(load_inventory(PLANT, standard()))
    assert [str(each.span) for each in inventory.warnings] == []


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_saved_by_another_program_nothing_is_told() -> None:
    assert told(saved(load_workbook(BytesIO(data())))) == []


def test_every_changed_number_of_hidden_sheets_and_library_is_told() -> None:
    """One number of each sheet that formulas compute with."""
    book = load_workbook(BytesIO(data()))
    changed = set()
    for sheet in book.worksheets:
        cells = (one for row in sheet.iter_rows() for one in row if one.data_type == "n" and one.value)
        if sheet.sheet_state != "visible" and sheet.title != META and (cell := next(cells, None)) is not None:
            cell.value = 0.123
            changed.add(("table-changed", f"{sheet.title}!{cell.coordinate}"))
    assert changed
    assert set(told(saved(book))) == changed


def test_every_formula_pasted_over_is_told() -> None:
    """The last formula of each sheet that has any."""
    book = load_workbook(BytesIO(data()))
    pasted = set()
    for sheet in book.worksheets:
        cells = [one for row in sheet.iter_rows() for one in row if one.data_type == "f"]
        if cells:
            cells[-1].value = 0.123
            pasted.add(("formula-replaced", f"{sheet.title}!{cells[-1].coordinate}"))
    assert len(pasted) > len(SHEET_LANGUAGES)
    assert set(told(saved(book))) == pasted


def test_a_row_whose_id_is_the_word_for_a_total_comes_back_or_is_not_filled_in() -> None:
    """An activity has a process and a kind, which no total has; a pool has nothing but its id."""
    word = "合计"
    activity, *others = plant().rows["activity"]
    named = changed(activity, cells={**activity.cells, "id": Typed(word)})
    rows = {**plant().rows, "activity": (named, *others)}
    book = filled(standard(), changed(plant(), rows=rows), "zh")
    assert isinstance(book, bytes)
    assert word in {row.id for row in read(book).tables["activity"]}
    said = filled(standard(), changed(plant(), rows={"pool": (InputRow({"id": Typed(word)}),)}), "zh")
    assert isinstance(said, NoBook)
    assert word in said.why.zh
    said = filled(standard(), changed(plant(), rows={"activity": (with_name(activity, word),)}), "zh")
    assert isinstance(said, NoBook)


def with_name(row: InputRow, name: str) -> InputRow:
    return changed(row, cells={**row.cells, "name": Typed(name)})

"""A template filled in as people do, wrongly in many ways: each is understood, or told once with sheet and cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

import pytest
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.workbook import Workbook

from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.read import read_inventory
from refcf_rules.inventory.to_inputs import inputs_of
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Fault
from tests import series
from tests.architecture.checkout import ROOT
from tests.inventory.books import ROWS, book_of, cell_of, edited
from tests.inventory.parts import with_part

EXAMPLE: Final = ROOT / "standards/refractories/examples/mc_ladle_a.yaml"
RAW: Final = "原材料获取阶段"
_ACTIVITY: Final = "in__activity__{}__raw_materials"


@cache
def standard() -> Standard:
    return series.part("magnesia_carbon")


@cache
def example() -> Inventory:
    inventory, faults = read_inventory(EXAMPLE.name, EXAMPLE.read_bytes(), standard())
    assert inventory is not None, faults
    return inventory


@cache
def filled() -> bytes:
    return book_of(standard(), inputs_of(example(), standard()))


def read(data: bytes) -> tuple[Inventory | None, tuple[Fault, ...]]:
    return read_inventory("book.xlsx", data, standard())


def content(inventory: Inventory) -> dict[str, list[dict[str, float | str | bool]]]:
    """What the inventory says, apart from where it stands and how it was written."""
    return {
        table: [{field: cell.value for field, cell in row.cells.items()} for row in rows]
        for table, rows in inventory.tables.items()
    }


def test_a_filled_template_says_what_the_yaml_says() -> None:
    inventory, faults = read(filled())
    assert not faults
    assert inventory is not None
    assert content(inventory) == content(example())
    assert {key: cell.value for key, cell in inventory.company.items()} == {
        key: cell.value for key, cell in example().company.items()
    }
    assert (inventory.standard, inventory.warnings, inventory.notes) == ("magnesia_carbon", (), ())
    row = inventory.tables["activity"][0]
    assert str(row.cells["amount"].span).startswith(f"book.xlsx:{RAW}!")
    assert row.cells["amount"].text == "4704 t"


# --- understood ------------------------------------------------------------------------------------

Edit = Callable[[Workbook], object]


def raw(field_: str, row: int = 0) -> Callable[[Workbook], Cell]:
    """The cell of an activity of the first stage."""

    def found(book: Workbook) -> Cell:
        cell = cell_of(book, _ACTIVITY.format(field_), row)
        assert isinstance(cell, Cell)
        return cell

    return found


def single(table: str, field_: str) -> Callable[[Workbook], Cell]:
    def found(book: Workbook) -> Cell:
        cell = cell_of(book, f"in__{table}__{field_}")
        assert isinstance(cell, Cell)
        return cell

    return found


def typed(cell: Callable[[Workbook], Cell], value: object, number_format: str | None = None) -> Edit:
    """Something else typed into a cell; texts stay texts, as after pasting."""

    def edit(book: Workbook) -> None:
        found = cell(book)
        found.value = value  # type: ignore[assignment]  # openpyxl takes more than its types say
        if isinstance(value, str) and not value.startswith(("=", "#")):
            found.data_type = "s"
        if number_format is not None:
            found.number_format = number_format

    return edit


def sorted_rows(book: Workbook) -> None:
    """The activities of the first stage the other way round."""
    sheet = book[RAW]
    first = raw("id")(book).row
    rows = [[cell.value for cell in sheet[row]] for row in range(first, first + ROWS)]
    formats = [[cell.number_format for cell in sheet[row]] for row in range(first, first + ROWS)]
    for at, (values, shown) in enumerate(zip(reversed(rows), reversed(formats), strict=True)):
        for cell, value, format_ in zip(sheet[first + at], values, shown, strict=True):
            cell.value, cell.number_format = value, format_


def renamed(book: Workbook) -> None:
    """A sheet renamed and moved to the front; openpyxl does not mend the names as Excel does."""
    sheet = book[RAW]
    sheet.title = "一厂 原料"
    for name in book.defined_names.values():
        name.attr_text = name.attr_text.replace(f"'{RAW}'", "'一厂 原料'")
    for other in book.worksheets:
        for row in other.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value = cell.value.replace(f"'{RAW}'", "'一厂 原料'")
    book.move_sheet(sheet, -3)


def hidden(book: Workbook) -> None:
    book[RAW].column_dimensions["D"].hidden = True
    book[RAW].row_dimensions[raw("id")(book).row].hidden = True


def rich(book: Workbook) -> None:
    raw("name")(book).value = CellRichText("电熔镁砂 ", TextBlock(InlineFont(b=True), "FM97"))


def used(book: Workbook) -> Cell:
    """Whether the first unit process of the example is used."""
    sheet = book["过程情况"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "抗氧化剂生产")
    cell = sheet.cell(row, 2)
    assert isinstance(cell, Cell)
    return cell


AMOUNT: Final = raw("amount")
SHARE: Final = raw("carbon", 1)
END: Final = single("period", "end")
ACCEPTED: Final = single("output", "accepted")
UNDERSTOOD: Final[dict[str, Edit]] = {
    "a number as text": typed(AMOUNT, "4704"),
    "full-width digits": typed(AMOUNT, "４７０４"),
    "separators of thousands with a point": typed(AMOUNT, "4,704.0"),
    "blanks around a number": typed(AMOUNT, "\u3000 4704 \u00a0"),
    "the unit in the number cell as well": typed(AMOUNT, "4704 t"),
    "the unit only in the number cell": lambda book: (
        typed(AMOUNT, "4704 t")(book),
        typed(raw("amount__unit"), None)(book),
    ),
    "another unit of the same kind in a cell for tonnes": typed(ACCEPTED, "6000000 kg"),
    "a formula with its value": typed(raw("year"), 2024),
    "an option in English": typed(raw("kind"), "material"),
    "an option in full-width letters and blanks": typed(raw("kind"), " ｍａｔｅｒｉａｌ "),
    "a date in Chinese": typed(END, "2024年12月31日"),
    "a date with points": typed(END, "2024.12.31"),
    "a date with slashes and one digit": typed(single("period", "start"), "2024/1/1"),
    "a date as serial number without format": typed(END, 45657, "General"),
    "a date with the time midnight": typed(END, "2024-12-31 00:00:00"),
    "a share as text with its sign": typed(SHARE, "95.5%"),
    "a share as text with a full-width sign": typed(SHARE, "９５．５％"),
    "yes as a truth of the spreadsheet": typed(used, True),
    "yes in English": typed(used, "Yes"),
    "trailing blanks in an id": typed(raw("id"), "fused_magnesia  "),
    "rich text": rich,
    "rows sorted the other way": sorted_rows,
    "a renamed and moved sheet": renamed,
    "hidden columns and rows": hidden,
    "blanks in empty cells": typed(raw("amount", ROWS - 1), "  "),
    "blanks that nobody sees": typed(raw("evidence", ROWS - 1), "\u200b\ufeff"),
}


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_what_is_meant_is_understood(name: str) -> None:
    inventory, faults = read(edited(filled(), UNDERSTOOD[name]))
    assert not faults
    assert inventory is not None
    expected, found = content(example()), content(inventory)
    if "sorted" in name:
        for each in (expected, found):
            each["activity"].sort(key=lambda row: str(row["id"]))
    assert found == expected
    assert not inventory.warnings


def test_dates_from_1904() -> None:
    def edit(book: Workbook) -> None:
        typed(single("period", "start"), 43830, "yyyy-mm-dd")(book)
        typed(END, 44195, "yyyy-mm-dd")(book)

    def from_1904(part: bytes) -> bytes:
        return part.replace(b"<workbookPr", b'<workbookPr date1904="1"', 1)

    inventory, faults = read(with_part(edited(filled(), edit), "xl/workbook.xml", from_1904))
    assert not faults
    assert inventory is not None
    (period,) = inventory.tables["period"]
    assert (period.cells["start"].value, period.cells["end"].value) == ("2024-01-01", "2024-12-31")


def test_a_unit_process_beyond_the_boundary_is_not_dropped() -> None:
    """As in a text: a rule judges it."""

    def add(book: Workbook) -> None:
        book["过程情况"].cell(used(book).row + 12, 1).value = "喷涂"

    inventory, _ = read(edited(filled(), add))
    assert inventory is not None
    assert "喷涂" in {row.id for row in inventory.tables["process"]}


# --- told ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Slip:
    """What somebody did, the code that says so, and where."""

    edit: Edit
    code: str
    cell: Callable[[Workbook], Cell] | str
    says: str = ""
    count: int = field(default=1)


def merged(book: Workbook) -> None:
    first = AMOUNT(book)
    book[RAW].merge_cells(
        start_row=first.row, end_row=first.row + 2, start_column=first.column, end_column=first.column
    )


def total_below(book: Workbook) -> None:
    sheet, amount = book[RAW], AMOUNT(book)
    sheet.cell(amount.row + ROWS + 1, 1).value = "合计"
    sheet.cell(amount.row + ROWS + 1, amount.column).value = 6117


def no_name(book: Workbook) -> None:
    del book.defined_names["in__activity__amount__raw_materials"]


def no_column(book: Workbook) -> None:
    book.defined_names["in__activity__moisture__raw_materials"].attr_text = f"'{RAW}'!#REF!"


def beside(book: Workbook) -> None:
    cell = single("output", "charged")(book)
    cell.value = None
    cell.offset(0, 1).value = 5


TOLD: Final[dict[str, Slip]] = {
    "one separator, thousands or decimals": Slip(typed(AMOUNT, "4,704"), "bad-number", AMOUNT, "4704"),
    "about": Slip(typed(AMOUNT, "约 4704"), "bad-number", AMOUNT),
    "a range": Slip(typed(AMOUNT, "4700~4710"), "bad-number", AMOUNT),
    "a dash for no data": Slip(typed(AMOUNT, "—"), "bad-number", AMOUNT, "留空"),
    "no data in words": Slip(typed(AMOUNT, "无"), "bad-number", AMOUNT, "留空"),
    "two units that differ": Slip(typed(AMOUNT, "4704 kg"), "two-units", raw("amount__unit")),
    "no unit at all": Slip(typed(raw("amount__unit"), None), "missing-unit", AMOUNT, "4704 t"),
    "a unit nobody knows": Slip(typed(raw("amount__unit"), "袋"), "unknown-unit", raw("amount__unit")),
    "a unit of another kind": Slip(typed(ACCEPTED, "6000 kWh"), "wrong-dimension", ACCEPTED),
    "a negative amount": Slip(typed(AMOUNT, -4704), "wrong-sign", AMOUNT),
    "a share without its format": Slip(typed(SHARE, 95.5, "General"), "unclear-share", SHARE, "95.5%"),
    "a share as text without its sign": Slip(typed(SHARE, "95.5"), "unclear-share", SHARE),
    "a share above the whole": Slip(typed(SHARE, 95.5, "0.0%"), "share-out-of-range", SHARE, "9550 %"),
    "an option nobody offers": Slip(typed(raw("kind"), "原材料"), "unknown-option", raw("kind"), "material"),
    "neither yes nor no": Slip(typed(used, "部分"), "bad-truth", used),
    "a day that no calendar has": Slip(typed(END, "2024.2.30"), "bad-date", END),
    "a date without separators": Slip(typed(END, 20241231, "General"), "bad-date", END, "2024-12-31"),
    "a month for a day": Slip(typed(END, "2024年12月"), "bad-date", END),
    "the end before the start": Slip(typed(END, date(2023, 12, 31)), "reversed-period", END),
    "an error of the spreadsheet": Slip(typed(AMOUNT, "#DIV/0!"), "cell-error", AMOUNT),
    "a formula never computed": Slip(typed(AMOUNT, "=4700+4"), "formula-without-value", AMOUNT),
    "an id turned into a date": Slip(typed(raw("id"), date(2024, 1, 2)), "turned-into-date", raw("id")),
    "an amount turned into a date": Slip(typed(AMOUNT, date(2024, 5, 1)), "turned-into-date", AMOUNT),
    "no id": Slip(typed(raw("id"), None), "missing-field", raw("id"), RAW),
    "a stray value in an empty row": Slip(
        typed(raw("evidence", ROWS - 1), "见附件"), "missing-field", raw("id", ROWS - 1), "清空"
    ),
    "an id twice": Slip(typed(raw("id", 1), "fused_magnesia"), "repeated-id", raw("id", 1), RAW),
    "a pool that is not there": Slip(typed(raw("pool"), "窑一"), "unknown-reference", raw("pool")),
    "a factor that is not there": Slip(typed(raw("factor"), "镁砂因子"), "unknown-reference", raw("factor")),
    "an amount for three rows": Slip(merged, "merged-input", f"{RAW}!H6:H8"),
    "a total below the table": Slip(total_below, "stray-data", "", "合计"),
    "a name deleted": Slip(no_name, "lost-input", RAW, "数量"),
    "a column deleted": Slip(no_column, "lost-input", RAW),
    "a single value beside its cell": Slip(beside, "stray-data", "", "5"),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_not_understood_is_told_once(name: str) -> None:
    slip = TOLD[name]
    places: list[str] = []

    def edit(book: Workbook) -> None:
        slip.edit(book)
        if not isinstance(slip.cell, str):
            cell = slip.cell(book)
            places.append(f"{cell.parent.title}!{cell.coordinate}")

    inventory, faults = read(edited(filled(), edit))
    assert inventory is None
    assert [fault.kind.code for fault in faults] == [slip.code]
    (fault,) = faults
    assert fault.span.cell == (places[0] if places else slip.cell or fault.span.cell)
    assert str(fault.span).startswith("book.xlsx:")
    said = [fault.message, fault.hint] if fault.hint else [fault.message]
    assert any(slip.says in text.zh for text in said)
    assert all(text.zh and text.en and "{" not in text.zh + text.en for text in said)

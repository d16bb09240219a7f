"""What was changed in a template is told by sheet and cell, and nothing is told of one that was only filled in."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from refcf_rules.inventory.to_inputs import inputs_of
from tests.conftest import NeedsProgram
from tests.inventory.books import CALCULATION, book_of, cell_of, edited
from tests.inventory.parts import with_part
from tests.inventory.test_workbook_slips import RAW, example, filled, raw, read, standard, typed

SHEET: Final = CALCULATION[1]


def saved_by_office(data: bytes, folder: Path, office: Path) -> bytes:
    """The workbook opened and saved by LibreOffice."""
    (folder / "book.xlsx").write_bytes(data)
    out = folder / "saved"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        str(office),
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(out),
        str(folder / "book.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / "book.xlsx").read_bytes()


def told(data: bytes) -> list[tuple[str, str]]:
    inventory, faults = read(data)
    assert inventory is not None, faults
    return [(each.kind.code, each.span.cell) for each in inventory.warnings]


def test_nothing_is_told_of_a_template_filled_in_with_another_program() -> None:
    assert told(edited(filled(), lambda _book: None)) == []


def test_nothing_is_told_of_a_template_saved_by_libreoffice(tmp_path: Path, needs_program: NeedsProgram) -> None:
    """A workbook that LibreOffice saved raises no false alarm."""
    assert told(saved_by_office(filled(), tmp_path, needs_program("soffice"))) == []


def paste_over(book: Workbook) -> None:
    for row in (3, 4, 5):
        book[SHEET].cell(row, 2).value = 117


def no_formula(book: Workbook) -> None:
    book[SHEET].cell(13, 2).value = None


def other_operator(book: Workbook) -> None:
    cell = book[SHEET].cell(13, 2)
    cell.value = str(cell.value).replace("+1", "-1")


def other_number(book: Workbook) -> None:
    cell = book[SHEET].cell(2, 2)
    cell.value = str(cell.value).replace("2.5", "2.4")


def other_row(book: Workbook) -> None:
    cell = book[SHEET].cell(13, 2)
    cell.value = "=SUM(B1:B11)+1"


def other_blanks(book: Workbook) -> None:
    cell = book[SHEET].cell(13, 2)
    cell.value = "= sum( B1 : B12 ) +1.0".replace(" : ", ":")


def no_list(book: Workbook) -> None:
    sheet = book[RAW]
    column = raw("kind")(book).column_letter
    kept = [each for each in sheet.data_validations.dataValidation if f"{column}6" not in str(each.sqref)]
    sheet.data_validations.dataValidation = kept


def list_but_for_a_row(book: Workbook) -> None:
    column = raw("kind")(book).column_letter
    sheet = book[RAW]
    source = next(each.formula1 for each in sheet.data_validations.dataValidation if f"{column}6" in str(each.sqref))
    no_list(book)
    for first, last in ((6, 8), (10, 17)):
        again = DataValidation(type="list", formula1=source)
        again.add(f"{column}{first}:{column}{last}")
        book[RAW].add_data_validation(again)


def other_factor(book: Workbook) -> None:
    book["因子库"]["B2"].value = 0.0001


def other_unit(book: Workbook) -> None:
    book["因子库"]["C2"].value = "kgCO2e/MWh"


def no_factor(book: Workbook) -> None:
    book["因子库"]["A3"].value = None


def other_meta(book: Workbook) -> None:
    cell = next(cell for row in book["_meta"].iter_rows() for cell in row if cell.value == "magnesia_carbon")
    cell.offset(4, 0).value = "0.9"


def other_label(book: Workbook) -> None:
    header = cell_of(book, "in__activity__amount__raw_materials", -1)
    header.value = "用量，kg"


def other_title(book: Workbook) -> None:
    book["基本信息"]["A1"].value = "信息"


CHANGED: Final[dict[str, tuple[Callable[[Workbook], object], list[tuple[str, str]]]]] = {
    "values pasted over formulas": (paste_over, [("formula-replaced", f"{SHEET}!B3:B5")]),
    "a formula deleted": (no_formula, [("formula-replaced", f"{SHEET}!B13")]),
    "another operator": (other_operator, [("formula-changed", f"{SHEET}!B13")]),
    "another number": (other_number, [("formula-changed", f"{SHEET}!B2")]),
    "a row left out of a sum": (other_row, [("formula-changed", f"{SHEET}!B13")]),
    "only written otherwise": (other_blanks, []),
    "a drop-down removed": (no_list, [("drop-down-removed", f"{RAW}!D6:D17")]),
    "a drop-down removed in one row": (list_but_for_a_row, [("drop-down-removed", f"{RAW}!D9")]),
    "a factor of the library changed": (other_factor, [("table-changed", "因子库!B2")]),
    "a unit of the library changed": (other_unit, [("table-changed", "因子库!C2")]),
    "a name of the library deleted": (no_factor, [("table-changed", "因子库!A3")]),
    "the hidden sheet changed": (other_meta, [("hidden-sheet-changed", "_meta!A1")]),
    "a label changed": (other_label, [("label-changed", f"{RAW}!H5")]),
    "a text of the template changed": (other_title, [("label-changed", "基本信息!A1")]),
    "a share without its format": (
        typed(raw("carbon", 1), 0.955, "General"),
        [("share-format-lost", f"{RAW}!S7")],
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_was_changed_is_told_by_its_cell(name: str) -> None:
    edit, expected = CHANGED[name]
    found = told(edited(filled(), edit))
    assert found == expected


def test_a_value_from_another_file_is_read_and_told() -> None:
    """openpyxl keeps no values of formulas, so the part is written by hand."""

    def link(part: bytes) -> bytes:
        return part.replace(b"<v>4704</v>", b"<f>[1]Sheet1!A1</f><v>4704</v>", 1)

    number = next(index for index, title in enumerate(edited_titles(), 1) if title == RAW)
    assert told(with_part(filled(), f"xl/worksheets/sheet{number}.xml", link)) == [("external-value", f"{RAW}!H6")]


def edited_titles() -> list[str]:
    titles: list[str] = []
    edited(filled(), lambda book: titles.extend(book.sheetnames))
    return titles


def test_an_old_edition_is_told_and_nothing_else() -> None:
    old = book_of(standard(), inputs_of(example(), standard()), digest="0" * 64)
    assert told(old) == [("old-edition", "")]


def test_rows_inserted_into_a_table_are_read_and_told() -> None:
    def insert(book: Workbook) -> None:
        """As Excel does it: the rows below move down, the names grow."""
        sheet = book[RAW]
        for row in range(17, 6, -1):
            for column in range(1, 50):
                sheet.cell(row + 1, column).value = sheet.cell(row, column).value
                sheet.cell(row + 1, column).number_format = sheet.cell(row, column).number_format
                if row == 7:
                    sheet.cell(row, column).value = None
        for name, defined in book.defined_names.items():
            if name.endswith("__raw_materials"):
                defined.attr_text = defined.attr_text.replace("$17", "$18")
        for each in sheet.data_validations.dataValidation:
            each.sqref = type(each.sqref)(str(each.sqref).replace("17", "18"))
        for row in range(2, 13):
            cell = book[SHEET].cell(row, 2)
            cell.value = str(cell.value).replace(f"H{row + 5}", f"H{row + 6}")

    data = edited(filled(), insert)
    assert told(data) == [("rows-uncounted", f"{RAW}!A6:AQ18")]
    inventory, _ = read(data)
    assert inventory is not None
    assert len(inventory.tables["activity"]) == len(example().tables["activity"])


def test_complete_rows_right_below_a_table_are_read_and_told() -> None:
    def go_on(book: Workbook) -> None:
        sheet = book[RAW]
        for column in range(1, 45):
            sheet.cell(18, column).value = sheet.cell(6, column).value
            sheet.cell(18, column).number_format = sheet.cell(6, column).number_format
        sheet.cell(18, 1).value = "more"

    data = edited(filled(), go_on)
    assert told(data) == [("rows-uncounted", f"{RAW}!A18:AQ18")]
    inventory, _ = read(data)
    assert inventory is not None
    assert "more" in {row.id for row in inventory.tables["activity"]}


def test_remarks_and_sheets_of_ones_own_are_noted_only() -> None:
    def remark(book: Workbook) -> None:
        book[RAW].cell(8, 60).value = "待财务确认"
        book["基本信息"].cell(2, 9).value = "张三填"
        book.create_sheet("台账")["A1"].value = 1

    inventory, faults = read(edited(filled(), remark))
    assert not faults
    assert inventory is not None
    assert inventory.warnings == ()
    assert [said in note.zh for said, note in zip(("I2", "BH8", "台账"), inventory.notes, strict=True)] == [True] * 3


def test_a_number_beside_the_inputs_is_told() -> None:
    def beside(book: Workbook) -> None:
        book[RAW].cell(8, 60).value = 4704

    assert told(edited(filled(), beside)) == [("beside-inputs", f"{RAW}!BH8")]

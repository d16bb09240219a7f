"""A year of plant data filled in as engineers do it: what is meant is understood, else told once with its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

import pytest
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName

from refcf_rules.inventory.to_inputs import inputs_of
from refcf_rules.source.diagnostic import Fault
from tests.inventory.books import CALCULATION, ROWS, book_of, cell_of, edited
from tests.inventory.parts import with_part
from tests.inventory.test_workbook_returns import edited_titles, told
from tests.inventory.test_workbook_slips import (
    ACCEPTED,
    AMOUNT,
    END,
    RAW,
    Edit,
    content,
    example,
    filled,
    raw,
    read,
    single,
    standard,
    typed,
    used,
)

LAST: Final = ROWS - 2
FIRST: Final = 6
"""The first row of activities as people count."""
COPIES: Final = {"fused_magnesia", *(f"A{number}" for number in range(ROWS, 60))}


def filtered(book: Workbook) -> None:
    book[RAW].auto_filter.ref = "A5:AQ17"
    book[RAW].row_dimensions[raw("id")(book).row + 1].hidden = True


def commented(book: Workbook) -> None:
    typed(used, "是 ")(book)
    AMOUNT(book).comment = Comment("核对", "张三")


def column_inserted(book: Workbook) -> None:
    """As Excel does it: names, drop-downs and formulas follow."""
    sheet, at = book[RAW], AMOUNT(book).column

    def moved(found: re.Match[str]) -> str:
        column = column_index_from_string(found[2])
        return f"{found[1]}{get_column_letter(column + (column >= at))}{found[3]}"

    sheet.insert_cols(at)
    for name in book.defined_names.values():
        if f"'{RAW}'" in name.attr_text or name.attr_text.startswith(RAW):
            name.attr_text = re.sub(r"(\$)([A-Z]+)(\$\d+)", moved, name.attr_text)
    for each in sheet.data_validations.dataValidation:
        each.sqref = type(each.sqref)(re.sub(r"()([A-Z]+)(\d+)", moved, str(each.sqref)))
    for row in book[CALCULATION[1]].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = re.sub(r"(!)([A-Z]+)(\d+)", moved, cell.value)


UNDERSTOOD: Final[dict[str, Edit]] = {
    "ten thousand tonnes in a cell for tonnes": typed(ACCEPTED, "0.6万吨"),
    "a date with 号": typed(END, "2024年12月31号"),
    "yes with a blank, and a comment": commented,
    "filtered and hidden rows": filtered,
    "a column inserted": column_inserted,
}


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_what_is_meant_is_understood(name: str) -> None:
    inventory, faults = read(edited(filled(), UNDERSTOOD[name]))
    assert not faults, [str(each.message) for each in faults]
    assert inventory is not None
    assert content(inventory) == content(example())
    assert (inventory.warnings, inventory.notes) == ((), ())


@dataclass(frozen=True)
class Slip:
    """What somebody did, the code that says so, where, and a word of the advice."""

    edit: Edit
    code: str
    cell: str
    says: str = ""


def row_copied(book: Workbook, source: int, to: int) -> None:
    sheet, first = book[RAW], raw("id")(book).row
    for column, cell in enumerate(sheet[first + source], 1):
        sheet.cell(first + to, column).value = cell.value
        sheet.cell(first + to, column).number_format = cell.number_format


def pasted_twice(book: Workbook) -> None:
    row_copied(book, 0, LAST)


def second_header(book: Workbook) -> None:
    row_copied(book, -1, LAST)


def total_inside(book: Workbook) -> None:
    typed(raw("id", LAST), "合 计：")(book)
    typed(raw("amount", LAST), 6117)(book)


def total_of_many_columns(book: Workbook) -> None:
    row_copied(book, 0, LAST)
    typed(raw("id", LAST), "S1")(book)
    typed(raw("name", LAST), "小计")(book)


def one_column_off(book: Workbook) -> None:
    sheet, row = book[RAW], raw("id")(book).row
    values = [cell.value for cell in sheet[row]]
    for column, value in enumerate([None, *values[:-1]], 1):
        sheet.cell(row, column).value = value


def merged(first: Callable[[Workbook], object], down: int, across: int) -> Edit:
    def edit(book: Workbook) -> None:
        cell = first(book)
        row, column = cell.row, cell.column  # type: ignore[attr-defined]  # openpyxl's cell
        area = {"end_row": row + down, "end_column": column + across}
        book[RAW].merge_cells(start_row=row, start_column=column, **area)

    return edit


def sheet_deleted(book: Workbook) -> None:
    del book["运输段"]
    for name in book.defined_names.values():
        if "运输段" in name.attr_text:
            name.attr_text = "#REF!"


def composition_total(book: Workbook) -> None:
    last = next(line for line in range(ROWS) if cell_of(book, "in__composition__component", line).value is None)
    cell_of(book, "in__composition__component", last).value = "合计"
    cell_of(book, "in__composition__share", last).value = 1


def remark_below(book: Workbook) -> None:
    book[RAW].cell(raw("id")(book).row + ROWS + 1, 1).value = "注：以上数据来自台账"


TOLD: Final[dict[str, Slip]] = {
    "a remark in brackets": Slip(typed(ACCEPTED, "6000（含退货）"), "unknown-unit", "基本信息!B29", "只写 6000"),
    "unit and number exchanged": Slip(
        lambda book: (typed(AMOUNT, "t")(book), typed(raw("amount__unit"), 4704)(book)), "unknown-unit", f"{RAW}!I6"
    ),
    "a tick": Slip(typed(used, "√"), "bad-truth", "过程情况!B6", "是"),
    "a date in Chinese numerals": Slip(typed(END, "二〇二四年十二月三十一日"), "bad-date", "基本信息!B26"),
    "a month with a point": Slip(typed(END, "2024.12"), "bad-date", "基本信息!B26", "写到日"),
    "the end of a month": Slip(typed(END, "2024年12月底"), "bad-date", "基本信息!B26", "写到日"),
    "a class in traditional letters": Slip(
        typed(single("product", "class"), "鎂碳磚"), "unknown-option", "基本信息!B12", "镁碳砖"
    ),
    "a row pasted twice": Slip(pasted_twice, "repeated-id", f"{RAW}!A16"),
    "a header pasted with the rows": Slip(second_header, "row-not-data", f"{RAW}!A16:AQ16", "表头"),
    "a total below the rows": Slip(total_inside, "row-not-data", f"{RAW}!A16:H16", "合计"),
    "a subtotal that looks like data": Slip(total_of_many_columns, "row-not-data", f"{RAW}!A16:AN16", "小计"),
    "a total of a composition": Slip(composition_total, "row-not-data", "基本信息!A71:B71", "合计"),
    "a remark among the rows": Slip(
        typed(raw("id", LAST), "注：以上数据来自台账"), "row-not-data", f"{RAW}!A16", "备注"
    ),
    "a remark below the table": Slip(remark_below, "stray-data", f"{RAW}!A19:AQ19", "备注"),
    "a row one column off": Slip(one_column_off, "row-out-of-place", f"{RAW}!A6", "移回原位"),
    "ids merged": Slip(merged(raw("id"), 1, 0), "merged-input", f"{RAW}!A6:A7"),
    "a number merged with its unit": Slip(merged(AMOUNT, 0, 1), "merged-input", f"{RAW}!H6:I6"),
    "a sheet deleted": Slip(sheet_deleted, "lost-input", "运输段", "运输段"),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_not_understood_is_told_once(name: str) -> None:
    slip = TOLD[name]
    inventory, faults = read(edited(filled(), slip.edit))
    assert inventory is None
    assert [(fault.kind.code, fault.span.cell) for fault in faults] == [(slip.code, slip.cell)]
    assert_advised(faults[0], slip.says, name)


# --- a slip in each row of one workbook --------------------------------------------------------------

MANY: Final = 60
AS_MEANT: Final[tuple[tuple[str, object], ...]] = (
    ("amount", "4704吨"),
    ("amount__unit", "吨"),
    ("amount__unit", "ｔ"),
    ("amount", "'4704"),
    ("amount", "4704\n"),
    ("amount", "4.704E3"),
    ("amount", "+4704"),
    ("amount", "４，７０４．０"),
    ("year", "２０２４"),
    ("kind", " 原料\n"),
    ("kind", "Material"),
)
"""Fields of the first activity, and what was typed for the same."""


@dataclass(frozen=True)
class CellSlip:
    """What was typed for a field of an activity, the code that says so, the column, and a word of the advice."""

    field: str
    value: object
    code: str
    column: str
    says: str = ""


IN_A_ROW: Final[dict[str, CellSlip]] = {
    "about, without a blank": CellSlip("amount", "约120", "bad-number", "H"),
    "or so": CellSlip("amount", "4704左右", "unknown-unit", "H", "只写 4704"),
    "ten thousand without a unit": CellSlip("amount", "1.2万", "unknown-unit", "H", "12000"),
    "ten thousand tonnes beside t": CellSlip("amount", "0.4704万吨", "two-units", "I", "保留"),
    "per year": CellSlip("amount", "4704t/年", "two-units", "I"),
    "a range with a wave": CellSlip("amount", "100~120", "bad-number", "H", "范围"),
    "an uncertainty": CellSlip("amount", "4704±5", "bad-number", "H", "范围"),
    "at least": CellSlip("amount", "≥4704", "bad-number", "H"),
    "two numbers": CellSlip("amount", "4000+704", "bad-number", "H"),
    "a footnote mark": CellSlip("amount", "4704*", "bad-number", "H", "只写一个数"),
    "money": CellSlip("amount", "¥4704", "bad-number", "H", "货币"),
    "Chinese numerals": CellSlip("amount", "四千七百", "bad-number", "H"),
    "as above": CellSlip("amount", "同上", "bad-number", "H"),
    "a blank for thousands": CellSlip("amount", "4 704", "bad-number", "H", "4704"),
    "a truth for a number": CellSlip("amount", True, "bad-number", "H"),
    "a letter for a digit": CellSlip("amount", "47O4", "unknown-unit", "H", "O4"),
    "a mixed fraction": CellSlip("amount", "1½", "unknown-unit", "H"),
    "negative in brackets": CellSlip("amount", "(4704)", "bad-number", "H"),
    "the basis behind the number": CellSlip("amount", "4704\n(干基)", "bad-number", "H", "只写一个数"),
    "a unit per year": CellSlip("amount__unit", "吨/年", "wrong-dimension", "I", "总量"),
    "a year with its unit": CellSlip("year", "2024年", "wrong-dimension", "P", "只写数：2024"),
    "an option explained": CellSlip("kind", "原料（外购）", "unknown-option", "D", "是否想写：原料"),
    "a lost reference": CellSlip("amount", "#REF!", "cell-error", "H", "公式"),
    "a unit in capitals": CellSlip("amount__unit", "KG", "unknown-unit", "I", "kg"),
    "a stroke for a unit": CellSlip("amount__unit", "/", "unknown-unit", "I", "留空"),
    "a fraction as text": CellSlip("carbon", "0.5", "unclear-share", "S", "50% 或 0.5%"),
    "a share in words": CellSlip("carbon", "百分之九十五", "bad-number", "S", "14 %"),
    "traditional letters": CellSlip("kind", "電力", "unknown-option", "D", "electricity"),
    "a stroke for an option": CellSlip("kind", "/", "unknown-option", "D", "留空"),
    "two options": CellSlip("kind", "原料、电力", "unknown-option", "D"),
    "a year of account": CellSlip("year", "2024年度", "unknown-unit", "P", "只写数：2024"),
    "a year as a date": CellSlip("year", date(2024, 1, 1), "turned-into-date", "P"),
    "two years": CellSlip("year", "2024-2025", "bad-number", "P"),
    "a pool that is none": CellSlip("pool", "无", "unknown-reference", "N", "留空"),
    "a value for a factor": CellSlip("factor", 0.57, "wrong-shape", "F", "排放因子"),
}


@cache
def wide() -> bytes:
    return book_of(standard(), inputs_of(example(), standard()), rows=MANY)


def with_slips(slips: Iterable[tuple[str, object]]) -> Edit:
    """From the thirteenth row on a copy of the first activity for each slip, with something else in one cell."""

    def edit(book: Workbook) -> None:
        for number, (field, value) in enumerate(slips, ROWS):
            row_copied(book, 0, number)
            typed(raw("id", number), f"A{number}")(book)
            typed(raw(field, number), value)(book)

    return edit


def test_what_is_meant_is_understood_in_each_row() -> None:
    inventory, faults = read(edited(wide(), with_slips(AS_MEANT)))
    assert not faults, [str(each.message) for each in faults]
    assert inventory is not None
    first, *others = [row | {"id": ""} for row in content(inventory)["activity"] if row["id"] in COPIES]
    assert others == [first] * len(AS_MEANT)


def test_slips_are_told_once_for_each_row() -> None:
    slips = [(slip.field, slip.value) for slip in IN_A_ROW.values()]
    inventory, faults = read(edited(wide(), with_slips(slips)))
    assert inventory is None
    first = FIRST + ROWS
    expected = [(slip.code, f"{RAW}!{slip.column}{row}") for row, slip in enumerate(IN_A_ROW.values(), first)]
    assert [(fault.kind.code, fault.span.cell) for fault in faults] == expected
    for (name, slip), fault in zip(IN_A_ROW.items(), faults, strict=True):
        assert_advised(fault, slip.says, name)


def assert_advised(fault: Fault, says: str, name: str) -> None:
    """Message and advice are there in both languages, and one of them says this."""
    assert fault.hint is not None, name
    said = (fault.message, fault.hint)
    assert any(says in text.zh for text in said), (name, [text.zh for text in said])
    assert all(text.zh and text.en and "{" not in text.zh + text.en for text in said), name


# --- doubted ---------------------------------------------------------------------------------------


def leg_twice(book: Workbook) -> None:
    first = cell_of(book, "in__leg__activity")
    last = next(line for line in range(ROWS) if cell_of(book, "in__leg__activity", line).value is None)
    assert isinstance(first, Cell)
    for column, cell in enumerate(book["运输段"][first.row], 1):
        book["运输段"].cell(first.row + last, column).value = cell.value


def sheet_copied(book: Workbook) -> None:
    """As Excel does it: the copy has names of its own."""
    copy = book.copy_worksheet(book[RAW])
    copy.title = f"{RAW} (2)"
    for key, name in book.defined_names.items():
        if RAW in name.attr_text:
            copy.defined_names[key] = DefinedName(key, attr_text=name.attr_text.replace(RAW, copy.title))


def row_struck_through(book: Workbook) -> None:
    for cell in book[RAW][raw("id")(book).row + 1]:
        cell.font = Font(strike=True)


DOUBTED: Final[dict[str, tuple[Edit, tuple[str, str]]]] = {
    "a leg pasted twice": (leg_twice, ("repeated-row", "运输段!A11:E11")),
    "a sheet copied": (sheet_copied, ("copied-sheet", f"{RAW} (2)!A1")),
    "a row struck through": (row_struck_through, ("struck-through", f"{RAW}!A7:AD7")),
}


@pytest.mark.parametrize("name", DOUBTED)
def test_what_may_be_meant_otherwise_is_read_and_doubted(name: str) -> None:
    edit, expected = DOUBTED[name]
    assert told(edited(filled(), edit)) == [expected]


@pytest.mark.parametrize(
    "formula, expected",
    [
        ("<f>4611.76*1.02</f><v>4704</v>", []),
        ("<f>台账!B3</f><v>4704</v>", []),
        ("<f>[2]台账!B3</f><v>4704</v>", [("external-value", f"{RAW}!H6")]),
    ],
)
def test_formulas_of_ones_own_are_read_by_their_results(formula: str, expected: list[tuple[str, str]]) -> None:
    part = f"xl/worksheets/sheet{edited_titles().index(RAW) + 1}.xml"
    data = with_part(filled(), part, lambda xml: xml.replace(b"<v>4704</v>", formula.encode(), 1))
    assert told(data) == expected


def test_what_was_tampered_with_is_told_of_a_workbook_that_cannot_be_read_too() -> None:
    def edit(book: Workbook) -> None:
        typed(AMOUNT, "约120")(book)
        book[CALCULATION[1]].cell(3, 2).value = 117

    inventory, faults = read(edited(filled(), edit))
    assert inventory is None
    assert [fault.kind.code for fault in faults] == ["bad-number", "formula-replaced"]

"""Workbooks made by the layout of a standard, as a template is, for tests of reading them back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Final

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.workbook import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from refcf_rules.model.standard import Standard
from refcf_rules.quantities.unit import from_canonical
from refcf_rules.sheets.arrange import layout_of
from refcf_rules.sheets.fingerprint import Places, Range, canonical, constant_runs, runs
from refcf_rules.sheets.inputs import Inputs, Typed
from refcf_rules.sheets.layout import Column, InputSheet, Layout
from refcf_rules.sheets.lists import OptionList, list_of, lists_of
from refcf_rules.sheets.meta import META, FormulaRun, InputMeta, MadeFor, Meta, SheetMeta, to_rows
from refcf_rules.sheets.names import library_name, sheet_name

ROWS: Final = 12
CALCULATION: Final = ("calculation", "计算")


def book_of(standard: Standard, inputs: Inputs, *, rows: int = ROWS, digest: str = "") -> bytes:
    """A workbook with these inputs, a calculation sheet and the library, under the names of the layout."""
    return _Maker(standard, layout_of(standard, rows), inputs, rows, digest).made()


def edited(data: bytes, edit: Callable[[Workbook], object]) -> bytes:
    """The workbook after somebody worked on it and saved it again (here with openpyxl)."""
    book = load_workbook(BytesIO(data))
    edit(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def cell_of(book: Workbook, name: str, row: int = 0) -> Cell | MergedCell:
    """The cell of an input by its defined name; of a column the one in this row of its table."""
    title, area = next(iter(book.defined_names[name].destinations))
    first = book[title][area.replace("$", "").partition(":")[0]]
    return book[title].cell(first.row + row, first.column)


class _Maker:
    def __init__(self, standard: Standard, layout: Layout, inputs: Inputs, rows: int, digest: str) -> None:
        self.standard, self.layout, self.inputs = standard, layout, inputs
        self.lists = lists_of(standard, layout, "zh")
        edition, known = standard.part.edition_on_record, digest or standard.digest
        self.made_for = MadeFor(standard.id, standard.part.number, edition, known, "-", "test", "zh", str(rows))
        self.saved = BytesIO()
        self.book = xlsxwriter.Workbook(self.saved, {"in_memory": True})
        self.percent = self.book.add_format({"num_format": "0.0%", "locked": False})
        self.date = self.book.add_format({"num_format": "yyyy-mm-dd", "locked": False})
        self.open = self.book.add_format({"locked": False})
        self.metas: list[InputMeta] = []
        self.ranges: list[Range] = []
        self.constants: list[tuple[str, int, int, float | str]] = []

    def made(self) -> bytes:
        for sheet in self.layout.sheets:
            self._sheet(sheet)
        calculation = self.book.add_worksheet(CALCULATION[1])
        formulas = self._calculation(calculation)
        self._lists(self.book.add_worksheet("_lists"))
        self._library(self.book.add_worksheet("因子库"))
        titles = (*((sheet.id, sheet.title.zh) for sheet in self.layout.sheets), CALCULATION, ("library", "因子库"))
        for id_, title in titles:
            self.book.define_name(sheet_name(id_), f"='{title}'!$A$1")
        places = Places({title: id_ for id_, title in titles}, self.ranges)
        marks = [
            FormulaRun(
                *(CALCULATION[0], row, column, row, column),
                canonical(text, CALCULATION[0], row, column, places).fingerprint,
            )
            for row, column, text in formulas
        ]
        constants = constant_runs(self.constants)
        listed = tuple(SheetMeta(id_, title) for id_, title in titles)
        meta = self.book.add_worksheet(META)
        meta.very_hidden()
        for number, row in enumerate(to_rows(Meta(self.made_for, listed, tuple(self.metas), runs(marks), constants))):
            for column, text in enumerate(row):
                meta.write_string(number, column, text)
        self.book.close()
        return self.saved.getvalue()

    def _sheet(self, sheet: InputSheet) -> None:
        page = self.book.add_worksheet(sheet.title.zh)
        self._label(sheet, page, (0, 0), sheet.title.zh)
        for single in sheet.singles:
            self._label(sheet, page, (single.row, 0), single.input.label.zh)
            self._column(sheet, page, single.table, "", single.input, (single.row, 1, single.row))
            self._write(page, single.row, 1, single.input, self.inputs.singles.get((single.table, single.input.field)))
        for block in sheet.blocks:
            self._label(sheet, page, (block.header - 1, 0), block.title.zh)
            rows = [each for each in self.inputs.rows.get(block.table, ()) if each.part == block.part]
            for at, column in enumerate(block.columns):
                self._label(sheet, page, (block.header, at), column.label.zh)
                where = (block.first, at, block.first + block.rows - 1)
                self._column(sheet, page, block.table, block.part, column, where)
                for number, row in enumerate(rows):
                    is_parent = column.of is None and column.content == "reference"
                    typed = Typed(row.parent) if row.parent and is_parent else row.cells.get(column.field)
                    self._write(page, block.first + number, at, column, typed or row.cells.get(column.field))

    def _label(self, sheet: InputSheet, page: Worksheet, at: tuple[int, int], text: str) -> None:
        page.write_string(*at, text)
        self.constants.append((sheet.id, *at, text))

    def _column(
        self, sheet: InputSheet, page: Worksheet, table: str, part: str, column: Column, at: tuple[int, int, int]
    ) -> None:
        first, place, last = at
        offered = list_of(column, part, self.lists)
        unit = column.unit.symbol if column.unit else ""
        listed = offered.name if offered else ""
        self.metas.append(InputMeta(column.name, sheet.id, table, column.field, part, column.content, unit, listed))
        self.ranges.append(Range(column.name, sheet.id, first, place, last, place))
        area = f"${_letters(place)}${first + 1}:${_letters(place)}${last + 1}"
        self.book.define_name(column.name, f"='{sheet.title.zh}'!{area}")
        if offered:
            page.data_validation(first, place, last, place, {"validate": "list", "source": f"={offered.name}"})

    def _write(self, page: Worksheet, row: int, at: int, column: Column, typed: Typed | None) -> None:
        if typed is None:
            return
        if column.content == "unit":
            page.write_string(row, at, typed.unit)
        elif column.is_percent:
            page.write_number(row, at, float(typed.value) / 100, self.percent)
        elif column.content == "date":
            page.write_datetime(row, at, datetime.fromisoformat(str(typed.value)), self.date)
        elif column.content == "number":
            page.write_number(row, at, float(typed.value), self.open)
        elif column.content == "truth":
            page.write_string(row, at, "是" if typed.value else "否")
        else:
            page.write_string(row, at, self._shown(column, str(typed.value)))

    def _shown(self, column: Column, id_: str) -> str:
        if column.content != "choice":
            return id_
        choice = self.standard.choice(column.choice)
        return next((each.label.zh for each in choice.options if each.id == id_), id_)

    def _calculation(self, page: Worksheet) -> list[tuple[int, int, str]]:
        """A formula for each line of the activities of the first stage, and their sum."""
        sheet, block = self.layout.blocks_of("activity")[0]
        at = next(at for at, column in enumerate(block.columns) if column.field == "amount")
        cells = [f"'{sheet.title.zh}'!{_letters(at)}{block.first + line + 1}" for line in range(block.rows)]
        formulas = [(line, 1, f"=IF(ISNUMBER({cell}),{cell}*2.5,0)") for line, cell in enumerate(cells)]
        formulas.append((block.rows, 1, f"=SUM(B1:B{block.rows})+1"))
        for row, column, text in formulas:
            page.write_formula(row, column, text, None, 0)
        return formulas

    def _lists(self, page: Worksheet) -> None:
        page.hide()
        for column, each in enumerate(self.lists):
            _write_list(self.book, page, column, each)

    def _library(self, page: Worksheet) -> None:
        page.write_row(0, 0, ["编号", "值", "单位"])
        for row, factor in enumerate(self.standard.factors, 1):
            value = from_canonical(sum(value for _, value in factor.components), factor.unit)
            page.write_row(row, 0, [factor.id, value, factor.unit.symbol])
            cells: tuple[str | float, ...] = (factor.id, value, factor.unit.symbol)
            self.constants += [("library", row, column, text) for column, text in enumerate(cells)]
        last = len(self.standard.factors) + 1
        for column, name in zip("ABC", ("id", "value", "unit"), strict=True):
            self.book.define_name(library_name(name), f"=因子库!${column}$2:${column}${max(last, 2)}")


def _write_list(book: xlsxwriter.Workbook, page: Worksheet, column: int, each: OptionList) -> None:
    for row, offer in enumerate(each.offers):
        page.write_string(row, column, offer.shown)
    area = f"${_letters(column)}$1:${_letters(column)}${len(each.offers)}"
    book.define_name(each.name, f"=_lists!{area}")


def _letters(column: int) -> str:
    return str(xl_col_to_name(column))

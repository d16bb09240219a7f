"""A workbook with the value of each formula stored beside it."""

from __future__ import annotations

from refcf_rules.record import changed
from refcf_rules.targets.xlsx.book import Book, Content, FilledDown, Sheet
from refcf_rules.targets.xlsx.compute import Calculator
from refcf_rules.targets.xlsx.compute_functions import ExcelError, Value


def computed(book: Book) -> Book:
    """The workbook with the value of each formula stored in its cell; an error as its text."""
    calculator = Calculator(book)
    return changed(book, sheets=tuple(_with_values(sheet, calculator) for sheet in book.sheets))


def _with_values(sheet: Sheet, calculator: Calculator) -> Sheet:
    cells = tuple(
        cell if cell.formula is None else _with_value(cell, calculator.value(sheet.id, cell.row, cell.column))
        for cell in sheet.cells
    )
    return changed(sheet, cells=cells, filled=tuple(_with_runs(sheet.id, each, calculator) for each in sheet.filled))


def _with_runs(sheet: str, filled: FilledDown, calculator: Calculator) -> FilledDown:
    if filled.formula is None:
        return filled
    values = calculator.values(sheet, range(filled.row, filled.row + filled.count), filled.column)
    return changed(filled, values=tuple((_stored(value), count) for value, count in values))


def _with_value(cell: Content, value: Value) -> Content:
    return Content(cell.row, cell.column, _stored(value), cell.formula, cell.style, cell.link, cell.format)


def _stored(value: Value) -> float | str | bool | None:
    return value.code if isinstance(value, ExcelError) else value

"""Workbooks of several inventories of one standard: laid out for the largest of them, their formulas made once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.read import read_inventory
from refcf_rules.inventory.to_inputs import inputs_of
from refcf_rules.model.standard import Standard
from refcf_rules.parity.inventories import Made
from refcf_rules.record import changed
from refcf_rules.sheets.arrange import layout_of
from refcf_rules.sheets.inputs import InputRow, Inputs, Typed
from refcf_rules.sheets.layout import Layout
from refcf_rules.targets.xlsx.assemble import face_of
from refcf_rules.targets.xlsx.book import Book, Content, Sheet
from refcf_rules.targets.xlsx.calculation.calculated import Calculated, calculated
from refcf_rules.targets.xlsx.formula import Cell
from refcf_rules.targets.xlsx.setting import Setting
from refcf_rules.targets.xlsx.stored_values import computed
from refcf_rules.targets.xlsx.typed_cells import longest_excess
from tests.targets.xlsx.cells import every_cell
from tests.targets.xlsx.comparing import SPARE, Expected, Filled, Held, expected, too_small
from tests.targets.xlsx.filled import fitting, input_sheets

STALE: Final = 77777.0
"""What stands in every formula cell before it is recalculated."""


def whole_books(standard: Standard, made: Iterable[Made]) -> Iterator[Filled]:
    """The workbooks as they are handed out but for what they say about themselves, with what each cell should hold.

    Without those of inventories that cannot be read, or have more rows than there is room.
    """
    for name, found, layout, inventory, inputs in _calculated(standard, made):
        book = computed(face_of(Setting(standard, layout, inputs, "zh"), found))
        yield Filled(name, found, book, (*expected(standard, layout, inventory, inputs, found), *_faces(book)))


def plain_books(standard: Standard, made: Iterable[Made]) -> Iterator[Filled]:
    """The same with nothing on the sheets of inputs but what was typed, and nothing beside the calculation."""
    for name, found, layout, inventory, inputs in _calculated(standard, made):
        book = Book((*input_sheets(layout, inputs), *found.sheets), found.names)
        yield Filled(name, found, book, tuple(expected(standard, layout, inventory, inputs, found)))


def _calculated(
    standard: Standard, made: Iterable[Made]
) -> Iterator[tuple[str, Calculated, Layout, Inventory, Inputs]]:
    known = list(_readable(standard, made))
    if not known:
        return
    everything = [inputs for _, _, inputs in known]
    layout = fitting(layout_of(standard), everything, SPARE)
    found = calculated(standard, layout, _together(everything), "zh")
    for name, inventory, inputs in known:
        yield name, found, layout, inventory, inputs


def _readable(standard: Standard, made: Iterable[Made]) -> Iterator[tuple[str, Inventory, Inputs]]:
    blocks = [block for sheet in layout_of(standard).sheets for block in sheet.blocks]
    for one in made:
        inventory, _ = read_inventory("inventory.json", one.data, standard)
        if inventory is not None and not too_small(inventory):
            inputs = inputs_of(inventory, standard)
            if longest_excess(blocks, inputs) is None:
                yield one.name, inventory, inputs


def _together(several: Sequence[Inputs]) -> Inputs:
    """All rows of all inputs, for the units that they use."""
    singles: dict[tuple[str, str], Typed] = {}
    rows: dict[str, tuple[InputRow, ...]] = {}
    for each in several:
        singles |= each.singles
        for table, found in each.rows.items():
            rows[table] = (*rows.get(table, ()), *found)
    return Inputs(singles, rows)


def _faces(book: Book) -> Iterator[Expected]:
    """Every formula that people see, with what our own calculator says."""
    for sheet in book.sheets:
        if sheet.visibility == "visible":
            for cell in every_cell(sheet):
                if cell.formula is not None:
                    yield Expected(f"shown on {sheet.title}", Cell(sheet.id, cell.row, cell.column), _held(cell.value))


def _held(value: Held) -> Held:
    return None if value == "#N/A" else float(value) if isinstance(value, bool) else value


def stale(book: Book) -> Book:
    """The workbook with a wrong value in every formula cell, and nothing but values, formulas and names."""
    return changed(book, sheets=tuple(map(_bare, book.sheets)))


def _bare(sheet: Sheet) -> Sheet:
    cells = tuple(
        Content(cell.row, cell.column, cell.value if cell.formula is None else STALE, cell.formula, "hidden")
        for cell in sheet.cells
        if cell.value is not None or cell.formula is not None
    )
    filled = tuple(
        changed(each, values=((STALE, each.count),), style="hidden")
        for each in sheet.filled
        if each.formula is not None
    )
    return Sheet(sheet.id, sheet.title, cells, filled=filled)

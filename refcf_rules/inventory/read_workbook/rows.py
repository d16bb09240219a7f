"""The rows of a block that hold something, with their cells by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from refcf_rules.inventory.read_workbook.places import BlockPlace, InputPlace
from refcf_rules.inventory.read_workbook.raw import RawCell
from refcf_rules.inventory.read_workbook.typed import folded_blanks, plain_text

_CARRIED: Final = frozenset({"choice", "truth", "reference", "unit", "factor"})
"""What a merged cell says of all its rows; a number, a date or a text says it of none for sure."""


class Line:
    """One row of a block. ``block`` is None for single values, which have their cells in different rows."""

    __slots__ = ("_block", "_cells", "row")

    def __init__(self, block: BlockPlace | None, row: int, cells: Mapping[str, RawCell]) -> None:
        self._block = block
        self._cells = cells
        self.row = row

    def columns(self) -> tuple[InputPlace, ...]:
        """The columns of its block."""
        return self._block.columns if self._block is not None else ()

    def cell_of(self, place: InputPlace) -> RawCell | None:
        """The cell of an input, if it holds anything."""
        return self._cells.get(place.meta.name)

    def is_parent(self, place: InputPlace) -> bool:
        """Whether the column says which row of another table this one belongs to, and is no field of its own."""
        return place.meta.content == "reference" and place.column is not None and place.column.of is None

    def holds_only(self, field: str) -> bool:
        """Whether nothing but this field was typed."""
        given = {place.meta.field for place in self.columns() if place.meta.name in self._cells}
        return given == {field}

    def text_of(self, field: str) -> str:
        """The text of a field of this row, empty if there is none."""
        for place in self.columns():
            if place.meta.field == field and place.meta.content != "unit":
                cell = self.cell_of(place)
                return "" if cell is None else plain_text(cell)
        return ""


def single_cells(places: Iterable[InputPlace]) -> dict[str, RawCell]:
    """The cells of single values by the name of the input."""
    found: dict[str, RawCell] = {}
    listed = tuple(places)
    for sheet in {id(place.sheet): place.sheet for place in listed}.values():
        names = {
            (each.area.first_row, each.area.first_column): each.meta.name for each in listed if each.sheet is sheet
        }
        for cell in sheet.cells:
            if (cell.row, cell.column) in names and holds_something(cell):
                found[names[cell.row, cell.column]] = cell
    return found


def lines_of(block: BlockPlace) -> Iterator[Line]:
    """The rows in which something was typed. A preset id or a unit alone is not yet a row."""
    yield from (Line(block, row, cells) for row, cells in sorted(cells_by_row(block).items()))


def cells_by_row(block: BlockPlace) -> dict[int, dict[str, RawCell]]:
    """The cells of the rows that hold something, by row and name of the input."""
    return {
        row: cells for row, cells in _cells(block, block.first_row, block.last_row).items() if _is_row(block, cells)
    }


def cells_below(block: BlockPlace, last_row: int) -> dict[int, dict[str, RawCell]]:
    """The same for what stands below the block down to a row."""
    found = _cells(block, block.last_row + 1, last_row)
    return {row: cells for row, cells in found.items() if _is_row(block, cells)}


def holds_something(cell: RawCell) -> bool:
    """Whether anybody would say that the cell is filled in."""
    if cell.kind == "nothing":
        return cell.formula is not None
    return cell.kind != "text" or bool(folded_blanks(cell.text))


def _cells(block: BlockPlace, first_row: int, last_row: int) -> dict[int, dict[str, RawCell]]:
    names = {place.area.first_column: place.meta.name for place in block.columns}
    rows: dict[int, dict[str, RawCell]] = {}
    for cell in block.sheet.cells:
        if first_row <= cell.row <= last_row and cell.column in names and holds_something(cell):
            rows.setdefault(cell.row, {})[names[cell.column]] = cell
    _carry_down(block, rows, first_row, last_row)
    return rows


def _carry_down(block: BlockPlace, rows: dict[int, dict[str, RawCell]], first_row: int, last_row: int) -> None:
    """What a merged cell says holds for the other rows that have data of their own."""
    by_column = {place.area.first_column: place for place in block.columns}
    for area in block.sheet.merged:
        place = by_column.get(area.first_column)
        if place is None or place.meta.content not in _CARRIED or area.last_row == area.first_row:
            continue
        cell = rows.get(area.first_row, {}).get(place.meta.name)
        for row in range(max(area.first_row + 1, first_row), min(area.last_row, last_row) + 1):
            if cell is not None and row in rows:
                rows[row].setdefault(place.meta.name, cell)


def _is_row(block: BlockPlace, cells: Mapping[str, RawCell]) -> bool:
    """A unit that is offered says nothing alone: it may stand there before anybody typed."""
    return any(
        place.meta.name in cells and not _is_offered_unit(place, plain_text(cells[place.meta.name]))
        for place in block.columns
    )


def _is_offered_unit(place: InputPlace, text: str) -> bool:
    return place.meta.content == "unit" and place.column is not None and text in place.column.units

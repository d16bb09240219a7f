"""What stands on the sheets of inputs but in no input: rows below the tables, changed labels, remarks beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from refcf_rules.inventory.document.build import shown
from refcf_rules.inventory.names import folded
from refcf_rules.inventory.read_workbook import kinds, warnings
from refcf_rules.inventory.read_workbook.beside import tell_beside
from refcf_rules.inventory.read_workbook.constants import mark_of
from refcf_rules.inventory.read_workbook.places import BlockPlace, InputPlace, Inputs, area_span, cell_span
from refcf_rules.inventory.read_workbook.raw import Area, RawBook, RawCell, RawSheet
from refcf_rules.inventory.read_workbook.rows import cells_below, holds_something
from refcf_rules.inventory.read_workbook.typed import Told
from refcf_rules.record import changed
from refcf_rules.sheets.meta import Meta
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message

_COPIED: Final = 0.6
"""A sheet with so large a part of the texts of one of the template is a copy of it."""
_HEAD_ROWS: Final = 2
"""The title and the labels above the rows of a block."""


class Strays:
    """Looks at one workbook."""

    def __init__(self, path: str, book: RawBook, inputs: Inputs, tell: Told) -> None:
        self._path = path
        self._book = book
        self._inputs = inputs
        self._tell = tell
        self._cells: dict[str, dict[tuple[int, int], RawCell]] = {}
        self.told: list[Area] = []
        """Cells outside the inputs that were told of."""

    def grown(self) -> tuple[BlockPlace, ...]:
        """The blocks with the complete rows that stand right below them; whatever else stands there is told."""
        return tuple(self._grown(block) for block in self._inputs.blocks)

    def tell_others(self, blocks: Iterable[BlockPlace]) -> None:
        """Tell of merged cells, labels that say something else, and values typed beside their place."""
        for block in blocks:
            self._merged(block.sheet, block.columns, block.first_row, block.last_row)
            for place in block.columns:
                self._label(place, block.first_row - 1, place.area.first_column)
        for place in self._inputs.singles:
            self._merged(place.sheet, (place,), place.area.first_row, place.area.last_row)
            self._label(place, place.area.first_row, place.area.first_column - 1)
            self._misplaced(place)

    def notes(self, meta: Meta, blocks: tuple[BlockPlace, ...]) -> tuple[Message, ...]:
        """Remarks beside the inputs, and sheets that the template does not have: they may stay."""
        told = tuple(self.told)
        remarks = tell_beside(self._path, self._book, meta, self._inputs.singles, blocks, told, self._tell)
        return (*remarks, *self._extra_sheets(meta))

    def _is_copy(self, sheet: RawSheet, meta: Meta) -> bool:
        """Whether a sheet says what one of the inputs says: most of its texts, wherever they stand."""
        said = {mark_of(cell) for cell in sheet.cells if cell.kind == "text"}
        inputs = {each.sheet for each in meta.inputs}
        for id_ in inputs:
            marks = {mark for run in meta.constants if run.sheet == id_ for mark in run.marks}
            if marks and len(marks & said) > len(marks) * _COPIED:
                return True
        return False

    # --- below a block --------------------------------------------------------------------------------

    def _grown(self, block: BlockPlace) -> BlockPlace:
        end = self._end(block)
        below = cells_below(block, end)
        required = {place.meta.name for place in block.columns if place.column is not None and place.column.required}
        last = block.last_row
        while required and required <= below.get(last + 1, {}).keys():
            last += 1
        others = [row for row in below if row > last]
        for first, final in _stretches(others):
            area = Area(first, min(_columns(block)), final, max(_columns(block)))
            self.told.append(area)
            said = _BELOW.filled(first=first + 1, last=final + 1, text=shown(_text_in(block.sheet, first)))
            self._tell(Fault(kinds.STRAY_DATA, area_span(self._path, block.sheet.title, area), "", said, _MOVE_INSIDE))
        if last > block.last_row:
            area = Area(block.last_row + 1, min(_columns(block)), last, max(_columns(block)))
            said = _READ_BELOW.filled(count=last - block.last_row)
            span = area_span(self._path, block.sheet.title, area)
            self._tell(Fault(warnings.ROWS_UNCOUNTED, span, "", said, _MORE_ROWS))
        return changed(block, last_row=last)

    def _end(self, block: BlockPlace) -> int:
        """The last row before the title of the next block of the sheet."""
        firsts = [each.first_row for each in self._inputs.blocks if each.sheet is block.sheet]
        later = [row for row in firsts if row > block.last_row]
        if later:
            return min(later) - _HEAD_ROWS - 1
        return max((cell.row for cell in block.sheet.cells), default=block.last_row)

    # --- merged cells, labels -------------------------------------------------------------------------

    def _merged(self, sheet: RawSheet, places: Iterable[InputPlace], first_row: int, last_row: int) -> None:
        columns = {place.area.first_column: place for place in places}
        for area in sheet.merged:
            inside = [column for column in columns if area.first_column <= column <= area.last_column]
            if not inside or area.last_row < first_row or area.first_row > last_row:
                continue
            cell = self._cell_at(sheet, area.first_row, area.first_column)
            place = columns[inside[0]]
            several = area.last_row > area.first_row and place.meta.content in ("number", "date", "text")
            if (
                cell is not None
                and holds_something(cell)
                and (several or len(inside) > 1 or area.first_column not in columns)
            ):
                said = _MERGED.filled(field=place.label, text=shown(cell.text))
                self._tell(Fault(kinds.MERGED_INPUT, area_span(self._path, sheet.title, area), "", said, _UNMERGE))

    def _label(self, place: InputPlace, row: int, column: int) -> None:
        cell = self._cell_at(place.sheet, row, column)
        if cell is None or place.column is None or not holds_something(cell):
            return
        written = folded(cell.text).casefold()
        if place.meta.content == "unit" or any(
            folded(text).casefold() in written for text in (place.label.zh, place.label.en)
        ):
            return
        self.told.append(Area(row, column, row, column))
        said = _LABEL.filled(label=place.label, text=shown(cell.text))
        span = cell_span(self._path, place.sheet.title, row, column)
        self._tell(Fault(warnings.LABEL_CHANGED, span, "", said, _PUT_BACK))

    def _misplaced(self, place: InputPlace) -> None:
        """A number in the cell beside the one it belongs to."""
        own = self._cell_at(place.sheet, place.area.first_row, place.area.first_column)
        if own is not None and holds_something(own):
            return
        for column in (place.area.first_column - 1, place.area.last_column + 1):
            cell = self._cell_at(place.sheet, place.area.first_row, column)
            if cell is not None and cell.kind == "number" and cell.formula is None:
                self.told.append(Area(cell.row, cell.column, cell.row, cell.column))
                said = _BESIDE.filled(field=place.label, text=shown(cell.text))
                span = cell_span(self._path, place.sheet.title, cell.row, cell.column)
                self._tell(Fault(kinds.STRAY_DATA, span, "", said, _MOVE_INTO.filled(field=place.label)))

    def _cell_at(self, sheet: RawSheet, row: int, column: int) -> RawCell | None:
        if sheet.title not in self._cells:
            self._cells[sheet.title] = {(cell.row, cell.column): cell for cell in sheet.cells}
        return self._cells[sheet.title].get((row, column))

    # --- notes ----------------------------------------------------------------------------------------

    def _extra_sheets(self, meta: Meta) -> Iterator[Message]:
        known = {name.sheet.casefold() for id_, name in self._book.names.items() if id_.startswith("sheet__")}
        known |= {each.title.casefold() for each in meta.sheets} | {"_meta"}
        for sheet in self._book.sheets:
            if not sheet.cells or sheet.title.casefold() in known:
                continue
            if self._is_copy(sheet, meta):
                said = _COPY.filled(sheet=shown(sheet.title), count=len(sheet.cells))
                span = cell_span(self._path, sheet.title, sheet.cells[0].row, sheet.cells[0].column)
                self._tell(Fault(warnings.COPIED_SHEET, span, "", said, _MOVE_BACK))
            elif sheet.is_visible:
                yield _EXTRA.filled(sheet=shown(sheet.title), count=len(sheet.cells))


def _columns(block: BlockPlace) -> list[int]:
    return [place.area.first_column for place in block.columns]


def _text_in(sheet: RawSheet, row: int) -> str:
    return " ".join(cell.text for cell in sheet.cells if cell.row == row and cell.text)


def _stretches(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow each other, as first and last."""
    for _, group in groupby(enumerate(sorted(rows)), key=lambda pair: pair[1] - pair[0]):
        listed = [row for _, row in group]
        yield listed[0], listed[-1]


_BELOW: Final = Message(
    "第 {first}～{last} 行在表格下面，不属于任何一项（{text}）。",
    "Rows {first} to {last} stand below the table and belong to nothing ({text}).",
)
_MOVE_INSIDE: Final = Message(
    "是数据就移到表格里的空行；是合计或备注就删去，或移到自己加的工作表。",
    "Move data into empty rows of the table; delete totals and remarks, or move them to a sheet of your own.",
)
_READ_BELOW: Final = Message(
    "表格下面接着写的 {count} 行已读入，但工作簿里的结果没有算它们。",
    "{count} rows written on below the table were read, but the results in the workbook leave them out.",
)
_MORE_ROWS: Final = Message(
    "用行数更多的模板：refcf upgrade 清单.xlsx -o 新清单.xlsx。",
    "Use a template with more rows: refcf upgrade book.xlsx -o new.xlsx.",
)
_MERGED: Final = Message("“{field}”的 {text} 写在合并的格子里。", "{text} of “{field}” stands in merged cells.")
_UNMERGE: Final = Message("取消合并，在每一行分别填写。", "Unmerge the cells and fill in each row.")
_LABEL: Final = Message("“{label}”的标签被改成“{text}”。", "The label “{label}” was changed to “{text}”.")
_PUT_BACK: Final = Message(
    "改回原来的标签，并核对这一项的数据和单位。", "Put the label back and check its data and units."
)
_BESIDE: Final = Message(
    "{text} 写在“{field}”旁边的格子里，填写的格子是空的。",
    "{text} stands beside the cell for “{field}”, which is empty.",
)
_MOVE_INTO: Final = Message("把它移到“{field}”的黄色格子里。", "Move it into the yellow cell of “{field}”.")
_COPY: Final = Message(
    "工作表“{sheet}”（{count} 格）是填报工作表的复制件，里面的数据没有读入。",
    "The sheet “{sheet}” ({count} cells) is a copy of a sheet of inputs; its data were not read.",
)
_MOVE_BACK: Final = Message(
    "把数据移到原来的工作表里，再删去复制件；行数不够时用 refcf upgrade。",
    "Move the data to the original sheet and delete the copy; where rows are lacking, use refcf upgrade.",
)
_EXTRA: Final = Message(
    "工作表“{sheet}”（{count} 格）不是模板的，没有读入。",
    "The sheet “{sheet}” ({count} cells) is not of the template and was not read.",
)

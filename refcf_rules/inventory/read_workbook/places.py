"""Where each input stands in the workbook at hand: found by its defined name, wherever it was moved to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from refcf_rules.inventory.read_workbook import kinds
from refcf_rules.inventory.read_workbook.raw import Area, RawBook, RawSheet, reference
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.sheets.arrange import ACTIVITY_ROWS, OWN_FACTOR, layout_of
from refcf_rules.sheets.layout import Column, Layout
from refcf_rules.sheets.meta import InputMeta, Meta
from refcf_rules.sheets.names import sheet_name
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span, whole_file

MOST_ROWS: Final = 20_000
"""Rows of one table that are read; a template has some hundred."""
_LONG: Final = 7
_MOST_NAMED: Final = 4


@record
class InputPlace:
    """An input or a column of inputs. ``column`` is what the standard says of it now, if it still knows it."""

    meta: InputMeta
    column: Column | None
    sheet: RawSheet
    area: Area

    @property
    def label(self) -> Message:
        """What people call it."""
        return self.column.label if self.column else same(self.meta.field)


@record
class BlockPlace:
    """The rows of one table, or of one stage of it; all columns have the same rows.

    ``made`` are the first and last row it was made with.
    """

    table: str
    part: str
    sheet: RawSheet
    first_row: int
    last_row: int
    columns: tuple[InputPlace, ...]
    made: tuple[int, int]

    @property
    def inserted(self) -> int:
        """How many rows were inserted among them; fewer than none were deleted."""
        return (self.last_row - self.first_row) - (self.made[1] - self.made[0])


@record
class Inputs:
    """Every input of the workbook. ``lost`` are those whose cells are gone."""

    singles: tuple[InputPlace, ...]
    blocks: tuple[BlockPlace, ...]
    lost: tuple[Fault, ...]


def inputs_of(path: str, book: RawBook, meta: Meta, standard: Standard) -> Inputs:
    """Where the inputs are. What is needed and gone is a fault; so is whatever a column no longer has in common."""
    finder = _Finder(path, book, meta, standard)
    return finder.found()


def cell_span(path: str, sheet: str, row: int, column: int) -> Span:
    """The place of a cell."""
    return Span(path, row + 1, column + 1, row + 1, column + 2, f"{sheet}!{reference(row, column)}")


def area_span(path: str, sheet: str, area: Area) -> Span:
    """The place of several cells."""
    first, last = reference(area.first_row, area.first_column), reference(area.last_row, area.last_column)
    cell = f"{sheet}!{first}" if first == last else f"{sheet}!{first}:{last}"
    return Span(path, area.first_row + 1, area.first_column + 1, area.last_row + 1, area.last_column + 2, cell)


def titles_of(book: RawBook, meta: Meta) -> Mapping[str, str]:
    """The present title of each sheet of the template by its id; a sheet that is gone keeps its first one."""
    titles: dict[str, str] = {}
    for each in meta.sheets:
        name = book.names.get(sheet_name(each.id).casefold())
        titles[each.id] = name.sheet if name is not None and name.area is not None else each.title
    return titles


class _Finder:
    def __init__(self, path: str, book: RawBook, meta: Meta, standard: Standard) -> None:
        self._path = path
        self._book = book
        self._meta = meta
        self._single = {table.id for table in standard.tables if table.single} | {"company"}
        layout = layout_of(standard, _rows_made(meta))
        self._columns = dict(_columns(layout))
        is_same = meta.made_for.digest == standard.digest
        self._made = {
            (block.table, block.part): (block.first, block.first + block.rows - 1)
            for sheet in layout.sheets
            for block in sheet.blocks
            if is_same
        }
        self._titles = titles_of(book, meta)
        self._lost: list[Fault] = []
        self._lost_with_sheet: dict[str, list[Message]] = {}
        """What stood on sheets that are gone, by their titles."""

    def found(self) -> Inputs:
        singles: list[InputPlace] = []
        blocks: dict[tuple[str, str], list[InputPlace]] = {}
        for each in self._meta.inputs:
            place = self._place(each)
            if place is None:
                continue
            if each.table in self._single:
                singles.append(place)
            else:
                blocks.setdefault((each.table, each.part), []).append(place)
        self._lost.extend(_lost_sheets(self._path, self._lost_with_sheet))
        aligned = tuple(self._block(table, part, places) for (table, part), places in blocks.items())
        return Inputs(tuple(singles), aligned, tuple(self._lost))

    def _place(self, meta: InputMeta) -> InputPlace | None:
        name = self._book.names.get(meta.name.casefold())
        sheet = self._book.sheet(name.sheet) if name is not None and name.area is not None else None
        column = self._columns.get((meta.table, meta.field, meta.part, meta.content == "unit"))
        if name is None or name.area is None or sheet is None:
            self._lose(meta, column)
            return None
        area = name.area
        if area.last_row - area.first_row >= MOST_ROWS:  # a name may be stretched over a whole column
            area = Area(area.first_row, area.first_column, area.first_row + MOST_ROWS - 1, area.last_column)
        return InputPlace(meta, column, sheet, area)

    def _lose(self, meta: InputMeta, column: Column | None) -> None:
        label = column.label if column is not None else same(meta.field)
        title = self._titles.get(meta.sheet, meta.sheet)
        if self._book.sheet(title) is None:
            self._lost_with_sheet.setdefault(title, []).append(label)
            return
        said = _LOST.filled(field=label, sheet=title, name=meta.name)
        self._lost.append(Fault(kinds.LOST_INPUT, _sheet_span(self._path, title), "", said, _RESTORE))

    def _block(self, table: str, part: str, places: list[InputPlace]) -> BlockPlace:
        counts = Counter((each.sheet.title, each.area.first_row, each.area.last_row) for each in places)
        title, first, last = counts.most_common(1)[0][0]
        together: list[InputPlace] = []
        for each in places:
            if (each.sheet.title, each.area.first_row, each.area.last_row) == (title, first, last):
                together.append(each)
                continue
            span = area_span(self._path, each.sheet.title, each.area)
            message = _SHIFTED.filled(field=each.label, first=first + 1, last=last + 1)
            self._lost.append(Fault(kinds.LOST_INPUT, span, "", message, _RESTORE))
        made = self._made.get((table, part), (first, last))
        return BlockPlace(table, part, together[0].sheet, first, last, tuple(together), made)


def _lost_sheets(path: str, lost: Mapping[str, list[Message]]) -> Iterator[Fault]:
    """One fault for each sheet that is gone, with the first of what stood there."""
    for title, labels in lost.items():
        named = labels[:_MOST_NAMED]
        fields = Message("、".join(each.zh for each in named), ", ".join(each.en for each in named))
        said = _LOST_SHEET.filled(sheet=title, fields=fields, count=len(labels))
        yield Fault(kinds.LOST_INPUT, _sheet_span(path, title), "", said, _RESTORE_SHEET)


def _rows_made(meta: Meta) -> int:
    """The rows of a stage, within what a workbook can have."""
    rows = meta.made_for.rows
    return min(int(rows), MOST_ROWS) if rows.isascii() and rows.isdigit() and len(rows) < _LONG else ACTIVITY_ROWS


def _columns(layout: Layout) -> Iterator[tuple[tuple[str, str, str, bool], Column]]:
    for sheet in layout.sheets:
        for single in sheet.singles:
            yield (single.table, single.input.field, "", False), single.input
        for block in sheet.blocks:
            yield from ((_key(block.table, block.part, column), column) for column in block.columns)


def _key(table: str, part: str, column: Column) -> tuple[str, str, str, bool]:
    return table, column.field, part, column.content == "unit"


def _sheet_span(path: str, title: str) -> Span:
    whole = whole_file(path)
    return Span(path, whole.line, whole.column, whole.end_line, whole.end_column, title)


def blocks_of(blocks: Iterable[BlockPlace], table: str) -> tuple[BlockPlace, ...]:
    """The blocks of one table."""
    return tuple(each for each in blocks if each.table == table)


_LOST: Final = Message(
    "工作表“{sheet}”里“{field}”的格子或名称（{name}）已不存在。",
    "The cells of “{field}” on the sheet “{sheet}”, or their name {name}, are gone.",
)
_LOST_SHEET: Final = Message(
    "工作表“{sheet}”已被删除，上面的 {count} 项（{fields} 等）读不到。",
    "The sheet “{sheet}” is gone, and with it {count} inputs ({fields} …).",
)
_SHIFTED: Final = Message(
    "“{field}”这一列与表格的其他列（第 {first}～{last} 行）错开了。",
    "The column “{field}” is out of line with the others of its table (rows {first} to {last}).",
)
_RESTORE: Final = Message(
    "用“撤销”恢复；或把数据移到新的模板里（refcf upgrade）。不用的列请隐藏。",
    "Undo the deletion, or move the data to a new template (refcf upgrade). Hide columns that are not needed.",
)
_RESTORE_SHEET: Final = Message(
    "用“撤销”恢复，或从原来的文件另存一份再填；不用的工作表可以隐藏。",
    "Undo the deletion, or begin again from the file before it; sheets that are not needed may be hidden.",
)
__all__ = [
    "OWN_FACTOR",
    "BlockPlace",
    "InputPlace",
    "Inputs",
    "area_span",
    "blocks_of",
    "cell_span",
    "inputs_of",
    "titles_of",
]

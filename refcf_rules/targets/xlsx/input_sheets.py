"""The sheets of inputs: labels, yellow cells, drop-downs, and what was typed already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from math import ceil
from typing import Final, Literal

from refcf_rules.record import record
from refcf_rules.sheets.inputs import Typed
from refcf_rules.sheets.layout import Block, Column, InputSheet, Single
from refcf_rules.sheets.names import column_name
from refcf_rules.source.message import Message
from refcf_rules.source.render import width
from refcf_rules.targets.xlsx.book import (
    Colouring,
    Content,
    DropDown,
    FilledDown,
    Name,
    NumberRange,
    Print,
    Sheet,
    Style,
)
from refcf_rules.targets.xlsx.formula import Area, Call, Cell, Infix, Number
from refcf_rules.targets.xlsx.heading import heading
from refcf_rules.targets.xlsx.heights import ROW, height_of
from refcf_rules.targets.xlsx.input_help import help_of, note_of, title_of, unit_of
from refcf_rules.targets.xlsx.setting import Setting
from refcf_rules.targets.xlsx.typed_cells import rows_of, typed_in, value_of

LABEL_COLUMN: Final = 0
INPUT_COLUMN: Final = 1
UNIT_COLUMN: Final = 2
NOTE_COLUMN: Final = 3

ALL_FACTORS: Final = "list__all_factors"
ALL_ACTIVITIES: Final = "list__all_activities"
"""Lists of the sheet ``_lists`` that grow with what is typed."""
ALL_FLOWS: Final = "list__flows"
"""The flows that the library has factors for; others may be typed."""

_HOW: Final = Message(
    "在黄色格里填写，一行一项；表头带 ★ 的必填。选中一格，旁边就显示说明。",
    "Fill in the yellow cells, one item a row; columns marked ★ are required. Select a cell to see what it asks.",
)
_HOW_SINGLE: Final = Message(
    "在黄色格里填写；带 ★ 的必填。选中一格，旁边就显示说明。",
    "Fill in the yellow cells; those marked ★ are required. Select a cell to see what it asks.",
)
_JUMP: Final = Message("↓ {title}", "↓ {title}")
_STAR: Final = " ★"
_WIDTHS: Final = {"number": 12.0, "unit": 11.0, "date": 12.0, "truth": 9.0, "factor": 30.0, "text": 17.0}
_WIDTH: Final = 15.0
_LEAST_WIDTH: Final = 11.0
_MOST_WIDTH: Final = 28.0
_ID_WIDTH: Final = 16.0
_NAME_WIDTH: Final = 22.0
_SINGLE_WIDTHS: Final = (30.0, 26.0, 13.0, 70.0)
_PAGE_WIDTH: Final = 175.0
"""So many characters stand side by side on a page without becoming too small to read."""
_SCREEN: Final = 12
"""So many columns stand side by side on a screen."""
_LEAST_PRINTED: Final = 25
_SPARE: Final = 5
_LEAST_OF_SEVERAL: Final = 12
_HEADER_HEIGHT: Final = {"zh": 44.0, "en": 58.0, "both": 72.0}
_WRAPPED: Final = frozenset({"label", "label required", "note", "preset", "input"})
_SELDOM: Final = frozenset(
    {
        *("multiplier", "ncv_basis", "pressure", "technology", "geography", "time", "completeness", "reliability"),
        *("evidence", "zero_reason", "missing_reason", "uncertainty", "instrument", "meter"),
        *("factor_derivation", "factor_evidence", "factor_boundary"),
    }
)
"""Fields of an activity that most rows leave empty."""


@record
class Written:
    """A sheet with the names of its inputs."""

    sheet: Sheet
    names: tuple[Name, ...]


def input_sheet(of: InputSheet, setting: Setting) -> Written:
    """One sheet of the layout."""
    writing = _Writing(of, setting)
    for single in of.singles:
        writing.single(single)
    for block in of.blocks:
        writing.block(block)
    return writing.done()


class _Writing:
    """Gathers what stands on one sheet."""

    def __init__(self, of: InputSheet, setting: Setting) -> None:
        self.of = of
        self.setting = setting
        self.cells: list[Content] = []
        self.filled: list[FilledDown] = []
        self.names: list[Name] = []
        self.drop_downs: list[DropDown] = []
        self.ranges: list[NumberRange] = []
        self.colourings: list[Colouring] = []
        self.heights: list[tuple[int, float]] = [(0, 26.0)]
        self.last_row = 0
        """The last row that is worth printing."""

    # --- single values --------------------------------------------------------------------------------

    def single(self, single: Single) -> None:
        """A label, its input, the unit and the clause that asks for it."""
        column, row, label = single.input, single.row, self.setting.label
        first = next(each for each in self.of.singles if each.table == single.table)
        if single is first:
            self._put(row - 1, LABEL_COLUMN, label(self.setting.tables[single.table].label), "section")
        style: Style = "label required" if column.required else "label"
        self._put(row, LABEL_COLUMN, label(column.label) + (_STAR if column.required else ""), style)
        typed = self.setting.inputs.singles.get((single.table, column.field))
        self._put(row, INPUT_COLUMN, value_of(typed, column, "", self.setting), _input_style(column))
        self._put(row, UNIT_COLUMN, unit_of(column), "unit")
        self._put(row, NOTE_COLUMN, note_of(column, single.table, self.setting), "note")
        self._input(column, single.table, "", Area(self.of.id, row, INPUT_COLUMN, row, INPUT_COLUMN))
        self.last_row = max(self.last_row, row)

    # --- rows -----------------------------------------------------------------------------------------

    def block(self, block: Block) -> None:
        """A title, a header and the rows below it."""
        rows = rows_of(block, self.setting.inputs)
        if len(self.of.blocks) > 1 or self.of.singles:
            self._put(block.header - 1, 0, self.setting.label(block.title), "section")
        self.heights.append((block.header, _HEADER_HEIGHT[self.setting.language]))
        for index, column in enumerate(block.columns):
            self._put(block.header, index, self._header(column), _heading(block, column))
            self._lines(block, index, rows)
            area = Area(self.of.id, block.first, index, block.first + block.rows - 1, index)
            self._input(column, block.table, block.part, area)
            if column.required and not (index == 0 and block.presets):
                self.colourings.append(_forgotten(block, area, len(block.columns)))
        printed = min(max(len(rows) + _SPARE, _LEAST_PRINTED), block.rows)
        self.last_row = max(self.last_row, block.header + printed)

    def _lines(self, block: Block, index: int, rows: tuple[Mapping[str, Typed], ...]) -> None:
        """What was typed into a column, and the empty cells below it."""
        column, presets = block.columns[index], len(block.presets) if index == 0 else 0
        for line, row in enumerate(rows[: block.rows]):
            value = value_of(typed_in(row, column, block), column, block.part, self.setting)
            self._put(block.first + line, index, value, "preset" if line < presets else _input_style(column))
        if len(rows) < block.rows:
            first, left = block.first + len(rows), block.rows - len(rows)
            self.filled.append(FilledDown(first, index, left, style=_input_style(column)))

    def _header(self, column: Column) -> str:
        unit = unit_of(column)
        label = self.setting.stacked(column.label) + (_STAR if column.required else "")
        return f"{label}\n({unit})" if unit else label

    # --- inputs ---------------------------------------------------------------------------------------

    def _input(self, column: Column, table: str, part: str, area: Area) -> None:
        self.names.append(Name(column.name, area))
        title, message = title_of(column, self.setting), help_of(column, table, self.setting)
        source = self._source(column, part)
        if source:
            quiet = source == ALL_FLOWS
            self.drop_downs.append(DropDown(area, source, self._is_closed(column), title, message, quiet))
            return
        sign = column.of.sign if column.of is not None else "any"
        lowest = None if sign == "any" or column.content != "number" else 0.0
        kind = _kind(column)
        self.ranges.append(NumberRange(area, kind, lowest, sign == "positive", title, message))

    def _source(self, column: Column, part: str) -> str:
        """The defined name of what an input is chosen from; empty for what is typed."""
        if column.content == "factor":
            return ALL_FACTORS
        if column.field == "flow" and column.content == "text":
            return ALL_FLOWS if self.setting.flows else ""
        if column.content == "reference":
            if column.choice == "activity":
                return ALL_ACTIVITIES
            return column_name(column.choice, "id") if self.setting.layout.blocks_of(column.choice) else ""
        found = self.setting.list_of(column, part)
        return found.name if found else ""

    def _is_closed(self, column: Column) -> bool:
        return not (column.content == "choice" and self.setting.standard.choice(column.choice).open)

    def _put(self, row: int, column: int, value: float | str | bool | None, style: Style) -> None:  # noqa: FBT001 -- the value of a cell
        self.cells.append(Content(row, column, value if value != "" else None, style=style))

    def _width(self, block: Block, index: int) -> float:
        """As wide as the longest option, or as what is typed usually is."""
        column = block.columns[index]
        if column.content != "choice":
            return _width(column)
        found = self.setting.list_of(column, block.part)
        longest = max((width(offer.shown) for offer in found.offers), default=0) if found else 0
        return min(max(longest * 1.1 + 3, _LEAST_WIDTH), _MOST_WIDTH)

    # --- the whole ------------------------------------------------------------------------------------

    def done(self) -> Written:
        """The sheet."""
        of = self.of
        several = len(of.blocks) > 1
        self.cells.extend(heading(self.setting, of.title, None if several else _HOW if of.blocks else _HOW_SINGLE))
        if several:
            self._jumps(of.blocks)
        widths = tuple(self._widths())
        alone = of.blocks[0] if len(of.blocks) == 1 and not of.singles else None
        columns = len(widths)
        # The title would be cut where the page ends, and is in the head of each page.
        pages = max(1, ceil(sum(widths) / _PAGE_WIDTH)) if alone else 1
        sheet = Sheet(
            of.id,
            self.setting.sheet_titles[of.id],
            tuple(self.cells),
            widths,
            frozen_rows=alone.first if alone else 3,
            frozen_columns=2 if alone and columns > _SCREEN else 0,
            drop_downs=tuple(self.drop_downs),
            ranges=tuple(self.ranges),
            colourings=tuple(self.colourings),
            print=Print(
                self._printed(columns, alone.header if alone and pages > 1 else 0),
                pages_wide=pages,
                repeated_rows=(alone.header, alone.header) if alone else None,
                repeated_columns=2 if alone and columns > _SCREEN else 0,
            ),
            tab="input",
            seldom=_seldom(alone) if alone and alone.table == "activity" else (),
            filtered=_filtered(of.id, alone) if alone else None,
            grows=True,
            heights=(*self.heights, *self._of_several_lines(widths)),
            filled=tuple(self.filled),
        )
        return Written(sheet, tuple(self.names))

    def _printed(self, columns: int, first_row: int) -> tuple[Area, ...]:
        """The whole sheet from a row on; of several tables what is filled in of each, with some rows to spare."""
        if len(self.of.blocks) == 1 or not self.of.blocks:
            return (Area(self.of.id, first_row, 0, self.last_row, columns - 1),)
        areas: list[Area] = []
        for block in self.of.blocks:
            first = 0 if block is self.of.blocks[0] else block.header - 1
            filled = len(rows_of(block, self.setting.inputs))
            last = block.header + min(max(filled + _SPARE, _LEAST_OF_SEVERAL), block.rows)
            areas.append(Area(self.of.id, first, 0, last, len(block.columns) - 1))
        return tuple(areas)

    def _of_several_lines(self, widths: tuple[float, ...]) -> Iterator[tuple[int, float]]:
        """The heights of rows with a text that one line does not hold; not every program works them out."""
        found: dict[int, float] = {}
        for cell in self.cells:
            if cell.style in _WRAPPED and isinstance(cell.value, str):
                height = height_of(cell.value, widths[cell.column])
                found[cell.row] = max(height, found.get(cell.row, ROW))
        headers = {row for row, _ in self.heights}
        return (each for each in sorted(found.items()) if each[1] > ROW and each[0] not in headers)

    def _jumps(self, blocks: Iterable[Block]) -> None:
        for index, block in enumerate(blocks):
            title = self.setting.say(_JUMP.filled(title=block.title))
            self.cells.append(Content(2, index, title, style="link", link=Cell(self.of.id, block.header - 1, 0)))

    def _widths(self) -> Iterator[float]:
        """The widest that anything in a column asks for."""
        columns = max((len(block.columns) for block in self.of.blocks), default=0)
        for index in range(max(columns, len(_SINGLE_WIDTHS) if self.of.singles else 0)):
            asked = [self._width(block, index) for block in self.of.blocks if index < len(block.columns)]
            if self.of.singles and index < len(_SINGLE_WIDTHS):
                asked.append(_SINGLE_WIDTHS[index])
            yield max(asked)


def _input_style(column: Column) -> Style:
    if column.is_percent:
        return "input percent"
    match column.content:
        case "number":
            return "input number"
        case "date":
            return "input date"
        case "unit":
            return "input unit"
        case _:
            return "input"


def _kind(column: Column) -> Literal["number", "share", "date", "text"]:
    if column.is_percent:
        return "share"
    match column.content:
        case "number" | "date":
            return column.content
        case _:
            return "text"


def _heading(block: Block, column: Column) -> Style:
    if column.required:
        return "heading required"
    return "heading seldom" if block.table == "activity" and column.field in _SELDOM else "heading"


def _width(column: Column) -> float:
    if column.field == "id":
        return _ID_WIDTH
    if column.field in ("name", "flow"):
        return _NAME_WIDTH
    return _WIDTHS.get(column.content, _WIDTH)


def _forgotten(block: Block, area: Area, columns: int) -> Colouring:
    """Red where a row has been begun and what it requires is empty."""
    row = Area(area.sheet, block.first, 0, block.first, columns - 1)
    begun = Infix(">", Call("COUNTA", (row,)), Number(0))
    empty = Call("ISBLANK", (Cell(area.sheet, area.first_row, area.first_column),))
    return Colouring(area, Call("AND", (begun, empty)), "red")


def _seldom(block: Block) -> tuple[tuple[int, int], ...]:
    """Runs of columns that most rows leave empty."""
    marked = [column.field in _SELDOM for column in block.columns]
    found: list[tuple[int, int]] = []
    for is_seldom, group in groupby(enumerate(marked), key=lambda pair: pair[1]):
        places = [index for index, _ in group]
        if is_seldom:
            found.append((places[0], places[-1]))
    return tuple(found)


def _filtered(sheet: str, block: Block) -> Area:
    return Area(sheet, block.header, 0, block.first + block.rows - 1, len(block.columns) - 1)

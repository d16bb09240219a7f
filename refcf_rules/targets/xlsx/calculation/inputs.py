"""What was typed, as formulas see it: canonical units, ids of options, #N/A where nothing is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from refcf_rules.model.field import Field
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import ChoiceType, DateType, TruthType
from refcf_rules.sheets.layout import Block, Column, InputSheet, Layout
from refcf_rules.sheets.wide_signs import WIDE_SIGNS
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.book import Style
from refcf_rules.targets.xlsx.calculation.line_sheet import LineSheet, canonical
from refcf_rules.targets.xlsx.calculation.lists import TRUTHS, OptionList, UnitList
from refcf_rules.targets.xlsx.calculation.row_sheet import FIRST, Head, RowSheet, Run, is_line
from refcf_rules.targets.xlsx.combine import MISSING, UNKNOWN, ZERO, call, infix, when
from refcf_rules.targets.xlsx.formula import Area, Cell, Formula, Text

_BLANK: Final = ZERO
INPUT_COLUMN: Final = 1
"""Beside the label of a single input."""
Place = tuple[InputSheet, Block]


@dataclass(frozen=True, slots=True)
class Lists:
    """What inputs are looked up in."""

    units: UnitList
    options: Mapping[str, OptionList]
    open_choices: frozenset[str]


class TypedRows:
    """The typed columns of one table on its calculation sheet."""

    def __init__(self, sheet: RowSheet, places: tuple[Place, ...], lists: Lists, say: Callable[[Column], Head]) -> None:
        self.sheet = sheet
        self.places = places
        self.lists = lists
        self.say = say
        self._known: dict[tuple[str, str], Cell] = {}

    def begin(self, head: Head) -> None:
        """The first column: whether anything is typed in the line."""
        runs: list[Run] = []
        start = 0
        for sheet, block in self.places:
            presets = len(block.presets)
            parts = ((0, presets, 1), (presets, block.rows, 0)) if presets else ((0, block.rows, 0),)
            for first, last, column in parts:
                row = block.first + first
                typed = Area(sheet.id, row, column, row, len(block.columns) - 1)
                test = is_line(infix(">", call("COUNTA", typed), ZERO))
                runs.append(Run(start + first, last - first, test, own=True))
            start += block.rows
        self.sheet.add_present(head, runs)

    def has(self, field: str) -> bool:
        """Whether there is a column to type it in."""
        return self._find(field) is not None

    def column(self, field: str) -> Cell:
        """A typed field; missing where nothing, or nothing that is understood, was typed."""
        return self._made(field, "", self._value)

    def unit_position(self, field: str) -> Cell:
        """Where the unit of a number stands in the list of units."""
        return self._made(field, "unit", lambda _column, at: self._position(at("unit")), "integer")

    def is_filled(self, field: str) -> Cell:
        """1 where anything is typed in the column of a field, else 0."""
        return self._made(field, "filled", lambda _column, at: is_line(infix(">", call("LEN", at("")), ZERO)))

    def _find(self, field: str, *, unit: bool = False) -> tuple[int, Column] | None:
        for index, column in enumerate(self.places[0][1].columns):
            if column.field == field and (column.content == "unit") == unit:
                return index, column
        return None

    def _made(
        self,
        field: str,
        what: str,
        make: Callable[[Column, Callable[[str], Cell]], Formula],
        style: Style | None = None,
    ) -> Cell:
        found = self._known.get((field, what))
        if found is not None:
            return found
        place = self._find(field)
        if place is None:
            raise KeyError(field)
        index, column = place
        unit_index, _ = self._find(field, unit=True) or place
        own: dict[str, Cell] = {}
        if what == "" and column.content == "number" and column.unit is None:
            own["position"] = self._unit_of(field)
        runs: list[Run] = []
        start = 0
        for sheet, block in self.places:

            def at(asked: str, block: Block = block, sheet: InputSheet = sheet, start: int = start) -> Cell:
                if asked == "position":
                    cell = own["position"]
                    return Cell(cell.sheet, FIRST + start, cell.column)
                return Cell(sheet.id, block.first, unit_index if asked == "unit" else index)

            runs.append(Run(start, block.rows, make(column, at), own=True))
            start += block.rows
        shown = style or ("date" if column.content == "date" else "number" if column.content == "number" else "text")
        self._known[field, what] = made = self.sheet.add_runs(self.say(column), runs, shown)
        return made

    def _unit_of(self, field: str) -> Cell:
        """The parts of a factor share the unit of its value."""
        return self.unit_position(field if self._find(field, unit=True) else "value")

    def _position(self, unit: Cell) -> Formula:
        wanted = call("TRIM", unit)
        position = combine.position_of(wanted, self.lists.units.symbols)
        return when(infix("=", call("LEN", wanted), ZERO), MISSING, position)

    def _value(self, column: Column, at: Callable[[str], Cell]) -> Formula:
        if column.content == "number" and column.unit is None:
            up = combine.entry(self.lists.units.numerators, at("position"))
            down = combine.entry(self.lists.units.denominators, at("position"))
            scaled = infix("/", infix("*", at(""), up), down)
            return when(call("ISNUMBER", at("")), scaled, MISSING)
        return typed_value(column, at(""), self.lists)


def typed_value(column: Column, cell: Cell, lists: Lists) -> Formula:
    """What one cell means."""
    match column.content:
        case "number":
            unit = None if column.is_percent else column.unit
            return when(call("ISNUMBER", cell), canonical(cell, unit), MISSING)
        case "date":
            return when(call("ISNUMBER", cell), call("INT", cell), MISSING)
        case "truth":
            options = lists.options[TRUTHS]
            position = combine.position_of(call("TRIM", cell), options.spellings)
            found = combine.entry(options.ids, position)
            return when(_is_blank(cell), UNKNOWN, when(combine.is_missing(position), UNKNOWN, found))
        case "choice":
            return _option(cell, lists.options.get(column.choice), is_open=column.choice in lists.open_choices)
        case "text" | "factor" | "unit" | "reference":
            return when(_is_blank(cell), MISSING, _folded(cell))
        case _:
            assert_never(column.content)


def _folded(cell: Cell) -> Formula:
    """A text as texts are compared: trimmed, with the plain form of what a Chinese keyboard types wide (item 37)."""
    text: Formula = cell
    for wide, plain in WIDE_SIGNS:
        text = call("SUBSTITUTE", text, Text(wide), Text(plain))
    return call("TRIM", text)


def _option(cell: Cell, options: OptionList | None, *, is_open: bool) -> Formula:
    text = call("TRIM", cell)
    if options is None:
        return when(_is_blank(cell), MISSING, text)
    position = combine.position_of(text, options.spellings)
    found = combine.entry(options.ids, position)
    if is_open:
        found = when(combine.is_missing(position), text, found)
    return when(_is_blank(cell), MISSING, found)


def _is_blank(cell: Cell) -> Formula:
    return infix("=", call("LEN", call("TRIM", cell)), _BLANK)


class TypedSingles:
    """The single inputs, a line each."""

    def __init__(self, lines: LineSheet, layout: Layout, lists: Lists, say: Callable[[Column], Head]) -> None:
        self.lines = lines
        self.layout = layout
        self.lists = lists
        self.say = say
        self._known: dict[tuple[str, str], Cell] = {}

    def value(self, table: str, field: str, of: Field | None) -> Cell:
        """One input; a line that is missing for ever if nobody can type it."""
        found = self._known.get((table, field))
        if found is None:
            found = self._known[table, field] = self._line(table, field, of)
        return found

    def _line(self, table: str, field: str, of: Field | None) -> Cell:
        place = self.layout.single(table, field)
        if place is None:
            absent = UNKNOWN if of is not None and isinstance(of.type, TruthType) else MISSING
            return self.lines.add(Head(f"{table}.{field}"), absent)
        sheet, single = place
        cell = Cell(sheet.id, single.row, INPUT_COLUMN, fixed=True)
        style: Style = "date" if single.input.content == "date" else _style(of)
        return self.lines.add(self.say(single.input), typed_value(single.input, cell, self.lists), style)


def _style(of: Field | None) -> Style:
    kind = None if of is None else of.type
    return "date" if isinstance(kind, DateType) else "text" if isinstance(kind, ChoiceType) else "number"


def open_choices(standard: Standard) -> frozenset[str]:
    """The choices that take other texts than their own."""
    return frozenset(choice.id for choice in standard.choices if choice.open)

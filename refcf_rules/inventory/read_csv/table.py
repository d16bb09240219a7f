"""The rows of one CSV file by their columns: which values they give, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from typing import Final

from refcf_rules.inventory import row_kinds
from refcf_rules.inventory.cell_number import UNIT_NAME, VALUE_NAME, is_bare
from refcf_rules.inventory.document.nodes import Entry, Mapping, Node, Scalar
from refcf_rules.inventory.names import folded
from refcf_rules.inventory.read_csv.columns import Column, Columns, scalar
from refcf_rules.inventory.read_csv.grid import Cell, Line, lines_of
from refcf_rules.inventory.read_faults import FaultList, shown
from refcf_rules.inventory.read_kinds import MOST_ROWS, TOO_MANY_ROWS
from refcf_rules.inventory.read_shape import Shape
from refcf_rules.model.component import COMPONENTS
from refcf_rules.model.field import Field, Table
from refcf_rules.model.types import DateType
from refcf_rules.model.written import FACTOR
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.text import SourceFile, Span

_YEAR_FIRST: Final = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})(?: 0?0:00(?::00)?)?")
"""How Excel in Chinese saves every date, whatever was typed; no country writes the day in the middle of this."""
_NAMING: Final = ("id", "product", "component")
_FACTOR_VALUE: Final = f"{FACTOR}.value"
_FACTOR_PARTS: Final = tuple(f"{FACTOR}.{part}" for part in COMPONENTS)


@record
class CsvRow:
    """One row: its values by field, the id of the row it belongs to, and the factor it names."""

    source: SourceFile
    span: Span
    cells: Map[str, tuple[Field, Scalar, Scalar | None]]
    parent: Scalar | None
    factor: Scalar | None

    @property
    def id(self) -> str | None:
        """What rows of nested tables call it by."""
        for field in _NAMING:
            if field in self.cells:
                return folded(self.cells[field][1].text)
        return None

    def mapping(self, pointer: str, more: tuple[Entry, ...] = ()) -> Mapping:
        """The row as a mapping of the document; ``more`` are entries that other files give."""
        entries = (self._entry(field, value, unit, pointer) for field, value, unit in self.cells.values())
        return Mapping((*entries, *more), self.span, pointer)

    def _entry(self, field: Field, value: Scalar, unit: Scalar | None, pointer: str) -> Entry:
        return Entry(field.id, value.span, valued(value, unit, f"{pointer}/{field.id}"))


def valued(value: Scalar, unit: Scalar | None, pointer: str) -> Node:
    """A value at its place in the document, with the unit that stands in another cell, if there is one."""
    placed = _at(value, pointer)
    if unit is None:
        return placed
    entries = (Entry(VALUE_NAME.id, value.span, placed), Entry(UNIT_NAME.id, unit.span, _at(unit, pointer)))
    return Mapping(entries, value.span, pointer)


def _at(value: Scalar, pointer: str) -> Scalar:
    return Scalar(value.text, value.quoted, value.json_type, value.span, pointer)


def rows_of(source: SourceFile, shape: Shape, parent: Table | None, faults: FaultList) -> tuple[CsvRow, ...]:
    """The rows of a table; what they mean is read later.

    Faults of the labels and cells without a column are noted. Raises ``BrokenTableError`` where the text is no table.
    """
    lines = lines_of(source)
    header = next(lines, ())
    columns = Columns(source, shape, parent, faults)
    known = columns.read(header)
    reader = _Rows(source, known, columns.units(), frozenset(cell.column for cell in header), faults)
    rows: list[CsvRow] = []
    for line in lines:
        if faults.is_full:
            break
        if len(rows) == MOST_ROWS:
            faults.add(reader.too_many(line))
            break
        rows.append(reader.row(line))
    return tuple(rows)


class _Rows:
    def __init__(
        self,
        source: SourceFile,
        columns: Map[int, Column],
        units: Map[int, int],
        labelled: frozenset[int],
        faults: FaultList,
    ) -> None:
        self._source = source
        self._columns = columns
        self._units = units
        self._labelled = labelled
        self._faults = faults

    def row(self, line: Line) -> CsvRow:
        """What one row gives."""
        by_column = {cell.column: cell for cell in line}
        cells = {field.id: (field, value, unit) for field, value, unit in self._values(by_column)}
        named = {
            column.sort: scalar(self._source, by_column[index])
            for index, column in self._columns.items()
            if index in by_column
        }
        self._refuse_stray(line)
        return CsvRow(
            self._source,
            self._source.span(line[0].start, line[-1].end),
            _with_unit_of_factor(cells),
            named.get("parent"),
            named.get("factor"),
        )

    def _values(self, line: Map[int, Cell]) -> Iterator[tuple[Field, Scalar, Scalar | None]]:
        for index, column in self._columns.items():
            cell = line.get(index)
            if cell is None or column.field is None:
                continue
            beside = line.get(self._units.get(index, -1))
            unit = column.unit if beside is None else scalar(self._source, beside)
            yield column.field, value_of(self._source, cell, column.field), unit

    def too_many(self, line: Line) -> Fault:
        """The fault of the first row beyond the limit."""
        message = Message("到这一行已超过 {most} 行。", "With this row there are more than {most}.")
        hint = Message("按现场或报告期拆成几份清单。", "Split it into one inventory per site or reporting period.")
        span = self._source.span(line[0].start, line[-1].end)
        return Fault(TOO_MANY_ROWS, span, "", message.filled(most=MOST_ROWS), hint)

    def _refuse_stray(self, line: Line) -> None:
        stray = next((cell for cell in line if cell.column not in self._labelled), None)
        if stray is not None:
            message = Message("“{text}”所在的列没有列名。", "The column of “{text}” has no label.")
            hint = Message("给这一列写上列名，或删去这一格。", "Give the column its label, or delete the cell.")
            said = message.filled(text=shown(stray.text))
            span = self._source.span(stray.start, stray.end)
            self._faults.add(Fault(row_kinds.UNKNOWN_FIELD, span, "", said, hint))


def value_of(source: SourceFile, cell: Cell, field: Field | None) -> Scalar:
    """The value of a cell; a date as spreadsheets save it is turned into ISO 8601."""
    is_date = field is not None and isinstance(field.type, DateType)
    found = _YEAR_FIRST.fullmatch(folded(cell.text)) if is_date else None
    text = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else None
    return scalar(source, cell, text=text)


def _with_unit_of_factor(
    cells: dict[str, tuple[Field, Scalar, Scalar | None]],
) -> dict[str, tuple[Field, Scalar, Scalar | None]]:
    """The parts of a factor are in the unit of its value, unless they have their own."""
    _, _, unit = cells.get(_FACTOR_VALUE, (None, None, None))
    for part in _FACTOR_PARTS if unit is not None else ():
        field, value, own = cells.get(part, (None, None, None))
        if field is not None and value is not None and own is None and is_bare(value):
            cells[part] = (field, value, unit)
    return cells

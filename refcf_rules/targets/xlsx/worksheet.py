"""A worksheet for xlsxwriter that writes cells filled down as templates of whole rows.

Three hundred thousand cells of a workbook differ from those above them in row numbers only. The bytes are those that
xlsxwriter would write for each cell by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final

from xlsxwriter.worksheet import Worksheet

from refcf_rules.record import record
from refcf_rules.targets.xlsx.package import Part
from refcf_rules.targets.xlsx.print_formula import ROW, column_letters

ERRORS: Final = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
_SPAN: Final = 16
_MARKED: Final = re.compile(f"{ROW}(-?[0-9]+){ROW}")
_LARGEST_WHOLE: Final = 1e15

Stored = float | str | bool
Shown = float | str | bool | None


@record
class Down:
    """Cells below each other as the file spells them: a formula in pieces, or None for empty ones.

    Every other piece is the row of a cell that the first of them refers to.
    """

    row: int
    column: int
    count: int
    pieces: tuple[str, ...] | None
    style: int
    values: tuple[tuple[Shown, int], ...]


class FilledWorksheet(Worksheet):
    """A worksheet that takes formulas as they are, and may be printed in several areas."""

    fh: StringIO  # type: ignore[assignment]  # xlsxwriter says None
    """The part of the package that is being written."""

    def __init__(self) -> None:
        super().__init__()
        self._down: list[Down] = []

    def print_areas(self, areas: list[str]) -> None:
        """What is printed, each area on pages of its own; xlsxwriter knows of one area only."""
        self.print_area_range = ",".join(areas)

    def fill_down(self, down: Down) -> None:
        """Cells below each other; no other cell stands in their place."""
        self._check_dimensions(down.row, down.column)
        self._check_dimensions(down.row + down.count - 1, down.column)
        self._down.append(down)

    def _prepare_formula(self, formula: str, _expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002 -- its signature
        """Thirty regular expressions would look for functions newer than Excel 2007 in each formula."""
        return formula.removeprefix("=")

    def _xml_formula_element(
        self, formula: str, result: object, attributes: Iterable[tuple[str, str | int]] = ()
    ) -> None:
        """An empty text is a text, as Excel writes it; xlsxwriter leaves open what it is."""
        typed = [*attributes, ("t", "str")] if result == "" else [*attributes]
        super()._xml_formula_element(formula, result, typed)

    # --- rows -----------------------------------------------------------------------------------------

    def _write_rows(self) -> None:
        if self._down and isinstance(self.fh, Part):
            self.fh.later(self._rows_down)
        else:
            super()._write_rows()

    def _rows_down(self) -> str:
        self.fh = StringIO()
        self._write_rows_down()
        return self.fh.getvalue()

    def _write_rows_down(self) -> None:
        self._calculate_spans()
        cells: dict[int, str] = {}
        starts = self._starts()
        places = sorted(starts)
        for place, row in enumerate(places):
            cells |= starts[row]
            end = places[place + 1] if place + 1 < len(places) else row + 1
            self._write_alike(range(row, end), {column: text for column, text in cells.items() if text})

    def _write_alike(self, rows: range, cells: dict[int, str]) -> None:
        """Rows that differ in row numbers only."""
        if not cells and not any(row in self.row_info for row in rows):
            return
        text, offsets = _template(cells[column] for column in sorted(cells))
        for row in rows:
            self._write_row(row, self.row_spans.get(row // _SPAN), self.row_info.get(row), not cells)
            if cells:
                self.fh.write(_written(text, offsets, row))
                self._xml_end_tag("row")

    def _starts(self) -> dict[int, dict[int, str]]:
        """For each row that differs from the one above it, the columns that do; an empty text ends one."""
        found: dict[int, dict[int, str]] = {}
        for down in self._down:
            row = down.row
            for text, count in self._cells_down(down):
                found.setdefault(row, {})[down.column] = text
                row += count
            found.setdefault(row, {}).setdefault(down.column, "")
        for row in [row for row, cells in self.table.items() if cells]:
            for column in self.table[row]:
                found.setdefault(row, {})[column] = self._single(row, column)
                found.setdefault(row + 1, {}).setdefault(column, "")
        for row in self.row_info:
            found.setdefault(row, {})
            found.setdefault(row + 1, {})
        return found

    def _single(self, row: int, column: int) -> str:
        file, self.fh = self.fh, StringIO()
        self._write_cell(row, column, self.table[row][column])
        text = self.fh.getvalue()
        self.fh = file
        return text

    def _cells_down(self, down: Down) -> Iterator[tuple[str, int]]:
        """The text of each run of cells, with marks where the numbers of rows go."""
        head = f'<c r="{column_letters(down.column)}{_mark(0)}" s="{down.style}"'
        if down.pieces is None:
            yield f"{head}/>", down.count
            return
        formula = "".join(
            _mark(int(piece) - down.row) if index % 2 else _escaped(piece) for index, piece in enumerate(down.pieces)
        )
        for value, count in down.values:
            yield f"{head}{_kind(value)}><f>{formula}</f><v>{_escaped(_shown(value))}</v></c>", count

    def _calculate_spans(self) -> None:
        """The first and last column of every sixteen rows, as Excel writes them."""
        columns: dict[int, set[int]] = {}
        for row, cells in self.table.items():
            columns.setdefault(row // _SPAN, set()).update(cells)
        for down in self._down:
            for block in range(down.row // _SPAN, (down.row + down.count - 1) // _SPAN + 1):
                columns.setdefault(block, set()).add(down.column)
        self.row_spans = {block: f"{min(found) + 1}:{max(found) + 1}" for block, found in columns.items() if found}


def _escaped(text: Stored) -> str:
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def stored(value: Shown) -> Stored:
    """The value of a formula; a whole number without a point, which in so many cells is worth it."""
    if value is None:
        return ""
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_WHOLE
    return int(value) if is_whole else value


def _kind(value: Shown) -> str:
    if isinstance(value, bool):
        return ' t="b"'
    if value is None or isinstance(value, str):
        return ' t="e"' if value in ERRORS else ' t="str"'
    return ""


def _shown(value: Shown) -> Stored:
    return int(value) if isinstance(value, bool) else stored(value)


def _mark(distance: int) -> str:
    """Stands for the number of a row so far from the one that is written."""
    return f"{ROW}{distance}{ROW}"


def _template(cells: Iterable[str]) -> tuple[str, tuple[int, ...]]:
    """The text of a row with marks, and the distances that they speak of."""
    text = "".join(cells)
    return text, tuple(sorted({int(found) for found in _MARKED.findall(text)}))


def _written(text: str, distances: tuple[int, ...], row: int) -> str:
    for distance in distances:
        text = text.replace(_mark(distance), str(row + distance + 1))
    return text

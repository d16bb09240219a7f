"""A sheet of fixed lists that formulas refer to: units, options, the factor library, tables of the standard."""

from __future__ import annotations

from collections.abc import Sequence

from refcf_rules.targets.xlsx.book import Content, Sheet, Style, Visibility
from refcf_rules.targets.xlsx.formula import Area, Cell, Formula

Entry = float | str | bool | None | Formula
_HEADING: Style = "heading"


class Grid:
    """Lists side by side or below each other; every list has a heading of its own."""

    def __init__(self, id_: str, title: str, visibility: Visibility = "visible") -> None:
        self.id = id_
        self.title = title
        self.visibility = visibility
        self._cells: dict[tuple[int, int], Content] = {}
        self.next_row = 0

    def put(self, row: int, column: int, entry: Entry, style: Style = "text") -> Cell:
        """One cell."""
        if entry is None or isinstance(entry, float | str | bool):
            self._cells[row, column] = Content(row, column, entry, style=style)
        else:
            self._cells[row, column] = Content(row, column, formula=entry, style=style)
        return Cell(self.id, row, column, fixed=True)

    def column(self, column: int, heading: str, entries: Sequence[Entry], row: int = 0, style: Style = "text") -> Area:
        """A list below its heading, which stands in ``row``; its cells. A list of nothing has one empty cell."""
        self.put(row, column, heading, _HEADING)
        for index, entry in enumerate(entries, start=row + 1):
            if entry is not None:
                self.put(index, column, entry, style)
        self.next_row = max(self.next_row, row + len(entries) + 2)
        return Area(self.id, row + 1, column, row + max(len(entries), 1), column, fixed=True)

    def sheet(self) -> Sheet:
        """The sheet as it stands."""
        cells = tuple(self._cells[place] for place in sorted(self._cells))
        return Sheet(self.id, self.title, cells, frozen_rows=1, visibility=self.visibility)


def cell_in(area: Area, index: int) -> Cell:
    """One cell of a column, counted from 0."""
    return Cell(area.sheet, area.first_row + index, area.first_column, fixed=True)

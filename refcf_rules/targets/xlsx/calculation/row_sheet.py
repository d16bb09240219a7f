"""A calculation sheet of one table: a line per line of input, a column per value that is worked out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from refcf_rules.record import record
from refcf_rules.sheets.titles import LONGEST
from refcf_rules.targets.xlsx.book import Content, FilledDown, Sheet, Style
from refcf_rules.targets.xlsx.combine import NOTHING, ONE, ZERO, infix, weight, when
from refcf_rules.targets.xlsx.formula import Area, Cell, Formula, Moved

FIRST: Final = 5
"""The first line; above it stand title, clause, label, the formula in words, unit."""
PRESENT: Final = 0
_WIDTH: Final = 14.0
_BYTES_OF_CELL: Final = 45
_BYTES_OF_PART: Final = 7
_LONGEST_LINE: Final = 22_000
"""About so many bytes may a line have in the file."""


@record
class Head:
    """What stands above a column or beside a value: clause, what it is, the formula in words, unit."""

    label: str
    words: str = ""
    clause: str = ""
    unit: str = ""


@record
class Run:
    """Lines that hold the same formula; it is written for the first line of the sheet, or of the run (``own``)."""

    start: int
    count: int
    formula: Formula
    own: bool = False


@record
class _Column:
    head: Head
    runs: tuple[Run, ...]
    style: Style


class _Page:
    """One of the sheets that the columns of a table are spread over."""

    def __init__(self, id_: str, title: str) -> None:
        self.id = id_
        self.title = title
        self.columns: list[_Column] = []
        self.size = 0


class RowSheet:
    """Columns are added as they are needed; each later one refers to earlier ones of the same line.

    Lines of many columns go on, in the same order, on further sheets: a packed file finds repetitions only within
    32 kB, so that a line longer than this is packed as if it were not like the one above.
    """

    def __init__(self, id_: str, title: str, rows: int) -> None:
        self.id = id_
        self.title = title
        self.rows = rows
        self._pages = [_Page(id_, title)]
        self._alike: dict[tuple[Formula, Formula], Cell] = {}

    @property
    def present(self) -> Cell:
        """Whether anything stands in the line: 1 or 0, in the first column."""
        return Cell(self.id, FIRST, PRESENT)

    def holds(self, cell: Cell) -> bool:
        """Whether a cell stands in a line of this table."""
        return any(cell.sheet == page.id for page in self._pages) and not cell.fixed

    def area(self, of: Cell) -> Area:
        """The whole column of a cell."""
        return Area(of.sheet, FIRST, of.column, FIRST + self.rows - 1, of.column, fixed=True)

    def add(self, head: Head, formula: Formula, style: Style = "number", absent: Formula = NOTHING) -> Cell:
        """A column with one formula; lines where nothing stands hold ``absent``."""
        made = self.add_runs(head, (Run(0, self.rows, formula),), style, absent)
        self._alike.setdefault((formula, absent), made)
        return made

    def share(self, head: Callable[[], Head], formula: Formula, style: Style, absent: Formula) -> Cell:
        """The same, or the column that holds the same already."""
        return self._alike.get((formula, absent)) or self.add(head(), formula, style, absent)

    def add_runs(self, head: Head, runs: Sequence[Run], style: Style = "number", absent: Formula = NOTHING) -> Cell:
        """A column with a formula for each part of the sheet."""
        self._turn_page()
        guarded = tuple(
            Run(run.start, run.count, when(infix("=", self._present(run), ONE), run.formula, absent), run.own)
            for run in runs
        )
        return self._append(_Column(head, guarded, style))

    def add_present(self, head: Head, runs: Sequence[Run]) -> None:
        """The first column: 1 where anything stands."""
        self._append(_Column(head, tuple(runs), "integer"))

    def _present(self, run: Run) -> Cell:
        present = Cell(self._pages[-1].id, FIRST, PRESENT)
        return below(present, run.start) if run.own else present

    def _append(self, column: _Column) -> Cell:
        page = self._pages[-1]
        page.columns.append(column)
        page.size += _BYTES_OF_CELL + _BYTES_OF_PART * max(weight(run.formula) for run in column.runs)
        return Cell(page.id, FIRST, len(page.columns) - 1)

    def _turn_page(self) -> None:
        """A new sheet where the lines are long enough; it begins by saying which lines are in use."""
        if self._pages[-1].size < _LONGEST_LINE:
            return
        number = len(self._pages) + 1
        self._pages.append(_Page(f"{self.id}_{number}", f"{self.title[: LONGEST - 3]} {number}"))
        first = self._pages[0].columns[PRESENT].head
        self._append(_Column(first, (Run(0, self.rows, self.present),), "integer"))

    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets as they stand."""
        return tuple(map(self._sheet, self._pages))

    @staticmethod
    def _sheet(page: _Page) -> Sheet:
        cells = [Content(0, 0, page.title, style="title")]
        filled: list[FilledDown] = []
        for index, column in enumerate(page.columns):
            cells += _heading(index, column.head)
            for run in column.runs:
                first = run.formula if run.own or not run.start else Moved(run.formula, run.start)
                filled.append(FilledDown(FIRST + run.start, index, run.count, first, column.style))
        widths = (8.0, *([_WIDTH] * (len(page.columns) - 1)))
        return Sheet(
            page.id, page.title, tuple(cells), widths, frozen_rows=FIRST, frozen_columns=1, filled=tuple(filled)
        )


def below(of: Cell, rows: int) -> Cell:
    """The cell so many rows further down."""
    return Cell(of.sheet, of.row + rows, of.column, of.fixed)


def is_line(test: Formula) -> Formula:
    """1 where a test holds, else 0: for the first column."""
    return when(test, ONE, ZERO)


def _heading(index: int, head: Head) -> list[Content]:
    parts: tuple[tuple[str, Style], ...] = (
        (head.clause, "clause"),
        (head.label, "heading"),
        (head.words, "words"),
        (head.unit, "unit"),
    )
    return [Content(row, index, text, style=style) for row, (text, style) in enumerate(parts, start=1) if text]

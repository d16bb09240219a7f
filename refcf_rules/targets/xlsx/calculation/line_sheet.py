"""A calculation sheet of single values: a line each, with clause, formula in words, value and unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.quantities.unit import Unit
from refcf_rules.targets.xlsx.book import Content, Sheet, Style, Visibility
from refcf_rules.targets.xlsx.calculation.row_sheet import Head
from refcf_rules.targets.xlsx.combine import infix
from refcf_rules.targets.xlsx.formula import Cell, Formula, Number
from refcf_rules.targets.xlsx.heights import ROW, height_of

TOP: Final = 2
CLAUSE, LABEL, WORDS, SHOWN, UNIT, VALUE = range(6)
"""``VALUE`` is what other formulas refer to, in the units in which is calculated; ``SHOWN`` is for people."""
_WIDTHS: Final = (10.0, 34.0, 70.0, 16.0, 14.0, 16.0)


class LineSheet:
    """Lines are taken first, so that formulas may refer to them, and filled when they are worked out."""

    def __init__(self, id_: str, title: str, headings: tuple[str, ...], visibility: Visibility = "visible") -> None:
        self.id = id_
        self.title = title
        self.visibility = visibility
        self._headings = headings
        self._cells: list[Content] = []
        self._next = TOP

    def take(self, head: Head) -> Cell:
        """A new line; its value is still to come."""
        row = self._next
        self._next += 1
        texts: tuple[tuple[int, str, Style], ...] = (
            (CLAUSE, head.clause, "clause"),
            (LABEL, head.label, "label"),
            (WORDS, head.words, "words"),
            (UNIT, head.unit, "unit"),
        )
        self._cells += [Content(row, column, text, style=style) for column, text, style in texts if text]
        return Cell(self.id, row, VALUE, fixed=True)

    def head(self, text: str) -> None:
        """A heading of its own line."""
        self._cells.append(Content(self._next, LABEL, text, style="heading"))
        self._next += 1

    def fill(self, line: Cell, formula: Formula | float | str, shown: Formula | None, style: Style = "number") -> Cell:
        """The value of a line, and how people read it."""
        if isinstance(formula, float | str):
            self._cells.append(Content(line.row, VALUE, formula, style=style))
        else:
            self._cells.append(Content(line.row, VALUE, formula=formula, style=style))
        if shown is not None:
            self._cells.append(Content(line.row, SHOWN, formula=shown, style=style))
        return line

    def shown_of(self, line: Cell) -> Cell:
        """Where people read the value of a line."""
        return Cell(self.id, line.row, SHOWN, fixed=True)

    def add(self, head: Head, formula: Formula | float | str, style: Style = "number") -> Cell:
        """A line with its value."""
        return self.fill(self.take(head), formula, None, style)

    def sheet(self) -> Sheet:
        """The sheet as it stands."""
        top = [Content(0, 0, self.title, style="title")]
        top += [Content(1, column, text, style="heading") for column, text in enumerate(self._headings)]
        cells = tuple(sorted((*top, *self._cells), key=lambda cell: (cell.row, cell.column)))
        heights = tuple(self._heights()) if self.visibility == "visible" else ()
        return Sheet(
            self.id,
            self.title,
            cells,
            widths=_WIDTHS,
            frozen_rows=TOP,
            visibility=self.visibility,
            heights=heights,
        )

    def _heights(self) -> Iterator[tuple[int, float]]:
        """Lines whose words take more than one line of text are higher: no program does that by itself on paper."""
        highest: dict[int, float] = {}
        for cell in self._cells:
            if cell.column in (CLAUSE, LABEL, WORDS) and isinstance(cell.value, str):
                height = height_of(cell.value, _WIDTHS[cell.column])
                highest[cell.row] = max(height, highest.get(cell.row, 0.0))
        yield from ((row, height) for row, height in sorted(highest.items()) if height > ROW)


def in_unit(value: Formula, unit: Unit) -> Formula:
    """A canonical value in the unit that people read it in."""
    scaled = infix("-", value, Number(float(unit.offset))) if unit.offset else value
    up, down = float(unit.factor.denominator), float(unit.factor.numerator)
    scaled = infix("*", scaled, Number(up)) if up != 1 else scaled
    return infix("/", scaled, Number(down)) if down != 1 else scaled


def canonical(value: Formula, unit: Unit | None) -> Formula:
    """A value as it is typed, in the canonical unit: times the numerator, then by the denominator."""
    if unit is None:
        return value
    up, down = float(unit.factor.numerator), float(unit.factor.denominator)
    scaled = infix("*", value, Number(up)) if up != 1 else value
    scaled = infix("/", scaled, Number(down)) if down != 1 else scaled
    return infix("+", scaled, Number(float(unit.offset))) if unit.offset else scaled

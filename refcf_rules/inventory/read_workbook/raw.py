"""A workbook as its file holds it: sheets of cells, names, formats. Rows and columns count from 0."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from refcf_rules.record import record

CellKind = Literal["number", "text", "truth", "error", "nothing"]
"""``nothing`` is a formula without a value."""
Format = Literal["percent", "date", "text", "other"]
_LETTERS: Final = 26


class RawCell(NamedTuple):
    """A cell that holds something. ``text`` of a truth is ``TRUE`` or ``FALSE``.

    ``formula`` is written as for ``origin``, row and column, where several cells share it; else for the cell itself.
    """

    row: int
    column: int
    kind: CellKind
    text: str
    formula: str | None
    style: int
    origin: tuple[int, int] | None = None


class Area(NamedTuple):
    """A rectangle, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


@record
class RawList:
    """A drop-down: the cells that have it and the source of its options."""

    areas: tuple[Area, ...]
    source: str


@record
class RawSheet:
    """One sheet with all its cells in the order of the file."""

    title: str
    part: str
    is_visible: bool
    cells: tuple[RawCell, ...]
    merged: tuple[Area, ...]
    lists: tuple[RawList, ...]


@record
class RawName:
    """The cells of a defined name; ``area`` is None where they are gone."""

    sheet: str
    area: Area | None


@record
class RawBook:
    """The whole workbook. ``formats`` says by the number of a style what its numbers are shown as.

    ``struck`` are the numbers of the styles that strike through.
    """

    sheets: tuple[RawSheet, ...]
    names: Mapping[str, RawName]
    formats: tuple[Format, ...]
    from_1904: bool
    struck: frozenset[int] = frozenset()

    def sheet(self, title: str) -> RawSheet | None:
        """A sheet by its title, which is the same whatever its case."""
        wanted = title.casefold()
        return next((each for each in self.sheets if each.title.casefold() == wanted), None)


def reference(row: int, column: int) -> str:
    """The address of a cell as people know it: H12."""
    letters = ""
    left = column + 1
    while left:
        left, digit = divmod(left - 1, _LETTERS)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row + 1}"


def column_number(letters: str) -> int:
    """The number of a column, from 0."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1

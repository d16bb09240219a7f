"""How high a row has to be for the text in it, which no program works out before the sheet is seen."""

from __future__ import annotations

from math import ceil
from typing import Final

ROW: Final = 17.0
"""A row of one line, in points."""
_MORE: Final = 14.5
_HIGHEST: Final = 405.0
"""Excel takes a file for damaged in which a row is higher than 409 points."""
_LETTER: Final = 0.95
_CHARACTER: Final = 2.1
"""A letter and a Chinese character, in what widths of columns count in."""


def lines_of(text: str, columns: float) -> int:
    """How many lines a text takes in a column so wide."""
    return sum(max(1, ceil(_width(line) / columns)) for line in text.split("\n"))


def height_of(text: str, columns: float) -> float:
    """The height of a row, in points."""
    return min(ROW + (lines_of(text, columns) - 1) * _MORE, _HIGHEST)


def _width(line: str) -> float:
    letters = sum(char.isascii() for char in line)
    return letters * _LETTER + (len(line) - letters) * _CHARACTER

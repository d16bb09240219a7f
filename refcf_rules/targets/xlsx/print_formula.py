"""Formulas as the text of a cell: what Excel, WPS and LibreOffice read alike."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain, zip_longest
from typing import Final, assert_never

from refcf_rules.sheets.fingerprint import LONGEST_FORMULA
from refcf_rules.targets.xlsx.formula import Area, Call, Cell, Formula, Infix, Moved, Named, Number, Text, unmoved

DEEPEST: Final = 64
LONGEST_TEXT: Final = 255
_LETTERS: Final = 26

ROW: Final = "\x00"
"""Stands before and behind a row that moves with the formula, counted from 0; no formula holds it otherwise."""


class FormulaTooLongError(ValueError):
    """A formula that no spreadsheet program takes; the emitter divides it among cells before that."""


class FormulaPrinter:
    """Prints the formulas of one workbook; ``titles`` are those of its sheets by id."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._sheets = {id_: f"'{title.replace(chr(39), chr(39) * 2)}'!" for id_, title in titles.items()}
        self._known: dict[tuple[int, str], tuple[Formula, tuple[str, ...]]] = {}

    def text(self, formula: Formula, on: str = "") -> str:
        """The formula without its equals sign; references to the sheet ``on`` go without the sheet's name."""
        pieces, rows = self.pieces(formula, on)
        numbers = [str(int(piece) + rows + 1) for piece in pieces[1::2]]
        text = "".join(chain.from_iterable(zip_longest(pieces[::2], numbers, fillvalue="")))
        if len(text) >= LONGEST_FORMULA:
            raise FormulaTooLongError(text[:200])
        return text

    def pieces(self, formula: Formula, on: str = "") -> tuple[tuple[str, ...], int]:
        """The formula where it was first written, and how many rows below that it stands.

        Texts and rows that move with it (from 0) by turns.
        """
        formula, rows = unmoved(formula)
        found = self._known.get((id(formula), on))
        if found is None:
            found = self._known[id(formula), on] = formula, tuple(self._marked(formula, on, 0).split(ROW))
        return found[1], rows

    def _marked(self, of: Formula, on: str, depth: int) -> str:
        """The formula with marks around the rows that move with it."""
        if depth > DEEPEST:
            raise FormulaTooLongError("nested too deeply")
        match of:
            case Cell():
                return self._place(of.sheet, on) + _reference(of.row, of.column, fixed=of.fixed)
            case Number(value=value):
                return number_text(value)
            case Infix(operator=operator, left=left, right=right):
                return f"({self._marked(left, on, depth + 1)}{operator}{self._marked(right, on, depth + 1)})"
            case Call(function=function, arguments=arguments):
                return f"{function}({','.join([self._marked(each, on, depth + 1) for each in arguments])})"
            case Text(value=value):
                return _quoted(value.replace(ROW, ""))
            case Area():
                first = _reference(of.first_row, of.first_column, fixed=of.fixed)
                last = _reference(of.last_row, of.last_column, fixed=of.fixed)
                return f"{self._place(of.sheet, on)}{first}:{last}"
            case Named(name=name):
                return name
            case Moved(formula=formula, rows=rows):
                inner = self._marked(formula, on, depth).split(ROW)
                inner[1::2] = [str(int(row) + rows) for row in inner[1::2]]
                return ROW.join(inner)
            case _:
                assert_never(of)

    def _place(self, sheet: str, on: str) -> str:
        return "" if sheet == on else self._sheets[sheet]


def number_text(value: float) -> str:
    """A number that reads back as the same double; a negative one in brackets."""
    text = repr(value).upper()
    text = text.removesuffix(".0")
    return f"({text})" if value < 0 else text


@cache
def column_letters(column: int) -> str:
    """The letters of a column counted from 0: A, Z, AA."""
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, _LETTERS)
        letters = chr(ord("A") + digit) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """A place as people call it: B7."""
    return f"{column_letters(column)}{row + 1}"


def _reference(row: int, column: int, *, fixed: bool) -> str:
    if fixed:
        return f"${column_letters(column)}${row + 1}"
    return f"{column_letters(column)}{ROW}{row}{ROW}"


def _quoted(text: str) -> str:
    """A text in quotation marks; a long one in several, joined."""
    parts = [text[start : start + LONGEST_TEXT] for start in range(0, len(text), LONGEST_TEXT)] or [""]
    quoted = "&".join('"' + part.replace('"', '""') + '"' for part in parts)
    return f"({quoted})" if len(parts) > 1 else quoted

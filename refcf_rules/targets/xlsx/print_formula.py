"""Formulas as the text of a cell: what Excel, WPS and LibreOffice read alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, assert_never

from refcf_rules.targets.xlsx.formula import Area, Call, Cell, Formula, Infix, Moved, Named, Number, Text

LONGEST_FORMULA: Final = 8192
DEEPEST: Final = 64
LONGEST_TEXT: Final = 255
_LETTERS: Final = 26

Piece = str | int
"""Text, or a row that moves with the formula, counted from 0."""


class FormulaTooLongError(ValueError):
    """A formula that no spreadsheet program takes; the emitter divides it among cells before that."""


class FormulaPrinter:
    """Prints the formulas of one workbook; ``titles`` are those of its sheets by id."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._sheets = {id_: f"'{title.replace(chr(39), chr(39) * 2)}'!" for id_, title in titles.items()}
        self._known: dict[tuple[int, str], tuple[Formula, tuple[Piece, ...]]] = {}

    def text(self, formula: Formula, on: str = "") -> str:
        """The formula without its equals sign; references to the sheet ``on`` go without the sheet's name."""
        rows = 0
        while isinstance(formula, Moved):
            rows += formula.rows
            formula = formula.formula
        found = self._known.get((id(formula), on))
        if found is None:
            found = self._known[id(formula), on] = formula, tuple(_joined(self._pieces(formula, on, 0)))
        text = "".join([piece if isinstance(piece, str) else str(piece + rows + 1) for piece in found[1]])
        if len(text) >= LONGEST_FORMULA:
            raise FormulaTooLongError(text[:200])
        return text

    def _pieces(self, of: Formula, on: str, depth: int) -> Iterator[Piece]:
        if depth > DEEPEST:
            raise FormulaTooLongError("nested too deeply")
        match of:
            case Number(value=value):
                yield number_text(value)
            case Text(value=value):
                yield _quoted(value)
            case Cell():
                yield from self._place(of.sheet, on)
                yield from _reference(of.row, of.column, fixed=of.fixed)
            case Area():
                yield from self._place(of.sheet, on)
                yield from _reference(of.first_row, of.first_column, fixed=of.fixed)
                yield ":"
                yield from _reference(of.last_row, of.last_column, fixed=of.fixed)
            case Named(name=name):
                yield name
            case Call(function=function, arguments=arguments):
                yield f"{function}("
                for index, argument in enumerate(arguments):
                    if index:
                        yield ","
                    yield from self._pieces(argument, on, depth + 1)
                yield ")"
            case Infix(operator=operator, left=left, right=right):
                yield "("
                yield from self._pieces(left, on, depth + 1)
                yield operator
                yield from self._pieces(right, on, depth + 1)
                yield ")"
            case Moved(formula=formula, rows=rows):
                for piece in self._pieces(formula, on, depth):
                    yield piece if isinstance(piece, str) else piece + rows
            case _:
                assert_never(of)

    def _place(self, sheet: str, on: str) -> Iterator[str]:
        if sheet != on:
            yield self._sheets[sheet]


def number_text(value: float) -> str:
    """A number that reads back as the same double; a negative one in brackets."""
    text = repr(value).upper()
    text = text.removesuffix(".0")
    return f"({text})" if value < 0 else text


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


def _reference(row: int, column: int, *, fixed: bool) -> Iterator[Piece]:
    if fixed:
        yield f"${column_letters(column)}${row + 1}"
        return
    yield column_letters(column)
    yield row


def _quoted(text: str) -> str:
    """A text in quotation marks; a long one in several, joined."""
    parts = [text[start : start + LONGEST_TEXT] for start in range(0, len(text), LONGEST_TEXT)] or [""]
    quoted = "&".join('"' + part.replace('"', '""') + '"' for part in parts)
    return f"({quoted})" if len(parts) > 1 else quoted


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Texts that follow each other as one."""
    waiting: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            waiting.append(piece)
            continue
        yield "".join(waiting)
        waiting.clear()
        yield piece
    yield "".join(waiting)

"""Fingerprints of formulas: the same for what means the same, however a program wrote it down.

Excel, WPS and LibreOffice write a formula anew when they save: other case, blanks and quotation marks, other titles
of sheets, rows that moved because lines were inserted among the inputs. None of that changes a fingerprint; another
operator, number, function or cell does. Cells are named by their distance, so that formulas filled down share one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from refcf_rules.record import record
from refcf_rules.sheets.meta import ConstantRun, FormulaRun

LONGEST_FORMULA: Final = 8192
"""Excel's own limit; none of ours is longer, and of one that is only the beginning is looked at."""
_QUOTED: Final = r"\$?'(?P<quoted>(?:[^']|'')+)'!"
_BARE: Final = r"[^\s!'\"()+\-*/^&=<>,;:{}\[\]%@#$]+"
"""A title that a program leaves without quotation marks; LibreOffice does so also with other signs than letters."""
_PLAIN: Final = rf"(?P<plain>{_BARE})!"
_AGAIN: Final = rf"(?:\$?'(?:[^']|'')+'!|{_BARE}!)?"
_CELL: Final = r"(?P<fixed_column>\$?)(?P<column>[A-Za-z]{1,3})(?P<fixed_row>\$?)(?P<row>[0-9]{1,7})"
_LAST_CELL: Final = _CELL.replace("(?P<", "(?P<to_")
_TOKEN: Final = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    rf"|(?P<reference>(?:{_QUOTED}|{_PLAIN})?{_CELL}(?::{_AGAIN}{_LAST_CELL})?(?![\w.(!]))"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?)"
    r"|(?P<error>\#[A-Z0-9/!?]+)"
    r"|(?P<name>[^\W\d][\w.]*)"
    r"|(?P<blank>[\s@]+)"
    r"|(?P<signs>[(),+\-*/^&=<>]+)"
    r"|(?P<other>.)"
)
_PREFIX: Final = re.compile(r"^(?:of:|msoxl:)?=")
_FUNCTION_PREFIX: Final = re.compile(r"^(?:_XLFN\.|_XLWS\.|_XLL\.)+")
_TRUTH: Final = re.compile(r"\b(TRUE|FALSE)\(\)")
_MARK: Final = 8
_LONGEST_RUN: Final = 3000
_DIGITS: Final = 13
"""Programs keep at least so many digits of a number in a formula."""
_KNOWN: Final = 10_000
"""So many different names, numbers and letters of columns are kept; a hostile file may have any number."""


@record
class Range:
    """The cells of a defined name in the workbook at hand; both ends included, from 0."""

    name: str
    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int


@record
class Canonical:
    """A formula without what programs change; ``line`` is the row of inputs it is about, counted from 0."""

    text: str
    line: int | None

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class Places:
    """Where sheets and inputs are in the workbook at hand: titles to ids, and the ranges of the inputs."""

    def __init__(self, sheets: Mapping[str, str], inputs: Iterable[Range]) -> None:
        self._sheets = {title.casefold(): id_ for title, id_ in sheets.items()}
        self._inputs: dict[tuple[str, int], list[Range]] = {}
        for each in inputs:
            self._inputs.setdefault((each.sheet, each.first_column), []).append(each)

    def sheet(self, title: str) -> str:
        """The id of a sheet; one that the workbook does not know stays apart from all that it does."""
        return self._sheets.get(title.casefold(), f"?{title}")

    def input_at(self, sheet: str, row: int, column: int) -> Range | None:
        """The input that a cell belongs to."""
        for each in self._inputs.get((sheet, column), ()):
            if each.first_row <= row <= each.last_row:
                return each
        return None


def canonical(formula: str, sheet: str, row: int, column: int, places: Places) -> Canonical:
    """The formula of a cell (its text as a file holds it, with or without ``=``) without what programs change."""
    text = _PREFIX.sub("", formula[:LONGEST_FORMULA].strip())
    lines: dict[str, int] = {}
    pieces = [_piece(found, (sheet, row, column), places, lines) for found in _TOKEN.finditer(text)]
    return Canonical(_TRUTH.sub(r"\1", "".join(pieces)), next(iter(lines.values()), None))


def constant_mark(value: float | str) -> str:
    """A short mark of a number or text that the standard sets; a number counts to the digits that programs keep."""
    text = value if isinstance(value, str) else format(value, f".{_DIGITS}g")
    return hashlib.sha256(text.encode()).hexdigest()[:_MARK]


def constant_runs(cells: Iterable[tuple[str, int, int, float | str]]) -> tuple[ConstantRun, ...]:
    """Cells (sheet, row, column, value) as runs: those right below each other, at most so many as a cell can hold."""
    found: list[tuple[str, int, int, list[str]]] = []
    for sheet, column, row, value in sorted(
        ((sheet, column, row, value) for sheet, row, column, value in cells), key=lambda cell: cell[:3]
    ):
        last = found[-1] if found else None
        follows = last is not None and (*last[:2], last[2] + len(last[3])) == (sheet, column, row)
        if last is not None and follows and len(last[3]) < _LONGEST_RUN:
            last[3].append(constant_mark(value))
        else:
            found.append((sheet, column, row, [constant_mark(value)]))
    return tuple(ConstantRun(sheet, row, column, tuple(marks)) for sheet, column, row, marks in found)


def runs(cells: Iterable[FormulaRun]) -> tuple[FormulaRun, ...]:
    """Cells, or cells below each other, as rectangles: equal ones below each other, then beside each other."""
    columns: list[FormulaRun] = []
    for each in sorted(cells, key=lambda run: (run.sheet, run.first_column, run.first_row)):
        last = columns[-1] if columns else None
        if last is not None and (last.sheet, last.last_row + 1, last.first_column, last.fingerprint) == (
            *(each.sheet, each.first_row, each.first_column),
            each.fingerprint,
        ):
            columns[-1] = FormulaRun(
                each.sheet, last.first_row, each.first_column, each.last_row, each.last_column, each.fingerprint
            )
        else:
            columns.append(each)
    return tuple(sorted(_joined(columns), key=lambda each: (each.sheet, each.first_row, each.first_column)))


def _joined(columns: Iterable[FormulaRun]) -> list[FormulaRun]:
    joined: dict[tuple[str, int, int, str, int], FormulaRun] = {}
    for each in columns:
        key = (each.sheet, each.first_row, each.last_row, each.fingerprint)
        left = joined.pop((*key, each.first_column - 1), each)
        wide = FormulaRun(each.sheet, each.first_row, left.first_column, each.last_row, each.last_column, key[3])
        joined[(*key, each.last_column)] = wide
    return list(joined.values())


def _piece(found: re.Match[str], at: tuple[str, int, int], places: Places, lines: dict[str, int]) -> str:
    match found.lastgroup:
        case "signs" | "text" | "error":
            return found[0]
        case "name":
            return _name(found[0])
        case "number":
            return _number(found[0])
        case "blank":
            return ""
        case "other":
            return "," if found[0] == ";" else found[0]
        case _:
            return _reference(found, at, places, lines)


@lru_cache(_KNOWN)
def _name(text: str) -> str:
    return _FUNCTION_PREFIX.sub("", text.upper())


@lru_cache(_KNOWN)
def _number(text: str) -> str:
    return format(float(text), f".{_DIGITS}g")


def _reference(found: re.Match[str], at: tuple[str, int, int], places: Places, lines: dict[str, int]) -> str:
    own, row, column = at
    quoted, plain = found["quoted"], found["plain"]
    title = quoted.replace("''", "'") if quoted is not None else plain
    sheet = own if title is None else places.sheet(title)
    first = (int(found["row"]) - 1, _column(found["column"]))
    last = first if found["to_row"] is None else (int(found["to_row"]) - 1, _column(found["to_column"]))
    named = places.input_at(sheet, *first)
    if named is not None and first[1] == last[1] <= named.last_column and last[0] <= named.last_row:
        return _input(named, first[0], last[0], lines)
    start = _distance(first, found["fixed_row"], found["fixed_column"], (row, column))
    where = start if sheet == own else f"{sheet}!{start}"
    if found["to_row"] is None:
        return where
    return f"{where}:{_distance(last, found['to_fixed_row'], found['to_fixed_column'], (row, column))}"


def _input(named: Range, first: int, last: int, lines: dict[str, int]) -> str:
    """Cells of inputs by name and line; lines count from the first of the table that the formula mentions."""
    name = named.name.upper()
    if (first, last) == (named.first_row, named.last_row):
        return name
    table = name.split("__")[1] if "__" in name else name
    line = first - named.first_row
    start = lines.setdefault(table, line)
    return f"{name}[{line - start}]" if first == last else f"{name}[{line - start}:{last - named.first_row - start}]"


def _distance(cell: tuple[int, int], fixed_row: str, fixed_column: str, at: tuple[int, int]) -> str:
    row = f"R{cell[0] + 1}" if fixed_row else f"R[{cell[0] - at[0]}]"
    column = f"C{cell[1] + 1}" if fixed_column else f"C[{cell[1] - at[1]}]"
    return row + column


@lru_cache(_KNOWN)
def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1

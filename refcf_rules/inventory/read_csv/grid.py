"""The cells of a CSV text with their places: separators and quotes as Excel, WPS and LibreOffice write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from refcf_rules.inventory import limits
from refcf_rules.inventory.document.kinds import TOO_MANY_VALUES
from refcf_rules.inventory.read_csv.kinds import UNCLOSED_QUOTE
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.text import SourceFile

FORMULA_STARTS: Final = "=+-@＝＋－＠\t\r'"
"""A text that begins so is written with an apostrophe before it, lest a spreadsheet takes it for a formula."""
_SEPARATORS: Final = ",;\t"
_SAID: Final = re.compile(r"sep=([,;\t])\n", re.IGNORECASE)


class Cell(NamedTuple):
    """A cell that is not blank: its column from 0, its text, and where it stands."""

    column: int
    text: str
    start: int
    end: int


Line = tuple[Cell, ...]
"""The cells of one row, in order; never empty."""


class BrokenTableError(Exception):
    """Carries the fault that ends the reading of a file."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault.span))
        self.fault = fault


def lines_of(source: SourceFile) -> Iterator[Line]:
    """The rows that are not blank, the row of labels first. Raises ``BrokenTableError``."""
    said = _SAID.match(source.text)
    separator = said[1] if said else _separator(source.text)
    line: list[Cell] = []
    for cell, is_last in _cells(source, said.end() if said else 0, separator):
        if cell.text.strip():
            line.append(cell)
        if is_last and line:
            yield tuple(line)
            line = []


def _separator(text: str) -> str:
    """The one that the row of labels has most of; there are no labels with separators."""
    head = text.lstrip("\n").partition("\n")[0]
    return max(_SEPARATORS, key=head.count)


def _cells(source: SourceFile, at: int, separator: str) -> Iterator[tuple[Cell, bool]]:
    """Every cell, and whether it is the last of its row."""
    text, column, count = source.text, 0, 0
    quoted, bare = _patterns(separator)
    while at <= len(text):
        count += 1
        if count > limits.CSV_CELLS:
            raise BrokenTableError(_too_many(source, at))
        is_quoted = text.startswith('"', at)
        found = (quoted if is_quoted else bare).match(text, at)
        if found is None:
            raise BrokenTableError(_unclosed(source, at))
        end = found.end()
        is_last = end >= len(text) or text[end] == "\n"
        yield Cell(column, _content(found[1], is_quoted=is_quoted), at, end), is_last
        column = 0 if is_last else column + 1
        at = end + 1


@lru_cache(maxsize=len(_SEPARATORS))
def _patterns(separator: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A cell in quotes, with a doubled quote for one, and a bare one; both end before a separator or a line end."""
    quoted = rf'"([^"]*+(?:""[^"]*+)*+)"[ ]*+(?=[{separator}\n]|\Z)'
    return re.compile(quoted), re.compile(rf"([^{separator}\n]*+)")


def _content(text: str, *, is_quoted: bool) -> str:
    plain = text.replace('""', '"') if is_quoted else text
    if plain.startswith("'") and plain[1:2] and plain[1] in FORMULA_STARTS:
        return plain[1:]
    return plain


def _unclosed(source: SourceFile, at: int) -> Fault:
    message = Message(
        "这一格以引号开头，却没有在格末结束。",
        "This cell begins with a quotation mark that does not end at the end of the cell.",
    )
    hint = Message(
        '补上结尾的引号；文字本身的引号写两次（""）。',
        'Add the closing mark; a mark that is part of the text is written twice ("").',
    )
    return Fault(UNCLOSED_QUOTE, source.span(at, at + 1), "", message, hint)


def _too_many(source: SourceFile, at: int) -> Fault:
    message = Message("到这里已超过 {most} 格。", "Here the file passes {most} cells.").filled(most=limits.CSV_CELLS)
    hint = Message("删去空白的行和列，再保存一次。", "Delete blank rows and columns and save again.")
    return Fault(TOO_MANY_VALUES, source.span(at, at + 1), "", message, hint)

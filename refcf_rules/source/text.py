"""Source text and places in it. Columns count Unicode characters from 1."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Final

from refcf_rules.record import record
from refcf_rules.source.message import Message


@record
class Span:
    """A stretch of one file, both ends included in the lines it names.

    ``path`` is shown to people as it stands; lines and columns start at 1 and
    ``end_column`` is the column after the last character. In a workbook they count
    rows and columns of a sheet, and ``cell`` is the place as its users know it: ``原料获取!H12``.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.cell or f'{self.line}:{self.column}'}"

    @property
    def words(self) -> Message:
        """Where in its file, for a sentence: on line 12, in 原料获取!H12."""
        if self.cell:
            return Message(f" {self.cell} ", f"in {self.cell}")
        return Message(f"第 {self.line} 行", f"on line {self.line}")


def whole_file(path: str) -> Span:
    """The span used when the fault is the file itself (empty, unreadable)."""
    return Span(path, 1, 1, 1, 1)


class SourceFile:
    """A file's text, decoded, with LF line ends."""

    __slots__ = ("_spans", "_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path: Final = path
        self.text: Final = text
        lengths = (len(line) + 1 for line in text.split("\n")[:-1])
        self._starts = tuple(accumulate(lengths, initial=0))
        self._spans: dict[tuple[int, int], Span] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceFile) and (self.path, self.text) == (other.path, other.text)

    def __hash__(self) -> int:
        return hash((self.path, self.text))

    def span(self, start: int, end: int) -> Span:
        """The span from character offset ``start`` up to, not including, ``end``."""
        found = self._spans.get((start, end))
        if found is None:
            line, column = self.position(start)
            end_line, end_column = self.position(max(start, end))
            found = self._spans[start, end] = Span(self.path, line, column, end_line, end_column)
        return found

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a character offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its line end; empty past the end."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end]

"""Where each inventory of a run lies: a file, or one line of an NDJSON file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BufferedReader
from mmap import ACCESS_READ, mmap
from os import fstat
from pathlib import Path
from typing import Final, NamedTuple

from refcf_rules.cli.files import holds_lines, read_input, refusal
from refcf_rules.inventory.limits import DOCUMENT_BYTES
from refcf_rules.source.decode import FILE_TOO_LARGE
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.text import whole_file

_MEGABYTE: Final = 1024 * 1024
_WINDOW: Final = 8 * _MEGABYTE  # a multiple of what systems map at
_BLANKS: Final = frozenset(b" \t\r\n\f\v")
_LINE_END: Final = 2
_LONG_LINE: Final = Message(
    "第 {line} 行有 {size} MB，上限是 {limit} MB。", "Line {line} has {size} MB; the limit is {limit} MB."
)
_ONE_A_LINE: Final = Message("每行写一份清单。", "Write one inventory a line.")


class Place(NamedTuple):
    """A whole file (``line`` 0), or ``size`` bytes of it from ``start``: the line with this number."""

    path: str
    line: int
    start: int
    size: int

    @property
    def shown(self) -> str:
        """What results call it; a name that is no text is shown with escapes."""
        path = self.path.encode("utf-8", "backslashreplace").decode("utf-8")
        return f"{path}:{self.line}" if self.line else path


def places_in(files: Iterable[tuple[str, int]]) -> Iterator[Place]:
    """The inventories of files, given with their sizes, in order."""
    for path, size in files:
        if holds_lines(path):
            yield from _lines(path)
        else:
            yield Place(path, 0, 0, size)


def _lines(path: str) -> Iterator[Place]:
    """The lines that are not blank; a file without any, or that cannot be opened, stands for itself."""
    whole = Place(path, 0, 0, 0)
    try:
        file = Path(path).open("rb")  # noqa: SIM115 -- opened apart, so that only opening is guarded
    except (OSError, ValueError):
        yield whole
        return
    empty = True
    with file:
        for line, (start, size, first) in enumerate(_stretches(file), 1):
            if first in _BLANKS and _is_blank(file, start, size):
                continue
            empty = False
            yield Place(path, line, start, size)
    if empty:
        yield whole


def _stretches(file: BufferedReader) -> Iterator[tuple[int, int, int]]:
    """Where each line begins, how long it is, and its first byte.

    The file is looked at through a window of memory, never copied: this is the one thing a single
    process does for all the others, and a line may be longer than memory.
    """
    start, first, size = 0, 0, fstat(file.fileno()).st_size
    for at in range(0, size, _WINDOW):
        length = min(_WINDOW, size - at)
        with mmap(file.fileno(), length, access=ACCESS_READ, offset=at) as window:
            found = -1
            first = window[0] if start == at else first
            while (found := window.find(b"\n", found + 1)) >= 0:
                end = at + found + 1
                yield start, end - start, first
                start, first = end, window[found + 1] if found + 1 < length else 0
    if start < size:
        yield start, size - start, first


def _is_blank(file: BufferedReader, start: int, size: int) -> bool:
    if size > DOCUMENT_BYTES:
        return False
    file.seek(start)
    return file.read(size).isspace()


class Reader:
    """Reads places. The file of the last line is kept open: lines of one file follow each other."""

    def __init__(self) -> None:
        self._path = ""
        self._file: BufferedReader | None = None

    def read(self, place: Place) -> bytes | Fault:
        """The bytes of an inventory without its line end, or why there are none."""
        if not place.line:
            return read_input(place.path)
        if place.size > DOCUMENT_BYTES + _LINE_END:
            return _too_long(place)
        try:
            file = self._opened(place.path)
            file.seek(place.start)
            return file.read(place.size).rstrip(b"\r\n")
        except OSError as error:
            return refusal(place.path, error)

    def _opened(self, path: str) -> BufferedReader:
        if self._file is None or self._path != path:
            self.close()
            self._path, self._file = path, Path(path).open("rb")  # noqa: SIM115 -- closed when another is read
        return self._file

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _too_long(place: Place) -> Fault:
    size, limit = (f"{size / _MEGABYTE:.1f}".removesuffix(".0") for size in (place.size, DOCUMENT_BYTES))
    message = _LONG_LINE.filled(line=place.line, size=size, limit=limit)
    return Fault(FILE_TOO_LARGE, whole_file(place.shown), "", message, _ONE_A_LINE)

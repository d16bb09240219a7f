"""From bytes to the raw workbook, under all limits."""

from __future__ import annotations

from collections.abc import Callable

from refcf_rules.inventory.read_workbook.archive import Archive
from refcf_rules.inventory.read_workbook.raw import RawBook
from refcf_rules.inventory.read_workbook.read_parts import SheetPlace, read_book_part, read_formats, read_texts
from refcf_rules.inventory.read_workbook.read_sheet import SheetReader


def read_book(path: str, data: bytes, wanted: Callable[[SheetPlace], bool] = lambda _place: True) -> RawBook:
    """The workbook with the sheets that are wanted. Raises ``RefusedError`` for anything else."""
    archive = Archive(path, data)
    book = read_book_part(archive)
    reader = SheetReader(archive, read_texts(archive, book.texts))
    formats, struck = read_formats(archive, book.styles)
    sheets = tuple(reader.read(place) for place in book.sheets if wanted(place))
    return RawBook(sheets, book.names, formats, book.from_1904, struck)

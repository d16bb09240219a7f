"""The cells of a sheet as most programs write them, found in one sweep; anything else is left to the reader of XML.

A workbook has some hundred thousand cells with formulas: as a tree of elements they took three times as long.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final, NamedTuple

_CELL: Final = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]*?)'
    r"(?:/>|>(?:<f([^>]*?)(?:/>|>([^<]*)</f>))?(?:<v(?: [^>]*?)?(?:/>|>([^<]*)</v>))?</c>)"
)
_BEGINNING: Final = re.compile(r"<c[ >/]")
_ATTRIBUTE: Final = re.compile(r'([a-z]+)="([^"]*)"')
_ESCAPES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_OPENING: Final = "<sheetData>"
_CLOSING: Final = "</sheetData>"


Found = tuple[str, str, str, str, str, str]
"""A cell as it stands in the text: letters of the column, number of the row, attributes, those of the formula,
the formula, the value; empty where there is none."""


class Parts(NamedTuple):
    """A sheet taken apart: its cells, and the rest of its text."""

    cells: list[Found]
    rest: str


def parts_of(data: bytes) -> Parts | None:
    """The cells and the rest of a sheet; None if some cell is not written plainly, or the text is no UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    start, end = text.find(_OPENING), text.rfind(_CLOSING)
    if start < 0 or end < start or "<!" in text:
        return None
    inner = text[start + len(_OPENING) : end]
    found = _CELL.findall(inner)
    if len(found) != len(_BEGINNING.findall(inner)):
        return None
    return Parts(found, text[:start] + text[end + len(_CLOSING) :])


def attributes_of(text: str) -> dict[str, str]:
    """The attributes of an element."""
    return {name: plain(value) for name, value in _ATTRIBUTE.findall(text)}


def plain(text: str) -> str:
    """A text without the escapes of XML."""
    if "&" not in text:
        return text
    if "&#" in text:
        return unescape(text)
    for escape, character in _ESCAPES:
        text = text.replace(escape, character)
    return text

"""Pieces of XML as text, put into a part without touching what is around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

_NOT_IN_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def content(text: str) -> str:
    """A text between tags: never a tag, never a character that XML refuses."""
    return escape(_ESCAPED.sub("_x005F_", _NOT_IN_XML.sub("�", text)))


def attribute(text: str) -> str:
    """A text between double quotation marks."""
    return escape(_NOT_IN_XML.sub("�", text), {'"': "&quot;", "\n": "&#10;"})


def inserted_before(text: str, marks: Iterable[str], piece: str) -> str:
    """The text with a piece before the first of the marks that is there; unchanged if none is."""
    found = [at for at in (text.find(mark) for mark in marks) if at >= 0]
    if not found:
        return text
    return f"{text[: min(found)]}{piece}{text[min(found) :]}"


def inserted_after_data(text: str, later: Iterable[str], piece: str) -> str:
    """A sheet with a piece behind its cells, before the elements that must come later."""
    start = text.rfind("</sheetData>")
    start = start if start >= 0 else text.rfind("<sheetData/>")
    if start < 0:
        return text
    return text[:start] + inserted_before(text[start:], (*(f"<{name}" for name in later), "</worksheet>"), piece)

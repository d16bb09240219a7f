"""The XML of a workbook's parts: only what spreadsheets write, so no document types, entities or foreign encodings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring, iterparse

from refcf_rules.inventory import limits
from refcf_rules.inventory.document.build import shown
from refcf_rules.inventory.read_workbook.archive import Archive
from refcf_rules.source.message import Message

_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)")
_ENCODING: Final = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_READ: Final = frozenset({b"utf-8", b"us-ascii", b"ascii"})
_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_SURROGATES: Final = range(0xD800, 0xE000)


def read_markup(archive: Archive, part: str) -> Element:
    """The root of a small part. Raises ``RefusedError``."""
    data = checked_markup(archive, part)
    try:
        return fromstring(data)  # noqa: S314 -- declarations were refused
    except (ParseError, LookupError, ValueError):
        archive.damaged(_NOT_XML.filled(part=shown(part)))


def stream_markup(archive: Archive, part: str) -> Iterator[Element]:
    """The elements of a part as each ends; whoever reads clears what is done with. Raises ``RefusedError``."""
    yield from stream_elements(archive, part, checked_markup(archive, part))


def stream_elements(archive: Archive, part: str, data: bytes) -> Iterator[Element]:
    """The same for the text of a part that was read before."""
    try:
        for _, element in iterparse(BytesIO(data)):  # noqa: S314 -- declarations were refused
            yield element
    except (ParseError, LookupError, ValueError):
        archive.damaged(_NOT_XML.filled(part=shown(part)))


@lru_cache(maxsize=256)
def local(tag: str) -> str:
    """The name of an element without its namespace, of which two are in use."""
    return tag.rpartition("}")[2]


def text_in(element: Element) -> str:
    """The text of a string item: its runs joined, without the readings of Chinese characters."""
    pieces: list[str] = []
    for child in element:
        name = local(child.tag)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces.extend(run.text or "" for run in child if local(run.tag) == "t")
    return unescaped("".join(pieces))


def unescaped(text: str) -> str:
    """The text with ``_x000D_`` and the like as the characters they stand for."""
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if code in _SURROGATES else chr(code)


def checked_markup(archive: Archive, part: str) -> bytes:
    """The text of a part, without what spreadsheets never write. Raises ``RefusedError``."""
    data = archive.read(part)
    encoding = _ENCODING.match(data)
    if b"\0" in data[:64] or (encoding is not None and encoding[1].lower() not in _READ):
        archive.damaged(_ENCODED.filled(part=shown(part)))
    if _DECLARATION.search(data):
        archive.damaged(_DECLARES.filled(part=shown(part)))
    if data.count(b"<") > limits.WORKBOOK_TAGS:
        archive.too_large()
    return data


_NOT_XML: Final = Message("“{part}”不是完整的 XML。", "{part} is no complete XML.")
_ENCODED: Final = Message("“{part}”不是 UTF-8 编码。", "{part} is not in UTF-8.")
_DECLARES: Final = Message(
    "“{part}”声明了文档类型或实体，表格程序不会这样写。",
    "{part} declares a document type or entities, which no spreadsheet does.",
)

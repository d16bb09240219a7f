"""JSON read strictly by RFC 8259, within limits: the ordinary way quickly, the exact way when something is odd."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Self

from refcf_rules.targets.python.runtime.faults import Fault
from refcf_rules.targets.python.runtime.json_scan import (
    DEEPEST,
    LONGEST_NUMBER,
    LONGEST_POINTER,
    MOST_VALUES,
    scanned_faults,
)

Json = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

MOST_BYTES = 20 * 1024 * 1024
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_OTHER_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_CJK = re.compile("[\u2e80-\uffef]")
_UNLIKELY = re.compile("[\u0250-\u036f\u0530-\u07ff]")
_STRIDE = 16
_NUMBER_BYTES = bytes.maketrans(b"123456789.eE+-", b"0" * 14)
_LONG_NUMBER = b"0" * 6
_TINY_NUMBER = re.compile(rb"-(?<=[0-9][eE]-)[0-9]{3}")  # begins with one rare byte, so that the search is quick
_GAPS = (b" :", b"\t:", b"\n:", b"\r:")


class SpelledNumber(float):
    """A number that remembers how it was written: an id 1.50 is not the id 1.5."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Self:
        """The number of a JSON text."""
        number = super().__new__(cls, text)
        number.text = text
        return number


def _refuse_constant(text: str) -> float:
    raise ValueError(text)


_QUICK = json.JSONDecoder(parse_constant=_refuse_constant)
_EXACT = json.JSONDecoder(parse_float=SpelledNumber, parse_int=SpelledNumber, parse_constant=_refuse_constant)


def decoded_text(data: bytes) -> str | Fault:
    """The text of a file: UTF-8, with or without byte order mark. Never raises for any bytes."""
    if len(data) > MOST_BYTES:
        return Fault("file-too-large", "")
    if data.startswith(_UTF16_MARKS):
        return Fault("not-utf8", "")
    if data.startswith(_OTHER_FILES) or b"\0" in data:
        return Fault("binary-file", "")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return Fault("not-utf8", "")
    if not text.isascii() and _is_gbk_by_chance(text, data):
        return Fault("not-utf8", "")
    text = text.lstrip("\ufeff")
    return text if text and not text.isspace() else Fault("empty-file", "")


def _is_gbk_by_chance(text: str, data: bytes) -> bool:
    """Some Chinese words in GBK are valid UTF-8 by accident: no CJK, but scripts that nobody mixes."""
    if _CJK.search(text) or not _UNLIKELY.search(text):
        return False
    try:
        data.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return True


def decode(data: bytes) -> tuple[Json, list[Fault]]:
    """The document, or the faults that stand against it. Never raises for any bytes."""
    document, faults = decode_quickly(data)
    if not faults and may_repeat_keys(data, count_keys(document)):
        text = decoded_text(data)
        faults = [text] if isinstance(text, Fault) else scanned_faults(text)
    return (None, faults) if faults else (document, [])


def decode_quickly(data: bytes) -> tuple[Json, list[Fault]]:
    """The same for who counts the keys and asks ``may_repeat_keys``.

    Depth and infinite numbers are left to whoever reads the document. One with a number that may be too
    small to tell from zero has ``SpelledNumber`` for all its numbers, so that a reader that takes only
    ``int`` and ``float`` leaves it to the careful one.
    """
    text = decoded_text(data)
    if isinstance(text, Fault):
        return None, [text]
    if _is_odd(data) and (faults := scanned_faults(text)):
        return None, faults
    try:
        document: Json = (_EXACT if _TINY_NUMBER.search(data) else _QUICK).decode(text)
    except (ValueError, RecursionError):
        return None, scanned_faults(text)
    return document, []


def decode_exactly(text: str) -> Json:
    """The document of a sound JSON text, its numbers as they are spelled."""
    document: Json = _EXACT.decode(text)
    return document


def is_ordinary(data: bytes) -> bool:
    """Whether every decoder reads the bytes alike, so far as it reads them at all."""
    if len(data) > MOST_BYTES or _is_odd(data) or _TINY_NUMBER.search(data) is not None:
        return False
    return data.isascii() or not isinstance(decoded_text(data), Fault)


def _is_odd(data: bytes) -> bool:
    """Whether there may be what the quick way takes and the exact one does not.

    That is half a character, a number of more than 100 characters (it covers at least six of the places
    looked at), and too many values.
    """
    if b"\\" in data and (b"\\ud" in data or b"\\uD" in data):
        return True
    if _LONG_NUMBER in data[::_STRIDE].translate(_NUMBER_BYTES):
        return True
    return len(data) > MOST_VALUES and data.count(b",") + data.count(b"{") + data.count(b"[") >= MOST_VALUES


def may_repeat_keys(data: bytes, keys: int) -> bool:
    """Whether a key may be written twice, from the number of those that were kept.

    Every key has a colon, so that no more colons than keys means no. Texts hold colons too: if all colons
    of keys follow their quotation mark at once, those are counted.
    """
    if data.count(b":") == keys:
        return False
    return data.count(b'":') != keys or any(gap in data for gap in _GAPS)


def count_keys(document: Json) -> int:
    """How many keys a document has, however deep."""
    keys, rest = 0, [document]
    while rest:
        node = rest.pop()
        if type(node) is dict:
            keys += len(node)
            rest += node.values()
        elif type(node) is list:
            rest += node
    return keys


def is_within_limits(text: str, document: Json) -> bool:
    """Whether an exactly decoded document is surely within the limits: depth, long keys and numbers, values.

    So most texts need not be walked through character by character.
    """
    if len(text) > MOST_VALUES or ("\\" in text and ("\\ud" in text or "\\uD" in text)):
        return False
    rest: list[tuple[Json, int, int]] = [(document, 1, 0)]
    while rest:
        node, depth, length = rest.pop()
        if type(node) is dict:
            values: Iterable[Json] = node.values()
            length += 1 + 2 * max(map(len, node), default=0)  # a stroke in a key counts twice in a pointer
        elif type(node) is list:
            values = node
            length += 1 + len(str(len(node)))
        else:
            values = (node,)
        numbers = [each for each in values if type(each) is SpelledNumber]
        if depth > DEEPEST or length > LONGEST_POINTER:
            return False
        if [each for each in numbers if len(each.text) > LONGEST_NUMBER or each - each != 0]:
            return False
        rest += [(each, depth + 1, length) for each in values if type(each) is dict or type(each) is list]
    return True

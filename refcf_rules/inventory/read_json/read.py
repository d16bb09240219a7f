"""Reads JSON into the tree, strictly by RFC 8259, with the place of every key and value.

Written by hand because the standard library gives no positions and no order of limits;
it walks with a stack of its own, so depth costs nothing.
"""

from __future__ import annotations

import json
import re
from typing import Final, NoReturn

from refcf_rules.inventory.document.build import RefusedError, TreeBuilder, shown
from refcf_rules.inventory.document.nodes import JsonType, Node
from refcf_rules.inventory.read_json import slips
from refcf_rules.inventory.read_json.slips import Expected, Slip
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.text import SourceFile

_BLANKS: Final = re.compile(r"[ \t\n\r]*+")
_TEXT_PART: Final = r'[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+'
_OPEN_STRING: Final = re.compile('"' + _TEXT_PART)
_STRING: Final = re.compile('"' + _TEXT_PART + '"')
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+(?![\w.+-])")
_WORD: Final = re.compile(r"(?:true|false|null)\b")
_ESCAPE: Final = re.compile(r"\\(?:u[0-9a-zA-Z]{0,4}|[^\n])?")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CLOSING: Final = {True: "}", False: "]"}


def read_json(source: SourceFile) -> tuple[Node | None, tuple[Fault, ...]]:
    """The tree of a JSON text, or the faults that stand against it; never both, never raises."""
    reader = _Reader(source)
    try:
        reader.read()
    except RefusedError as refused:
        return None, (refused.fault,)
    return reader.builder.result()


class _Reader:
    """A place in the text that moves on; what is open is kept by the builder."""

    def __init__(self, source: SourceFile) -> None:
        self.text = source.text
        self.builder = TreeBuilder(source)
        self._at = 0

    def read(self) -> None:
        """Raises ``RefusedError`` at the first thing that cannot be read."""
        self._value()
        while self.builder.openings:
            self._item_or_close()
        self._skip_blanks()
        if self._at < len(self.text):
            self._refuse(Expected.END)

    def _item_or_close(self) -> None:
        inner = self.builder.openings[-1]
        self._skip_blanks()
        if self._char() == _CLOSING[inner.is_mapping]:
            self._at += 1
            self.builder.close(self._at)
            return
        if inner.entries or inner.items:
            self._comma(_CLOSING[inner.is_mapping])
        if inner.is_mapping:
            self._key()
        self._value()

    def _comma(self, closing: str) -> None:
        comma = self._at
        if self._char() != ",":
            self._refuse(Expected.COMMA)
        self._at += 1
        self._skip_blanks()
        if self._char() == closing:
            self._refuse_as(slips.TRAILING_COMMA, comma, comma + 1)

    def _key(self) -> None:
        start = self._at
        if self._char() != '"':
            self._refuse(Expected.KEY)
        self.builder.add_key(self._string(), start, self._at)
        self._skip_blanks()
        if self._char() != ":":
            self._refuse(Expected.COLON)
        self._at += 1

    def _value(self) -> None:
        self._skip_blanks()
        start, char = self._at, self._char()
        if char and char in "{[":
            self.builder.open(is_mapping=char == "{", start=start)
            self._at += 1
        elif char == '"':
            text = self._string()
            self.builder.add_scalar(text, "string", start, self._at, quoted=True)
        else:
            self._bare()

    def _bare(self) -> None:
        start, json_type = self._at, _bare_type(self._char())
        found = (_NUMBER if json_type == "number" else _WORD).match(self.text, start)
        if found is None:
            self._refuse(Expected.VALUE)
        self._at = found.end()
        self.builder.add_scalar(found[0], json_type, start, self._at, quoted=False)

    def _string(self) -> str:
        start = self._at
        found = _STRING.match(self.text, start)
        if found is None:
            self._refuse_string()
        self._at = found.end()
        raw = found[0]
        if "\\" not in raw:
            return raw[1:-1]
        text = str(json.loads(raw))
        if _LONE_SURROGATE.search(text):
            self._refuse_as(slips.SURROGATE, start, self._at)
        return text

    def _skip_blanks(self) -> None:
        if found := _BLANKS.match(self.text, self._at):
            self._at = found.end()

    def _char(self) -> str:
        return self.text[self._at : self._at + 1]

    def _refuse(self, expected: Expected) -> NoReturn:
        inner = self.builder.innermost
        if self._at == len(self.text) and inner is not None:
            self._refuse_as(slips.UNCLOSED, inner.start, inner.start + 1)
        slip, found = slips.slip_at(self.text, self._at, expected)
        self._refuse_as(slip, self._at, self._at + len(found), found)

    def _refuse_string(self) -> NoReturn:
        start = self._at
        good = _OPEN_STRING.match(self.text, start)
        stop = good.end() if good else start + 1
        char = self.text[stop : stop + 1]
        if char in {"", "\n"}:
            self._refuse_as(slips.UNCLOSED_QUOTE, start, stop)
        if char != "\\":
            self._refuse_as(slips.CONTROL_CHARACTER, stop, stop + 1, f"U+{ord(char):04X}")
        escape = _ESCAPE.match(self.text, stop)
        found = escape[0] if escape else char
        self._refuse_as(slips.ESCAPE, stop, stop + len(found), found)

    def _refuse_as(self, slip: Slip, start: int, end: int, found: str | None = None) -> NoReturn:
        inner = self.builder.innermost
        line, _ = self.builder.source.position(inner.start if inner else start)
        said = shown(self.text[start:end] if found is None else found)
        message = slip.message.filled(line=line, found=said)
        raise self.builder.refusal(slip.kind, start, end, message, slip.hint.filled(found=said))


def _bare_type(char: str) -> JsonType:
    if char and char in "-0123456789":
        return "number"
    return "null" if char == "n" else "boolean"

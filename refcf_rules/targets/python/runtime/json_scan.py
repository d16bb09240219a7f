"""Finds what is wrong with a JSON text, and where; it walks with a stack of its own, so depth costs nothing."""

from __future__ import annotations

import json
import re
from typing import NoReturn

from refcf_rules.targets.python.runtime.faults import MOST_FAULTS, Fault, below_pointer, quoted

MOST_VALUES = 200_000
DEEPEST = 64
LONGEST_POINTER = 500
LONGEST_NUMBER = 100
_SPACE = re.compile(r"[ \t\n\r]*+")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"')
_NUMBER_TOKEN = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+(?![\w.+-])")
_WORD_TOKEN = re.compile(r"(?:true|false|null)\b")
_NOT_FINITE = re.compile(r"[+-]?(?:NaN|nan|Infinity|inf)\b")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CLOSING = {True: "}", False: "]"}


class _RefusedError(Exception):
    """Carries the fault that ends the reading."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class _Opening:
    """A mapping or list that is not closed yet."""

    __slots__ = ("count", "is_mapping", "key", "pointer", "seen")

    def __init__(self, pointer: str, *, is_mapping: bool) -> None:
        self.is_mapping = is_mapping
        self.pointer = pointer
        self.count = 0
        self.key: str | None = None
        self.seen: set[str] = set()


def scanned_faults(text: str) -> list[Fault]:
    """The first thing that cannot be read or is beyond the limits, else the keys written twice."""
    scan = _Scan(text)
    try:
        scan.run()
    except _RefusedError as refused:
        return [refused.fault]
    return scan.faults[:MOST_FAULTS]


class _Scan:
    """A place in the text that moves on."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self._text = text
        self._at = 0
        self._values = 0
        self._openings: list[_Opening] = []

    def run(self) -> None:
        """Raises ``_RefusedError`` at the first thing that cannot be read."""
        self._value()
        while self._openings:
            self._item_or_close(self._openings[-1])
        self._skip_space()
        if self._at < len(self._text):
            self._refuse("json-syntax")

    @property
    def _pointer(self) -> str:
        """The pointer of the next value."""
        if not self._openings:
            return ""
        inner = self._openings[-1]
        if not inner.is_mapping:
            return f"{inner.pointer}/{inner.count}"
        return inner.pointer if inner.key is None else below_pointer(inner.pointer, inner.key)

    def _item_or_close(self, inner: _Opening) -> None:
        closing = _CLOSING[inner.is_mapping]
        self._skip_space()
        if self._char() == closing:
            self._at += 1
            self._openings.pop()
            self._count_value()
            return
        if inner.count:
            self._comma(closing)
        if inner.is_mapping:
            self._key(inner)
        self._value()

    def _comma(self, closing: str) -> None:
        if self._char() != ",":
            self._refuse("json-syntax")
        self._at += 1
        self._skip_space()
        if self._char() == closing:
            self._refuse("json-syntax")

    def _key(self, inner: _Opening) -> None:
        if self._char() != '"':
            self._refuse("json-syntax")
        key = self._string()
        if key in inner.seen:
            self.faults.append(Fault("duplicate-key", inner.pointer, quoted(key)))
        inner.seen.add(key)
        inner.key = key
        self._skip_space()
        if self._char() != ":":
            self._refuse("json-syntax")
        self._at += 1

    def _value(self) -> None:
        self._skip_space()
        char = self._char()
        if char and char in "{[":
            self._open(is_mapping=char == "{")
        elif char == '"':
            self._string()
            self._check_place()
            self._count_value()
        else:
            self._bare(char)

    def _open(self, *, is_mapping: bool) -> None:
        if len(self._openings) >= DEEPEST:
            self._refuse("too-deep")
        self._check_place()
        self._openings.append(_Opening(self._pointer, is_mapping=is_mapping))
        self._at += 1

    def _bare(self, char: str) -> None:
        is_number = bool(char) and char in "-0123456789"
        found = (_NUMBER_TOKEN if is_number else _WORD_TOKEN).match(self._text, self._at)
        if found is None:
            self._refuse("not-finite" if _NOT_FINITE.match(self._text, self._at) else "json-syntax")
        self._at = found.end()
        self._check_place()
        if is_number and (len(found[0]) > LONGEST_NUMBER or abs(float(found[0])) == float("inf")):
            self._refuse("number-too-large")
        self._count_value()

    def _string(self) -> str:
        found = _STRING.match(self._text, self._at)
        if found is None:
            self._refuse("json-syntax")
        self._at = found.end()
        if "\\" not in found[0]:
            return found[0][1:-1]
        text = str(json.loads(found[0]))
        if _LONE_SURROGATE.search(text):
            self._refuse("json-syntax")
        return text

    def _check_place(self) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            self._refuse("too-many-values")
        if len(self._pointer) > LONGEST_POINTER:
            inner = self._openings[-1]
            raise _RefusedError(Fault("key-too-long", inner.pointer))

    def _count_value(self) -> None:
        if self._openings:
            inner = self._openings[-1]
            inner.count += 1
            inner.key = None

    def _skip_space(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _char(self) -> str:
        return self._text[self._at : self._at + 1]

    def _refuse(self, code: str) -> NoReturn:
        line = self._text.count("\n", 0, self._at) + 1
        column = self._at - self._text.rfind("\n", 0, self._at)
        place = (f"第 {line} 行第 {column} 个字符", f"line {line}, character {column}")
        raise _RefusedError(Fault(code, self._pointer, place))

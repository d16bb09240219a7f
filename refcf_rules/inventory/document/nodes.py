"""The tree both readers produce: text with positions, typed by nobody yet."""

from __future__ import annotations

from typing import Literal

from refcf_rules.record import record
from refcf_rules.source.text import Span

JsonType = Literal["string", "number", "boolean", "null"]


@record
class Scalar:
    """A single value, as the person wrote it.

    ``text`` is the content without quotes and escapes; a plain YAML value keeps its
    spelling (``no``, ``1e3``, ``012``). ``json_type`` says what JSON would call it,
    which is not yet what the inventory takes it for. ``quoted`` includes block text.
    """

    text: str
    quoted: bool
    json_type: JsonType
    span: Span
    pointer: str


@record
class Entry:
    """A key and its value; the position of the value is the value's own."""

    key: str
    key_span: Span
    value: Node


@record
class Mapping:
    """Entries in the order written; keys are unique."""

    entries: tuple[Entry, ...]
    span: Span
    pointer: str

    def get(self, key: str) -> Node | None:
        """The value of a key, or ``None`` when the key is absent (a written null is a Scalar)."""
        return next((entry.value for entry in self.entries if entry.key == key), None)


@record
class Sequence:
    """Items in the order written."""

    items: tuple[Node, ...]
    span: Span
    pointer: str


Node = Scalar | Mapping | Sequence

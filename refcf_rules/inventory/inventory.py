"""An inventory as it was understood: typed cells, each with the place where it was written."""

from __future__ import annotations

from collections.abc import Mapping

from refcf_rules.quantities.spelling import folded
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span


@record
class Value:
    """One value: a number in canonical units, an option's id, a date in ISO 8601, a text or a truth.

    ``unit`` and ``text`` are as the company wrote them, the text shortened to 60 characters;
    a ``value`` that is text is trimmed and in NFKC, so that comparing it needs no more care.
    ``pointer`` is the JSON pointer of the place.
    """

    value: float | str | bool
    unit: Unit | None
    text: str
    span: Span
    pointer: str

    @property
    def spelling(self) -> str:
        """A value that is text as the company spelled it, where ``text`` has it whole; else as texts are compared."""
        return self.text if folded(self.text) == self.value else str(self.value)


@record
class Row:
    """One row of a table. A field that is absent from ``cells`` is missing.

    ``parent`` is the id of the row it is nested in (the activity of a transport leg).
    """

    table: str
    cells: Mapping[str, Value]
    parent: str | None
    span: Span
    pointer: str

    @property
    def id(self) -> str:
        """What names the row: its id as written, or the product a user is; else its number, as ``#3``."""
        for field in ("id", "product", "component"):
            if (given := self.cells.get(field)) is not None:
                return str(given.value)
        last = self.pointer.rpartition("/")[2]
        return f"#{int(last) + 1}" if last.isdecimal() else "#1"

    def pointer_to(self, field: str) -> str:
        """The JSON pointer of a field: with the key as it was written, or where it would stand."""
        cell = self.cells.get(field)
        return f"{self.pointer}/{field}" if cell is None else cell.pointer


@record
class Inventory:
    """What a company handed in. Every table of the standard is a key of ``tables``.

    A single table has exactly one row, which may be empty. ``digest`` is the SHA-256 of the
    input bytes; ``standard`` and ``edition`` are what the file claims. ``warnings`` are doubts about a
    workbook that change no verdict, ``notes`` what a reader should know about how the input was read.
    """

    path: str
    digest: str
    standard: str | None
    edition: str | None
    company: Mapping[str, Value]
    tables: Mapping[str, tuple[Row, ...]]
    warnings: tuple[Fault, ...] = ()
    notes: tuple[Message, ...] = ()

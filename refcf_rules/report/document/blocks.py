"""What a report is made of, before it is a file. All text is in one language already."""

from __future__ import annotations

from typing import Literal

from refcf_rules.record import record
from refcf_rules.source.message import Language

Tone = Literal["plain", "note", "good", "doubt", "bad"]


@record
class Heading:
    """A title; level 1 begins a section."""

    text: str
    level: int = 1


@record
class Paragraph:
    """A paragraph; ``tone`` says whether it warns."""

    text: str
    tone: Tone = "plain"


@record
class Table:
    """A table. ``align`` has ``<`` or ``>`` for each column; rows are as long as ``head``."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str


@record
class Bar:
    """One bar: ``value`` in the unit of all bars of a chart, ``text`` as people read it."""

    label: str
    value: float
    text: str


@record
class Bars:
    """A chart of horizontal bars; negative values are drawn to the left of zero."""

    title: str
    bars: tuple[Bar, ...]


Block = Heading | Paragraph | Table | Bars


@record
class Document:
    """A report. ``watermark`` stands on every page unless it is empty."""

    title: str
    subtitle: str
    language: Language
    watermark: str
    blocks: tuple[Block, ...]

"""Columns and sections of a text report, measured as a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Final

from refcf_rules.source.message import Message
from refcf_rules.source.render import Style, safe, width

INDENT: Final = "   "
LONGEST_CELL: Final = 48


def section(title: Message, lines: Iterable[str], style: Style) -> list[str]:
    """A title with its lines below it, preceded by an empty line; nothing at all without lines."""
    listed = [f"{INDENT}{line}" for line in lines]
    return ["", style.paint(style.say(title), "1"), *listed] if listed else []


def table(rows: Sequence[Sequence[str]], align: str) -> list[str]:
    """Rows in columns; ``align`` has ``<`` or ``>`` for each of them."""
    cleaned = [[_short(safe(cell)) for cell in row] for row in rows]
    columns = list(zip_longest(*cleaned, fillvalue=""))
    widths = [max(map(width, column)) for column in columns]
    return [
        "  ".join(_aligned(cell, size, side) for cell, size, side in zip(row, widths, align, strict=False)).rstrip()
        for row in cleaned
    ]


def _aligned(cell: str, size: int, side: str) -> str:
    blank = " " * (size - width(cell))
    return blank + cell if side == ">" else cell + blank


def _short(cell: str) -> str:
    if width(cell) <= LONGEST_CELL:
        return cell
    while width(cell) >= LONGEST_CELL:
        cell = cell[:-1]
    return f"{cell}…"

"""One thing to do about a workbook, and the cells it is about."""

from __future__ import annotations

from typing import Literal

from refcf_rules.record import record
from refcf_rules.source.message import Message

Colour = Literal["red", "amber", "blue", "grey"]
"""What must be mended, what is lacking, what is recommended, what is doubtful."""


@record
class CellPlace:
    """A cell by the title of its sheet and its address, such as H12."""

    sheet: str
    address: str


@record
class Task:
    """``what`` is wrong, in which ``clause``, and the ``fix``; the first of the ``cells`` is linked to."""

    colour: Colour
    degree: Message
    what: Message
    clause: Message
    fix: Message
    cells: tuple[CellPlace, ...]

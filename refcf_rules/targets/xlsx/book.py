"""A workbook before it is a file: sheets of cells with names, styles and drop-downs. Places count from 0."""

from __future__ import annotations

from typing import Literal

from refcf_rules.record import record
from refcf_rules.targets.xlsx.formula import Area, Formula

Style = Literal[
    "title",
    "subtitle",
    "heading",
    "label",
    "note",
    "text",
    "clause",
    "words",
    "link",
    "unit",
    "preset",
    "input",
    "input number",
    "input percent",
    "input date",
    "number",
    "integer",
    "percent",
    "date",
    "total",
    "verdict",
    "hidden",
]
"""What a cell is for; how that looks is decided in one place (``styles``). ``input…`` cells alone are not locked."""
Visibility = Literal["visible", "hidden", "very hidden"]


@record
class Content:
    """One cell. ``value`` is what is typed; of a formula it is its result, filled in by ``compute``.

    A text is written as text whatever it begins with; None is an empty cell with a style. ``link`` is a place
    within the workbook (``#'sheet'!A1``).
    """

    row: int
    column: int
    value: float | str | bool | None = None
    formula: Formula | None = None
    style: Style = "text"
    link: str = ""


@record
class DropDown:
    """A list to choose from, by a defined name or in full; ``strict`` refuses other values, else the user is asked."""

    area: Area
    source: str | tuple[str, ...]
    strict: bool
    title: str = ""
    message: str = ""


@record
class NumberRange:
    """Which numbers or dates may be typed, with the message shown beside the cell."""

    area: Area
    content: Literal["number", "share", "date", "text"]
    lowest: float | None = None
    above: bool = False
    title: str = ""
    message: str = ""


@record
class Colouring:
    """Cells that show red, amber or green where a formula (about the first cell) is true."""

    area: Area
    formula: Formula
    colour: Literal["red", "amber", "green", "grey"]


@record
class Chart:
    """A chart of values beside labels; ``stacked`` has one bar of several series, else shares of a whole."""

    row: int
    column: int
    kind: Literal["stacked bar", "share"]
    title: str
    labels: Area
    series: tuple[tuple[str, Area], ...]


@record
class Sheet:
    """One sheet. ``widths`` are in characters from the first column on; rows above ``frozen_rows`` stay in sight."""

    id: str
    title: str
    cells: tuple[Content, ...]
    widths: tuple[float, ...] = ()
    frozen_rows: int = 0
    frozen_columns: int = 0
    drop_downs: tuple[DropDown, ...] = ()
    ranges: tuple[NumberRange, ...] = ()
    colourings: tuple[Colouring, ...] = ()
    charts: tuple[Chart, ...] = ()
    visibility: Visibility = "visible"
    landscape: bool = True
    repeated_rows: tuple[int, int] | None = None


@record
class Name:
    """A defined name of the workbook."""

    name: str
    area: Area


@record
class Book:
    """All sheets in the order of their tabs, and all names."""

    sheets: tuple[Sheet, ...]
    names: tuple[Name, ...]

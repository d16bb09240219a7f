"""A workbook before it is a file: sheets of cells with names, styles and drop-downs. Places count from 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from refcf_rules.record import record
from refcf_rules.sheets.wording import SheetLanguage
from refcf_rules.targets.xlsx.formula import Area, Cell, Formula

Style = Literal[
    "title",
    "subtitle",
    "section",
    "heading",
    "heading required",
    "heading seldom",
    "label",
    "label required",
    "note",
    "text",
    "clause",
    "words",
    "link",
    "unit",
    "preset",
    "input",
    "input unit",
    "input number",
    "input percent",
    "input date",
    "number",
    "integer",
    "percent",
    "date",
    "total",
    "verdict",
    "banner",
    "failing",
    "open",
    "passing",
    "warning",
    "hidden",
]
"""What a cell is for; how that looks is decided in one place (``styles``). ``input…`` cells alone are not locked."""
Visibility = Literal["visible", "hidden", "very hidden"]
Tone = Literal["red", "amber", "green", "grey"]
Tab = Literal["guide", "input", "calculation", "result"]
"""What a sheet is for, shown by the colour of its tab."""


@record
class Content:
    """One cell. ``value`` is what is typed; of a formula it is its result, filled in by ``compute``.

    A text is written as text whatever it begins with; None is an empty cell with a style. ``link`` is a place
    within the workbook. ``format`` is the number format, where it is not that of the style.
    """

    row: int
    column: int
    value: float | str | bool | None = None
    formula: Formula | None = None
    style: Style = "text"
    link: Cell | None = None
    format: str = ""


@record
class FilledDown:
    """Cells below each other with one formula, filled down from the first; or with nothing but a style.

    ``formula`` is that of the first cell. ``values`` are the results from the top, each with how many cells in a row
    hold it; they are filled in by ``compute``.
    """

    row: int
    column: int
    count: int
    formula: Formula | None = None
    style: Style = "text"
    values: tuple[tuple[float | str | bool | None, int], ...] = ()


@record
class DropDown:
    """A list to choose from, by a defined name or in full.

    ``strict`` refuses other values, else the user is asked; a ``quiet`` list only suggests.
    """

    area: Area
    source: str | tuple[str, ...]
    strict: bool
    title: str = ""
    message: str = ""
    quiet: bool = False


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
    """Cells that show red, amber or green where a formula (about the first cell, on the same sheet) is true."""

    area: Area
    formula: Formula
    colour: Tone


@record
class Chart:
    """A chart of values beside labels: a bar for each label, of several series, or shares of a whole.

    ``width`` and ``height`` are in pixels.
    """

    row: int
    column: int
    kind: Literal["stacked bar", "share"]
    title: str
    labels: Area
    series: tuple[tuple[str, Area], ...]
    width: int = 560
    height: int = 300


@record
class Print:
    """How a sheet is printed on A4: which cells (each area on pages of its own), how many pages side by side.

    ``repeated`` rows and columns stand on every page.
    """

    areas: tuple[Area, ...] = ()
    landscape: bool = True
    pages_wide: int = 1
    repeated_rows: tuple[int, int] | None = None
    repeated_columns: int = 0


@record
class Sheet:
    """One sheet. ``widths`` are in characters from the first column on; rows above ``frozen_rows`` stay in sight.

    What has thousands of cells has them in ``filled``; a cell stands in one place only.
    ``seldom`` are runs of columns (first, last) that may be folded away, ``filtered`` a table with filter buttons.
    Into a sheet that ``grows`` people may insert rows. ``heights`` are in points.
    """

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
    print: Print = Print()
    tab: Tab | None = None
    seldom: tuple[tuple[int, int], ...] = ()
    hidden_columns: tuple[int, ...] = ()
    filtered: Area | None = None
    grows: bool = False
    heights: tuple[tuple[int, float], ...] = ()
    filled: tuple[FilledDown, ...] = ()


@record
class Name:
    """A defined name of the workbook."""

    name: str
    area: Area


def distinct_names(names: Iterable[Name]) -> Iterator[Name]:
    """Names told apart by a number where two ids are written alike; no program looks at the case of a name."""
    seen: set[str] = set()
    for each in names:
        name, number = each.name, 1
        while name.casefold() in seen:
            number += 1
            name = f"{each.name}__{number}"
        seen.add(name.casefold())
        yield Name(name, each.area)


@record
class Book:
    """All sheets in the order of their tabs, and all names. ``header`` and ``title`` are printed on every page."""

    sheets: tuple[Sheet, ...]
    names: tuple[Name, ...]
    title: str = ""
    header: str = ""
    language: SheetLanguage = "zh"

"""The parts of a layout: sheets, single inputs, blocks of rows, columns. Places are counted from 0."""

from __future__ import annotations

from typing import Literal

from refcf_rules.model.field import Field
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message

Content = Literal["number", "text", "choice", "truth", "date", "factor", "unit", "reference"]
"""What may be typed: ``factor`` is the id of one of the standard's or the company's own factors."""
SheetKind = Literal[
    "general", "processes", "stage", "legs", "allocation", "exclusions", "factors", "service", "further"
]


@record
class Column:
    """One input column of a block, or the one input of a single value.

    ``name`` is the defined name of its cells in the workbook. A number is typed in ``unit``; in a unit of its
    own, which stands in the column of content ``unit`` with the same field to its right, where that is None and
    ``units`` lists those to choose from. ``choice`` names the options or the table that is referred to.
    """

    field: str
    name: str
    label: Message
    content: Content
    required: bool = False
    unit: Unit | None = None
    units: tuple[str, ...] = ()
    choice: str = ""
    of: Field | None = None

    @property
    def is_percent(self) -> bool:
        """Whether the cell is formatted as a percentage, so that it holds the fraction: 14 % is 0.14."""
        return self.content == "number" and self.unit is not None and self.unit.symbol == "%"


@record
class Single:
    """A single value of a one-row table: its label stands in ``column``, the input one to the right."""

    table: str
    row: int
    input: Column


@record
class Block:
    """Rows of one table on one sheet. ``header`` is the row of the column labels; the inputs begin below it.

    ``part`` is the stage whose activities they are; ``presets`` are ids that stand in the first column from
    the start, one row each, and are not typed (the unit processes of the boundary).
    """

    table: str
    part: str
    title: Message
    header: int
    rows: int
    columns: tuple[Column, ...]
    presets: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """The first row of inputs."""
        return self.header + 1


@record
class InputSheet:
    """One sheet of inputs, single values above blocks. ``id`` never changes with the language of the titles."""

    id: str
    kind: SheetKind
    title: Message
    singles: tuple[Single, ...]
    blocks: tuple[Block, ...]


@record
class Layout:
    """All sheets of inputs in the order of their tabs."""

    sheets: tuple[InputSheet, ...]

    def blocks_of(self, table: str) -> tuple[tuple[InputSheet, Block], ...]:
        """The blocks that hold the rows of a table, in the order in which they are read."""
        return tuple((sheet, block) for sheet in self.sheets for block in sheet.blocks if block.table == table)

    def single(self, table: str, field: str) -> tuple[InputSheet, Single] | None:
        """Where a single value is typed."""
        for sheet in self.sheets:
            for each in sheet.singles:
                if (each.table, each.input.field) == (table, field):
                    return sheet, each
        return None

"""What stands in the input cells of a workbook, before and after anybody typed: values without styles."""

from __future__ import annotations

from collections.abc import Mapping

from refcf_rules.record import record


@record
class Typed:
    """What one input holds: a number in ``unit`` (its symbol, empty where the column has one), or a text.

    Options are their ids, dates ISO 8601; a number of a percent column is given in percent (14.0 with unit %).
    """

    value: float | str | bool
    unit: str = ""


@record
class InputRow:
    """One row of a table by field. ``part`` is the stage of an activity, ``parent`` the id of the row it belongs to."""

    cells: Mapping[str, Typed]
    part: str = ""
    parent: str | None = None


@record
class Inputs:
    """All inputs: single values by (table, field), rows by table in their order."""

    singles: Mapping[tuple[str, str], Typed]
    rows: Mapping[str, tuple[InputRow, ...]]


NOTHING = Inputs({}, {})
"""An empty template."""

"""A row as the evaluation sees it: what was typed in together with what binding worked out."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Final

from refcf_rules.evaluate.value import Cause, Datum, Missing, missing
from refcf_rules.inventory.inventory import Row, Value
from refcf_rules.model.names import Names
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

STAGE: Final = Message("阶段", "stage")
_NOT_FINITE = missing(Cause(Message("不是有限的数", "a number that is not finite")))


@record
class BoundRow:
    """One row of a table. ``values`` holds typed and derived cells; an absent key is missing.

    ``units`` are those to show the numbers in, as the company wrote them. ``index`` counts from 0.
    """

    table: str
    index: int
    id: str
    label: str
    values: Mapping[str, Datum]
    units: Mapping[str, Unit]
    span: Span | None
    pointer: str


Scope = Mapping[str, BoundRow]


def bound_row(row: Row, index: int, derived: Mapping[str, Datum], units: Mapping[str, Unit]) -> BoundRow:
    """A row of the inventory with its derived cells, which stand before the typed ones."""
    typed = {field: value_of(cell) for field, cell in row.cells.items()}
    written = {field: cell.unit for field, cell in row.cells.items() if cell.unit is not None}
    name = row.cells.get("name")
    return BoundRow(
        table=row.table,
        index=index,
        id=row.id,
        label=row.id if name is None else str(name.value),
        values=typed | dict(derived),
        units=written | dict(units),
        span=row.span,
        pointer=row.pointer,
    )


def value_of(cell: Value) -> Datum:
    """The value of a typed cell; numbers are doubles."""
    if isinstance(cell.value, bool | str):
        return cell.value
    return float(cell.value) if isfinite(cell.value) else _NOT_FINITE


def absent(names: Names, row: BoundRow, field: str, *, single: bool) -> Missing:
    """The missing value of a field nobody filled in."""
    column = names.column(row.table, field)
    return missing(
        Cause(
            what=place_words(names, row, column, single=single),
            field=f"{row.table}.{field}",
            row=None if single else row.id,
            span=row.span,
            pointer=f"{row.pointer}/{field.replace('.', '/')}",
        )
    )


def place_words(names: Names, row: BoundRow, what: Message, *, single: bool) -> Message:
    """Something of a row: carbon content of binder “resin”; 结合剂“resin”的含碳量."""
    table = names.table(row.table)
    if single:
        return Message("{table}的{what}", "{what} of the {table}").filled(table=table, what=what)
    pattern = Message("{table}“{row}”的{what}", "{what} of {table} “{row}”")
    return pattern.filled(table=table, what=what, row=same(row.label))


def unlisted(table: Message, row: str, what: Message, process: str) -> Message:
    """Why something of a row is not known: the standard does not list its unit process."""
    pattern = Message(
        "{table}“{row}”的{what}（标准中没有单元过程“{process}”）",
        "{what} of {table} “{row}” (the standard has no unit process “{process}”)",
    )
    return pattern.filled(table=table, what=what, process=process, row=row)

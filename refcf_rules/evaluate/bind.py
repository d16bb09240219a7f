"""An inventory bound to a standard: rows with everything that is worked out before any formula."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refcf_rules.evaluate import activity
from refcf_rules.evaluate.dated import whole_months
from refcf_rules.evaluate.factor import FactorUse, Library, factor_of, library_of
from refcf_rules.evaluate.known_value import known_value_cells
from refcf_rules.evaluate.row import STAGE, BoundRow, bound_row, unlisted
from refcf_rules.evaluate.value import Cause, Datum, Missing, missing
from refcf_rules.inventory.inventory import Inventory, Row
from refcf_rules.model.component import COMPONENTS
from refcf_rules.model.field import Table
from refcf_rules.model.names import Names, names_of
from refcf_rules.model.standard import Standard
from refcf_rules.quantities.spelling import folded
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import whole_file

NOT_APPLICABLE: Final = "not-applicable"
_ORDER: Final = Message("次序", "order")
ActivityFactor = FactorUse | Missing | None
"""``None``: the product's own rejects need no factor."""


Place = tuple[str, float]
"""The stage of a unit process and its position in the boundary, from 1."""


@record
class Bound:
    """Rows by table and by id, the first and last day of the period, factor and amounts of each activity."""

    standard: Standard
    inventory: Inventory
    names: Names
    tables: Mapping[str, tuple[BoundRow, ...]]
    by_id: Mapping[str, Mapping[str, BoundRow]]
    single: frozenset[str]
    start: str | None
    end: str | None
    factors: tuple[ActivityFactor, ...]
    measured: tuple[activity.Measured, ...]

    def row(self, table: str, id_: str) -> BoundRow | None:
        """The row of a table with this id."""
        return self.by_id.get(table, {}).get(folded(id_))


def bind(standard: Standard, inventory: Inventory) -> Bound:
    """The inventory as the standard's formulas see it."""
    end = _period(inventory, "end")
    library = library_of(standard.factors)
    factors = _factors(inventory, library, end)
    measured = _measured(inventory, factors, library, end)
    places = _places(standard)
    tables = {
        table.id: _activities(inventory, factors, measured, places, library, end)
        if table.id == "activity"
        else tuple(_bound(table, row, index, places) for index, row in enumerate(_rows(inventory, table)))
        for table in standard.tables
        if table.id != "contribution"
    }
    return Bound(
        standard=standard,
        inventory=inventory,
        names=names_of(standard),
        tables=tables,
        by_id={table: {folded(row.id): row for row in reversed(rows)} for table, rows in tables.items()},
        single=frozenset(table.id for table in standard.tables if table.single),
        start=_period(inventory, "start"),
        end=end,
        factors=factors,
        measured=measured,
    )


def _rows(inventory: Inventory, table: Table) -> tuple[Row, ...]:
    rows = inventory.tables.get(table.id, ())
    if rows or not table.single:
        return rows
    return (Row(table.id, {}, None, whole_file(inventory.path), f"/{table.id}"),)


def _period(inventory: Inventory, field: str) -> str | None:
    for row in inventory.tables.get("period", ()):
        cell = row.cells.get(field)
        if cell is not None and isinstance(cell.value, str):
            return cell.value
    return None


def _places(standard: Standard) -> Mapping[str, Place]:
    return {
        process.id: (process.stage, float(order)) for order, process in enumerate(standard.boundary.processes, start=1)
    }


def _bound(table: Table, row: Row, index: int, places: Mapping[str, Place]) -> BoundRow:
    derived: dict[str, Datum] = _months(row) if table.id == "period" else {}
    if table.field("name") is not None and "name" not in row.cells and not table.single:
        derived["name"] = row.id  # a row without a name is spoken of by its id
    derived |= _orders(table, row, places)
    if table.parent is not None and row.parent is not None:
        derived[table.parent] = row.parent
    return bound_row(row, index, derived, {})


def _orders(table: Table, row: Row, places: Mapping[str, Place]) -> dict[str, Datum]:
    """The position of the unit process that a field names, under the field that is derived from it."""
    orders: dict[str, Datum] = {}
    for field in table.fields:
        source = "process" if field.id == "order" else field.id.removesuffix(".order")
        cell = row.cells.get(source)
        if not field.derived or source == field.id or cell is None:
            continue
        place = places.get(str(cell.value))
        orders[field.id] = _unlisted(table.label, row, source, _ORDER) if place is None else place[1]
    return orders


def _unlisted(table: Message, row: Row, field: str, what: Message) -> Missing:
    """What is not known of a row of which the standard does not list the unit process."""
    cell = row.cells[field]
    process = cell.text or str(cell.value)
    words = unlisted(table, row.id, what, process)
    return missing(Cause(words, f"{row.table}.{field}", row.id, cell.span, cell.pointer))


def _months(row: Row) -> dict[str, Datum]:
    start, end = row.cells.get("start"), row.cells.get("end")
    if start is None or end is None:
        return {}
    months = whole_months(str(start.value), str(end.value))
    return {} if months is None else {"months": months}


def _factors(inventory: Inventory, library: Library, day: str | None) -> tuple[ActivityFactor, ...]:
    found: list[ActivityFactor] = []
    for row in inventory.tables.get("activity", ()):
        amount = row.cells.get("amount")
        own = activity.is_own_reject(row)
        found.append(None if own else factor_of(row, library, day, amount.unit if amount else None))
    return tuple(found)


def _measured(
    inventory: Inventory, factors: tuple[ActivityFactor, ...], library: Library, day: str | None
) -> tuple[activity.Measured, ...]:
    legs: dict[str | None, list[Row]] = {}
    for leg in inventory.tables.get("leg", ()):
        legs.setdefault(leg.parent, []).append(leg)
    rows = inventory.tables.get("activity", ())
    return tuple(
        activity.measured(row, legs.get(row.id, []), factor, library, day)
        for row, factor in zip(rows, factors, strict=True)
    )


def _activities(
    inventory: Inventory,
    factors: tuple[ActivityFactor, ...],
    measured: tuple[activity.Measured, ...],
    places: Mapping[str, Place],
    library: Library,
    day: str | None,
) -> tuple[BoundRow, ...]:
    rows = zip(inventory.tables.get("activity", ()), factors, measured, strict=True)
    return tuple(
        _activity(row, index, places, factor, amounts, known_value_cells(row, factor, library, day))
        for index, (row, factor, amounts) in enumerate(rows)
    )


def _activity(
    row: Row,
    index: int,
    places: Mapping[str, Place],
    factor: ActivityFactor,
    amounts: activity.Measured,
    known: Mapping[str, Datum],
) -> BoundRow:
    derived: dict[str, Datum] = {
        **amounts.cells(),
        **known,
        **({} if "name" in row.cells else {"name": row.id}),
        **_stage(row, places),
        **_origin(row),
    }
    units = amounts.units(factor)
    if factor is None:
        derived |= activity.own_reject_cells()
    elif isinstance(factor, Missing):
        derived |= dict.fromkeys(_factor_fields(), factor)
    else:
        derived |= factor.cells
        per = () if factor.unit is None else (*_factor_fields(), "factor.low", "factor.high")
        units |= {field: factor.unit for field in per if factor.unit is not None}
    return bound_row(row, index, derived, units)


def _factor_fields() -> tuple[str, ...]:
    return tuple(f"factor.{part}" for part in ("value", *COMPONENTS))


def _origin(row: Row) -> dict[str, Datum]:
    """Origin is asked of materials only; elsewhere it is not applicable rather than missing."""
    kind = row.cells.get("kind")
    if kind is None or kind.value == "material" or "origin" in row.cells:
        return {}
    return {"origin": NOT_APPLICABLE}


def _stage(row: Row, places: Mapping[str, Place]) -> dict[str, Datum]:
    """The stage and order of the row's unit process; missing for a process the standard does not know."""
    cell = row.cells.get("process")
    if cell is None:
        return {}
    if cell.value in places:
        stage, order = places[str(cell.value)]
        return {"stage": stage, "order": order}
    return {"stage": _unlisted(Message("活动", "activity"), row, "process", STAGE)}

"""What a company handed in, as it is typed into the sheets of a workbook.

An activity's own factor becomes a row of the company's factors, once for all activities that share it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refcf_rules.inventory.factor_ids import OWN, VALUES, FactorIds, own_parts
from refcf_rules.inventory.inventory import Inventory, Row, Value
from refcf_rules.model.standard import Standard
from refcf_rules.model.written import COMPANY, FACTOR, is_worked_out
from refcf_rules.quantities.shortest import shortest_in
from refcf_rules.quantities.unit import Unit
from refcf_rules.sheets.arrange import OWN_FACTOR, layout_of
from refcf_rules.sheets.inputs import InputRow, Inputs, Typed
from refcf_rules.sheets.wide_signs import as_formulas_read

_ACTIVITY: Final = "activity"


def inputs_of(inventory: Inventory, standard: Standard) -> Inputs:
    """The inputs that say the same as the inventory.

    A number stands in the unit of its column, or in the one it was written in where the column leaves that open.
    An activity stands with the stage of its process; with the first where the standard does not list the process.
    """
    return _Typing(standard).inputs(inventory)


class _Typing:
    """Types one inventory into the layout of a standard."""

    def __init__(self, standard: Standard) -> None:
        self._standard = standard
        self._stages = {process.id: process.stage for process in standard.boundary.processes}
        self._first_stage = standard.boundary.stages[0].id if standard.boundary.stages else ""
        self._columns = _Columns(standard)
        self._factors = _OwnFactors(standard, self._columns)

    def inputs(self, inventory: Inventory) -> Inputs:
        """Single values by table and field, rows by table."""
        singles = {(COMPANY.id, field): Typed(_as_typed(cell)) for field, cell in inventory.company.items()}
        rows: dict[str, tuple[InputRow, ...]] = {}
        for table in self._standard.tables:
            found = inventory.tables.get(table.id, ())
            if table.single:
                singles |= {(table.id, field): typed for row in found for field, typed in self._cells(row).items()}
            elif not is_worked_out(table):
                rows[table.id] = tuple(self._row(row) for row in found)
        return Inputs(singles, rows | {OWN_FACTOR: self._factors.rows()})

    def _row(self, row: Row) -> InputRow:
        cells = self._cells(row)
        if row.table != _ACTIVITY:
            return InputRow(cells, parent=row.parent)
        factor = self._factors.named_by(row)
        if factor is not None:
            cells[FACTOR] = Typed(factor)
        process = row.cells.get("process")
        stage = self._stages.get(str(process.value)) if process else None
        return InputRow(cells, part=stage or self._first_stage)

    def _cells(self, row: Row) -> dict[str, Typed]:
        return {
            field: self._columns.typed(row.table, field, cell)
            for field, cell in row.cells.items()
            if field != FACTOR and not field.startswith(OWN)
        }


class _Columns:
    """In which unit the numbers of a column are typed."""

    def __init__(self, standard: Standard) -> None:
        self._units: dict[tuple[str, str], Unit] = {}
        for sheet in layout_of(standard, rows=1).sheets:
            columns = [(single.table, single.input) for single in sheet.singles]
            columns += [(block.table, column) for block in sheet.blocks for column in block.columns]
            self._units |= {(table, one.field): one.unit for table, one in columns if one.unit is not None}

    def typed(self, table: str, field: str, cell: Value, open_unit: Unit | None = None) -> Typed:
        """A cell as it is typed; ``open_unit`` is used where the column has no unit, else the one written."""
        if isinstance(cell.value, str):
            return Typed(_as_typed(cell))
        if isinstance(cell.value, bool):
            return Typed(cell.value)
        unit = self._units.get((table, field))
        if unit is not None:
            return Typed(shortest_in(cell.value, unit), unit.symbol if unit.symbol == "%" else "")
        unit = open_unit or cell.unit
        if unit is None:
            return Typed(cell.value)
        return Typed(shortest_in(cell.value, unit), unit.symbol)


class _OwnFactors:
    """The company's own factors in the order of their first use; equal ones are one."""

    def __init__(self, standard: Standard, columns: _Columns) -> None:
        self._columns = columns
        self._ids: FactorIds[tuple[tuple[str, Typed], ...]] = FactorIds(standard)

    def named_by(self, activity: Row) -> str | None:
        """The id that the activity names: of an own factor, else of one of the library."""
        own = own_parts(activity)
        named = activity.cells.get(FACTOR)
        if named is not None and own.keys().isdisjoint(VALUES):
            return str(named.value)  # nothing else that is said of a factor of the library has an effect
        return self._ids.id_of(self._typed(own)) if own else None

    def rows(self) -> tuple[InputRow, ...]:
        """All own factors, each with its id."""
        return tuple(InputRow({"id": Typed(id_), **dict(cells)}) for cells, id_ in self._ids.all().items())

    def _typed(self, own: Mapping[str, Value]) -> tuple[tuple[str, Typed], ...]:
        unit = next((own[field].unit for field in VALUES if field in own), None)
        fields = ((field.removeprefix(OWN), cell) for field, cell in sorted(own.items()))
        return tuple((part, self._columns.typed(OWN_FACTOR, part, cell, unit)) for part, cell in fields)


def _as_typed(cell: Value) -> str:
    """A text as the company spelled it, where the live formulas read it as meant; else in its plain form."""
    return cell.spelling if as_formulas_read(cell.spelling) == cell.value else str(cell.value)

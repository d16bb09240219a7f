"""An inventory as mappings and lists, with the keys, units and options of the bundled examples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from refcf_rules.inventory.factor_ids import OWN
from refcf_rules.inventory.inventory import Inventory, Row, Value
from refcf_rules.inventory.read_shape import COMPANY, EDITION, STANDARD, VERSION
from refcf_rules.model import written
from refcf_rules.model.field import Table
from refcf_rules.model.standard import Standard
from refcf_rules.model.written import FACTOR
from refcf_rules.quantities.shortest import shortest_in

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool"
Document: TypeAlias = "dict[str, Plain]"

_LARGEST_WHOLE: Final = 1e15


def document_of(inventory: Inventory, standard: Standard) -> Document:
    """What the inventory says, in the order of the tables and fields of the standard.

    Numbers stand in the unit they were written in, options by id, dates in ISO 8601, texts whole.
    """
    document: Document = {VERSION.id: int(written.VERSION), STANDARD.id: inventory.standard or standard.id}
    if inventory.edition is not None:
        document[EDITION.id] = inventory.edition
    writing = _Writing(inventory, standard)
    sections: Document = {COMPANY.id: writing.cells(COMPANY, inventory.company)}
    sections |= {table.key or table.id: writing.section(table) for table in standard.tables if table.parent is None}
    return document | {key: section for key, section in sections.items() if section}


def number_text(value: float) -> str:
    """A number with the digits it needs, no more: 6480, 0.14, 1e-07."""
    return repr(value).removesuffix(".0")


def cell_text(cell: Value) -> str:
    """A value as text: a number with its unit, yes or no, a text as the company spelled it."""
    match cell.value:
        case bool():
            return "yes" if cell.value else "no"
        case float() | int():
            return _quantity(cell.value, cell)
        case str():
            return cell.spelling


def _quantity(value: float, cell: Value) -> str:
    if cell.unit is None:
        return number_text(value)
    return f"{number_text(shortest_in(value, cell.unit))} {cell.unit.symbol}"


def _plain(cell: Value) -> Plain:
    if isinstance(cell.value, bool):
        return cell.value
    if isinstance(cell.value, float) and cell.unit is None:
        is_whole = cell.value.is_integer() and abs(cell.value) < _LARGEST_WHOLE
        return int(cell.value) if is_whole else cell.value
    return cell_text(cell)


class _Writing:
    """Writes the tables of one inventory."""

    def __init__(self, inventory: Inventory, standard: Standard) -> None:
        self._inventory = inventory
        self._children: dict[str, list[Table]] = {}
        for table in standard.tables:
            if table.parent is not None:
                self._children.setdefault(table.parent, []).append(table)

    def section(self, table: Table) -> Plain:
        """The rows of a table at the top, or the fields of a single one."""
        rows = self._inventory.tables.get(table.id, ())
        if table.single:
            return self.cells(table, rows[0].cells) if rows else {}
        return [self._row(table, row) for row in rows]

    def cells(self, table: Table, cells: Mapping[str, Value]) -> Document:
        """The fields that are given; those of a factor as a mapping of their own."""
        found: Document = {}
        named = cells.get(FACTOR)
        own: Document = {}
        for field in table.fields:
            if field.id.startswith(OWN) and named is not None:
                found.setdefault(FACTOR, cell_text(named))
            cell = cells.get(field.id)
            if cell is None:
                continue
            if field.id.startswith(OWN) and named is None:
                own[field.id.removeprefix(OWN)] = _plain(cell)
                found.setdefault(FACTOR, own)
            else:
                found[field.id] = _plain(cell)
        return found

    def _row(self, table: Table, row: Row) -> Document:
        found = self.cells(table, row.cells)
        for child in self._children.get(table.id, ()):
            nested = [one for one in self._inventory.tables.get(child.id, ()) if one.parent == row.id]
            if nested:
                found[child.key or child.id] = [self._row(child, one) for one in nested]
        return found

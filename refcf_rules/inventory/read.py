"""Reads an inventory from YAML, JSON, a workbook or a folder of CSV files into typed cells.

Nothing is judged and nothing is skipped. Missing data is no fault, it only leaves rules undecided;
what is not understood is one, with its place and the one thing to do next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as Map
from typing import Final

from refcf_rules.inventory import cell_kinds, read_kinds, row_kinds
from refcf_rules.inventory.document import read_document
from refcf_rules.inventory.document.nodes import Entry, Mapping, Node, Scalar
from refcf_rules.inventory.folder import is_packed
from refcf_rules.inventory.inventory import Inventory, Row, Value
from refcf_rules.inventory.names import folded
from refcf_rules.inventory.read_faults import MORE_FAULTS, FaultList, is_null
from refcf_rules.inventory.read_links import check_links
from refcf_rules.inventory.read_sections import Sections, read_sections
from refcf_rules.inventory.read_shape import COMPANY, EDITION, STANDARD
from refcf_rules.inventory.row import RowReader
from refcf_rules.model.field import Table
from refcf_rules.model.standard import Standard
from refcf_rules.record import changed
from refcf_rules.source.decode import is_workbook
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.text import whole_file

__all__ = ["KINDS", "claimed_standard", "read_inventory", "read_tree", "why_unreadable", "words_of"]

KINDS: Final[tuple[Kind, ...]] = (
    *read_kinds.KINDS,
    *row_kinds.KINDS,
    *cell_kinds.KINDS,
    MORE_FAULTS,
)


def read_inventory(path: str, data: bytes, standard: Standard) -> tuple[Inventory | None, tuple[Fault, ...]]:
    """The inventory, or the faults that stand against it; exactly one of the two is present.

    Never raises for any bytes. The standard says which tables, fields and options there are;
    whether the file claims this standard is for the caller to ask (``Inventory.standard``).
    """
    if is_workbook(data):
        return _read_workbook(path, data, standard)
    if is_packed(data):
        return _read_folder(path, data, standard)
    node, document_faults = read_document(path, data)
    if node is None:
        return None, document_faults
    return read_tree(path, node, hashlib.sha256(data).hexdigest(), standard)


def _read_workbook(path: str, data: bytes, standard: Standard) -> tuple[Inventory | None, tuple[Fault, ...]]:
    from refcf_rules.inventory.read_workbook import read  # noqa: PLC0415 -- only the reader that is needed
    from refcf_rules.inventory.read_workbook.kinds import LOST_INPUT  # noqa: PLC0415 -- see above

    found = read.read_workbook_tree(path, data, standard)
    if isinstance(found, tuple):
        return None, found
    if any(fault.kind is LOST_INPUT for fault in found.faults):  # whatever else is missing is so for that reason
        return None, read.joined_faults(path, found, ())
    inventory, faults = read_tree(path, found.tree, hashlib.sha256(data).hexdigest(), standard)
    if inventory is None or found.faults:
        return None, read.joined_faults(path, found, faults)
    return read.with_doubts(inventory, found), ()


def _read_folder(path: str, data: bytes, standard: Standard) -> tuple[Inventory | None, tuple[Fault, ...]]:
    from refcf_rules.inventory.read_csv.read import read_csv_folder  # noqa: PLC0415 -- only the reader that is needed

    found = read_csv_folder(path, data, standard)
    if found.node is None:
        return None, found.faults
    inventory, faults = read_tree(path, found.node, hashlib.sha256(data).hexdigest(), standard)
    return (None if inventory is None else changed(inventory, notes=found.notes)), faults


def read_tree(path: str, node: Node, digest: str, standard: Standard) -> tuple[Inventory | None, tuple[Fault, ...]]:
    """The inventory of a document that was read or made before; ``digest`` is that of its bytes."""
    faults = FaultList(path)
    sections = read_sections(node, standard.tables, faults)
    if sections is None:
        return None, faults.listed()
    reader = RowReader(standard.tables, standard.choices, standard.factors, faults)
    company = _read_tables(sections, standard.tables, reader)
    check_links(standard.tables, reader.rows, reader.incomplete | sections.refused, faults)
    if faults.count:
        return None, faults.listed()
    return _inventory(path, digest, sections, company, _complete(path, standard.tables, reader.rows)), ()


def claimed_standard(path: str, data: bytes) -> str | None:
    """The standard a file claims to follow; ``None`` if it cannot be read or claims none."""
    if is_workbook(data):
        from refcf_rules.inventory.read_workbook import read  # noqa: PLC0415 -- only the reader that is needed

        meta = read.read_meta(path, data)
        return None if isinstance(meta, tuple) else meta.made_for.standard or None
    if is_packed(data):
        from refcf_rules.inventory.read_csv.read import claimed_in_folder  # noqa: PLC0415 -- see below

        return claimed_in_folder(data)
    node, _ = read_document(path, data)
    if not isinstance(node, Mapping):
        return None
    for entry in node.entries:
        if folded(entry.key) in STANDARD.all:
            return _text(entry)
    return None


def why_unreadable(path: str, data: bytes) -> tuple[Fault, ...]:
    """What keeps a file from being read at all, whatever its standard; nothing if it can be."""
    if is_workbook(data):
        from refcf_rules.inventory.read_workbook import read  # noqa: PLC0415 -- only the reader that is needed

        meta = read.read_meta(path, data)
        return meta if isinstance(meta, tuple) else ()
    return read_document(path, data)[1]


def words_of(path: str, data: bytes) -> str:
    """Words of a workbook that show in which language it is: the titles of its sheets."""
    from refcf_rules.inventory.read_workbook import read  # noqa: PLC0415 -- only the reader that is needed

    return read.titles_text(path, data)


def _read_tables(sections: Sections, tables: tuple[Table, ...], reader: RowReader) -> Map[str, Value]:
    for table in tables:
        entry = sections.tables.get(table.id)
        if entry is None:
            continue
        if not table.single:
            reader.read_list(table, entry.value)
        elif not is_null(entry.value):
            reader.read_row(table, entry.value)
    company = sections.tables.get(COMPANY.id)
    row = reader.read_row(COMPANY, company.value) if company and not is_null(company.value) else None
    return row.cells if row else {}


def _complete(path: str, tables: tuple[Table, ...], rows: Map[str, list[Row]]) -> Map[str, tuple[Row, ...]]:
    complete: dict[str, tuple[Row, ...]] = {}
    for table in tables:
        found = tuple(rows[table.id])
        if table.single and not found:
            found = (Row(table.id, {}, None, whole_file(path), f"/{table.key or table.id}"),)
        complete[table.id] = found
    return complete


def _inventory(
    path: str,
    digest: str,
    sections: Sections,
    company: Map[str, Value],
    tables: Map[str, tuple[Row, ...]],
) -> Inventory:
    standard, edition = (
        _text(entry) if (entry := sections.headers.get(name.id)) else None for name in (STANDARD, EDITION)
    )
    return Inventory(path, digest, standard, edition, company, tables)


def _text(entry: Entry) -> str | None:
    node = entry.value
    return folded(node.text) or None if isinstance(node, Scalar) and node.json_type != "null" else None

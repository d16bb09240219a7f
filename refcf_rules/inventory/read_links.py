"""Checks that need several rows: repeated ids, references that lead nowhere, reversed periods."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from itertools import islice

from refcf_rules.inventory import read_kinds, row_kinds
from refcf_rules.inventory.inventory import Row
from refcf_rules.inventory.names import MOST_COMPARED, NO_DATA, WRITE_NOTHING, Name, offer
from refcf_rules.inventory.read_faults import FaultList, shown
from refcf_rules.model.field import Field, Table
from refcf_rules.model.types import DateType, ReferenceType
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span


def check_links(
    tables: Iterable[Table], rows: Mapping[str, list[Row]], incomplete: Container[str], faults: FaultList
) -> None:
    """Note every fault that only shows when all rows are known.

    References to an ``incomplete`` table are not asked: what they name may be among what was refused.
    """
    for table in tables:
        _check_ids(table, rows[table.id], faults)
        for field in table.fields:
            if _is_checked(field, incomplete) and isinstance(field.type, ReferenceType):
                _check_references(field, field.type.table, rows[table.id], rows, faults)
        _check_period(table, rows[table.id], faults)


def _is_checked(field: Field, incomplete: Container[str]) -> bool:
    return isinstance(field.type, ReferenceType) and not field.derived and field.type.table not in incomplete


def _check_ids(table: Table, rows: Iterable[Row], faults: FaultList) -> None:
    seen: dict[object, Span] = {}
    for row in rows:
        cell = row.cells.get("id")
        if cell is None:
            continue
        first = seen.setdefault(cell.value, cell.span)
        if first is cell.span:
            continue
        message = Message(
            "“{table}”的编号“{id}”在{place}已经用过。",
            "The id “{id}” of “{table}” is already used {place}.",
        ).filled(table=table.label, id=shown(str(cell.value)), place=first.words)
        hint = Message("给这一行另起一个编号。", "Give this row an id of its own.")
        faults.add(Fault(row_kinds.REPEATED_ID, cell.span, cell.pointer, message, hint))


def _check_references(
    field: Field, target: str, rows: Iterable[Row], all_rows: Mapping[str, list[Row]], faults: FaultList
) -> None:
    ids = {str(row.cells["id"].value): row for row in all_rows.get(target, []) if "id" in row.cells}
    names = tuple(Name(id_, same(id_)) for id_ in islice(ids, MOST_COMPARED))
    for row in rows:
        cell = row.cells.get(field.id)
        if faults.is_full or cell is None or str(cell.value) in ids:
            continue
        text = shown(str(cell.value))
        message = Message("“{field}”指向“{id}”，但没有这一行。", "“{field}” refers to “{id}”, which is not there.")
        hint = Message("补上编号为“{id}”的那一行。", "Add the row with the id “{id}”.").filled(id=text)
        if str(cell.value).casefold() in NO_DATA:
            hint = WRITE_NOTHING
        elif ids:
            hint = offer(str(cell.value), names)
        said = message.filled(field=field.label, id=text)
        faults.add(Fault(row_kinds.UNKNOWN_REFERENCE, cell.span, cell.pointer, said, hint))


def _check_period(table: Table, rows: Iterable[Row], faults: FaultList) -> None:
    if not {"start", "end"} <= {field.id for field in table.fields if isinstance(field.type, DateType)}:
        return
    for row in rows:
        start, end = row.cells.get("start"), row.cells.get("end")
        if start is None or end is None or str(start.value) <= str(end.value):
            continue
        message = Message("结束 {end} 早于开始 {start}。", "The end {end} is before the start {start}.")
        hint = Message("核对两个日期，多半是写反了或年份有误。", "Check both dates: exchanged, or a wrong year.")
        said = message.filled(start=start.value, end=end.value)
        faults.add(Fault(read_kinds.REVERSED_PERIOD, end.span, end.pointer, said, hint))

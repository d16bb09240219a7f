"""What is said of a row of a workbook is said once: what it lacks, and that it stands in the wrong columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from refcf_rules.inventory.read_workbook import kinds
from refcf_rules.inventory.row_kinds import MISSING_FIELD
from refcf_rules.record import changed
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span

_MANY: Final = 6
"""A row with so many cells that do not fit was most likely pasted into the wrong columns."""


def one_a_row(faults: Iterable[Fault]) -> Iterator[Fault]:
    """The faults, those of a row that lacks several things or fits nowhere as one."""
    rows: dict[tuple[str, int], list[Fault]] = {}
    for each in faults:
        rows.setdefault((sheet_of(each.span), each.span.line), []).append(each)
    for found in rows.values():
        if len({each.span for each in found}) >= _MANY:
            yield _out_of_place(found)
        else:
            yield from _lacking(found)


def sheet_of(span: Span) -> str:
    """The title of the sheet in which a place is."""
    return span.cell.rpartition("!")[0] or span.cell


def _out_of_place(found: list[Fault]) -> Fault:
    first = found[0]
    said = _OUT_OF_PLACE.filled(row=first.span.line, count=len({each.span for each in found}), cells=_cells(found))
    return Fault(kinds.ROW_OUT_OF_PLACE, first.span, "", said, _MOVE_BACK.filled(first=first.message))


def _lacking(found: list[Fault]) -> Iterator[Fault]:
    """Whatever a row lacks is said by the first cell that is empty."""
    lacking = [each for each in found if each.kind is MISSING_FIELD]
    for each in found:
        if each.kind is not MISSING_FIELD or len(lacking) == 1:
            yield each
        elif each is lacking[0]:
            message = Message("".join(one.message.zh for one in lacking), " ".join(one.message.en for one in lacking))
            hint = _FILL_ROW.filled(cells=_cells(lacking), sheet=sheet_of(each.span))
            yield changed(each, message=message, hint=hint)


def _cells(faults: Iterable[Fault]) -> str:
    return ", ".join(dict.fromkeys(one.span.cell.rpartition("!")[2] for one in faults))


_FILL_ROW: Final = Message(
    "在 {sheet} 的 {cells} 填写；这一行若不是数据，就清空它。",
    "Fill in {cells} of {sheet}; if the row is no data, clear it.",
)
_OUT_OF_PLACE: Final = Message(
    "第 {row} 行有 {count} 格与它们的列不符：{cells}。",
    "{count} cells of row {row} do not fit their columns: {cells}.",
)
_MOVE_BACK: Final = Message(
    "整行若贴错了列，移回原位；否则逐格改，先看第一格：{first}",
    "If the row was pasted into the wrong columns, move it back; else mend the cells, beginning with this: {first}",
)

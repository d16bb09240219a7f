"""Whether the numbers and texts that the standard sets are as they were written: tables, parameters, units, lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from refcf_rules.inventory.document.build import shown
from refcf_rules.inventory.read_workbook import warnings
from refcf_rules.inventory.read_workbook.places import cell_span, titles_of
from refcf_rules.inventory.read_workbook.raw import RawBook, RawCell
from refcf_rules.inventory.read_workbook.typed import Told, number_text
from refcf_rules.sheets.fingerprint import constant_mark
from refcf_rules.sheets.meta import Meta
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message

MOST_TOLD: Final = 20


def tell_constants(path: str, book: RawBook, meta: Meta, tell: Told) -> None:
    """Tell of each cell that holds something else; after many, how many more there are.

    On sheets of inputs rows move; what stands there is looked at elsewhere.
    """
    found = list(_faults(path, book, meta))
    for fault in found[:MOST_TOLD]:
        tell(fault)
    if len(found) > MOST_TOLD:
        last = found[MOST_TOLD]
        tell(Fault(last.kind, last.span, "", _MORE.filled(count=len(found) - MOST_TOLD), _FRESH))


def _faults(path: str, book: RawBook, meta: Meta) -> Iterator[Fault]:
    titles = titles_of(book, meta)
    cells: dict[str, Mapping[tuple[int, int], RawCell]] = {}
    with_inputs = {each.sheet for each in meta.inputs}
    for run in (each for each in meta.constants if each.sheet not in with_inputs):
        sheet = book.sheet(titles.get(run.sheet, run.sheet))
        if sheet is None:
            continue
        if sheet.title not in cells:
            cells[sheet.title] = {(cell.row, cell.column): cell for cell in sheet.cells}
        for row, mark in enumerate(run.marks, run.first_row):
            cell = cells[sheet.title].get((row, run.column))
            if cell is None or mark_of(cell) != mark:
                said = _CHANGED.filled(text="—" if cell is None else shown(cell.text))
                yield Fault(warnings.TABLE_CHANGED, cell_span(path, sheet.title, row, run.column), "", said, _FRESH)


def mark_of(cell: RawCell) -> str:
    """The mark of what a cell holds."""
    if cell.kind != "number":
        return constant_mark(cell.text)
    try:
        return constant_mark(float(number_text(cell)))
    except ValueError:
        return ""


_CHANGED: Final = Message("标准规定的内容被改成“{text}”。", "What the standard sets was changed to “{text}”.")
_MORE: Final = Message("另有 {count} 格被改动。", "{count} more cells were changed.")
_FRESH: Final = Message(
    "判定用标准的值，不受影响；用 refcf upgrade 把数据移到新模板。",
    "The verdict uses the values of the standard; refcf upgrade moves the data to a new template.",
)

"""What stands on a sheet of inputs, in no input, and was not written there by the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from refcf_rules.inventory.document.build import shown
from refcf_rules.inventory.read_workbook import warnings
from refcf_rules.inventory.read_workbook.constants import mark_of
from refcf_rules.inventory.read_workbook.places import BlockPlace, InputPlace, cell_span, titles_of
from refcf_rules.inventory.read_workbook.raw import Area, RawBook, RawCell, RawSheet
from refcf_rules.inventory.read_workbook.rows import holds_something
from refcf_rules.inventory.read_workbook.typed import Told
from refcf_rules.record import record
from refcf_rules.sheets.meta import Meta
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message


@record
class _Template:
    """What the template wrote on a sheet: the marks of its texts, and where they stood."""

    marks: frozenset[str]
    places: frozenset[tuple[int, int]]


def tell_beside(
    path: str,
    book: RawBook,
    meta: Meta,
    singles: Iterable[InputPlace],
    blocks: tuple[BlockPlace, ...],
    told: tuple[Area, ...],
    tell: Told,
) -> tuple[Message, ...]:
    """Tell of changed texts of the template and of numbers beside the inputs; remarks are given back as notes.

    ``told`` are cells that were told of already.
    """
    listed = tuple(singles)
    notes: list[Message] = []
    for id_, title in titles_of(book, meta).items():
        sheet = book.sheet(title)
        here = [block for block in blocks if block.sheet is sheet]
        own = [place for place in listed if place.sheet is sheet]
        template = _template(meta, id_)
        if sheet is None or not (here or own) or not template.marks:
            continue
        areas = (*(place.area for place in own), *(area for block in here for area in _areas(block)), *told)
        is_moved = any(block.inserted or _has_moved_columns(block) for block in here)
        strays = [cell for cell in sheet.cells if _is_stray(cell, areas, template)]
        remarks: list[RawCell] = []
        for cell in strays:
            span = cell_span(path, sheet.title, cell.row, cell.column)
            if not is_moved and (cell.row, cell.column) in template.places:
                said = _LABEL.filled(text=shown(cell.text))
                tell(Fault(warnings.LABEL_CHANGED, span, "", said, _PUT_BACK))
            elif cell.kind == "number":
                said = _NUMBER.filled(text=shown(cell.text))
                tell(Fault(warnings.BESIDE_INPUTS, span, "", said, _MOVE))
            else:
                remarks.append(cell)
        notes.extend(_notes(path, sheet, remarks))
    return tuple(notes)


def _template(meta: Meta, sheet: str) -> _Template:
    runs = [run for run in meta.constants if run.sheet == sheet]
    marks = {mark for run in runs for mark in run.marks}
    places = {(row, run.column) for run in runs for row in range(run.first_row, run.first_row + len(run.marks))}
    return _Template(frozenset(marks), frozenset(places))


def _areas(block: BlockPlace) -> Iterator[Area]:
    for place in block.columns:
        column = place.area.first_column
        yield Area(block.first_row, column, block.last_row, place.area.last_column)


def _has_moved_columns(block: BlockPlace) -> bool:
    """Whether columns were inserted among those of the template, which stand side by side."""
    columns = sorted(place.area.first_column for place in block.columns)
    return columns != list(range(columns[0], columns[0] + len(columns)))


def _is_stray(cell: RawCell, areas: Iterable[Area], template: _Template) -> bool:
    if not holds_something(cell) or any(area.holds(cell.row, cell.column) for area in areas):
        return False
    return cell.formula is not None or mark_of(cell) not in template.marks


def _notes(path: str, sheet: RawSheet, remarks: list[RawCell]) -> Iterator[Message]:
    if remarks:
        first = remarks[0]
        place = cell_span(path, sheet.title, first.row, first.column).cell
        message = _REMARK if len(remarks) == 1 else _REMARKS
        yield message.filled(place=place, text=shown(first.text or first.formula or ""), count=len(remarks) - 1)


_LABEL: Final = Message("模板的文字被改成“{text}”。", "A text of the template was changed to “{text}”.")
_PUT_BACK: Final = Message(
    "改回原来的文字，并核对这一项的数据和单位。", "Put the text back, and check the data and the unit it is about."
)
_NUMBER: Final = Message("{text} 写在填写的格子以外，没有读入。", "{text} stands beside the inputs and was not read.")
_MOVE: Final = Message(
    "是数据就移到它的黄色格子里；是自己的计算，移到自己加的工作表。",
    "Move data into their yellow cell, and calculations of your own to a sheet of your own.",
)
_REMARK: Final = Message(
    "{place} 的“{text}”写在填写的格子以外，没有读入。",
    "“{text}” in {place}, beside the inputs, was not read.",
)
_REMARKS: Final = Message(
    "{place} 的“{text}”和另外 {count} 格写在填写的格子以外，没有读入。",
    "“{text}” in {place} and {count} more cells beside the inputs were not read.",
)

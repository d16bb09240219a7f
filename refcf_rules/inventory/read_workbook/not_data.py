"""Rows of a table that hold something and are no data: totals, headers repeated, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from refcf_rules.inventory.document.build import shown
from refcf_rules.inventory.names import folded
from refcf_rules.inventory.read_workbook import kinds, warnings
from refcf_rules.inventory.read_workbook.places import InputPlace, area_span
from refcf_rules.inventory.read_workbook.raw import Area
from refcf_rules.inventory.read_workbook.rows import Line
from refcf_rules.sheets.totals import is_total
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message

_REMARK: Final = re.compile(
    r"(?:(?:备注|注|说明|填表说明|数据来源)\s*[:：]|\*|※|(?:notes?|remarks?|sources?)\s*:).+", re.IGNORECASE
)
_HEADERS: Final = 2
"""So many cells that say what the header says make a header."""


def told_of(path: str, line: Line) -> Fault | None:
    """What a row is if it is no data; None for a row of data, however wrong it may be."""
    cells = [(place, cell) for place in line.columns() if (cell := line.cell_of(place)) is not None]
    texts = [(place, folded(cell.text)) for place, cell in cells if cell.kind == "text"]
    message = _IS_TOTAL if _is_total(line, texts) else _why(texts, only=len(cells) == 1)
    if message is None:
        return None
    columns = [place.area.first_column for place, _ in cells]
    area = Area(line.row, min(columns), line.row, max(columns))
    said = message.filled(row=line.row + 1, text=shown(" ".join(text for _, text in texts)))
    return Fault(kinds.ROW_NOT_DATA, area_span(path, cells[0][0].sheet.title, area), "", said, _MOVE)


def repeated(path: str, lines: Iterable[Line]) -> Iterator[Fault]:
    """Rows without ids that say the same as one above: most likely pasted twice."""
    first: dict[tuple[object, ...], int] = {}
    for line in lines:
        cells = [(place, cell) for place in line.columns() if (cell := line.cell_of(place)) is not None]
        if not cells or any(place.meta.field == "id" for place in line.columns()):
            continue
        above = first.setdefault(
            tuple((place.meta.field, place.meta.content, cell.text) for place, cell in cells), line.row
        )
        if above != line.row and any(cell.kind == "number" for _, cell in cells):
            columns = [place.area.first_column for place, _ in cells]
            area = Area(line.row, min(columns), line.row, max(columns))
            said = _REPEATED.filled(row=line.row + 1, above=above + 1)
            yield Fault(warnings.REPEATED_ROW, area_span(path, cells[0][0].sheet.title, area), "", said, _CLEAR)


def _is_total(line: Line, texts: Sequence[tuple[InputPlace, str]]) -> bool:
    required = {each.meta.field for each in line.columns() if each.column is not None and each.column.required}
    given = {each.meta.field for each in line.columns() if line.cell_of(each) is not None}
    return is_total(((place.meta.field, text) for place, text in texts), required, given)


def _why(texts: Sequence[tuple[InputPlace, str]], *, only: bool) -> Message | None:
    if sum(_is_header(place, text) for place, text in texts) >= _HEADERS:
        return _IS_HEADER
    if only and texts and _REMARK.fullmatch(texts[0][1]):
        return _IS_REMARK
    return None


def _is_header(place: InputPlace, text: str) -> bool:
    """Whether a cell says the label of its own column, as the header does: with a star, a unit, in both languages."""
    said = text.casefold()
    return any(said.startswith(folded(label).casefold()) for label in (place.label.zh, place.label.en) if label)


_IS_TOTAL: Final = Message("第 {row} 行像是合计行（{text}）。", "Row {row} looks like a total ({text}).")
_IS_HEADER: Final = Message("第 {row} 行重复了表头（{text}）。", "Row {row} repeats the header ({text}).")
_IS_REMARK: Final = Message("第 {row} 行像是备注（{text}）。", "Row {row} looks like a remark ({text}).")
_REPEATED: Final = Message("第 {row} 行与第 {above} 行完全相同。", "Row {row} is the same as row {above}.")
_CLEAR: Final = Message(
    "若是粘贴了两次，清空其中一行；若确有两次，合成一行。",
    "If it was pasted twice, clear one of them; if both are real, make them one row.",
)
_MOVE: Final = Message(
    "清空这一行，或移到自己加的工作表；若是数据，换一个名称或编号。",
    "Clear the row, or move it to a sheet of your own; if it is data, give it another name or id.",
)

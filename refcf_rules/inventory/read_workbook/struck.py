"""Inputs that people struck through, which does not keep them from being read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.inventory.document.build import shown
from refcf_rules.inventory.read_workbook import warnings
from refcf_rules.inventory.read_workbook.places import BlockPlace, InputPlace, area_span
from refcf_rules.inventory.read_workbook.raw import Area, RawBook, RawCell, RawSheet
from refcf_rules.inventory.read_workbook.rows import cells_by_row, single_cells
from refcf_rules.inventory.read_workbook.typed import Told
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message


def tell_struck(
    path: str, book: RawBook, singles: Iterable[InputPlace], blocks: Iterable[BlockPlace], tell: Told
) -> None:
    """Tell of each single value and each row with cells that are struck through."""
    if not book.struck:
        return
    for block in blocks:
        for cells in cells_by_row(block).values():
            _tell(path, block.sheet, [cell for cell in cells.values() if cell.style in book.struck], tell)
    for place in singles:
        _tell(path, place.sheet, [cell for cell in single_cells((place,)).values() if cell.style in book.struck], tell)


def _tell(path: str, sheet: RawSheet, cells: list[RawCell], tell: Told) -> None:
    if not cells:
        return
    cells.sort(key=lambda cell: cell.column)
    area = Area(cells[0].row, cells[0].column, cells[0].row, cells[-1].column)
    said = _STRUCK.filled(text=shown(" ".join(cell.text for cell in cells)))
    tell(Fault(warnings.STRUCK_THROUGH, area_span(path, sheet.title, area), "", said, _CLEAR))


_STRUCK: Final = Message("加了删除线的 {text} 照样读入了。", "{text} is struck through and was read all the same.")
_CLEAR: Final = Message(
    "作废的数据清空；有效的去掉删除线。", "Clear what is void; take the line away from what is valid."
)

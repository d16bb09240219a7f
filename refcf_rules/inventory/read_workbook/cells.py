"""Which cell of a workbook is for which field, also where nothing was typed yet."""

from __future__ import annotations

from collections.abc import Mapping

from refcf_rules.inventory.document.build import RefusedError
from refcf_rules.inventory.read_workbook.places import cell_span, inputs_of
from refcf_rules.inventory.read_workbook.read import meta_in
from refcf_rules.inventory.read_workbook.read_book import read_book
from refcf_rules.model.standard import Standard
from refcf_rules.model.written import FACTOR
from refcf_rules.record import record
from refcf_rules.sheets.meta import META
from refcf_rules.source.text import Span


@record
class CellMap:
    """The cells of single values by ``table.field``; the columns of rows by sheet and ``table.field``."""

    singles: Mapping[str, str]
    columns: Mapping[tuple[str, str], int]

    def cell(self, name: str, span: Span | None) -> str | None:
        """The cell for ``table.field``, of a row the one in the row that ``span`` stands in."""
        table, _, field = name.partition(".")
        if field.startswith(f"{FACTOR}."):
            name = f"{table}.{FACTOR}"
        if name in self.singles:
            return self.singles[name]
        if span is None or not span.cell:
            return None
        sheet = span.cell.rpartition("!")[0]
        column = self.columns.get((sheet, name))
        return None if column is None else cell_span(span.path, sheet, span.line - 1, column).cell


NO_CELLS = CellMap({}, {})
"""Of a file that is no workbook."""


def cell_map(path: str, data: bytes, standard: Standard) -> CellMap:
    """The cells of the inputs of a workbook; none if it cannot be read. Sheets without inputs are left aside."""
    try:
        about = read_book(path, data, lambda place: place.title == META)
        meta, _ = meta_in(about)
        if meta is None:
            return NO_CELLS
        names = [about.names.get(each.name.casefold()) for each in meta.inputs]
        titles = {name.sheet.casefold() for name in names if name is not None}
        book = read_book(path, data, lambda place: place.title.casefold() in titles)
    except RefusedError:
        return NO_CELLS
    inputs = inputs_of(path, book, meta, standard)
    singles = {
        f"{each.meta.table}.{each.meta.field}": cell_span(
            path, each.sheet.title, each.area.first_row, each.area.first_column
        ).cell
        for each in inputs.singles
        if each.meta.content != "unit"
    }
    columns = {
        (block.sheet.title, f"{block.table}.{each.meta.field}"): each.area.first_column
        for block in inputs.blocks
        for each in block.columns
        if each.meta.content != "unit"
    }
    return CellMap(singles, columns)

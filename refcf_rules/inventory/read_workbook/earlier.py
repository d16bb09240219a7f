"""What a workbook of another edition calls its inputs, and the factors of the standard that it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from refcf_rules.inventory.document.build import RefusedError
from refcf_rules.inventory.names import folded
from refcf_rules.inventory.read_workbook.raw import RawBook, RawName
from refcf_rules.inventory.read_workbook.read_book import read_book
from refcf_rules.inventory.read_workbook.typed import number_text, plain_text
from refcf_rules.model.standard import Standard
from refcf_rules.quantities.number import format_number
from refcf_rules.sheets.library import LibraryRow, library_of
from refcf_rules.sheets.meta import InputMeta
from refcf_rules.sheets.names import library_name
from refcf_rules.source.message import Message, same

_NOISE: Final = 1e-9


class EarlierBook:
    """The sheets of one workbook, as far as they are asked for."""

    def __init__(self, path: str, data: bytes) -> None:
        self._book: RawBook | None
        try:
            self._book = read_book(path, data)
        except RefusedError:
            self._book = None

    def labels(self, inputs: Iterable[InputMeta], singles: Iterable[str]) -> Iterator[Message]:
        """What stands beside single values and above columns; the field where there is nothing."""
        single = frozenset(singles)
        for each in inputs:
            name = self._book.names.get(each.name.casefold()) if self._book is not None else None
            beside = (0, -1) if each.table in single else (-1, 0)
            text = "" if name is None else self._text(name, *beside)
            yield same(" ".join(text.replace("★", " ").split()) or f"{each.table}.{each.field}")

    def changed_factors(self, standard: Standard) -> Iterator[Message]:
        """Factors of the standard that had another value or unit, with both."""
        before = self._factors()
        for now in library_of(standard):
            then = before.get(now.id)
            if then is not None and then.value is not None and now.value is not None and not _alike(then, now):
                label = next(factor.label for factor in standard.factors if factor.id == now.id)
                yield _CHANGED.filled(label=label, id=now.id, before=_said(then), now=_said(now))

    def _factors(self) -> Mapping[str, LibraryRow]:
        columns = {name: self._column(library_name(name)) for name in ("id", "value", "unit")}
        found: dict[str, LibraryRow] = {}
        for row, id_ in columns["id"].items():
            value = columns["value"].get(row, "")
            try:
                number = float(value)
            except ValueError:
                continue
            found[id_] = LibraryRow(id_, number, columns["unit"].get(row, ""))
        return found

    def _column(self, name: str) -> Mapping[int, str]:
        found = self._book.names.get(name.casefold()) if self._book is not None else None
        sheet = self._book.sheet(found.sheet) if self._book is not None and found is not None else None
        if found is None or found.area is None or sheet is None:
            return {}
        area = found.area
        cells = (cell for cell in sheet.cells if area.holds(cell.row, cell.column))
        return {cell.row: number_text(cell) if cell.kind == "number" else plain_text(cell) for cell in cells}

    def _text(self, name: RawName, down: int, across: int) -> str:
        sheet = self._book.sheet(name.sheet) if self._book is not None else None
        if sheet is None or name.area is None:
            return ""
        place = name.area.first_row + down, name.area.first_column + across
        return next((folded(cell.text) for cell in sheet.cells if (cell.row, cell.column) == place), "")


def _alike(one: LibraryRow, other: LibraryRow) -> bool:
    if one.unit != other.unit or one.value is None or other.value is None:
        return False
    return abs(one.value - other.value) <= _NOISE * max(abs(one.value), abs(other.value))


def _said(row: LibraryRow) -> str:
    return f"{format_number(row.value or 0.0, 10)} {row.unit}"


_CHANGED: Final = Message("{label}（{id}）：{before} → {now}", "{label} ({id}): {before} → {now}")

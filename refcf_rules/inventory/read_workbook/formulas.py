"""Whether the formulas of a workbook are those of its template, by the fingerprints on its hidden sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from refcf_rules.inventory.document.build import shown
from refcf_rules.inventory.read_workbook import warnings
from refcf_rules.inventory.read_workbook.places import Inputs, area_span, titles_of
from refcf_rules.inventory.read_workbook.raw import Area, RawBook, RawCell, RawSheet, reference
from refcf_rules.inventory.read_workbook.rows import holds_something
from refcf_rules.inventory.read_workbook.typed import Told
from refcf_rules.sheets.fingerprint import Places, Range, canonical
from refcf_rules.sheets.meta import FormulaRun, Meta
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.message import Message

MOST_TOLD: Final = 20
"""Runs of formulas of one workbook that are told of; after that one line says how many more there are."""
_MOST_TAKEN_APART: Final = 40_000
_ROW_NUMBER: Final = re.compile(r"(?<![\w$.])(\$?[A-Za-z]{1,3})([0-9]{1,7})(?![\w(.!])")


class Formulas:
    """The formulas of one workbook."""

    def __init__(self, path: str, book: RawBook, meta: Meta, inputs: Inputs) -> None:
        self._path = path
        self._book = book
        self._titles = titles_of(book, meta)
        ids = {title: id_ for id_, title in self._titles.items()}
        self._places = Places(ids, _ranges(book, meta, ids))
        self._cells: dict[str, Mapping[tuple[int, int], RawCell]] = {}
        self._blocks = inputs.blocks
        self._budget = _Budget()
        self._meta = meta

    def tell(self, tell: Told) -> None:
        """Tell of each stretch of formulas that were pasted over or changed."""
        found = [fault for run in self._meta.formulas for fault in self._faults(run)]
        for fault in found[:MOST_TOLD]:
            tell(fault)
        if len(found) > MOST_TOLD:
            last = found[MOST_TOLD]
            tell(Fault(last.kind, last.span, "", _MORE.filled(count=len(found) - MOST_TOLD), _FRESH))

    def _faults(self, run: FormulaRun) -> Iterator[Fault]:
        title = self._titles.get(run.sheet, run.sheet)
        sheet = self._book.sheet(title)
        if sheet is None:
            return
        cells = self._cells_of(sheet)
        rows = self._rows(run, sheet)
        for column in range(run.first_column, run.last_column + 1):
            checked = _Column(run.fingerprint, run.sheet, self._places, self._budget)
            wrong: list[tuple[int, Kind, str]] = []
            for row in rows:
                cell = cells.get((row, column))
                if cell is None or not checked.is_as_made(cell):
                    kind = self._kind(cell, row, sheet)
                    wrong += [] if kind is None else [(row, kind, _shown(cell))]
            yield from self._told(sheet.title, column, wrong)

    def _cells_of(self, sheet: RawSheet) -> Mapping[tuple[int, int], RawCell]:
        if sheet.title not in self._cells:
            self._cells[sheet.title] = {(cell.row, cell.column): cell for cell in sheet.cells}
        return self._cells[sheet.title]

    def _kind(self, cell: RawCell | None, row: int, sheet: RawSheet) -> Kind | None:
        """What happened to a cell that does not hold the formula it was made with."""
        if cell is None or not (cell.formula or holds_something(cell)):
            return None if self._is_inserted(row, sheet) else warnings.FORMULA_REPLACED
        return warnings.FORMULA_REPLACED if cell.formula is None else warnings.FORMULA_CHANGED

    def _rows(self, run: FormulaRun, sheet: RawSheet) -> range:
        """The rows of a run, moved by the rows that were inserted among the inputs above or around it."""
        first, last = run.first_row, run.last_row
        for block in (each for each in self._blocks if each.sheet is sheet):
            if block.made[1] < run.first_row:
                first, last = first + block.inserted, last + block.inserted
            elif block.made[0] <= run.last_row:
                last += block.inserted
        return range(first, last + 1)

    def _is_inserted(self, row: int, sheet: RawSheet) -> bool:
        """Whether a row may be one that a person inserted, which has no formulas."""
        here = (block for block in self._blocks if block.sheet is sheet and block.inserted > 0)
        return any(block.first_row <= row <= block.last_row for block in here)

    def _told(self, title: str, column: int, wrong: list[tuple[int, Kind, str]]) -> Iterator[Fault]:
        """One fault for rows below each other of the same sort."""
        while wrong:
            row, kind, text = wrong[0]
            count = 1
            while count < len(wrong) and wrong[count][:2] == (row + count, kind):
                count += 1
            area = Area(row, column, row + count - 1, column)
            message = _REPLACED if kind is warnings.FORMULA_REPLACED else _CHANGED
            said = message.filled(cell=reference(row, column), text=text, count=count)
            yield Fault(kind, area_span(self._path, title, area), "", said, _FRESH)
            wrong = wrong[count:]


class _Budget:
    """How many formulas of one workbook are taken to pieces; a template needs some thousand."""

    def __init__(self) -> None:
        self._left = _MOST_TAKEN_APART

    def is_spent(self) -> bool:
        """Whether one more is too many."""
        self._left -= 1
        return self._left < 0


class _Column:
    """Formulas below each other. One like its neighbour above, row numbers apart, need not be taken to pieces."""

    def __init__(self, fingerprint: str, sheet: str, places: Places, budget: _Budget) -> None:
        self._budget = budget
        self._fingerprint = fingerprint
        self._sheet = sheet
        self._places = places
        self._pattern = ""
        self._offsets: tuple[int, ...] = ()

    def is_as_made(self, cell: RawCell) -> bool:
        """Whether a cell holds a formula with the fingerprint of its run."""
        text, at = cell.formula, cell.origin or (cell.row, cell.column)
        if text is None:
            return False
        if self._pattern and text == self._pattern % tuple([at[0] + offset for offset in self._offsets]):
            return True
        if self._budget.is_spent():
            return False
        if canonical(text, self._sheet, *at, self._places).fingerprint != self._fingerprint:
            return False
        if cell.origin is None:
            self._pattern, self._offsets = _pattern(text, cell.row)
        return True


def _pattern(text: str, row: int) -> tuple[str, tuple[int, ...]]:
    """The text with a slot for each number of a relative row, and how far from the own row each of them is."""
    pieces: list[str] = []
    offsets: list[int] = []
    for index, part in enumerate(text.replace("%", "%%").split('"')):
        if index % 2:  # between quotation marks
            pieces.append(part)
            continue
        slots: list[str] = []
        end = 0
        for found in _ROW_NUMBER.finditer(part):
            offsets.append(int(found[2]) - row)
            slots += [part[end : found.start(2)], "%d"]
            end = found.end()
        pieces.append("".join((*slots, part[end:])))
    return '"'.join(pieces), tuple(offsets)


def _ranges(book: RawBook, meta: Meta, ids: Mapping[str, str]) -> Iterator[Range]:
    for each in meta.inputs:
        name = book.names.get(each.name.casefold())
        if name is not None and name.area is not None:
            yield Range(each.name, ids.get(name.sheet, name.sheet), *name.area)


def _shown(cell: RawCell | None) -> str:
    if cell is None:
        return "—"
    return shown(f"={cell.formula}" if cell.formula else cell.text)


_REPLACED: Final = Message(
    "{cell} 起 {count} 格本应是公式，现在是“{text}”。",
    "{count} cells from {cell} on should be formulas; there is “{text}”.",
)
_CHANGED: Final = Message(
    "{cell} 起 {count} 格的公式与模板不同，现在是 {text}。",
    "The formulas of {count} cells from {cell} on are not those of the template: {text}.",
)
_MORE: Final = Message(
    "另有 {count} 处公式与模板不同。", "{count} more stretches of formulas are not those of the template."
)
_FRESH: Final = Message(
    "判定按填写的数据进行，不受影响；要恢复公式，用 refcf upgrade 把数据移到新模板。",
    "The verdict rests on what was filled in; refcf upgrade moves the data to a new template with its formulas.",
)

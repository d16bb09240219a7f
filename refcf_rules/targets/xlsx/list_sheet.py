"""The hidden sheet ``_lists``: what drop-downs offer, and the lists that grow with what is typed."""

from __future__ import annotations

from typing import Final

from refcf_rules.record import record
from refcf_rules.sheets.arrange import OWN_FACTOR
from refcf_rules.sheets.lists import OptionList
from refcf_rules.targets.xlsx.book import Content, Name, Sheet
from refcf_rules.targets.xlsx.formula import Area, Call, Cell, Formula, Infix, Moved, Number, Text
from refcf_rules.targets.xlsx.input_sheets import ALL_ACTIVITIES, ALL_FACTORS, ALL_FLOWS
from refcf_rules.targets.xlsx.setting import Setting

LISTS: Final = "_lists"
_FIRST: Final = 1
"""The row below the names of the lists."""
_EMPTY: Final = Text("")


@record
class ListSheet:
    """The sheet, and the names of its lists."""

    sheet: Sheet
    names: tuple[Name, ...]


def list_sheet(setting: Setting) -> ListSheet:
    """Two columns for each list (texts and ids), then all factors and all activities."""
    writing = _Writing(setting)
    for each in setting.lists:
        writing.options(each)
    writing.factors()
    writing.flows()
    writing.activities()
    sheet = Sheet(LISTS, LISTS, tuple(writing.cells), visibility="very hidden")
    return ListSheet(sheet, tuple(writing.names))


class _Writing:
    """Gathers columns from left to right."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.cells: list[Content] = []
        self.names: list[Name] = []
        self.column = 0

    def options(self, of: OptionList) -> None:
        """The texts of a list and, beside them, the ids they stand for."""
        self._listed(of.name, [offer.shown for offer in of.offers])
        self._listed(of.ids, [offer.id for offer in of.offers])

    def factors(self) -> None:
        """The library, then the ids of the company's own factors."""
        library = next((each for each in self.setting.lists if each.kind == "factor"), None)
        texts = [offer.shown for offer in library.offers] if library else []
        first = _FIRST + len(texts)
        count = len(texts) + self._typed_ids(OWN_FACTOR, first)
        for row, text in enumerate(texts, _FIRST):
            self._put(row, self.column, text)
        self._name(ALL_FACTORS, count)
        self.column += 1

    def flows(self) -> None:
        """The flows of the library."""
        if self.setting.flows:
            self._listed(ALL_FLOWS, list(self.setting.flows))

    def activities(self) -> None:
        """The ids of the activities of all stages, without the empty lines between them."""
        number, ids, rank, listed = range(self.column, self.column + 4)
        self.column = ids
        count = self._typed_ids("activity", _FIRST)
        last = _FIRST + count - 1
        is_typed = Call("IF", (Infix("=", Cell(LISTS, _FIRST, ids), _EMPTY), Number(0), Number(1)))
        counted = Infix("+", Cell(LISTS, _FIRST - 1, rank), is_typed)
        wanted = Cell(LISTS, _FIRST, number)
        line = Call("MATCH", (wanted, Area(LISTS, _FIRST, rank, last, rank, fixed=True), Number(0)))
        found = Call("INDEX", (Area(LISTS, _FIRST, ids, last, ids, fixed=True), line))
        is_beyond = Infix(">", wanted, Cell(LISTS, last, rank, fixed=True))
        nth = Call("IF", (is_beyond, _EMPTY, found))
        self._put(_FIRST - 1, rank, 0)
        for row in range(_FIRST, _FIRST + count):
            self._put(row, number, row - _FIRST + 1)
            self._put(row, rank, formula=Moved(counted, row - _FIRST))
            self._put(row, listed, formula=Moved(nth, row - _FIRST))
        self.column = listed
        self._name(ALL_ACTIVITIES, count)
        self.column += 1

    # --- columns --------------------------------------------------------------------------------------

    def _listed(self, name: str, texts: list[str]) -> None:
        for row, text in enumerate(texts, _FIRST):
            self._put(row, self.column, text)
        self._name(name, len(texts))
        self.column += 1

    def _typed_ids(self, table: str, first: int) -> int:
        """The ids of a table as they are typed, empty where none is; how many lines that makes."""
        row = first
        for sheet, block in self.setting.layout.blocks_of(table):
            place = next(index for index, column in enumerate(block.columns) if column.field == "id")
            cell = Cell(sheet.id, block.first, place)
            shown = Call("IF", (Infix("=", cell, _EMPTY), _EMPTY, cell))
            for line in range(block.rows):
                self._put(row, self.column, formula=Moved(shown, line))
                row += 1
        return row - first

    def _put(self, row: int, column: int, value: float | str | None = None, *, formula: Formula | None = None) -> None:
        self.cells.append(Content(row, column, value, formula=formula, style="hidden"))

    def _name(self, name: str, count: int) -> None:
        self._put(_FIRST - 1, self.column, name)
        self.names.append(Name(name, Area(LISTS, _FIRST, self.column, _FIRST + max(count, 1) - 1, self.column)))

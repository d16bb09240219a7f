"""A table of the standard on a sheet: its keys, its values, and which of them hold in the period."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from refcf_rules.model.number import LookupTable
from refcf_rules.quantities.number import NumberError, parse_number
from refcf_rules.quantities.spelling import folded
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.calculation.arrays import near
from refcf_rules.targets.xlsx.calculation.grid import Entry, Grid
from refcf_rules.targets.xlsx.calculation.library import valid_on
from refcf_rules.targets.xlsx.combine import MISSING, call, infix, total, when
from refcf_rules.targets.xlsx.formula import Area, Cell, Formula, Number, Text


class TableOnSheet:
    """One table. A key that reads as a number is found by numbers as well."""

    def __init__(self, table: LookupTable, grid: Grid, day: Cell, title: str) -> None:
        self._table = table
        self._row = grid.next_row
        self._column = 0
        grid.put(self._row, 0, title, "label")
        keys = [[entry.keys[index] for entry in table.entries] for index in range(len(table.keys))]
        self._texts = [self._put(grid, name, texts) for name, texts in zip(table.keys, keys, strict=True)]
        self._numbers = [
            self._put(grid, f"{name} =", _numbers(texts)) for name, texts in zip(table.keys, keys, strict=True)
        ]
        self._values = self._put(grid, table.unit.symbol, [entry.value for entry in table.entries])

        def put(name: str, entries: Sequence[Entry]) -> Area:
            return self._put(grid, name, entries)

        self._valid = valid_on(put, [entry.provenance for entry in table.entries], day)

    def _put(self, grid: Grid, name: str, entries: Sequence[Entry]) -> Area:
        folded_ = [folded(entry) if isinstance(entry, str) else entry for entry in entries]
        area = grid.column(self._column, name, folded_, self._row + 1)
        self._column += 1
        return area

    def look_up(self, keys: tuple[Formula, ...], is_text: tuple[bool, ...]) -> Formula:
        """The one entry with these keys that holds; missing if there is none, or more than one."""
        tests: list[Formula] = [self._valid]
        for index, (key, text) in enumerate(zip(keys, is_text, strict=True)):
            tests.append(call("EXACT", self._texts[index], key) if text else near(self._numbers[index], key))
        found = reduce(lambda left, right: infix("*", left, right), tests)
        unique = infix("=", total(found), Number(1.0))
        made = when(unique, combine.entry(self._values, combine.first_position(found)), MISSING)
        absent = combine.any_missing(*(key for key in keys if not isinstance(key, Text)))
        return made if absent is None else when(absent, MISSING, made)


def _numbers(keys: Sequence[str]) -> list[Entry]:
    return [_number(key) for key in keys]


def _number(key: str) -> float:
    """A key as a number; one beyond all for what is none."""
    try:
        return parse_number(key)
    except NumberError:
        return _NO_NUMBER


_NO_NUMBER = 1e300

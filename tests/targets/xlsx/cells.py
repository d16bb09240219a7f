"""The cells of a sheet one by one, also those that are filled down."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat

from refcf_rules.targets.xlsx.book import Content, FilledDown, Sheet
from refcf_rules.targets.xlsx.formula import Moved


def every_cell(sheet: Sheet) -> Iterator[Content]:
    """All cells of a sheet one by one, also those that are filled down."""
    yield from sheet.cells
    for filled in sheet.filled:
        yield from _cells_of(filled)


def _cells_of(filled: FilledDown) -> Iterator[Content]:
    """Cells that are filled down, one by one."""
    values = chain.from_iterable(repeat(value, count) for value, count in filled.values or ((None, filled.count),))
    for line, value in enumerate(values):
        formula = None if filled.formula is None else Moved(filled.formula, line) if line else filled.formula
        yield Content(filled.row + line, filled.column, value, formula, filled.style)

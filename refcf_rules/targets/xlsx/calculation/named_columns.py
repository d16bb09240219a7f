"""Columns of a calculation sheet by a name of ours, each made once."""

from __future__ import annotations

from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.book import Style
from refcf_rules.targets.xlsx.calculation.row_sheet import Head, RowSheet
from refcf_rules.targets.xlsx.combine import NOTHING, when
from refcf_rules.targets.xlsx.formula import Cell, Formula


class NamedColumns:
    """The helping columns of one sheet that no expression of the standard stands for."""

    def __init__(self, sheet: RowSheet) -> None:
        self.sheet = sheet

    def add(self, name: str, formula: Formula, style: Style = "number", absent: Formula = NOTHING) -> Cell:
        """A column; the same formula stands there once."""
        return self.sheet.share(lambda: Head(name), formula, style, absent)

    def clean_text(self, name: str, of: Cell) -> Cell:
        """A text that is empty where it is missing."""
        return self.add(f"{name}, or nothing", when(combine.is_missing(of), NOTHING, of), "text")

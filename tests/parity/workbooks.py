"""What the formulas of a workbook say of an inventory, computed by our own calculator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from refcf_rules.inventory.read import read_inventory
from refcf_rules.inventory.to_inputs import inputs_of
from refcf_rules.model.standard import Standard
from refcf_rules.sheets.arrange import layout_of
from refcf_rules.targets.xlsx.book import Book
from refcf_rules.targets.xlsx.calculation.calculated import calculated
from refcf_rules.targets.xlsx.compute import Calculator
from refcf_rules.targets.xlsx.formula import Cell
from tests.targets.xlsx.filled import input_sheets

ROWS: Final = 12


@dataclass(frozen=True, slots=True)
class Said:
    """The verdict and the outcome of every rule; of an inventory that cannot be typed in, ``unreadable`` and none."""

    verdict: str
    outcomes: dict[str, str]


def said_by_workbook(standard: Standard, data: bytes) -> Said:
    """The cells of the outcomes, with the inventory typed in."""
    inventory, _ = read_inventory("inventory.json", data, standard)
    if inventory is None:
        return Said("unreadable", {})
    inputs, layout = inputs_of(inventory, standard), layout_of(standard, ROWS)
    found = calculated(standard, layout, inputs, "zh")
    calculator = Calculator(Book((*input_sheets(layout, inputs), *found.sheets), found.names))

    def text(cell: Cell) -> str:
        return str(calculator.value(cell.sheet, cell.row, cell.column))

    return Said(text(found.index.verdict), {id_: text(each.outcome) for id_, each in found.index.requirements.items()})

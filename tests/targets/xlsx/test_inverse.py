"""Filling a workbook and exporting it are inverse: an inventory comes back as it went in."""

from __future__ import annotations

from itertools import islice
from typing import Final

import pytest

from refcf_rules.evaluate.judge import judge
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.read import read_inventory
from refcf_rules.inventory.to_inputs import inputs_of
from refcf_rules.inventory.write.document import document_of
from refcf_rules.model.standard import Standard
from refcf_rules.version import __version__
from tests.architecture.checkout import ROOT
from tests.targets.xlsx.comparing import standard_of, unusual
from tests.targets.xlsx.inputs_only import inputs_book

PLANTS: Final = {
    "castable": "ca_low_cement",
    "fused_cast": "fc_azs33",
    "insulating": "in_clay",
    "magnesia_carbon": "mt16a_complete",
}
OF_CHANCE: Final = 5
NEAREST: Final = 1e-15
"""So far may a number be that was converted to the unit of its column, as a share of it."""
SMALLEST: Final = 1e-300
Cells = dict[str, float | str | bool]
Rows = dict[str, list[tuple[str, Cells]]]
PARTS_ONLY: Final = """
refcf: 1
standard: magnesia_carbon
product: {id: P1, name: brick, class: magnesia_carbon_brick}
period: {start: 2025-01-01, end: 2025-12-31}
output: {accepted: 100 t}
activities:
- {id: A1, process: mixing, kind: material, direction: input, amount: 10 t,
   factor: {fossil: 0.6 tCO2e/t, biogenic: 0.02 tCO2e/t, kind: footprint, year: 2024}}
- {id: A2, process: mixing, kind: material, direction: input, amount: 10 t, factor: {biogenic: 20 kgCO2e/t}}
- {id: A3, process: mixing, kind: material, direction: input, amount: 10 t, factor: {source: supplier, year: 2024}}
"""


def back(inventory: Inventory, standard: Standard) -> Inventory:
    """The inventory after it was typed into a workbook."""
    found, faults = read_inventory("book.xlsx", inputs_book(standard, inputs_of(inventory, standard)), standard)
    assert found is not None, [f"{each.span} {each.message.en}" for each in faults]
    return found


def said(inventory: Inventory, standard: Standard) -> Rows:
    """The values of each row with the row it belongs to.

    Activities stand with their stages, their legs behind them and unit processes in the order of the boundary. One
    of which nothing is said but its name, is not there.
    """
    rows: Rows = {}
    for table, found in inventory.tables.items():
        named = [(row.parent or "", {field: cell.value for field, cell in row.cells.items()}) for row in found]
        listed = [(parent, cells) for parent, cells in named if table != "process" or cells.keys() != {"id"}]
        is_sorted = table in ("process", "activity") or standard.table(table).parent == "activity"
        rows[table] = sorted(listed, key=lambda row: (row[0], str(row[1].get("id")))) if is_sorted else listed
    return rows | {"company": [("", {field: cell.value for field, cell in inventory.company.items()})]}


def differences(found: Rows, expected: Rows) -> list[str]:
    assert found.keys() == expected.keys()
    return [
        f"{table}: {one} for {other}"
        for table in expected
        for one, other in zip(found[table], expected[table], strict=True)
        if one[0] != other[0] or not alike(one[1], other[1])
    ]


def alike(one: Cells, other: Cells) -> bool:
    return one.keys() == other.keys() and all(same(one[field], other[field]) for field in other)


def same(one: float | str | bool, other: float | str | bool) -> bool:  # noqa: FBT001 -- a truth is a value
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= NEAREST * abs(other) + SMALLEST
    return one == other


@pytest.mark.parametrize("part", PLANTS)
def test_an_example_of_a_part_comes_back(part: str) -> None:
    standard = standard_of(part)
    plant = ROOT / f"standards/refractories/examples/{PLANTS[part]}.yaml"
    inventory, _ = read_inventory(plant.name, plant.read_bytes(), standard)
    assert inventory is not None
    found = back(inventory, standard)
    assert differences(said(found, standard), said(inventory, standard)) == []
    assert (found.warnings, found.notes) == ((), ())


def test_inventories_changed_by_chance_come_back() -> None:
    standard, tried = standard_of("magnesia_carbon"), 0
    for made in islice(unusual("magnesia_carbon", OF_CHANCE * 2, seed=11), OF_CHANCE):
        inventory, _ = read_inventory("made.json", made.data, standard)
        if inventory is not None:
            tried += 1
            assert differences(said(back(inventory, standard), standard), said(inventory, standard)) == [], made.name
    assert tried > 1


def test_an_own_factor_of_which_only_parts_are_given_comes_back_with_its_unit() -> None:
    standard = standard_of("magnesia_carbon")
    inventory, faults = read_inventory("mine.yaml", PARTS_ONLY.encode(), standard)
    assert inventory is not None, faults
    found = back(inventory, standard)
    assert document_of(found, standard)["activities"] == document_of(inventory, standard)["activities"]
    verdicts = [
        [(each.requirement.id, each.outcome) for each in judge(standard, one, tool_version=__version__).findings]
        for one in (inventory, found)
    ]
    assert verdicts[0] == verdicts[1]

"""Reads inventories for tests: the bundled examples with their standards, and whether two inventories say the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from refcf_rules.api import find_standard
from refcf_rules.inventory.inventory import Inventory, Value
from refcf_rules.inventory.read import read_inventory
from refcf_rules.model.standard import Standard
from refcf_rules.source.text import whole_file
from tests import series

EXAMPLES: Final = sorted((find_standard("magnesia").folder / "examples").glob("*.yaml"))
PARTS: Final = ("castable", "fused_cast", "insulating", "magnesia_carbon")
HERE: Final = whole_file("typed.yaml")


@cache
def standard_called(name: str) -> Standard:
    return series.part(name)


def read(path: Path) -> tuple[Inventory, Standard]:
    data = path.read_bytes()
    claimed = re.search(r"^(?:standard|标准)\s*[:：]\s*(\S+)", data.decode(), re.MULTILINE)
    assert claimed is not None
    standard = standard_called(claimed[1])
    inventory, faults = read_inventory(path.name, data, standard)
    assert inventory is not None, faults
    return inventory, standard


def same_inventory(one: Inventory, other: Inventory) -> bool:
    """Whether two inventories hold the same values in the same units, row by row."""
    heads = [(each.standard, each.edition, _cells(each.company)) for each in (one, other)]
    return heads[0] == heads[1] and _rows(one) == _rows(other)


def _rows(inventory: Inventory) -> object:
    return {id_: [(_cells(row.cells), row.parent) for row in rows] for id_, rows in inventory.tables.items()}


def _cells(cells: Mapping[str, Value]) -> object:
    return {field: (cell.value, cell.unit) for field, cell in cells.items()}

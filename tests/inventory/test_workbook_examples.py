"""Plants of the series, typed into a template and read back: every value to the last bit."""

from __future__ import annotations

from typing import Final

import pytest

from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.read import claimed_standard, read_inventory
from refcf_rules.inventory.to_inputs import inputs_of
from tests import series
from tests.architecture.checkout import ROOT
from tests.inventory.books import book_of

EXAMPLES: Final = ("mt14a", "fc_azs33", "ha_sic_mullite", "general_brick", "sg_nozzle", "ms_hercynite")
Content = dict[str, dict[tuple[str, str | None], dict[str, float | str | bool]]]


def content(inventory: Inventory) -> Content:
    """Every value by table, row and field; unit processes stand in the order of the boundary."""
    return {
        table: {(row.id, row.parent): {field: cell.value for field, cell in row.cells.items()} for row in rows}
        for table, rows in inventory.tables.items()
    }


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_is_lost_or_changed(name: str) -> None:
    data = (ROOT / f"standards/refractories/examples/{name}.yaml").read_bytes()
    standard = series.part(claimed_standard("a.yaml", data) or "")
    written, _ = read_inventory("a.yaml", data, standard)
    assert written is not None
    read, faults = read_inventory("a.xlsx", book_of(standard, inputs_of(written, standard), rows=60), standard)
    assert not faults
    assert read is not None
    assert content(read) == content(written)
    assert read.warnings == ()

"""The schema shipped in standards/ is the one the model gives."""

from __future__ import annotations

from refcf_rules.targets.json_schema.emit import core_schema
from tests.architecture.checkout import ROOT


def test_the_shipped_schema_is_up_to_date() -> None:
    shipped = (ROOT / "standards" / "inventory.schema.json").read_bytes()
    assert shipped == core_schema(), "run: make docs"

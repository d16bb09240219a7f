"""Every inventory and every file of waivers in the documentation is read without a fault."""

from __future__ import annotations

from functools import cache
from typing import Final

import pytest

from refcf_rules.inventory.read import read_inventory
from refcf_rules.inventory.waivers import read_waivers
from refcf_rules.model.standard import Standard
from tests.docs.pages import DOCS, Block, blocks_of
from tests.docs.tutorial_steps import final_standard

WRITTEN: Final = (*blocks_of("yaml"), *blocks_of("json"))
INVENTORIES: Final = tuple(block for block in WRITTEN if "inventory" in block.marks)
WAIVERS: Final = tuple(block for block in WRITTEN if "waivers" in block.marks)


def _name(block: Block) -> str:
    return block.name


@cache
def _standard() -> Standard:
    return final_standard(DOCS / "tutorial" / "index.md")


@pytest.mark.parametrize("block", INVENTORIES, ids=_name)
def test_an_inventory_of_the_documentation_is_read(block: Block) -> None:
    path = f"inventory.{block.marks[0]}"
    inventory, faults = read_inventory(path, block.text.encode(), _standard())
    assert not [f"{fault.kind.code} line {fault.span.line}: {fault.message.en}" for fault in faults]
    assert inventory is not None


@pytest.mark.parametrize("block", WAIVERS, ids=_name)
def test_waivers_of_the_documentation_are_read(block: Block) -> None:
    waivers, faults = read_waivers("waivers.yaml", block.text.encode())
    assert waivers
    assert not faults


def test_every_form_of_an_inventory_is_shown() -> None:
    assert {block.marks[0] for block in INVENTORIES} == {"yaml", "json"}
    assert WAIVERS
    assert len(INVENTORIES) + len(WAIVERS) == len(WRITTEN)

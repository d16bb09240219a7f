"""What the reader in JavaScript accepts and refuses is what the reference does: same codes, pointers and order."""

from __future__ import annotations

import base64
import json
import random
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.read import read_inventory
from refcf_rules.targets.program.data import standard_data
from tests.conftest import NeedsProgram
from tests.targets.javascript.node import answers
from tests.targets.python.mutations import Json, changed_bytes, mutated
from tests.targets.python.standards import PARTS, as_bytes, compiled, in_chinese, labels_of, plants
from tests.targets.python.test_reading import HOSTILE, SMALL

MOST_FAULTS: Final = 20


def read_all(node: Path, part: str, documents: list[bytes]) -> list[dict[str, Json]]:
    """What JavaScript reads of the bytes of each document."""
    standard, _ = compiled(part)
    encoded = [base64.b64encode(document).decode() for document in documents]
    found = answers(node, "check_reading.mjs", {"data": standard_data(standard), "documents": encoded})
    assert all(isinstance(each, dict) for each in found)
    return found  # type: ignore[return-value]  # just asserted


def agree(node: Path, part: str, documents: list[bytes]) -> int:
    """Faults are the same, and the plain form means the same; how many documents are readable."""
    standard, _ = compiled(part)
    readable = 0
    for document, said in zip(documents, read_all(node, part, documents), strict=True):
        inventory, faults = read_inventory("inventory.json", document, standard)
        expected = [[fault.kind.code, fault.pointer] for fault in faults][:MOST_FAULTS]
        assert said["faults"] == expected, document[:2000]
        if inventory is None:
            continue
        readable += 1
        assert said["stable"], document[:2000]
        again, problems = read_inventory("inventory.json", json.dumps(said["plain"]).encode(), standard)
        assert again is not None, problems
        assert cells_of(again) == cells_of(inventory)
    return readable


def cells_of(inventory: Inventory) -> object:
    """Everything an inventory holds but places."""
    rows = {
        table: [
            (
                row.parent,
                {field: (cell.value, cell.unit and cell.unit.symbol) for field, cell in sorted(row.cells.items())},
            )
            for row in rows
        ]
        for table, rows in inventory.tables.items()
    }
    return rows, {name: cell.value for name, cell in inventory.company.items()}, inventory.standard, inventory.edition


@pytest.mark.parametrize("part", PARTS)
def test_plants_and_changes(part: str, needs_program: NeedsProgram) -> None:
    """Example plants, in English and Chinese, and hundreds of seeded changes are read in JavaScript as by refcf."""
    labels = labels_of(part)
    documents: list[bytes] = []
    for name, plant in plants(part):
        documents += [as_bytes(plant), as_bytes(in_chinese(plant, part))]
        documents += [as_bytes(mutated(plant, labels, seed)) for seed in range(30)]
        chance = random.Random(name)
        documents += [changed_bytes(as_bytes(plant), chance) for _ in range(15)]
    assert agree(needs_program("node"), part, documents) > len(plants(part))


def test_hostile_bytes(needs_program: NeedsProgram) -> None:
    """Bytes that break readers of JSON are refused in JavaScript with the codes of refcf."""
    chance = random.Random(4)
    documents = [*HOSTILE.values(), SMALL, *(changed_bytes(SMALL, chance) for _ in range(600))]
    agree(needs_program("node"), "magnesia_carbon", documents)


def test_the_quick_way_takes_no_odd_text(needs_program: NeedsProgram) -> None:
    """What JSON.parse cannot tell is left to the exact reader, and ordinary text is not."""
    odd = (
        b'{"a": 1, "a": 2}', b'{"a": 1e-400}', b'{"a": ' + b"1" * 101 + b"}", b'{"a": "\\ud800"}', b'{"refcf": 1.0}',
        b'{"a": "x:y", "b" : 1, "b": 2}',
    )  # fmt: skip
    ordinary = (b'{"refcf": 1}', b'{"a": "http://x/y"}', b'{"a": {"b": [1.5, -2e-5, "\\u4e00"]}}', b"[]")
    said = read_all(needs_program("node"), "magnesia_carbon", [*odd, *ordinary])
    assert [each.get("quick") for each in said] == [False] * len(odd) + [True] * len(ordinary)

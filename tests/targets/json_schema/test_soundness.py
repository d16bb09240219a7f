"""The schema against the reader and the reference meaning, on plants of every part and on changes of them.

What it refuses cannot be read or is not satisfied; what it accepts and can be read violates no rule that it
says it expresses. ``HUNT=1`` looks at many more changes.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from jsonschema import Draft202012Validator

from refcf_rules import api
from refcf_rules.inventory.document import read_document
from refcf_rules.inventory.read import claimed_standard
from refcf_rules.model.requirement import Modality
from refcf_rules.model.standard import Standard
from refcf_rules.targets.json_schema.emit import emit
from tests import series
from tests.architecture.checkout import ROOT
from tests.targets.json_schema.changing import as_json, changed

CHANGES: Final = 200 if "HUNT" in os.environ else 3

# Faults of readable JSON that a schema cannot see; its $comment lists them.
LEFT: Final = frozenset(
    {"duplicate-field", "duplicate-section", "repeated-id", "unknown-reference", "reversed-period", "two-units"}
)


@dataclass(frozen=True)
class Case:
    """A part, its schema, and the rules that the schema expresses wholly."""

    standard: Standard
    schema: Draft202012Validator
    expressed: frozenset[str]


@dataclass(frozen=True)
class Truth:
    """What the reader and the reference meaning say: faults, or the verdict and the rules violated."""

    faults: tuple[str, ...]
    verdict: str
    violated: frozenset[str]


def plants() -> Mapping[str, tuple[Path, ...]]:
    found: dict[str, tuple[Path, ...]] = {}
    for path in sorted((ROOT / "standards" / "refractories" / "examples").glob("*.yaml")):
        part = claimed_standard(path.name, path.read_bytes())
        assert part is not None, path
        found[part] = (*found.get(part, ()), path)
    return found


PLANTS: Final = plants()


@cache
def case(part: str) -> Case:
    standard = series.part(part)
    emitted = emit(standard)
    refused = {one.id for one in emitted.refusals}
    binding = {one.id for one in standard.requirements if one.modality is Modality.SHALL}
    schema = json.loads(emitted.artifacts[1].data)
    return Case(standard, Draft202012Validator(schema), frozenset(binding - refused))


def truth(document: object, standard: Standard) -> Truth:
    try:
        inventory = api.load_inventory(json.dumps(document, ensure_ascii=False).encode(), standard, name="a.json")
    except api.InventoryError as error:
        return Truth(tuple(fault.kind.code for fault in error.faults), "unreadable", frozenset())
    judgement = api.validate(inventory, standard)
    violated = {
        one.requirement.id
        for one in judgement.findings
        if one.requirement.modality is Modality.SHALL and one.outcome.value == "violated"
    }
    return Truth((), judgement.verdict.outcome.value, frozenset(violated))


def agree(document: object, part: str) -> None:
    its = case(part)
    said, accepted = truth(document, its.standard), its.schema.is_valid(document)
    if not accepted:
        assert said.verdict != "satisfied", [error.message for error in its.schema.iter_errors(document)]
    elif said.faults:
        assert set(said.faults) & LEFT, said.faults
    else:
        assert not said.violated & its.expressed


@pytest.mark.parametrize("part", PLANTS)
def test_the_plants_of_a_part(part: str) -> None:
    for path in PLANTS[part]:
        node, _ = read_document(path.name, path.read_bytes())
        assert node is not None
        agree(as_json(node), part)


@pytest.mark.parametrize("part", PLANTS)
def test_changes_of_plants(part: str) -> None:
    chance = random.Random(f"{part} 1")  # noqa: S311 -- seeded chance makes test data
    for number in range(CHANGES):
        path = PLANTS[part][number % len(PLANTS[part])]
        node, _ = read_document(path.name, path.read_bytes())
        assert node is not None
        agree(changed(as_json(node), case(part).standard, chance), part)


def test_much_is_expressed() -> None:
    """More than a third of what binds a magnesia-carbon brick, required stages and its window among it."""
    its = case("magnesia_carbon")
    assert len(its.expressed) > 90
    expected = {
        "boundary.mixing",
        "boundary.manufacturing",
        "boundary.antioxidant_supply",
        "product.magnesia_carbon_brick.C",
        "product.magnesia_carbon_brick.state",
        "transport_legs",
        "distance_plausible",
        "data_quality.time",
    }
    assert expected <= its.expressed


@pytest.mark.parametrize(
    "amount, factor, accepted",
    [
        ("5 MWh", "0.58 kgCO2e/kWh", True),
        ("5 kW·h", "0.58 kgCO2e/kWh", True),
        ("5 t", "0.58 kgCO2e/kWh", False),
        ("5 度", "0.58 tCO2e/tkm", False),
        ("5 t", "0.58 tCO2e/t", True),
        ("5 t", None, False),
        ({"value": 5, "unit": "吨"}, {"value": 0.58, "unit": "kgCO2e/MWh"}, False),
    ],
)
def test_an_amount_goes_with_its_factor(amount: object, factor: object, *, accepted: bool) -> None:
    """The library gives wind power a factor per energy; a row's own factor comes before it."""
    path = next(path for path in PLANTS["magnesia_carbon"] if path.stem == "mt16a_complete")
    node, _ = read_document(path.name, path.read_bytes())
    document = as_json(node) if node else None
    assert isinstance(document, dict)
    its = case("magnesia_carbon")
    row = next(row for row in document["activities"] if row["id"] == "wind_power")
    row["amount"] = amount
    if factor is not None:
        row["factor"] = {"value": factor, "kind": "footprint", "status": "sourced", "source": "x", "year": 2024}
    schema = its.schema.schema
    assert isinstance(schema, Mapping)
    definitions = schema["$defs"]
    demand = next(one for one in definitions["table.activity"]["allOf"] if one.get("$comment") == "factor.unit")
    assert Draft202012Validator({**demand, "$defs": definitions}).is_valid(row) is accepted
    assert accepted or truth(document, its.standard).verdict != "satisfied"

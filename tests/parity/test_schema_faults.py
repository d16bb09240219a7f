"""Faults seeded into the JSON Schema: what is set beside the reference must show every one of them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator

from refcf_rules.evaluate.example_edit import Plain
from refcf_rules.parity.declared import broken_promises, declared_rules
from refcf_rules.parity.document import Document
from refcf_rules.parity.trial import Reference
from tests.parity.comparing import emitted
from tests.parity.seeded.plants import plant, standard

RULES: Final = sorted(declared_rules(standard(), emitted(standard(), "json-schema")) - {"boundary.closed"})
"""What the schema says as a whole; that the boundary is closed is how its options are listed."""


def _without(*ids: str, **changed: dict[str, Plain]) -> Document:
    """The plant without some activities, others changed."""
    document = plant()
    rows = document["activities"]
    assert isinstance(rows, list)
    kept = [row for row in rows if isinstance(row, dict) and row["id"] not in ids]
    document["activities"] = [{**row, **changed.get(str(row["id"]), {})} for row in kept]
    return document


def _with(**sections: Plain) -> Document:
    document = plant()
    for name, said in sections.items():
        known = document.get(name)
        document[name] = {**known, **said} if isinstance(known, dict) and isinstance(said, dict) else said
    return document


def _composition(magnesia: str, silica: str) -> Document:
    return _with(composition=[{"component": "MgO", "share": magnesia}, {"component": "SiO2", "share": silica}])


VIOLATIONS: Final[dict[str, Document]] = {
    "below_it": _with(output={"rejected": "3 t"}),
    "boundary.ore": _without("ore", "clay", truck={"process": "reclaim"}),
    "boundary.firing": _without("power", "gas"),
    "boundary.mixing": _without("stir"),
    "boundary.reclaim": _without(clay={"origin": "reclaimed"}),
    "boundary.materials": _without("ore", "clay", "truck"),
    "product.brick.MgO": _composition("79.9 %", "2 %"),
    "product.brick.SiO2": _composition("90 %", "3 %"),
    "product.brick.state": _with(product={"state": "cast"}),
    "cut_off.never.energy": _with(
        exclusions=[
            {"id": "x", "process": "mixing", "kind": "fuel", "mass": "1 kg", "emissions": "1 kgCO2e", "reason": "-"}
        ]
    ),
    "allocation.not_by_revenue": _with(
        pools=[{"id": "kiln", "process": "firing", "method": "revenue", "users": [{"product": "p"}, {"product": "q"}]}]
    ),
    "data_quality.technology": _without(gas={"technology": 9}),
    "data_quality.time": _without(gas={"time": 9}),
}
"""An inventory that violates each rule."""
UNREADABLE: Final[dict[str, tuple[str, Document]]] = {
    "unknown key": ("table.output", _with(output={"charged_by_nobody": "1 t"})),
    "required field": ("table.activity", _without(gas={"process": None})),
    "option": ("table.activity", _without(gas={"kind": "fluid"})),
    "sign": ("table.output", _with(output={"energy": "-1 MWh"})),
}
"""An inventory that cannot be read, and the definition that says so."""


@cache
def schema() -> dict[str, Any]:
    artifacts = emitted(standard(), "json-schema").artifacts
    (data,) = (one.data for one in artifacts if one.path == "seeded.schema.json")
    found: dict[str, Any] = json.loads(data)
    return found


@cache
def reference() -> Reference:
    return Reference(standard(), "0")


def breaks(changed: dict[str, Any], document: Document) -> bool:
    """Whether a schema breaks its word on a document."""
    data = json.dumps(document, ensure_ascii=False).encode()
    accepts = Draft202012Validator(changed).is_valid
    return bool(broken_promises(data, reference().result(data), frozenset(RULES), accepts))


def parts_of(of: object) -> Iterator[dict[str, Any]]:
    """Every object in a schema."""
    waiting = [of]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def changed_by(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """The schema with every part of it changed."""
    found = copy.deepcopy(schema())
    for part in list(parts_of(found)):
        change(part)
    assert found != schema()
    return found


def test_without_a_fault_the_schema_keeps_its_word() -> None:
    assert set(VIOLATIONS) == set(RULES)
    for document in (plant(), *VIOLATIONS.values(), *(one for _, one in UNREADABLE.values())):
        assert not breaks(schema(), document)


@pytest.mark.parametrize("rule", sorted({*RULES} - {"boundary.materials"}))
def test_a_rule_left_out_is_caught(rule: str) -> None:
    """But for the stage of a process that is required too: without the stage there is no such process either."""

    def leave_out(part: dict[str, Any]) -> None:
        if part.get("$comment") == rule:
            part.clear()

    assert breaks(changed_by(leave_out), VIOLATIONS[rule])


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_turned_round_is_caught(rule: str) -> None:
    def turn_round(part: dict[str, Any]) -> None:
        if part.get("$comment") == rule:
            said = dict(part)
            part.clear()
            part["not"] = said

    assert breaks(changed_by(turn_round), plant())


@pytest.mark.parametrize("sort", UNREADABLE)
def test_a_table_of_anything_is_caught(sort: str) -> None:
    definition, document = UNREADABLE[sort]
    changed = copy.deepcopy(schema())
    changed["$defs"][definition] = {}
    assert breaks(changed, document)

"""Clean plants, seeded: each a complete plant of the series, resized, retyped and varied within the laws of physics.

What belongs together moves together: a material with its legs, its carbonates, its binder row; the kiln with
its charge. So a clean plant stays physically sound whatever the seed.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from refcf_rules import api
from refcf_rules.evaluate.judge import Judgement
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.model.standard import Standard
from tests import series

Tree = dict[str, Any]
FOLDER: Final = Path(__file__).resolve().parents[2] / "standards" / "refractories" / "examples"
_MEASURE: Final = re.compile(r"^(?P<number>-?[0-9][0-9.eE+-]*) ?(?P<unit>\S+)$")
_EXTENSIVE: Final = frozenset(
    ("t", "kg", "kWh", "MWh", "GJ", "MJ", "Nm3", "m3", "tC", "kgC", "tCO2e", "kgCO2e", "piece", "tkm")
)
_RETYPED: Final = {"MWh": (("kWh", 1000.0), ("万kWh", 0.1)), "t": (("kg", 1000.0),), "Nm3": (("万Nm3", 1e-4),)}
_BESIDE: Final = ("carbonate", "binder", "burnout", "reductant", "reclaimed_brick")
_NOT_SCALED: Final = frozenset(("service", "layer", "k_point", "part", "parts", "factor", "certificate_limit"))


@cache
def standard_of(name: str) -> Standard:
    """A standard of the series, compiled once."""
    return series.part(name)


@cache
def sound_plants() -> tuple[str, ...]:
    """The plants of the series that are sound: they satisfy every rule."""
    names = sorted(path.name for path in FOLDER.glob("*.yaml"))
    return tuple(name for name in names if judged(plant_named(name)).verdict.outcome is Outcome.SATISFIED)


def plant_named(name: str) -> Tree:
    """A plant of the series as plain data, a copy of one's own."""
    plain: Tree = json.loads(_as_json(name))
    return plain


@cache
def _as_json(name: str) -> str:
    tree = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return json.dumps(tree, default=date.isoformat, ensure_ascii=False)


def judged(plant: Tree) -> Judgement:
    """The judgement of a plant by the standard it names, through the bytes a company would send."""
    standard = standard_of(plant["standard"])
    data = json.dumps(plant, ensure_ascii=False).encode()
    return api.validate(api.load_inventory(data, standard, name="plant.json"), standard)


def clean_plant(seed: int) -> Tree:
    """A sound plant that nobody wrote."""
    chance = random.Random(seed)
    plant = plant_named(chance.choice(sound_plants()))
    size = 10 ** chance.uniform(-0.7, 0.7)
    for table, rows in plant.items():
        if table not in _NOT_SCALED:
            plant[table] = scaled(rows, size)
    _vary_materials(plant, chance)
    _vary_energy(plant, chance)
    _retype(plant, chance)
    chance.shuffle(plant["activities"])
    return plant


def scaled(node: object, factor: float) -> object:
    """Every extensive amount times a factor; temperatures, shares, distances and prices stay."""
    match node:
        case dict():
            return {key: value if key in _NOT_SCALED else scaled(value, factor) for key, value in node.items()}
        case list():
            return [scaled(one, factor) for one in node]
        case str() if (found := measure(node)) is not None and found[1] in _EXTENSIVE:
            return typed(found[0] * factor, found[1])
        case _:
            return node


def measure(text: object) -> tuple[float, str] | None:
    """The number and unit of an amount as typed."""
    found = _MEASURE.match(text) if isinstance(text, str) else None
    try:
        return None if found is None else (float(found["number"]), found["unit"])
    except ValueError:
        return None


def typed(number: float, unit: str) -> str:
    """An amount as a person types it, with enough digits to close a balance."""
    return f"{number:.9g} {unit}"


def rows_of_kind(plant: Tree, *kinds: str) -> Iterator[Tree]:
    """The activities of some kinds that have an amount above zero."""
    for row in plant["activities"]:
        found = measure(row.get("amount"))
        if row["kind"] in kinds and found is not None and found[0] > 0:
            yield row


def times(row: Tree, field: str, factor: float) -> None:
    """Multiply one typed amount."""
    found = measure(row.get(field))
    if found is not None:
        row[field] = typed(found[0] * factor, found[1])


def tables_beside(plant: Tree, id_: str) -> Iterator[Tree]:
    """The rows of other tables that describe the same material."""
    for table in _BESIDE:
        yield from (row for row in plant.get(table, ()) if row["id"] == id_)


def legs_of(plant: Tree, id_: str) -> Iterator[Tree]:
    """The transport legs of a material."""
    for row in plant["activities"]:
        yield from (leg for leg in row.get("legs", ()) if leg.get("goods") == id_)


def _vary_materials(plant: Tree, chance: random.Random) -> None:
    for row in rows_of_kind(plant, "material"):
        factor = chance.uniform(0.992, 1.008)
        times(row, "amount", factor)
        for beside in tables_beside(plant, row["id"]):
            for field in ("mass", "carbon_lost"):
                times(beside, field, factor)
        for leg in legs_of(plant, row["id"]):
            times(leg, "mass", factor)


def _vary_energy(plant: Tree, chance: random.Random) -> None:
    metered = {row["id"] for row in plant["activities"] if "meter" in row}
    for row in rows_of_kind(plant, "electricity", "fuel"):
        if row["id"] not in metered and row.get("supply") != "certificate":
            times(row, "amount", chance.uniform(0.97, 1.25))


def _retype(plant: Tree, chance: random.Random) -> None:
    for row in plant["activities"]:
        found = measure(row.get("amount"))
        if found is None or found[1] not in _RETYPED or chance.random() < 0.5:
            continue
        unit, factor = chance.choice(_RETYPED[found[1]])
        row["amount"] = typed(found[0] * factor, unit)


def violated(judgement: Judgement) -> Mapping[str, bool]:
    """The rules that a plant violates, recommendations too."""
    return {finding.requirement.id: True for finding in judgement.findings if finding.outcome is Outcome.VIOLATED}

"""Amounts and factors of activities are those of the reference, to the last bit."""

from __future__ import annotations

import json
import math
import random
from typing import Final

import pytest

from refcf_rules.evaluate.bind import Bound, bind
from refcf_rules.evaluate.row import BoundRow
from refcf_rules.evaluate.value import Missing
from refcf_rules.inventory.read import read_inventory
from refcf_rules.quantities.unit import from_canonical
from refcf_rules.targets.python.runtime.activity import Use, activity_use
from refcf_rules.targets.python.runtime.reading import careful
from tests.targets.python.mutations import Json
from tests.targets.python.standards import PARTS, as_bytes, compiled, plants

COMPONENTS: Final = ("factor.fossil", "factor.biogenic", "factor.land_use", "factor.aircraft")
NUMBERS: Final = (
    "amount",
    "mass",
    "energy",
    "factor_amount",
    "factor.value",
    *COMPONENTS,
    "factor.year",
    "factor.low",
    "factor.high",
)
TEXTS: Final = ("kind", "basis", "gwp", "place", "source", "status", "losses", "printed_as")
UNITS: Final = {
    "amount": "amount_unit",
    "energy": "energy_unit",
    "factor_amount": "factor_amount_unit",
    "factor.value": "factor_unit",
}
AMOUNTS: Final = (
    "5 t",
    "3 GJ",
    "4 m3(20°C)",
    "7 Nm3",
    "9 万Nm3",
    "2 piece",
    "8 kWh",
    "5e305 万t",
    "0 kg",
    "10 L",
    "5 m3",
)
NCVS: Final = ("35 MJ/kg", "29 GJ/t", "36 MJ/Nm3", "33 MJ/m3(20°C)", "40 MJ/L")
LEGS: Final[Json] = [{"mass": "5 t", "distance": "100 km"}, {"mass": "3 t", "distance": "7 km"}]
HALF_A_LEG: Final[Json] = [{"mass": "5 t", "distance": "100 km"}, {"mass": "3 t"}]
CHANGES: Final[dict[str, tuple[Json, ...]]] = {
    "amount": AMOUNTS,
    "basis": ("dry", "as-received", "fired", "as-delivered", None),
    "moisture": ("3 %", "100 %", 0.05, None),
    "ncv": NCVS,
    "ncv_basis": ("net", "gross"),
    "origin": ("own-reject", "virgin"),
    "place": ("CN", "EU", "x"),
    "multiplier": (2, 0.5, "300 %"),
    "kind": ("fuel", "transport", "waste", "material", "electricity"),
    "legs": (LEGS, HALF_A_LEG, []),
    "factor.year": (2019,),
    "factor.losses": ("included",),
}


def test_every_plant() -> None:
    for part in PARTS:
        for name, document in plants(part):
            assert differences(document, part) == [], name


@pytest.mark.parametrize("part, seeds", [(PARTS[0], range(40)), (PARTS[1], range(100, 120))])
def test_changed_activities(part: str, seeds: range) -> None:
    documents = [document for _, document in plants(part)]
    compared = 0
    for seed in seeds:
        document = changed(documents[seed % len(documents)], part, random.Random(seed))
        found = differences(document, part)
        assert not found, (seed, found)
        compared += found is not None
    assert compared > len(seeds) / 4


def changed(document: Json, part: str, chance: random.Random) -> Json:
    """The document with some cells of every activity changed."""
    copy = json.loads(json.dumps(document))
    assert isinstance(copy, dict)
    for row in copy["activities"]:
        for _ in range(chance.choice((0, 1, 1, 2))):
            name = chance.choice((*CHANGES, "flow", "factor", "factor", "factor"))
            row[name] = chance.choice(CHANGES[name]) if name in CHANGES else factor_or_flow(name, part, chance)
            if name == "legs":
                row["amount"] = None
    found: Json = copy
    return found


def factor_or_flow(name: str, part: str, chance: random.Random) -> Json:
    """Another flow; a factor by id, by parts, or with a value that the library has, or nearly."""
    library = compiled(part)[0].factors
    one = chance.choice(library)
    if name == "flow":
        return one.flow
    kind = chance.choice(("none", "id", "parts", "printed", "printed"))
    if kind in ("none", "id"):
        return None if kind == "none" else one.id
    if kind == "parts":
        unit = chance.choice(("kgCO2e/kg", "tCO2/GJ", "kgCO2e/Nm3", "kgCO2e/m3(20°C)", "kgCO2e/(t·km)"))
        value: Json = chance.choice((None, 9))
        return {
            "fossil": 5,
            "biogenic": 2,
            "unit": unit,
            "basis": chance.choice(("dry", "as-received")),
            "value": value,
        }
    headline = sum(value for _, value in one.components) * chance.choice((1, 1.0005, 1.002, 0.9995, 1.0000005))
    claimed = chance.choice(("footprint", "direct-combustion", "grid-co2", "limit"))
    return {"value": f"{abs(from_canonical(headline, one.unit)):.12g} {one.unit.symbol}", "kind": claimed}


def differences(document: Json, part: str) -> list[object] | None:
    """Where the two disagree; ``None`` if the inventory cannot be read."""
    reference, standard = compiled(part)
    inventory, _ = read_inventory("inventory.json", as_bytes(document), reference)
    if inventory is None:
        return None
    plain, faults = careful(document, standard)
    assert plain is not None, faults
    bound = bind(reference, inventory)
    rows = plain.get("activities", [])
    assert isinstance(rows, list)
    found: list[object] = []
    for index, (row, expected) in enumerate(zip(rows, bound.tables["activity"], strict=True)):
        assert isinstance(row, dict)
        use = activity_use(row, row.get("legs"), standard, bound.end)
        found += [(expected.id, *each) for each in unlike(use, expected, bound, index)]
    return found


def unlike(use: Use, expected: BoundRow, bound: Bound, index: int) -> list[tuple[str, object, object]]:
    """Name, expected and found of each cell that differs; numbers to the last bit."""
    pairs = [(name, present(expected, name), finite(getattr(use, name.removeprefix("factor.")))) for name in NUMBERS]
    pairs += [(name, present(expected, f"factor.{name}"), getattr(use, name)) for name in TEXTS]
    for name, attribute in UNITS.items():
        if present(expected, name) is not None:
            unit = expected.units.get(name)
            pairs.append((f"unit of {name}", unit.symbol if unit else None, getattr(use, attribute)))
    factor = bound.factors[index]
    if factor is not None and not isinstance(factor, Missing):
        pairs.append(("split", factor.split, use.split))
    return [pair for pair in pairs if pair[1] != pair[2]]


def present(row: BoundRow, name: str) -> object:
    """A value that is there, else nothing."""
    value = row.values.get(name)
    return None if isinstance(value, Missing) else value


def finite(value: float) -> float | None:
    return value if math.isfinite(value) else None

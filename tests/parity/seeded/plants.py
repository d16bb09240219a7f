"""The standard that faults are seeded into, and the inventories that must show them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from refcf_rules.evaluate.example_edit import Plain, plain
from refcf_rules.inventory.document import read_document
from refcf_rules.model.standard import Standard
from refcf_rules.parity.document import Document
from refcf_rules.parity.inventories import Made, examples_of, generated
from tests.language.compiling import compile_text

FOLDER: Final = Path(__file__).parent
COUNT: Final = 45
_LOT: Final[dict[str, Plain]] = {"id": "a", "mass": "2 t", "colour": "red", "day": "2024-07-01", "checked": True}
_REJECT: Final[dict[str, Plain]] = {
    "id": "own", "process": "mixing", "kind": "material", "direction": "input", "amount": "1 t", "basis": "dry",
    "origin": "own-reject",
}  # fmt: skip
CHANGES: Final[tuple[dict[str, Plain], ...]] = (
    {"output": {"charged": "22.5 t"}},
    {"output": {"charged": "22.500000000000004 t"}},
    {"output": {"charged": "20 t", "rejected": "1 t"}},
    {"output": {"charged": "9e12 t"}},
    {"output": {"charged": "0 t"}},
    {"output": {"charged": "40 t", "rejected": "3 t", "energy": "10 MWh"}},
    {"output": {"charged": "40.00000002 t", "rejected": "2.9999999985 t", "energy": "10.000000005 MWh"}},
    {"output": {"charged": "40.0000001 t", "rejected": "2.99999999 t", "energy": "10.0000001 MWh"}},
    {"output": {"charged": None}},
    {"output": {"rejected": None}},
    {"output": {"energy": None}},
    {"period": {"end": "2025-01-01"}},
    {"period": {"start": "2023-01-01", "end": "2024-01-01"}},
    {"lot": [_LOT, {**_LOT, "id": "b", "colour": None, "checked": True}], "point": []},
    {"lot": [_LOT, {**_LOT, "id": "b", "mass": "7 t"}, {**_LOT, "id": "c", "mass": "7.000000001 t"}], "point": []},
    {"lot": [{**_LOT, "mass": None}, {**_LOT, "id": "b", "mass": "4.6 t", "colour": "blue"}], "point": []},
    {"lot": [_LOT, {**_LOT, "id": "b", "checked": None}, {**_LOT, "id": "c", "day": "2024-06-30"}], "point": []},
    {"lot": [{**_LOT, "day": None}, {**_LOT, "id": "b", "day": "2024-06-30"}], "point": []},
    {"lot": [], "point": []},
    {"activities": [{**_REJECT, "factor": {"value": "2 tCO2e/t"}}]},
    {
        "point": [
            {"id": "a", "lot": "l2", "place": "510 ℃", "height": "9 mm"},
            {"id": "b", "lot": "l2", "place": "600 ℃"},
        ]
    },
    {
        "pools": [
            {"id": "kiln", "process": "firing", "users": [{"product": "q", "mass_charged": "5 t", "dwell": "20 h"}]}
        ]
    },
    {"declared": None, "service": None},
)
"""What to say instead in some section: each stands on the edge of something a fault may move."""


@cache
def standard() -> Standard:
    compiled = compile_text((FOLDER / "seeded.pcr").read_text("utf-8"), "seeded")
    assert compiled.standard is not None
    assert compiled.is_sound, compiled.diagnostics
    return compiled.standard


def plant() -> Document:
    node, faults = read_document("plant.yaml", (FOLDER / "plant.yaml").read_bytes())
    assert node is not None, faults
    document = plain(node)
    assert isinstance(document, dict)
    return document


@cache
def edges() -> tuple[Made, ...]:
    """The plant as it is, and with each change."""
    documents = {f"edge {index}": _changed(change) for index, change in enumerate(CHANGES)}
    return tuple(examples_of({"plant": plant(), **documents}))


@cache
def others() -> tuple[Made, ...]:
    """Made by chance; many of them stand on the limit of a rule."""
    return tuple(generated(standard(), {"plant": plant()}, COUNT, seed=11, aimed=0.8))


def _changed(change: dict[str, Plain]) -> Document:
    document = plant()
    for section, value in change.items():
        known = document.get(section)
        document[section] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    return document

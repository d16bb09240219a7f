"""A standard whose formulas compare rows with each other, and inventories full of duplicates, gaps and near numbers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from refcf_rules.model.standard import Standard
from tests.language.compiling import compile_text

RULES: Final = Path(__file__).with_name("linked_rows.pcr")
_BILLS: Final = ("A-1", "A-2", "Ａ－1", "账单 3", "b")
_DAYS: Final = ("2025-01-31", "2025-02-28", "2025-03-31")
Row = dict[str, object]


@cache
def linked_standard(boundary: str = "") -> Standard:
    """The standard; with a boundary there is a workbook of it."""
    compiled = compile_text(RULES.read_text("utf-8") + boundary, "linked_rows")
    assert compiled.standard is not None, compiled.diagnostics
    assert compiled.is_sound, compiled.diagnostics
    return compiled.standard


def plant(seed: int, lots: int = 40, gaps: float = 0.1) -> bytes:
    """An inventory. ``gaps`` is the part of the values that is missing."""
    random = Random(seed)
    rows = [_without(_lot(random, index), gaps, random) for index in range(lots)]
    pieces = [_without(_piece(random, index, lots), gaps, random) for index in range(lots // 2)]
    return json.dumps({"refcf": 1, "standard": "linked_rows", "lot": rows, "piece": pieces}).encode()


def _lot(random: Random, index: int) -> Row:
    return {
        "id": f"lot{index}",
        "mass": _number(random, "kg"),
        "energy": _number(random, "GJ"),
        "bill": random.choice(_BILLS),
        "note": random.choice(("x", "y")),
        "colour": random.choice(("red", "blue")),
        "day": random.choice(_DAYS),
        "checked": random.random() < 0.5,
    }


def _piece(random: Random, index: int, lots: int) -> Row:
    lot = f"lot{random.randrange(lots)}"
    return {"id": f"piece{index}", "lot": lot, "bill": random.choice(_BILLS), "mass": _number(random, "kg")}


def _number(random: Random, unit: str) -> str:
    """One of a few numbers, or beside it by less or by more than the guard."""
    value = random.choice((0.0, 0.3, 1.0, 1.04, 250.0, 3e8))
    beside = random.choice((0.0, 0.0, 5e-10, 9.99999999e-10, 1.00000001e-9, 3e-9, -5e-10))
    return f"{value * (1 + beside)!r} {unit}"


def _without(row: Row, gaps: float, random: Random) -> Row:
    return {name: value for name, value in row.items() if name == "id" or random.random() >= gaps}

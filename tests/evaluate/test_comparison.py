"""Two linings beside each other: temperatures differ in K, and another duty is said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from refcf_rules import api
from refcf_rules.evaluate.comparison import Comparison, Line, Side, compared
from refcf_rules.quantities.unit import parse_unit
from refcf_rules.source.message import same
from tests import series

PLANT = Path(__file__).resolve().parents[2] / "standards" / "refractories" / "examples" / "in_clay.yaml"


def wall(**service: str) -> Comparison:
    """The bundled wall against the same wall with other service data."""
    tree: dict[str, Any] = json.loads(json.dumps(yaml.safe_load(PLANT.read_text("utf-8")), default=date.isoformat))
    standard = series.part("insulating")
    sides = []
    for changed in ({}, service):
        document = tree | {"service": tree["service"] | changed}
        inventory = api.load_inventory(json.dumps(document).encode(), standard, name="wall.json")
        sides.append(Side(inventory, standard, api.validate(inventory, standard)))
    return compared(sides)


def test_the_same_duty_is_compared_without_a_word() -> None:
    assert [one for one in wall(waste="7 %").restrictions if "conditions" in one.en] == []


def test_another_duty_is_said() -> None:
    (said,) = (one for one in wall(campaign="4000 h").restrictions if "conditions" in one.en)
    assert "length of the campaign" in said.en
    assert "使用条件不同" in said.zh


def test_a_difference_of_temperatures_is_in_kelvin_and_has_no_ratio() -> None:
    line = Line("t", same("t"), parse_unit("°C"), (385.0, 450.0))
    assert line.difference(1) == 65
    assert line.difference_unit is not None
    assert line.difference_unit.symbol == "K"
    assert line.ratio(1) is None

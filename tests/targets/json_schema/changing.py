"""Inventories that are a little wrong: one to three seeded changes of a plant, of the sort people make."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Iterator
from typing import Final

from refcf_rules.inventory.document import Mapping, Node, Scalar
from refcf_rules.model.standard import Standard
from refcf_rules.quantities.units import UNIT_ATOMS

Path = tuple[str | int, ...]
_NUMBER: Final = re.compile(r"^(-?[0-9.]+)\s*(.*)$")
_DATE: Final = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_UNITS: Final = (
    *(atom.symbol for atom in UNIT_ATOMS),
    *("kgCO2e/kWh", "kgCO2e/t", "tCO2e/GJ", "MJ/Nm3", "CNY/t", "kgC/kg", "g/cm3", "kgs", "吨", "度"),
)
_DATES: Final = ("2024-02-29", "2023-02-29", "2024年2月29日", "2024年13月1日", "2024/1/1", "2031-04-31", "2019-12-31")
_SHAPES: Final[tuple[object, ...]] = (None, [], {}, "", "x", 5, True, [5], {"a": 1})


def as_json(node: Node) -> object:
    """What a JSON document says that is written like this one in YAML."""
    if isinstance(node, Mapping):
        return {entry.key: as_json(entry.value) for entry in node.entries}
    if not isinstance(node, Scalar):
        return [as_json(item) for item in node.items]
    if node.json_type == "string":
        return node.text
    text = node.text.lower()
    return {"": None, "~": None, "yes": True, "no": False}.get(text, json.loads(text or "null"))


def changed(document: object, standard: Standard, chance: random.Random) -> object:
    """A copy with some changes."""
    result = copy.deepcopy(document)
    for _ in range(chance.choice((1, 1, 2, 3))):
        places = [(path, value) for path, value in _inside(result) if path]
        path, value = chance.choice(places)
        _change(_at(result, path[:-1]), path[-1], value, standard, chance)
    return result


def _inside(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    yield path, value
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _inside(each, (*path, key))
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _inside(each, (*path, number))


def _at(value: object, path: Path) -> object:
    for step in path:
        assert isinstance(value, dict | list)
        value = value[step]  # type: ignore[index]  # a step fits its parent
    return value


def _change(parent: object, key: str | int, value: object, standard: Standard, chance: random.Random) -> None:
    assert isinstance(parent, dict | list)
    slot: dict[str | int, object] = parent  # type: ignore[assignment]  # a key fits its parent
    way = chance.random()
    if way < 0.25:
        del slot[key]
    elif way < 0.35:
        slot[key] = chance.choice(_SHAPES)
    elif way < 0.45 and isinstance(parent, dict):
        tables = [field for table in standard.tables for field in table.fields]
        slot[chance.choice(chance.choice(tables).spellings)] = slot.pop(key)
    elif isinstance(value, bool):
        slot[key] = chance.choice(("yes", "No", "是", "否", not value, "maybe"))
    elif isinstance(value, int | float) or (isinstance(value, str) and _NUMBER.match(value) and not _DATE.match(value)):
        _change_number(slot, key, str(value), chance)
    elif isinstance(value, str):
        slot[key] = chance.choice(_DATES) if _DATE.match(value) else _other_option(value, standard, chance)
    elif isinstance(value, list) and value:
        value.append(copy.deepcopy(chance.choice(value))) if way < 0.7 else value.clear()


def _change_number(slot: dict[str | int, object], key: str | int, text: str, chance: random.Random) -> None:
    found = _NUMBER.match(text)
    number, unit = (found[1], found[2]) if found else (text, "")
    value = float(number) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", number) else 1.0
    other = chance.choice(_UNITS)
    scaled = value * chance.choice((10, 100, 1000, 0.1, 0.01, 0.001))
    apart = {"value": value, "unit": chance.choice((unit or None, other))}
    texts = (f"{number} {other}", f"-{number} {unit}", f"0 {unit}", f"{scaled:.10f} {unit}", f"{number},000 {unit}")
    slot[key] = chance.choice((*(text.strip() for text in texts), value, apart, number))
    if chance.random() < 0.2:
        slot["unit"] = chance.choice((unit or None, other))


def _other_option(text: str, standard: Standard, chance: random.Random) -> str:
    """An option of the same choice, of another one, or none at all."""
    same = [one for choice in standard.choices if choice.find(text) for one in choice.options]
    every = [one for choice in standard.choices for one in choice.options]
    return chance.choice((*chance.choice(same or every).spellings, *chance.choice(every).spellings, "zz"))

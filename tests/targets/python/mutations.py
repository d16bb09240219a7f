"""Inventories and JSON texts with things changed at random, seeded: what people and hostile files write."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

from refcf_rules.inventory.document import Mapping, Node, Scalar

Json = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

TEXTS = (
    *("", " ", "-", "nan", "1e999", "-5 t", "5", "５ 吨", "1,234 t", "1 234 t", "12 kg/t", "14 %", "140 %", "1.5e3 t"),
    *("6480 kgs", "0.57 kgCO2e/kWh", "35.2 MJ/Nm3", "20 °C", "2024-02-30", "2024年1月5日", "2024/1/5", "０２"),
    *(
        "yes",
        "是",
        "Yes ",
        "电力",
        "electricity",
        "原料",
        "energy",
        "干基",
        "x",
        "natural_gas",
        "天然气",
        "1e-400 t",
        "+5 t",
    ),
    *(
        "5 t·h",
        "10⁴ t",
        "10^4 Nm3",
        "3 万kWh",
        "5 m3(20 ℃)",
        "t",
        "kg",
        "%",
        "‰",
        "null",
        "true",
        "2 1",
        "−3 t",
        ".5 t",
    ),
)
NUMBERS = (0, -0.0, 1, -1, 5, 0.5, 1.5, 100, 1e308, 5e-324, 10**25, 2024, 1e3)
KEYS = (
    *(
        "amount",
        "数量",
        "单位",
        "unit",
        "用量",
        "factor",
        "因子",
        "legs",
        "运输段",
        "stage",
        "水分",
        "x" * 600,
        "a/b~c",
    ),
    *(
        "products",
        "产品列表",
        "ｎａｍｅ",
        " id",
        "编号",
        "factor.value",
        "因子值",
        "factor.kind",
        "refcf",
        "活动",
        "company",
    ),
    *(
        "standard",
        "标准",
        "amuont",
        "moistur",
        "value",
        "值",
        "process.order",
        "contribution",
        "leg",
        "basis",
        "质量基准",
    ),
)


def plain_document(node: Node) -> Json:
    """A document as plain values, to write the same inventory as JSON."""
    if isinstance(node, Mapping):
        return {entry.key: plain_document(entry.value) for entry in node.entries}
    if not isinstance(node, Scalar):
        return [plain_document(item) for item in node.items]
    if node.json_type == "number" and not node.quoted:
        number: Json = json.loads(node.text)
        return number
    return None if node.json_type == "null" else node.text


def mutated(document: Json, labels: dict[str, str], seed: int) -> Json:
    """The document with one to four changes."""
    chance = random.Random(seed)
    copy: Json = json.loads(json.dumps(document))
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        places = list(_places(copy))
        owner, key = chance.choice(places)
        _change(owner, key, labels, chance)
    return copy


def _places(node: Json) -> Iterator[tuple[Json, str | int]]:
    rest = [node]
    while rest:
        one = rest.pop()
        items: list[tuple[str | int, Json]] = []
        if isinstance(one, dict):
            items = list(one.items())
        elif isinstance(one, list):
            items = list(enumerate(one))
        for key, value in items:
            yield one, key
            rest.append(value)


def _change(owner: Json, key: str | int, labels: dict[str, str], chance: random.Random) -> None:
    if isinstance(owner, list) and isinstance(key, int):
        change = chance.choice(("drop", "twice", "replace"))
        if change == "drop":
            del owner[key]
        elif change == "twice":
            owner.append(json.loads(json.dumps(owner[key])))
        else:
            owner[key] = _value(chance)
    elif isinstance(owner, dict) and isinstance(key, str) and key in owner:
        _change_entry(owner, key, labels, chance)


def _change_entry(owner: dict[str, Json], key: str, labels: dict[str, str], chance: random.Random) -> None:
    match chance.choice(
        ("drop", "replace", "replace", "rename", "label", "label", "add", "wide", "unit", "pair", "null")
    ):
        case "drop":
            del owner[key]
        case "replace":
            owner[key] = _value(chance)
        case "rename":
            owner[chance.choice(KEYS)] = owner.pop(key)
        case "label":
            owner[labels.get(key, key)] = owner.pop(key)
        case "add":
            owner[chance.choice(KEYS)] = _value(chance)
        case "wide":
            owner[key] = _wide(owner[key])
        case "unit":
            _split(owner, key, chance)
        case "pair":
            text = owner[key]
            if isinstance(text, str) and " " in text:
                number, _, unit = text.partition(" ")
                names = chance.choice((("value", "unit"), ("值", "单位"), ("value", "x"), ("value", "单位")))
                owner[key] = {names[0]: number if chance.random() < 0.5 else _number(number), names[1]: unit}
        case _:
            owner[key] = None


def _split(owner: dict[str, Json], key: str, chance: random.Random) -> None:
    """The unit in a cell of its own."""
    text = owner[key]
    if isinstance(text, str) and " " in text:
        number, _, unit = text.partition(" ")
        owner[key] = number if chance.random() < 0.5 else _number(number)
        owner[chance.choice(("unit", "单位"))] = unit


def _number(text: str) -> Json:
    try:
        number: Json = json.loads(text)
    except ValueError:
        return text
    return number


def _wide(value: Json) -> Json:
    """A text as a Chinese input method may leave it."""
    if not isinstance(value, str):
        return value
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in value)


def _value(chance: random.Random) -> Json:
    kind = chance.random()
    if kind < 0.6:
        return chance.choice(TEXTS)
    if kind < 0.8:
        return chance.choice(NUMBERS)
    odd: tuple[Json, ...] = (
        True,
        False,
        [],
        {},
        [1],
        {"value": 5, "unit": "t"},
        {"value": "5 t"},
        {"a": 1},
        ["a", {}],
        None,
    )
    return chance.choice(odd)


PIECES = (
    *(b"{", b"}", b"[", b"]", b",", b":", b'"', b"NaN", b"1e999", b"\\", b"\\ud800", b'"a":', b" ", b"\n", b"\t", b"0"),
    *(b"-", b"e", b"\xff", b"'", b"//", b'"a":1,', b"nan", b"\xef\xbc\x9a", b"true", b"null", b"1" * 101, b"1e-400"),
    *(b'"unit":"t",', b"1.50", b"5 t"),
)


def changed_bytes(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to three pieces put in, left out or replaced."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3))):
        place = chance.randrange(len(changed) + 1)
        left_out = chance.choice((0, 0, 1, 3))
        changed[place : place + left_out] = chance.choice((*PIECES, b""))
    return bytes(changed)

"""What the standalone reader accepts and refuses is what the reference does: same codes, pointers and order."""

from __future__ import annotations

import json
import random
from typing import Final

import pytest

from refcf_rules.inventory.document import read_document
from refcf_rules.inventory.limits import NODES
from refcf_rules.inventory.read import read_inventory
from refcf_rules.targets.python.runtime.json_text import decode
from refcf_rules.targets.python.runtime.reading import as_written, careful, careful_reading
from tests.targets.python.mutations import Json, changed_bytes, mutated
from tests.targets.python.standards import PARTS, as_bytes, compiled, in_chinese, labels_of, plants

Faults = list[tuple[str, str]]
LEFT_TO_THE_CAREFUL_READER: Final = {"number-too-large", "too-deep", "key-too-long"}
SMALL: Final = (
    b'{"refcf": 1, "product": {"id": "a", "name": "b", "class": "magnesia-carbon-brick", "moisture": 0.5},'
    b'"period": {"start": "2024-01-01", "end": "2024-12-31"}, "output": {"accepted": 1e3, "unit": "t"},'
    b'"activities": [{"id": 1.50, "process": "mixing", "kind": "fuel", "direction": "input",'
    b'"amount": {"value": 5, "unit": "t"}, "factor": {"value": 3, "unit": "kgCO2e/kg"}}]}'
)
HOSTILE: Final = {
    "nothing": b"",
    "blank": b" \n",
    "only a mark": b"\xef\xbb\xbf",
    "two marks": b"\xef\xbb\xbf\xef\xbb\xbf{}",
    "UTF-16": b"\xff\xfe{\0}\0",
    "a picture": b"\x89PNG\r\n\x1a\n\x00",
    "binary": b'{"a": 1}\0',
    "GBK": "镁碳砖".encode("gbk"),
    "broken UTF-8": b'{"a": "\xff"}',
    "NaN": b'{"a": NaN}',
    "infinity": b'[1, {"a": -Infinity}]',
    "too large": b'{"refcf": [1e999]}',
    "too long": b'{"refcf": ' + b"1" * 101 + b"}",
    "just not too long": b'{"refcf": ' + b"1" * 100 + b"}",
    "tiny": b'{"refcf": 1, "product": {"moisture": 1e-400}}',
    "twice": b'{"a": 1, "b": {"c": 1, "c": 2, "c": 3}, "a": 2}',
    "twice, with blanks": b'{"a" : 1, "a":2}',
    "twice, with colons in texts": b'{"url": "http://x", "url": "a:b"}',
    "colons in texts": b'{"url": "http://x", "t": "a:b"}',
    "too deep": b"[" * 65 + b"]" * 65,
    "far too deep": b"[" * 100_000,
    "just not too deep": b"[" * 64 + b"]" * 64,
    "a long key": b'{"' + b"k" * 600 + b'": 1}',
    "half a character": b'["\\ud800"]',
    "a whole one": b'["\\ud83d\\ude00"]',
    "commas in a text": b'{"a": "' + b"," * 200_010 + b'"}',
    "a comment": b"// c\n{}",
    "a comma too many": b'{"a": 1,}',
    "two documents": b"{} {}",
    "full-width marks": "{“a”：1}".encode(),
    "a leading zero": b"[01]",
    "not closed": b'{"a": [1, {"b"',
    "escaped pointer": b'{"~": {"/": [nan]}}',
}


def reference(data: bytes, part: str) -> Faults:
    """The first twenty faults as the reference finds them."""
    _, faults = read_inventory("inventory.json", data, compiled(part)[0])
    return [(fault.kind.code, fault.pointer) for fault in faults][:20]


def standalone(data: bytes, part: str) -> Faults:
    _, faults = careful_reading(data, compiled(part)[1])
    return [(fault.code, fault.pointer) for fault in faults]


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_alike(data: bytes) -> None:
    assert standalone(data, PARTS[0]) == reference(data, PARTS[0])


def test_a_workbook_is_no_json() -> None:
    """refcf itself reads workbooks; a validator that stands alone says that it wants JSON."""
    _, faults = decode(b"PK\x03\x04")
    assert [fault.code for fault in faults] == ["binary-file"]
    assert "JSON" in faults[0].as_json()["fix"]["en"]


def test_too_many_values_are_refused() -> None:
    """Not beside the reference, which takes seconds for so many; the limit is the same."""
    _, faults = decode(b"[" + b"1," * NODES + b"1]")
    assert [(fault.code, fault.pointer) for fault in faults] == [("too-many-values", f"/{NODES - 1}")]
    assert decode(b"[" + b"1," * (NODES - 2) + b"1]")[1] == []


def test_json_is_refused_alike() -> None:
    """The quick way of decoding sees what the exact one sees, but for what no inventory has room for."""
    chance = random.Random(7)
    for _ in range(2_000):
        data = changed_bytes(SMALL, chance)
        _, expected = read_document("inventory.json", data)
        codes = [(fault.kind.code, fault.pointer) for fault in expected]
        _, faults = decode(data)
        found = [(fault.code, fault.pointer) for fault in faults]
        assert found == codes or (not found and codes[0][0] in LEFT_TO_THE_CAREFUL_READER), data


def test_changed_bytes_are_refused_alike() -> None:
    chance = random.Random(8)
    for _ in range(300):
        data = changed_bytes(SMALL, chance)
        assert standalone(data, PARTS[0]) == reference(data, PARTS[0]), data


@pytest.mark.parametrize("part", PARTS)
def test_every_plant_is_read_and_its_plain_document_stays(part: str) -> None:
    for name, document in plants(part):
        plain, faults = careful(document, compiled(part)[1])
        assert not faults, name
        again, faults = careful(plain, compiled(part)[1])
        assert not faults, name
        assert json.dumps(again) == json.dumps(plain), name


@pytest.mark.parametrize("part", PARTS)
def test_chinese_keys_give_the_same_plain_document(part: str) -> None:
    for name, document in plants(part):
        chinese = in_chinese(document, part)
        assert careful(chinese, compiled(part)[1])[0] == careful(document, compiled(part)[1])[0], name


@pytest.mark.parametrize("part, seeds", [(PARTS[0], range(120)), (PARTS[1], range(1000, 1050))])
def test_mutated_plants_have_the_same_faults(part: str, seeds: range) -> None:
    labels, documents = labels_of(part), [document for _, document in plants(part)]
    for seed in seeds:
        data = as_bytes(mutated(documents[seed % len(documents)], labels, seed))
        assert standalone(data, part) == reference(data, part), seed


def test_pointers_lead_to_what_was_handed_in() -> None:
    document: Json = {"活动": [{"运输段": [{}]}, {"legs": []}], "产品信息": {"含水率": 1}}
    expected = {
        "/activities/0": "/活动/0",
        "/activities/0/legs/0/mass": "/活动/0/运输段/0/mass",
        "/activities/1/legs/0": "/活动/1/legs/0",
        "/product/moisture": "/产品信息/含水率",
        "/output/accepted": "/output/accepted",
        "/activities/9/x": "/活动/9/x",
        "": "",
    }
    found = {pointer: as_written(pointer, document, compiled(PARTS[0])[1]) for pointer in expected}
    assert found == expected

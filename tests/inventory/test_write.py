"""What is exported reads back as the same inventory, and looks as a person would write it."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.evaluate.example_edit import document_of as node_of
from refcf_rules.inventory.document import read_document
from refcf_rules.inventory.document.nodes import Mapping, Scalar
from refcf_rules.inventory.inventory import Inventory, Value
from refcf_rules.inventory.read import read_inventory, read_tree
from refcf_rules.inventory.write.as_json import json_text
from refcf_rules.inventory.write.as_yaml import yaml_text
from refcf_rules.inventory.write.document import Document, document_of
from refcf_rules.model.standard import Standard
from refcf_rules.parity.document import Frame
from refcf_rules.parity.synthesis import Synthesis
from refcf_rules.record import changed
from tests.inventory.reading import EXAMPLES, HERE, PARTS, read, same_inventory, standard_called

WRITERS: Final = {"mine.yaml": yaml_text, "mine.json": json_text}


def written(inventory: Inventory, standard: Standard, name: str) -> bytes:
    return WRITERS[name](document_of(inventory, standard)).encode()


def again(inventory: Inventory, standard: Standard, name: str) -> Inventory:
    found, faults = read_inventory(name, written(inventory, standard, name), standard)
    assert found is not None, faults
    return found


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_reads_back(path: Path, name: str) -> None:
    inventory, standard = read(path)
    found = again(inventory, standard, name)
    assert same_inventory(found, inventory)
    assert written(found, standard, name) == written(inventory, standard, name)


@pytest.mark.parametrize("part", PARTS)
def test_inventories_of_every_sort_read_back(part: str) -> None:
    standard, tried = standard_called(part), 0
    synthesis = Synthesis(Frame(standard))
    for seed in range(25):
        document = synthesis.document(Random(seed))  # noqa: S311 -- test data
        inventory, _ = read_tree("made.yaml", node_of(document, HERE), "", standard)
        if inventory is not None:
            tried += 1
            assert all(same_inventory(again(inventory, standard, name), inventory) for name in WRITERS), seed
    assert tried > 10


TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text(
    st.sampled_from(" :#-?,[]{}&*!|>'\"%@`~\\\n\t=是否yeno0.1e")
)


@given(TEXTS)
def test_any_text_stands_in_yaml_and_json(text: str) -> None:
    document: Document = {"one": text, "rows": [{"flow": text, "more": 1}, {"nested": [{"x": text}], "y": text}]}
    for name, writer in WRITERS.items():
        node, faults = read_document(name, writer(document).encode())
        assert isinstance(node, Mapping), faults
        one = node.get("one")
        assert isinstance(one, Scalar)
        assert one.text == text
        assert one.json_type == "string"


@given(TEXTS)
def test_other_readers_of_yaml_understand_the_same(text: str) -> None:
    assert yaml.safe_load(yaml_text({"one": text, "rows": [{"flow": text}]}))["rows"][0]["flow"] in (text, _date(text))


def _date(text: str) -> object:
    return yaml.safe_load(text) if text[:1].isdigit() else text


def test_yaml_looks_as_the_examples_do() -> None:
    inventory, standard = read(next(path for path in EXAMPLES if path.stem == "ca_low_cement"))
    text = written(inventory, standard, "mine.yaml").decode()
    lines = text.splitlines()
    assert lines[:3] == ["refcf: 1", "standard: castable", "edition: 征求意见稿 1"]
    assert "  accepted: 5930 t" in lines
    assert "  - {component: Al2O3, share: 84.5 %, basis: ignited}" in lines
    assert "      - {goods: bauxite, mode: 公路, mass: 3800 t, distance: 420 km}" in lines
    assert "  comparability: 产品部分碳足迹，不得用于比较" in lines
    assert '"' not in text
    assert max(map(len, lines)) <= 120


def test_json_keeps_plain_numbers_and_chinese() -> None:
    inventory, standard = read(next(path for path in EXAMPLES if path.stem == "ca_low_cement"))
    said = json.loads(written(inventory, standard, "mine.json"))
    assert said["output"]["accepted"] == "5930 t"
    assert said["activities"][0]["factor"]["year"] == 2024
    assert said["product"]["name"] == "低水泥高铝浇注料 LC-85"
    assert said["processes"][0] == {"id": "alumina_supply", "used": True}


def test_a_long_text_is_whole_and_keeps_its_lines() -> None:
    inventory, standard = read(EXAMPLES[0])
    long = "第一行\n第二行 " + "长" * 80
    cell = Value(long, None, long[:59] + "…", HERE, "/company/name")
    found = again(changed(inventory, company={"name": cell}), standard, "mine.yaml")
    assert found.company["name"].value == long

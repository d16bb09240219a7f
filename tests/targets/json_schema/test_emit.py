"""The schema is sound and agrees with the reader: it accepts what reads and refuses wrong structure."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from jsonschema import Draft202012Validator

from refcf_rules.inventory.document import Mapping, Node, Scalar, read_document
from refcf_rules.inventory.read import read_inventory
from refcf_rules.targets.json_schema.emit import TARGET, core_schema, emit
from tests.inventory.standard_by_hand import BY_HAND, CHINESE, ENGLISH
from tests.inventory.test_read_slips import SLIPS

ARTIFACTS: Final = {artifact.path: artifact.data for artifact in emit(BY_HAND).artifacts}
SCHEMA: Final = json.loads(ARTIFACTS["by_hand.schema.json"])
VALIDATOR: Final = Draft202012Validator(SCHEMA)
NO_PART: Final = """\
refcf: 1
product: {id: P1, name: brick, class: anything}
period: {start: 2025-01-01, end: 2025-12-31}
activities: [{id: A1, process: anything, kind: 电力, direction: 输入, amount: 5 kWh, factor: any}]
"""

# What the reader refuses and a schema cannot say; its $comment lists them.
BEYOND_A_SCHEMA: Final = frozenset(
    {
        "a field twice",
        "a section twice",
        "id used twice",
        "two units",
        "unknown meter",
        "wrong year of end",
    }
)

# Changes that keep the inventory good: the reader and the schema must both accept them.
GOOD: Final = {
    "as it is": ("", ""),
    "full-width digits": ("合格品产量: 6480 t", "合格品产量: ６４８０ t"),
    "glued unit": ("合格品产量: 6480 t", "合格品产量: 6480吨"),
    "raised exponent": ("3.0 g/cm3", "3000 kg/m³"),
    "value and unit": ("合格品产量: 6480 t", "合格品产量: {值: 6480, unit: t}"),
    "unit beside": ("合格品产量: 6480 t\n  投料量: 6790 吨", "合格品产量: 6480\n  单位: t"),
    "kilowatt by hour": ("数量: 85, 单位: 万kWh", "数量: 85 kW·h"),
    "transport work": ("数量: 85, 单位: 万kWh", "数量: 85 t·km"),
    "gas at 20 °C": ("数量: 85, 单位: 万kWh", "数量: 85 m3(20 ℃)"),
    "area": ("数量: 85, 单位: 万kWh", "数量: 85 m²"),
    "null": ("数量: 85, 单位: 万kWh", "数量: ~"),
    "share as number": ("残碳率: 0.55", "残碳率: 1"),
    "carbon as carbon": ("含碳量: 62 %", "含碳量: 620 gC/kg"),
    "negative factor": ("    值: 3.2\n", "    值: -3.2\n"),
    "negative result": ("碳足迹: 4225 kgCO2e/t", "碳足迹: -12 kgCO₂e/t"),
    "factor in the row": ("因子: grid-2023", "因子值: 0.62 kgCO2e/kWh"),
    "factor by label": ("因子: grid-2023", "factor: 全国电力平均因子"),
    "English names": ("  类别: 运输", "  kind: transport"),
    "English label": ("  投料量: 67", "  mass charged: 67"),
    "number as text": ("理由: 量小", "理由: 5"),
    "truth as text": ("明火加热: 否", '明火加热: "No"'),
    "Chinese date": ("开始日期: 2025-01-01", "开始日期: 2025年1月1日"),
    "empty section": ("企业声明结果: {声明的产品碳足迹: 4225 kgCO2e/t}", "企业声明结果:"),
}


def as_python(node: Node) -> object:
    if isinstance(node, Mapping):
        return {entry.key: as_python(entry.value) for entry in node.entries}
    if isinstance(node, Scalar):
        plain = node.json_type in {"number", "boolean", "null"}
        return json.loads(re.sub(r"^(~?)$", "null", node.text.lower())) if plain else node.text
    return [as_python(item) for item in node.items]


def accepts(text: str, validator: Draft202012Validator = VALIDATOR) -> bool:
    node, _ = read_document("清单.yaml", text.encode())
    assert node is not None
    return validator.is_valid(as_python(node))


def reads(text: str) -> bool:
    return read_inventory("清单.yaml", text.encode(), BY_HAND)[0] is not None


# --- agreement with the reader -------------------------------------------------------------------


@pytest.mark.parametrize("old, new", GOOD.values(), ids=GOOD.keys())
def test_what_reads_is_accepted(old: str, new: str) -> None:
    assert old in CHINESE
    changed = CHINESE.replace(old, new, 1) if old else CHINESE
    assert reads(changed)
    assert accepts(changed)


def test_the_english_inventory_is_accepted() -> None:
    assert accepts(ENGLISH)


@pytest.mark.parametrize("name", sorted(set(SLIPS) - BEYOND_A_SCHEMA - {"not a number"}))
def test_slips_of_structure_are_refused(name: str) -> None:
    good, typed, _, _ = SLIPS[name]
    changed = CHINESE.replace(good, typed, 1)
    assert not reads(changed)
    assert not accepts(changed)


@pytest.mark.parametrize("name", sorted(BEYOND_A_SCHEMA))
def test_what_is_left_to_the_reader_is_really_left(name: str) -> None:
    good, typed, _, _ = SLIPS[name]
    changed = CHINESE.replace(good, typed, 1)
    assert not reads(changed)
    assert accepts(changed)


# --- the schema itself ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", ARTIFACTS)
def test_it_is_a_schema(path: str) -> None:
    Draft202012Validator.check_schema(json.loads(ARTIFACTS[path]))


@pytest.mark.parametrize("path", ARTIFACTS)
def test_it_is_closed_and_refers_only_to_itself(path: str) -> None:
    schema = json.loads(ARTIFACTS[path])
    references = set(re.findall(r'"\$ref": "#/\$defs/([^"]+)"', ARTIFACTS[path].decode()))
    assert references <= set(schema["$defs"])
    tables = [one for name, one in schema["$defs"].items() if name.startswith("table.")]
    objects = [one for one in (schema, *_schemas(tables)) if "title" in one and one.get("type") == "object"]
    assert len(objects) > len(tables)
    assert all(one["additionalProperties"] is False for one in objects)


@pytest.mark.parametrize("path", ARTIFACTS)
def test_every_property_is_titled_and_described_in_both_languages(path: str) -> None:
    schema = json.loads(ARTIFACTS[path])
    tables = [one for name, one in schema["$defs"].items() if name.startswith("table.")]
    objects = [one for one in (schema, *_schemas(tables)) if "title" in one and one.get("type") == "object"]
    properties = [(name, each) for one in objects for name, each in one["properties"].items()]
    assert len(properties) > 200
    for name, each in properties:
        assert "title" in each, name
        assert re.search("[一-鿿]", each["description"]), name
        assert re.search("[A-Za-z]", each["description"]), name


@pytest.mark.parametrize("path", ARTIFACTS)
def test_the_size_is_one_that_an_editor_can_bear(path: str) -> None:
    assert len(ARTIFACTS[path]) < 500_000


@pytest.mark.parametrize("path", ARTIFACTS)
def test_it_has_the_same_bytes_every_time(path: str) -> None:
    again = {artifact.path: artifact.data for artifact in TARGET.emit(BY_HAND).artifacts}
    assert again[path] == ARTIFACTS[path]
    assert b"\r" not in ARTIFACTS[path]
    assert ARTIFACTS[path].endswith(b"}\n")


def test_it_names_the_edition_and_both_languages() -> None:
    assert SCHEMA["$id"].startswith("urn:refcf:inventory:1:by_hand:2026")
    assert SCHEMA["title"] == "手工标准：清单 · by hand: inventory"
    amount = SCHEMA["$defs"]["table.activity"]["properties"]["amount"]
    assert amount["title"] == "数量 · amount"


def test_every_spelling_is_a_property() -> None:
    properties = SCHEMA["$defs"]["table.binder"]["properties"]
    assert {"carbon", "含碳量", "carbon content"} <= set(properties)
    assert {"binder", "结合剂"} <= set(SCHEMA["properties"])
    assert not {"contribution", "leg", "legs"} & set(SCHEMA["properties"])
    assert "stage" not in SCHEMA["$defs"]["table.activity"]["properties"]


def test_the_core_alone_knows_no_processes() -> None:
    validator = Draft202012Validator(json.loads(core_schema()))
    assert core_schema() == ARTIFACTS["inventory.schema.json"]
    assert accepts(NO_PART, validator)
    assert not accepts(NO_PART.replace("电力", "用电"), validator)
    assert not accepts(NO_PART + "binder: []\n", validator)


def test_the_patterns_are_those_of_other_engines_too(needs_program: Callable[[str], Path], tmp_path: Path) -> None:
    """The patterns of the JSON Schema mean the same in JavaScript (ECMA-262 with u) as in Python."""
    node = needs_program("node")
    patterns = sorted({str(one["pattern"]) for one in _schemas(SCHEMA) if "pattern" in one})
    samples = [
        "6480 t",
        "６４８０吨",
        "6,480 t",
        "85 kW·h",
        "3.2 kgCO2e/kg",
        "14",
        "-5 t",
        "2025-01-01",
        "5 kgs",
        "",
    ]
    (tmp_path / "cases.json").write_text(json.dumps([patterns, samples]), "utf-8")
    script = (
        "const [p, s] = JSON.parse(require('fs').readFileSync('cases.json', 'utf8'));"
        "console.log(JSON.stringify(p.map(x => s.map(y => new RegExp(x, 'u').test(y)))))"
    )
    result = subprocess.run([node, "-e", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    expected = [[re.search(pattern, sample) is not None for sample in samples] for pattern in patterns]
    assert json.loads(result.stdout) == expected


def _schemas(schema: object) -> list[dict[str, object]]:
    """Every mapping inside a schema."""
    if isinstance(schema, list):
        return [found for item in schema for found in _schemas(item)]
    if not isinstance(schema, dict):
        return []
    return [schema, *(found for item in schema.values() for found in _schemas(item))]

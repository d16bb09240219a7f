"""Standards of the series, compiled once, with the example plants that claim them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final

from refcf_rules.inventory.document import read_document
from refcf_rules.inventory.read import claimed_standard
from refcf_rules.model.field import Table
from refcf_rules.model.standard import Standard
from refcf_rules.targets.program.data import standard_data
from refcf_rules.targets.python.runtime import standard as runtime
from tests import series
from tests.targets.python.mutations import Json, plain_document

SERIES: Final = Path(__file__).resolve().parents[3] / "standards" / "refractories"
_OTHER_KEYS: Final = {"factor": "因子", "unit": "单位", "standard": "标准", "edition": "版本", "company": "企业"}
PARTS: Final = ("magnesia_carbon", "castable")


@cache
def compiled(name: str) -> tuple[Standard, runtime.Standard]:
    """A part of the series, and its data as a standalone validator has them."""
    standard = series.part(name)
    data = json.loads(json.dumps(standard_data(standard)))
    return standard, runtime.Standard(data)


@cache
def plants(name: str) -> tuple[tuple[str, Json], ...]:
    """The example plants that claim a part, as plain JSON values."""
    found = []
    for path in sorted(SERIES.glob("examples/*.yaml")):
        data = path.read_bytes()
        node, _ = read_document(path.name, data)
        if node is not None and claimed_standard(path.name, data) == name:
            found.append((path.stem, plain_document(node)))
    return tuple(found)


def labels_of(name: str) -> dict[str, str]:
    """The Chinese label of every key."""
    standard, _ = compiled(name)
    labels = dict(_OTHER_KEYS)
    for table in standard.tables:
        labels[table.key or table.id] = table.label.zh
        for field in table.fields:
            labels[field.id.rpartition(".")[2]] = field.label.zh.removeprefix("因子")
            labels[field.id] = field.label.zh
    return labels


def in_chinese(document: Json, part: str) -> Json:
    """The document with every key in Chinese."""
    standard, _ = compiled(part)
    tables = {name: table for table in standard.tables for name in (table.id, table.key or table.id)}
    return _in_chinese(document, {name: table.label.zh for name, table in tables.items()}, tables)


def _in_chinese(node: Json, labels: dict[str, str], tables: dict[str, Table]) -> Json:
    if isinstance(node, list):
        return [_in_chinese(item, labels, tables) for item in node]
    if not isinstance(node, dict):
        return node
    found: dict[str, Json] = {}
    for key, value in node.items():
        inner = labels
        if key in tables and isinstance(value, dict | list):
            inner = {field.id: field.label.zh for field in tables[key].fields}
            inner |= {
                table.key or table.id: table.label.zh for table in tables.values() if table.parent == tables[key].id
            }
        elif key == "factor":
            prefixed = {name: label for name, label in labels.items() if name.startswith("factor.")}
            inner = {name.removeprefix("factor."): label for name, label in prefixed.items()}
        found[labels.get(key, _OTHER_KEYS.get(key, key))] = _in_chinese(value, inner, tables)
    return found


def as_bytes(document: Json) -> bytes:
    """A document as the bytes of a file."""
    return json.dumps(document, ensure_ascii=False).encode()

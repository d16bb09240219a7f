"""The small cases of ``constructs.md``: a standard each, and the inventories that it must tell apart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from refcf_rules.evaluate.example_edit import Plain, plain
from refcf_rules.inventory.document import read_document
from refcf_rules.model.standard import Standard
from tests.cases import Case, cases_of
from tests.language.compiling import compile_text

PAGE: Final = Path(__file__).with_name("constructs.md")
_HEAD: Final = """standard sample {
    title zh "样例" en "Sample"
    number "T/X 1"
    edition "1"
}
product brick zh "砖" en "brick" {
    composition MgO at least 80 %
}
clause body {
    title zh "正文" en "Body"
    declared unit 1 t zh "产品" en "of product"
"""
_BOUNDARY: Final = """boundary cradle to gate {
    stage making zh "生产" en "making" {
        process firing zh "烧成" en "firing" optional
        process mixing zh "混练" en "mixing" optional
    }
}
"""
_FOOTPRINT: Final = 'footprint CFP zh "产品碳足迹" en "carbon footprint" = sum of emissions over each stage / output\n'
_INVENTORY: Final[dict[str, Plain]] = {
    "refcf": 1,
    "standard": "sample",
    "product": {"id": "p", "name": "砖", "class": "brick"},
    "period": {"start": "2024-01-01", "end": "2024-12-31"},
    "output": {"accepted": "10 t"},
    "composition": [{"component": "MgO", "share": "90 %"}],
    "activities": [
        {
            "id": "base",
            "process": "firing",
            "kind": "material",
            "direction": "input",
            "amount": "2 t",
            "basis": "dry",
            "origin": "virgin",
            "factor": {"value": "0 kgCO2e/kg"},
            "technology": 1,
            "time": 1,
        }
    ],
}


@dataclass(frozen=True)
class Construct:
    """A case: its titles, its standard, an inventory that is in order and one that is not."""

    title: str
    title_zh: str
    standard: Standard
    holds: bytes
    fails: bytes


@cache
def constructs() -> tuple[Construct, ...]:
    return tuple(map(_construct, cases_of(PAGE)))


def _construct(case: Case) -> Construct:
    english, chinese = case.title.split(" · ")
    standard = _standard(case.text("refcf"))
    return Construct(english, chinese, standard, _inventory(case.text("holds")), _inventory(case.text("fails")))


def _standard(snippet: str) -> Standard:
    body = ("" if "boundary cradle" in snippet else _BOUNDARY) + _FOOTPRINT + snippet
    compiled = compile_text(f"{_HEAD}{body}}}\n")
    assert compiled.standard is not None
    assert compiled.is_sound, (snippet, compiled.diagnostics)
    return compiled.standard


def _inventory(changes: str) -> bytes:
    node, faults = read_document("change.yaml", changes.encode())
    assert node is not None, faults
    change = plain(node)
    assert isinstance(change, dict)
    document = dict(_INVENTORY)
    for section, value in change.items():
        known = document.get(section)
        document[section] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    return json.dumps(document, ensure_ascii=False).encode()

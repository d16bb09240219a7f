"""What ``matrix.toml`` refuses of what surrounds the judging is tried with every target, and does not work.

What the reference does not refuse is tried as well, and works.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from refcf_rules import api
from refcf_rules.evaluate.example_edit import plain
from refcf_rules.inventory.document import read_document
from refcf_rules.report.as_json import Json
from refcf_rules.sheets.arrange import layout_of
from tests.conftest import NeedsProgram
from tests.parity.comparing import SUFFIXES, emitted, program_of, run, validator
from tests.parity.test_matrix import CASES, MATRIX, schema_of
from tests.parity.workbooks import said_by_workbook

CASE: Final = CASES["texts"]
WAIVED: Final = "judged"
WAIVERS: Final = f"waivers:\n- {{rule: {WAIVED}, reason: 停产, who: 工作组, until: 2026-06-30}}\n".encode()
YAML: Final = json.dumps(json.loads(CASE.holds), ensure_ascii=False, indent=1).replace('"refcf":', "refcf:").encode()
"""The inventory that is in order, as only YAML may be written."""
WRONG_USAGE: Final = 2


def said_by(target: str, data: bytes, folder: Path) -> Mapping[str, Json]:
    """The result of a validator."""
    (result,) = run(target, [("validator", validator(CASE.standard, target), data)], folder)
    assert isinstance(result, dict)
    return result


def asked(target: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A validator as a company starts it, with the inventory that breaks a rule."""
    path = folder / f"sample{SUFFIXES[target]}"
    path.write_text(validator(CASE.standard, target), "utf-8")
    (folder / "inventory.json").write_bytes(CASE.fails)
    (folder / "waivers.yaml").write_bytes(WAIVERS)
    command = (program_of(target).command[0], path.name, *arguments)
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


# --- validators ---------------------------------------------------------------------------------------


def no_yaml(target: str, folder: Path) -> None:
    """An inventory in YAML is unreadable, and the fault says that it is no JSON."""
    result = said_by(target, YAML, folder)
    assert result["verdict"] == "unreadable"
    assert "JSON" in str(result["faults"])


def no_waivers(target: str, folder: Path) -> None:
    """A file of waivers is wrong usage, and the usage lists what may be asked; what is waived stays violated."""
    done = asked(target, folder, "inventory.json", "--waivers", "waivers.yaml")
    assert (done.returncode, done.stdout) == (WRONG_USAGE, "")
    assert "--json" in done.stderr
    assert "waive" not in done.stderr
    result = said_by(target, CASE.fails, folder)
    assert result["verdict"] == "violated"
    assert "waived" not in result


def no_trace(target: str, folder: Path) -> None:
    """A trace is wrong usage, and no key of the result holds steps."""
    done = asked(target, folder, "inventory.json", "--trace")
    assert (done.returncode, done.stdout) == (WRONG_USAGE, "")
    assert "trace" not in done.stderr
    assert not {"trace", "steps"} & said_by(target, CASE.holds, folder).keys()


# --- JSON Schema --------------------------------------------------------------------------------------


def schema_of_no_yaml(_target: str, _folder: Path) -> None:
    """What a schema is applied to is a JSON document, which this is not."""
    with pytest.raises(ValueError, match="Expecting"):
        json.loads(YAML)


def schema_without_waivers(_target: str, _folder: Path) -> None:
    """A schema refuses what is violated, waived or not; an inventory cannot say that it is waived."""
    case = CASES["options of a choice"]
    document = json.loads(case.fails)
    assert not schema_of(case).is_valid(document)
    assert not schema_of(CASE).is_valid({**json.loads(CASE.holds), "waivers": [{"rule": WAIVED}]})


def schema_without_trace(_target: str, _folder: Path) -> None:
    """A schema names the formulas that it does not work out, the footprint among them."""
    refused = {one.id for one in emitted(CASE.standard, "json-schema").refusals if one.construct == "formula"}
    assert "CFP" in refused
    assert "activity.emission" in refused


def workbook_without_waivers(_target: str, _folder: Path) -> None:
    """There is no cell for one, and what is violated is said to be."""
    columns = [
        column for sheet in layout_of(CASE.standard).sheets for block in sheet.blocks for column in block.columns
    ]
    assert not [column.name for column in columns if "waiver" in column.name]
    assert said_by_workbook(CASE.standard, CASE.fails).verdict == "violated"


PROBES: Final[dict[tuple[str, str], Callable[[str, Path], None]]] = {
    ("python", "yaml"): no_yaml,
    ("python", "waivers"): no_waivers,
    ("python", "trace"): no_trace,
    ("javascript", "yaml"): no_yaml,
    ("javascript", "waivers"): no_waivers,
    ("javascript", "trace"): no_trace,
    ("json-schema", "yaml"): schema_of_no_yaml,
    ("json-schema", "waivers"): schema_without_waivers,
    ("json-schema", "trace"): schema_without_trace,
    ("xlsx", "waivers"): workbook_without_waivers,
}


def test_every_refusal_of_the_matrix_is_tried() -> None:
    refused = {(one.target, feature) for one in MATRIX.refusals for feature in one.features}
    assert refused == PROBES.keys()


@pytest.mark.parametrize("target, feature", PROBES)
def test_what_is_refused_does_not_work(target: str, feature: str, tmp_path: Path, needs_program: NeedsProgram) -> None:
    if target == "javascript":
        needs_program("node")
    PROBES[target, feature](target, tmp_path)


def test_the_reference_does_all_of_it() -> None:
    node, _ = read_document("plant.yaml", YAML)
    assert node is not None
    assert plain(node) == json.loads(CASE.holds)
    broken = api.load_inventory(CASE.fails, CASE.standard, name="plant.json")
    waivers = api.load_waivers(WAIVERS, name="waivers.yaml")
    assert api.validate(broken, CASE.standard).verdict.outcome.value == "violated"
    assert api.validate(broken, CASE.standard, waivers, today="2026-01-31").verdict.waived
    held = api.load_inventory(YAML, CASE.standard, name="plant.yaml")
    assert any("CFP" in repr(step) for step in api.trace(held, CASE.standard))

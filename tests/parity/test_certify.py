"""``refcf certify``: the certificate says what was compared, the same each time, and loudly what was not."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import refcf_rules.cli
import refcf_rules.parity
from refcf_rules.cli import certify
from refcf_rules.model.standard import Standard
from refcf_rules.targets.target import Artifact, Emitted
from tests.cli.running import refcf
from tests.conftest import NeedsProgram
from tests.parity.comparing import emitted
from tests.parity.seeded.plants import FOLDER, standard

STARTER = Path(refcf_rules.cli.__file__).parent / "starter"
SCHEMA = Path(refcf_rules.parity.__file__).parent / "certificate.schema.json"
COUNT = "10"
BOTH = pytest.mark.xdist_group("certify")


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    return shutil.copytree(STARTER, tmp_path / "starter")


@BOTH
def test_a_certificate_says_what_was_compared(starter: Path, needs_program: NeedsProgram) -> None:
    """All targets of the starter standard agree with the reference, and the certificate keeps its form."""
    needs_program("node")
    shown = refcf("certify", "my_bricks.pcr", "--count", COUNT, cwd=starter)
    assert shown.code == 0, shown.stdout + shown.stderr
    said = json.loads((starter / "my_bricks.parity.json").read_bytes())
    Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(said)
    assert said["agrees"]
    assert said["inventories"]["generated"] == int(COUNT)
    assert {one["target"] for one in said["targets"]} == {"python", "javascript", "json-schema"}
    first = (starter / "my_bricks.parity.json").read_bytes()
    refcf("certify", "my_bricks.pcr", "--count", COUNT, "-o", "again.json", cwd=starter)
    assert (starter / "again.json").read_bytes() == first


@BOTH
def test_without_node_it_says_loudly_what_was_not_compared(starter: Path, tmp_path: Path) -> None:
    alone = tmp_path / "bin"
    alone.mkdir()
    (alone / "python").symlink_to(sys.executable)
    shown = refcf("certify", "my_bricks.pcr", "--count", "2", "--lang", "zh", cwd=starter, env={"PATH": str(alone)})
    assert shown.code == 1
    assert "未比较 javascript" in shown.stderr
    assert "!!!" in shown.stderr
    said = json.loads((starter / "my_bricks.parity.json").read_bytes())
    Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(said)
    assert not said["agrees"]
    assert [one["target"] for one in said["targets"] if "not_compared" in one] == ["javascript"]


def test_a_difference_is_listed_with_its_inventory(monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = emitted(standard(), "python")
    (one,) = faulty.artifacts
    text = one.data.replace(b"def divide(", b"def divide(dividend, divisor):\n    return 1.0\n\n\ndef undivided(")
    changed = replace(faulty, artifacts=(Artifact(one.path, text),))

    def build(_standard: Standard, _targets: object) -> dict[str, Emitted]:
        return {"python": changed}

    monkeypatch.setattr(certify, "build", build)
    done = certify.certified(standard(), FOLDER, count=8, seed=1)
    assert not done.certificate["agrees"]
    assert done.tally.disagreeing["python"] == len(done.tally.kept)
    assert any("python" in line.en for line in done.summary)


def test_it_refuses_a_standard_that_does_not_exist() -> None:
    shown = refcf("certify", "nothing_of_the_kind")
    assert shown.code == 2

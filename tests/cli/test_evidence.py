"""What running the examples showed is kept, and comes back as it was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcf_rules.api import find_standard
from refcf_rules.cli.cache import standard_at
from refcf_rules.cli.evidence import evidence_at
from refcf_rules.source.message import Message


def test_kept_evidence_is_what_was_found(starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFCF_CACHE", str(tmp_path / "cache"))
    file = find_standard(starter / "my_bricks.pcr")
    standard = standard_at(file)
    told: list[Message] = []
    found = evidence_at((file,), (standard,), told.append)
    assert len(told) == 1
    assert evidence_at((file,), (standard,), told.append) == found
    assert len(told) == 1  # nothing was run again
    (plant, *_) = found.executed.values()
    assert plant.passed
    assert plant.formulas
    assert {one.kind for one in plant.used} >= {"material"}
    assert plant.footprint is not None
    assert sum(plant.footprint.by_stage.values()) == pytest.approx(plant.footprint.value)

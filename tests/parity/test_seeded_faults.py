"""Faults seeded into the emitted text: the comparison of the suite must catch every one of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from refcf_rules.parity.compare import differences
from refcf_rules.parity.inventories import Made
from tests.conftest import NeedsProgram
from tests.parity.comparing import Task, failures, judged, report, run, validator
from tests.parity.seeded import javascript_faults, python_faults
from tests.parity.seeded.faults import Fault
from tests.parity.seeded.plants import edges, others, standard

FAULTS: dict[str, Sequence[Fault]] = {"python": python_faults.FAULTS, "javascript": javascript_faults.FAULTS}
TARGETS = [pytest.param(name, marks=pytest.mark.xdist_group(f"faults-{name}")) for name in FAULTS]


@pytest.fixture
def target(request: pytest.FixtureRequest, needs_program: NeedsProgram) -> str:
    name = str(request.param)
    if name == "javascript":
        needs_program("node")
    return name


@pytest.mark.parametrize("target", TARGETS, indirect=True)
def test_without_a_fault_nothing_differs(target: str, tmp_path: Path) -> None:
    """The standard that faults are seeded into means the same in the validator as in the reference."""
    found = failures(target, [Task("seeded", standard(), (*edges(), *others()))], tmp_path)
    assert not found, report(found)


@pytest.mark.parametrize("target", TARGETS, indirect=True)
def test_every_seeded_fault_is_caught(target: str, tmp_path: Path) -> None:
    """At least one inventory shows each fault, among those the suite compares anyway."""
    missed: Sequence[Fault] = FAULTS[target]
    for name, made in (("edges", edges()), ("others", others())):
        missed = _not_caught(target, missed, made, tmp_path / name)
    assert not [fault.name for fault in missed]


@pytest.mark.parametrize("target", FAULTS)
def test_there_are_faults_of_many_sorts(target: str) -> None:
    faults = FAULTS[target]
    assert len({fault.name for fault in faults}) == len(faults) >= 25


def _not_caught(target: str, faults: Sequence[Fault], made: Sequence[Made], folder: Path) -> list[Fault]:
    text, size = validator(standard(), target), len(made)
    work = [(f"fault{index}", fault.seeded(text), one.data) for index, fault in enumerate(faults) for one in made]
    results = list(run(target, work, folder)) if work else []
    return [
        fault
        for index, fault in enumerate(faults)
        if not any(
            differences(judged(standard(), one.data), result)
            for one, result in zip(made, results[index * size : (index + 1) * size], strict=True)
        )
    ]

"""Time grows with the number of activities, not with its square, also where rules compare activities with each other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from time import process_time
from typing import Final

import pytest

from refcf_rules.model.standard import Standard
from refcf_rules.parity.trial import Reference
from tests import series
from tests.architecture.checkout import ROOT
from tests.conftest import NeedsProgram
from tests.parity.comparing import SUFFIXES, validator

PLANT: Final = ROOT / "standards/refractories/examples/mc_ladle_a.json"
FEW, MANY = 600, 2400
LONGER: Final = 2.0
"""What an activity may take among many, beside what it takes among few."""
TRIES: Final = 3


@cache
def rules() -> Standard:
    return series.part("magnesia_carbon")


@cache
def grown(count: int) -> bytes:
    """The plant with its activities over and over: every second one the same, the others with amounts of their own."""
    plant = json.loads(PLANT.read_bytes())
    rows = plant["activities"]
    plant["activities"] = [_again(rows[index % len(rows)], index) for index in range(count)]
    return json.dumps(plant, ensure_ascii=False).encode()


def _again(row: dict[str, object], index: int) -> dict[str, object]:
    again = row | {"id": f"{row['id']}_{index}"}
    if index % 2 and "amount" in row:
        amount, unit = str(row["amount"]).split(" ", 1)
        again["amount"] = f"{float(amount) * (1 + index / 10_000)!r} {unit}"
    return again


def judging(data: bytes) -> float:
    """The seconds that the reference takes."""
    reference, start = Reference(rules(), "0"), process_time()
    assert reference.result(data)["verdict"] == "violated"
    return process_time() - start


def running(command: list[str], path: Path) -> float:
    """The seconds that a validator takes by itself."""
    before = os.times()
    done = subprocess.run([*command, path, "--json"], capture_output=True, check=False)
    assert json.loads(done.stdout)["verdict"] in ("violated", "satisfied")
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def is_linear(seconds: Callable[[int], float], once: float = 0.0) -> bool:
    """Whether an activity takes about as long among many; a busy machine may make it longer, so that it is tried again.

    ``once`` are the seconds that it takes to begin.
    """
    return any((seconds(MANY) - once) / MANY < LONGER * (seconds(FEW) - once) / FEW for _ in range(TRIES))


def test_of_the_reference() -> None:
    assert is_linear(lambda count: judging(grown(count)))


@pytest.mark.skipif(sys.platform == "win32", reason="the time of other processes is not told")
@pytest.mark.parametrize("target", list(SUFFIXES))
def test_of_a_validator(target: str, tmp_path: Path, needs_program: NeedsProgram) -> None:
    command = [sys.executable, "-I"] if target == "python" else [str(needs_program("node"))]
    program = tmp_path / f"magnesia_carbon{SUFFIXES[target]}"
    program.write_text(validator(rules(), target), "utf-8")
    for count in (1, FEW, MANY):
        (tmp_path / f"{count}.json").write_bytes(grown(count))
    paths = [*command, str(program)]
    once = running(paths, tmp_path / "1.json")
    assert is_linear(lambda count: running(paths, tmp_path / f"{count}.json"), once)

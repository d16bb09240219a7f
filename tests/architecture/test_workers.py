"""Tests that share what is dear to make run in one worker: else the suite builds it again in each."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

GROUPED = """
import pytest

@pytest.mark.xdist_group("shared")
@pytest.mark.parametrize("number", range(6))
def test_it(number, worker_id):
    with open("workers", "a") as file:
        file.write(worker_id + "\\n")
"""


def test_a_group_stays_in_one_worker(tmp_path: Path) -> None:
    """A release of pytest once changed what pytest-xdist marks groups by, and nothing failed."""
    (tmp_path / "test_grouped.py").write_text(GROUPED, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", "test_grouped.py"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout
    workers = (tmp_path / "workers").read_text("utf-8").splitlines()
    assert (len(workers), len(set(workers))) == (6, 1)

"""A missing program is said aloud at a desk and fails under CI; golden files are safe from CI."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.architecture.checkout import ROOT

CASE: Final = '''
def test_drawing(needs_program):
    """The page draws its chart in a browser."""
    needs_program("no-such-program")

def test_python(needs_program, update_golden):
    assert needs_program("sh").exists() and not update_golden
'''


def test_at_a_desk_the_promise_is_listed(tmp_path: Path) -> None:
    result = run(tmp_path, ci="")
    last_words = result.stdout.partition("UNTESTED PROMISES")[2]
    assert result.returncode == 0, result.stdout
    assert "The page draws its chart in a browser." in last_words
    assert "no-such-program is not installed" in last_words


def test_the_list_survives_parallel_runs(tmp_path: Path) -> None:
    result = run(tmp_path, "-n", "1", ci="")
    assert "The page draws its chart" in result.stdout.partition("UNTESTED PROMISES")[2]


def test_under_ci_the_test_fails(tmp_path: Path) -> None:
    result = run(tmp_path, ci="true")
    assert result.returncode == 1
    assert "no-such-program is not installed" in result.stdout


def test_under_ci_golden_files_are_not_rewritten(tmp_path: Path) -> None:
    result = run(tmp_path, "--update", ci="true")
    assert result.returncode == 4
    assert "--update is refused" in result.stderr


def run(folder: Path, *options: str, ci: str) -> subprocess.CompletedProcess[str]:
    """pytest in a folder of its own, with our conftest and two small tests."""
    shutil.copy(ROOT / "tests/conftest.py", folder)
    (folder / "test_case.py").write_text(CASE, "utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options],
        cwd=folder,
        env=environment | {"CI": ci},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

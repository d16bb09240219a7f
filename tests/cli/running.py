"""Starts refcf as people do, in a process of its own, and keeps what it said."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.architecture.checkout import ROOT

SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """What a run printed, and its exit code."""

    code: int
    stdout: str
    stderr: str

    @property
    def verdict(self) -> str:
        """The first line."""
        return self.stdout.partition("\n")[0]


def refcf(
    *arguments: str | Path,
    cwd: Path = ROOT,
    stdin: bytes = b"",
    env: dict[str, str] | None = None,
    seconds: int = SECONDS,
) -> Shown:
    """A run of the command line; the language of the system is English unless ``env`` says otherwise."""
    settings = {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    result = subprocess.run(
        [sys.executable, "-m", "refcf_rules", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | settings | (env or {}),
        input=stdin,
        capture_output=True,
        timeout=seconds,
        check=False,
    )
    return Shown(result.returncode, result.stdout.decode("utf-8"), result.stderr.decode("utf-8"))

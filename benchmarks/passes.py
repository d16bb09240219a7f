"""Sides beside each other: all processes wait, and one at a time makes a pass, in turn."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.data import BUILD, ROOT


@dataclass(slots=True)
class Side:
    """A process that makes a pass when asked."""

    name: str
    process: subprocess.Popen[str]
    processor: list[float] = field(default_factory=list)

    def make(self, least: float) -> None:
        """One pass."""
        if self.process.stdin is None or self.process.stdout is None:
            raise BrokenPipeError(self.name)
        self.process.stdin.write(f"{least}\n")
        self.process.stdin.flush()
        self.processor.append(float(self.process.stdout.readline()))


@dataclass(frozen=True, slots=True)
class Timed:
    """Processor seconds per inventory, pass by pass."""

    passes: tuple[float, ...]

    @property
    def microseconds(self) -> float:
        """The median of the passes."""
        return statistics.median(self.passes) * 1e6

    def ratio(self, other: Timed) -> float:
        """The median of the ratios of passes that followed each other: what slows both leaves it alone."""
        return statistics.median(mine / theirs for mine, theirs in zip(self.passes, other.passes, strict=True))


def python_side(name: str, file: Path) -> tuple[str, ...]:
    """The command of a side in Python."""
    return (sys.executable, "-m", "benchmarks.sides", name, str(file))


def measured(commands: Mapping[str, Sequence[str]], passes: int, least: float) -> dict[str, Timed | str]:
    """The time of each side, or the reason why it could not start."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(BUILD / "python")))}
    found: dict[str, Timed | str] = {}
    sides: list[Side] = []
    for name, command in commands.items():
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment,
        )
        if process.stdout is not None and process.stdout.readline().strip() == "ready":
            sides.append(Side(name, process))
        else:
            found[name] = _last_line(process)
    for _ in range(passes):
        for side in sides:
            side.make(least)
    for side in sides:
        side.process.communicate()
        found[side.name] = Timed(tuple(side.processor))
    return found


def _last_line(process: subprocess.Popen[str]) -> str:
    _, said = process.communicate()
    lines = said.strip().splitlines()
    return lines[-1] if lines else f"exit code {process.returncode}"

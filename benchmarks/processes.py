"""Whole processes: time from start to end and the greatest memory, as the system counts them."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.data import BUILD, ROOT

# Standing in the way of a quick start, and of no use where one JSON file is judged by a standard that is kept.
UNUSED: Final = ("yaml", "jinja2", "lark", "mkdocs", "jsonschema", "msgspec", "pyarrow", "click", "difflib", "inspect")
_IMPORTED: Final = re.compile(r"import time:\s+\d+ \|\s+\d+ \|\s+([\w.]+)")
_KIBIBYTES: Final = 1024  # ru_maxrss of Linux


@dataclass(frozen=True, slots=True)
class Ended:
    """Seconds elapsed, seconds of processor time, and MiB at most."""

    wall: float
    processor: float
    memory: float


def ended(command: Sequence[str], codes: Collection[int] = (0, 1)) -> Ended:
    """One run. A violated inventory is a result; among many, so is one that cannot be read (``codes``)."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    said = "" if process.stderr is None else process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in codes:
        raise RuntimeError((said.strip().splitlines() or [f"exit code {process.returncode}"])[-1])
    return Ended(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _KIBIBYTES)


def medians(commands: dict[str, Sequence[str]], runs: int) -> dict[str, Ended | str]:
    """Each command so many times, in turn; where it cannot run, the reason."""
    found: dict[str, list[Ended]] = {name: [] for name in commands}
    reasons: dict[str, str] = {}
    for _ in range(runs):
        for name, command in commands.items():
            if name in reasons:
                continue
            try:
                found[name].append(ended(command))
            except (RuntimeError, OSError) as error:
                reasons[name] = str(error)
    return {name: reasons.get(name) or _median(each) for name, each in found.items()}


def _median(runs: list[Ended]) -> Ended:
    return Ended(
        statistics.median(run.wall for run in runs),
        statistics.median(run.processor for run in runs),
        max(run.memory for run in runs),
    )


def environment() -> dict[str, str]:
    """That of the measured processes: the checkout and ``build/bench/`` are imported, what is compiled is kept."""
    path = os.pathsep.join(map(str, (ROOT, BUILD, BUILD / "python")))
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": path, "REFCF_CACHE": str(BUILD / "cache")}


def refcf(*arguments: str | Path) -> tuple[str, ...]:
    """The command line of refcf."""
    return (sys.executable, "-m", "refcf_rules", *map(str, arguments))


def needless_imports(command: Sequence[str]) -> tuple[str, ...]:
    """What a command loads of the packages that one JSON inventory has no use for."""
    timed = (command[0], "-X", "importtime", *command[1:])
    said = subprocess.run(timed, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False).stderr
    loaded = {name.partition(".")[0] for name in _IMPORTED.findall(said)}
    return tuple(name for name in UNUSED if name in loaded)

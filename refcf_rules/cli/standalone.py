"""Starts what was generated for a standard as a company would: alone, as a file, in a process of its own."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import refcf_rules.parity
from refcf_rules.report.as_json import Json

_DRIVERS: Final = Path(refcf_rules.parity.__file__).parent / "drivers"
_SHOWN: Final = 2_000
NODE_NAMES: Final = ("node", "nodejs")


@dataclass(frozen=True, slots=True)
class Program:
    """A program that runs validators: its command, and its name with the version."""

    command: tuple[str, ...]
    name: str


def python_program() -> Program:
    """This Python, without this environment: ``-I`` keeps refcf and the user's packages away."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Program((sys.executable, "-I", "-S", str(_DRIVERS / "run_python.py")), f"python {version}")


def node_program() -> Program | None:
    """Node, if it is installed."""
    found = next(filter(None, map(shutil.which, NODE_NAMES)), None)
    if found is None:
        return None
    said = subprocess.run([found, "--version"], capture_output=True, check=False, text=True, timeout=60)  # noqa: S603 -- the node that the user has on the path
    return Program((found, str(_DRIVERS / "run_javascript.mjs")), f"node {said.stdout.strip().removeprefix('v')}")


class Running:
    """A program at work on inventories, each with its validator; the results are read when it is done."""

    def __init__(self, program: Program, folder: Path, work: Iterable[tuple[Path, bytes]]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._results, self._errors = folder / "results", folder / "errors"
        given = folder / "given"
        with given.open("wb") as file:
            for validator, data in work:
                file.write(base64.b64encode(data) + b" " + str(validator).encode() + b"\n")
        with given.open("rb") as lines, self._results.open("wb") as said, self._errors.open("wb") as errors:
            self._process = subprocess.Popen(program.command, stdin=lines, stdout=said, stderr=errors, cwd=folder)  # noqa: S603 -- our own driver and what we emitted

    def results(self) -> Iterator[Json]:
        """A result for each inventory; once the program has ended, its last words for each that is left."""
        self._process.wait()
        with self._results.open("rb") as said:
            for line in said:
                yield _read(line)
        while True:
            yield {"crash": f"exit code {self._process.returncode}: {self._last_words()}"}

    def stop(self) -> None:
        """End it, done or not."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def _last_words(self) -> str:
        return self._errors.read_bytes()[-_SHOWN:].decode(errors="replace")


def _read(line: bytes) -> Json:
    try:
        said: Json = json.loads(line)
    except ValueError:
        return {"crash": f"no JSON: {line[:_SHOWN].decode(errors='replace')}"}
    return said

"""Packages of others that are only measured against: msgspec and ajv, in ``build/bench/``, never in the environment."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.data import BUILD, HERE
from benchmarks.peers import schema

MSGSPEC: Final = "msgspec==0.22.0"
AJV: Final = "ajv@8.20.0"
PYTHON: Final = BUILD / "python"
NODE: Final = BUILD / "node"
SCHEMA: Final = BUILD / "ajv.schema.json"


def fetched() -> tuple[str, ...]:
    """Fetch what is not there yet; where that fails the rows say so, and this is why."""
    BUILD.mkdir(parents=True, exist_ok=True)
    SCHEMA.write_text(json.dumps(schema.MAX), "utf-8")
    notes: list[str] = []
    if not (PYTHON / "msgspec").is_dir():
        pip = (sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check")
        notes += _run("msgspec", (*pip, "--target", str(PYTHON), MSGSPEC))
    if not (NODE / "node_modules" / "ajv").is_dir():
        npm = shutil.which("npm")
        install = ("install", "--silent", "--no-audit", "--no-fund", "--prefix", str(NODE), AJV)
        notes += ["ajv: there is no npm"] if npm is None else _run("ajv", (npm, *install))
    return tuple(notes)


def _run(name: str, command: Sequence[str]) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = (done.stderr or done.stdout).strip().splitlines()
    return [] if done.returncode == 0 else [f"{name} cannot be had: {lines[-1] if lines else done.returncode}"]


def ajv_side(file: Path) -> tuple[str, ...]:
    """The command of ajv."""
    return ("node", str(HERE / "peers" / "ajv.mjs"), str(NODE), str(SCHEMA), str(file))


def module_side(module: Path, file: Path) -> tuple[str, ...]:
    """The command of the JavaScript module of the standard."""
    return ("node", str(HERE / "module_side.mjs"), str(module), str(file))

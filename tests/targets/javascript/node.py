"""Runs a script of this folder under node, once for many values."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import refcf_rules
from tests.targets.python.mutations import Json

HERE: Final = Path(__file__).resolve().parent
RUNTIME: Final = Path(refcf_rules.__file__).parent / "targets" / "javascript" / "runtime"


def answers(node: Path, script: str, question: Mapping[str, object]) -> list[Json]:
    """What the script prints, which is a list."""
    said = json.dumps({"runtime": str(RUNTIME), **question}).encode()
    done = subprocess.run([node, HERE / script], input=said, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    found: list[Json] = json.loads(done.stdout)
    return found

"""What a validator says of its types: whoever imports it can check the use of its variables."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.model.standard import Standard
from refcf_rules.targets.python.emit import emit, program_of
from refcf_rules.targets.python.types_of_variables import types_of
from tests import series
from tests.conftest import HUNTING
from tests.language.compiling import everything
from tests.parity.seeded.plants import standard

# A part of the series takes mypy half a minute, and has no construct that these do not have.
PARTS = ("castable", "magnesia_carbon") if HUNTING else ()
STANDARDS: Final[dict[str, Callable[[], Standard]]] = {
    "sample": everything,
    "seeded": standard,
    **{name: partial(series.part, name) for name in PARTS},
}


@pytest.mark.parametrize("name", STANDARDS)
def test_a_validator_is_strictly_typed(name: str, tmp_path: Path) -> None:
    """mypy --strict finds nothing in the whole file, and knows what the program has worked out."""
    artifact = emit(STANDARDS[name]()).artifacts[0]
    (tmp_path / artifact.path).write_bytes(artifact.data)
    asks = f"from {name} import run\nreveal_type(run({{}}, partial=False).period_end)\n"
    (tmp_path / "asks.py").write_text(asks, "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--config-file=", "asks.py", artifact.path]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert 'Revealed type is "str | None"' in result.stdout
    assert "error" not in result.stdout, result.stdout


def test_every_variable_that_is_kept_has_a_type() -> None:
    program = program_of(standard())
    types = types_of(program)
    assert tuple(types) == program.variables
    assert types["output_charged"] == "float"
    assert {one.partition("[")[0] for one in types.values()} >= {"float", "list", "dict", "str | None", "bool | None"}

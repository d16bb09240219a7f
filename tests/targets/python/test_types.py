"""What a validator says of its types: whoever imports it can check the use of its variables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from refcf_rules.targets.python.emit import emit, program_of
from refcf_rules.targets.python.types_of_variables import types_of
from tests.parity.seeded.plants import standard
from tests.targets.python.standards import compiled


def test_a_validator_is_strictly_typed(tmp_path: Path) -> None:
    """mypy --strict finds nothing in the whole file, and knows what the program has worked out."""
    part = "magnesia_carbon"
    artifact = emit(compiled(part)[0]).artifacts[0]
    (tmp_path / artifact.path).write_bytes(artifact.data)
    asks = f"from {part} import run\nreveal_type(run({{}}, partial=False).period_end)\n"
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

"""Texts of a standard that try to get out of the comments and strings of a validator."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from refcf_rules.targets.javascript.emit import emit as emit_javascript
from refcf_rules.targets.python.emit import emit as emit_python
from tests.conftest import NeedsProgram
from tests.targets.site.hostile import hostile


def test_the_python_file_is_still_python() -> None:
    """Line breaks in labels end no comment."""
    compile(emit_python(hostile()).artifacts[0].data, "small.py", "exec")


@pytest.mark.parametrize("ending", [".mjs", ".js"])
def test_the_module_and_the_script_are_still_javascript(
    ending: str, needs_program: NeedsProgram, tmp_path: Path
) -> None:
    """Nor in JavaScript, which knows more line breaks than others."""
    data = next(one.data for one in emit_javascript(hostile()).artifacts if one.path.endswith(ending))
    file = tmp_path / f"small{ending}"
    file.write_bytes(data)
    done = subprocess.run([needs_program("node"), "--check", file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

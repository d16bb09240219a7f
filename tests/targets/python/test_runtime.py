"""The runtime can be one file: no name stands for two things, and nothing beyond the standard library is used."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from refcf_rules.targets.python import runtime

FOLDER: Final = Path(runtime.__file__).parent
SOURCES: Final = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.py"))}


def defined(source: str) -> set[str]:
    """The names a module defines at its top."""
    names: set[str] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def test_no_two_modules_define_one_name() -> None:
    counts = Counter(name for source in SOURCES.values() for name in defined(source))
    assert [name for name, count in counts.items() if count > 1] == []


def test_it_imports_the_standard_library_and_itself() -> None:
    for name, source in SOURCES.items():
        for node in ast.walk(ast.parse(source)):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for module in modules:
                root = module.partition(".")[0]
                assert root in sys.stdlib_module_names or module.startswith(runtime.__name__), (name, module)


def test_it_loads_neither_dataclasses_nor_anything_else_that_is_slow() -> None:
    code = "import sys\nfrom refcf_rules.targets.python.runtime import command_line, reading, activity\n"
    code += (
        "print(sorted({'dataclasses', 'inspect', 'decimal', 'fractions', 'argparse', 'datetime'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=FOLDER.parents[3]
    )
    assert done.stdout.strip() == "[]"

"""The import contracts hold, and each planted fault breaks the contract meant for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.checkout import PACKAGE, ROOT

FLOORS: Final = "Rooms import downwards only, siblings never each other, and every room is on a floor"
TARGETS: Final = "No target knows another"
SHARED_BY_TARGETS: Final = frozenset({"prose", "program"})

PLANTED: Final = {
    "model knows the language": ("model/planted.py", "import refcf_rules.language", FLOORS),
    "hidden under TYPE_CHECKING": (
        "model/planted.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import refcf_rules.language",
        FLOORS,
    ),
    "checks know a target": ("checks/planted.py", "import refcf_rules.targets", FLOORS),
    "evaluate knows the pipeline": ("evaluate/planted.py", "import refcf_rules.pipeline", FLOORS),
    "report knows the public face": ("report/planted.py", "import refcf_rules.api", FLOORS),
    "a folder on no floor": ("planted/__init__.py", "", FLOORS),
    "a target knows another": (
        "targets/json_schema/planted.py",
        "import refcf_rules.targets.site",
        TARGETS,
    ),
    "click in evaluate": ("evaluate/planted.py", "import click", "Only the command line knows click"),
    "lark in the inventory": ("inventory/planted.py", "from lark import Lark", "Only the language parses"),
    "yaml in the language": ("language/planted.py", "import yaml", "Only the inventory reads YAML"),
}


def test_the_contracts_hold() -> None:
    """The architecture drawn in the documentation is the architecture of the code."""
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("file, source, contract", PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_import_breaks_its_contract(file: str, source: str, contract: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(PACKAGE, tmp_path / "refcf_rules", ignore=shutil.ignore_patterns("__pycache__"))
    planted = tmp_path / "refcf_rules" / file
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(source + "\n", "utf-8")
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{contract} BROKEN" in " ".join(result.stdout.split())


def test_every_target_is_kept_apart() -> None:
    """A new target that nobody named in the independence contract is found here."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {contract["id"]: contract for contract in config["tool"]["importlinter"]["contracts"]}
    named = {module.rpartition(".")[2] for module in contracts["targets"]["modules"]}
    folders = {init.parent.name for init in (PACKAGE / "targets").glob("*/__init__.py")}
    assert named == folders - SHARED_BY_TARGETS


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """``lint-imports`` in a folder, whose package comes before an installed one."""
    run = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    return subprocess.run(
        [sys.executable, "-c", run, "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

"""``refcf validate FILE`` loads what it needs and nothing else: what is loaded is waited for."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.inventory.document import Mapping, Node, Scalar, read_document
from tests.architecture.checkout import ROOT
from tests.cli.running import refcf

PLANT: Final = ROOT / "standards/refractories/examples/mc_ladle_a.yaml"
OTHERS_PACKAGES: Final = {"click", "jinja2", "jsonschema", "lark", "mkdocs", "msgspec", "pyarrow", "yaml"}
DEAR: Final = {"dataclasses", "difflib", "html", "http", "inspect", "logging", "multiprocessing", "random", "tempfile"}
ROOMS_NOT_ENTERED: Final = (
    "checks",
    "language",
    "pipeline",
    "targets",
    "cli.commands",
    "cli.options",
    "evaluate.example",
    "report.as_json",
    "report.as_junit",
    "report.as_sarif",
)
LOADED: Final = """
import os, sys
from refcf_rules.cli.main import run
out = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
code = run(sys.argv[1:])
os.write(out, "\\n".join([str(code), *sys.modules]).encode())
"""


def plain(node: Node) -> object:
    if isinstance(node, Mapping):
        return {entry.key: plain(entry.value) for entry in node.entries}
    if isinstance(node, Scalar):
        return json.loads(node.text) if node.json_type == "number" and not node.quoted else node.text
    return [plain(item) for item in node.items]


@pytest.fixture(scope="module")
def as_json(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document, _ = read_document(PLANT.name, PLANT.read_bytes())
    assert document is not None
    path = tmp_path_factory.mktemp("plants") / "ladle.json"
    path.write_text(json.dumps(plain(document), ensure_ascii=False), "utf-8")
    return path


@cache
def loaded(path: Path, *more: str) -> frozenset[str]:
    """The modules of a run; another before it makes sure that the standard is kept."""
    refcf("validate", path)
    command = [sys.executable, "-c", LOADED, "validate", str(path), *more]
    code, *modules = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert code == "0"
    return frozenset(modules)


@pytest.fixture(params=["json", "yaml", "named"])
def modules(request: pytest.FixtureRequest, as_json: Path) -> frozenset[str]:
    match request.param:
        case "json":
            return loaded(as_json)
        case "yaml":
            return loaded(PLANT) - {"yaml"}
        case _:
            return loaded(as_json, "--standard", "magnesia_carbon")


def test_no_package_that_is_not_used(modules: frozenset[str]) -> None:
    assert not OTHERS_PACKAGES & modules


def test_no_module_of_the_library_that_is_not_used(modules: frozenset[str]) -> None:
    assert not DEAR & modules


def test_no_room_of_ours_that_is_not_entered(modules: frozenset[str]) -> None:
    rooms = tuple(f"refcf_rules.{room}" for room in ROOMS_NOT_ENTERED)
    assert not sorted(name for name in modules if name.startswith(rooms))


def test_json_is_read_without_the_reader_of_yaml(as_json: Path) -> None:
    assert not [name for name in loaded(as_json) if name.startswith("refcf_rules.inventory.read_yaml.read")]


@pytest.mark.parametrize("arguments", [(), ("--standard", "magnesia_carbon"), ("--format", "text")])
def test_the_shortest_way_says_the_same(as_json: Path, arguments: tuple[str, ...]) -> None:
    assert refcf("validate", as_json, *arguments) == refcf("validate", as_json, "--format", "text")


@pytest.mark.parametrize("arguments", [("--lang", "zh"), ("--lang", "en")])
def test_the_shortest_way_speaks_the_language_asked_for(arguments: tuple[str, ...]) -> None:
    assert refcf(*arguments, "validate", PLANT) == refcf("validate", PLANT, *arguments)


@pytest.mark.parametrize("name", ["-odd.json", "none.json", "folder.json"])
def test_what_is_no_plain_file_is_left_to_the_long_way(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "-odd.json").write_text("{}", "utf-8")
    shown = refcf("validate", name, cwd=tmp_path)
    assert shown.code == 2
    assert "Traceback" not in shown.stdout + shown.stderr

"""Files stay small, well named and presentable."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.checkout import PACKAGE, ROOT, WRITTEN, files, python_files, shown

LINES: Final = 400
BUDGETED: Final = ("refcf_rules", "grammar", "tests")
SAYS_NOTHING: Final = frozenset({"utils", "helpers", "common", "misc", "base", "manager"})
SOMEBODYS_FOLDER: Final = re.compile(r"(?<![\w./:-])(?:/(?:home|root|work|workspace|Users)/\w|[A-Z]:[/\\]Users\b)")
WRITTEN_FOR_PEOPLE: Final = frozenset(
    {
        ".py",
        ".lark",
        ".toml",
        ".txt",
        ".md",
        ".yaml",
        ".yml",
        ".json",
        ".pcr",
        ".js",
        ".css",
        ".html",
        ".j2",
        "",
    }
)


@pytest.mark.parametrize("folder", BUDGETED)
def test_no_file_outgrows_its_reader(folder: str) -> None:
    budgeted = [p for p in files() if p.suffix in {".py", ".lark"} and p.is_relative_to(ROOT / folder)]
    sizes = {shown(path): len(path.read_text("utf-8").splitlines()) for path in budgeted}
    too_long = {path: size for path, size in sizes.items() if size > LINES}
    assert budgeted, f"no files found in {folder}"
    assert not too_long, f"over {LINES} lines: make a folder of the same name with a file per idea"


def test_file_names_say_what_is_inside() -> None:
    named = [path for path in files() if path.suffix in {".py", ".js"}]
    assert not [shown(path) for path in named if path.stem in SAYS_NOTHING]


def test_every_room_introduces_itself() -> None:
    rooms = {PACKAGE} | {
        folder for path in python_files(PACKAGE) for folder in path.parents if folder.is_relative_to(PACKAGE)
    }
    assert not [shown(room) for room in sorted(rooms) if not _docstring(room / "__init__.py")]


def test_no_path_of_somebodys_machine() -> None:
    texts = {path: path.read_text("utf-8") for path in files() if path.suffix in WRITTEN_FOR_PEOPLE}
    found = [shown(path) for path, text in texts.items() if SOMEBODYS_FOLDER.search(text) or str(ROOT) in text]
    assert not found


@pytest.mark.parametrize("folder", ["/home", "/root", "/Users", "C:\\Users"])
def test_the_search_for_machine_paths_finds(folder: str) -> None:
    assert SOMEBODYS_FOLDER.search(f"see {folder}/wang")


@pytest.mark.parametrize("text", ["https://example.org/home/page", "standards/work/a", "./root/x", "/home/"])
def test_the_search_for_machine_paths_spares(text: str) -> None:
    assert not SOMEBODYS_FOLDER.search(text)


# --- paths in back-ticks -------------------------------------------------------------------------

IN_BACKTICKS: Final = re.compile(r"(?<!`)`([^`\s]+)`(?!`)")
FENCED: Final = re.compile(r"^(```+|~~~+).*?^\1", re.DOTALL | re.MULTILINE)
PATH: Final = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")
CODE: Final = frozenset({".py", ".lark", ".toml", ".j2"})


def contributor_pages() -> list[Path]:
    """README and CONTRIBUTING must exist; the pages for contributors may come one by one."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs/contributing").rglob("*.md"))]


@pytest.mark.parametrize("page", contributor_pages(), ids=shown)
def test_every_path_in_backticks_exists(page: Path) -> None:
    assert not missing_paths(page.read_text("utf-8"), page.parent)


@pytest.mark.parametrize(
    "said",
    ["refcf_rules/nowhere.py", "tests/nowhere/", "language/nowhere.lark", "nowhere.toml"],
)
def test_a_path_that_leads_nowhere_is_found(said: str) -> None:
    assert missing_paths(f"Look into `{said}`.", ROOT) == [said]


@pytest.mark.parametrize(
    "said",
    [
        "refcf_rules/resources.py",
        "architecture/checkout.py",
        "tests/",
        "kg/t",
        "build/x.py",
        "a.yaml",
        "<t>/x.py",
    ],
)
def test_a_sound_path_or_no_path_is_left_alone(said: str) -> None:
    assert not missing_paths(f"Look into `{said}`.", ROOT)


def missing_paths(text: str, folder: Path) -> list[str]:
    """What is said to be a file of ours and is none. A path may leave out its first folders."""
    said = IN_BACKTICKS.findall(FENCED.sub("", text))
    return [path for path in said if _names_a_path(path) and not _exists(path, folder)]


def _names_a_path(said: str) -> bool:
    if not PATH.fullmatch(said):
        return False
    first = said.partition("/")[0]
    if first in WRITTEN or first == ".venv":
        return False
    within = "/" in said and (ROOT / first).is_dir()
    return within or Path(said).suffix in CODE


def _exists(said: str, folder: Path) -> bool:
    here = any((start / said).exists() for start in (ROOT, folder))
    return here or any(f"/{shown(path)}".endswith(f"/{said}") for path in files())


def _docstring(module: Path) -> str | None:
    return ast.get_docstring(ast.parse(module.read_text("utf-8"))) if module.is_file() else None


def test_whatever_is_silenced_says_why() -> None:
    """A ``noqa`` or ``type: ignore`` names its rule and the reason for the exception."""
    silent = re.compile(r"# noqa(?!: [A-Z0-9, ]+ -- \S)|# type: ignore(?!\[[\w, -]+\]  # \S)")
    found = [
        f"{shown(path)}:{number}"
        for path in python_files(ROOT)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if silent.search(line) and "re.compile(" not in line
    ]
    assert not found

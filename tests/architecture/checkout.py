"""The files of this checkout, as the architecture tests see them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGE: Final = ROOT / "refcf_rules"
WRITTEN: Final = frozenset({"build", "demo", "dist", "node_modules", "out", "__pycache__"})


@cache
def files() -> tuple[Path, ...]:
    """Every file that people wrote, sorted; not what tools leave behind."""
    return tuple(sorted(_walk()))


def python_files(folder: Path) -> list[Path]:
    """The Python files below a folder."""
    return [path for path in files() if path.suffix == ".py" and path.is_relative_to(folder)]


def shown(path: Path) -> str:
    """A path as the reader of a failing test would type it."""
    return path.relative_to(ROOT).as_posix()


def _walk() -> Iterator[Path]:
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if name == ".ci" or not _left_behind(name)]
        for name in names:
            yield Path(folder, name)


def _left_behind(name: str) -> bool:
    return name.startswith(".") or name in WRITTEN or name.endswith(".egg-info")

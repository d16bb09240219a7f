"""The inventories that are measured on, made once in ``build/bench/``, and where everything lies."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.convert import line as converted
from benchmarks.peers import gen_inventories

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parent
BUILD: Final = ROOT / "build" / "bench"
STANDARD: Final = HERE / "workload.pcr"
STANDALONE: Final = BUILD / "workload.py"
MODULE: Final = BUILD / "workload.mjs"
SEED: Final = 1
DEFECTS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Files:
    """The same inventories in both forms, one a line."""

    generated: Path
    converted: Path
    count: int
    activities: int


def inventories(count: int, activities: int) -> Files:
    """``count`` inventories of so many activities; what is there already is taken."""
    BUILD.mkdir(parents=True, exist_ok=True)
    name = f"n{count}_a{activities}"
    files = Files(BUILD / f"{name}.ndjson", BUILD / f"{name}.refcf.ndjson", count, activities)
    if not files.converted.exists():
        _write(files)
    return files


def _write(files: Files) -> None:
    partly = files.converted.with_suffix(".partly")
    with files.generated.open("wb") as generated, partly.open("wb") as refcf:
        for number in range(files.count):
            inventory, _ = gen_inventories.inventory(SEED, number, files.activities, DEFECTS)
            source = json.dumps(inventory, separators=(",", ":"), ensure_ascii=False).encode()
            generated.write(source + b"\n")
            refcf.write(converted(source) + b"\n")
    partly.rename(files.converted)


def bytes_each(path: Path, count: int) -> float:
    """The average size of an inventory."""
    return path.stat().st_size / count


def single(files: Files, folder: Path = BUILD) -> tuple[Path, Path]:
    """The first inventory in files of its own, in both forms."""
    paths = folder / "one.generated.json", folder / "one.json"
    for path, lines in zip(paths, (files.generated, files.converted), strict=True):
        with lines.open("rb") as source:
            path.write_bytes(source.readline())
    return paths

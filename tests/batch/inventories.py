"""Inventories of the starter standard by the dozen, and results as another program reads them."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from tests.architecture.checkout import ROOT
from tests.cli.running import Shown, refcf

RULES: Final = "my_bricks.pcr"
WRONG_FACTOR: Final = ("kind", "grid-co2")
Row = dict[str, Any]


def project(starter: Path, folder: Path) -> Path:
    """A folder with the rule file; inventories in it and one level below find their standard."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(starter / RULES, folder / RULES)
    return folder


def plant() -> Row:
    """The inventory of the starter as JSON."""
    text = (ROOT / "refcf_rules/cli/starter/examples/plant.yaml").read_text("utf-8")
    loaded: Row = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- texts only, and our own
    return loaded | {"refcf": 1}


def satisfied() -> str:
    """One line."""
    return json.dumps(plant(), ensure_ascii=False)


def violated() -> str:
    """One line with a grid factor."""
    changed = plant()
    changed["activities"][2]["factor"]["kind"] = "grid-co2"
    return json.dumps(changed, ensure_ascii=False)


def undecided() -> str:
    """One line without an amount."""
    changed = plant()
    del changed["activities"][1]["amount"]
    return json.dumps(changed, ensure_ascii=False)


def many(number: int) -> list[str]:
    """Lines of all kinds; every tenth is broken."""
    kinds = [satisfied(), violated(), undecided(), '{"refcf": 1, "standard": "my_bricks"', '{"a": 1}']
    lines = [kinds[index % 3] if index % 10 else kinds[3 + index % 20 // 10] for index in range(number)]
    return [line.replace("B-90", f"B-{index}") for index, line in enumerate(lines)]


def write_lines(path: Path, lines: Sequence[str]) -> Path:
    """An NDJSON file."""
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())
    return path


def validate(*arguments: str | Path, cwd: Path = ROOT) -> Shown:
    """A run over many inventories."""
    return refcf("validate", *arguments, cwd=cwd)


def rows(path: Path) -> list[Row]:
    """The rows of NDJSON or CSV."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def one_by_one(paths: Sequence[Path], cwd: Path) -> Iterator[tuple[str, Mapping[str, str], float | None]]:
    """Verdict, open findings and footprint of each file as the report of single files gives them."""
    for path in paths:
        shown = refcf("validate", path, "--format", "json", cwd=cwd)
        (found,) = json.loads(shown.stdout)["inventories"]
        judged = found["judgement"] or {"findings": [], "footprint": None}
        outcomes = {each["rule"]: each["outcome"] for each in judged["findings"]}
        value = (judged["footprint"] or {}).get("value")
        yield found["verdict"], outcomes, value["value"] if value else None


def environment() -> dict[str, str]:
    """For processes that a test starts itself."""
    return os.environ | {"LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}

"""Workbooks recalculated by LibreOffice: one start of the program for a batch of files."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from refcf_rules.targets.xlsx.formula import Cell
from tests.targets.xlsx.comparing import Held

_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Calculation">
<prop oor:name="UseThreadedCalculationForFormulaGroups" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""
"""Without the first item the stored values are kept, and a test would pass for the wrong reason. Without the second a
sum over a hundred rows or more may be taken of the stored values, before they are computed (LibreOffice 7.4)."""
_AT_MOST: Final = 900.0
_ALL_SHEETS: Final = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""Comma, quote, UTF-8, the value and not what is shown, each sheet a file: half the time of writing a workbook."""
_FIELD: Final = re.compile(r'("(?:[^"]|"")*"|[^,\n]*)([,\n])')
_NUMBER: Final = re.compile(r'"(-?\d[\d.]*(?:E[+-]?\d+)?)"')
_TRUTH: Final = {'"TRUE"': 1.0, '"FALSE"': 0.0}
"""Numbers and truth values are quoted, as are texts that need it; nothing else."""


def recalculated(program: Path, paths: Sequence[Path], folder: Path) -> list[Path]:
    """The sheets of the files, each as ``FILE-TITLE.csv``: what these names begin with."""
    profile, out = folder / "profile", folder / "recalculated"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [str(program), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", _ALL_SHEETS, "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=_AT_MOST)
    return [out / path.stem for path in paths]


class Recalculated:
    """The values of the cells of a file; only the sheets that are asked for are read.

    Of a sheet with number formats a percentage would be read as text: they are left out (``books.stale``).
    """

    def __init__(self, path: Path, titles: Mapping[str, str]) -> None:
        self._path = path
        self._titles = titles
        self._sheets: dict[str, list[list[Held]]] = {}

    def value(self, cell: Cell) -> Held:
        """What LibreOffice says; None for #N/A."""
        rows = self._sheets.get(cell.sheet)
        if rows is None:
            file = self._path.with_name(f"{self._path.name}-{self._titles[cell.sheet]}.csv")
            rows = self._sheets[cell.sheet] = list(_rows(file.read_text("utf-8")))
        inside = cell.row < len(rows) and cell.column < len(rows[cell.row])
        return rows[cell.row][cell.column] if inside else ""


def _rows(text: str) -> Iterator[list[Held]]:
    row: list[Held] = []
    for field, end in _FIELD.findall(text):
        row.append(_held(field))
        if end == "\n":
            yield row
            row = []


def _held(field: str) -> Held:
    if number := _NUMBER.fullmatch(field):
        return float(number[1])
    if field in _TRUTH:
        return _TRUTH[field]
    if field.startswith('"'):
        return field[1:-1].replace('""', '"')
    return None if field == "#N/A" else field

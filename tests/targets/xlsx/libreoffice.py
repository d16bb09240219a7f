"""Workbooks recalculated by LibreOffice: one start of the program for a batch of files."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import openpyxl

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


def recalculated(program: Path, paths: Sequence[Path], folder: Path) -> list[Path]:
    """The files as LibreOffice writes them again."""
    profile, out = folder / "profile", folder / "recalculated"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [str(program), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=_AT_MOST)
    return [out / path.name for path in paths]


class Recalculated:
    """The values of the cells of a file; only those of the sheets that are asked for are read."""

    def __init__(self, path: Path, titles: Mapping[str, str], wanted: Sequence[Cell]) -> None:
        self._values: dict[Cell, Held] = {}
        file = openpyxl.load_workbook(path, data_only=True, read_only=True)
        by_sheet: dict[str, dict[tuple[int, int], list[Cell]]] = {}
        for cell in wanted:
            by_sheet.setdefault(cell.sheet, {}).setdefault((cell.row, cell.column), []).append(cell)
        for id_, cells in by_sheet.items():
            for row, values in enumerate(file[titles[id_]].iter_rows(values_only=True)):
                for column, value in enumerate(values):
                    for cell in cells.get((row, column), ()):
                        self._values[cell] = _held(value)
        file.close()

    def value(self, cell: Cell) -> Held:
        """What LibreOffice says; None for #N/A."""
        return self._values.get(cell, "")


def _held(value: object) -> Held:
    if value is None:
        return ""
    if isinstance(value, bool | int):
        return float(value)
    if isinstance(value, float):
        return value
    return None if value == "#N/A" else str(value)

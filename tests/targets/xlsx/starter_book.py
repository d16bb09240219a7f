"""The workbook of the small standard that ``refcf init`` writes, as a file and as openpyxl reads it."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Final

from openpyxl import Workbook, load_workbook

from refcf_rules.api import load_inventory, load_standard
from refcf_rules.inventory.to_inputs import inputs_of
from refcf_rules.model.standard import Standard
from refcf_rules.sheets.inputs import NOTHING, Inputs
from refcf_rules.sheets.wording import SheetLanguage
from refcf_rules.targets.xlsx.assemble import assemble
from refcf_rules.targets.xlsx.book import Book
from refcf_rules.targets.xlsx.write import write
from tests.architecture.checkout import ROOT

STARTER: Final = ROOT / "refcf_rules/cli/starter"
ROWS: Final = 12


@cache
def standard() -> Standard:
    """The standard itself."""
    return load_standard(STARTER / "my_bricks.pcr")


@cache
def plant() -> Inputs:
    """What the plant of the starter hands in."""
    return inputs_of(load_inventory(STARTER / "examples/plant.yaml", standard()), standard())


@cache
def book(language: SheetLanguage = "zh", *, empty: bool = False) -> Book:
    """The workbook before it is a file."""
    return assemble(standard(), NOTHING if empty else plant(), language, ROWS).book


@cache
def data(language: SheetLanguage = "zh", *, empty: bool = False) -> bytes:
    """The file."""
    return write(book(language, empty=empty))


def opened(of: bytes, *, values: bool = False) -> Workbook:
    """The file as openpyxl reads it: formulas, or the values stored for them."""
    return load_workbook(BytesIO(of), data_only=values)

"""Workbooks as the template writes them, without their calculation: what is typed and read back needs none."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.sheets.arrange import layout_of
from refcf_rules.sheets.inputs import Inputs
from refcf_rules.sheets.names import sheet_name
from refcf_rules.sheets.wording import SheetLanguage
from refcf_rules.targets.xlsx.book import Book, Name
from refcf_rules.targets.xlsx.formula import Area
from refcf_rules.targets.xlsx.input_sheets import input_sheet
from refcf_rules.targets.xlsx.library_sheet import library_sheet
from refcf_rules.targets.xlsx.list_sheet import list_sheet
from refcf_rules.targets.xlsx.meta_sheet import meta_sheet
from refcf_rules.targets.xlsx.setting import Setting
from refcf_rules.targets.xlsx.write import write

ROWS: Final = 90


def inputs_book(standard: Standard, inputs: Inputs, language: SheetLanguage = "zh", rows: int = ROWS) -> bytes:
    """The sheets of inputs, the library, the lists and the hidden sheet about them."""
    setting = Setting(standard, layout_of(standard, rows), inputs, language)
    written = [input_sheet(sheet, setting) for sheet in setting.layout.sheets]
    library, library_names = library_sheet(setting)
    lists = list_sheet(setting)
    sheets = (*(each.sheet for each in written), library, lists.sheet)
    names = (
        *(Name(sheet_name(sheet.id), Area(sheet.id, 0, 0, 0, 0)) for sheet in sheets),
        *(name for each in written for name in each.names),
        *library_names,
        *lists.names,
    )
    return write(Book((*sheets, meta_sheet(setting, sheets, names, rows)), names, language=language))

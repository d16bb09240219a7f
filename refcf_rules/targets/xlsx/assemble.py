"""The whole workbook from a standard and what was typed: its face, its calculation, what it says about itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.record import changed, record
from refcf_rules.sheets.arrange import ACTIVITY_ROWS, layout_of
from refcf_rules.sheets.inputs import NOTHING, Inputs
from refcf_rules.sheets.names import calculation_name, sheet_name
from refcf_rules.sheets.titles import as_title, distinct
from refcf_rules.sheets.wording import SheetLanguage
from refcf_rules.source.message import same
from refcf_rules.targets.target import Refusal
from refcf_rules.targets.xlsx.book import Book, Name, Sheet, distinct_names
from refcf_rules.targets.xlsx.calculation.calculated import Calculated, calculated
from refcf_rules.targets.xlsx.checks import checks_sheet
from refcf_rules.targets.xlsx.formula import Area
from refcf_rules.targets.xlsx.guide import Live, guide_sheet
from refcf_rules.targets.xlsx.input_sheets import input_sheet
from refcf_rules.targets.xlsx.library_sheet import library_sheet
from refcf_rules.targets.xlsx.list_sheet import list_sheet
from refcf_rules.targets.xlsx.meta_sheet import meta_sheet
from refcf_rules.targets.xlsx.outcome_words import verdict_words
from refcf_rules.targets.xlsx.quality import quality_sheet
from refcf_rules.targets.xlsx.results import results_sheet
from refcf_rules.targets.xlsx.setting import Setting
from refcf_rules.targets.xlsx.signatures import signatures_sheet
from refcf_rules.targets.xlsx.stored_values import computed

CALCULATION: Final = "calculation"
"""The one sheet of the calculation that stands before the results; the others stand behind everything."""


@record
class Assembled:
    """A workbook with every value in its cell, and what it leaves out."""

    book: Book
    refusals: tuple[Refusal, ...]


def assemble(
    standard: Standard, inputs: Inputs = NOTHING, language: SheetLanguage = "zh", rows: int = ACTIVITY_ROWS
) -> Assembled:
    """The workbook of a standard, filled with ``inputs``; its sheets of activities have ``rows`` rows."""
    setting = Setting(standard, layout_of(standard, rows), inputs, language)
    found = calculated(standard, setting.layout, inputs, language)
    return Assembled(book_of(setting, found, rows), found.refusals)


def book_of(setting: Setting, found: Calculated, rows: int) -> Book:
    """The workbook around formulas that were made for the same layout, with the value of each in its cell."""
    face = face_of(setting, found)
    meta = meta_sheet(setting, face.sheets, face.names, rows)
    return computed(changed(face, sheets=(*face.sheets, meta)))


def face_of(setting: Setting, found: Calculated) -> Book:
    """The workbook without values, and without what it says about itself."""
    index = found.index
    written = tuple(input_sheet(sheet, setting) for sheet in setting.layout.sheets)
    lists = list_sheet(setting)
    library, library_names = library_sheet(setting)
    checks = checks_sheet(setting, index)
    verdict = verdict_words(index.verdict, setting)
    inputs = tuple(each.sheet for each in written)
    results = results_sheet(setting, index)
    live = Live(verdict, checks.open_rules)
    guide = guide_sheet(setting, (*inputs, results.sheet, checks.sheet), live)
    last = (results.sheet, checks.sheet, quality_sheet(setting, index), signatures_sheet(setting, index.verdict))
    visible = (guide, *_with_library(inputs, library), *_before(found.sheets), *last, *_behind(found.sheets))
    sheets = _titled((*visible, lists.sheet))
    names = (
        *(Name(sheet_name(sheet.id), Area(sheet.id, 0, 0, 0, 0)) for sheet in sheets),
        *(name for each in written for name in each.names),
        *library_names,
        *lists.names,
        *found.names,
        *distinct_names((*_calculations(found), *results.names, *checks.names)),
    )
    return Book(sheets, names, setting.say(setting.standard.part.title), setting.name(), setting.language)


def _calculations(found: Calculated) -> Iterator[Name]:
    """A name for each parameter and calculation: of a single value as people read it, else of its column."""
    for id_, place in found.index.calculations.items():
        shown = found.index.shown.get(id_)
        if shown is not None:
            place = Area(shown.sheet, shown.row, shown.column, shown.row, shown.column)  # noqa: PLW2901 -- the visible cell
        if isinstance(place, Area):
            yield Name(calculation_name(id_), place)


def _with_library(inputs: tuple[Sheet, ...], library: Sheet) -> Iterator[Sheet]:
    """The library stands beside the company's own factors."""
    for sheet in inputs:
        yield sheet
        if sheet.id == "factors":
            yield library


def _before(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    return tuple(changed(sheet, tab="calculation") for sheet in sheets if sheet.id == CALCULATION)


def _behind(sheets: tuple[Sheet, ...]) -> Iterator[Sheet]:
    """Sheets of intermediate results are out of the way; whoever wants to see them unhides them."""
    for sheet in sheets:
        if sheet.id != CALCULATION:
            hidden = "hidden" if sheet.visibility == "visible" else sheet.visibility
            yield changed(sheet, visibility=hidden, tab="calculation")


def _titled(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The sheets with titles that Excel takes and that are all different; those of the face are already."""
    titles = distinct(as_title(same(sheet.title)) for sheet in sheets)
    return tuple(changed(sheet, title=title.zh) for sheet, title in zip(sheets, titles, strict=True))

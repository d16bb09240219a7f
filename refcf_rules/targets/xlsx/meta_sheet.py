"""The hidden sheet ``_meta``: for which rules the workbook was made, its inputs, and a fingerprint of every formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from refcf_rules.sheets.fingerprint import Places, Range, canonical, constant_runs, runs
from refcf_rules.sheets.layout import Column
from refcf_rules.sheets.library import digest_of, library_of
from refcf_rules.sheets.meta import META, FormulaRun, InputMeta, MadeFor, Meta, SheetMeta, to_rows
from refcf_rules.sheets.names import PREFIX
from refcf_rules.targets.xlsx.book import Content, Name, Sheet
from refcf_rules.targets.xlsx.formula import Formula, unmoved
from refcf_rules.targets.xlsx.library_sheet import LIBRARY
from refcf_rules.targets.xlsx.print_formula import FormulaPrinter
from refcf_rules.targets.xlsx.setting import Setting
from refcf_rules.version import __version__

_INPUTS: Final = f"{PREFIX}__"


def meta_sheet(setting: Setting, sheets: tuple[Sheet, ...], names: tuple[Name, ...], rows: int) -> Sheet:
    """The sheet about all others."""
    standard = setting.standard
    part = standard.part
    made_for = MadeFor(
        standard=standard.id,
        number=part.number,
        edition=part.edition_on_record,
        digest=standard.digest,
        factors=digest_of(library_of(standard)),
        tool=__version__,
        language=setting.language,
        rows=str(rows),
    )
    meta = Meta(
        made_for,
        tuple(SheetMeta(sheet.id, sheet.title) for sheet in sheets),
        tuple(_inputs(setting, sheets)),
        formula_runs(sheets, names),
        constant_runs(_constants(setting, sheets)),
    )
    cells = (
        Content(row, column, text, style="hidden")
        for row, texts in enumerate(to_rows(meta))
        for column, text in enumerate(texts)
        if text
    )
    return Sheet(META, META, tuple(cells), visibility="very hidden")


def _constants(setting: Setting, sheets: tuple[Sheet, ...]) -> Iterator[tuple[str, int, int, float | str]]:
    """What formulas compute with besides the inputs, and what the sheets of inputs say: labels and units."""
    known = {LIBRARY, *(sheet.id for sheet in setting.layout.sheets)}
    for sheet in sheets:
        if sheet.visibility == "visible" and sheet.id not in known:
            continue
        for cell in sheet.cells:
            if cell.style.startswith("input"):
                continue
            if cell.formula is None and isinstance(cell.value, float | int | str) and cell.value != "":
                yield sheet.id, cell.row, cell.column, cell.value


def formula_runs(sheets: tuple[Sheet, ...], names: Iterable[Name]) -> tuple[FormulaRun, ...]:
    """Fingerprints of all formulas. What is filled down from one formula is looked at once."""
    titles = {sheet.id: sheet.title for sheet in sheets}
    printer = FormulaPrinter(titles)
    inputs = (_range(name) for name in names if name.name.startswith(_INPUTS))
    places = Places({title: id_ for id_, title in titles.items()}, inputs)
    known: dict[tuple[int, str, int, int], str] = {}

    def fingerprint_of(formula: Formula, sheet: str, row: int, column: int) -> str:
        origin, moved = unmoved(formula)
        key = (id(origin), sheet, row - moved, column)
        if key not in known:
            known[key] = canonical(printer.text(formula, sheet), sheet, row, column, places).fingerprint
        return known[key]

    found: list[FormulaRun] = []
    for sheet in sheets:
        alone = ((cell.formula, cell.row, cell.column, 1) for cell in sheet.cells)
        filled = ((each.formula, each.row, each.column, each.count) for each in sheet.filled)
        for formula, row, column, count in (*alone, *filled):
            if formula is not None:
                mark = fingerprint_of(formula, sheet.id, row, column)
                found.append(FormulaRun(sheet.id, row, column, row + count - 1, column, mark))
    return runs(found)


def _range(name: Name) -> Range:
    area = name.area
    return Range(name.name, area.sheet, area.first_row, area.first_column, area.last_row, area.last_column)


def _inputs(setting: Setting, sheets: tuple[Sheet, ...]) -> Iterator[InputMeta]:
    sources = {
        (sheet.id, each.area.first_row, each.area.first_column): each.source
        for sheet in sheets
        for each in sheet.drop_downs
    }

    def meta(sheet: str, table: str, part: str, column: Column, place: tuple[int, int]) -> InputMeta:
        unit = "" if column.unit is None else column.unit.symbol
        source = sources.get((sheet, *place), "")
        list_ = source if isinstance(source, str) else ""
        return InputMeta(column.name, sheet, table, column.field, part, column.content, unit, list_)

    for sheet in setting.layout.sheets:
        for single in sheet.singles:
            yield meta(sheet.id, single.table, "", single.input, (single.row, 1))
        for block in sheet.blocks:
            for index, column in enumerate(block.columns):
                yield meta(sheet.id, block.table, block.part, column, (block.first, index))

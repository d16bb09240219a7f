"""Everything a standard computes, as formulas: the sheets, and where each result stands."""

from __future__ import annotations

from collections.abc import Mapping

from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.sheets.inputs import Inputs
from refcf_rules.sheets.layout import Layout
from refcf_rules.sheets.wording import SheetLanguage
from refcf_rules.targets.target import Refusal
from refcf_rules.targets.xlsx.book import Name, Sheet
from refcf_rules.targets.xlsx.calculation.contributions import lay_out_contributions
from refcf_rules.targets.xlsx.calculation.grid import Grid
from refcf_rules.targets.xlsx.calculation.line_sheet import LineSheet
from refcf_rules.targets.xlsx.calculation.lowerer import InexpressibleError
from refcf_rules.targets.xlsx.calculation.requirements import RequirementCells, judged
from refcf_rules.targets.xlsx.calculation.results import FootprintCells, GradeCells, ReportedCells, Results
from refcf_rules.targets.xlsx.calculation.row_sheet import RowSheet
from refcf_rules.targets.xlsx.calculation.workings import Workings
from refcf_rules.targets.xlsx.formula import Area, Cell


@record
class Index:
    """Which cell holds what. Numbers are canonical; ``shown`` has those of single values in the unit people read.

    ``verdict`` holds ``violated``, ``not decidable`` or ``satisfied``. ``lines`` are the cells that stand for a
    line of a table: whether it is in use. ``ids`` are the columns of what names the lines.
    """

    calculations: Mapping[str, Cell | Area]
    shown: Mapping[str, Cell]
    requirements: Mapping[str, RequirementCells]
    verdict: Cell
    footprint: FootprintCells | None
    reported: tuple[ReportedCells, ...]
    grade: GradeCells | None
    lines: Mapping[str, Area]
    ids: Mapping[str, Area]


@record
class Calculated:
    """The sheets of formulas, names of their cells, where the results stand, and what no formula says."""

    sheets: tuple[Sheet, ...]
    names: tuple[Name, ...]
    index: Index
    refusals: tuple[Refusal, ...]


def calculated(standard: Standard, layout: Layout, inputs: Inputs, language: SheetLanguage) -> Calculated:
    """Formulas for everything the reference works out from an inventory, over the input sheets of a layout.

    ``inputs`` only adds the units that they use to those that may be chosen. What cannot be said as a formula is
    refused by name; a requirement of that kind says that it is not checked.
    """
    workings = Workings(standard, layout, inputs, language)
    lay_out_contributions(workings)
    calculations = _calculations(workings)
    rules = judged(workings)
    results = Results(workings, workings.steps)
    footprint = results.footprint()
    reported = results.reported()
    grade = results.grade(footprint, rules.verdict_number)
    ids = {table: sheet.area(workings.lowering.id_column(table)) for table, sheet in _tables(workings)}
    index = Index(
        calculations,
        {id_: workings.lines.shown_of(cell) for id_, cell in calculations.items() if isinstance(cell, Cell)},
        rules.cells,
        rules.verdict,
        footprint,
        reported,
        grade,
        {table: sheet.area(sheet.present) for table, sheet in _tables(workings)},
        ids,
    )
    made: tuple[LineSheet | RowSheet | Grid, ...] = (
        workings.lines,
        *workings.row_sheets.values(),
        *(workings.singles_sheet, workings.steps, rules.grid),
        *(workings.library_grid, workings.tables_grid, workings.options, workings.units),
    )
    sheets = (sheet for each in made for sheet in (each.sheets() if isinstance(each, RowSheet) else (each.sheet(),)))
    return Calculated(tuple(sheets), (), index, tuple(workings.refusals.values()))


def _tables(workings: Workings) -> list[tuple[str, RowSheet]]:
    """The tables that have rows on a sheet."""
    return [(table, sheet) for table, sheet in workings.row_sheets.items() if table in workings.lowering.ids]


def _calculations(workings: Workings) -> dict[str, Cell | Area]:
    """Every parameter and calculation in the order of the standard."""
    found: dict[str, Cell | Area] = {}
    lowering = workings.lowering
    for parameter in workings.standard.parameters:
        found[parameter.id] = lowering.scalar(parameter.id)
    for each in workings.standard.calculations:
        try:
            if each.table is None:
                found[each.id] = lowering.scalar(each.id)
            else:
                cell = lowering.column(each.table, each.id.removeprefix(f"{each.table}."), "")
                found[each.id] = workings.row_sheets[each.table].area(cell)
        except InexpressibleError:
            continue
    return found

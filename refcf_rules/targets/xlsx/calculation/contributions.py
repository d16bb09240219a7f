"""The rows that the footprint sums: one for each activity, then one for each row of a process emission (item 30)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from refcf_rules.model.component import COMPONENTS, HEADLINE
from refcf_rules.model.requirement import ProcessEmission
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.book import Style
from refcf_rules.targets.xlsx.calculation.lowerer import PARTIAL, InexpressibleError, Where
from refcf_rules.targets.xlsx.calculation.named_columns import NamedColumns
from refcf_rules.targets.xlsx.calculation.row_sheet import Head, RowSheet, Run
from refcf_rules.targets.xlsx.calculation.titles import SHEETS
from refcf_rules.targets.xlsx.calculation.workings import Workings
from refcf_rules.targets.xlsx.combine import MISSING, NOTHING, ONE, UNKNOWN, ZERO, infix, when
from refcf_rules.targets.xlsx.formula import Cell, Formula, Text

CONTRIBUTION: Final = "contribution"
_PRESENT: Final = Message("计入", "counted")
_TEXTS: Final = ("process", "stage", "activity", "id", "name")


@record
class _Source:
    """Where the rows of a process emission come from: the cells of its first row."""

    emission: ProcessEmission
    rows: int
    present: Formula
    process: Formula
    value: Formula
    id: Formula


def lay_out_contributions(workings: Workings) -> RowSheet:
    """The sheet of the contributions; its columns are made when they are asked for."""
    sources = [_source(emission, workings) for emission in workings.standard.emissions]
    activities = workings.row_sheets["activity"]
    count = activities.rows + sum(each.rows for each in sources)
    sheet = RowSheet("calc_contribution", workings.heads.say(SHEETS[CONTRIBUTION]), count)
    workings.row_sheets[CONTRIBUTION] = sheet
    runs = [Run(0, activities.rows, activities.present, own=True)]
    start = activities.rows
    for source in sources:
        runs.append(Run(start, source.rows, source.present, own=True))
        start += source.rows
    sheet.add_present(Head(workings.heads.say(_PRESENT)), runs)
    making = _Contributions(workings, sheet, sources)
    for field in workings.standard.table(CONTRIBUTION).fields:
        workings.lowering.columns[CONTRIBUTION, field.id] = making.column(field.id)
    workings.lowering.ids[CONTRIBUTION] = lambda: making.whole("id")
    return sheet


def _source(emission: ProcessEmission, workings: Workings) -> _Source:
    where = Where(emission.table, emission.row)
    lowering = workings.lowering
    head = Head(workings.heads.say(emission.label), clause=workings.heads.clause(emission.clause), unit="kgCO2e")
    process = lowering.place(emission.process, where)
    try:
        value = lowering.lower(emission.expression, where)
        passes: Formula = ONE if emission.filter is None else lowering.place(emission.filter, where)
    except InexpressibleError as error:
        workings.refuse("emission", emission.id, error.why)
        value, passes = MISSING, ONE
    if not isinstance(process, Text):
        value = when(combine.is_missing(process), MISSING, value)
    if passes != ONE:
        value = when(infix("=", passes, UNKNOWN), MISSING, value)
    words = workings.heads.words(emission.expression, emission.row)
    said = Head(head.label, words, head.clause, head.unit)
    if emission.table is None:
        line = workings.lines.add(said, value)
        return _Source(emission, 1, ONE, process, line, Text(emission.id))
    sheet = workings.row_sheets[emission.table]
    cell = sheet.add(said, value)
    counted = ONE if passes == ONE else when(infix("=", passes, ZERO), ZERO, ONE)
    present = when(infix("=", sheet.present, ONE), counted, ZERO)
    id_ = infix("&", Text(f"{emission.id}."), lowering.id_column(emission.table))
    return _Source(emission, sheet.rows, present, process, cell, id_)


class _Contributions:
    """The columns of the sheet of contributions."""

    def __init__(self, workings: Workings, sheet: RowSheet, sources: list[_Source]) -> None:
        self.workings = workings
        self.sheet = sheet
        self.sources = sources
        self.named = NamedColumns(sheet)
        self._made: dict[tuple[str, str], Cell] = {}

    def column(self, field: str) -> Callable[[str], Cell]:
        """A field of the contributions by mode."""
        return lambda mode: self.partial(field) if mode == PARTIAL else self.whole(field)

    def whole(self, field: str) -> Cell:
        """As it is worked out."""
        key = field, ""
        if key not in self._made:
            self._made[key] = self._emission("") if field == "emission" else self._gathered(field)
        return self._made[key]

    def partial(self, field: str) -> Cell:
        """With nothing in place of what is missing."""
        key = field, PARTIAL
        if key not in self._made:
            if field == "emission":
                self._made[key] = self._emission(PARTIAL)
            else:
                absent = NOTHING if field in _TEXTS else ZERO
                found = self.whole(field)
                made = when(combine.is_missing(found), absent, found)
                self._made[key] = self.named.add(f"{field}, as far as known", made)
        return self._made[key]

    def _emission(self, mode: str) -> Cell:
        parts = [self.partial(part) if mode else self.whole(part) for part in HEADLINE]
        return self.sheet.add(Head(self._label("emission"), unit="kgCO2e"), infix("+", *parts))

    def _gathered(self, field: str) -> Cell:
        activities = self.workings.row_sheets["activity"]
        runs = [Run(0, activities.rows, self._of_activity(field), own=True)]
        start = activities.rows
        for source in self.sources:
            runs.append(Run(start, source.rows, self._of_emission(source, field), own=True))
            start += source.rows
        style: Style = "text" if field in _TEXTS else "number"
        unit = "kgCO2e" if field in COMPONENTS else ""
        return self.sheet.add_runs(Head(self._label(field), unit=unit), runs, style)

    def _of_activity(self, field: str) -> Formula:
        lowering = self.workings.lowering
        match field:
            case "computed":
                return ZERO
            case "activity" | "id":
                return lowering.column("activity", "id", "")
            case _:
                return lowering.column("activity", field, "")

    def _of_emission(self, source: _Source, field: str) -> Formula:
        match field:
            case "computed":
                return ONE
            case "process":
                return source.process
            case "stage":
                processes = self.workings.processes
                return combine.entry(processes.stages, combine.position_of(source.process, processes.ids))
            case "activity":
                return MISSING
            case "id" | "name":
                return source.id
            case _:
                component = source.emission.component.replace("-", "_")
                return source.value if field == component else ZERO

    def _label(self, field: str) -> str:
        found = self.workings.fields[CONTRIBUTION, field]
        return self.workings.heads.say(found.label)

"""The results of the standard: footprint with its parts, functional units, values apart, grade."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.model.component import COMPONENTS
from refcf_rules.model.number import Status
from refcf_rules.model.requirement import GradeLevel, Grading
from refcf_rules.model.standard import Footprint, FunctionalUnit, Reported
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.calculation.activity_factor import FROM_LIBRARY, OWN
from refcf_rules.targets.xlsx.calculation.line_sheet import LineSheet
from refcf_rules.targets.xlsx.calculation.lowerer import PARTIAL, InexpressibleError, Where
from refcf_rules.targets.xlsx.calculation.rounding import rounded
from refcf_rules.targets.xlsx.calculation.row_sheet import Head
from refcf_rules.targets.xlsx.calculation.workings import Workings
from refcf_rules.targets.xlsx.combine import ONE, ZERO, call, infix, total, when
from refcf_rules.targets.xlsx.formula import Cell, Formula, Number, Text

GIVEN: Final = "given"
NOT_SATISFIED: Final = "not satisfied"
PLACEHOLDER: Final = "placeholder"
NO_RESULT: Final = "no result"
LIMIT_OPEN: Final = "limit open"
BEYOND: Final = "beyond"


@record
class PartCells:
    """A stage or a component of the footprint: its value, and the subtotal of what can be worked out; canonical."""

    id: str
    value: Cell
    subtotal: Cell


@record
class FunctionalCells:
    """A functional unit: whether service data make it apply (1, 0), the reference flow, the footprint per unit."""

    id: str
    applies: Cell
    reference_flow: Cell
    value: Cell


@record
class ReportedCells:
    """A value apart: whether it applies (1, 0), the value, and rounded as it is reported; canonical."""

    of: str
    applies: Cell
    value: Cell
    reported: Cell


@record
class GradeCells:
    """The number of the grade (0: none) and why: ``given`` or the reason that there is none.

    The reasons are ``not satisfied``, ``placeholder``, ``no result``, ``limit open`` and ``beyond``.
    """

    number: Cell
    reason: Cell


@record
class FootprintCells:
    """The footprint, canonical (kg CO2e per declared unit), rounded, and as the subtotal of what is known."""

    id: str
    value: Cell
    reported: Cell
    subtotal: Cell
    stages: tuple[PartCells, ...]
    components: tuple[PartCells, ...]
    functional: tuple[FunctionalCells, ...]


class Results:
    """The cells of the results, on the sheet of steps."""

    def __init__(self, workings: Workings, lines: LineSheet) -> None:
        self.workings = workings
        self.lines = lines

    def footprint(self) -> FootprintCells | None:
        """The footprint with its parts; None if the standard has none, or no formula says it."""
        of = self.workings.standard.footprint
        if of is None:
            return None
        try:
            return self._footprint(of)
        except InexpressibleError as error:
            self.workings.refuse("footprint", of.id, error.why)
            return None

    def _footprint(self, of: Footprint) -> FootprintCells:
        value = self._scalar(of.id)
        stages = (stage.id for stage in self.workings.standard.boundary.stages)
        units = self.workings.standard.functional_units
        return FootprintCells(
            of.id,
            value,
            value if of.step is None else self._rounded(value, of.step, 0.0),
            self._scalar(of.id, PARTIAL),
            self._parts(of.id, stages),
            self._parts(of.id, COMPONENTS),
            tuple(self._functional(of, unit) for unit in units),
        )

    def _scalar(self, id_: str, mode: str = "") -> Cell:
        return self.workings.lowering.scalar(id_, mode)

    def _parts(self, id_: str, parts: Iterable[str]) -> tuple[PartCells, ...]:
        known = [part for part in parts if f"{id_}.{part}" in self.workings.calculations]
        return tuple(
            PartCells(part, self._scalar(f"{id_}.{part}"), self._scalar(f"{id_}.{part}", PARTIAL)) for part in known
        )

    def _rounded(self, value: Cell, step: float, offset: float) -> Cell:
        """Rounded on the scale people read: 305.52 °C to 1 °C is 306 °C, whatever it is in kelvin."""
        where = Where()

        def head() -> Head:
            return Head(self.workings.heads.say(_ROUNDED))

        if not offset:
            return self._line(_ROUNDED, rounded(value, step, where, head, self.workings.lowering))
        shown = self._line(_ROUNDED, infix("-", value, Number(offset)))
        found = rounded(shown, step, where, head, self.workings.lowering)
        return self._line(_ROUNDED, infix("+", found, Number(offset)))

    def _line(self, label: Message, formula: Formula) -> Cell:
        return self.lines.add(Head(self.workings.heads.say(label)), formula)

    def _applies(self, fields: Iterable[str]) -> Cell:
        """1 if any of the service data is given, or none is asked for."""
        names = tuple(fields)
        cells = [self._scalar(name if name.startswith("service.") else f"service.{name}") for name in names]
        if not cells:
            return self._line(_APPLIES, ONE)
        given = call("OR", *(call("NOT", combine.is_missing(cell)) for cell in cells))
        return self._line(_APPLIES, when(given, ONE, ZERO))

    def _functional(self, footprint: Footprint, unit: FunctionalUnit) -> FunctionalCells:
        flow, value = self._scalar(unit.reference_flow), self._scalar(f"{footprint.id}.{unit.id}")
        return FunctionalCells(unit.id, self._applies(unit.given), flow, value)

    def reported(self) -> tuple[ReportedCells, ...]:
        """The values apart, in the order of the standard; those that no formula says are refused."""
        found: list[ReportedCells] = []
        for each in self.workings.standard.reported:
            try:
                found.append(self._reported(each))
            except InexpressibleError as error:
                self.workings.refuse("report", each.of, error.why)
        return tuple(found)

    def _reported(self, each: Reported) -> ReportedCells:
        value = self._scalar(each.of)
        applies = self._applies(each.service)
        return ReportedCells(each.of, applies, value, self._rounded(value, each.step, float(each.unit.offset)))

    # --- grade ----------------------------------------------------------------------------------------

    def grade(self, footprint: FootprintCells | None, verdict: Cell) -> GradeCells | None:
        """The first grade whose limit holds (item 39); ``verdict`` is its number."""
        grading = self.workings.standard.grading
        if grading is None:
            return None
        value = self._scalar(grading.of)
        if grading.as_reported and footprint is not None and footprint.id == grading.of:
            value = footprint.reported
        reasons = (
            (infix(">", verdict, ONE), NOT_SATISFIED),
            (infix(">", self._placeholders(), ZERO), PLACEHOLDER),
            (combine.is_missing(value), NO_RESULT),
        )
        number, reason = self._levels(grading, value)
        for test, name in reversed(reasons):
            number, reason = when(test, ZERO, number), when(test, Text(name), reason)
        return GradeCells(self._line(_GRADE, number), self._line(_GRADE, reason))

    def _levels(self, grading: Grading, value: Cell) -> tuple[Formula, Formula]:
        number, reason = ZERO, Text(BEYOND)
        found: tuple[Formula, Formula] = (number, reason)
        for level in reversed(grading.levels):
            found = self._level(level, value, found)
        return found

    def _level(self, level: GradeLevel, value: Cell, otherwise: tuple[Formula, Formula]) -> tuple[Formula, Formula]:
        own: tuple[Formula, Formula] = (Number(float(level.number)), Text(GIVEN))
        if level.rest:
            return own
        if level.limit is None:
            return ZERO, Text(LIMIT_OPEN)
        limit = self.workings.lowering.place(level.limit, Where())
        holds = combine.guarded("<=", value, limit)
        absent = combine.is_missing(limit)
        grade, status = (when(holds, mine, other) for mine, other in zip(own, otherwise, strict=True))
        return when(absent, ZERO, grade), when(absent, Text(LIMIT_OPEN), status)

    def _placeholders(self) -> Cell:
        """How many placeholder values are in use: factors of activities, parameters and tables."""
        factors = self.workings.factors
        status, use = factors.columns.clean_text("factor status", factors.detail("status")), factors.use
        area = factors.typed.sheet.area
        used = infix("+", infix("=", area(use), OWN), infix("=", area(use), FROM_LIBRARY))
        count: Formula = total(infix("*", call("EXACT", area(status), Text(PLACEHOLDER)), used))
        standard = self.workings.standard
        dated = [value.provenance for each in standard.parameters for value in each.values]
        dated += [entry.provenance for each in standard.lookups for entry in each.entries]
        others = sum(each.status is Status.PLACEHOLDER for each in dated)
        return self._line(_PLACEHOLDERS, infix("+", count, Number(float(others))) if others else count)


_ROUNDED: Final = Message("修约后", "rounded")
_APPLIES: Final = Message("是否适用", "whether it applies")
_GRADE: Final = Message("分级", "grade")
_PLACEHOLDERS: Final = Message("占位值个数", "placeholder values in use")

"""The sheet 结果: the footprint per declared unit, by stage and component, by functional unit, the grade, charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from refcf_rules.model.component import COMPONENT_LABELS
from refcf_rules.model.requirement import Calculation
from refcf_rules.model.types import NumberType
from refcf_rules.quantities.number import format_quantity
from refcf_rules.quantities.unit import Unit, canonical_unit
from refcf_rules.record import changed, record
from refcf_rules.sheets.names import result_name
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.unit_text import pretty_unit
from refcf_rules.targets.xlsx.book import Chart, Colouring, Content, Name, Print, Sheet, Style
from refcf_rules.targets.xlsx.calculation.calculated import Index
from refcf_rules.targets.xlsx.calculation.line_sheet import in_unit
from refcf_rules.targets.xlsx.calculation.results import (
    GIVEN,
    LIMIT_OPEN,
    NO_RESULT,
    NOT_SATISFIED,
    PLACEHOLDER,
    PartCells,
)
from refcf_rules.targets.xlsx.formula import Area, Call, Cell, Formula, Infix, Number, Text
from refcf_rules.targets.xlsx.heading import heading
from refcf_rules.targets.xlsx.heights import height_of
from refcf_rules.targets.xlsx.input_sheets import Written
from refcf_rules.targets.xlsx.outcome_words import shown_value, verdict_colours, verdict_words
from refcf_rules.targets.xlsx.setting import Setting
from refcf_rules.targets.xlsx.styles import number_format

RESULTS: Final = "results"
TITLE: Final = Message("结果", "Results")

_HOW: Final = Message(
    "全部由公式算出。缺数据时不给结果，只给可计算部分的小计；小计不是结果，不得对外声明。",
    "All worked out by formulas. Where data are missing there is no result but a subtotal, "
    "which is not one and must not be declared.",
)
_WIDTHS: Final = (40.0, 22.0, 18.0, 12.0, 16.0, 40.0)
_LABEL, _VALUE, _SUBTOTAL, _SHARE, _UNIT, _NOTE, _DRAWN = range(7)
_INVISIBLE: Final = ";;;"
"""The number format of what is there for a chart only."""
_BANNER: Final = 3
_PER: Final = Message("每 {amount} {text}", "per {amount} {text}")
_HEADLINE: Final = Message("产品碳足迹（声明单位）", "Carbon footprint per declared unit")
_HEADS: Final = (
    Message("项目", "Item"),
    Message("结果", "Result"),
    Message("可计算部分", "Can be computed"),
    Message("占比", "Share"),
    Message("单位", "Unit"),
    Message("说明", "Note"),
)
_BY_STAGE: Final = Message("按阶段", "By stage")
_BY_COMPONENT: Final = Message("按温室气体类别", "By component")
_APART: Final = Message("单独给出，不计入产品碳足迹", "apart, not part of the footprint")
_FUNCTIONAL: Final = Message("按功能单位", "Per functional unit")
_FLOW: Final = Message("每 {per}", "per {per}")
_GRADE: Final = Message("等级", "Grade")
_REASONS: Final = {
    GIVEN: Message("", ""),
    NOT_SATISFIED: Message(
        "没有等级：有要求不满足或无法判定。", "No grade: a requirement is violated or not decidable."
    ),
    PLACEHOLDER: Message("没有等级：用了占位值。", "No grade: placeholder values are in use."),
    NO_RESULT: Message("没有等级：结果无法判定。", "No grade: the result is not decidable."),
    LIMIT_OPEN: Message("没有等级：限值待委员会确定。", "No grade: the committee has not set the limits."),
}
_BEYOND: Final = Message("没有等级：超出各级的限值。", "No grade: beyond the limits of all grades.")
_REPORTED: Final = Message("附加信息（不计入产品碳足迹）", "Additional information, not part of the footprint")
_CHART_STAGES: Final = Message("各阶段的碳足迹（{unit}）", "Footprint by stage ({unit})")
_CHART_SHARES: Final = Message("各阶段占比", "Share of the stages")
_FORMAT: Final = "#,##0.00"
_SMALL: Final = "0.0000"
_BIOGENIC: Final = "biogenic"


def results_sheet(setting: Setting, index: Index) -> Written:
    """The sheet, with a name for each result."""
    writing = _Writing(setting, index)
    writing.headline()
    writing.stages()
    writing.components()
    writing.functional()
    writing.grade()
    writing.reported()
    return Written(writing.sheet(), tuple(writing.names))


@record
class _Line:
    """One line of a table; cells hold canonical values. ``whole`` is what its share is of, ``name`` its name."""

    label: str
    value: Cell
    unit: Unit | None
    note: str = ""
    subtotal: Cell | None = None
    applies: Cell | None = None
    whole: Cell | None = None
    step: float | None = None
    style: Style = "number"
    format: str = ""
    name: str = ""


class _Writing:
    """Tables from top to bottom, with the charts to their right."""

    def __init__(self, setting: Setting, index: Index) -> None:
        self.setting = setting
        self.index = index
        self.cells = list(heading(setting, TITLE, _HOW))
        self.heights: list[tuple[int, float]] = [(0, 26.0), (_BANNER, 28.0)]
        self.colourings: list[Colouring] = []
        self.charts: list[Chart] = []
        self.names: list[Name] = []
        self.row = _BANNER

    def headline(self) -> None:
        """The verdict and the footprint."""
        verdict = self.index.verdict
        self._across(verdict_words(verdict, self.setting))
        self._name(result_name("verdict"), _LABEL)
        self.colourings.extend(verdict_colours(self._band(self.row), self.setting))
        self.row += 2
        footprint, found = self.setting.standard.footprint, self.index.footprint
        if footprint is None or found is None:
            return
        self._heads(_HEADLINE)
        unit = self.setting.standard.declared_unit
        note = ""
        if unit is not None:
            amount = format_quantity(unit.amount, unit.unit)
            note = self.setting.say(_PER.filled(amount=amount, text=unit.text))
        whole = _Line(self.setting.label(footprint.label), found.reported, footprint.unit, note, found.subtotal)
        self._line(changed(whole, step=footprint.step, style="total", name=result_name(footprint.id)))
        self.row += 1

    def stages(self) -> None:
        """The footprint by stage, as a table, a bar and shares."""
        labels = {stage.id: stage.label for stage in self.setting.standard.boundary.stages}
        if self.index.footprint is not None:
            self._shares("stage", _BY_STAGE, self.index.footprint.stages, labels)

    def components(self) -> None:
        """Fossil, land use and aircraft make up the footprint; biogenic emissions stand apart."""
        if self.index.footprint is not None:
            self._shares("component", _BY_COMPONENT, self.index.footprint.components, COMPONENT_LABELS)

    def functional(self) -> None:
        """The results per functional unit."""
        footprint = self.index.footprint
        if footprint is None or not footprint.functional:
            return
        self._heads(_FUNCTIONAL)
        units = {unit.id: unit for unit in self.setting.standard.functional_units}
        calculations = {each.id: each for each in self.setting.standard.calculations}
        for cells in footprint.functional:
            unit = units[cells.id]
            per = format_quantity(unit.per, unit.per_unit)
            note = self.setting.say(_FLOW.filled(per=Message(f"{per} {unit.per_text.zh}", f"{per} {unit.per_text.en}")))
            calculation = calculations.get(f"{footprint.id}.{unit.id}")
            shown = None if calculation is None else _unit_of(calculation)
            line = _Line(self.setting.label(unit.text), cells.value, shown, note, applies=cells.applies)
            self._line(changed(line, format=_SMALL, name=result_name("unit", cells.id)))
        self.row += 1

    def grade(self) -> None:
        """The grade, or why there is none."""
        grading, cells = self.setting.standard.grading, self.index.grade
        if grading is None or cells is None:
            return
        self._section(_GRADE)
        label: Formula = Text("—")
        for level in grading.levels:
            is_level = Infix("=", cells.number, Number(float(level.number)))
            label = Call("IF", (is_level, Text(self.setting.say(level.label)), label))
        reason: Formula = Text(self.setting.say(_BEYOND))
        for code, words in _REASONS.items():
            reason = Call("IF", (Infix("=", cells.reason, Text(code)), Text(self.setting.say(words)), reason))
        self._put(_LABEL, self.setting.say(_GRADE), "label")
        self.cells.append(Content(self.row, _VALUE, formula=label, style="verdict"))
        self._name(result_name("grade"), _VALUE)
        self.cells.append(Content(self.row, _SUBTOTAL, formula=reason, style="subtitle"))
        self.row += 2

    def reported(self) -> None:
        """Values beside the footprint."""
        known = {each.of: each for each in self.setting.standard.reported}
        if not self.index.reported:
            return
        self._heads(_REPORTED)
        for cells in self.index.reported:
            each = known[cells.of]
            note = self.setting.say(self.setting.clause(each.clause))
            line = _Line(self.setting.label(each.label), cells.reported, each.unit, note, applies=cells.applies)
            self._line(changed(line, step=each.step, name=result_name("reported", cells.of)))
        self.row += 1

    # --- tables ---------------------------------------------------------------------------------------

    def _shares(self, sort: str, title: Message, parts: Sequence[PartCells], labels: Mapping[str, Message]) -> None:
        """Parts of the footprint, their shares of it, and the whole."""
        footprint, whole = self.setting.standard.footprint, self.index.footprint
        if footprint is None or whole is None or not parts:
            return
        first = self.row + 2
        self._heads(title)
        for part in parts:
            is_apart = part.id == _BIOGENIC
            line = _Line(self.setting.label(labels[part.id]), part.value, footprint.unit, subtotal=part.subtotal)
            note = self.setting.say(_APART) if is_apart else ""
            line = changed(line, note=note, whole=None if is_apart else whole.value)
            self._line(changed(line, name=result_name(sort, part.id)))
        total = _Line(self.setting.label(footprint.label), whole.value, footprint.unit, subtotal=whole.subtotal)
        self._line(changed(total, whole=whole.value, style="total"))
        self.row += 1
        if title is _BY_STAGE:
            self._charts(first, [self.setting.label(labels[part.id]) for part in parts], footprint.unit, whole.value)

    def _line(self, of: _Line) -> None:
        """A label, the result or that there is none, the part that is known, its share, the unit, a note."""
        form = of.format or (_FORMAT if of.step is None or of.unit is None else number_format(of.step, of.unit))
        if of.unit is not None and of.unit.symbol == "%":
            form = "0.00%"
        self._put(_LABEL, of.label, "label")
        shown = _shown(of.value, of.unit)
        applies = None if of.applies is None else Infix("=", of.applies, Number(1))
        value = shown_value(of.value, shown, self.setting, applies)
        self.cells.append(Content(self.row, _VALUE, formula=value, style=of.style, format=form))
        if of.name:
            self._name(of.name, _VALUE)
        if of.subtotal is None:
            self._put(_SUBTOTAL, None, "number")
        else:
            known = Call("IF", (Call("ISNA", (of.subtotal,)), Text(""), _shown(of.subtotal, of.unit)))
            part = Call("IF", (Call("ISNA", (of.value,)), known, Text("")))
            self.cells.append(Content(self.row, _SUBTOTAL, formula=part, style="number", format=form))
        if of.whole is None:
            self._put(_SHARE, None, "number")
        else:
            none = Call("OR", (Call("ISNA", (of.value,)), Call("ISNA", (of.whole,))))
            is_zero = Infix("=", of.whole, Number(0))
            share = Call("IF", (none, Text(""), Call("IF", (is_zero, Text(""), Infix("/", of.value, of.whole)))))
            self.cells.append(Content(self.row, _SHARE, formula=share, style="percent"))
        is_percent = of.unit is None or of.unit.symbol in ("%", "1")
        self._put(_UNIT, None if is_percent or of.unit is None else pretty_unit(of.unit.symbol), "unit")
        self._put(_NOTE, of.note or None, "text")
        self.colourings.append(Colouring(_one(self.row, _VALUE), Call("ISTEXT", (_cell(self.row, _VALUE),)), "grey"))
        height = max(height_of(of.label, _WIDTHS[_LABEL]), height_of(of.note, _WIDTHS[_NOTE]))
        self.heights.append((self.row, height))
        self.row += 1

    def _charts(self, first: int, labels: Sequence[str], unit: Unit, whole: Cell) -> None:
        """A bar of the stages on top of each other, and their shares; neither is drawn where the whole is unknown."""
        last = first + len(labels) - 1
        for row in range(first, last + 1):
            drawn = Call("IF", (Call("ISNA", (whole,)), Number(0), _cell(row, _VALUE)))
            self.cells.append(Content(row, _DRAWN, formula=drawn, style="hidden", format=_INVISIBLE))
        series = tuple((label, _one(first + offset, _DRAWN)) for offset, label in enumerate(labels))
        title = self.setting.say(_CHART_STAGES.filled(unit=pretty_unit(unit.symbol)))
        self.charts.append(Chart(0, 0, "stacked bar", title, _one(last + 1, _LABEL), series, 560, 250))
        names, values = (Area(RESULTS, first, column, last, column) for column in (_LABEL, _SHARE))
        shares = self.setting.say(_CHART_SHARES)
        self.charts.append(Chart(0, 0, "share", shares, names, ((shares, values),), 420, 250))

    def _name(self, name: str, column: int) -> None:
        self.names.append(Name(name, _one(self.row, column)))

    def _heads(self, title: Message) -> None:
        self._section(title)
        for column, head in enumerate(_HEADS):
            self._put(column, self.setting.stacked(head), "heading")
        self.heights.append((self.row, 34.0 if self.setting.language == "both" else 22.0))
        self.row += 1

    def _section(self, title: Message) -> None:
        self._put(_LABEL, self.setting.say(title), "section")
        self.heights.append((self.row, 20.0))
        self.row += 1

    def _across(self, formula: Formula) -> None:
        self.cells.append(Content(self.row, 0, formula=formula, style="banner"))
        self.cells.extend(Content(self.row, column, None, style="banner") for column in range(1, len(_WIDTHS)))

    def _band(self, row: int) -> Area:
        return Area(RESULTS, row, 0, row, len(_WIDTHS) - 1)

    def _put(self, column: int, value: float | str | None, style: Style) -> None:
        self.cells.append(Content(self.row, column, value, style=style))

    # --- the whole ------------------------------------------------------------------------------------

    def sheet(self) -> Sheet:
        """The sheet, with the charts below its tables."""
        top = self.row + 1
        charts = [changed(each, row=top, column=0 if index == 0 else _SHARE) for index, each in enumerate(self.charts)]
        last = top + 15 if charts else self.row
        return Sheet(
            RESULTS,
            self.setting.tab(TITLE),
            tuple(self.cells),
            _WIDTHS,
            frozen_rows=_BANNER + 1,
            colourings=tuple(self.colourings),
            charts=tuple(charts),
            print=Print((Area(RESULTS, 0, 0, last, len(_WIDTHS) - 1),), landscape=False),
            tab="result",
            heights=tuple(self.heights),
        )


def _cell(row: int, column: int) -> Cell:
    return Cell(RESULTS, row, column)


def _one(row: int, column: int) -> Area:
    return Area(RESULTS, row, column, row, column)


def _shown(value: Formula, unit: Unit | None) -> Formula:
    """A canonical value in the unit that people read it in; of a percentage the fraction, which is formatted so."""
    return value if unit is None or unit.symbol == "%" else in_unit(value, unit)


def _unit_of(calculation: Calculation) -> Unit | None:
    """The unit that a calculation is shown in; where nobody wrote one, the canonical one."""
    match calculation.type:
        case NumberType(dimension=dimension) if calculation.unit is None and dimension is not None:
            return canonical_unit(dimension)
        case _:
            return calculation.unit

"""One workbook under way: where each field, parameter and calculation stands, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from refcf_rules.model.expression import Repeated, named_by
from refcf_rules.model.field import Field, Table
from refcf_rules.model.number import Parameter
from refcf_rules.model.requirement import Calculation
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import DateType, NumberType, TruthType, Type
from refcf_rules.model.written import FACTOR
from refcf_rules.quantities.unit import Unit, canonical_unit
from refcf_rules.sheets.arrange import OWN_FACTOR
from refcf_rules.sheets.inputs import Inputs
from refcf_rules.sheets.layout import Column, Layout
from refcf_rules.sheets.wording import SheetLanguage
from refcf_rules.source.message import Message
from refcf_rules.targets.target import Refusal
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.book import Visibility
from refcf_rules.targets.xlsx.calculation.activity_amount import ActivityAmounts
from refcf_rules.targets.xlsx.calculation.activity_factor import ActivityFactors, OwnFactors
from refcf_rules.targets.xlsx.calculation.grid import Grid
from refcf_rules.targets.xlsx.calculation.heads import Heads
from refcf_rules.targets.xlsx.calculation.inputs import Lists, TypedRows, TypedSingles, open_choices
from refcf_rules.targets.xlsx.calculation.legs import TransportLegs
from refcf_rules.targets.xlsx.calculation.library import LIBRARY, library_on
from refcf_rules.targets.xlsx.calculation.line_sheet import LineSheet, in_unit
from refcf_rules.targets.xlsx.calculation.lists import (
    OPTIONS,
    UNITS,
    factor_list,
    option_lists,
    process_list,
    unit_list,
)
from refcf_rules.targets.xlsx.calculation.lower import Lowering
from refcf_rules.targets.xlsx.calculation.lowerer import PARTIAL, InexpressibleError, Where, is_text, style_of
from refcf_rules.targets.xlsx.calculation.named_columns import NamedColumns
from refcf_rules.targets.xlsx.calculation.repetition import Repeating
from refcf_rules.targets.xlsx.calculation.row_sheet import Head, RowSheet
from refcf_rules.targets.xlsx.calculation.table_on_sheet import TableOnSheet
from refcf_rules.targets.xlsx.calculation.titles import SHEETS, title_of
from refcf_rules.targets.xlsx.combine import MISSING, NOTHING, ONE, UNKNOWN, ZERO, call, infix, when
from refcf_rules.targets.xlsx.compute_functions import serial_of
from refcf_rules.targets.xlsx.formula import Cell, Formula, Number, Text

_RESTS: Final = Message("它依据的“{name}”未列入本工作簿", "it rests on “{name}”, which is not in this workbook")
_CONTRIBUTION: Final = "contribution"


class Workings:
    """The sheets of one workbook while formulas are put on them."""

    def __init__(self, standard: Standard, layout: Layout, inputs: Inputs, language: SheetLanguage) -> None:
        self.standard = standard
        self.layout = layout
        self.heads = Heads(standard, language)
        self.calculations = {each.id: each for each in standard.calculations}
        self.fields = {(table.id, field.id): field for table in standard.tables for field in table.fields}
        self.units = Grid(UNITS, UNITS, "very hidden")
        self.options = Grid(OPTIONS, OPTIONS, "very hidden")
        self.library_grid = Grid(LIBRARY, self.title("library"))
        self.tables_grid = Grid("calc_tables", self.title("tables"))
        self.lines = self._line_sheet("calculation")
        self.steps = self._line_sheet("steps")
        self.singles_sheet = self._line_sheet("inputs")
        self.lists = Lists(
            unit_list(self.units, layout, inputs, (each.unit.symbol for each in standard.factors)),
            option_lists(self.options, standard),
            open_choices(standard),
        )
        self.factor_names = factor_list(self.options, standard)
        self.processes = process_list(self.options, standard)
        self.singles = TypedSingles(self.singles_sheet, layout, self.lists, self._head_of_input)
        self.rows: dict[str, TypedRows] = {}
        self.row_sheets: dict[str, RowSheet] = {}
        self.lowering = Lowering(self.row_sheets, self.steps, self.heads.of_expression)
        self.lowering.affected[PARTIAL] = self._resting_on_contributions()
        self.refusals: dict[tuple[str, str], Refusal] = {}
        self.day = self.singles.value("period", "end", self.fields.get(("period", "end")))
        self._made: dict[tuple[str, str], Cell] = {}
        self._tables: dict[str, TableOnSheet] = {}
        self.repeating = Repeating(self)
        self._lay_out()

    def title(self, what: str) -> str:
        """The name of a sheet."""
        return self.heads.say(SHEETS[what])

    def _line_sheet(self, what: str) -> LineSheet:
        headings = tuple(self.heads.say(each) for each in _HEADINGS)
        visibility: Visibility = "visible" if what == "calculation" else "hidden"
        id_ = what if what == "calculation" else f"calc_{what}"
        return LineSheet(id_, self.title(what), headings, visibility)

    # --- the places of the standard -------------------------------------------------------------------

    def _lay_out(self) -> None:
        for table in self.standard.tables:
            if table.single:
                self._single_table(table)
            elif self.layout.blocks_of(table.id):
                self._row_table(table)
        own = self._typed_rows(OWN_FACTOR, Message("企业因子", "own factors"))
        library = library_on(self.library_grid, self.standard.factors, self.factor_names, self.day, self.heads.say)
        self.factors = ActivityFactors(self.rows["activity"], OwnFactors(own, self.lists.units), library)
        legs = TransportLegs(self.rows["leg"])
        self.amounts = ActivityAmounts(self.rows["activity"], self.factors, self.lists.units, legs)
        self._activity_fields()
        for parameter in self.standard.parameters:
            self._parameter(parameter)
        for lookup in self.standard.lookups:
            self.lowering.lookups[lookup.id] = self._lookup(lookup.id)
        for calculation in self.standard.calculations:
            self._calculation(calculation)

    def _single_table(self, table: Table) -> None:
        for field in table.fields:
            self.lowering.scalars[f"{table.id}.{field.id}"] = self._single(table.id, field)
        if table.id == "period":
            self.lowering.scalars["period.months"] = self._once("period.months", self._months)

    def _single(self, table: str, field: Field) -> Callable[[str], Cell]:
        return lambda _mode: self.singles.value(table, field.id, field)

    def _months(self) -> Cell:
        """Whole calendar months of the period, both ends included (item 18)."""
        start = self.singles.value("period", "start", self.fields.get(("period", "start")))
        after = self.singles_sheet.add(Head(self.heads.say(_DAY_AFTER)), infix("+", self.day, ONE), "date")
        years = infix("*", infix("-", call("YEAR", after), call("YEAR", start)), Number(12.0))
        months = infix("+", years, infix("-", call("MONTH", after), call("MONTH", start)))
        short = when(infix("<", call("DAY", after), call("DAY", start)), ONE, ZERO)
        return self.singles_sheet.add(Head(self.heads.say(_MONTHS)), infix("-", months, short))

    def _typed_rows(self, table: str, label: Message) -> TypedRows:
        places = self.layout.blocks_of(table)
        count = sum(block.rows for _, block in places)
        sheet = RowSheet(f"calc_{table}", self.heads.say(title_of(label)), count)
        typed = TypedRows(sheet, places, self.lists, self._head_of_input)
        typed.begin(Head(self.heads.say(_PRESENT)))
        self.rows[table] = typed
        self.row_sheets[table] = sheet
        return typed

    def _row_table(self, table: Table) -> None:
        typed = self._typed_rows(table.id, table.label)
        columns = NamedColumns(typed.sheet)
        for field in table.fields:
            if typed.has(field.id):
                self.lowering.columns[table.id, field.id] = self._typed(typed, field.id)
            elif field.derived and field.id.endswith("order"):
                self.lowering.columns[table.id, field.id] = self._order(typed, columns, field.id)
            else:
                self.lowering.columns[table.id, field.id] = self._absent(columns, field)
        if table.parent is not None:
            self.lowering.columns[table.id, table.parent] = self._typed(typed, table.parent)
        self.lowering.ids[table.id] = self._ids(typed, columns)
        if typed.has("name") and typed.has("id"):
            self.lowering.columns[table.id, "name"] = self._name(typed, columns)

    def _typed(self, typed: TypedRows, field: str) -> Callable[[str], Cell]:
        return lambda _mode: typed.column(field)

    def _absent(self, columns: NamedColumns, field: Field) -> Callable[[str], Cell]:
        absent = UNKNOWN if isinstance(field.type, TruthType) else MISSING
        return lambda _mode: columns.add(self.heads.say(field.label), absent)

    def _name(self, typed: TypedRows, columns: NamedColumns) -> Callable[[str], Cell]:
        """A row without a name is spoken of by its id."""
        name = typed.column("name")
        return lambda _mode: columns.add("name", when(combine.is_missing(name), typed.column("id"), name), "text")

    def _ids(self, typed: TypedRows, columns: NamedColumns) -> Callable[[], Cell]:
        field = next((each for each in ("id", "product", "component") if typed.has(each)), None)
        if field is None:
            return lambda: columns.add("id", NOTHING, "text")
        return lambda: columns.clean_text(field, typed.column(field))

    def process_position(self, columns: NamedColumns, process: Cell) -> Cell:
        """Where a unit process stands in the boundary; missing if it is not listed."""
        return columns.add("process in the boundary", combine.position_of(process, self.processes.ids), "integer")

    def _order(self, typed: TypedRows, columns: NamedColumns, field: str) -> Callable[[str], Cell]:
        source = "process" if field == "order" else field.removesuffix(".order")

        def made(_mode: str) -> Cell:
            position = self.process_position(columns, typed.column(source))
            return columns.add(f"order of {source}", combine.entry(self.processes.orders, position))

        return made

    def _activity_fields(self) -> None:
        columns, typed, put = self.factors.columns, self.rows["activity"], self.lowering.columns
        put["activity", "amount"] = lambda _mode: self.amounts.amount
        put["activity", "mass"] = lambda _mode: self.amounts.mass
        put["activity", "energy"] = lambda _mode: self.amounts.energy
        put["activity", "factor_amount"] = lambda _mode: self.amounts.factor_amount
        for name in self.factors.fields:
            put["activity", f"{FACTOR}.{name}"] = self._factor_field(name)

        def stage(_mode: str) -> Cell:
            position = self.process_position(columns, typed.column("process"))
            return columns.add("stage", combine.entry(self.processes.stages, position), "text")

        def origin(_mode: str) -> Cell:
            kind, given = typed.column("kind"), typed.column("origin")
            other = call("NOT", call("EXACT", kind, Text("material")))
            asked = when(combine.is_missing(kind), MISSING, when(other, Text("not-applicable"), MISSING))
            return columns.add("origin", when(combine.is_missing(given), asked, given), "text")

        put["activity", "stage"], put["activity", "origin"] = stage, origin

    def _factor_field(self, name: str) -> Callable[[str], Cell]:
        return lambda _mode: self.factors.field(name)

    # --- numbers of the standard ----------------------------------------------------------------------

    def _once(self, id_: str, make: Callable[[], Cell]) -> Callable[[str], Cell]:
        def made(mode: str) -> Cell:
            key = id_, mode if id_ in self.lowering.affected.get(mode, frozenset()) else ""
            if key not in self._made:
                self._made[key] = make()
            return self._made[key]

        return made

    def _parameter(self, parameter: Parameter) -> None:
        """The value that holds on the period's last day, the one that began last if several do (item 19)."""
        self.lowering.scalars[parameter.id] = self._once(parameter.id, lambda: self._parameter_line(parameter))

    def _parameter_line(self, parameter: Parameter) -> Cell:
        line = self.lines.take(
            self.head(parameter.id, parameter.label, parameter.clause, parameter.type, parameter.unit)
        )
        chosen: Formula = MISSING
        dated = sorted(parameter.values, key=lambda each: each.provenance.since or "")
        for each in dated:
            provenance = each.provenance
            value: Formula = MISSING if each.value is None else self.lowering.lower(each.value, Where())
            tests = [infix("<=", Number(serial_of(provenance.since)), self.day)] if provenance.since else []
            tests += [infix("<=", self.day, Number(serial_of(provenance.until)))] if provenance.until else []
            if not tests:
                chosen = value
                continue
            holds = tests[0] if len(tests) == 1 else call("AND", *tests)
            known = when(combine.is_missing(self.day), ZERO, when(holds, ONE, ZERO))
            chosen = when(infix("=", known, ONE), value, chosen)
        return self.lines.fill(line, chosen, self.shown(line, parameter.type, parameter.unit), style_of(parameter.type))

    def _lookup(self, id_: str) -> Callable[[tuple[Formula, ...], tuple[bool, ...]], Formula]:
        lookup = next(each for each in self.standard.lookups if each.id == id_)

        def found(keys: tuple[Formula, ...], texts: tuple[bool, ...]) -> Formula:
            if id_ not in self._tables:
                title = f"{self.heads.clause(lookup.clause)} {self.heads.say(lookup.label)}".strip()
                self._tables[id_] = TableOnSheet(lookup, self.tables_grid, self.day, title)
            return self._tables[id_].look_up(keys, texts)

        return found

    # --- calculations ---------------------------------------------------------------------------------

    def _calculation(self, calculation: Calculation) -> None:
        if calculation.table is None:
            self.lowering.scalars[calculation.id] = self.worked_out(calculation)
        else:
            field = calculation.id.removeprefix(f"{calculation.table}.")
            self.lowering.columns[calculation.table, field] = self.worked_out(calculation)

    def worked_out(self, calculation: Calculation) -> Callable[[str], Cell]:
        """The cell of a calculation; asking for a refused one refuses whatever asks."""

        def made(mode: str) -> Cell:
            mode = mode if calculation.id in self.lowering.affected.get(mode, frozenset()) else ""
            key = calculation.id, mode
            if ("calculation", calculation.id) in self.refusals:
                raise InexpressibleError(_RESTS.filled(name=calculation.label))
            if key not in self._made:
                try:
                    self._made[key] = self._cell_of(calculation, mode)
                except InexpressibleError as error:
                    self.refuse("calculation", calculation.id, error.why)
                    raise
            return self._made[key]

        return made

    def refuse(self, construct: str, id_: str, why: Message) -> None:
        """What no formula says is named, never dropped."""
        self.refusals[construct, id_] = Refusal(construct, id_, why)

    def _cell_of(self, calculation: Calculation, mode: str) -> Cell:
        head = self.head(calculation.id, calculation.label, calculation.clause, calculation.type, calculation.unit)
        if isinstance(calculation.expression, Repeated):
            return self.repeating.state(calculation, calculation.expression, mode)
        words = self.heads.words(calculation.expression, calculation.row)
        if calculation.table is None:
            made = self.lowering.lower(calculation.expression, Where(mode=mode))
            sheet = self.steps if mode else self.lines
            line = sheet.take(Head(head.label, words, head.clause, head.unit))
            shown = None if mode else self.shown(line, calculation.type, calculation.unit)
            return sheet.fill(line, made, shown, style_of(calculation.type))
        made = self.lowering.lower(calculation.expression, Where(calculation.table, calculation.row, mode))
        head = Head(head.label, words, head.clause, self.heads.unit(calculation.type))
        return self.row_sheets[calculation.table].add(head, made, style_of(calculation.type))

    def head(self, id_: str, label: Message, clause: str, of: Type, unit: Unit | None) -> Head:
        """What stands beside a parameter or a calculation."""
        said = Message(label.zh or label.en or id_, label.en or label.zh or id_)
        return Head(self.heads.say(said), "", self.heads.clause(clause), self._shown_unit(of, unit))

    def _shown_unit(self, of: Type, unit: Unit | None) -> str:
        if unit is not None:
            return "" if unit.symbol == "1" else unit.symbol
        return self.heads.unit(of)

    def shown(self, line: Cell, of: Type, unit: Unit | None) -> Formula:
        """A value as people read it."""
        if isinstance(of, TruthType):
            yes, no, unknown = (Text(self.heads.say(each)) for each in _TRUTHS)
            return when(infix("=", line, ONE), yes, when(infix("=", line, ZERO), no, unknown))
        if isinstance(of, DateType) or is_text(of) or not isinstance(of, NumberType):
            return line
        known = unit or (None if of.dimension is None else canonical_unit(of.dimension))
        return line if known is None else in_unit(line, known)

    def _head_of_input(self, column: Column) -> Head:
        return self.heads.of_field(column.of, column.label)

    def _resting_on_contributions(self) -> frozenset[str]:
        """Everything that changes when contributions that are missing count as nothing."""
        found = {f"{_CONTRIBUTION}.{field.id}" for field in self.standard.table(_CONTRIBUTION).fields}
        for calculation in self.standard.calculations:
            if found & set(named_by(calculation.expression)):
                found.add(calculation.id)
        return frozenset(found)


_HEADINGS: Final = (
    Message("条款", "clause"),
    Message("项目", "what"),
    Message("计算方法", "worked out as"),
    Message("结果", "value"),
    Message("单位", "unit"),
    Message("计算用值", "value in use"),
)
_PRESENT: Final = Message("有数据", "line in use")
_DAY_AFTER: Final = Message("报告期结束的次日", "day after the end of the period")
_MONTHS: Final = Message("完整月数", "whole months")
_TRUTHS: Final = (Message("是", "yes"), Message("否", "no"), Message("未知", "not known"))

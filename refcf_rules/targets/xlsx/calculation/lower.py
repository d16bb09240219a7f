"""Expressions of the standard as formulas. What a formula needs more than once gets a cell of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, assert_never

from refcf_rules.model.expression import (
    Aggregate,
    Among,
    Arithmetic,
    Cell,
    Comparison,
    Conditional,
    DateLiteral,
    Expression,
    Interpolation,
    IsGiven,
    Joined,
    Logic,
    Lookup,
    Negative,
    Not,
    NumberLiteral,
    Repeated,
    Rounded,
    Scalar,
    TextLiteral,
    TruthLiteral,
    YearOf,
    named_by,
)
from refcf_rules.model.row_links import free_rows
from refcf_rules.model.types import DateType, NumberType
from refcf_rules.quantities.spelling import folded
from refcf_rules.source.message import Message
from refcf_rules.targets.program.rows import signature
from refcf_rules.targets.xlsx import combine, formula
from refcf_rules.targets.xlsx.book import Style
from refcf_rules.targets.xlsx.calculation.aggregates import aggregated
from refcf_rules.targets.xlsx.calculation.interpolation import interpolated
from refcf_rules.targets.xlsx.calculation.line_sheet import LineSheet
from refcf_rules.targets.xlsx.calculation.lowerer import (
    InexpressibleError,
    Where,
    is_certain,
    is_text,
    is_truth,
    style_of,
)
from refcf_rules.targets.xlsx.calculation.rounding import rounded
from refcf_rules.targets.xlsx.calculation.row_sheet import Head, RowSheet
from refcf_rules.targets.xlsx.combine import MISSING, NOTHING, ONE, UNKNOWN, ZERO, call, infix, when
from refcf_rules.targets.xlsx.compute_functions import serial_of
from refcf_rules.targets.xlsx.formula import Formula

_LONGEST: Final = 150
"""So many parts may a formula have before a part of it is put into a cell of its own."""
_SHORT: Final = 12
"""So many parts may a formula have that stands several times in another: a test of one field has ten."""
_NO_ORDER: Final = Message("文字之间比较先后", "an order of texts")

Provide = Callable[[str], formula.Cell]
"""The cell of something by its mode."""
Say = Callable[[Expression, Where], Head]


class Lowering:
    """One workbook under way: where every value stands, and every helping cell made so far."""

    def __init__(self, sheets: Mapping[str, RowSheet], steps: LineSheet, say: Say) -> None:
        self.sheets = sheets
        self.steps = steps
        self.say = say
        self.scalars: dict[str, Provide] = {}
        self.columns: dict[tuple[str, str], Provide] = {}
        self.lookups: dict[str, Callable[[tuple[Formula, ...], tuple[bool, ...]], Formula]] = {}
        self.ids: dict[str, Callable[[], formula.Cell]] = {}
        self.affected: dict[str, frozenset[str]] = {}
        """By mode the names that mean something else in it."""
        self._kept: dict[tuple[object, ...], formula.Cell] = {}

    # --- where things stand ---------------------------------------------------------------------------

    def sheet(self, table: str) -> RowSheet:
        """The calculation sheet of a table."""
        return self.sheets[table]

    def head(self, of: Expression, where: Where) -> Callable[[], Head]:
        """What is said about a helping value."""
        return lambda: self.say(of, where)

    def id_column(self, table: str) -> formula.Cell:
        """What names the rows of a table; an empty text where nothing does."""
        return self.ids[table]()

    def column(self, table: str, field: str, mode: str) -> formula.Cell:
        """A field or calculated column, in the first line."""
        return self.columns[table, field](mode)

    def scalar(self, id_: str, mode: str = "") -> formula.Cell:
        """A single value."""
        return self.scalars[id_](mode)

    def keep(
        self,
        key: tuple[object, ...],
        where: Where,
        head: Callable[[], Head],
        make: Callable[[], Formula],
        style: Style = "number",
        absent: Formula = NOTHING,
    ) -> formula.Cell:
        """A cell of its own for a formula, made once for each key."""
        full = (where.table, *key)
        found = self._kept.get(full)
        if found is None:
            made = make()
            if where.table is None:
                found = self.steps.add(head(), made, style)
            else:
                found = self.sheet(where.table).share(head, made, style, absent)
            self._kept[full] = found
        return found

    def place(self, of: Expression, where: Where) -> Formula:
        """An expression as one cell or a short formula."""
        made = self.lower(of, where)
        return made if combine.weight(made) <= _SHORT else self._lifted(of, where)

    def _lifted(self, of: Expression, where: Where) -> formula.Cell:
        where = self._home(of, where)
        key = ("expression", where.mode, signature(of, {where.row: "row"}))
        return self.keep(key, where, self.head(of, where), lambda: self._made(of, where), style_of(of.type))

    def _home(self, of: Expression, where: Where) -> Where:
        """Where an expression belongs: to no line if it speaks of none, to no mode that changes nothing in it."""
        rows = free_rows(of)
        if rows - {where.row}:
            raise InexpressibleError(Message("行中套行的比较", "a comparison of rows within rows"))
        mode = where.mode if self.affected.get(where.mode, frozenset()) & set(named_by(of)) else ""
        return Where(where.table, where.row, mode) if rows else Where(mode=mode)

    # --- expressions ----------------------------------------------------------------------------------

    def lower(self, of: Expression, where: Where) -> Formula:
        """The formula of an expression; a truth is 1, 0.5 or 0, whatever else is missing is #N/A."""
        if isinstance(of, Aggregate | Interpolation | Rounded):
            return self._lifted(of, where)
        if where.table is not None and not isinstance(of, Scalar) and not _is_literal(of) and not free_rows(of):
            return self._lifted(of, where)
        made = self._made(of, where)
        return self._lifted(of, where) if combine.weight(made) > _LONGEST else made

    def _made(self, of: Expression, where: Where) -> Formula:
        match of:
            case NumberLiteral(value=number):
                return formula.Number(number)
            case TextLiteral(value=text):
                return formula.Text(folded(text))
            case DateLiteral(value=day):
                return formula.Number(serial_of(day))
            case TruthLiteral(value=truth):
                return ONE if truth else ZERO
            case Scalar(id=id_):
                return self.scalar(id_, where.mode)
            case Cell() | Joined() | Lookup():
                return self._read(of, where)
            case Negative() | Arithmetic() | YearOf() | Rounded():
                return self._calculated(of, where)
            case Comparison() | Among() | Not() | Logic() | IsGiven():
                return self._tested(of, where)
            case Conditional():
                return self._chosen(of, where)
            case Aggregate():
                return aggregated(of, where, self)
            case Interpolation():
                return interpolated(of, where, self)
            case Repeated(state=state):
                raise TypeError(f"{state} is worked out by its repetition")
            case _:
                assert_never(of)

    def _read(self, of: Cell | Joined | Lookup, where: Where) -> Formula:
        match of:
            case Cell(row=row, table=table, field=field):
                if row != where.row:
                    raise InexpressibleError(Message("对另一行的引用", "a reference to another row"))
                return self.column(table, field, where.mode)
            case Joined(key=key, table=table, field=field):
                return self._joined(of, self._position(key, table, where), self.column(table, field, where.mode))
            case Lookup(table=table, keys=keys):
                places = tuple(self.place(key, where) for key in keys)
                return self.lookups[table](places, tuple(is_text(key.type) for key in keys))
            case _:
                assert_never(of)

    def _joined(self, of: Joined, position: Formula, column: formula.Cell) -> Formula:
        found = combine.entry(self.sheet(of.table).area(column), position)
        return when(combine.is_missing(position), UNKNOWN, found) if is_truth(of.type) else found

    def _position(self, key: Expression, table: str, where: Where) -> formula.Cell:
        """In which line of a table the row with an id stands."""
        home = self._home(key, where)
        wanted = self.place(key, home)
        ids = self.sheet(table).area(self.id_column(table))
        head = self.head(key, home)
        return self.keep(("position", table, wanted), home, head, lambda: combine.position_of(wanted, ids))

    def _calculated(self, of: Negative | Arithmetic | YearOf | Rounded, where: Where) -> Formula:
        match of:
            case Negative(operand=operand):
                return infix("-", ZERO, self.lower(operand, where))
            case Arithmetic(operator="/", left=left, right=right):
                return combine.quotient(self.lower(left, where), self.place(right, where))
            case Arithmetic(operator=operator, left=left, right=right):
                return infix(operator, self.lower(left, where), self.lower(right, where))
            case YearOf(operand=operand):
                return call("YEAR", self.lower(operand, where))
            case Rounded(operand=operand, step=step):
                return rounded(
                    self.place(operand, where), step.value, self._home(of, where), self.head(of, where), self
                )
            case _:
                assert_never(of)

    # --- tests ----------------------------------------------------------------------------------------

    def _tested(self, of: Comparison | Among | Not | Logic | IsGiven, where: Where) -> Formula:
        match of:
            case Comparison():
                return self._compared(of, where)
            case Among(value=value, options=options):
                found = self.place(value, where)
                tests = [combine.same_text(found, formula.Text(folded(each))) for each in options]
                return combine.truth(tests[0] if len(tests) == 1 else call("OR", *tests), found)
            case Not(operand=operand):
                return combine.negated(self.lower(operand, where))
            case Logic(operator="and", operands=operands):
                return combine.all_of([self.lower(each, where) for each in operands])
            case Logic(operands=operands):
                return combine.any_of([self.lower(each, where) for each in operands])
            case IsGiven(operand=operand):
                return self._given(operand, where)
            case _:
                assert_never(of)

    def _compared(self, of: Comparison, where: Where) -> Formula:
        left, right = self.place(of.left, where), self.place(of.right, where)
        if isinstance(of.left.type, NumberType):
            return combine.truth(combine.guarded(of.operator, left, right), left, right)
        if isinstance(of.left.type, DateType):
            return combine.truth(_plain(of.operator, left, right), left, right)
        if of.operator not in ("=", "!="):
            raise InexpressibleError(_NO_ORDER)
        if is_truth(of.left.type):
            unknown = call("OR", infix("=", left, UNKNOWN), infix("=", right, UNKNOWN))
            return when(unknown, UNKNOWN, when(_plain(of.operator, left, right), ONE, ZERO))
        same = combine.same_text(left, right)
        return combine.truth(same if of.operator == "=" else call("NOT", same), left, right)

    def _given(self, operand: Expression, where: Where) -> Formula:
        found = self.lower(operand, where)
        if isinstance(found, formula.Number | formula.Text):
            return ONE
        if is_truth(operand.type):
            return when(infix("=", found, UNKNOWN), ZERO, ONE)
        return when(combine.is_missing(found), ZERO, ONE)

    def _chosen(self, of: Conditional, where: Where) -> Formula:
        if is_certain(of.test):
            test = infix("=", self.lower(of.test, where), ONE)
            return when(test, self.lower(of.then, where), self.lower(of.otherwise, where))
        test = self.place(of.test, where)
        then, otherwise = self.place(of.then, where), self.place(of.otherwise, where)
        unknown = _if_equal(of, then, otherwise)
        return when(infix("=", test, ONE), then, when(infix("=", test, ZERO), otherwise, unknown))


def _if_equal(of: Conditional, then: Formula, otherwise: Formula) -> Formula:
    """What is left where the test is unknown: the value, if it is the same either way."""
    if then == otherwise:
        return then
    if is_truth(of.type):
        return when(infix("=", then, otherwise), then, UNKNOWN)
    if isinstance(then, formula.Number) and isinstance(otherwise, formula.Number):
        return MISSING
    if is_text(of.type):
        return when(combine.same_text(then, otherwise), then, MISSING)
    return when(combine.guarded("=", then, otherwise), then, MISSING)


def _plain(operator: str, left: Formula, right: Formula) -> Formula:
    """A comparison without a guard: of days, of truths."""
    signs: Mapping[str, formula.Operator] = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
    return infix(signs[operator], left, right)


def _is_literal(of: Expression) -> bool:
    return isinstance(of, NumberLiteral | TextLiteral | DateLiteral | TruthLiteral)

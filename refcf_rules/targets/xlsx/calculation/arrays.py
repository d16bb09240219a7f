"""Expressions over all rows of a table at once, asked by one line: operations on arrays within SUMPRODUCT.

IF does not work on arrays there, and a single #N/A would spoil the whole. So an array of truths is held as two, of the
rows that *surely* and that *possibly* pass, and one of numbers as the numbers (0 where missing) with an array that says
which are known. What speaks of the rows alone, or of the asking line alone, is worked out beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Final, Literal

from refcf_rules.model.expression import (
    Among,
    Arithmetic,
    Cell,
    Comparison,
    Expression,
    Logic,
    Negative,
    Not,
    NumberLiteral,
    TextLiteral,
    TruthLiteral,
)
from refcf_rules.model.row_links import conjuncts, free_rows
from refcf_rules.model.types import DateType, NumberType
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.calculation.lowerer import (
    InexpressibleError,
    Lowerer,
    Where,
    is_certain,
    is_text,
    is_truth,
)
from refcf_rules.targets.xlsx.combine import NOTHING, ONE, UNKNOWN, ZERO, call, infix, when
from refcf_rules.targets.xlsx.formula import Cell as Place
from refcf_rules.targets.xlsx.formula import Formula, Infix, Number, Operator

_TOO_MIXED: Final = Message(
    "行与行之间的这种比较（表格公式写不出）", "this comparison of rows with rows, which no formula of a sheet says"
)
_SIGNS: Final[Mapping[str, Operator]] = {"<=": "<=", "<": "<", ">=": ">=", ">": ">", "=": "=", "!=": "<>"}
_MIRRORED: Final[Mapping[str, str]] = {">=": "<=", ">": "<"}


@record
class Truths:
    """Which rows surely pass, and which may; the same formula where nothing is unknown."""

    sure: Formula
    possible: Formula

    @property
    def negated(self) -> Truths:
        """The contrary."""
        return Truths(combine.negated(self.possible), combine.negated(self.sure))

    @property
    def open(self) -> Formula:
        """Which rows may pass, but not surely."""
        return ZERO if self.sure == self.possible else infix("-", self.possible, self.sure)


@record
class Numbers:
    """A number of each row, 0 where it is missing, and which are known."""

    value: Formula
    known: Formula


class Arrays:
    """The rows of one table as the line ``where`` sees them."""

    def __init__(self, table: str, row: str, where: Where, lowerer: Lowerer) -> None:
        self.inner = Where(table, row, where.mode)
        self.where = where
        self.lowerer = lowerer

    def passing(self, filter_: Expression | None) -> Truths:
        """The rows that pass a filter; lines where nothing stands never do."""
        parts = list(conjuncts(filter_))
        alone = [each for each in parts if free_rows(each) == {self.inner.row}]
        mixed = [each for each in parts if each not in alone]
        own = _every(self._own_truth(each) for each in alone)
        if all(is_choice(each, self.inner.row) for each in alone):  # texts do not tell a line where nothing stands
            own = _every((self._present(), own))
        return _every((own, *(self.truths(each) for each in mixed)))

    def _present(self) -> Truths:
        sheet = self.lowerer.sheet(self.inner.table or "")
        area = sheet.area(sheet.present)
        return Truths(area, area)

    # --- truths ---------------------------------------------------------------------------------------

    def truths(self, of: Expression) -> Truths:
        """A truth of each row."""
        match of:
            case TruthLiteral(value=truth):
                return Truths(ONE, ONE) if truth else Truths(ZERO, ZERO)
            case _ if free_rows(of) <= {self.inner.row} and free_rows(of):
                return self._own_truth(of)
            case _ if self.inner.row not in free_rows(of):
                return self._asking_truth(of)
            case Not(operand=operand):
                return self.truths(operand).negated
            case Logic(operator="and", operands=operands):
                return _every(map(self.truths, operands))
            case Logic(operands=operands):
                return _every(self.truths(each).negated for each in operands).negated
            case Comparison():
                return self._compared(of)
            case _:
                raise InexpressibleError(_TOO_MIXED)

    def _own_truth(self, of: Expression) -> Truths:
        if isinstance(of, Comparison) and is_choice(of, self.inner.row):
            return self._same(of)
        if isinstance(of, Among) and is_choice(of, self.inner.row):
            return self._same(
                Comparison("=", of.value, TextLiteral(of.options[0], of.value.type, of.span), of.type, of.span)
            )
        sheet, found = self.lowerer.sheet(self.inner.table or ""), self.lowerer.place(of, self.inner)
        if isinstance(found, Place) and not found.fixed:  # an empty text, where nothing stands, is above 0
            sure = infix("=", sheet.area(found), ONE)
            return Truths(sure, sure if is_certain(of) else infix("+", sure, infix("=", sheet.area(found), UNKNOWN)))
        area = sheet.area(self._clean(found, self.inner, "truth", of))
        if is_certain(of):
            return Truths(area, area)
        return Truths(infix("=", area, ONE), infix(">", area, ZERO))

    def _asking_truth(self, of: Expression) -> Truths:
        found = self.lowerer.place(of, self.where)
        return Truths(infix("=", found, ONE), infix(">", found, ZERO))

    def _compared(self, of: Comparison) -> Truths:
        kind = of.left.type
        if isinstance(kind, NumberType | DateType):
            left, right = self.numbers(of.left), self.numbers(of.right)
            known = _product((left.known, right.known))
            test = _test(of.operator, left.value, right.value, guarded=isinstance(kind, NumberType))
            return Truths(_product((test, known)), combine.negated(_product((combine.negated(test), known))))
        if of.operator not in ("=", "!=") or is_truth(kind):
            raise InexpressibleError(_TOO_MIXED)
        same = self._same(of)
        return same if of.operator == "=" else same.negated

    def _same(self, of: Comparison) -> Truths:
        """Equal texts; an empty one stands for a missing one."""
        left, right = self.text(of.left), self.text(of.right)
        same = call("EXACT", left, right)
        gaps = [infix("=", each, NOTHING) for each in (left, right) if not combine.is_literal(each)]
        sure = _product((same, *(infix("<>", each, NOTHING) for each in (left,) if not combine.is_literal(each))))
        return Truths(sure, infix(">", combine.infix("+", same, *gaps), ZERO))

    # --- numbers and texts ----------------------------------------------------------------------------

    def numbers(self, of: Expression) -> Numbers:
        """A number of each row."""
        match of:
            case NumberLiteral(value=value):
                return Numbers(Number(value), ONE)
            case _ if free_rows(of) <= {self.inner.row} and free_rows(of):
                return self._given(of, self.inner)
            case _ if self.inner.row not in free_rows(of):
                return self._given(of, self.where)
            case Negative(operand=operand):
                inner = self.numbers(operand)
                return Numbers(infix("-", ZERO, inner.value), inner.known)
            case Arithmetic(operator="/", left=left, right=right):
                above, below = self.numbers(left), self.numbers(right)
                zero = infix("=", below.value, ZERO)
                known = _product((above.known, below.known, infix("<>", below.value, ZERO)))
                return Numbers(infix("/", above.value, infix("+", below.value, zero)), known)
            case Arithmetic(operator=operator, left=left, right=right):
                one, other = self.numbers(left), self.numbers(right)
                return Numbers(infix(operator, one.value, other.value), _product((one.known, other.known)))
            case _:
                raise InexpressibleError(_TOO_MIXED)

    def _given(self, of: Expression, where: Where) -> Numbers:
        found = self.lowerer.place(of, where)
        value, known = self._clean(found, where, "number", of), self._clean(found, where, "known", of)
        if where is self.inner:
            sheet = self.lowerer.sheet(self.inner.table or "")
            return Numbers(sheet.area(value), sheet.area(known))
        return Numbers(value, known)

    def text(self, of: Expression) -> Formula:
        """A text of each row, empty where it is missing; or that of the asking line."""
        if isinstance(of, TextLiteral):
            return self.lowerer.lower(of, self.where)
        if not is_text(of.type):
            raise InexpressibleError(_TOO_MIXED)
        rows = free_rows(of)
        if rows and rows <= {self.inner.row}:
            found = self._clean(self.lowerer.place(of, self.inner), self.inner, "text", of)
            return self.lowerer.sheet(self.inner.table or "").area(found)
        if self.inner.row in rows:
            raise InexpressibleError(_TOO_MIXED)
        return self._clean(self.lowerer.place(of, self.where), self.where, "text", of)

    def _clean(
        self, found: Formula, where: Where, what: Literal["truth", "number", "known", "text"], of: Expression
    ) -> Place:
        """A value beside itself, in a form that spoils no array."""
        home = where if combine.moves(found) else Where(mode=where.mode)
        made: Formula
        absent: Formula
        match what:
            case "truth":
                made, absent = found, ZERO
            case "number":
                made, absent = when(combine.is_missing(found), ZERO, found), ZERO
            case "known":
                made, absent = when(combine.is_missing(found), ZERO, ONE), ZERO
            case _:
                made, absent = when(combine.is_missing(found), NOTHING, found), NOTHING
        if where.table is None or home.table is not None:
            return self.lowerer.keep((what, found), home, self.lowerer.head(of, where), lambda: made, "number", absent)
        return self.lowerer.keep((what, found), home, self.lowerer.head(of, where), lambda: made)


def is_choice(of: Expression | None, row: str) -> bool:
    """Whether it asks the rows for one option of one field."""
    match of:
        case Comparison(operator="=", left=Cell(row=variable) as cell, right=TextLiteral()):
            return variable == row and is_text(cell.type)
        case Among(value=Cell(row=variable) as cell, options=(_,)):
            return variable == row and is_text(cell.type)
        case _:
            return False


def _every(parts: Iterable[Truths]) -> Truths:
    """The rows that pass all."""
    listed = list(parts)
    return Truths(_product(each.sure for each in listed), _product(each.possible for each in listed))


def _product(parts: Iterable[Formula]) -> Formula:
    listed = [each for each in dict.fromkeys(parts) if each != ONE]
    if not listed:
        return ONE
    return ZERO if ZERO in listed else reduce(lambda left, right: infix("*", left, right), listed)


def _test(operator: str, left: Formula, right: Formula, *, guarded: bool) -> Formula:
    """A comparison of arrays; a difference within the guard of either side is none."""
    if not guarded:
        return infix(_SIGNS[operator], left, right)
    if operator in _MIRRORED:
        return _test(_MIRRORED[operator], right, left, guarded=True)
    difference = infix("-", left, right)
    if operator == "=":
        return near(left, right)
    if operator == "!=":
        return combine.negated(near(left, right))
    if operator == "<=":
        tests = [infix("<=", difference, _bound(each)) for each in (left, right)]
        return infix(">", infix("+", *tests), ZERO)
    return _product(infix("<", difference, infix("-", ZERO, _bound(each))) for each in (left, right))


def near(left: Formula, right: Formula) -> Formula:
    """Whether numbers are equal within the guard."""
    difference = call("ABS", infix("-", left, right))
    return infix(">", infix("+", *(infix("<=", difference, _bound(each)) for each in (left, right))), ZERO)


def _bound(of: Formula) -> Formula:
    return infix("*", combine.GUARD, call("ABS", of))


def numeric(of: Formula) -> Formula:
    """An array as numbers: SUMPRODUCT counts truths as nothing."""
    if isinstance(of, Infix) and of.operator in ("+", "-", "*"):
        return of
    return infix("*", of, ONE)

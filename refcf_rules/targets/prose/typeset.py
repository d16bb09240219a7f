"""Expressions as formulas, with the list that says what each symbol stands for (式中)."""

from __future__ import annotations

from dataclasses import dataclass, field
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
)
from refcf_rules.model.types import NumberType, Type
from refcf_rules.quantities.unit import Unit
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Formula, Inlines, Text, Where, plain, text
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.mathematics import (
    Brackets,
    Cases,
    Figure,
    Fraction,
    Letter,
    Line,
    Math,
    Mean,
    Of,
    Over,
    Sign,
    Words,
)
from refcf_rules.targets.prose.symbols import letter_of, subscript_of
from refcf_rules.targets.prose.value import value_words

_SIGNS: Final = {"+": "+", "-": "−", "*": "×", "<=": "≤", "<": "<", ">=": "≥", ">": ">", "=": "=", "!=": "≠"}
_LEVELS: Final = {"+": 5, "-": 5, "*": 6, "/": 7}
_ATOM: Final = 9
_BIG: Final = {"sum": "∑", "least": "min", "greatest": "max"}
_IF: Final = Message("{test}", "if {test}")
_OTHERWISE: Final = Message("其他情况", "otherwise")
_OF_ROW: Final = Message("{table} {row} 的{field}", "the {field} of {table} {row}")
_OF_ITS: Final = Message("{row} 所属{table}的{field}", "the {field} of the {table} of {row}")
_EACH: Final = Message("每个{rows}", "each {rows}")
_TAKEN_AS: Final = Message("，取", ", taken as ")
_COUNT: Final = Message("{rows}的个数", "the number of {rows}")
_INTERPOLATED: Final = Message(
    "在相邻的两个 {row} 之间线性插值，范围以外没有值",
    "the linear interpolation between two neighbouring {row}, without a value beyond them",
)
_THE: Final = Message("{name}", "the {name}")


@dataclass(slots=True)
class Typesetter:
    """Sets one formula and gathers its symbols in the order of their appearance."""

    context: Context
    where: dict[Math, Where] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)

    def formula(self, math: Math) -> Formula:
        """What was set, with the list of its symbols."""
        return Formula(math, tuple(self.where.values()))

    def math(self, of: Expression) -> Math:
        """The expression as mathematics; what is no mathematics stays in words."""
        match of:
            case NumberLiteral(value=value, unit=unit):
                return self._figure(value, unit)
            case Scalar() | Cell() | Joined():
                return self._symbol(of) if isinstance(of.type, NumberType) else self._words(of)
            case Lookup():
                return self._lookup(of)
            case Negative() | Arithmetic() | YearOf() | Rounded():
                return self._arithmetic(of)
            case Comparison(operator=operator, left=left, right=right):
                return Line((self.math(left), Sign(_SIGNS[operator]), self.math(right)))
            case Conditional():
                return Cases(self._cases(of))
            case Aggregate():
                return self._aggregate(of)
            case Interpolation():
                return self._interpolation(of)
            case Repeated(following=following):
                return self.math(following)
            case TextLiteral() | DateLiteral() | TruthLiteral() | Among() | Not() | Logic() | IsGiven():
                return self._words(of)
            case _:
                assert_never(of)

    def _words(self, of: Expression, row: str | None = None) -> Words:
        return Words(plain(Writer(self.context, row).condition(of)))

    def _figure(self, value: float, unit: Unit | None) -> Figure:
        number, _, symbol = self.context.quantity(value, unit).partition(" ")
        return Figure(number, symbol)

    def symbol(self, letter: Letter, meaning: Inlines, unit: str) -> Letter:
        """A symbol, explained in the list the first time it is used."""
        self.where.setdefault(letter, Where(letter, meaning, unit))
        return letter

    def _symbol(self, of: Scalar | Cell | Joined) -> Math:
        say, names = self.context.say, self.context.names
        match of:
            case Scalar(id=id_):
                table, _, column = id_.partition(".")
                single = any(each.id == table and each.single for each in self.context.standard.tables)
                letter = self._letter(id_, column if single and column else id_, of.type)
                return self.symbol(letter, *self._meaning(id_, of.type))
            case Cell(table=table, field=column):
                row = self.rows.get(of.row, of.row)
                letter = self._letter(f"{table}.{column}", column, of.type, (row,))
                slots = {"table": say(names.table(table)), "row": row, "field": say(names.column(table, column))}
                return self.symbol(letter, text(say(_OF_ROW.filled(**slots))), self._unit(table, column, of.type))
            case Joined(key=key, table=table, field=column):
                row = (
                    self.rows.get(key.row, key.row) if isinstance(key, Cell) else plain(Writer(self.context).words(key))
                )
                letter = self._letter(f"{table}.{column}", f"{column} {table}", of.type, (row,))
                slots = {"table": say(names.table(table)), "row": row, "field": say(names.column(table, column))}
                return self.symbol(letter, text(say(_OF_ITS.filled(**slots))), self._unit(table, column, of.type))
            case _:
                assert_never(of)

    def _unit(self, table: str, column: str, type_: Type) -> str:
        return self.context.unit(f"{table}.{column}", type_)

    def _letter(self, id_: str, name: str, type_: Type, rows: tuple[str, ...] = ()) -> Letter:
        return Letter(letter_of(type_, self.context.names.unit(id_)), subscript_of(name), rows)

    def _meaning(self, id_: str, type_: Type) -> tuple[Inlines, str]:
        """The name of a scalar and its unit; a parameter with one value shows it."""
        parameter, say = self.context.parameters.get(id_), self.context.say
        unit = self.context.unit(id_, type_)
        if parameter is None:
            return text(say(_THE.filled(name=self.context.scalar(id_)))), unit
        name = text(say(_THE.filled(name=parameter.label)))
        values = parameter.values
        if len(values) != 1 or values[0].value is None:
            return name, unit
        return (*name, Text(say(_TAKEN_AS)), *value_words(self.context, parameter, values[0])), ""

    def _lookup(self, of: Lookup) -> Math:
        table = self.context.lookups[of.table]
        letter = Letter(letter_of(table.type, table.unit), subscript_of(of.table))
        unit = self.context.unit(of.table, table.type)
        name = self.symbol(letter, text(self.context.say(_THE.filled(name=table.label))), unit)
        return Of(name, tuple(self._words(key) for key in of.keys))

    def _arithmetic(self, of: Negative | Arithmetic | YearOf | Rounded) -> Math:
        match of:
            case Negative(operand=operand):
                return Line((Sign("−"), self._operand(operand, _ATOM)))
            case YearOf():
                return self._words(of)
            case Rounded(operand=operand, step=step):
                name = Words(self.context.say(Message("修约", "round")))
                return Of(name, (self.math(operand), self.math(step)))
            case Arithmetic(operator="/", left=left, right=right):
                return Fraction(self.math(left), self.math(right))
            case Arithmetic(operator=operator, left=left, right=right):
                level = _LEVELS[operator]
                head = self._operand(left, level)
                tail = self._operand(right, level + (operator == "-"))
                return Line((head, Sign(_SIGNS[operator]), tail))
            case _:
                assert_never(of)

    def _operand(self, of: Expression, at_least: int) -> Math:
        level = _LEVELS[of.operator] if isinstance(of, Arithmetic) else _ATOM
        level = 5 if isinstance(of, Aggregate | Negative) and at_least > 5 else level  # noqa: PLR2004 -- as a sum
        found = self.math(of)
        return found if level >= at_least else Brackets(found)

    def _cases(self, of: Conditional) -> tuple[tuple[Math, str], ...]:
        say = self.context.say
        test = plain(Writer(self.context, _row_of(of.test)).condition(of.test))
        first = (self.math(of.then), say(_IF.filled(test=test)))
        if isinstance(of.otherwise, Conditional):
            return (first, *self._cases(of.otherwise))
        return (first, (self.math(of.otherwise), say(_OTHERWISE)))

    def _aggregate(self, of: Aggregate) -> Math:
        writer = Writer(self.context)
        if of.kind == "count":
            rows = plain(writer.rows(of, many=True))
            letter = Letter("N", of.table.replace("_", " "), (of.row,) if of.filter is not None else ())
            return self.symbol(letter, text(self.context.say(_COUNT.filled(rows=rows))), "")
        if of.value is None or of.kind in {"any", "every"}:
            return self._words(of)
        before = self.rows.get(of.row)
        row = self._enter_rows(of)
        found = self._over_rows(of, of.value, row)
        self.rows[of.row] = before or of.row
        return found

    def _interpolation(self, of: Interpolation) -> Math:
        """The function “interp” of value and place, explained with the symbols."""
        at, before = self.math(of.at), self.rows.get(of.row)
        row = self._enter_rows(of)
        meaning = text(self.context.say(_INTERPOLATED.filled(row=row)))
        name = self.symbol(Letter("interp", "", (row,)), meaning, "")
        found = Of(name, (self.math(of.value), Line((self.math(of.by), Sign("="), at))))
        self.rows[of.row] = before or of.row
        return found

    def _enter_rows(self, of: Aggregate | Interpolation) -> str:
        each = _EACH.filled(rows=plain(Writer(self.context).rows(of)))
        row = self.rows[of.row] = self._row_letter(of, text(self.context.say(each)))
        return row

    def _row_letter(self, of: Aggregate | Interpolation, meaning: Inlines) -> str:
        """The letter of the rows; the same letter for other rows of the formula gets a prime."""
        row = of.row
        while self.where.get(Letter(row), Where(Letter(row), meaning, "")).meaning != meaning:
            row += "′"
        self.symbol(Letter(row), meaning, "")
        return row

    def _over_rows(self, of: Aggregate, value: Expression, row: str) -> Math:
        if of.kind == "average":
            weight = self._operand(of.weight, _LEVELS["*"]) if of.weight is not None else None
            return Mean(row, self._operand(value, _LEVELS["*"]), weight)
        return Over(_BIG[of.kind], row, self._operand(value, _LEVELS["*"]))


def _row_of(test: Expression) -> str | None:
    match test:
        case Cell(row=row):
            return row
        case Among(value=value) | Comparison(left=value) | Not(operand=value) | IsGiven(operand=value):
            return _row_of(value)
        case Logic(operands=operands):
            return _row_of(operands[0])
        case _:
            return None

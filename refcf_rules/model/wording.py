"""Expressions in words and as compact formulas, with the labels of a standard, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
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
from refcf_rules.model.names import Names
from refcf_rules.model.phrases import FORMULA, WORDS
from refcf_rules.model.types import ChoiceType
from refcf_rules.quantities.number import format_quantity
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message, same

_YES_NO: Final = {True: Message("是", "yes"), False: Message("否", "no")}
_ATOM: Final = 9
_NEGATIVE: Final = 8
_ABOVE_CHOICES: Final = 1
_OPERATOR_LEVELS: Final = {"or": 1, "and": 2, "+": 5, "-": 5, "*": 6, "/": 6}
_LEVELS: Final[Mapping[type, int]] = {
    Conditional: 0,
    Aggregate: 0,
    Interpolation: 0,
    Repeated: 0,
    Not: 3,
    Comparison: 4,
    Among: 4,
    IsGiven: 4,
    Negative: _NEGATIVE,
}


def _not_replaced(_: Expression) -> Message | None:
    return None


@record
class Wording:
    """How expressions are printed. ``shown`` may put a text (a number) in the place of a part."""

    names: Names
    patterns: Mapping[str, Message]
    shown: Callable[[Expression], Message | None] = _not_replaced

    def text(self, of: Expression, row: str | None = None) -> Message:
        """The expression printed; cells of the row variable ``row`` go by the field's name alone."""
        return self.shown(of) or self._printed(of, row)

    def _printed(self, of: Expression, row: str | None) -> Message:
        match of:
            case NumberLiteral() | TextLiteral() | DateLiteral() | TruthLiteral():
                return self._literal(of)
            case Scalar() | Cell() | Joined() | Lookup():
                return self._reference(of, row)
            case Negative() | Arithmetic() | YearOf() | Rounded():
                return self._arithmetic(of, row)
            case Comparison() | Among() | Not() | Logic() | IsGiven():
                return self._test(of, row)
            case Conditional():
                parts = {
                    "test": self.text(of.test, row),
                    "then": self.text(of.then, row),
                    "otherwise": self.text(of.otherwise, row),
                }
                return self.patterns["if"].filled(**parts)
            case Aggregate():
                return self._aggregate(of)
            case Interpolation():
                return self._interpolation(of, row)
            case Repeated(start=start, following=following):
                slots = {"start": self.text(start, row), "following": self.text(following, row)}
                return self.patterns["repeated"].filled(**slots)
            case _:
                assert_never(of)

    def _literal(self, of: NumberLiteral | TextLiteral | DateLiteral | TruthLiteral) -> Message:
        match of:
            case NumberLiteral(value=number, unit=unit):
                return same(number_words(number, unit))
            case TextLiteral(value=text, type=ChoiceType() as type_):
                return self.names.option(type_, text)
            case TextLiteral(value=text):
                return Message(f"“{text}”", f"“{text}”")
            case DateLiteral(value=date):
                return same(date)
            case TruthLiteral(value=truth):
                return _YES_NO[truth]
            case _:
                assert_never(of)

    def _reference(self, of: Scalar | Cell | Joined | Lookup, row: str | None) -> Message:
        match of:
            case Scalar(id=id_):
                return self.names.scalar(id_)
            case Cell(row=variable, table=table, field=field):
                label = self.names.column(table, field)
                if row in (None, variable):
                    return label
                return self.patterns["outer"].filled(table=self.names.table(table), field=label)
            case Joined(table=table, field=field):
                slots = {"table": self.names.table(table), "field": self.names.column(table, field)}
                return self.patterns["joined"].filled(**slots)
            case Lookup(table=table, keys=keys):
                listed = joined((self.text(key, row) for key in keys), Message("、", ", "))
                return self.patterns["lookup"].filled(keys=listed, table=self.names.table(table))
            case _:
                assert_never(of)

    def _arithmetic(self, of: Negative | Arithmetic | YearOf | Rounded, row: str | None) -> Message:
        match of:
            case Negative(operand=operand):
                return self.patterns["negative"].filled(operand=self._operand(operand, _NEGATIVE, row))
            case YearOf(operand=operand):
                return self.patterns["year"].filled(operand=self._operand(operand, _ATOM, row))
            case Rounded(operand=operand, step=step):
                inner = self._operand(operand, _ATOM, row)
                return self.patterns["rounded"].filled(operand=inner, step=self.text(step, row))
            case Arithmetic(operator=operator, left=left, right=right):
                level = _level(of)
                chained = operator in "+*" and isinstance(right, Arithmetic) and right.operator == operator
                slots = {
                    "left": self._operand(left, level, row),
                    "right": self._operand(right, level if chained else level + 1, row),
                }
                return self.patterns[operator].filled(**slots)
            case _:
                assert_never(of)

    def _test(self, of: Comparison | Among | Not | Logic | IsGiven, row: str | None) -> Message:
        match of:
            case Comparison(operator=operator, left=left, right=right):
                level = _level(of) + 1
                slots = {"left": self._operand(left, level, row), "right": self._operand(right, level, row)}
                return self.patterns[operator].filled(**slots)
            case Among():
                return self._among(of, row)
            case Not():
                return self._negation(of.operand, row)
            case Logic(operator=operator, operands=operands):
                level = _level(of)
                parts = map(partial(self._operand, at_least=level, row=row), operands)
                return joined(parts, self.patterns[operator])
            case IsGiven(operand=operand):
                return self.patterns["given"].filled(operand=self._operand(operand, _ATOM, row))
            case _:
                assert_never(of)

    def _negation(self, of: Expression, row: str | None) -> Message:
        match of:
            case Among():
                return self._among(of, row, "not ")
            case IsGiven(operand=operand):
                return self.patterns["missing"].filled(operand=self._operand(operand, _ATOM, row))
            case _:
                return self.patterns["not"].filled(operand=self._operand(of, _ATOM, row))

    def _among(self, of: Among, row: str | None, negation: str = "") -> Message:
        slots = {"value": self._operand(of.value, _ATOM, row)}
        type_ = of.value.type
        if isinstance(type_, ChoiceType) and len(of.options) > 1:
            wider = self.names.wider.get((type_.choice, frozenset(of.options)))
            if wider is not None:
                return self.patterns[f"{negation}one"].filled(**slots, options=wider)
        options = joined((self.names.option(type_, each) for each in of.options), Message("、", ", "))
        one_or_among = "one" if len(of.options) == 1 else "among"
        return self.patterns[negation + one_or_among].filled(**slots, options=options)

    def _rows(self, of: Aggregate | Interpolation) -> dict[str, Message]:
        label = self.names.table(of.table)
        where = same("")
        if of.filter is not None:
            where = self.patterns["where"].filled(filter=self.text(of.filter, of.row))
        return {"row": label, "rows": Message(label.zh, plural(label.en)), "where": where}

    def _interpolation(self, of: Interpolation, row: str | None) -> Message:
        slots = {
            "value": self._operand(of.value, _ABOVE_CHOICES, of.row),
            "by": self._operand(of.by, _ABOVE_CHOICES, of.row),
            "at": self._operand(of.at, _ABOVE_CHOICES, row),
        }
        return self.patterns["interpolated"].filled(**self._rows(of), **slots)

    def _aggregate(self, of: Aggregate) -> Message:
        slots = self._rows(of)
        if of.weight is not None:
            slots["weight"] = self.text(of.weight, of.row)
        if of.value is not None:
            slots["value"] = self._operand(of.value, _ABOVE_CHOICES, of.row)
        return self.patterns[_aggregate_pattern(of)].filled(**slots)

    def _operand(self, of: Expression, at_least: int, row: str | None) -> Message:
        replaced = self.shown(of)
        text = replaced or self._printed(of, row)
        closed = isinstance(of, Conditional) and self.patterns is FORMULA
        level = _ATOM if replaced is not None or closed else _level(of)
        if text.en.startswith("-"):
            level = min(level, _NEGATIVE)
        return text if level >= at_least else Message("({text})", "({text})").filled(text=text)


def words(expression: Expression, names: Names) -> Message:
    """The expression in words: “sum of dry mass × carbon content over binders”."""
    return Wording(names, WORDS).text(expression)


def formula_text(expression: Expression, names: Names) -> Message:
    """The expression as a compact formula: “Σ[binder] dry mass × carbon content”."""
    return Wording(names, FORMULA).text(expression)


def number_words(value: float, unit: Unit | None) -> str:
    """A canonical number in the unit its author wrote: 14 %, 4225.24 kgCO2e/t."""
    return format_quantity(value, unit)


def truth_words(value: bool) -> Message:  # noqa: FBT001 -- the truth is what is put into words
    """Yes or no."""
    return _YES_NO[value]


def joined(parts: Iterable[Message], separator: Message) -> Message:
    """Messages in a row."""
    listed = tuple(parts)
    return Message(separator.zh.join(part.zh for part in listed), separator.en.join(part.en for part in listed))


def plural(noun: str) -> str:
    """The English plural of a table's label, which names one row."""
    if noun.endswith("s"):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def _aggregate_pattern(of: Aggregate) -> str:
    if of.kind == "any" and of.value is None:
        return "any row"
    return "weighted" if of.weight is not None else of.kind


def _level(of: Expression) -> int:
    """How tightly an expression binds; an operand that binds less stands in brackets."""
    if isinstance(of, Logic | Arithmetic):
        return _OPERATOR_LEVELS[of.operator]
    if isinstance(of, Not) and isinstance(of.operand, Among | IsGiven):
        return _LEVELS[Among]
    return _LEVELS.get(type(of), _ATOM)

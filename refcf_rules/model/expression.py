"""The typed core of expressions: about twenty nodes, no sugar, units already gone.

Three contexts only: scalar; row (its row, joined rows, scalars); aggregate (one table,
one filter). No aggregate stands inside a filter, so each node can become one cell, one
statement or one SQL column.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from refcf_rules.model.types import Type
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.text import Span


@record
class NumberLiteral:
    """A number in canonical units; ``unit`` is how the author wrote it."""

    value: float
    unit: Unit | None
    type: Type
    span: Span


@record
class TextLiteral:
    """A text, an option id or a row id."""

    value: str
    type: Type
    span: Span


@record
class DateLiteral:
    """A calendar date, ISO 8601."""

    value: str
    type: Type
    span: Span


@record
class TruthLiteral:
    """Yes or no."""

    value: bool
    type: Type
    span: Span


@record
class Scalar:
    """A single value by its id: a field of a one-row table, a parameter or a calculation."""

    id: str
    type: Type
    span: Span


@record
class Cell:
    """A field or calculated column of the row that ``row`` (a variable) stands for."""

    row: str
    table: str
    field: str
    type: Type
    span: Span


@record
class Joined:
    """A field of the row of ``table`` whose id equals ``key``."""

    key: Expression
    table: str
    field: str
    type: Type
    span: Span


@record
class Negative:
    """Arithmetic minus."""

    operand: Expression
    type: Type
    span: Span


@record
class Arithmetic:
    """One operation. A missing operand, or division by zero, gives missing."""

    operator: Literal["+", "-", "*", "/"]
    left: Expression
    right: Expression
    type: Type
    span: Span


@record
class Comparison:
    """A comparison under the guard of ``quantities.comparison``; unknown if a side is missing."""

    operator: Literal["<=", "<", ">=", ">", "=", "!="]
    left: Expression
    right: Expression
    type: Type
    span: Span


@record
class Among:
    """Whether a text or option is one of a fixed list."""

    value: Expression
    options: tuple[str, ...]
    type: Type
    span: Span


@record
class Not:
    """Kleene not."""

    operand: Expression
    type: Type
    span: Span


@record
class Logic:
    """Kleene and, or."""

    operator: Literal["and", "or"]
    operands: tuple[Expression, ...]
    type: Type
    span: Span


@record
class IsGiven:
    """The only operator that sees missing values."""

    operand: Expression
    type: Type
    span: Span


@record
class Conditional:
    """One of two values; with an unknown test missing, unless both are equal."""

    test: Expression
    then: Expression
    otherwise: Expression
    type: Type
    span: Span


@record
class Lookup:
    """The entry of a table of the standard with equal keys, valid on the period's last day."""

    table: str
    keys: tuple[Expression, ...]
    type: Type
    span: Span


@record
class YearOf:
    """The calendar year of a date, a plain number."""

    operand: Expression
    type: Type
    span: Span


@record
class Rounded:
    """Rounded half to even to a multiple of ``step`` (GB/T 8170)."""

    operand: Expression
    step: NumberLiteral
    type: Type
    span: Span


@record
class Aggregate:
    """A value over the rows of one table that pass a filter, in row order.

    ``sum`` and ``count`` of nothing are 0, ``any``/``every`` are Kleene; ``least``, ``greatest``
    and ``average`` of nothing are missing. ``weight`` belongs to ``average``.
    """

    kind: Literal["sum", "count", "any", "every", "least", "greatest", "average"]
    table: str
    row: str
    filter: Expression | None
    value: Expression | None
    weight: Expression | None
    type: Type
    span: Span


@record
class Interpolation:
    """The ``value`` of a table's rows where ``by`` equals ``at``, on straight lines between neighbouring rows.

    ``at`` stands outside the rows. Outside the range of ``by``, and where two rows have the same
    ``by``, it is missing: nothing is ever extrapolated.
    """

    table: str
    row: str
    filter: Expression | None
    value: Expression
    by: Expression
    at: Expression
    type: Type
    span: Span


@record
class Repeated:
    """The state of a repetition: it begins with ``start`` and is replaced by ``following`` after each pass."""

    repetition: str
    state: str
    start: Expression
    following: Expression
    type: Type
    span: Span


Expression = (
    NumberLiteral
    | TextLiteral
    | DateLiteral
    | TruthLiteral
    | Scalar
    | Cell
    | Joined
    | Negative
    | Arithmetic
    | Comparison
    | Among
    | Not
    | Logic
    | IsGiven
    | Conditional
    | Lookup
    | YearOf
    | Rounded
    | Aggregate
    | Interpolation
    | Repeated
)


def children(expression: Expression) -> tuple[Expression, ...]:
    """The direct parts of an expression, in reading order."""
    match expression:
        case Joined(key=key):
            return (key,)
        case Negative(operand=operand) | Not(operand=operand) | IsGiven(operand=operand):
            return (operand,)
        case YearOf(operand=operand):
            return (operand,)
        case Rounded(operand=operand, step=step):
            return (operand, step)
        case Arithmetic(left=left, right=right) | Comparison(left=left, right=right):
            return (left, right)
        case Among(value=value):
            return (value,)
        case Logic(operands=operands) | Lookup(keys=operands):
            return operands
        case Conditional(test=test, then=then, otherwise=otherwise):
            return (test, then, otherwise)
        case Aggregate(filter=where, value=value, weight=weight):
            return tuple(part for part in (value, weight, where) if part is not None)
        case Interpolation(filter=where, value=value, by=by, at=at):
            return (value, by, at) if where is None else (value, by, at, where)
        case Repeated(start=start, following=following):
            return (start, following)
        case NumberLiteral() | TextLiteral() | DateLiteral() | TruthLiteral() | Scalar() | Cell():
            return ()


def named_by(expression: Expression) -> Iterator[str]:
    """The ids of everything an expression names: scalars by their id, columns as ``table.field``."""
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        waiting.extend(reversed(children(part)))
        match part:
            case Scalar(id=id_):
                yield id_
            case Cell(table=table, field=field) | Joined(table=table, field=field):
                yield f"{table}.{field}"
            case _:
                pass

"""Expressions as terms: every name becomes a variable, every unit is gone, what is known to be there is told apart."""

from __future__ import annotations

from typing import Protocol, assert_never

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
from refcf_rules.model.row_links import free_rows
from refcf_rules.quantities.spelling import folded
from refcf_rules.targets.program import code
from refcf_rules.targets.program.code import Call, Constant, Name, Operation, Reference, SameText, Term, is_certain
from refcf_rules.targets.program.kinds import kind_of_type
from refcf_rules.targets.program.site import Site
from refcf_rules.targets.program.thresholds import limit_of, near

_FLIPPED = {"<=": ">=", "<": ">", ">=": "<=", ">": "<", "=": "=", "!=": "!="}


class Rooms(Protocol):
    """What terms ask of the program they belong to."""

    def scalar(self, of: Scalar) -> Term:
        """The variable of a single value."""

    def cell(self, of: Cell, site: Site) -> Term:
        """The variable of a cell."""

    def joined(self, of: Joined, key: Term) -> Term:
        """A cell of the row with an id."""

    def hoisted(self, of: Expression, site: Site) -> Term:
        """A value that no row changes, worked out before the rows."""

    def aggregate(self, of: Aggregate, site: Site) -> Term:
        """The value of an aggregate."""

    def interpolation(self, of: Interpolation, site: Site) -> Term:
        """The value between two rows."""

    def look_up(self, of: Lookup, keys: tuple[Term, ...]) -> Term:
        """An entry of a table of the standard."""


def term_of(of: Expression, site: Site, rooms: Rooms) -> Term:
    """The term of an expression at a place in the program."""
    if isinstance(of, YearOf | Arithmetic | Rounded | Lookup) and site.hoist is not None and not free_rows(of):
        return rooms.hoisted(of, site)
    match of:
        case NumberLiteral(value=value) | TruthLiteral(value=value) | DateLiteral(value=value):
            return Constant(value)
        case TextLiteral(value=text):
            return Constant(folded(text))
        case Scalar():
            return rooms.scalar(of)
        case Cell():
            return rooms.cell(of, site)
        case Joined(key=key):
            return rooms.joined(of, term_of(key, site, rooms))
        case Lookup(keys=keys):
            return rooms.look_up(of, tuple(term_of(key, site, rooms) for key in keys))
        case Negative() | Arithmetic() | YearOf() | Rounded():
            return _calculated(of, site, rooms)
        case Comparison() | Among() | Not() | Logic() | IsGiven():
            return _tested(of, site, rooms)
        case Conditional(test=test, then=then, otherwise=otherwise):
            parts = (term_of(part, site, rooms) for part in (test, then, otherwise))
            return code.Choose(*parts)
        case Aggregate():
            return rooms.aggregate(of, site)
        case Interpolation():
            return rooms.interpolation(of, site)
        case Repeated():
            raise TypeError("a state is worked out by its repetition")
        case _:
            assert_never(of)


def _calculated(of: Negative | Arithmetic | YearOf | Rounded, site: Site, rooms: Rooms) -> Term:
    match of:
        case Negative(operand=operand):
            return Operation("-", Constant(0.0), term_of(operand, site, rooms))
        case YearOf(operand=operand):
            return Call("year_of", (term_of(operand, site, rooms),), "number")
        case Rounded(operand=operand, step=step):
            return Call("rounded", (term_of(operand, site, rooms), Constant(step.value)), "number")
        case Arithmetic(operator=operator, left=left, right=right):
            first, second = term_of(left, site, rooms), term_of(right, site, rooms)
            if operator == "/" and not (isinstance(second, Constant) and second.value):
                return Call("divide", (first, second), "number")
            return Operation(operator, first, second)
        case _:
            assert_never(of)


def _tested(of: Comparison | Among | Not | Logic | IsGiven, site: Site, rooms: Rooms) -> Term:
    match of:
        case Comparison():
            return _compared(of, site, rooms)
        case Among(value=value, options=options):
            listed = tuple(dict.fromkeys(map(folded, options)))
            return code.OneOf(term_of(value, site, rooms), listed)
        case Not(operand=operand):
            return code.Not(term_of(operand, site, rooms))
        case Logic(operator=operator, operands=operands):
            return code.Logic(operator, tuple(term_of(part, site, rooms) for part in operands))
        case IsGiven(operand=operand):
            inner = term_of(operand, site, rooms)
            return Constant(value=True) if is_certain(inner) else code.Given(inner)
        case _:
            assert_never(of)


def _compared(of: Comparison, site: Site, rooms: Rooms) -> Term:
    left, right = term_of(of.left, site, rooms), term_of(of.right, site, rooms)
    kind = kind_of_type(of.left.type)
    if kind == "number":
        return _numbers(of.operator, left, right)
    if of.operator in ("=", "!="):
        return SameText(left, right, negated=of.operator == "!=")
    function = "text_at_most" if of.operator in ("<=", ">=") else "text_below"
    first, second = (left, right) if of.operator in ("<=", "<") else (right, left)
    return Call(function, (first, second), "truth", is_certain(first) and is_certain(second))


def _numbers(operator: str, left: Term, right: Term) -> Term:
    """A comparison under the guard; with a number of the standard the guard is worked in."""
    if isinstance(left, Constant) and not isinstance(right, Constant):
        left, right, operator = right, left, _FLIPPED[operator]
    if isinstance(right, Constant) and isinstance(right.value, float) and not isinstance(left, Constant):
        match operator:
            case "<=" | "<" | ">=" | ">":
                return limit_of(left, operator, right.value)
            case _:
                return near(left, right.value, negated=operator == "!=")
    certain = is_certain(left) and is_certain(right)
    match operator:
        case "<=":
            return Call("at_most", (left, right), "truth", certain)
        case "<":
            return Call("below", (left, right), "truth", certain)
        case ">=":
            return Call("at_most", (right, left), "truth", certain)
        case ">":
            return Call("below", (right, left), "truth", certain)
        case "=":
            return Call("equal", (left, right), "truth", certain)
        case _:
            return code.Not(Call("equal", (left, right), "truth", certain))


def listed(column: str, by_id: str, key: Term, name: Name) -> Term:
    """A cell of the row with an id, from the kept column."""
    function = "joined_number" if name.kind == "number" else "joined"
    return Call(function, (Reference(column), Reference(by_id), key), name.kind)

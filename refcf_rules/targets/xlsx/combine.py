"""Short ways to write formulas: arithmetic, guarded comparisons and Kleene logic on formulas that already exist.

A truth is 1, 0 or, unknown, 0.5; a missing number, text or date is #N/A. An operand that a formula needs more
than once has to be short: whoever calls puts longer ones into cells of their own first.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Final

from refcf_rules.targets.xlsx.formula import (
    Area,
    Call,
    Cell,
    Formula,
    Function,
    Infix,
    Moved,
    Number,
    Operator,
    Text,
)

ONE: Final = Number(1.0)
ZERO: Final = Number(0.0)
UNKNOWN: Final = Number(0.5)
NOTHING: Final = Text("")
GUARD: Final = Number(1e-9)
MISSING: Final = Call("NA")
_EXACT_MATCH: Final = ZERO


def call(function: Function, *arguments: Formula) -> Call:
    """A function of the spreadsheet."""
    return Call(function, arguments)


def infix(operator: Operator, *operands: Formula) -> Formula:
    """Operands joined from left to right."""
    return reduce(lambda left, right: Infix(operator, left, right), operands)


def when(test: Formula, then: Formula, otherwise: Formula) -> Formula:
    """A choice between two formulas."""
    return call("IF", test, then, otherwise)


def is_missing(of: Formula) -> Formula:
    """Whether a value is #N/A, which no literal is."""
    return call("ISNA", of)


def weight(of: Formula) -> int:
    """How many parts a formula has."""
    match of:
        case Call(arguments=arguments):
            return 1 + sum(map(weight, arguments))
        case Infix(left=left, right=right):
            return 1 + weight(left) + weight(right)
        case Moved(formula=formula):
            return weight(formula)
        case _:
            return 1


def moves(of: Formula) -> bool:
    """Whether it says something else on every line."""
    match of:
        case Call(arguments=arguments):
            return any(map(moves, arguments))
        case Infix(left=left, right=right):
            return moves(left) or moves(right)
        case Cell(fixed=fixed) | Area(fixed=fixed):
            return not fixed
        case Moved(formula=formula):
            return moves(formula)
        case _:
            return False


def is_literal(of: Formula) -> bool:
    """Whether it is a number or a text in full."""
    return isinstance(of, Number | Text)


def any_missing(*operands: Formula) -> Formula | None:
    """Whether one of several values is #N/A; None if none ever is."""
    tests = [is_missing(each) for each in dict.fromkeys(operands) if not is_literal(each)]
    if not tests:
        return None
    return tests[0] if len(tests) == 1 else call("OR", *tests)


def truth(test: Formula, *operands: Formula) -> Formula:
    """The truth of a test on operands that may be missing: then it is unknown."""
    plain = when(test, ONE, ZERO)
    absent = any_missing(*operands)
    return plain if absent is None else when(absent, UNKNOWN, plain)


# --- numbers ----------------------------------------------------------------------------------------------


def quotient(dividend: Formula, divisor: Formula) -> Formula:
    """A division; by zero it is missing. The divisor is used twice."""
    if isinstance(divisor, Number) and divisor.value:
        return Infix("/", dividend, divisor)
    return when(Infix("=", divisor, ZERO), MISSING, Infix("/", dividend, divisor))


def guarded(operator: str, left: Formula, right: Formula) -> Formula:
    """A guarded comparison of two present numbers (docs/semantics.md, item 2)."""
    difference = Infix("-", left, right)
    bound = Infix("*", GUARD, call("MAX", _size(left), _size(right)))
    match operator:
        case "<=":
            return Infix("<=", difference, bound)
        case ">=":
            return Infix("<=", Infix("-", right, left), bound)
        case "<":
            return Infix("<", difference, Infix("-", ZERO, bound))
        case ">":
            return Infix("<", Infix("-", right, left), Infix("-", ZERO, bound))
        case "=":
            return Infix("<=", call("ABS", difference), bound)
        case _:
            return Infix(">", call("ABS", difference), bound)


def _size(of: Formula) -> Formula:
    return Number(abs(of.value)) if isinstance(of, Number) else call("ABS", of)


# --- truths -----------------------------------------------------------------------------------------------


def all_of(parts: Iterable[Formula]) -> Formula:
    """Kleene *and*."""
    return _folded("MIN", parts, neutral=ONE, decisive=ZERO)


def any_of(parts: Iterable[Formula]) -> Formula:
    """Kleene *or*."""
    return _folded("MAX", parts, neutral=ZERO, decisive=ONE)


def _folded(function: Function, parts: Iterable[Formula], neutral: Number, decisive: Number) -> Formula:
    listed = [each for each in dict.fromkeys(parts) if each != neutral]
    if decisive in listed:
        return decisive
    if not listed:
        return neutral
    return listed[0] if len(listed) == 1 else call(function, *listed)


def negated(of: Formula) -> Formula:
    """Kleene *not*."""
    if isinstance(of, Number):
        return Number(1.0 - of.value)
    if isinstance(of, Infix) and of.operator == "-" and of.left == ONE:
        return of.right
    return Infix("-", ONE, of)


# --- texts and look-ups -----------------------------------------------------------------------------------


def same_text(left: Formula, right: Formula) -> Formula:
    """Whether two present texts are the same to the letter; the plain sign would not look at the case."""
    return call("EXACT", left, right)


def position_of(wanted: Formula, among: Area) -> Formula:
    """The position, from 1, of the first text that is exactly the wanted one; #N/A if there is none."""
    return first_position(Infix("*", call("EXACT", among, wanted), ONE))


def first_position(flags: Formula) -> Formula:
    """The position, from 1, of the first 1 in an array; #N/A if there is none."""
    return call("SUMPRODUCT", call("MATCH", ONE, flags, _EXACT_MATCH))


def entry(column: Area, position: Formula) -> Formula:
    """The value at a position of a column."""
    return call("INDEX", column, position)


def total(array: Formula) -> Formula:
    """The sum of an array."""
    return call("SUMPRODUCT", array)

"""What ties the rows of an aggregate to the row that asks for it, so that not every row is looked at for each other.

A row that passes the filter, or may, fulfils every link of one of the *ways*. That follows from the form of the
filter alone; whoever looks only at such rows, in their order, still puts the whole filter to each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeGuard

from refcf_rules.model.expression import (
    Aggregate,
    Cell,
    Comparison,
    Expression,
    Interpolation,
    IsGiven,
    Logic,
    Not,
    TruthLiteral,
    children,
)
from refcf_rules.model.types import NumberType, TruthType
from refcf_rules.record import record

MOST_WAYS: Final = 4
_FLIPPED: Final = {"<=": ">=", "<": ">", ">=": "<=", ">": "<", "=": "="}


@record
class TextLink:
    """A text of the row equals one of the asking row. ``is_given``: a row without it does not pass."""

    inner: Expression
    outer: Expression
    is_given: bool = False


@record
class NumberLink:
    """A number of the row lies between numbers of the asking row, under the guard; either side may be open."""

    inner: Expression
    at_least: tuple[Expression, ...]
    at_most: tuple[Expression, ...]
    is_given: bool = False


Link = TextLink | NumberLink
Way = tuple[Link, ...]


@record
class OtherThan:
    """A text of the row that must not be that of the asking row."""

    inner: Expression
    outer: Expression


@record
class Linked:
    """The ways of an aggregate, and what may be worked out once for several asking rows.

    A row of which one of the ``own`` tests is false counts for no asking row.
    ``asked`` are the cells of asking rows that the value rests on; it is empty where every row asks for
    something of its own, or where nothing can be shared. With ``other_than`` rows are only counted, or asked for;
    ``filter`` and ``tests`` are without it.
    """

    ways: tuple[Way, ...]
    own: tuple[Expression, ...]
    filter: Expression | None
    tests: tuple[Expression, ...]
    asked: tuple[Cell, ...]
    other_than: OtherThan | None


def free_rows(of: Expression | None) -> frozenset[str]:
    """The row variables that stand for rows outside the expression."""
    match of:
        case None:
            return frozenset()
        case Cell(row=row):
            return frozenset({row})
        case Interpolation(row=row, at=at):
            inner = frozenset[str]().union(*(free_rows(part) for part in (of.filter, of.value, of.by))) - {row}
            return inner | free_rows(at)
        case Aggregate(row=row):
            return frozenset[str]().union(*map(free_rows, children(of))) - {row}
        case _:
            return frozenset[str]().union(*map(free_rows, children(of)))


def conjuncts(of: Expression | None) -> Iterator[Expression]:
    """The parts of an *and*, each alone."""
    match of:
        case None:
            return
        case Logic(operator="and", operands=operands):
            for operand in operands:
                yield from conjuncts(operand)
        case _:
            yield of


def linked(of: Aggregate) -> Linked | None:
    """How the rows of an aggregate are tied to the asking row; ``None`` if nothing is gained by it."""
    if not free_rows(of):
        return None
    tests = deciding_tests(of)
    apart, other_than = _set_apart(of, tests)
    rest = tuple(each for each in tests if each is not apart)
    asked = _asked(of, rest)
    if other_than is None or not asked:
        rest, other_than, apart = tests, None, None
    ways = _ways(rest, of.row, frozenset())
    if not ways and not asked:
        return None
    own = tuple(each for each in conjuncts(of.filter) if free_rows(each) <= {of.row})
    return Linked(ways, own, _without(of.filter, apart), rest, asked, other_than)


def deciding_tests(of: Aggregate) -> tuple[Expression, ...]:
    """What is true together of a row that counts: that passes, and of *any* and *every* one that decides."""
    tests = tuple(conjuncts(of.filter))
    match of.kind, of.value:
        case "any", value if value is not None:
            return (*tests, *(each for each in conjuncts(value) if not _is_yes(each)))
        case "every", value if value is not None:
            return (*tests, Not(value, value.type, value.span))
        case _:
            return tests


def _without(of: Expression | None, apart: Expression | None) -> Expression | None:
    """The filter in which one test is always true."""
    if apart is not None and of is apart:
        return TruthLiteral(True, of.type, of.span)
    if apart is None or not isinstance(of, Logic) or of.operator != "and":
        return of
    operands = tuple(part for each in of.operands if (part := _without(each, apart)) is not None)
    return Logic("and", operands, of.type, of.span)


def _is_yes(of: Expression) -> bool:
    return isinstance(of, TruthLiteral) and of.value


# --- ways -----------------------------------------------------------------------------------------------


def _ways(tests: Sequence[Expression], row: str, given: frozenset[str]) -> tuple[Way, ...]:
    """The ways in which all tests may hold; none if they say nothing about it."""
    given |= {each.operand.field for each in tests if isinstance(each, IsGiven) and _is_own(each.operand, row)}
    ways: tuple[Way, ...] = ((),)
    for each in tests:
        options = _options(each, row, given)
        if options and len(ways) * len(options) <= MOST_WAYS:
            ways = tuple((*way, *option) for way in ways for option in options)
    return tuple(map(_together, ways)) if all(ways) else ()


def _is_own(of: Expression, row: str) -> TypeGuard[Cell]:
    return isinstance(of, Cell) and of.row == row


def _options(of: Expression, row: str, given: frozenset[str]) -> tuple[Way, ...]:
    """The ways in which one test may hold; none if it says nothing about it."""
    match of:
        case Comparison():
            link = _link(of, row, given)
            return () if link is None else ((link,),)
        case Logic(operator="or", operands=operands):
            parts = [_ways(tuple(conjuncts(operand)), row, given) for operand in operands]
            return tuple(way for part in parts for way in part) if all(parts) else ()
        case _:
            return ()


def _link(of: Comparison, row: str, given: frozenset[str]) -> Link | None:
    for inner, outer, operator in ((of.left, of.right, of.operator), (of.right, of.left, _FLIPPED.get(of.operator))):
        asking = free_rows(outer)
        if free_rows(inner) != {row} or not asking or row in asking or operator is None:
            continue
        is_given = _is_own(inner, row) and inner.field in given
        if isinstance(inner.type, NumberType) and operator in _FLIPPED:
            at_least = (outer,) if operator in ("=", ">=", ">") else ()
            at_most = (outer,) if operator in ("=", "<=", "<") else ()
            return NumberLink(inner, at_least, at_most, is_given)
        if not isinstance(inner.type, NumberType | TruthType) and operator == "=":
            return TextLink(inner, outer, is_given)
    return None


def _together(way: Way) -> Way:
    """The links with the bounds of one number as one link."""
    found: dict[object, Link] = {}
    for each in way:
        key = each.inner.field if isinstance(each, NumberLink) and isinstance(each.inner, Cell) else len(found)
        before = found.get(key)
        if isinstance(before, NumberLink) and isinstance(each, NumberLink):
            bounds = (*before.at_least, *each.at_least), (*before.at_most, *each.at_most)
            each = NumberLink(each.inner, *bounds, each.is_given)  # noqa: PLW2901 -- the two as one
        found[key] = each
    return tuple(found.values())


# --- sharing --------------------------------------------------------------------------------------------


def _set_apart(of: Aggregate, tests: Sequence[Expression]) -> tuple[Expression | None, OtherThan | None]:
    """The one test that a row is another than the asking one, where rows are only counted."""
    if of.kind not in ("count", "any", "every"):
        return None, None
    found = [(each, other) for each in tests if (other := _other_than(each, of.row)) is not None]
    return found[0] if len(found) == 1 else (None, None)


def _other_than(of: Expression, row: str) -> OtherThan | None:
    if not isinstance(of, Comparison) or of.operator != "!=" or isinstance(of.left.type, NumberType | TruthType):
        return None
    for inner, outer in ((of.left, of.right), (of.right, of.left)):
        asking = free_rows(outer)
        if free_rows(inner) == {row} and asking and row not in asking:
            return OtherThan(inner, outer)
    return None


def _asked(of: Aggregate, tests: Sequence[Expression]) -> tuple[Cell, ...]:
    """The cells of asking rows that tests name, each once; none where a value or an id is asked for too."""
    if any(free_rows(part) - {of.row} for part in (None if of.kind in ("any", "every") else of.value, of.weight)):
        return ()
    cells = {(each.row, each.field): each for test in tests for each in _free_cells(test, frozenset({of.row}))}
    return () if any(field == "id" for _, field in cells) else tuple(cells.values())


def _free_cells(of: Expression, inside: frozenset[str]) -> Iterator[Cell]:
    """The cells of rows outside the expression; ``inside`` are the row variables that stand for its own."""
    if isinstance(of, Cell) and of.row not in inside:
        yield of
    if isinstance(of, Interpolation):
        yield from _free_cells(of.at, inside)
    own = inside | {of.row} if isinstance(of, Aggregate | Interpolation) else inside
    for part in children(of):
        if not (isinstance(of, Interpolation) and part is of.at):
            yield from _free_cells(part, own)

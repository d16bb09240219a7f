"""How an aggregate is worked out: in a pass of its own table, in groups, by rank, or row by row."""

from __future__ import annotations

from typing import Literal

from refcf_rules.model.expression import Aggregate, Among, Cell, Comparison, Expression, TextLiteral
from refcf_rules.model.row_links import Linked, conjuncts, free_rows, linked
from refcf_rules.model.types import NumberType, TruthType
from refcf_rules.record import record
from refcf_rules.targets.program.rows import link

How = Literal["sum", "group", "ranked", "loop"]


@record
class Totalling:
    """The way of an aggregate.

    ``sum``: it depends on its own rows only. ``group``: its rows are those whose ``key`` is the ``outer``
    text of the asking row. ``ranked``: the rows whose ``compared`` value lies above that of the asking row.
    ``loop``: the rows again for each asking row; all of them, or those that are ``linked`` to it. ``inner`` are
    the tests of its own rows alone.
    """

    kind: How
    inner: tuple[Expression, ...] = ()
    key: Expression | None = None
    outer: Expression | None = None
    compared: Cell | None = None
    added: Cell | None = None
    linked: Linked | None = None


def totalling(of: Aggregate, *, shared: bool = False) -> Totalling:
    """How to work out an aggregate; ``shared`` says that there are others alike but for the option asked for."""
    tests = tuple(conjuncts(of.filter))
    if not free_rows(of):
        constant = by_option(of) if shared else None
        return Totalling("sum", tests) if constant is None else constant
    ranked = _ranked(of)
    if ranked is not None:
        return ranked
    apart = tuple(each for each in tests if not free_rows(each) <= {of.row})
    found = link(apart[0], of.row) if len(apart) == 1 else None
    alone = all(free_rows(part) <= {of.row} for part in (of.value, of.weight))
    if found is None or not alone or not _can_be_grouped(of):
        return Totalling("loop", tests, linked=linked(of))
    key, outer = found
    if isinstance(key.type, NumberType | TruthType):
        return Totalling("loop", tests, linked=linked(of))
    return Totalling("group", tuple(each for each in tests if each is not apart[0]), key, outer)


def by_option(of: Aggregate) -> Totalling | None:
    """As a group by the option that a field of its rows is compared with, if there is one such test."""
    if free_rows(of) or not _can_be_grouped(of):
        return None
    tests = tuple(conjuncts(of.filter))
    found = [(each, asked) for each in tests if (asked := _option(each, of.row)) is not None]
    if len(found) != 1:
        return None
    test, (key, option) = found[0]
    return Totalling("group", tuple(each for each in tests if each is not test), key, option)


def _option(of: Expression, row: str) -> tuple[Cell, Expression] | None:
    match of:
        case Comparison(operator="=", left=Cell() as cell, right=TextLiteral() as text) if cell.row == row:
            return cell, text
        case Among(value=Cell() as cell, options=(option,)) if cell.row == row:
            return cell, TextLiteral(option, cell.type, of.span)
        case _:
            return None


def _can_be_grouped(of: Aggregate) -> bool:
    return of.kind in ("sum", "count", "any")


def _ranked(of: Aggregate) -> Totalling | None:
    """The sum of the rows larger than this one, as ``evaluate.ranked`` has it."""
    match of:
        case Aggregate(
            kind="sum",
            row=row,
            weight=None,
            filter=Comparison(operator=">", left=Cell(row=left) as compared, right=Cell() as limit),
            value=Cell(row=added_row) as added,
        ) if left == row and added_row == row and limit.row != row:
            return Totalling("ranked", compared=compared, added=added, outer=limit)
        case _:
            return None

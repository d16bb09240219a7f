"""Which cells anything in a program asks for; all others are only checked when they are read."""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.model.expression import Aggregate, Cell, Expression, Interpolation, Joined, children
from refcf_rules.model.requirement import Calculation, ProcessEmission, Repetition, Requirement
from refcf_rules.targets.program.plan import Plan


def cells_of(plan: Plan) -> Iterator[tuple[str, str]]:
    """(table, field) of every cell that the pieces of a plan name."""
    for piece in plan.pieces.values():
        for expression in _expressions(piece.work, plan):
            yield from _cells(expression)


def _expressions(work: object, plan: Plan) -> Iterator[Expression]:
    match work:
        case Calculation(expression=expression):
            yield expression
        case Requirement():
            yield from (part for part in (work.filter, work.condition, work.expression) if part is not None)
            texts = () if work.message is None else (*work.message.zh, *work.message.en)
            yield from (part for part in texts if not isinstance(part, str))
        case ProcessEmission():
            yield from (part for part in (work.process, work.expression, work.filter) if part is not None)
        case Aggregate() | Interpolation():
            yield work
        case Repetition():
            yield from (plan.calculations[id_].expression for id_ in (*work.states, *work.formulas))
        case _:
            return


def _cells(of: Expression) -> Iterator[tuple[str, str]]:
    if isinstance(of, Cell | Joined):
        yield of.table, of.field
    for part in children(of):
        yield from _cells(part)

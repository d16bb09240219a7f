"""Which inventory fields a requirement reads, directly and through the formulas it uses."""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.model.expression import Cell, Expression, Joined, Scalar, children
from refcf_rules.model.requirement import Requirement
from refcf_rules.record import record
from refcf_rules.targets.prose.context import Context, once

Column = tuple[str, str]


@record
class Reach:
    """The fields read: ``direct`` ones stand in the rule itself, ``through`` in formulas it uses."""

    direct: tuple[Column, ...]
    through: tuple[Column, ...]


@once
def reach_of(context: Context, requirement: Requirement) -> Reach:
    """The fields of the inventory that decide a requirement, in the order of the inventory."""
    parts = (requirement.filter, requirement.condition, requirement.expression)
    direct: set[Column] = set()
    through: set[Column] = set()
    seen: set[str] = set()
    waiting = [part for part in parts if part is not None]
    found = direct
    while waiting:
        calculations = [_one for part in waiting for _one in _read(context, part, found)]
        fresh = [id_ for id_ in dict.fromkeys(calculations) if id_ not in seen]
        seen.update(fresh)
        waiting = [context.calculations[id_].expression for id_ in fresh]
        found = through
    rest = through - direct
    return Reach(
        tuple(column for column in context.typed if column in direct),
        tuple(column for column in context.typed if column in rest),
    )


def _read(context: Context, expression: Expression, found: set[Column]) -> Iterator[str]:
    """Add the fields an expression reads to ``found``; give the calculations it uses."""
    for id_, column in _named(expression):
        if id_ in context.calculations:
            yield id_
        elif column in context.fields:
            found.add(column)


def _named(expression: Expression) -> Iterator[tuple[str, Column]]:
    match expression:
        case Cell(table=table, field=field) | Joined(table=table, field=field):
            yield f"{table}.{field}", (table, field)
        case Scalar(id=id_):
            table, _, field = id_.partition(".")
            yield id_, (table, field)
        case _:
            pass
    for child in children(expression):
        yield from _named(child)

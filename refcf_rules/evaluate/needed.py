"""Which calculations a result rests on, followed through every name it uses."""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.model.expression import Cell, Expression, Joined, Scalar, children
from refcf_rules.model.standard import Standard


def needed_for_footprint(standard: Standard) -> frozenset[str]:
    """The calculations of the footprint and its parts, and what they need."""
    if standard.footprint is None:
        return frozenset()
    footprint = standard.footprint.id
    asked = [each.id for each in standard.calculations if each.id == footprint or each.id.startswith(f"{footprint}.")]
    expressions = {each.id: each.expression for each in standard.calculations}
    needed: set[str] = set()
    waiting = [*asked, *(name for each in standard.emissions for name in _names(each.expression))]
    while waiting:
        name = waiting.pop()
        if name in expressions and name not in needed:
            needed.add(name)
            waiting.extend(_names(expressions[name]))
    return frozenset(needed)


def _names(expression: Expression) -> Iterator[str]:
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        waiting.extend(children(part))
        match part:
            case Scalar(id=id_):
                yield id_
            case Cell(table="contribution", field=component):
                yield f"activity.{component}"
            case Cell(table=table, field=field) | Joined(table=table, field=field):
                yield f"{table}.{field}"
            case _:
                pass

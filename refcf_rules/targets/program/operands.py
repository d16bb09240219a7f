"""The values that a finding shows: what the rule names, then what its message speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.model.expression import (
    Aggregate,
    Cell,
    Expression,
    Interpolation,
    Joined,
    Scalar,
    children,
    named_by,
)
from refcf_rules.model.requirement import Requirement
from refcf_rules.targets.program.program import Shown
from refcf_rules.targets.program.rows import signature


def operands_of(requirement: Requirement) -> tuple[Shown, ...]:
    """The single values and cells that the requirement itself names, each once, in reading order."""
    found: dict[tuple[str, ...], Shown] = {}
    for each in _named(requirement.expression):
        id_ = each.id if isinstance(each, Scalar) else f"{each.table}.{each.field}"
        key = tuple(named_by(each.key)) if isinstance(each, Joined) else ()
        found.setdefault((id_, *key), Shown(each, id_))
    return tuple(found.values())


def slots_of(requirement: Requirement) -> tuple[Shown, ...]:
    """The slots of its message, each once."""
    found: dict[object, Shown] = {}
    texts = () if requirement.message is None else (*requirement.message.zh, *requirement.message.en)
    for part in texts:
        if not isinstance(part, str):
            found.setdefault(signature(part, {}), Shown(part, ""))
    return tuple(found.values())


def _named(of: Expression) -> Iterator[Scalar | Cell | Joined]:
    if isinstance(of, Aggregate):
        return
    if isinstance(of, Scalar | Cell | Joined):
        yield of
    for part in (of.at,) if isinstance(of, Interpolation) else children(of):
        yield from _named(part)

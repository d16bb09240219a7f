"""The values a requirement names: what a finding shows to machines beside its message."""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.row import Scope
from refcf_rules.evaluate.shown import unit_for
from refcf_rules.evaluate.value import Datum
from refcf_rules.model.expression import Aggregate, Cell, Expression, Interpolation, Joined, Scalar, children, named_by
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message


@record
class NamedValue:
    """A field, parameter or formula by its id, canonical; ``unit`` is the one people read it in."""

    name: str
    label: Message
    value: Datum
    unit: Unit | None


def named_values(of: Expression, scope: Scope, state: Evaluation) -> tuple[NamedValue, ...]:
    """What an expression names outside its aggregates, in reading order, each name once.

    Which names these are depends on the expression alone, so that every target can list them
    beforehand. Inside an aggregate a name has as many values as there are rows: it has none here.
    """
    parts: dict[tuple[str, ...], Scalar | Cell | Joined] = {}
    for part in _names(of):
        key = named_by(part.key) if isinstance(part, Joined) else ()
        parts.setdefault((_id(part), *key), part)
    return tuple(
        NamedValue(_id(part), _label(part, state), state.value(part, scope), unit_for(part, scope, state))
        for part in parts.values()
    )


def _names(of: Expression) -> Iterator[Scalar | Cell | Joined]:
    waiting = [of]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Scalar | Cell | Joined):
            yield part
        if isinstance(part, Interpolation):
            waiting.append(part.at)
        elif not isinstance(part, Aggregate):
            waiting.extend(reversed(children(part)))


def _id(part: Scalar | Cell | Joined) -> str:
    return part.id if isinstance(part, Scalar) else f"{part.table}.{part.field}"


def _label(part: Scalar | Cell | Joined, state: Evaluation) -> Message:
    names = state.bound.names
    return names.scalar(part.id) if isinstance(part, Scalar) else names.column(part.table, part.field)

"""What a schema says of a requirement: that nothing certainly violates it.

A row is refused only where what is written decides the matter; only *shall* may refuse an inventory.
"""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.model.expression import Cell, Expression, Logic, Not, Scalar, children
from refcf_rules.model.requirement import Modality, Requirement
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.targets.json_schema.certain import WHOLE, Certain, Here
from refcf_rules.targets.json_schema.content import Demand
from refcf_rules.targets.json_schema.rows import some_row
from refcf_rules.targets.json_schema.said import Reason, Said, every
from refcf_rules.targets.json_schema.schema import NEVER, refused

_Truth = tuple[Expression, bool]


@record
class Condition:
    """A requirement with its demand, if any, and with the reasons for what is not said of it."""

    requirement: Requirement
    demand: Demand | None
    reasons: tuple[Reason, ...]

    @property
    def is_whole(self) -> bool:
        """Whether everything that violates the requirement is refused."""
        return self.demand is not None and not self.reasons


def conditions_of(standard: Standard, certain: Certain) -> tuple[Condition, ...]:
    """All requirements, in their order."""
    return tuple(_condition(one, standard, certain) for one in standard.requirements)


def _condition(of: Requirement, standard: Standard, certain: Certain) -> Condition:
    if of.modality is not Modality.SHALL:
        return Condition(of, None, (Reason.NO_SHALL,))
    tests = [(one, True) for one in (of.filter, of.condition) if one is not None]
    wanted = [part for one, truth in (*tests, (of.expression, False)) for part in _parts(one, truth=truth)]
    general = [part for part in wanted if of.table is not None and _is_general(part[0])]
    own = [part for part in wanted if part not in general]
    here = WHOLE if of.table is None else Here(of.table, of.row)
    said = every(certain.that(part, here, truth=truth) for part, truth in own)
    if of.table is None or not general:
        return _placed(of, of.table, said)
    table = standard.table(of.table)
    if table.parent is not None:
        return Condition(of, None, (Reason.OTHER_ROWS,))
    rows = Said(some_row(table, said.schema), said.reasons)
    return _placed(of, None, every([*(certain.that(part, WHOLE, truth=truth) for part, truth in general), rows]))


def _placed(of: Requirement, table: str | None, violated: Said) -> Condition:
    if violated.schema == NEVER:
        return Condition(of, None, violated.reasons) if violated.reasons else Condition(of, Demand(None, {}), ())
    return Condition(of, Demand(table, {"$comment": of.id, **refused(violated.schema)}), violated.reasons)


def _parts(of: Expression, *, truth: bool) -> Iterator[_Truth]:
    """The truths that together make up this one."""
    match of:
        case Not(operand=operand):
            yield from _parts(operand, truth=not truth)
        case Logic(operator=operator, operands=operands) if (operator == "and") is truth:
            for operand in operands:
                yield from _parts(operand, truth=truth)
        case _:
            yield of, truth


def _is_general(of: Expression) -> bool:
    """Whether it is about the inventory as a whole: it names single values and no row."""
    return _names(of, Scalar) and not _names(of, Cell)


def _names(of: Expression, kind: type[Scalar | Cell]) -> bool:
    return isinstance(of, kind) or any(_names(part, kind) for part in children(of))

"""Who uses what: for all that an expression can name, the rules and the formulas that name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from refcf_rules.model.expression import Cell, Expression, Joined, Lookup, Scalar, children
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Inlines, Link, Place, text
from refcf_rules.targets.prose.side_by_side import inlines_of

UserKind = Literal["rule", "formula"]


@record
class Users:
    """The ids of those that use one thing, in the order of the standard."""

    rules: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()

    def by_kind(self) -> tuple[tuple[UserKind, tuple[str, ...]], ...]:
        """The rules, then the formulas."""
        return (("rule", self.rules), ("formula", self.formulas))


def users_of(standard: Standard) -> Mapping[str, Users]:
    """The users of each parameter, table and calculation by its id, and of each field as ``table.field``."""
    rules = _named_in((one.id, one.filter, one.condition, one.expression) for one in standard.requirements)
    formulas = _named_in(
        (
            *((one.id, one.expression) for one in standard.calculations),
            *((one.id, one.process, one.filter, one.expression) for one in standard.emissions),
        )
    )
    return {
        name: Users(tuple(rules.get(name, ())), tuple(formulas.get(name, ())))
        for name in dict.fromkeys((*rules, *formulas))
    }


def user_link(context: Context, id_: str, kind: UserKind) -> Inlines:
    """A rule or formula by its label, linked."""
    if kind == "rule":
        link = Link(text(context.say(context.requirements[id_].label)), Place("rule", id_))
    else:
        emissions = {one.id: one.label for one in context.standard.emissions}
        label = emissions.get(id_) or context.names.scalar(id_)
        link = Link(text(context.say(label)), Place("number", id_))
    return inlines_of(context.standard.id, (link,))


def _named_in(owners: Iterable[tuple[str | Expression | None, ...]]) -> dict[str, dict[str, None]]:
    """By name, the owners whose expressions name it."""
    found: dict[str, dict[str, None]] = {}
    for id_, *expressions in owners:
        for one in expressions:
            if one is None or isinstance(one, str):
                continue
            for name in names_in(one):
                found.setdefault(name, {})[str(id_)] = None
    return found


def names_in(expression: Expression) -> Iterator[str]:
    """All that an expression names: single values and tables of the standard by id, columns as ``table.field``."""
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        waiting.extend(children(part))
        match part:
            case Scalar(id=id_) | Lookup(table=id_):
                yield id_
            case Cell(table=table, field=field) | Joined(table=table, field=field):
                yield f"{table}.{field}"
            case _:
                pass

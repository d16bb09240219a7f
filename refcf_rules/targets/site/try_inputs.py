"""Which fields of an inventory a reader may change to try a rule: numbers, options, dates and truths it compares.

What stands in the rule itself comes first, then what its formulas ask for, then what decides whether it applies.
Texts are left out, and so are whole tables: of a table that is summed, rows count only where they are few.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.model.expression import (
    Aggregate,
    Among,
    Cell,
    Comparison,
    Expression,
    Interpolation,
    IsGiven,
    Scalar,
    TextLiteral,
    children,
)
from refcf_rules.model.requirement import Requirement
from refcf_rules.model.row_links import conjuncts
from refcf_rules.model.types import ChoiceType, DateType, NumberType, TruthType
from refcf_rules.record import record
from refcf_rules.targets.prose.context import Context, once

_MOST: Final = 4
_WITH_CONDITION: Final = 3
_WORKED_OUT: Final = {
    ("period", "months"): ("start", "end"),
    ("activity", "mass"): ("amount", "moisture"),
    ("activity", "energy"): ("amount",),
    ("activity", "factor_amount"): ("amount",),
}
"""What is worked out when an inventory is read, and the fields it comes from."""


@record
class Asked:
    """A field to change: of a single table or of the row of the rule; ``every`` means each row of a summed table.

    ``where`` are the texts that a row of a summed table has, by field.
    """

    table: str
    field: str
    every: bool = False
    where: tuple[tuple[str, str], ...] = ()


@once
def asked_by(context: Context, rule: Requirement) -> tuple[Asked, ...]:
    """The fields to change, the most telling first; none where trying would not serve."""
    if rule.table == "contribution" or not _compares(rule.expression) or _asks_the_library(context, rule.expression):
        return ()
    found = list(_Walk(context, rule.row or None).asked((rule.expression,)))[:_MOST]
    if not found:
        return ()
    tests = tuple(part for part in (rule.condition, rule.filter) if part is not None)
    more = (one for one in _Walk(context, rule.row or None).asked(tests, deep=False) if one not in found)
    return (*found, *tuple(more)[: max(_WITH_CONDITION - len(found), 0)])


def _compares(of: Expression) -> bool:
    if isinstance(of, Comparison | Among):
        return True
    return not isinstance(of, Aggregate) and any(map(_compares, children(of)))


def _asks_the_library(context: Context, of: Expression) -> bool:
    """Whether a factor is compared with the library's: such a row has no factor of its own to change."""
    if isinstance(of, Cell) and of.field.startswith("factor."):
        field = context.fields.get((of.table, of.field))
        return field is not None and field.derived
    return any(_asks_the_library(context, part) for part in children(of))


class _Walk:
    """Goes through expressions, those of named values after those that name them."""

    def __init__(self, context: Context, row: str | None) -> None:
        self.context = context
        self.row = row
        self.seen: set[str] = set()

    def asked(self, of: tuple[Expression, ...], *, deep: bool = True) -> Iterator[Asked]:
        """The fields in the order in which they are met, each once."""
        found: dict[Asked, None] = {}
        waiting = [(one, self.row) for one in of]
        while waiting:
            behind: list[tuple[Expression, str | None]] = []
            for one, row in waiting:
                found.update(dict.fromkeys(self._leaves(one, row, behind)))
            waiting = behind if deep else []
        return iter(found)

    def _leaves(self, of: Expression, row: str | None, behind: list[tuple[Expression, str | None]]) -> Iterator[Asked]:
        match of:
            case Scalar(id=id_) if id_ in self.context.calculations:
                self._later(id_, behind)
            case Scalar(id=id_):
                table, _, field = id_.partition(".")
                yield from self._fields(table, field)
            case Cell(row=name, table=table, field=field) if name == row:
                if f"{table}.{field}" in self.context.calculations:
                    self._later(f"{table}.{field}", behind)
                else:
                    yield from self._fields(table, field)
            case IsGiven() | Interpolation():
                return
            case Aggregate():
                yield from self._summed(of)
            case _:
                for part in children(of):
                    yield from self._leaves(part, row, behind)

    def _later(self, id_: str, behind: list[tuple[Expression, str | None]]) -> None:
        if id_ not in self.seen:
            self.seen.add(id_)
            calculation = self.context.calculations[id_]
            behind.append((calculation.expression, calculation.row if calculation.table is not None else None))

    def _fields(self, table: str, field: str) -> Iterator[Asked]:
        for name in _WORKED_OUT.get((table, field), (field,)):
            found = self.context.fields.get((table, name))
            if (
                found is not None
                and not found.derived
                and isinstance(found.type, NumberType | ChoiceType | DateType | TruthType)
            ):
                yield Asked(table, name)

    def _summed(self, of: Aggregate) -> Iterator[Asked]:
        """The numbers of the rows that are summed."""
        if of.value is None:
            return
        tests = tuple(_equalities(of))
        behind: list[tuple[Expression, str | None]] = []
        for one in self._leaves(of.value, of.row, behind):
            if one.table == of.table and not one.every and _is_number(self.context, one):
                yield Asked(one.table, one.field, every=True, where=tests)


def _equalities(of: Aggregate) -> Iterator[tuple[str, str]]:
    for test in conjuncts(of.filter):
        match test:
            case Comparison(operator="=", left=Cell(row=row, field=field), right=TextLiteral(value=text)) if (
                row == of.row
            ):
                yield field, text
            case Among(value=Cell(row=row, field=field), options=(text,)) if row == of.row:
                yield field, text
            case _:
                pass


def _is_number(context: Context, one: Asked) -> bool:
    return isinstance(context.fields[one.table, one.field].type, NumberType)

"""What a rule rests on: the fields and formulas it reads, to say which of them are missing when it cannot be decided.

A field that is asked for before it is read (``x is given and x above 1``) does not leave anything open, so it
is not among them there. Of rows that a filter picks by their options only those count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from refcf_rules.model.expression import (
    Aggregate,
    Among,
    Cell,
    Comparison,
    Conditional,
    Expression,
    Interpolation,
    IsGiven,
    Joined,
    Logic,
    Not,
    Repeated,
    Scalar,
    TextLiteral,
    children,
)
from refcf_rules.model.requirement import Requirement
from refcf_rules.model.standard import Standard
from refcf_rules.targets.program.data import Json, Object
from refcf_rules.targets.program.kinds import plain_text
from refcf_rules.targets.program.rows import Signature, conjuncts, signature

Asked = frozenset[Signature]
Where = tuple[tuple[str, tuple[str, ...]], ...]
# What a field that is worked out for an activity comes from, as a company writes it.
_SOURCES = {
    "mass": ("amount", "basis"),
    "energy": ("amount",),
    "factor_amount": ("amount", "factor"),
    "stage": ("process",),
    "order": ("process",),
}


@dataclass(frozen=True, slots=True)
class Rest:
    """A field (``table.field``) or a formula by its id; ``own`` is of the row in question, else of all ``where``."""

    id: str
    own: bool
    where: Where = ()

    def as_json(self) -> Json:
        """The id alone, or with what else there is to say."""
        if self.own and not self.where:
            return self.id
        return [self.id, [[name, list(options)] for name, options in self.where]]


class Rests:
    """Works out what rules and formulas of a standard rest on."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.calculations = {each.id: each for each in standard.calculations}
        self.tables = {table.id: table for table in standard.tables}

    def of_rule(self, rule: Requirement) -> tuple[Rest, ...]:
        """What a requirement rests on, its filter and condition first."""
        asked: Asked = frozenset()
        found: list[Rest] = []
        for part in (rule.filter, rule.condition, rule.expression):
            if part is not None:
                found += self._in(part, rule.row, asked, ())
                asked |= frozenset(_asked_in(part))
        return tuple(dict.fromkeys(found))

    def data(self, rules: Iterable[Requirement]) -> Object:
        """What every formula rests on that any of the rules leads to."""
        waiting = [rest.id for rule in rules for rest in self.of_rule(rule)]
        found: Object = {}
        while waiting:
            id_ = waiting.pop()
            calculation = self.calculations.get(id_)
            if calculation is None or id_ in found:
                continue
            rests = tuple(dict.fromkeys(self._in(calculation.expression, calculation.row, frozenset(), ())))
            found[id_] = [rest.as_json() for rest in rests]
            waiting += [rest.id for rest in rests]
        return dict(sorted(found.items()))

    def _in(self, of: Expression, row: str, asked: Asked, where: Where) -> Iterator[Rest]:
        if signature(of, {}) in asked:
            return
        match of:
            case IsGiven():
                return
            case Scalar(id=id_):
                yield from self._single(id_)
            case Cell(table=table, field=name):
                if of.row == row:
                    yield from self._cell(table, name, own=not where, where=where)
            case Joined(key=key, table=table, field=name):
                yield from self._in(key, row, asked, where)
                yield from self._cell(table, name, own=False, where=())
            case Aggregate() | Interpolation():
                yield from self._rows(of, row, asked, where)
            case Conditional(test=test, then=then, otherwise=otherwise):
                yield from self._in(test, row, asked, where)
                yield from self._in(then, row, asked | frozenset(_asked_in(test)), where)
                yield from self._in(otherwise, row, asked | frozenset(_denied_in(test)), where)
            case Logic(operator=operator, operands=operands):
                told = frozenset(_asked_in(of) if operator == "and" else _denied_in(of))
                for part in operands:
                    yield from self._in(part, row, asked | told, where)
            case Repeated(start=start, following=following):
                yield from self._in(start, row, asked, where)
                yield from self._in(following, row, asked, where)
            case _:
                for part in children(of):
                    yield from self._in(part, row, asked, where)

    def _rows(self, of: Aggregate | Interpolation, row: str, asked: Asked, outer: Where) -> Iterator[Rest]:
        """The rows of another table: those that their options let pass, and of these what is read."""
        tests = tuple(conjuncts(of.filter))
        where = tuple(found for test in tests if (found := _option_test(test, of.row)) is not None)
        own = asked | frozenset(name for test in tests for name in _asked_in(test))
        marked = where or (("", ()),)
        for test in tests:
            if _option_test(test, of.row) is None:
                yield from self._of_rows(test, of.row, row, own, marked, outer)
        parts = (of.value, of.weight) if isinstance(of, Aggregate) else (of.value, of.by)
        for part in parts:
            if part is not None:
                yield from self._of_rows(part, of.row, row, own, marked, outer)
        if isinstance(of, Interpolation):
            yield from self._in(of.at, row, asked, outer)

    def _of_rows(
        self, part: Expression, inner: str, row: str, asked: Asked, where: Where, outer: Where
    ) -> Iterator[Rest]:
        """What an expression reads of the inner rows, and of the outer one."""
        for each in _parts(part):
            if isinstance(each, Cell) and each.row == row and each.row != inner:
                yield from self._in(each, row, asked, outer)
        yield from self._in(part, inner, asked, where)

    def _single(self, id_: str) -> Iterator[Rest]:
        yield Rest(id_, own=True)

    def _cell(self, table: str, name: str, *, own: bool, where: Where) -> Iterator[Rest]:
        if f"{table}.{name}" in self.calculations:
            yield Rest(f"{table}.{name}", own, where)
            return
        if table == "contribution":
            for emission in self.standard.emissions:
                yield from self._in(emission.expression, emission.row, frozenset(), (("", ()),))
            yield from (Rest(f"activity.{part}", own=False, where=(("", ()),)) for part in ("fossil", "factor_amount"))
            return
        found = self.tables[table].field(name)
        if table == "activity" and name.startswith("factor."):
            yield Rest("activity.factor", own, where)
        elif found is not None and found.derived:
            for source in _SOURCES.get(name, ()):
                yield Rest(f"{table}.{source}", own, where)
        elif found is not None:
            yield Rest(f"{table}.{name}", own, where)


def _parts(of: Expression) -> Iterator[Expression]:
    yield of
    for part in children(of):
        yield from _parts(part)


def _asked_in(of: Expression) -> Iterator[Signature]:
    """What is there where the expression is true, because it asks for it."""
    match of:
        case IsGiven(operand=operand):
            yield signature(operand, {})
        case Logic(operator="and", operands=operands):
            for part in operands:
                yield from _asked_in(part)
        case Not(operand=operand):
            yield from _denied_in(operand)
        case _:
            return


def _denied_in(of: Expression) -> Iterator[Signature]:
    """What is there where the expression is false, because it says that it is missing."""
    match of:
        case Not(operand=operand):
            yield from _asked_in(operand)
        case Logic(operator="or", operands=operands):
            for part in operands:
                yield from _denied_in(part)
        case _:
            return


def _option_test(of: Expression, row: str) -> tuple[str, tuple[str, ...]] | None:
    """A test of an option of the row: its field and the options that pass."""
    match of:
        case Comparison(operator="=", left=Cell() as cell, right=TextLiteral(value=text)) if cell.row == row:
            return cell.field, (plain_text(text),)
        case Among(value=Cell() as cell, options=options) if cell.row == row:
            return cell.field, tuple(map(plain_text, options))
        case _:
            return None

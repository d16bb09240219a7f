"""A repetition: all its passes, then the question whether it settled, then its formulas once more."""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.model.expression import Expression, Repeated
from refcf_rules.model.requirement import Calculation, Repetition
from refcf_rules.targets.program import accumulate
from refcf_rules.targets.program.build import Building
from refcf_rules.targets.program.code import (
    Append,
    Assign,
    Call,
    Constant,
    Holds,
    Name,
    Not,
    Reference,
    Remark,
    Repeat,
    Start,
    Statement,
    When,
)
from refcf_rules.targets.program.kinds import kind_of_type
from refcf_rules.targets.program.site import RowAccess, Site


class Repeating:
    """The statements of one repetition. Aggregates inside are worked out where they stand."""

    def __init__(self, repetition: Repetition, building: Building) -> None:
        self.repetition = repetition
        self.building = building
        self.names = building.names
        self.states = [building.plan.calculations[id_] for id_ in repetition.states]
        self.formulas = [building.plan.calculations[id_] for id_ in repetition.formulas]

    def statements(self) -> Iterator[Statement]:
        """Start values, passes, settlement, formulas."""
        self.building.inline = True
        for state in self.states:
            yield from self._into(state, _repeated(state).start, self._variable(state))
        inside: list[Statement] = []
        for formula in self.formulas:
            inside += self._formula(formula)
        for state in self.states:
            inside += self._into(state, _repeated(state).following, self._beside(state, "next"))
        for state in self.states:
            inside.append(Assign(self._beside(state, "before"), self._value(state, self._variable(state))))
            inside.append(Assign(self._variable(state), self._value(state, self._beside(state, "next"))))
        yield Repeat(self.repetition.times, tuple(inside))
        yield from self._settled()
        for formula in self.formulas:
            yield from self._formula(formula)
        self.building.inline = False

    def _formula(self, formula: Calculation) -> Iterator[Statement]:
        yield Remark(f"{formula.label.zh}　{formula.label.en}")
        yield from self._into(formula, formula.expression, self._variable(formula))

    def _settled(self) -> Iterator[Statement]:
        """What changed too much in the last pass makes all states missing."""
        settled = Name(self.names.ids.fresh("is", "settled"), "truth", certain=True)
        yield Assign(settled.id, Constant(value=True))
        bounds = (Constant(self.repetition.tolerance), Constant(value=self.repetition.relative))
        for state in self.states:
            values = (self._value(state, self._beside(state, "before")), self._value(state, self._variable(state)))
            function = "settled" if state.table is None else "all_settled"
            term = Call(function, (*values, *bounds), "truth", certain=True)
            yield When(Not(term), (Assign(settled.id, Constant(value=False)),))
        missing: list[Statement] = []
        for state in self.states:
            value = self._value(state, self._variable(state))
            term = Call("missing_number" if state.table is None else "all_missing", (value,), "number")
            missing.append(Assign(self._variable(state), term))
        yield When(Not(Holds(settled)), tuple(missing))

    def _into(self, of: Calculation, expression: Expression, variable: str) -> Iterator[Statement]:
        """A value, or for each row of its table a column, worked out into a variable."""
        if of.table is None:
            site = Site({})
            term = self.building.lower(expression, site)
            yield from accumulate.taken(site)
            yield Assign(variable, term)
            return
        access = RowAccess(of.table, of.row, frozenset())
        site = Site({of.row: access})
        term = self.building.lower(expression, site)
        body = (*accumulate.taken(site), Append(variable, term))
        yield Start(variable, "list")
        yield self.building.each(access, body)

    def _variable(self, of: Calculation) -> str:
        if of.table is None:
            return self.names.single(of.id, of.type).id
        return self.names.column(of.table, of.id.removeprefix(f"{of.table}."))

    def _beside(self, of: Calculation, what: str) -> str:
        return self.names.fixed(f"{what} {of.id}", what, of.id)

    def _value(self, of: Calculation, variable: str) -> Name | Reference:
        return Name(variable, kind_of_type(of.type)) if of.table is None else Reference(variable)


def _repeated(of: Calculation) -> Repeated:
    if not isinstance(of.expression, Repeated):
        raise TypeError(f"{of.id} is no state")
    return of.expression

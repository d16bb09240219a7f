"""Why a rule cannot be decided, as data: the formulas that undecided rules lead to, for a small interpreter.

Judging is straight-line code. Only where something is undecided is it worked out once more, from these
formulas and with the reasons of every missing value; an inventory that is decided never asks for them.
A formula is a literal, or a list that begins with what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from refcf_rules.model.component import COMPONENTS
from refcf_rules.model.expression import (
    Aggregate,
    Among,
    Arithmetic,
    Cell,
    Comparison,
    Conditional,
    DateLiteral,
    Expression,
    Interpolation,
    IsGiven,
    Joined,
    Logic,
    Lookup,
    Negative,
    Not,
    NumberLiteral,
    Repeated,
    Rounded,
    Scalar,
    TextLiteral,
    TruthLiteral,
    YearOf,
    children,
)
from refcf_rules.model.names import Names, names_of
from refcf_rules.model.number import LookupTable, Parameter, Status
from refcf_rules.model.requirement import Calculation, ProcessEmission, Repetition, Requirement
from refcf_rules.model.row_links import TextLink, free_rows, linked
from refcf_rules.model.standard import Standard
from refcf_rules.model.wording import number_words, words
from refcf_rules.quantities.spelling import folded
from refcf_rules.quantities.unit import Unit, canonical_unit
from refcf_rules.source.message import Message
from refcf_rules.targets.program.data import Json
from refcf_rules.targets.program.totals import totalling

ReasonData = dict[str, dict[str, Json] | list[Json]]


def reason_data(standard: Standard) -> ReasonData:
    """All that the reasons of undecided rules are worked out from."""
    return _Reasons(standard).data()


class _Reasons:
    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.names: Names = names_of(standard)
        self.calculations = {each.id: each for each in standard.calculations}
        self.parameters = {each.id: each for each in standard.parameters}
        self.repetitions = {id_: each for each in standard.repetitions for id_ in (*each.states, *each.formulas)}

    def data(self) -> ReasonData:
        """By id: rules, and of everything else what they lead to, in the order of the standard."""
        standard = self.standard
        used = self._used()
        repeated = {each.id: each for id_, each in self.repetitions.items() if id_ in used}
        return {
            "rules": {each.id: self._rule(each) for each in standard.requirements},
            "calculations": {each.id: self._calculation(each) for each in standard.calculations if each.id in used},
            "parameters": {each.id: self._parameter(each) for each in standard.parameters if each.id in used},
            "tables": {each.id: self._table(each) for each in standard.lookups if each.id in used},
            "emissions": [self._emission(each) for each in standard.emissions if "contribution" in used],
            "repetitions": [self._repetition(each) for each in repeated.values()],
        }

    # --- what is led to -------------------------------------------------------------------------------

    def _used(self) -> frozenset[str]:
        """The ids of calculations, parameters and tables that rules lead to; ``contribution`` for its rows."""
        waiting = [part for rule in self.standard.requirements for part in _parts(rule)]
        used: set[str] = set()
        while waiting:
            part = waiting.pop()
            waiting += children(part)
            ids = list(_named(part))
            while ids:
                id_ = ids.pop()
                if id_ not in used:
                    used.add(id_)
                    ids += self._with(id_)
                    waiting += self._behind(id_)
        return frozenset(used)

    def _with(self, id_: str) -> Iterator[str]:
        """What is worked out together with something: all of a repetition, the parts of the contributions."""
        repetition = self.repetitions.get(id_)
        if repetition is not None:
            yield from (*repetition.states, *repetition.formulas)
        if id_ == "contribution":
            yield from (f"activity.{part}" for part in COMPONENTS)

    def _behind(self, id_: str) -> Iterator[Expression]:
        """The formulas that give it."""
        if id_ in self.calculations:
            yield self.calculations[id_].expression
        if id_ in self.parameters:
            yield from (each.value for each in self.parameters[id_].values if each.value is not None)
        if id_ == "contribution":
            yield from (part for each in self.standard.emissions for part in _parts_of_emission(each))

    # --- declarations ---------------------------------------------------------------------------------

    def _rule(self, of: Requirement) -> Json:
        return [
            of.row,
            *(None if part is None else self._formula(part) for part in (of.filter, of.condition)),
            self._formula(of.expression),
        ]

    def _calculation(self, of: Calculation) -> Json:
        return [of.table, of.row, self._formula(of.expression)]

    def _parameter(self, of: Parameter) -> Json:
        values: list[Json] = [
            [
                each.provenance.since,
                each.provenance.until,
                None if each.value is None else self._formula(each.value),
                each.provenance.status is Status.COMPANY_MUST_SUPPLY,
            ]
            for each in of.values
        ]
        return [_both(self.names.scalar(of.id)), values]

    def _table(self, of: LookupTable) -> Json:
        entries: list[Json] = [
            [list(each.keys), each.value, each.provenance.since, each.provenance.until] for each in of.entries
        ]
        return [_both(self.names.table(of.id)), entries]

    def _emission(self, of: ProcessEmission) -> Json:
        """Id, name, table, row, filter, process, emission, component, and the field that the process comes from."""
        return [
            of.id,
            of.label.zh or of.label.en or of.id,
            of.table,
            of.row,
            None if of.filter is None else self._formula(of.filter),
            self._formula(of.process),
            self._formula(of.expression),
            of.component.replace("-", "_"),
            of.process.field if isinstance(of.process, Cell) else "",
        ]

    def _repetition(self, of: Repetition) -> Json:
        """Label, passes, states with how their changes are shown, formulas, tolerance and its words."""
        states: list[Json] = []
        for id_ in of.states:
            calculation = self.calculations[id_]
            unit = calculation.unit
            if unit is not None and unit.offset:
                unit = canonical_unit(unit.dimension)  # a difference of temperatures is in K
            states.append([id_, _both(calculation.label), _unit(unit)])
        tolerance = number_words(of.tolerance, of.tolerance_unit)
        return [_both(of.label), of.times, states, list(of.formulas), of.tolerance, of.relative, tolerance]

    # --- formulas -------------------------------------------------------------------------------------

    def _formula(self, of: Expression) -> Json:
        match of:
            case NumberLiteral() | TextLiteral() | DateLiteral() | TruthLiteral():
                return of.value
            case Scalar() | Cell() | Joined() | Lookup():
                return self._reference(of)
            case Negative() | Arithmetic() | YearOf() | Rounded():
                return self._number(of)
            case Comparison() | Among() | Not() | Logic() | IsGiven():
                return self._test(of)
            case Conditional(test=test, then=then, otherwise=otherwise):
                return ["if", *map(self._formula, (test, then, otherwise))]
            case Aggregate():
                return self._aggregate(of)
            case Interpolation():
                return self._interpolation(of)
            case Repeated(start=start, following=following):
                return ["repeated", self._formula(start), self._formula(following)]
            case _:
                assert_never(of)

    def _reference(self, of: Scalar | Cell | Joined | Lookup) -> Json:
        match of:
            case Scalar(id=id_):
                return ["value", id_]
            case Cell(row=row, field=name):
                return ["cell", row, name]
            case Joined(key=key, table=table, field=name):
                return ["joined", self._formula(key), table, name, _both(self.names.column(table, name))]
            case Lookup(table=table, keys=keys):
                return ["entry", table, *map(self._formula, keys)]
            case _:
                assert_never(of)

    def _number(self, of: Negative | Arithmetic | YearOf | Rounded) -> Json:
        match of:
            case Negative(operand=operand):
                return ["negative", self._formula(operand)]
            case Arithmetic(operator="/", left=left, right=right) if not _is_number(right):
                return ["/", self._formula(left), self._formula(right), _both(words(right, self.names))]
            case Arithmetic(operator=operator, left=left, right=right):
                return [operator, self._formula(left), self._formula(right)]
            case YearOf(operand=operand):
                return ["year", self._formula(operand)]
            case Rounded(operand=operand, step=step):
                return ["rounded", self._formula(operand), step.value]
            case _:
                assert_never(of)

    def _test(self, of: Comparison | Among | Not | Logic | IsGiven) -> Json:
        match of:
            case Comparison(operator=operator, left=left, right=right):
                return [operator, self._formula(left), self._formula(right)]
            case Among(value=value, options=options):
                return ["among", self._formula(value), list(map(folded, options))]
            case Not(operand=operand):
                return ["not", self._formula(operand)]
            case Logic(operator=operator, operands=operands):
                return [operator, *map(self._formula, operands)]
            case IsGiven(operand=operand):
                return ["given", self._formula(operand)]
            case _:
                assert_never(of)

    def _aggregate(self, of: Aggregate) -> Json:
        """Kind, table, row, filter, value, weight; how its rows are found; what to call the weights."""
        parts = (None if part is None else self._formula(part) for part in (of.filter, of.value, of.weight))
        named = [_both(words(of.weight, self.names))] if of.weight is not None else []
        return [of.kind, of.table, of.row, *parts, self._how(of), *named]

    def _how(self, of: Aggregate) -> Json:
        """``same`` whichever row asks, or how its rows are found: in one way or another, by a text each; or nothing.

        Of a way: the text, what it is for the row that asks, and whether a row without it does not pass.
        """
        if not free_rows(of):
            return "same"
        if totalling(of).kind == "ranked":
            return "ranked"
        how = linked(of)
        ways = (
            []
            if how is None
            else [next((each for each in way if isinstance(each, TextLink)), None) for way in how.ways]
        )
        texts = [
            [self._formula(each.inner), self._formula(each.outer), each.is_given] for each in ways if each is not None
        ]
        return list(texts) if texts and len(texts) == len(ways) else None

    def _interpolation(self, of: Interpolation) -> Json:
        """Its table, row, filter, value, by; whether the points are the ``same`` for all; at; words, field and unit."""
        names = self.names
        what = names.column(of.table, of.value.field) if isinstance(of.value, Cell) else words(of.value, names)
        by = of.by.field if isinstance(of.by, Cell) else ""
        inner = [part for part in (of.filter, of.value, of.by) if part is not None]
        how = "same" if all(free_rows(part) <= {of.row} for part in inner) else None
        parts = (None if part is None else self._formula(part) for part in (of.filter, of.value, of.by))
        return [
            "interpolated",
            of.table,
            of.row,
            *parts,
            how,
            self._formula(of.at),
            _both(what),
            by,
            _unit(names.unit(f"{of.table}.{by}")),
        ]


def _parts(of: Requirement) -> Iterator[Expression]:
    yield from (part for part in (of.filter, of.condition, of.expression) if part is not None)


def _parts_of_emission(of: ProcessEmission) -> Iterator[Expression]:
    yield from (part for part in (of.filter, of.process, of.expression) if part is not None)


def _named(of: Expression) -> Iterable[str]:
    match of:
        case Scalar(id=id_) | Lookup(table=id_):
            return (id_,)
        case Cell(table=table, field=name) | Joined(table=table, field=name):
            return (f"{table}.{name}", *(("contribution",) if table == "contribution" else ()))
        case Aggregate(table="contribution") | Interpolation(table="contribution"):
            return ("contribution",)
        case _:
            return ()


def _is_number(of: Expression) -> bool:
    return isinstance(of, NumberLiteral) and of.value != 0


def _both(message: Message) -> list[Json]:
    return [message.zh, message.en]


def _unit(unit: Unit | None) -> Json:
    if unit is None:
        return None
    return [unit.symbol, float(unit.factor.numerator), float(unit.factor.denominator), float(unit.offset)]

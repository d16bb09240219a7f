"""Units that cannot go together: an amount that is not in what its factor is per.

The footprint of such a row cannot be worked out, so that no standard that requires its result can be satisfied.
The unit an amount needs follows from the factor the row uses: its own, one named from the library, or that of
its flow. A net calorific value leads from a fuel to its energy and back, which makes more units fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from refcf_rules.model.component import COMPONENTS
from refcf_rules.model.core_tables import ACTIVITY, NCV
from refcf_rules.model.expression import (
    Aggregate,
    Among,
    Arithmetic,
    Cell,
    Comparison,
    Conditional,
    Expression,
    NumberLiteral,
    Scalar,
    children,
)
from refcf_rules.model.measure import is_emission_factor, is_total
from refcf_rules.model.number import Factor
from refcf_rules.model.requirement import Modality, Requirement
from refcf_rules.model.standard import Standard
from refcf_rules.model.written import FACTOR
from refcf_rules.quantities.dimension import TRANSPORT_WORK, VOLUME, Base, Dimension
from refcf_rules.quantities.units import UNIT_ATOMS
from refcf_rules.record import record
from refcf_rules.targets.json_schema.certain import Certain, Here
from refcf_rules.targets.json_schema.content import Demand
from refcf_rules.targets.json_schema.schema import NEVER, Schema, all_of, any_of, refused
from refcf_rules.targets.json_schema.unit_text import quotient_units, single_units

_ENERGY: Final = Dimension.of(Base.ENERGY)
_GASES: Final = (Dimension.of(Base.GAS_NORMAL), Dimension.of(Base.GAS_20))
_FUELS: Final = (Dimension.of(Base.MASS), *_GASES, VOLUME)
_PARTS: Final = ("value", *COMPONENTS)
_OWN_REJECT: Final = "own-reject"
_TOTALS: Final = frozenset(atom.dimension for atom in UNIT_ATOMS if is_total(atom.dimension))


@record
class _Counted:
    """The formula that takes an activity into the footprint, and the stages that the footprint sums."""

    row: str
    unless: Expression | None
    stages: tuple[str, ...]


def unit_demand(standard: Standard, certain: Certain) -> Demand | None:
    """The demand on activities, where the footprint of the standard rests on every one of them."""
    counted = _counted(standard)
    if counted is None:
        return None
    units = _Units(standard, certain)
    counts = units.counts(counted)
    fitting = all_of(refused(one) for one in units.mismatches() if one != NEVER)
    return (
        None
        if NEVER in (counts, fitting)
        else Demand(ACTIVITY.id, {"$comment": "factor.unit", "if": counts, "then": fitting})
    )


class _Units:
    """Schemas of activities by the units of their amounts and factors."""

    def __init__(self, standard: Standard, certain: Certain) -> None:
        self._processes = standard.boundary.processes
        self._factors = standard.factors
        self._certain = certain
        self._cells = certain.cells
        self._table = standard.table(ACTIVITY.id)

    def counts(self, counted: _Counted) -> Schema:
        """That an activity certainly enters the footprint with its factor."""
        ids = tuple(one.id for one in self._processes if one.stage in counted.stages)
        tests = [self._one_of("process", ids, truth=True), self._one_of("origin", (_OWN_REJECT,), truth=False)]
        if counted.unless is not None:
            unless = self._certain.that(counted.unless, Here(ACTIVITY.id, counted.row), truth=False)
            tests.append(unless.schema)
        return all_of(tests)

    def mismatches(self) -> Iterator[Schema]:
        """For each thing that a factor can be per: amounts that do not lead there, without and with fuels."""
        for per in dict.fromkeys((*_FUELS, _ENERGY, TRANSPORT_WORK)):
            fuels = _FUELS if per == _ENERGY else (_ENERGY,) if per in _FUELS else ()
            fits = {per, *fuels, *(_GASES if per in _GASES else ())}
            users = self._cells.named("activity.factor.per", any_of(self._users(per, self._factors)))
            yield all_of([self._amount(_TOTALS - fits), users])
            if fuels:
                cold = [one for one in self._factors if one.ncv is None]
                users = self._cells.named("activity.factor.per", any_of(self._users(per, cold)))
                yield all_of([self._amount(frozenset(fuels)), self._without_calorific_value(), users])

    def _amount(self, dimensions: frozenset[Dimension]) -> Schema:
        return self._measured_in("amount", single_units(lambda of: of in dimensions))

    def _users(self, per: Dimension, named: Iterable[Factor]) -> Iterator[Schema]:
        """Activities whose factor is certainly per that: their own, one they name, that of their flow."""
        pattern = quotient_units(lambda of: is_emission_factor(of) and of.sides()[1] == per)
        yield self._measured_in("factor.value", pattern)
        names = [text for one in named if _per(one) == per for text in (one.id, one.label.zh, one.label.en)]
        by_id = self._cells.names_factor(tuple(sorted(names)))
        yield all_of([by_id, self._no_own()])
        flows = {one.flow for one in self._factors if one.kind != "limit"}
        of_per = [flow for flow in sorted(flows) if {_per(one) for one in self._factors if one.flow == flow} == {per}]
        if of_per:
            yield all_of(
                [self._one_of("flow", tuple(of_per), truth=True), self._no_own(), self._cells.no_named_factor()]
            )

    def _no_own(self) -> Schema:
        fields = [field for part in _PARTS if (field := self._table.field(f"{FACTOR}.{part}"))]
        return self._cells.named(
            "activity.no-own-factor", all_of(self._cells.nowhere(self._table, one) for one in fields)
        )

    def _without_calorific_value(self) -> Schema:
        """That nothing leads from the fuel to its energy: no value of the row, none of its flow."""
        ncv, flow = self._table.field(NCV), self._table.field("flow")
        if ncv is None or flow is None:
            return NEVER
        known = tuple(sorted({one.flow for one in self._factors if one.ncv is not None}))
        other = [self._cells.nowhere(self._table, flow), self._one_of("flow", known, truth=False)]
        without = all_of([self._cells.nowhere(self._table, ncv), any_of(other)])
        return self._cells.named("activity.no-calorific-value", without)

    def _one_of(self, field: str, options: tuple[str, ...], *, truth: bool) -> Schema:
        found = self._table.field(field)
        return NEVER if found is None else self._cells.one_of(self._table, found, options, truth=truth).schema

    def _measured_in(self, field: str, units: str) -> Schema:
        found = self._table.field(field)
        return NEVER if found is None or not units else self._cells.measured_in(self._table, found, units)


def _per(factor: Factor) -> Dimension:
    return (factor.type.dimension or factor.unit.dimension).sides()[1]


# --- whether the footprint rests on every activity --------------------------------------------------


def _counted(standard: Standard) -> _Counted | None:
    """How activities enter the footprint, if one that cannot be worked out leaves a *shall* undecided."""
    calculations = {one.id: one.expression for one in standard.calculations}
    footprint = standard.footprint
    fossil = next((one for one in standard.calculations if one.id == f"{ACTIVITY.id}.fossil"), None)
    if footprint is None or fossil is None or not any(_demands(one, footprint.id) for one in standard.requirements):
        return None
    unless, product = None, fossil.expression
    if isinstance(product, Conditional) and isinstance(product.then, NumberLiteral):
        unless, product = product.test, product.otherwise
    if not any(isinstance(one, Cell) and one.field == "factor_amount" for one in _factors_of(product)):
        return None
    stages = [_stages(one) for one in _terms(Scalar(footprint.id, fossil.type, fossil.span), calculations)]
    known = tuple(stage for found in stages if found for stage in found)
    return _Counted(fossil.row, unless, known) if known else None


def _demands(of: Requirement, footprint: str) -> bool:
    """Whether a missing footprint certainly leaves the requirement undecided."""
    if of.modality is not Modality.SHALL or of.table is not None or of.condition is not None:
        return False
    test = of.expression
    return isinstance(test, Comparison) and any(
        isinstance(one, Scalar) and one.id == footprint for one in children(test)
    )


def _factors_of(of: Expression) -> Iterator[Expression]:
    if isinstance(of, Arithmetic) and of.operator == "*":
        yield from _factors_of(of.left)
        yield from _factors_of(of.right)
    else:
        yield of


def _terms(of: Expression, calculations: Mapping[str, Expression]) -> Iterator[Expression]:
    """What arithmetic puts together: each term, if missing, makes the whole missing."""
    match of:
        case Scalar(id=id_) if id_ in calculations:
            yield from _terms(calculations[id_], calculations)
        case Arithmetic(left=left, right=right):
            yield from _terms(left, calculations)
            yield from _terms(right, calculations)
        case _:
            yield of


def _stages(of: Expression) -> tuple[str, ...]:
    """The stages whose contributions a sum takes in."""
    if not isinstance(of, Aggregate) or (of.kind, of.table) != ("sum", "contribution"):
        return ()
    value, where = of.value, of.filter
    if not isinstance(value, Cell) or value.field != "emission" or not isinstance(where, Among):
        return ()
    return where.options if isinstance(where.value, Cell) and where.value.field == "stage" else ()

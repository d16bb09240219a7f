"""Values as people read them: in the unit somebody wrote, options by label, formulas with numbers put in."""

from __future__ import annotations

from collections.abc import Callable

from refcf_rules.evaluate.bind import NOT_APPLICABLE
from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.row import BoundRow, Scope
from refcf_rules.evaluate.value import Datum, Missing
from refcf_rules.model.expression import (
    Aggregate,
    Arithmetic,
    Cell,
    Conditional,
    Expression,
    Interpolation,
    Joined,
    Lookup,
    Negative,
    NumberLiteral,
    Repeated,
    Rounded,
    Scalar,
)
from refcf_rules.model.names import Names
from refcf_rules.model.phrases import FORMULA
from refcf_rules.model.prose import Template
from refcf_rules.model.types import NumberType, Type
from refcf_rules.model.wording import Wording, number_words, truth_words
from refcf_rules.quantities.unit import Unit, canonical_unit
from refcf_rules.source.message import Message, same

_MISSING = Message("（缺）", "(missing)")


def datum_words(value: Datum, type_: Type, unit: Unit | None, names: Names) -> Message:
    """A value in words; a number in the given unit."""
    match value:
        case Missing():
            return _MISSING
        case bool():
            return truth_words(value)
        case str() if value == NOT_APPLICABLE:
            return Outcome.NOT_APPLICABLE.words
        case str():
            return names.option(type_, value)
        case _:
            return same(number_words(value, unit))


def value_words(of: Expression, scope: Scope, state: Evaluation, beside: Unit | None = None) -> Message:
    """The value of an expression, in its own unit, else that of what stands beside it."""
    unit = unit_for(of, scope, state, beside)
    return datum_words(state.value(of, scope), of.type, unit, state.bound.names)


def unit_for(of: Expression, scope: Scope, state: Evaluation, beside: Unit | None = None) -> Unit | None:
    """The unit to show an expression in: its own, else that of what stands beside it, else the canonical one."""
    return unit_of(of, scope, state) or beside or _canonical(of.type)


def _canonical(type_: Type) -> Unit | None:
    if isinstance(type_, NumberType) and type_.dimension is not None:
        return canonical_unit(type_.dimension)
    return None


def unit_of(of: Expression, scope: Scope, state: Evaluation) -> Unit | None:
    """The unit a person wrote for it, else that of its field or calculation; ``None`` without one."""
    match of:
        case NumberLiteral(unit=unit):
            return unit
        case Scalar() | Cell() | Joined() | Lookup():
            return _reference_unit(of, scope, state)
        case Aggregate(kind="sum" | "least" | "greatest" | "average", value=value) if value is not None:
            row = next(iter(state.rows(of.table)), None)
            return None if row is None else unit_of(value, {**scope, of.row: row}, state)
        case Interpolation(value=value):
            row = next(iter(state.rows(of.table)), None)
            return None if row is None else unit_of(value, {**scope, of.row: row}, state)
        case Arithmetic(operator="-", left=left, right=right):
            return _unit_of_difference(unit_of(left, scope, state), unit_of(right, scope, state))
        case _:
            units = (unit_of(part, scope, state) for part in _measured_alike(of))
            return next((unit for unit in units if unit is not None), None)


def _unit_of_difference(left: Unit | None, right: Unit | None) -> Unit | None:
    """The unit of a difference: of two readings of a thermometer it is K, not °C."""
    if left is not None and right is not None and left.offset and right.offset:
        return canonical_unit(left.dimension)
    return left or right


def _measured_alike(of: Expression) -> tuple[Expression, ...]:
    """The parts of an expression that measure the same as the whole."""
    match of:
        case Negative(operand=operand) | Rounded(operand=operand):
            return (operand,)
        case Arithmetic(operator="+", left=first, right=second):
            return (first, second)
        case Repeated(start=start, following=following):
            return (start, following)
        case Conditional(then=first, otherwise=second):
            return (first, second)
        case _:
            return ()


def _reference_unit(of: Scalar | Cell | Joined | Lookup, scope: Scope, state: Evaluation) -> Unit | None:
    names = state.bound.names
    match of:
        case Scalar(id=id_):
            table, _, name = id_.partition(".")
            rows = state.rows(table) if table in state.bound.single and id_ not in state.calculations else ()
            return (rows[0].units.get(name) if rows else None) or names.unit(id_)
        case Cell(row=variable, table=table, field=field):
            return _cell_unit(scope.get(variable), table, field, state)
        case Joined(key=key, table=table, field=field):
            wanted = state.value(key, scope)
            row = state.bound.row(table, wanted) if isinstance(wanted, str) else None
            return _cell_unit(row, table, field, state)
        case Lookup(table=table):
            return names.unit(table)


def _cell_unit(row: BoundRow | None, table: str, field: str, state: Evaluation) -> Unit | None:
    calculated = f"{table}.{field}" in state.calculations
    written = None if row is None or calculated else row.units.get(field)
    return written or state.bound.names.unit(f"{table}.{field}")


def numbers_in(scope: Scope, state: Evaluation) -> Callable[[Expression], Message | None]:
    """For ``Wording``: the value in the place of each name and aggregate, of a conditional its branch."""

    def shown(part: Expression) -> Message | None:
        chosen = _chosen(part, scope, state)
        if chosen is not part:
            text = substituted(chosen, scope, state)
            plain = not isinstance(chosen, Arithmetic)
            return text if plain else Message("({text})", "({text})").filled(text=text)
        if isinstance(part, Scalar | Cell | Joined | Lookup | Aggregate | Interpolation):
            return value_words(part, scope, state)
        return None

    return shown


def substituted(of: Expression, scope: Scope, state: Evaluation) -> Message:
    """The formula with the numbers put in."""
    chosen = _chosen(of, scope, state)
    return Wording(state.bound.names, FORMULA, numbers_in(scope, state)).text(chosen)


def _chosen(of: Expression, scope: Scope, state: Evaluation) -> Expression:
    """The branch that a conditional takes; anything else, and an undecided one, stays as it is."""
    if isinstance(of, Repeated):  # after the last pass it is worked out once more, and stays what it is
        return _chosen(of.following, scope, state)
    while isinstance(of, Conditional):
        truth = state.value(of.test, scope)
        if isinstance(truth, Missing):
            return of
        of = of.then if truth is True else of.otherwise
    return of


def template_words(template: Template, scope: Scope, state: Evaluation) -> Message:
    """A text of the standard with its slots filled."""

    def part_in(part: str | Expression) -> Message:
        return same(part) if isinstance(part, str) else value_words(part, scope, state)

    return Message(
        zh="".join(part_in(part).zh for part in template.zh),
        en="".join(part_in(part).en for part in template.en),
    )

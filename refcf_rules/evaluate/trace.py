"""The trace: each calculation as a step a person can follow: formula, numbers put in, result, clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from refcf_rules.evaluate.amount import Amount
from refcf_rules.evaluate.contributions import emitted
from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.finding import Finding
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.row import BoundRow, Scope
from refcf_rules.evaluate.shown import datum_words, substituted, unit_of
from refcf_rules.evaluate.value import Datum
from refcf_rules.model.expression import Aggregate, Conditional, Expression
from refcf_rules.model.requirement import Calculation, ProcessEmission, Severity
from refcf_rules.model.types import TRUTH, ChoiceType, NumberType
from refcf_rules.model.wording import formula_text, joined, words
from refcf_rules.quantities.unit import canonical_unit, parse_unit
from refcf_rules.record import record
from refcf_rules.source.message import Message, same

_TERMS_SHOWN: Final = 8
_TONNES: Final = parse_unit("tCO2e")
_COUNTED_AT: Final = Message("{value}，计入{process}", "{value}, counted at {process}")
_READING: Final = Message("读数", "reading")


@record
class Step:
    """One calculation, for one row if it is a column. ``result`` has its unit."""

    id: str
    label: Message
    clause: str
    formula: Message
    symbols: Message
    substituted: Message
    result: Message
    row: str | None


def steps_of(state: Evaluation) -> Iterator[Step]:
    """How amounts came from readings, then every calculation in the order of the standard, columns row by row."""
    yield from _amounts(state)
    for calculation in state.bound.standard.calculations:
        if calculation.table is None:
            yield _step(calculation, None, state.scalar(calculation.id), state)
            continue
        name = calculation.id.removeprefix(f"{calculation.table}.")
        for row in state.rows(calculation.table):
            yield _step(calculation, row, state.cell(row, name), state)


def _amounts(state: Evaluation) -> Iterator[Step]:
    """The rows whose amount is not simply what was read: multiplier, moisture, gas state, calorific value."""
    names = state.bound.names
    for row, measured in zip(state.rows("activity"), state.bound.measured, strict=True):
        counted = measured.for_factor
        if not isinstance(counted, Amount) or not counted.changes:
            continue
        number = NumberType(counted.dimension)
        unit = row.units.get("factor_amount") or canonical_unit(counted.dimension)
        formula = _chain(_READING, tuple((each.operator, each.reason) for each in counted.changes))
        read = datum_words(counted.reading, number, counted.read_in, names)
        yield Step(
            id="activity.factor_amount",
            label=names.column("activity", "factor_amount"),
            clause="",
            formula=formula,
            symbols=formula,
            substituted=_chain(read, tuple((each.operator, each.shown) for each in counted.changes)),
            result=datum_words(counted.value, number, unit, names),
            row=row.id,
        )


def _chain(start: Message, changes: Sequence[tuple[str, Message]]) -> Message:
    """A product written out: reading × multiplier × net calorific value."""
    chain = start
    for operator, what in changes:
        sign = "×" if operator == "*" else "÷"
        chain = Message("{chain} {sign} {what}", "{chain} {sign} {what}").filled(chain=chain, sign=sign, what=what)
    return chain


def emission_steps(state: Evaluation) -> Iterator[Step]:
    """Each process emission, row by row: how it is worked out, and the unit process it counts at."""
    for emission in state.bound.standard.emissions:
        for row, value in emitted(emission, state):
            yield _emission_step(emission, row, value, state)


def _emission_step(emission: ProcessEmission, row: BoundRow | None, value: Datum, state: Evaluation) -> Step:
    names = state.bound.names
    scope: Scope = {} if row is None else {emission.row: row}
    process = datum_words(state.value(emission.process, scope), emission.process.type, None, names)
    shown = datum_words(value, emission.expression.type, _TONNES, names)
    return Step(
        id=emission.id,
        label=emission.label,
        clause=emission.clause,
        formula=words(emission.expression, names),
        symbols=formula_text(emission.expression, names),
        substituted=numbers_put_in(emission.expression, scope, state),
        result=_COUNTED_AT.filled(value=shown, process=process),
        row=None if row is None else row.id,
    )


def judged_steps(findings: Iterable[Finding], state: Evaluation) -> Iterator[Step]:
    """Each test of the plausibility of numbers: what it asks, with the numbers, and what came out."""
    for finding in findings:
        rule, names = finding.requirement, state.bound.names
        if rule.severity is None or finding.outcome is Outcome.NOT_APPLICABLE:
            continue
        shown = [(row.row or None, row.outcome, row.arithmetic) for row in finding.rows]
        for row, outcome, arithmetic in shown or [(None, finding.outcome, finding.arithmetic)]:
            formula = formula_text(rule.expression, names)
            yield Step(
                id=rule.id,
                label=rule.label,
                clause=rule.clause,
                formula=words(rule.expression, names),
                symbols=formula,
                substituted=arithmetic or formula,
                result=_judged(outcome, rule.severity),
                row=row,
            )


def _judged(outcome: Outcome, severity: Severity) -> Message:
    if outcome is not Outcome.VIOLATED:
        return outcome.words
    return Message("{outcome}：{severity}", "{outcome}: {severity}").filled(
        outcome=outcome.words, severity=severity.words
    )


def _step(calculation: Calculation, row: BoundRow | None, value: Datum, state: Evaluation) -> Step:
    names = state.bound.names
    scope: Scope = {} if row is None else {calculation.row: row}
    unit = calculation.unit or unit_of(calculation.expression, scope, state)
    type_ = calculation.type
    if unit is None and isinstance(type_, NumberType) and type_.dimension is not None:
        unit = canonical_unit(type_.dimension)
    return Step(
        id=calculation.id,
        label=calculation.label,
        clause=calculation.clause,
        formula=words(calculation.expression, names),
        symbols=formula_text(calculation.expression, names),
        substituted=numbers_put_in(calculation.expression, scope, state),
        result=datum_words(value, type_, unit, names),
        row=None if row is None else row.id,
    )


def numbers_put_in(of: Expression, scope: Scope, state: Evaluation) -> Message:
    """The formula with its numbers; a sum at its head term by term, a choice of options test by test."""
    if isinstance(of, Conditional) and isinstance(of.type, ChoiceType):
        return _decided(of, scope, state)
    if not isinstance(of, Aggregate) or of.kind != "sum" or of.value is None:
        return substituted(of, scope, state)
    rows = [row for row, _ in state.in_scope(of, scope)]
    terms = [_term(of.value, {**scope, of.row: row}, state) for row in rows[:_TERMS_SHOWN]]
    if not terms:
        return same("0")
    listed = joined(terms, same(" + "))
    if len(rows) <= _TERMS_SHOWN:
        return listed
    return Message("{listed} + …（共 {count} 项）", "{listed} + … ({count} terms)").filled(
        count=len(rows), listed=listed
    )


def _decided(of: Conditional, scope: Scope, state: Evaluation) -> Message:
    """The tests in order, with their numbers, up to the one that gave the option."""
    tests: list[Message] = []
    rest: Expression = of
    while isinstance(rest, Conditional):
        truth = state.value(rest.test, scope)
        slots = {
            "test": substituted(rest.test, scope, state),
            "truth": datum_words(truth, TRUTH, None, state.bound.names),
        }
        tests.append(Message("{test}：{truth}", "{test}: {truth}").filled(**slots))
        if truth is not False:
            break
        rest = rest.otherwise
    left_out = [same("…")] if len(tests) > _TERMS_SHOWN else []
    return joined([*left_out, *tests[-_TERMS_SHOWN:]], Message("；", "; "))


def _term(of: Expression, scope: Scope, state: Evaluation) -> Message:
    text = substituted(of, scope, state)
    bracketed = text.en.startswith("-") or " + " in text.en or " − " in text.en
    return Message("({text})", "({text})").filled(text=text) if bracketed else text

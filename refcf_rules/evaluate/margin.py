"""How far an inventory stays from the limits of a requirement: its tightest comparison, with the arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.evaluate.explain import shown_test
from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.finding import Finding
from refcf_rules.evaluate.open_tests import Test
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.requirement import rows_applied_to
from refcf_rules.evaluate.row import BoundRow, Scope
from refcf_rules.model.evidence import Judged
from refcf_rules.model.expression import Comparison, Expression, Logic
from refcf_rules.record import record


@record
class _Closest:
    """A comparison, the row it was made for, and its distance from the limit as a share of the larger side."""

    comparison: Comparison
    row: BoundRow | None
    margin: float


def judged_by(finding: Finding, state: Evaluation) -> Judged:
    """What an inventory came to under a requirement, in the form that pages show."""
    requirement, outcome = finding.requirement, finding.outcome
    if outcome is Outcome.NOT_APPLICABLE:
        return Judged(requirement.id, outcome.value)
    closest = _closest(finding, state)
    margin = closest.margin if closest is not None else None
    if finding.rows:
        worst = next(row for row in finding.rows if row.outcome is outcome)
        return Judged(requirement.id, outcome.value, worst.label, worst.arithmetic or worst.message, margin)
    if closest is None:
        return Judged(requirement.id, outcome.value, shown=finding.arithmetic)
    scope: Scope = {} if closest.row is None else {requirement.row: closest.row}
    shown = shown_test(Test(closest.comparison, scope, wanted=True, row=None), state, deep=False)
    return Judged(requirement.id, outcome.value, "" if closest.row is None else closest.row.label, shown, margin)


def _closest(finding: Finding, state: Evaluation) -> _Closest | None:
    """The comparison nearest to its limit, or furthest beyond it."""
    found = _comparisons(finding.requirement.expression)
    if not found:
        return None
    every = (
        _Closest(one, row, margin)
        for row in rows_applied_to(finding.requirement, state)
        for one in found
        if (margin := _margin(one, {} if row is None else {finding.requirement.row: row}, state)) is not None
    )
    return min(every, key=lambda one: one.margin, default=None)


def _comparisons(of: Expression) -> tuple[Comparison, ...]:
    """The comparisons of which all have to hold."""
    match of:
        case Comparison(operator="<=" | "<" | ">=" | ">"):
            return (of,)
        case Logic(operator="and", operands=operands):
            return tuple(one for operand in operands for one in _comparisons(operand))
        case _:
            return ()


def _margin(of: Comparison, scope: Scope, state: Evaluation) -> float | None:
    left, right = state.value(of.left, scope), state.value(of.right, scope)
    if not isinstance(left, float) or not isinstance(right, float):
        return None
    distance = right - left if of.operator in ("<=", "<") else left - right
    size = max(abs(left), abs(right))
    return distance / size if size else 0.0


def judgements_by(findings: tuple[Finding, ...], state: Evaluation) -> Iterator[Judged]:
    """The same for all requirements that said anything."""
    return (judged_by(one, state) for one in findings if one.outcome is not Outcome.NOT_APPLICABLE)

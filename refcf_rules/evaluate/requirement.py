"""Judges a requirement: each row has its own outcome, the requirement has the worst of them (item 10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from refcf_rules.evaluate.explain import arithmetic_of
from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.finding import Finding, RowResult
from refcf_rules.evaluate.fix import fix_for, fix_for_cause
from refcf_rules.evaluate.named import named_values
from refcf_rules.evaluate.outcome import Outcome, worst
from refcf_rules.evaluate.row import BoundRow, Scope
from refcf_rules.evaluate.shown import template_words
from refcf_rules.evaluate.value import Cause, Datum, Missing
from refcf_rules.model.requirement import Requirement
from refcf_rules.model.wording import joined, words
from refcf_rules.source.message import Message

# Numbers that contradict each other are looked up again, never adjusted until they fit.
_CHECK_NUMBERS: Final = Message(
    "核对上列数值的单位、基准和出处，更正有误的一项。",
    "Check unit, basis and record of the numbers above; correct the one that is wrong.",
)
_CAUSES_SAID = 5
_NOT_MET = Message("未满足：{what}", "Not met: {what}")
_UNKNOWN = Message("无法判定，缺少：{what}", "Cannot be decided; missing: {what}")
_AND_MORE = Message("{what} 等至少 {count} 处", "{what} and others, at least {count} in all")


def finding_of(requirement: Requirement, state: Evaluation) -> Finding:
    """The outcome of a requirement, with everything a person needs to act on it."""
    counts: Counter[Outcome] = Counter()
    kept: list[RowResult] = []
    for row, passes in _in_scope(requirement, state):
        scope: Scope = {} if row is None else {requirement.row: row}
        truth = _truth(requirement, scope, passes, state)
        outcome = _outcome(truth)
        counts[outcome] += 1
        if outcome in (Outcome.VIOLATED, Outcome.NOT_DECIDABLE):
            kept.append(_result(requirement, row, scope, truth, state))
    return Finding(requirement, worst(counts), tuple(kept), dict(counts), _whole(requirement, counts, kept, state))


def _whole(
    requirement: Requirement, counts: Counter[Outcome], kept: list[RowResult], state: Evaluation
) -> Message | None:
    """The arithmetic of a requirement on the whole inventory, which is shown also when it is satisfied."""
    if requirement.table is not None or counts[Outcome.NOT_APPLICABLE]:
        return None
    return kept[0].arithmetic if kept else _arithmetic(requirement, {}, state)


def _in_scope(requirement: Requirement, state: Evaluation) -> Iterator[tuple[BoundRow | None, Datum]]:
    """The rows in scope, each with the truth of the filter; a row whose filter is unknown stays in."""
    if requirement.table is None:
        yield None, True
        return
    for row in state.rows(requirement.table):
        passes = True if requirement.filter is None else state.value(requirement.filter, {requirement.row: row})
        if passes is not False:
            yield row, passes


def rows_applied_to(requirement: Requirement, state: Evaluation) -> Iterator[BoundRow | None]:
    """The rows a requirement applies to; ``None`` for the whole inventory."""
    for row, passes in _in_scope(requirement, state):
        scope: Scope = {} if row is None else {requirement.row: row}
        if passes is True and (requirement.condition is None or state.value(requirement.condition, scope) is True):
            yield row


def _truth(requirement: Requirement, scope: Scope, passes: Datum, state: Evaluation) -> Datum | None:
    """Whether the requirement holds; ``None`` when its condition is false, so that it does not apply."""
    if isinstance(passes, Missing):
        return passes
    if requirement.condition is not None:
        applies = state.value(requirement.condition, scope)
        if isinstance(applies, Missing):
            return applies
        if applies is not True:
            return None
    return state.value(requirement.expression, scope)


def _outcome(truth: Datum | None) -> Outcome:
    match truth:
        case None:
            return Outcome.NOT_APPLICABLE
        case Missing():
            return Outcome.NOT_DECIDABLE
        case _:
            return Outcome.SATISFIED if truth is True else Outcome.VIOLATED


def _result(
    requirement: Requirement, row: BoundRow | None, scope: Scope, truth: Datum | None, state: Evaluation
) -> RowResult:
    unknown = truth if isinstance(truth, Missing) else None
    # An unknown filter or condition is not about the numbers of the requirement itself.
    reached = unknown is None or state.value(requirement.expression, scope) == unknown
    return RowResult(
        row="" if row is None else row.id,
        label="" if row is None else row.label,
        outcome=_outcome(truth),
        message=_violation(requirement, scope, state) if unknown is None else _UNKNOWN.filled(what=_listed(unknown)),
        arithmetic=_arithmetic(requirement, scope, state) if reached else None,
        causes=() if unknown is None else unknown.causes,
        span=None if row is None else row.span,
        pointer="" if row is None else row.pointer,
        fix=_fix(requirement, scope, state) if unknown is None else _fix_causes(unknown.causes),
        named=named_values(requirement.expression, scope, state),
    )


def _arithmetic(requirement: Requirement, scope: Scope, state: Evaluation) -> Message | None:
    """The numbers put in; where a rule calls numbers impossible or unusual, down to what they are made of."""
    return arithmetic_of(requirement.expression, scope, state, deep=requirement.severity is not None)


def _violation(requirement: Requirement, scope: Scope, state: Evaluation) -> Message:
    if requirement.message is not None:
        return template_words(requirement.message, scope, state)
    return _NOT_MET.filled(what=words(requirement.expression, state.bound.names))


def _fix(requirement: Requirement, scope: Scope, state: Evaluation) -> Message | None:
    if requirement.fix is not None:
        return template_words(requirement.fix, scope, state)
    return fix_for(requirement.expression, scope, state) if requirement.severity is None else _CHECK_NUMBERS


def _fix_causes(causes: tuple[Cause, ...]) -> Message | None:
    return fix_for_cause(causes[0]) if causes else None


def _listed(unknown: Missing) -> Message:
    said = joined((cause.what for cause in unknown.causes[:_CAUSES_SAID]), Message("；", "; "))
    if unknown.count <= _CAUSES_SAID:
        return said
    return _AND_MORE.filled(count=unknown.count, what=said)

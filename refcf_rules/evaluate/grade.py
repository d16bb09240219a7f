"""The grade (分级) of a satisfied inventory: ordered limits, the first that holds (item 28)."""

from __future__ import annotations

from refcf_rules.evaluate.arithmetic import compare, rounded
from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.footprint import FootprintResult
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.value import Datum, Missing
from refcf_rules.evaluate.verdict import Verdict
from refcf_rules.model.requirement import GradeLevel, Grading
from refcf_rules.record import record
from refcf_rules.source.message import Message


@record
class Grade:
    """A grade with the value that was judged (canonical) and its limit, ``None`` for the rest."""

    number: int
    label: Message
    value: float
    limit: float | None
    as_reported: bool


def grade_of(
    grading: Grading | None, verdict: Verdict, footprint: FootprintResult | None, state: Evaluation
) -> tuple[Grade | None, Message | None]:
    """The grade, or why there is none; neither if the standard does not grade."""
    if grading is None:
        return None, None
    if verdict.outcome is not Outcome.SATISFIED or verdict.waived:
        return None, Message("未全部满足，不予分级。", "No grade: not all that is required is satisfied.")
    if footprint is not None and footprint.placeholders:
        return None, Message("使用了占位值，不予分级。", "No grade: placeholder values were used.")
    value = _judged(grading, footprint, state)
    if not isinstance(value, float):
        return None, Message("结果缺失，不予分级。", "No grade: the result is missing.")
    return _first(grading, value, state)


def _judged(grading: Grading, footprint: FootprintResult | None, state: Evaluation) -> Datum:
    value = state.scalar(grading.of)
    step = footprint.step if footprint is not None and footprint.id == grading.of else None
    return rounded(value, step) if grading.as_reported and step is not None else value


def _first(grading: Grading, value: float, state: Evaluation) -> tuple[Grade | None, Message | None]:
    for level in grading.levels:
        if level.rest:
            return Grade(level.number, level.label, value, None, grading.as_reported), None
        limit = _limit(level, state)
        if not isinstance(limit, float):
            text = Message(
                "“{level}”的限值待标委会确定，不予分级。",
                "No grade: the limit of “{level}” has yet to be set.",
            )
            return None, text.filled(level=level.label)
        if compare("<=", value, limit) is True:
            return Grade(level.number, level.label, value, limit, grading.as_reported), None
    return None, Message("超出全部等级的限值。", "No grade: beyond the limits of all grades.")


def _limit(level: GradeLevel, state: Evaluation) -> float | None:
    value: Datum | None = None if level.limit is None else state.value(level.limit, {})
    return None if isinstance(value, Missing | str) or value is None else float(value)

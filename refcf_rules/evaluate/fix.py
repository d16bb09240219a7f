"""The smallest change that would satisfy a requirement, said generically when the rule itself offers none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from refcf_rules.evaluate.arithmetic import Comparator
from refcf_rules.evaluate.explain import OPPOSITE
from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.open_tests import Test, tests_of
from refcf_rules.evaluate.row import Scope
from refcf_rules.evaluate.shown import unit_of, value_words
from refcf_rules.evaluate.value import Cause, causes_of
from refcf_rules.model.expression import (
    Aggregate,
    Among,
    Cell,
    Comparison,
    Expression,
    IsGiven,
    TextLiteral,
    children,
)
from refcf_rules.model.names import Names
from refcf_rules.model.wording import joined, words
from refcf_rules.source.message import Message

_CHANGES: Final[Mapping[Comparator, Message]] = {
    "<=": Message("把 {left} 降到不大于 {right}（现为 {now}）。", "Bring {left} down to at most {right} (now {now})."),
    "<": Message("把 {left} 降到小于 {right}（现为 {now}）。", "Bring {left} below {right} (now {now})."),
    ">=": Message("把 {left} 提高到不小于 {right}（现为 {now}）。", "Raise {left} to at least {right} (now {now})."),
    ">": Message("把 {left} 提高到大于 {right}（现为 {now}）。", "Raise {left} above {right} (now {now})."),
    "=": Message("把 {left} 改为 {right}（现为 {now}）。", "Change {left} to {right} (now {now})."),
    "!=": Message("把 {left} 改为 {right} 以外的值。", "Change {left} to something other than {right}."),
}
_FILL_IN: Final = Message("填写 {what}。", "Fill in {what}.")
_FILL_IN_AT: Final = Message("填写 {what}（{place}）。", "Fill in {what} ({place}).")
_LEAVE_OUT: Final = Message("删去 {what}。", "Leave out {what}.")
_ADD_ACTIVITY: Final = Message(
    "增加一条活动，单元过程为“{label}”（process: {id}）。", "Add an activity with process: {id} ({label})."
)
_CHOOSE: Final = Message(
    "把 {value} 改为 {options} 之一（现为 {now}）。", "Change {value} to one of {options} (now {now})."
)
_CHANGE: Final = Message("把 {value} 改为 {options}（现为 {now}）。", "Change {value} to {options} (now {now}).")
_AVOID: Final = Message("{value} 不应为 {now}。", "{value} must not be {now}.")


def fix_for_cause(cause: Cause) -> Message:
    """What to do about a missing value: name the field and the place."""
    if cause.fix is not None:
        return cause.fix
    if cause.span is None:
        return _FILL_IN.filled(what=cause.what)
    return _FILL_IN_AT.filled(place=str(cause.span), what=cause.what)


def fix_for(of: Expression, scope: Scope, state: Evaluation) -> Message | None:
    """What would make a false expression true; ``None`` when nothing simple would."""
    fixes = (_fix(test, state) for test in tests_of(of, scope, state))
    return next((fix for fix in fixes if fix is not None), None)


def _fix(test: Test, state: Evaluation) -> Message | None:
    process = next(_processes(test.expression), None) if test.wanted else None
    if process is not None:
        label = state.bound.names.option(process.type, process.value)
        return _ADD_ACTIVITY.filled(label=label, id=process.value)
    match test.expression:
        case Comparison() as comparison:
            fix = _change(comparison, test, state)
        case Among() as among:
            fix = _choose(among, test, state)
        case IsGiven(operand=operand):
            fix = _give(operand, test, state)
        case _:
            return None
    if test.row is None:
        return fix
    return Message("“{row}”：{fix}", "“{row}”: {fix}").filled(fix=fix, row=test.row.label)


def _give(operand: Expression, test: Test, state: Evaluation) -> Message:
    causes = causes_of(state.value(operand, test.scope))
    if test.wanted and causes:
        return fix_for_cause(causes[0])
    return (_FILL_IN if test.wanted else _LEAVE_OUT).filled(what=words(operand, state.bound.names))


def _change(of: Comparison, test: Test, state: Evaluation) -> Message:
    left_unit, right_unit = (unit_of(side, test.scope, state) for side in (of.left, of.right))
    return _CHANGES[of.operator if test.wanted else OPPOSITE[of.operator]].filled(
        left=words(of.left, state.bound.names),
        right=value_words(of.right, test.scope, state, left_unit),
        now=value_words(of.left, test.scope, state, right_unit),
    )


def _choose(of: Among, test: Test, state: Evaluation) -> Message:
    names: Names = state.bound.names
    choose = _CHANGE if len(of.options) == 1 else _CHOOSE
    return (choose if test.wanted else _AVOID).filled(
        value=words(of.value, names),
        options=joined((names.option(of.value.type, each) for each in of.options), Message("、", ", ")),
        now=value_words(of.value, test.scope, state),
    )


def _processes(of: Expression) -> Iterator[TextLiteral]:
    """The unit processes of which an expression asks for an activity."""
    match of:
        case Aggregate(kind="any", table="activity"):
            yield from _named_process(of)
        case Comparison(operator=">=" | ">", left=Aggregate(kind="count", table="activity") as counted):
            yield from _named_process(counted)
        case _:
            return


def _named_process(of: Expression) -> Iterator[TextLiteral]:
    match of:
        case Comparison(operator="=", left=Cell(field="process"), right=TextLiteral() as process):
            yield process
        case Among(value=Cell(field="process") as cell, options=(only,)):
            yield TextLiteral(only, cell.type, of.span)
        case _:
            for part in children(of):
                yield from _named_process(part)

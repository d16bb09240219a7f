"""What each kind of formula means where the reasons of what is missing are wanted."""

from __future__ import annotations

from collections.abc import Callable

from refcf_rules.targets.python.runtime.arithmetic import is_entry, rounded
from refcf_rules.targets.python.runtime.calendar_days import valid_on, year_of
from refcf_rules.targets.python.runtime.data_types import Formula
from refcf_rules.targets.python.runtime.explainer import Explainer, Scope
from refcf_rules.targets.python.runtime.lacking_activity import PERIOD_END
from refcf_rules.targets.python.runtime.lacks import (
    Answer,
    Lack,
    all_answers,
    any_answer,
    calculated,
    compared,
    denied,
    lack_of,
    merged,
    number_of,
)
from refcf_rules.targets.python.runtime.result import format_number
from refcf_rules.targets.python.runtime.texts import folded


def _value(state: Explainer, of: Formula, _scope: Scope) -> Answer:
    return state.single(of[1])


def _cell(state: Explainer, of: Formula, scope: Scope) -> Answer:
    return state.cell(scope[of[1]], of[2])


def _joined(state: Explainer, of: Formula, scope: Scope) -> Answer:
    """A field of the row with an id; missing, with the reason, if there is no such row."""
    _, key, table, name, what = of
    id_ = state.value(key, scope)
    if isinstance(id_, Lack):
        return id_
    row = state.tables.row(table, str(id_))
    if row is not None:
        return state.cell(row, name)
    data = state.standard.table(table)
    id_field = data["fields"].get("id")
    choice = None if id_field is None else state.standard.data["choices"].get(id_field.get("choice", ""))
    options = [] if choice is None else choice["options"]
    label = next((option[1:] for option in options if option[0] == id_), [str(id_), str(id_)])
    zh = f"{data['label'][0]}“{label[0]}”的{what[0]}（没有这一行）"
    en = f"{what[1]} of {data['label'][1]} “{label[1]}” (there is no such row)"
    return lack_of((zh, en), f"{table}.{name}", str(id_))


def _entry(state: Explainer, of: Formula, scope: Scope) -> Answer:
    """An entry of a table of the standard; never a near one."""
    _, table, *parts = of
    keys = [state.value(part, scope) for part in parts]
    unknown = merged(keys)
    if unknown is not None:
        return unknown
    label, entries = state.reasons["tables"][table]
    asked = [None if isinstance(key, Lack) else key for key in keys]
    matching = [each for each in entries if is_entry(each[0], asked)]
    valid = [each for each in matching if valid_on(each[2], each[3], state.day)]
    if len(valid) == 1:
        return float(valid[0][1])
    if matching and not valid and state.day is None:
        return PERIOD_END
    listed = ", ".join(format_number(key) if isinstance(key, float) else str(key) for key in keys)
    if valid:
        return lack_of(
            (f"表“{label[0]}”中 {listed} 有多项", f"table “{label[1]}” has several entries for {listed}"), table
        )
    return lack_of((f"表“{label[0]}”中没有 {listed}", f"table “{label[1]}” has no entry for {listed}"), table)


def _operation(state: Explainer, of: Formula, scope: Scope) -> Answer:
    words = (of[3][0], of[3][1]) if len(of) > 3 else ("", "")  # noqa: PLR2004 -- a divisor has words
    return calculated(of[0], state.value(of[1], scope), state.value(of[2], scope), words)


def _negative(state: Explainer, of: Formula, scope: Scope) -> Answer:
    value = number_of(state.value(of[1], scope))
    return value if isinstance(value, Lack) else 0.0 - value


def _year(state: Explainer, of: Formula, scope: Scope) -> Answer:
    day = state.value(of[1], scope)
    return day if isinstance(day, Lack) else year_of(str(day))


def _rounded(state: Explainer, of: Formula, scope: Scope) -> Answer:
    value = number_of(state.value(of[1], scope))
    return value if isinstance(value, Lack) else rounded(value, of[2])


def _comparison(state: Explainer, of: Formula, scope: Scope) -> Answer:
    return compared(of[0], state.value(of[1], scope), state.value(of[2], scope))


def _among(state: Explainer, of: Formula, scope: Scope) -> Answer:
    text = state.value(of[1], scope)
    return text if isinstance(text, Lack) else folded(str(text)) in of[2]


def _not(state: Explainer, of: Formula, scope: Scope) -> Answer:
    return denied(state.value(of[1], scope))


def _and(state: Explainer, of: Formula, scope: Scope) -> Answer:
    return all_answers(state.value(part, scope) for part in of[1:])


def _or(state: Explainer, of: Formula, scope: Scope) -> Answer:
    return any_answer(state.value(part, scope) for part in of[1:])


def _given(state: Explainer, of: Formula, scope: Scope) -> Answer:
    return not isinstance(state.value(of[1], scope), Lack)


def _if(state: Explainer, of: Formula, scope: Scope) -> Answer:
    test = state.value(of[1], scope)
    if not isinstance(test, Lack):
        return state.value(of[2] if test is True else of[3], scope)
    first = state.value(of[2], scope)
    return first if compared("=", first, state.value(of[3], scope)) is True else test


def _interpolation(state: Explainer, of: Formula, scope: Scope) -> Answer:
    return state.interpolated(of, scope)


def _aggregate(state: Explainer, of: Formula, scope: Scope) -> Answer:
    return state.aggregate(of, scope)


MEANINGS: dict[str, Callable[[Explainer, Formula, Scope], Answer]] = {
    "value": _value,
    "cell": _cell,
    "joined": _joined,
    "entry": _entry,
    "negative": _negative,
    "year": _year,
    "rounded": _rounded,
    "among": _among,
    "not": _not,
    "and": _and,
    "or": _or,
    "given": _given,
    "if": _if,
    "interpolated": _interpolation,
    **dict.fromkeys(("+", "-", "*", "/"), _operation),
    **dict.fromkeys(("<=", "<", ">=", ">", "=", "!="), _comparison),
    **dict.fromkeys(("sum", "count", "any", "every", "least", "greatest", "average"), _aggregate),
}

"""The passes of a repetition, with the reasons of what is missing and of what does not settle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from refcf_rules.targets.python.runtime.bound_rows import BoundRow, placed
from refcf_rules.targets.python.runtime.columns import settled
from refcf_rules.targets.python.runtime.data_types import Formula
from refcf_rules.targets.python.runtime.explainer import Explainer
from refcf_rules.targets.python.runtime.lacking_points import in_words
from refcf_rules.targets.python.runtime.lacks import Answer, Cause, lack_of_all

Cells = Mapping[tuple[str, int], tuple[Formula, BoundRow | None]]


def run_repetition(of: Formula, state: Explainer) -> None:
    """All passes; afterwards the states stand, or are missing if the last pass still changed one too much."""
    _, times, states, formulas, tolerance, relative, _ = of
    cells: Cells = {key: (each, row) for each in states for key, row in _state_cells(each[0], state)}
    asked = [cell for id_ in formulas for cell in _state_cells(id_, state)]
    keys = [key for key, _ in asked]
    now = _values(cells, 1, state)
    before = now
    for _ in range(times):
        state.begin_pass(now, keys)
        for (id_, _), row in asked:
            state.calculation(id_, row)
        before, now = now, _values(cells, 2, state)
    restless: list[Cause] = []
    for key, (each, row) in cells.items():
        old, new = before[key], now[key]
        if isinstance(old, float) and isinstance(new, float) and not settled(old, new, tolerance, relative):
            restless.append(_restless(of, each, row, abs(new - old), state))
    state.begin_pass(dict.fromkeys(cells, lack_of_all(restless)) if restless else now, keys)


def _state_cells(id_: str, state: Explainer) -> Sequence[tuple[tuple[str, int], BoundRow | None]]:
    table = state.reasons["calculations"][id_][0]
    return [((id_, -1), None)] if table is None else [((id_, row.index), row) for row in state.rows(table)]


def _values(cells: Cells, part: int, state: Explainer) -> dict[tuple[str, int], Answer]:
    """What the states begin with (1), or what follows (2)."""
    found: dict[tuple[str, int], Answer] = {}
    for key, (_, row) in cells.items():
        _, name, formula = state.reasons["calculations"][key[0]]
        found[key] = state.value(formula[part], {} if row is None else {name: row})
    return found


def _restless(of: Formula, each: Formula, row: BoundRow | None, change: float, state: Explainer) -> Cause:
    label, times, _, _, _, _, tolerance = of
    id_, words, unit = each
    what = words if row is None else placed(state.standard.table(row.table)["label"], row.label, words)
    changed = in_words(change, unit)
    zh = f"“{label[0]}”计算 {times} 次后仍未收敛：{what[0]}最后一次还变化 {changed}（允差 {tolerance}）"
    en = (
        f"“{label[1]}” has not settled after {times} passes: {what[1]} still changed by {changed} in the last one "
        f"(tolerance {tolerance})"
    )
    return (id_, None, "", zh, en) if row is None else (id_, row.id, row.pointer, zh, en)

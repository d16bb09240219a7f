"""What the footprint sums, with the reasons of what is missing: a row per activity, then the computed emissions."""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.targets.python.runtime.bound_rows import STAGE, BoundRow
from refcf_rules.targets.python.runtime.data_types import Formula
from refcf_rules.targets.python.runtime.explainer import Explainer
from refcf_rules.targets.python.runtime.lacks import Answer, Lack, lack_of, merged, total

CONTRIBUTION_PARTS = ("fossil", "biogenic", "land_use", "aircraft")
_OF_HEADLINE = ("fossil", "land_use", "aircraft")


def contribution_rows(state: Explainer) -> list[BoundRow]:
    """The rows of the table of contributions."""
    found: list[BoundRow] = []
    for activity in state.rows("activity"):
        parts = {part: state.cell(activity, part) for part in CONTRIBUTION_PARTS}
        copied = {name: state.cell(activity, name) for name in ("process", "stage")}
        cells = {name: value for name, value in copied.items() if name == "stage" or not isinstance(value, Lack)}
        own: dict[str, Answer] = {"id": activity.id, "name": activity.label, "computed": False, "activity": activity.id}
        found.append(_contribution(len(found), activity, {**own, **cells}, parts))
    for emission in state.reasons["emissions"]:
        for row, process, value in _emitted(emission, state):
            parts = dict.fromkeys(CONTRIBUTION_PARTS, 0.0) | {emission[7]: value}
            found.append(_contribution(len(found), row, _contribution_cells(emission, row, process, state), parts))
    return found


def _emitted(emission: Formula, state: Explainer) -> Iterator[tuple[BoundRow | None, Answer, Answer]]:
    """Each row with its process and its emission; missing where the filter or the process is."""
    _, _, table, name, test, process, expression, *_ = emission
    for row in (None,) if table is None else state.rows(table):
        scope = {} if row is None else {name: row}
        passes = True if test is None else state.value(test, scope)
        if passes is False:
            continue
        value = passes if isinstance(passes, Lack) else state.value(expression, scope)
        where = state.value(process, scope)
        yield row, where, (merged((where, value)) or value) if isinstance(where, Lack) else value


def _contribution_cells(
    emission: Formula, row: BoundRow | None, process: Answer, state: Explainer
) -> dict[str, Answer]:
    id_, name, *_ = emission
    return {
        "id": id_ if row is None else f"{id_}.{row.id}",
        "name": name if row is None else f"{name} {row.label}",
        "computed": True,
        "process": process,
        "stage": _stage(emission, row, process, state),
    }


def _stage(emission: Formula, row: BoundRow | None, process: Answer, state: Explainer) -> Answer:
    if isinstance(process, Lack):
        return process
    place = state.standard.data["processes"].get(str(process))
    if place is not None:
        return place[0]
    return lack_of(STAGE) if row is None else state.tables.unlisted(row, row.label, emission[8], STAGE)


def _contribution(index: int, source: BoundRow | None, cells: dict[str, Answer], parts: dict[str, Answer]) -> BoundRow:
    row = BoundRow("contribution", index, str(cells["id"]), {}, "" if source is None else source.pointer)
    row.label = str(cells["name"])
    row.values = {**cells, **parts, "emission": total(parts[part] for part in _OF_HEADLINE)}
    return row

"""What the footprint sums: one row per activity, then one per computed process emission (item 19)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Protocol

from refcf_rules.evaluate.arithmetic import total
from refcf_rules.evaluate.bind import Bound
from refcf_rules.evaluate.factor import FactorUse
from refcf_rules.evaluate.row import STAGE, BoundRow, Scope, unlisted
from refcf_rules.evaluate.value import Cause, Datum, Missing, merged, missing
from refcf_rules.model.component import COMPONENTS, HEADLINE
from refcf_rules.model.expression import Cell, Expression
from refcf_rules.model.requirement import ProcessEmission
from refcf_rules.quantities.unit import Unit, parse_unit
from refcf_rules.record import record
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

_TONNES: Final = parse_unit("tCO2e")


@record
class Contribution:
    """One line of the footprint, over the whole period, in kg CO2e of the product.

    ``activity`` is the row it comes from, ``None`` for a computed process emission. ``amount`` and
    ``factor`` are canonical, their units as written; ``status`` and ``source`` are those of the factor.
    """

    id: str
    name: Message
    process: str
    stage: str | None
    activity: str | None
    components: Mapping[str, Datum]
    emission: Datum
    share: Datum | None
    amount: Datum | None
    amount_unit: Unit | None
    factor: Datum | None
    factor_unit: Unit | None
    status: str | None
    source: str | None
    placeholder: bool
    span: Span | None
    pointer: str


class Evaluator(Protocol):
    """What the rows need of an evaluation."""

    def value(self, of: Expression, scope: Scope) -> Datum:
        """The value of an expression."""

    def cell(self, row: BoundRow, name: str) -> Datum:
        """A field or calculated column of a row."""

    def rows(self, table: str) -> tuple[BoundRow, ...]:
        """The rows of a table."""


def contribution_rows(bound: Bound, state: Evaluator, *, partial: bool) -> tuple[BoundRow, ...]:
    """The rows of the table of contributions; with ``partial`` what is missing counts as nothing."""
    rows: list[BoundRow] = []
    for activity in state.rows("activity"):
        parts = {part: state.cell(activity, part) for part in COMPONENTS}
        rows.append(_row(len(rows), activity, _of_activity(activity), parts, partial=partial))
    for emission in bound.standard.emissions:
        for row, value in emitted(emission, state):
            process = state.value(emission.process, {} if row is None else {emission.row: row})
            known = (merged([process, value]) or value) if isinstance(process, Missing) else value
            parts = dict.fromkeys(COMPONENTS, 0.0) | {emission.component.replace("-", "_"): known}
            rows.append(_row(len(rows), row, _of_emission(bound, emission, row, process), parts, partial=partial))
    return tuple(rows)


def emitted(emission: ProcessEmission, state: Evaluator) -> Iterator[tuple[BoundRow | None, Datum]]:
    """Each row with its emission; where the filter is unknown the emission is missing."""
    if emission.table is None:
        yield None, state.value(emission.expression, {})
        return
    for row in state.rows(emission.table):
        scope = {emission.row: row}
        passes = True if emission.filter is None else state.value(emission.filter, scope)
        if passes is not False:
            yield row, passes if isinstance(passes, Missing) else state.value(emission.expression, scope)


def _of_activity(activity: BoundRow) -> dict[str, Datum]:
    copied = {key: value for key in ("process", "stage") if (value := activity.values.get(key)) is not None}
    return {"id": activity.id, "name": activity.label, "computed": False, "activity": activity.id, **copied}


def _of_emission(bound: Bound, emission: ProcessEmission, row: BoundRow | None, process: Datum) -> dict[str, Datum]:
    name = emission.label.zh or emission.label.en or emission.id
    return {
        "id": emission.id if row is None else f"{emission.id}.{row.id}",
        "name": name if row is None else f"{name} {row.label}",
        "computed": True,
        "process": process,
        "stage": _stage(bound, emission, row, process),
    }


def _stage(bound: Bound, emission: ProcessEmission, row: BoundRow | None, process: Datum) -> Datum:
    """The stage of the unit process; missing, with the reason, if the row names none that the standard lists."""
    if isinstance(process, Missing):
        return process
    stage = next((each.stage for each in bound.standard.boundary.processes if each.id == process), None)
    if stage is not None:
        return stage
    field = emission.process.field if isinstance(emission.process, Cell) else ""
    if row is None:
        return missing(Cause(STAGE))
    words = unlisted(bound.names.table(row.table), row.label, STAGE, str(process))
    return missing(Cause(words, f"{row.table}.{field}", row.id, row.span, f"{row.pointer}/{field}"))


def _row(
    index: int,
    source: BoundRow | None,
    cells: dict[str, Datum],
    parts: dict[str, Datum],
    *,
    partial: bool,
) -> BoundRow:
    if partial:
        parts = {part: 0.0 if isinstance(value, Missing) else value for part, value in parts.items()}
        cells = {key: "" if isinstance(value, Missing) else value for key, value in cells.items()}
    emission = total(parts[part] for part in HEADLINE)
    return BoundRow(
        table="contribution",
        index=index,
        id=str(cells["id"]),
        label=str(cells["name"]),
        values={**cells, **parts, "emission": emission},
        units=dict.fromkeys((*COMPONENTS, "emission"), _TONNES),
        span=None if source is None else source.span,
        pointer="" if source is None else source.pointer,
    )


def contributions_of(bound: Bound, state: Evaluator) -> tuple[Contribution, ...]:
    """The rows of the contributions as a report shows them."""
    emissions = {each.id: each.label for each in bound.standard.emissions}
    activities = state.rows("activity")
    shown: list[Contribution] = []
    for row in state.rows("contribution"):
        activity = activities[row.index] if row.index < len(activities) else None
        shown.append(_contribution(bound, state, row, activity, emissions))
    return tuple(shown)


def _contribution(
    bound: Bound,
    state: Evaluator,
    row: BoundRow,
    activity: BoundRow | None,
    emissions: Mapping[str, Message],
) -> Contribution:
    factor = bound.factors[activity.index] if activity else None
    use = factor if isinstance(factor, FactorUse) else None
    values = {} if activity is None else activity.values
    units = {} if activity is None else activity.units
    status = _text(values.get("factor.status"))
    return Contribution(
        id=row.id,
        name=_name(row, emissions),
        process=_text(row.values.get("process")) or "",
        stage=_text(row.values.get("stage")),
        activity=None if activity is None else activity.id,
        components={part: row.values[part] for part in COMPONENTS},
        emission=row.values["emission"],
        share=None if activity is None else state.cell(activity, "share"),
        amount=values.get("amount"),
        amount_unit=units.get("amount"),
        factor=values.get("factor.value"),
        factor_unit=None if use is None else use.unit,
        status=status,
        source=_text(values.get("factor.source")),
        placeholder=use is not None and status == "placeholder",
        span=row.span,
        pointer=row.pointer,
    )


def _name(row: BoundRow, emissions: Mapping[str, Message]) -> Message:
    if row.values.get("computed") is not True:
        return same(row.label)
    for id_, label in emissions.items():
        if row.id == id_:
            return label
        if row.id.startswith(f"{id_}."):
            source = row.id.removeprefix(f"{id_}.")
            return Message("{label}（{row}）", "{label} ({row})").filled(label=label, row=source)
    return same(row.label)


def _text(value: Datum | None) -> str | None:
    return value if isinstance(value, str) else None

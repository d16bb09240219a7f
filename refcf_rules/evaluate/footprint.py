"""The footprint per declared unit: the result, the subtotal of what can be computed, and its parts."""

from __future__ import annotations

from collections.abc import Iterable

from refcf_rules.evaluate.arithmetic import rounded
from refcf_rules.evaluate.contributions import Contribution, contributions_of
from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.value import Cause, Datum, Missing, causes_of
from refcf_rules.model.component import COMPONENT_LABELS
from refcf_rules.model.standard import Footprint, FunctionalUnit
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message


@record
class Share:
    """A part of the footprint (a stage, a component): the value, and the subtotal of what can be computed."""

    id: str
    label: Message
    value: Datum
    subtotal: float | None


@record
class FunctionalResult:
    """The footprint per functional unit; not applicable when no service data are given at all (item 34)."""

    id: str
    text: Message
    per_text: Message
    applicable: bool
    reference_flow: Datum
    value: Datum


@record
class FootprintResult:
    """The footprint, canonical (kg CO2e per declared unit), shown in ``unit``.

    ``subtotal`` adds what can be computed and is no result while ``value`` is missing; it is ``None``
    when even that cannot be had (no output). ``reported`` is rounded to the step of the standard.
    """

    id: str
    label: Message
    unit: Unit
    step: float | None
    value: Datum
    reported: Datum
    subtotal: float | None
    by_stage: tuple[Share, ...]
    by_component: tuple[Share, ...]
    contributions: tuple[Contribution, ...]
    functional: tuple[FunctionalResult, ...]
    causes: tuple[Cause, ...]
    missing_count: int
    placeholders: tuple[str, ...]


def footprint_of(footprint: Footprint, state: Evaluation, partial: Evaluation) -> FootprintResult:
    """The footprint; ``partial`` is the same inventory with missing contributions left out."""
    standard = state.bound.standard
    value = state.scalar(footprint.id)
    stages = {stage.id: stage.label for stage in standard.boundary.stages}
    parts = contributions_of(state.bound, state)
    return FootprintResult(
        id=footprint.id,
        label=footprint.label,
        unit=footprint.unit,
        step=footprint.step,
        value=value,
        reported=value if footprint.step is None else rounded(value, footprint.step),
        subtotal=_number(partial.scalar(footprint.id)),
        by_stage=_shares(footprint.id, stages.items(), state, partial),
        by_component=_shares(footprint.id, COMPONENT_LABELS.items(), state, partial),
        contributions=parts,
        functional=tuple(_functional(unit, footprint, state) for unit in standard.functional_units),
        causes=causes_of(value),
        missing_count=value.count if isinstance(value, Missing) else 0,
        placeholders=_placeholders(parts, state),
    )


def _shares(
    id_: str, parts: Iterable[tuple[str, Message]], state: Evaluation, partial: Evaluation
) -> tuple[Share, ...]:
    """Those parts for which the standard has a calculation."""
    return tuple(
        Share(part, label, state.scalar(f"{id_}.{part}"), _number(partial.scalar(f"{id_}.{part}")))
        for part, label in parts
        if f"{id_}.{part}" in state.calculations
    )


def _functional(unit: FunctionalUnit, footprint: Footprint, state: Evaluation) -> FunctionalResult:
    service = next(iter(state.rows("service")), None)
    given = [name.removeprefix("service.") for name in unit.given]
    applicable = not given or (service is not None and any(name in service.values for name in given))
    return FunctionalResult(
        id=unit.id,
        text=unit.text,
        per_text=unit.per_text,
        applicable=applicable,
        reference_flow=state.scalar(unit.reference_flow),
        value=state.scalar(f"{footprint.id}.{unit.id}"),
    )


def _placeholders(parts: Iterable[Contribution], state: Evaluation) -> tuple[str, ...]:
    """What rests on a placeholder: activities by id, then parameters and tables."""
    named = [part.id for part in parts if part.placeholder]
    return (*named, *sorted(state.placeholders))


def _number(value: Datum) -> float | None:
    return value if isinstance(value, float) else None

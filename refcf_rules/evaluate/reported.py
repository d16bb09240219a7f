"""Values reported apart from the footprint, as additional information: never added to it."""

from __future__ import annotations

from refcf_rules.evaluate.arithmetic import rounded
from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.value import Cause, Datum, Missing, causes_of
from refcf_rules.model.standard import Reported
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message


@record
class ReportedResult:
    """A value apart, canonical, shown in ``unit``; ``reported`` is rounded.

    It is not applicable when it rests on service data and the company gives none at all (item 34).
    """

    id: str
    label: Message
    unit: Unit
    applicable: bool
    value: Datum
    reported: Datum
    causes: tuple[Cause, ...]
    missing_count: int


def reported_values(state: Evaluation) -> tuple[ReportedResult, ...]:
    """The additional information of the standard, in its order."""
    return tuple(_result(each, state) for each in state.bound.standard.reported)


def _result(each: Reported, state: Evaluation) -> ReportedResult:
    value = state.scalar(each.of)
    return ReportedResult(
        id=each.of,
        label=each.label,
        unit=each.unit,
        applicable=_is_applicable(each, state),
        value=value,
        reported=_rounded(value, each),
        causes=causes_of(value),
        missing_count=value.count if isinstance(value, Missing) else 0,
    )


def _rounded(value: Datum, each: Reported) -> Datum:
    """Rounded on the scale people read: 305.52 °C to 1 °C is 306 °C, whatever it is in kelvin."""
    offset = float(each.unit.offset)
    if not isinstance(value, float) or not offset:
        return rounded(value, each.step)
    found = rounded(value - offset, each.step)
    return found + offset if isinstance(found, float) else found


def _is_applicable(each: Reported, state: Evaluation) -> bool:
    service = next(iter(state.rows("service")), None)
    given = service.values if service is not None else {}
    return not each.service or any(name.removeprefix("service.") in given for name in each.service)

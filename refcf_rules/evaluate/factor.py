"""The emission factor of an activity: its own, or the one of the standard's library that fits (item 24)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from refcf_rules.evaluate.dated import valid_on
from refcf_rules.evaluate.row import value_of
from refcf_rules.evaluate.value import Cause, Datum, Missing, missing
from refcf_rules.inventory.inventory import Row
from refcf_rules.model.component import COMPONENTS, HEADLINE
from refcf_rules.model.number import Factor
from refcf_rules.quantities.dimension import NONE, Dimension
from refcf_rules.quantities.spelling import folded
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message

_DETAILS: Final = ("kind", "basis", "gwp", "year", "place", "source", "status", "losses")

_OWN_FACTOR: Final = Message(
    "为“{row}”给出 factor（value、unit、kind、source），或写明库中因子的代号。",
    "Give “{row}” a factor (value, unit, kind, source), or name a factor of the library.",
)

PERIOD_END: Final = Cause(
    Message("报告期的结束日期", "end of the reporting period"), "period.end", pointer="/period/end"
)


@record
class FactorUse:
    """The factor a row uses, canonical: kg CO2e per canonical amount of ``dimension``'s denominator.

    ``cells`` are the values of the fields ``factor.…``. ``library`` is the factor of the standard,
    if it is one. ``split`` says whether its components were stated; if not, all counts as fossil.
    """

    cells: Mapping[str, Datum]
    unit: Unit | None
    dimension: Dimension
    library: Factor | None
    split: bool

    @property
    def basis(self) -> str | None:
        """The mass basis the factor refers to."""
        basis = self.cells.get("factor.basis")
        return basis if isinstance(basis, str) else None


@record
class Library:
    """The factors of a standard, also by flow; among those by flow are no limit values."""

    factors: tuple[Factor, ...]
    by_flow: Mapping[str, tuple[Factor, ...]]


def library_of(factors: tuple[Factor, ...]) -> Library:
    """The library, ready to be asked."""
    by_flow: dict[str, tuple[Factor, ...]] = {}
    for factor in factors:
        if factor.kind != "limit":
            flow = folded(factor.flow)
            by_flow[flow] = (*by_flow.get(flow, ()), factor)
    return Library(factors, by_flow)


def factor_of(row: Row, library: Library, day: str | None, amount: Unit | None) -> FactorUse | Missing:
    """The factor of an activity; ``day`` is the period's last, ``amount`` the unit of its amount."""
    if any(f"factor.{part}" in row.cells for part in ("value", *COMPONENTS)):
        return _own(row)
    named = row.cells.get("factor")
    if named is not None:
        return _by_id(row, str(named.value), library, day)
    flow = row.cells.get("flow")
    if flow is None:
        what = Message("活动“{row}”的排放因子（未写明流）", "factor of activity “{row}” (no flow is named)")
        return _no_factor(row, what, _own_fix(amount))
    return _by_flow(row, folded(str(flow.value)), library, day, amount)


def _own(row: Row) -> FactorUse:
    typed = {part: value_of(cell) for part in COMPONENTS if (cell := row.cells.get(f"factor.{part}"))}
    value_cell = row.cells.get("factor.value")
    unit = next((cell.unit for part in ("value", *COMPONENTS) if (cell := row.cells.get(f"factor.{part}"))), None)
    parts: dict[str, Datum] = dict.fromkeys(COMPONENTS, 0.0) | typed
    if value_cell is not None and "fossil" not in typed:
        parts["fossil"] = _rest(value_of(value_cell), parts)
    cells = _cells(parts) | {
        f"factor.{name}": value_of(cell) for name in _DETAILS if (cell := row.cells.get(f"factor.{name}"))
    }
    if value_cell is not None:
        cells["factor.value"] = value_of(value_cell)
    return FactorUse(cells, unit, unit.dimension if unit else NONE, None, bool(typed))


def _rest(value: Datum, parts: Mapping[str, Datum]) -> Datum:
    """What a value leaves for the fossil part; biogenic stands outside the headline."""
    if not isinstance(value, float):
        return value
    for part in ("land_use", "aircraft"):
        other = parts[part]
        value -= other if isinstance(other, float) else 0.0
    return value


def _cells(parts: Mapping[str, Datum]) -> dict[str, Datum]:
    headline = 0.0
    for part in HEADLINE:
        value = parts[part]
        headline += value if isinstance(value, float) else 0.0
    return {f"factor.{part}": value for part, value in parts.items()} | {"factor.value": headline}


def _by_id(row: Row, id_: str, library: Library, day: str | None) -> FactorUse | Missing:
    factor = next((each for each in library.factors if id_ in (each.id, each.label.zh, each.label.en)), None)
    if factor is None:
        what = Message("活动“{row}”的因子“{id}”不在因子库中", "factor “{id}” of activity “{row}” is not in the library")
        return _no_factor(row, what.filled(id=id_), _near(id_, (each.id for each in library.factors)))
    if not valid_on(factor.provenance, day):
        return _not_valid(row, (factor,), day)
    return library_use(factor)


def _by_flow(row: Row, flow: str, library: Library, day: str | None, amount: Unit | None) -> FactorUse | Missing:
    same_flow = library.by_flow.get(flow, ())
    if not same_flow:
        what = Message(
            "活动“{row}”的排放因子（库中没有“{flow}”）",
            "factor of activity “{row}” (the library has none for “{flow}”)",
        )
        near = _near(flow, library.by_flow) or _own_fix(amount)
        return _no_factor(row, what.filled(flow=flow), near)
    valid = [each for each in same_flow if valid_on(each.provenance, day)]
    if not valid:
        return _not_valid(row, same_flow, day)
    chosen = at_place(row, valid)
    return library_use(chosen[0]) if len(chosen) == 1 else _undecided(row, valid, chosen)


def at_place(row: Row, factors: Sequence[Factor]) -> Sequence[Factor]:
    """Those of the row's place, when several fit and the row has a place; never a near one."""
    place = row.cells.get("place")
    if len(factors) == 1 or place is None:
        return factors
    wanted = folded(str(place.value))
    return [each for each in factors if each.place is not None and folded(each.place) == wanted]


def library_use(factor: Factor) -> FactorUse:
    """A factor of the library as a row uses it."""
    parts: dict[str, Datum] = dict.fromkeys(COMPONENTS, 0.0)
    split = True
    for component, value in factor.components:
        part = component.replace("-", "_")
        split = split and part in COMPONENTS
        part = part if part in COMPONENTS else "fossil"
        before = parts[part]
        parts[part] = value + (before if isinstance(before, float) else 0.0)
    details: dict[str, str | float | None] = {
        "kind": factor.kind,
        "basis": factor.basis,
        "gwp": factor.gwp_set,
        "year": None if factor.year is None else float(factor.year),
        "place": factor.place,
        "source": "; ".join(factor.provenance.sources) or None,
        "status": factor.provenance.status.value,
        "losses": factor.losses,
    }
    cells = _cells(parts) | {f"factor.{name}": value for name, value in details.items() if value is not None}
    dimension = factor.type.dimension or factor.unit.dimension
    return FactorUse(cells, factor.unit, dimension, factor, split)


def _undecided(row: Row, valid: Sequence[Factor], chosen: Sequence[Factor]) -> Missing:
    listed = ", ".join(each.id for each in (chosen or valid))
    if chosen:
        what = Message("活动“{row}”的因子有多个匹配：{listed}", "several factors match activity “{row}”: {listed}")
    else:
        what = Message(
            "活动“{row}”所在地域没有因子，现有：{listed}",
            "no factor for the place of activity “{row}”, only {listed}",
        )
    fix = Message("为“{row}”用 factor 写明其中一个代号。", "Name one of them for “{row}” with factor.")
    return _no_factor(row, what.filled(listed=listed), fix)


def _not_valid(row: Row, factors: Sequence[Factor], day: str | None) -> Missing:
    if day is None:
        return missing(PERIOD_END)
    what = Message(
        "活动“{row}”的因子在报告期最后一天无效：{listed}",
        "the factor of activity “{row}” does not hold on the last day of the period: {listed}",
    )
    return _no_factor(row, what.filled(listed=", ".join(each.id for each in factors)), _OWN_FACTOR)


def _near(name: str, known: Iterable[str]) -> Message | None:
    from difflib import get_close_matches  # noqa: PLC0415 -- only for what is misspelt

    near = get_close_matches(name, sorted(set(known)), n=3, cutoff=0.75)
    if not near:
        return None
    return Message("“{row}”的流或因子是否应为 {near}？", "Was {near} meant for “{row}”?").filled(near=", ".join(near))


def _own_fix(amount: Unit | None) -> Message:
    if amount is None:
        return _OWN_FACTOR
    return Message(
        "为“{row}”给出 factor：value、unit（如 kgCO2e/{unit}）、kind、source。",
        "Give “{row}” a factor: value, unit (such as kgCO2e/{unit}), kind and source.",
    ).filled(unit=amount.symbol)


def _no_factor(row: Row, what: Message, fix: Message | None) -> Missing:
    name = row.cells.get("name")
    label = row.id if name is None else str(name.value)
    place = f"{row.pointer}/factor"
    return missing(
        Cause(
            what.filled(row=label),
            "activity.factor.value",
            row.id,
            row.span,
            place,
            (fix or _OWN_FACTOR).filled(row=label),
        )
    )

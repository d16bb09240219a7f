"""What is worked out for an activity before any formula: amount, dry mass, amount per factor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from refcf_rules.evaluate.arithmetic import calculate, total
from refcf_rules.evaluate.factor import COMPONENTS, FactorUse
from refcf_rules.evaluate.row import value_of
from refcf_rules.evaluate.value import Cause, Datum, Missing, missing
from refcf_rules.inventory.inventory import Row
from refcf_rules.quantities.dimension import NONE, TRANSPORT_WORK, Base, Dimension
from refcf_rules.quantities.unit import Unit, canonical_unit, parse_unit
from refcf_rules.source.message import Message, same

_MASS: Final = Dimension.of(Base.MASS)
_ENERGY: Final = Dimension.of(Base.ENERGY)
_EMISSIONS: Final = (Dimension.of(Base.CO2E), Dimension.of(Base.CO2))
_AS_RECEIVED: Final = "as-received"
_TAKEN_AS_DRY: Final = ("packaging", "auxiliary", "waste")
_TONNE_KILOMETRE: Final = parse_unit("tkm")


@dataclass(frozen=True, slots=True)
class Amount:
    """The amount of an activity in canonical units, with what it measures."""

    value: Datum
    unit: Unit | None
    dimension: Dimension


def amount_of(row: Row, legs: Sequence[Row]) -> Amount:
    """As given; a transport without an amount takes Σ mass × distance of its legs."""
    cell = row.cells.get("amount")
    if cell is not None:
        return Amount(value_of(cell), cell.unit, cell.unit.dimension if cell.unit else NONE)
    if legs and _text(row, "kind") == "transport":
        work = (calculate("*", _leg(leg, "mass"), _leg(leg, "distance"), _no_name) for leg in legs)
        return Amount(total(work), _TONNE_KILOMETRE, TRANSPORT_WORK)
    return Amount(_lacks(row, "amount", Message("数量", "amount")), None, NONE)


def dry_mass(row: Row, amount: Amount) -> Datum:
    """The dry mass: as received × (1 − moisture); without a stated basis only where dry is meant."""
    if isinstance(amount.value, Missing):
        return amount.value
    if amount.dimension != _MASS:
        return _not_measured(row, amount, Message("质量", "mass"))
    basis = _text(row, "basis")
    if basis is None and _text(row, "kind") not in _TAKEN_AS_DRY:
        return _lacks(row, "basis", Message("质量基准", "mass basis"))
    return _dried(row, amount.value) if basis == _AS_RECEIVED else amount.value


def energy(row: Row, amount: Amount) -> Datum:
    """The energy of an amount that is one."""
    if isinstance(amount.value, Missing) or amount.dimension == _ENERGY:
        return amount.value
    return _not_measured(row, amount, Message("能量", "energy"))


def factor_amount(row: Row, amount: Amount, factor: FactorUse | Missing) -> Datum:
    """The amount on the basis and in the kind of quantity that the factor is per."""
    if isinstance(factor, Missing):
        return factor
    if isinstance(amount.value, Missing):
        return amount.value
    if amount.dimension * factor.dimension not in _EMISSIONS:
        return _mismatch(row, amount, factor)
    if amount.dimension != _MASS or factor.basis not in ("dry", _AS_RECEIVED):
        return amount.value
    return _on_basis(row, amount, factor.basis)


def _on_basis(row: Row, amount: Amount, wanted: str) -> Datum:
    basis = _text(row, "basis")
    if basis is None and _text(row, "kind") not in _TAKEN_AS_DRY:
        return _lacks(row, "basis", Message("质量基准", "mass basis"))
    if wanted == "dry":
        return _dried(row, amount.value) if basis == _AS_RECEIVED else amount.value
    if basis in ("dry", None):
        return calculate("/", amount.value, _dry_part(row), lambda: Message("1 − 含水率", "1 − moisture"))
    return amount.value


def own_reject_cells() -> dict[str, Datum]:
    """Own rejects enter with zero burden and need no factor (item 17)."""
    return dict.fromkeys(("factor_amount", *(f"factor.{part}" for part in COMPONENTS)), 0.0)


def is_own_reject(row: Row) -> bool:
    """Whether the row is the product's own reject coming back."""
    return _text(row, "origin") == "own-reject"


def _dried(row: Row, mass: Datum) -> Datum:
    return calculate("*", mass, _dry_part(row), _no_name)


def _dry_part(row: Row) -> Datum:
    cell = row.cells.get("moisture")
    moisture = _lacks(row, "moisture", Message("含水率", "moisture")) if cell is None else value_of(cell)
    return calculate("-", 1.0, moisture, _no_name)


def _leg(leg: Row, field: str) -> Datum:
    labels = {"mass": Message("发运质量", "mass as shipped"), "distance": Message("运距", "distance")}
    cell = leg.cells.get(field)
    return _lacks(leg, field, labels[field]) if cell is None else value_of(cell)


def _text(row: Row, field: str) -> str | None:
    cell = row.cells.get(field)
    return cell.value if cell is not None and isinstance(cell.value, str) else None


def _lacks(row: Row, field: str, label: Message) -> Missing:
    what = Message("{table}“{row}”的{field}", "{field} of {table} “{row}”")
    table = {"activity": Message("活动", "activity"), "leg": Message("运输段", "transport leg")}[row.table]
    filled = what.filled(table=table, field=label, row=_label(row))
    return missing(Cause(filled, f"{row.table}.{field}", row.id, row.span, f"{row.pointer}/{field}"))


def _not_measured(row: Row, amount: Amount, wanted: Message) -> Missing:
    what = Message(
        "活动“{row}”的{wanted}（数量以 {unit} 计，不是{wanted}）",
        "{wanted} of activity “{row}” (its amount is in {unit}, which is no {wanted})",
    ).filled(wanted=wanted, unit=_symbol(amount), row=_label(row))
    return missing(Cause(what, "activity.amount", row.id, row.span, f"{row.pointer}/amount"))


def _mismatch(row: Row, amount: Amount, factor: FactorUse) -> Missing:
    per = factor.unit.symbol if factor.unit else "1"
    what = Message(
        "活动“{row}”：数量的单位 {unit} 与因子的单位 {per} 不相配",
        "activity “{row}”: the amount in {unit} does not go with a factor in {per}",
    ).filled(unit=_symbol(amount), per=per, row=_label(row))
    fix = Message(
        "把数量换成因子所按的单位，或给出按 {unit} 计的因子。",
        "State the amount as the factor counts it, or give a factor per {unit}.",
    )
    place = f"{row.pointer}/amount"
    return missing(Cause(what, "activity.amount", row.id, row.span, place, fix.filled(unit=_symbol(amount))))


def _symbol(amount: Amount) -> str:
    return amount.unit.symbol if amount.unit else canonical_unit(amount.dimension).symbol


def _label(row: Row) -> str:
    name = row.cells.get("name")
    return row.id if name is None else str(name.value)


def _no_name() -> Message:
    return same("0")

"""The amount of an activity: the reading of its meter, and each step from there to what a factor counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from refcf_rules.evaluate.arithmetic import calculate, total
from refcf_rules.evaluate.row import value_of
from refcf_rules.evaluate.value import Cause, Datum, Missing, missing
from refcf_rules.inventory.inventory import Row
from refcf_rules.quantities.dimension import NONE, TRANSPORT_WORK, Base, Dimension
from refcf_rules.quantities.unit import Unit, canonical_unit, parse_unit
from refcf_rules.record import record
from refcf_rules.source.message import Message, same

MASS: Final = Dimension.of(Base.MASS)
ENERGY: Final = Dimension.of(Base.ENERGY)
AS_RECEIVED: Final = "as-received"
DRY: Final = "dry"
_TAKEN_AS_DRY: Final = ("packaging", "auxiliary", "waste")
_GASES: Final = (Dimension.of(Base.GAS_NORMAL), Dimension.of(Base.GAS_20))
# Ideal gas at equal pressure: a volume at 20 °C (293.15 K) shrinks so on its way to 0 °C (273.15 K).
_TO_NORMAL: Final = 273.15 / 293.15
GAS_STATES: Final = (Message("由 20 ℃ 到 0 ℃", "20 °C to 0 °C"), Message("由 0 ℃ 到 20 ℃", "0 °C to 20 °C"))
_SHRINKS: Final = same("(273.15 K/293.15 K)")
_TONNE_KILOMETRE: Final = parse_unit("tkm")


@record
class Change:
    """One step: the value so far times or divided by ``by``, which ``shown`` puts in words."""

    operator: Literal["*", "/"]
    by: Datum
    shown: Message
    reason: Message


@record
class Amount:
    """An amount in canonical units: what it measures, the state it is weighed in, how it came from the reading."""

    value: Datum
    unit: Unit | None
    dimension: Dimension
    basis: str | None
    reading: Datum
    read_in: Unit | None
    changes: tuple[Change, ...] = ()

    @property
    def symbol(self) -> str:
        """The unit to name in a message."""
        return self.unit.symbol if self.unit else canonical_unit(self.dimension).symbol

    def changed(self, change: Change, dimension: Dimension | None = None, basis: str | None = None) -> Amount:
        """After one more step, which may lead to another kind of quantity or to another state."""
        into = self.dimension if dimension is None else dimension
        return Amount(
            value=calculate(change.operator, self.value, change.by, lambda: change.reason),
            unit=self.unit if into == self.dimension else None,
            dimension=into,
            basis=self.basis if basis is None else basis,
            reading=self.reading,
            read_in=self.read_in,
            changes=(*self.changes, change),
        )


def amount_of(row: Row, legs: Sequence[Row]) -> Amount:
    """As read, times the multiplier of the meter; a transport without an amount takes Σ mass × distance."""
    read = _reading(row, legs)
    multiplier = row.cells.get("multiplier")
    if multiplier is None:
        return read
    by = value_of(multiplier)
    shown = same(multiplier.text) if isinstance(by, Missing | str) else same(f"{by:.10g}")
    return read.changed(Change("*", by, shown, Message("倍率", "meter multiplier")))


def _reading(row: Row, legs: Sequence[Row]) -> Amount:
    cell = row.cells.get("amount")
    basis = text_of(row, "basis")
    if cell is not None:
        value = value_of(cell)
        return Amount(value, cell.unit, cell.unit.dimension if cell.unit else NONE, basis, value, cell.unit)
    if legs and text_of(row, "kind") == "transport":
        work = total(calculate("*", _leg(leg, "mass"), _leg(leg, "distance"), _no_name) for leg in legs)
        return Amount(work, _TONNE_KILOMETRE, TRANSPORT_WORK, basis, work, _TONNE_KILOMETRE)
    absent = lacks(row, "amount", Message("数量", "amount"))
    return Amount(absent, None, NONE, basis, absent, None)


def dry_mass(row: Row, amount: Amount) -> Datum:
    """The dry mass: as received × (1 − moisture); without a stated basis only where dry is meant."""
    if isinstance(amount.value, Missing):
        return amount.value
    if amount.dimension != MASS:
        return not_measured(row, amount, Message("质量", "mass"))
    return on_basis(row, amount, DRY).value


def on_basis(row: Row, amount: Amount, wanted: str | None) -> Amount:
    """A mass in the state that a factor or a calorific value is per; other quantities as they are."""
    if wanted not in (DRY, AS_RECEIVED) or amount.dimension != MASS or amount.basis == wanted:
        return amount
    if amount.basis is None and text_of(row, "kind") not in _TAKEN_AS_DRY:
        return _without_basis(row, amount)
    if wanted == DRY:
        return amount.changed(_dried(row, "*"), basis=DRY) if amount.basis == AS_RECEIVED else amount
    return amount.changed(_dried(row, "/"), basis=AS_RECEIVED) if amount.basis in (DRY, None) else amount


def in_gas_state(amount: Amount, wanted: Dimension) -> Amount:
    """A gas volume at the temperature asked for; other quantities as they are."""
    if amount.dimension == wanted or amount.dimension not in _GASES or wanted not in _GASES:
        return amount
    operator: Literal["*", "/"] = "*" if wanted == _GASES[0] else "/"
    reason = GAS_STATES[0 if operator == "*" else 1]
    return amount.changed(Change(operator, _TO_NORMAL, _SHRINKS, reason), wanted)


def _without_basis(row: Row, amount: Amount) -> Amount:
    absent = lacks(row, "basis", Message("质量基准", "mass basis"))
    return Amount(absent, amount.unit, MASS, None, amount.reading, amount.read_in, amount.changes)


def _dried(row: Row, operator: Literal["*", "/"]) -> Change:
    cell = row.cells.get("moisture")
    moisture = lacks(row, "moisture", Message("含水率", "moisture")) if cell is None else value_of(cell)
    part = calculate("-", 1.0, moisture, _no_name)
    shown = same("(1 − 0 %)" if cell is None else f"(1 − {cell.text})")
    return Change(operator, part, shown, Message("1 − 含水率", "1 − moisture"))


def _leg(leg: Row, field: str) -> Datum:
    labels = {"mass": Message("发运质量", "mass as shipped"), "distance": Message("运距", "distance")}
    cell = leg.cells.get(field)
    return lacks(leg, field, labels[field]) if cell is None else value_of(cell)


def text_of(row: Row, field: str) -> str | None:
    """The text or option typed in a cell, if there is one."""
    cell = row.cells.get(field)
    return cell.value if cell is not None and isinstance(cell.value, str) else None


def label_of(row: Row) -> str:
    """What a row is called: its name, else its id."""
    name = row.cells.get("name")
    return row.id if name is None else str(name.value)


def lacks(row: Row, field: str, label: Message) -> Missing:
    """The missing value of a field that nobody filled in."""
    what = Message("{table}“{row}”的{field}", "{field} of {table} “{row}”")
    table = {"activity": Message("活动", "activity"), "leg": Message("运输段", "transport leg")}[row.table]
    filled = what.filled(table=table, field=label, row=label_of(row))
    return missing(Cause(filled, f"{row.table}.{field}", row.id, row.span, row.pointer_to(field)))


def not_measured(row: Row, amount: Amount, wanted: Message, fix: Message | None = None) -> Missing:
    """The missing mass or energy of an amount that is none."""
    what = Message(
        "活动“{row}”的{wanted}（数量以 {unit} 计，不是{wanted}）",
        "{wanted} of activity “{row}” (its amount is in {unit}, which is no {wanted})",
    ).filled(wanted=wanted, unit=amount.symbol, row=label_of(row))
    return missing(Cause(what, "activity.amount", row.id, row.span, row.pointer_to("amount"), fix))


def _no_name() -> Message:
    return same("0")

"""The net calorific value of a fuel: measured for the row, else that of the library for its flow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.evaluate.amount import (
    ENERGY,
    Amount,
    Change,
    in_gas_state,
    label_of,
    on_basis,
    text_of,
)
from refcf_rules.evaluate.dated import valid_on
from refcf_rules.evaluate.factor import FactorUse, Library
from refcf_rules.evaluate.row import value_of
from refcf_rules.evaluate.value import Cause, Datum, Missing, missing
from refcf_rules.inventory.inventory import Row
from refcf_rules.model.core_tables import NCV
from refcf_rules.model.number import Factor
from refcf_rules.quantities.dimension import Dimension
from refcf_rules.quantities.spelling import folded
from refcf_rules.quantities.unit import Unit, from_canonical
from refcf_rules.record import record
from refcf_rules.source.message import Message

BY_CALORIFIC_VALUE: Final = Message("低位发热量", "net calorific value")


@record
class CalorificValue:
    """MJ per canonical amount of fuel; ``basis`` is the state of the mass it is per, if that is stated."""

    value: Datum
    unit: Unit
    basis: str | None

    @property
    def fuel(self) -> Dimension:
        """What the energy is per: a mass or a volume."""
        return ENERGY / self.unit.dimension

    def change(self, operator: str) -> Change:
        """The step from the fuel to its energy, or back."""
        shown = "" if isinstance(self.value, Missing | str) else f"{from_canonical(self.value, self.unit):.10g}"
        words = Message("{number} {unit}", "{number} {unit}").filled(number=shown, unit=self.unit.symbol)
        return Change("*" if operator == "*" else "/", self.value, words, BY_CALORIFIC_VALUE)


def calorific_value(
    row: Row, use: FactorUse | Missing | None, library: Library, day: str | None
) -> CalorificValue | Missing | None:
    """The one of the row, else of the factor it names or of its flow; ``None`` when there is none."""
    cell = row.cells.get(NCV)
    if cell is not None and cell.unit is not None:
        if text_of(row, "ncv_basis") == "gross":
            return _gross(row)
        return CalorificValue(value_of(cell), cell.unit, text_of(row, "basis"))
    found = {each.ncv: each for each in _known(row, use, library, day) if each.ncv is not None}
    if len(found) > 1:
        return _several(row, tuple(found.values()))
    return next((CalorificValue(ncv.value, ncv.unit, each.basis) for ncv, each in found.items()), None)


def _known(row: Row, use: FactorUse | Missing | None, library: Library, day: str | None) -> Iterator[Factor]:
    named = use.library if isinstance(use, FactorUse) else None
    if named is not None and named.ncv is not None:
        yield named
        return
    flow = text_of(row, "flow")
    if flow is not None:
        yield from (each for each in library.by_flow.get(folded(flow), ()) if valid_on(each.provenance, day))


def energy_of(row: Row, amount: Amount, ncv: CalorificValue) -> Amount | None:
    """The energy of an amount of fuel; ``None`` when the calorific value is per something else."""
    fuel = on_basis(row, in_gas_state(amount, ncv.fuel), ncv.basis)
    return fuel.changed(ncv.change("*"), ENERGY) if fuel.dimension == ncv.fuel else None


def fuel_of(row: Row, energy: Amount, ncv: CalorificValue, wanted: Dimension) -> Amount | None:
    """The amount of fuel that gives an energy; ``None`` when the calorific value is per something else."""
    fuel = energy.changed(ncv.change("/"), ncv.fuel, ncv.basis or text_of(row, "basis"))
    fuel = in_gas_state(fuel, wanted)
    return fuel if fuel.dimension == wanted else None


def _gross(row: Row) -> Missing:
    what = Message(
        "活动“{row}”的低位发热量（所给为高位发热量）",
        "net calorific value of activity “{row}” (the one given is gross)",
    )
    fix = Message(
        "为“{row}”填写低位发热量，并把 ncv_basis 改为 net；高位发热量含水蒸气的凝结热，不能使用。",
        "Give the net calorific value of “{row}” with ncv_basis: net; the gross one contains the heat of condensation.",
    )
    return _not_usable(row, what, fix)


def _several(row: Row, factors: tuple[Factor, ...]) -> Missing:
    what = Message(
        "活动“{row}”的低位发热量（因子库中有多个：{listed}）",
        "net calorific value of activity “{row}” (the library has several: {listed})",
    ).filled(listed=", ".join(each.id for each in factors))
    fix = Message("为“{row}”填写 ncv，或写明因子的代号。", "Give “{row}” its own ncv, or name one factor.")
    return _not_usable(row, what, fix)


def _not_usable(row: Row, what: Message, fix: Message) -> Missing:
    name = label_of(row)
    cause = Cause(what.filled(row=name), f"activity.{NCV}", row.id, row.span, row.pointer_to(NCV), fix.filled(row=name))
    return missing(cause)

"""What is worked out for an activity before any formula: amount, dry mass, energy, amount per factor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from refcf_rules.evaluate.amount import (
    ENERGY,
    Amount,
    amount_of,
    dry_mass,
    in_gas_state,
    label_of,
    not_measured,
    on_basis,
    text_of,
)
from refcf_rules.evaluate.calorific import CalorificValue, calorific_value, energy_of, fuel_of
from refcf_rules.evaluate.factor import FactorUse, Library
from refcf_rules.evaluate.value import Cause, Datum, Missing, missing
from refcf_rules.inventory.inventory import Row
from refcf_rules.model.component import COMPONENTS
from refcf_rules.quantities.dimension import Base, Dimension
from refcf_rules.quantities.unit import Unit, UnitError, canonical_unit, parse_unit
from refcf_rules.record import record
from refcf_rules.source.message import Message

_EMISSIONS: Final = (Dimension.of(Base.CO2E), Dimension.of(Base.CO2))
_GIGAJOULE: Final = parse_unit("GJ")
_GIVE_NCV: Final = Message(
    "为“{row}”填写低位发热量 ncv，如 38.9 MJ/Nm3。",
    "Give “{row}” its net calorific value ncv, such as 38.9 MJ/Nm3.",
)


@record
class Measured:
    """What an activity amounts to. ``energy`` and ``for_factor`` carry the steps that led to them."""

    amount: Amount
    mass: Datum
    energy: Amount | Missing
    for_factor: Amount | Missing | None

    def cells(self) -> dict[str, Datum]:
        """The derived fields of the row."""
        cells = {"amount": self.amount.value, "mass": self.mass, "energy": _value(self.energy)}
        return cells if self.for_factor is None else {**cells, "factor_amount": _value(self.for_factor)}

    def units(self, factor: FactorUse | Missing | None) -> dict[str, Unit]:
        """The units to show them in: as written, else those of the factor."""
        written = self.amount.unit
        found = {"amount": written, "mass": written, "energy": _shown(self.energy) or _GIGAJOULE}
        if isinstance(self.for_factor, Amount):
            per = _denominator(factor.unit) if isinstance(factor, FactorUse) else None
            found["factor_amount"] = self.for_factor.unit or per
        return {field: unit for field, unit in found.items() if unit is not None}


def measured(
    row: Row, legs: Sequence[Row], factor: FactorUse | Missing | None, library: Library, day: str | None
) -> Measured:
    """Everything about the amount of a row; without a factor (own rejects) nothing is counted for one."""
    amount = amount_of(row, legs)
    ncv = calorific_value(row, factor, library, day)
    for_factor = None if factor is None else factor_amount(row, amount, factor, ncv)
    return Measured(amount, dry_mass(row, amount), energy(row, amount, ncv), for_factor)


def energy(row: Row, amount: Amount, ncv: CalorificValue | Missing | None) -> Amount | Missing:
    """The energy of an amount: itself, or that of so much fuel by its net calorific value."""
    if isinstance(amount.value, Missing):
        return amount.value
    if amount.dimension == ENERGY:
        return amount
    if isinstance(ncv, Missing):
        return ncv
    found = None if ncv is None else energy_of(row, amount, ncv)
    if found is not None:
        return found
    fix = _GIVE_NCV.filled(row=label_of(row)) if text_of(row, "kind") == "fuel" else None
    return not_measured(row, amount, Message("能量", "energy"), fix)


def factor_amount(
    row: Row, amount: Amount, factor: FactorUse | Missing, ncv: CalorificValue | Missing | None
) -> Amount | Missing:
    """The amount on the basis and in the kind of quantity that the factor is per."""
    if isinstance(factor, Missing):
        return factor
    if isinstance(amount.value, Missing):
        return amount.value
    emission, per = factor.dimension.sides()
    counted = in_gas_state(amount, per)
    if counted.dimension == per and emission in _EMISSIONS:
        return on_basis(row, counted, factor.basis)
    if isinstance(ncv, Missing):
        return ncv
    through = None if ncv is None or emission not in _EMISSIONS else _through(row, amount, ncv, per)
    return _mismatch(row, amount, factor) if through is None else on_basis(row, through, factor.basis)


def _through(row: Row, amount: Amount, ncv: CalorificValue, per: Dimension) -> Amount | None:
    """From fuel to energy, or from energy to fuel, by the net calorific value."""
    if per == ENERGY:
        return energy_of(row, amount, ncv)
    return fuel_of(row, amount, ncv, per) if amount.dimension == ENERGY else None


def own_reject_cells() -> dict[str, Datum]:
    """Own rejects enter with zero burden and need no factor (item 17)."""
    return dict.fromkeys(("factor_amount", *(f"factor.{part}" for part in COMPONENTS)), 0.0)


def is_own_reject(row: Row) -> bool:
    """Whether the row is the product's own reject coming back."""
    return text_of(row, "origin") == "own-reject"


def _value(of: Amount | Missing) -> Datum:
    return of if isinstance(of, Missing) else of.value


def _shown(of: Amount | Missing) -> Unit | None:
    return None if isinstance(of, Missing) else of.unit


def _denominator(unit: Unit | None) -> Unit | None:
    """The unit below the stroke: TJ of kgCO2/TJ."""
    below = "" if unit is None else unit.symbol.partition("/")[2]
    try:
        return parse_unit(below.removeprefix("(").removesuffix(")") if "·" in below else below) if below else None
    except UnitError:
        return None if unit is None else canonical_unit(unit.dimension.sides()[1])


def _mismatch(row: Row, amount: Amount, factor: FactorUse) -> Missing:
    per = factor.unit.symbol if factor.unit else "1"
    what = Message(
        "活动“{row}”：数量的单位 {unit} 与因子的单位 {per} 不相配",
        "activity “{row}”: the amount in {unit} does not go with a factor in {per}",
    ).filled(unit=amount.symbol, per=per, row=label_of(row))
    fix = Message(
        "把数量换成因子所按的单位，或给出按 {unit} 计的因子。",
        "State the amount as the factor counts it, or give a factor per {unit}.",
    ).filled(unit=amount.symbol)
    if ENERGY in (amount.dimension, factor.dimension.sides()[1]) and text_of(row, "kind") == "fuel":
        fix = _GIVE_NCV.filled(row=label_of(row))
    return missing(Cause(what, "activity.amount", row.id, row.span, row.pointer_to("amount"), fix))

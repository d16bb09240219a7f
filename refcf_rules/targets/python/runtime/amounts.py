"""The amount of an activity: the reading of its meter, and each step from there to mass, energy and fuel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from refcf_rules.targets.python.runtime.calendar_days import NOT_A_NUMBER
from refcf_rules.targets.python.runtime.data_types import FactorData
from refcf_rules.targets.python.runtime.factors import (
    OwnFactor,
    PlainActivity,
    holds_on_day,
    plain_share,
    quantity,
    text_cell,
)
from refcf_rules.targets.python.runtime.standard import Standard
from refcf_rules.targets.python.runtime.units import Unit, sides_of

MASS = "kg"
ENERGY = "MJ"
DRY = "dry"
AS_RECEIVED = "as-received"
TAKEN_AS_DRY = frozenset(("packaging", "auxiliary", "waste"))
_TRANSPORT_WORK = "kg·m"
_GAS_AT_0 = "Nm3"
_GASES = (_GAS_AT_0, "m3(20°C)")
# Ideal gas at equal pressure: a volume at 20 °C (293.15 K) shrinks so on its way to 0 °C (273.15 K).
_TO_NORMAL = 273.15 / 293.15

Calorific = tuple[float, str, str | None]
"""MJ per canonical amount, what the energy is per, and the state of a mass it is per."""


class Amount:
    """An amount in canonical units: what it measures, the state it is weighed in, the unit it was written in."""

    __slots__ = ("basis", "dimension", "unit", "value")

    def __init__(self, value: float, dimension: str, basis: str | None, unit: Unit | None = None) -> None:
        self.value = value
        self.dimension = dimension
        self.basis = basis
        self.unit = unit


def amount_of(row: PlainActivity, legs: object, standard: Standard) -> Amount:
    """As read, times the multiplier of the meter; a transport without an amount takes Σ mass × distance."""
    read = _reading_of(row, legs, standard)
    multiplier = row.get("multiplier")
    if multiplier is not None:
        read.value *= plain_share(multiplier, standard)
    return read


def _reading_of(row: PlainActivity, legs: object, standard: Standard) -> Amount:
    basis = text_cell(row, "basis")
    value = row.get("amount")
    if value is not None:
        found = quantity(value, row.get("unit"), standard)
        if found is not None:
            return Amount(found[0], found[1].dimension, basis, found[1])
    elif isinstance(legs, list) and legs and row.get("kind") == "transport":
        work = 0.0
        for leg in legs:
            work += _leg(leg, "mass", standard) * _leg(leg, "distance", standard)
        return Amount(work, _TRANSPORT_WORK, basis, standard.units.unit("tkm"))
    return Amount(NOT_A_NUMBER, "", basis)


def _leg(leg: Mapping[str, object], name: str, standard: Standard) -> float:
    found = quantity(leg.get(name), None, standard)
    return NOT_A_NUMBER if found is None else found[0]


def on_basis(row: PlainActivity, amount: Amount, wanted: str | None, standard: Standard) -> Amount:
    """A mass in the state that a factor or a calorific value is per; other quantities as they are."""
    if wanted not in (DRY, AS_RECEIVED) or amount.dimension != MASS or amount.basis == wanted:
        return amount
    if amount.basis is None and row.get("kind") not in TAKEN_AS_DRY:
        return Amount(NOT_A_NUMBER, MASS, None, amount.unit)
    if wanted == DRY:
        if amount.basis != AS_RECEIVED:
            return amount
        return Amount(amount.value * _dry_part(row, standard), MASS, DRY, amount.unit)
    if amount.basis not in (DRY, None):
        return amount
    return Amount(_quotient(amount.value, _dry_part(row, standard)), MASS, AS_RECEIVED, amount.unit)


def _dry_part(row: PlainActivity, standard: Standard) -> float:
    return 1.0 - plain_share(row.get("moisture"), standard)


def _quotient(dividend: float, divisor: float) -> float:
    return NOT_A_NUMBER if divisor == 0 else dividend / divisor


def in_gas_state(amount: Amount, wanted: str) -> Amount:
    """A gas volume at the temperature asked for; other quantities as they are."""
    if amount.dimension == wanted or amount.dimension not in _GASES or wanted not in _GASES:
        return amount
    value = amount.value * _TO_NORMAL if wanted == _GAS_AT_0 else amount.value / _TO_NORMAL
    return Amount(value, wanted, amount.basis)


# --- fuels --------------------------------------------------------------------------------------------


def calorific_value(
    row: PlainActivity, factor: OwnFactor | None, standard: Standard, day: str | None
) -> Calorific | None:
    """The one of the row, else of the factor it names or of its flow; none if there are several, or a gross one."""
    typed = row.get("ncv")
    if typed is not None:
        found = quantity(typed, None, standard)
        if found is None or row.get("ncv_basis") == "gross":
            return None
        return found[0], sides_of(found[1].dimension)[1], text_cell(row, "basis")
    known: dict[tuple[float, str], Calorific] = {}
    for each in known_fuels(row, factor, standard, day):
        ncv = each["ncv"]
        known[ncv["value"], ncv["unit"]] = ncv["value"], sides_of(ncv["dimension"])[1], each.get("basis")
    return next(iter(known.values())) if len(known) == 1 else None


def known_fuels(
    row: PlainActivity, factor: OwnFactor | None, standard: Standard, day: str | None
) -> Sequence[FactorData]:
    """The factors whose calorific value may be that of the row."""
    if factor is not None and factor.library is not None and "ncv" in factor.library:
        return [factor.library]
    flow = row.get("flow")
    same_flow = standard.factors_of(flow) if isinstance(flow, str) else []
    return [each for each in same_flow if "ncv" in each and holds_on_day(each, day)]


def energy_of(row: PlainActivity, amount: Amount, ncv: Calorific | None, standard: Standard) -> Amount | None:
    """The energy of so much fuel by its net calorific value."""
    if ncv is None:
        return None
    value, per, basis = ncv
    fuel = on_basis(row, in_gas_state(amount, per), basis, standard)
    return Amount(fuel.value * value, ENERGY, fuel.basis) if fuel.dimension == per else None


def _fuel_of(row: PlainActivity, energy: Amount, ncv: Calorific, wanted: str) -> Amount | None:
    """The amount of fuel that gives an energy."""
    value, per, basis = ncv
    state = basis or text_cell(row, "basis") or energy.basis
    fuel = in_gas_state(Amount(_quotient(energy.value, value), per, state), wanted)
    return fuel if fuel.dimension == wanted else None


def through_fuel(
    row: PlainActivity, amount: Amount, ncv: Calorific | None, per: str, standard: Standard
) -> Amount | None:
    """From fuel to energy, or from energy to fuel, by the net calorific value."""
    if ncv is None:
        return None
    if per == ENERGY:
        return energy_of(row, amount, ncv, standard)
    return _fuel_of(row, amount, ncv, per) if amount.dimension == ENERGY else None

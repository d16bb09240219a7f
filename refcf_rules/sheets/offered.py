"""The units that drop-downs offer for numbers whose unit differs from row to row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.model.core_tables import NCV
from refcf_rules.model.field import Field
from refcf_rules.model.number import Factor

AMOUNTS: Final = (
    *("t", "kg", "kWh", "MWh", "万kWh", "MJ", "GJ", "Nm3", "万Nm3", "m3", "m3(20°C)", "L", "tkm", "万tkm", "piece"),
)
CALORIFIC_VALUES: Final = ("MJ/kg", "MJ/Nm3", "GJ/t", "GJ/万Nm3", "kJ/kg", "kJ/Nm3", "MJ/m3(20°C)")
_FACTORS: Final = (
    *("kgCO2e/t", "kgCO2e/kg", "tCO2e/t", "kgCO2e/kWh", "kgCO2e/MWh", "tCO2e/MWh", "kgCO2e/MJ", "kgCO2e/GJ"),
    *("tCO2e/TJ", "kgCO2/kWh", "tCO2/MWh", "kgCO2/GJ", "tCO2/TJ", "kgCO2e/Nm3", "kgCO2e/m3", "kgCO2e/tkm"),
    "kgCO2e/piece",
)


def factor_units(factors: Iterable[Factor]) -> tuple[str, ...]:
    """Units of emission factors: the common ones, then any other that the standard's own factors have."""
    return tuple(dict.fromkeys((*_FACTORS, *(factor.unit.symbol for factor in factors))))


def units_for(field: Field, factors: Iterable[Factor]) -> tuple[str, ...]:
    """The units to choose from for a number of open dimension."""
    if field.id == NCV:
        return CALORIFIC_VALUES
    return factor_units(factors) if field.id.startswith("factor.") else AMOUNTS

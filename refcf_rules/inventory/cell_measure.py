"""What a number field measures: which units fit, whether it is a share, which units to suggest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log10
from typing import Final

from refcf_rules.model.core_tables import NCV
from refcf_rules.model.field import Field
from refcf_rules.model.types import NumberType
from refcf_rules.quantities.dimension import NONE, Base, Dimension, is_calorific
from refcf_rules.quantities.unit import Unit, canonical_unit
from refcf_rules.quantities.units import UNIT_ATOMS
from refcf_rules.source.message import Message

FACTOR: Final = "factor"
_MOST_UNITS: Final = 3
_CARBON_CONTENT: Final = Dimension.of(Base.CARBON) / Dimension.of(Base.MASS)


def takes_bare(of: NumberType) -> bool:
    """Whether a number without a unit is complete: shares and plain numbers."""
    return of.dimension is not None and of.dimension.is_none


def is_share(field: Field) -> bool:
    """Whether the field is a part of a whole, which cannot be more than 100 %.

    These are the fields shown in % or ‰, and the carbon content.
    """
    if not isinstance(field.type, NumberType) or field.type.dimension is None:
        return False
    if field.type.dimension == _CARBON_CONTENT:
        return True
    return field.type.dimension.is_none and field.unit is not None and field.unit.factor < 1


def accepts(field: Field, of: NumberType, unit: Unit) -> bool:
    """Whether a unit measures what the field is about."""
    dimension = unit.dimension
    if of.dimension is None:
        return _OPEN[_open_kind(field)].accepts(dimension)
    return dimension == of.dimension or (of.dimension == _CARBON_CONTENT and dimension == NONE)


def expected_words(field: Field, of: NumberType) -> Message:
    """What the field is about, for messages."""
    if of.dimension is not None:
        return of.dimension.words()
    return _OPEN[_open_kind(field)].words


def unit_examples(field: Field) -> tuple[str, ...]:
    """A few units that fit: the one of the field, then those nearest in size."""
    dimension = field.type.dimension if isinstance(field.type, NumberType) else None
    if dimension is None:
        return _OPEN[_open_kind(field)].units
    shown = field.unit or canonical_unit(dimension)
    alike = [atom for atom in UNIT_ATOMS if atom.dimension == dimension and atom.offset == 0]
    alike.sort(key=lambda atom: abs(log10(atom.factor / shown.factor)))
    percent = ["%"] if dimension == _CARBON_CONTENT else []
    symbols = [shown.symbol, *percent, *(atom.symbol for atom in alike)]
    return tuple(dict.fromkeys(symbols))[:_MOST_UNITS]


def _open_kind(field: Field) -> str:
    if field.id == NCV:
        return NCV
    return FACTOR if field.id.startswith(f"{FACTOR}.") else "total"


def _is_emission_factor(dimension: Dimension) -> bool:
    above, below = dimension.sides()
    return above.exponents in {((Base.CO2E, 1),), ((Base.CO2, 1),)} and not below.is_none


def _is_total(dimension: Dimension) -> bool:
    return not dimension.is_none and all(power > 0 for _, power in dimension.exponents)


@dataclass(frozen=True, slots=True)
class _Open:
    """What fits a number field whose unit differs from row to row."""

    accepts: Callable[[Dimension], bool]
    words: Message
    units: tuple[str, ...]


_OPEN: Final[Mapping[str, _Open]] = {
    FACTOR: _Open(
        _is_emission_factor, Message("单位活动的 CO2e", "CO2e per unit of the activity"), ("kgCO2e/kg", "kgCO2e/kWh")
    ),
    NCV: _Open(
        is_calorific, Message("单位燃料的能量", "energy per mass or volume of fuel"), ("MJ/kg", "MJ/Nm3", "GJ/t")
    ),
    "total": _Open(
        _is_total,
        Message("报告期的总量（如质量、能量、体积）", "a total over the period (mass, energy, volume …)"),
        ("t", "kWh", "Nm3"),
    ),
}

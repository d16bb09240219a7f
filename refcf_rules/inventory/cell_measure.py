"""What a number field measures: which units fit, whether it is a share, which units to suggest."""

from __future__ import annotations

from collections.abc import Mapping
from math import log10
from typing import Final

from refcf_rules.model.field import Field
from refcf_rules.model.measure import CARBON_CONTENT, OpenKind, is_share, measures, open_kind, takes_bare
from refcf_rules.model.types import NumberType
from refcf_rules.quantities.unit import Unit, canonical_unit
from refcf_rules.quantities.units import UNIT_ATOMS
from refcf_rules.record import record
from refcf_rules.source.message import Message

__all__ = ["accepts", "expected_words", "is_share", "takes_bare", "unit_examples"]

_MOST_UNITS: Final = 3


def accepts(field: Field, of: NumberType, unit: Unit) -> bool:
    """Whether a unit measures what the field is about."""
    return measures(field, of, unit.dimension)


def expected_words(field: Field, of: NumberType) -> Message:
    """What the field is about, for messages."""
    if of.dimension is not None:
        return of.dimension.words()
    return _OPEN[open_kind(field)].words


def unit_examples(field: Field) -> tuple[str, ...]:
    """A few units that fit: the one of the field, then those nearest in size."""
    dimension = field.type.dimension if isinstance(field.type, NumberType) else None
    if dimension is None:
        return _OPEN[open_kind(field)].units
    shown = field.unit or canonical_unit(dimension)
    alike = [atom for atom in UNIT_ATOMS if atom.dimension == dimension and atom.offset == 0]
    alike.sort(key=lambda atom: abs(log10(atom.factor / shown.factor)))
    percent = ["%"] if dimension == CARBON_CONTENT else []
    symbols = [shown.symbol, *percent, *(atom.symbol for atom in alike)]
    return tuple(dict.fromkeys(symbols))[:_MOST_UNITS]


@record
class _Open:
    """What fits a number field whose unit differs from row to row."""

    words: Message
    units: tuple[str, ...]


_OPEN: Final[Mapping[OpenKind, _Open]] = {
    "factor": _Open(Message("单位活动的 CO2e", "CO2e per unit of the activity"), ("kgCO2e/kg", "kgCO2e/kWh")),
    "ncv": _Open(Message("单位燃料的能量", "energy per mass or volume of fuel"), ("MJ/kg", "MJ/Nm3", "GJ/t")),
    "total": _Open(
        Message("报告期的总量（如质量、能量、体积）", "a total over the period (mass, energy, volume …)"),
        ("t", "kWh", "Nm3"),
    ),
}

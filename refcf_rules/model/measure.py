"""What the number of a field measures: which units fit, whether it is a share, whether it may stand alone."""

from __future__ import annotations

from typing import Final, Literal

from refcf_rules.model.core_tables import NCV
from refcf_rules.model.field import Field
from refcf_rules.model.types import NumberType
from refcf_rules.model.written import FACTOR
from refcf_rules.quantities.dimension import NONE, Base, Dimension, is_calorific

CARBON_CONTENT: Final = Dimension.of(Base.CARBON) / Dimension.of(Base.MASS)
OpenKind = Literal["factor", "ncv", "total"]


def takes_bare(of: NumberType) -> bool:
    """Whether a number without a unit is complete: shares and plain numbers."""
    return of.dimension is not None and of.dimension.is_none


def dimensions_of(of: NumberType) -> tuple[Dimension, ...]:
    """Every dimension in which a number of this type may be written; none where that differs from row to row.

    A carbon content is a share as well.
    """
    if of.dimension is None:
        return ()
    return (CARBON_CONTENT, NONE) if of.dimension == CARBON_CONTENT else (of.dimension,)


def is_share(field: Field) -> bool:
    """Whether the field is a part of a whole, which cannot be more than 100 %.

    These are the fields shown in % or ‰, and the carbon content.
    """
    if not isinstance(field.type, NumberType) or field.type.dimension is None:
        return False
    if field.type.dimension == CARBON_CONTENT:
        return True
    return field.type.dimension.is_none and field.unit is not None and field.unit.factor < 1


def open_kind(field: Field) -> OpenKind:
    """What a number counts whose unit differs from row to row."""
    if field.id == NCV:
        return "ncv"
    return "factor" if field.id.startswith(f"{FACTOR}.") else "total"


def measures(field: Field, of: NumberType, dimension: Dimension) -> bool:
    """Whether units of this dimension measure what the field is about."""
    if of.dimension is not None:
        return dimension in dimensions_of(of)
    match open_kind(field):
        case "ncv":
            return is_calorific(dimension)
        case "factor":
            return is_emission_factor(dimension)
        case "total":
            return is_total(dimension)


def is_emission_factor(dimension: Dimension) -> bool:
    """CO2e, or CO2 alone, per something."""
    above, below = dimension.sides()
    return above.exponents in {((Base.CO2E, 1),), ((Base.CO2, 1),)} and not below.is_none


def is_total(dimension: Dimension) -> bool:
    """Something that adds up over a period: no share and no rate."""
    return not dimension.is_none and all(power > 0 for _, power in dimension.exponents)

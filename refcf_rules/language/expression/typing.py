"""Types of operations: what two numbers together measure, and on which basis."""

from __future__ import annotations

from refcf_rules.model.types import NumberType
from refcf_rules.quantities.dimension import Base, Dimension

_CO2 = Dimension.of(Base.CO2)
_CO2E = Dimension.of(Base.CO2E)


def promoted(dimension: Dimension) -> Dimension:
    """CO2 counts as CO2e with a potential of 1, above the slash and below it."""
    exponent = dict(dimension.exponents).get(Base.CO2, 0)
    if exponent == 0:
        return dimension
    return dimension / _CO2**exponent * _CO2E**exponent


def together(left: NumberType, right: NumberType) -> NumberType | None:
    """The type of a sum, or of the two sides of a comparison; None if they measure different things.

    A number that differs from row to row takes the other's dimension. A side without a
    basis (a literal, a limit) takes the other's.
    """
    if left.basis is not None and right.basis is not None and left.basis is not right.basis:
        return None
    basis = left.basis or right.basis
    if left.dimension is None or right.dimension is None:
        return NumberType(left.dimension or right.dimension, basis)
    if left.dimension == right.dimension:
        return NumberType(left.dimension, basis)
    if promoted(left.dimension) == promoted(right.dimension):
        return NumberType(promoted(left.dimension), basis)
    return None


def same_dimension(left: NumberType, right: NumberType) -> bool:
    """Whether two numbers measure the same thing, whatever their bases."""
    return together(NumberType(left.dimension), NumberType(right.dimension)) is not None


def multiplied(left: NumberType, right: NumberType) -> NumberType | None:
    """The type of a product; None if their bases contradict."""
    if left.basis is not None and right.basis is not None and left.basis is not right.basis:
        return None
    if left.dimension is None or right.dimension is None:
        return NumberType(None)
    dimension = left.dimension * right.dimension
    return NumberType(dimension, (left.basis or right.basis) if _has_mass(dimension) else None)


def divided(left: NumberType, right: NumberType) -> NumberType | None:
    """The type of a quotient; None if a mass is divided by a mass on another basis."""
    both_masses = left.basis is not None and right.basis is not None
    if both_masses and left.basis is not right.basis:
        return None
    if left.dimension is None or right.dimension is None:
        return NumberType(None)
    dimension = left.dimension / right.dimension
    return NumberType(dimension, (left.basis or right.basis) if _has_mass(dimension) else None)


def _has_mass(dimension: Dimension) -> bool:
    return dict(dimension.exponents).get(Base.MASS, 0) != 0

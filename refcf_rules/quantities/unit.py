"""Units as people write them, and their exact size in canonical units."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

from refcf_rules.quantities import unit_error
from refcf_rules.quantities.dimension import NONE, Dimension
from refcf_rules.quantities.spelling import folded_unit
from refcf_rules.quantities.unit_atom import UnitAtom
from refcf_rules.quantities.unit_error import UnitError
from refcf_rules.quantities.units import CANONICAL_SYMBOLS, SPELLINGS
from refcf_rules.record import record

__all__ = ["Unit", "UnitError", "canonical_unit", "from_canonical", "parse_unit", "to_canonical"]

_EXPONENT: Final = re.compile(r"(?P<atom>.+?)(?P<caret>\^?)(?P<exponent>[2-9])")
_LARGEST_BARE_EXPONENT: Final = 4
_LARGEST_SIZE: Final = 10**150  # the sizes above and below the stroke are multiplied, and must be doubles
_WRONG_JOINERS: Final = (
    (r"\s+", "", unit_error.BLANKS),
    (r"[.×]", "·", unit_error.JOINERS),
)


@record
class Unit:
    """A unit: canonical value = value × ``factor`` + ``offset``.

    ``symbol`` is the text as its author wrote it, in plain characters: 公斤/吨
    stays 公斤/吨, m³ is m3. Only °C has an offset.
    """

    symbol: str
    dimension: Dimension
    factor: Fraction
    offset: Fraction = Fraction(0)


def to_canonical(value: float, unit: Unit) -> float:
    """The value in the canonical unit of the same dimension.

    Multiplied by the numerator, then divided by the denominator: 14 % is then
    the double written 0.14. A value near the largest double may overflow to
    infinity; ``parse_quantity`` refuses such text.
    """
    scaled = value * float(unit.factor.numerator) / float(unit.factor.denominator)
    return scaled + float(unit.offset) if unit.offset else scaled


def from_canonical(value: float, unit: Unit) -> float:
    """The inverse of ``to_canonical``, within the rounding of doubles."""
    scaled = value - float(unit.offset) if unit.offset else value
    return scaled * float(unit.factor.denominator) / float(unit.factor.numerator)


def canonical_unit(dimension: Dimension) -> Unit:
    """The unit in which the model holds numbers of this dimension, such as kgCO2e/kg."""
    above, below = (_product_symbol(side) for side in dimension.sides())
    if not below:
        return Unit(above or "1", dimension, Fraction(1))
    divisor = f"({below})" if "·" in below else below
    return Unit(f"{above or '1'}/{divisor}", dimension, Fraction(1))


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit:
    """The unit a text means: kg, 公斤/吨, W/(m·K), m³(20 ℃).

    ``UnitError`` when it is no unit or could be read in two ways.
    """
    symbol = folded_unit(text)
    atom = SPELLINGS.get(symbol)
    if atom is not None:
        return Unit(symbol, atom.dimension, atom.factor, atom.offset)
    _refuse_gaps(symbol)
    above, below = _sides(symbol)
    _refuse_unknown(symbol, (*above, *below))
    dimension, factor = _product(symbol, above)
    divisor_dimension, divisor_factor = _product(symbol, below)
    return Unit(symbol, dimension / divisor_dimension, factor / divisor_factor)


def _refuse_gaps(symbol: str) -> None:
    """Nothing at all; blanks inside (those of m3(20 °C) aside); joiners other than the dot."""
    if not symbol:
        raise unit_error.refused("", unit_error.MISSING)
    in_one_piece = re.sub(r"\(20 (?=[°℃])", "(20", symbol)
    for wrong, right, message in _WRONG_JOINERS:
        if re.search(wrong, in_one_piece):
            candidate = re.sub(wrong, right, in_one_piece)
            raise unit_error.refused(symbol, message, _if_unit(candidate))


def _if_unit(candidate: str) -> tuple[str, ...]:
    """The candidate as a suggestion, what is near it, or nothing."""
    try:
        return (parse_unit(candidate).symbol,)
    except UnitError as error:
        return error.near


def _sides(symbol: str) -> tuple[list[str], list[str]]:
    """The factors above and below the slash; kg/t/h and kg/t·km are refused."""
    above, *below = symbol.split("/")
    inner = [part[1:-1] if _is_bracketed(part) else part for part in below]
    if len(below) > 1 or (below == inner and "·" in "".join(below)):
        suggestion = f"{above}/({'·'.join(inner)})"
        near = () if "(" in "".join(inner).replace("(20", "") else _if_unit(suggestion)
        raise unit_error.refused(symbol, unit_error.AMBIGUOUS, near)
    return above.split("·"), inner[0].split("·") if inner else []


def _is_bracketed(part: str) -> bool:
    return part.startswith("(") and part.endswith(")")


def _refuse_unknown(symbol: str, factors: tuple[str, ...]) -> None:
    unknown = tuple(dict.fromkeys(factor for factor in factors if _atom_power(factor) is None))
    if unknown:
        raise unit_error.unknown(symbol, unknown)


def _product(symbol: str, factors: list[str]) -> tuple[Dimension, Fraction]:
    """The product of known factors; none of them may have an offset."""
    dimension, size = NONE, Fraction(1)
    for atom, power in filter(None, map(_atom_power, factors)):
        if atom.offset:
            in_kelvin = re.sub("°C|℃|摄氏度", "K", symbol)
            raise unit_error.refused(symbol, unit_error.OFFSET, _if_unit(in_kelvin))
        dimension, size = dimension * atom.dimension**power, size * atom.factor**power
        if max(size.numerator, size.denominator) > _LARGEST_SIZE:
            raise unit_error.refused(symbol, unit_error.TOO_LARGE)
    return dimension, size


def _atom_power(factor: str) -> tuple[UnitAtom, int] | None:
    """One atom and its exponent; an atom that ends in a digit (Nm3) is looked up first."""
    if factor in SPELLINGS:
        return SPELLINGS[factor], 1
    match = _EXPONENT.fullmatch(factor)
    atom = SPELLINGS.get(match["atom"]) if match else None
    if match is None or atom is None:
        return None
    exponent = int(match["exponent"])
    if match["caret"] or _may_be_bare(atom, match["atom"], exponent):
        return atom, exponent
    return None


def _may_be_bare(atom: UnitAtom, spelling: str, exponent: int) -> bool:
    return exponent <= _LARGEST_BARE_EXPONENT and atom.takes_bare_exponent(spelling)


def _product_symbol(side: Dimension) -> str:
    """Canonical symbols of positive powers, joined: kg·m2."""
    return "·".join(_power_symbol(CANONICAL_SYMBOLS[base], power) for base, power in side.exponents)


def _power_symbol(symbol: str, power: int) -> str:
    if power == 1:
        return symbol
    bare = _may_be_bare(SPELLINGS[symbol], symbol, power)
    return f"{symbol}{power}" if bare else f"{symbol}^{power}"

"""Which letter stands for a quantity: by what it measures, with its own name as upright subscript."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.types import NumberType, Type
from refcf_rules.quantities.dimension import AREA, NONE, POWER, Base, Dimension
from refcf_rules.quantities.unit import Unit

_PER_AREA: Final = POWER / AREA
_KELVIN: Final = Dimension.of(Base.TEMPERATURE)
# GB/T 3101 and 3102: m mass, w mass fraction, Q heat and energy, V volume, t time, l length; heat flow Φ and its
# density q, conductivity λ, coefficient of heat transfer h, thermal resistance R; E, F as in GHG accounting.
_LETTERS: Final = {
    Dimension.of(Base.MASS): "m",
    Dimension.of(Base.CARBON): "m",
    Dimension.of(Base.ENERGY): "Q",
    Dimension.of(Base.CO2E): "E",
    Dimension.of(Base.CO2): "E",
    Dimension.of(Base.TIME): "t",
    Dimension.of(Base.LENGTH): "l",
    Dimension.of(Base.LENGTH, 3): "V",
    _KELVIN: "T",
    POWER: "Φ",
    _PER_AREA: "q",
    _PER_AREA * Dimension.of(Base.LENGTH) / _KELVIN: "λ",
    _PER_AREA / _KELVIN: "h",
    _KELVIN / _PER_AREA: "R",
    _KELVIN / POWER: "R",
    Dimension.of(Base.PIECE): "n",
    Dimension.of(Base.GAS_NORMAL): "V",
    Dimension.of(Base.GAS_20): "V",
    Dimension.of(Base.CARBON) / Dimension.of(Base.MASS): "w",
    Dimension.of(Base.CURRENCY) / Dimension.of(Base.MASS): "p",
}
_GASES: Final = frozenset({Base.CO2E, Base.CO2, Base.METHANE, Base.NITROUS_OXIDE})
# A name that says no more than its letter is left out: the mass m of a row, its amount A.
_SAID_BY_LETTER: Final = frozenset({"mass", "emission", "emissions", "energy", "amount", "share", "dwell", "time"})


def letter_of(type_: Type, unit: Unit | None) -> str:
    """The letter of a quantity."""
    if not isinstance(type_, NumberType):
        return "x"
    if type_.dimension is None:
        return "A"
    if type_.dimension == NONE:
        return "w" if unit is not None and unit.symbol in {"%", "‰"} else "k"
    return _LETTERS.get(type_.dimension) or ("F" if _is_factor(type_.dimension) else "k")


def _is_factor(dimension: Dimension) -> bool:
    above, below = dimension.sides()
    return not below.is_none and bool(above.exponents) and above.exponents[0][0] in _GASES


def subscript_of(name: str) -> str:
    """The name of a quantity as subscript; empty when the letter already says it."""
    words = name.replace(".", " ").replace("_", " ").strip()
    return "" if words in _SAID_BY_LETTER else words

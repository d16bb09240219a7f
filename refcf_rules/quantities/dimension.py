"""What kind of thing a number counts: mass, energy, CO2e per mass.

A dimension says which numbers may be added or compared. It does not say the
*basis* (dry or as received, fossil or biogenic): that is part of the model.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import Final

from refcf_rules.record import record
from refcf_rules.source.message import Message, same


class Base(Enum):
    """The independent kinds; the value is the name in Chinese and in English.

    Gas volumes at a stated temperature are kinds of their own, so that neither
    is taken for the other or for a plain volume. A calendar year is no number
    of seconds (365, 366 and 365.25 days are all in use), hence its own kind.
    """

    CO2E = ("CO2e", "CO2e")
    CO2 = ("CO2", "CO2")
    METHANE = ("CH4", "CH4")
    NITROUS_OXIDE = ("N2O", "N2O")
    CARBON = ("碳", "carbon")
    MASS = ("质量", "mass")
    ENERGY = ("能量", "energy")
    LENGTH = ("长度", "length")
    TIME = ("时间", "time")
    TEMPERATURE = ("温度", "temperature")
    GAS_NORMAL = ("气体体积（0 °C）", "gas volume at 0 °C")
    GAS_20 = ("气体体积（20 °C）", "gas volume at 20 °C")
    PIECE = ("件数", "pieces")
    HEAT = ("炉次", "furnace heats")
    YEAR = ("年数", "calendar years")
    CURRENCY = ("金额", "money")

    __hash__ = object.__hash__  # members are single; Enum would hash their names, in Python, at every look-up

    @property
    def words(self) -> Message:
        """The name to show to people."""
        zh, en = self.value
        return Message(zh=zh, en=en)


_ORDER: Final = {base: index for index, base in enumerate(Base)}


@record
class Dimension:
    """A product of powers of bases; in the order of ``Base``, without zero powers.

    Build one with ``Dimension.of`` and the operators; a tuple out of order or
    with a zero raises ``ValueError``, because equality must mean sameness.
    """

    exponents: tuple[tuple[Base, int], ...] = ()

    def __post_init__(self) -> None:
        if self.exponents != _sorted_powers(self.exponents):
            raise ValueError(f"exponents are not in normal form: {self.exponents}")

    @staticmethod
    def of(base: Base, exponent: int = 1) -> Dimension:
        """One base to a power."""
        return Dimension(_sorted_powers([(base, exponent)]))

    @property
    def is_none(self) -> bool:
        """True for a pure number: a share, a ratio, a count of nothing named."""
        return not self.exponents

    def __mul__(self, other: Dimension) -> Dimension:
        return Dimension(_sorted_powers((*self.exponents, *other.exponents)))

    def __truediv__(self, other: Dimension) -> Dimension:
        return self * other**-1

    def __pow__(self, exponent: int) -> Dimension:
        return Dimension(_sorted_powers((base, power * exponent) for base, power in self.exponents))

    def sides(self) -> tuple[Dimension, Dimension]:
        """What stands above and what stands below the stroke, both with positive powers."""
        return _sides(self)

    def words(self) -> Message:
        """The name to show to people, such as 质量 / mass or CO2e/质量 / CO2e per mass."""
        if self in _NAMED:
            return _NAMED[self]
        above, below = self.sides()
        if below.is_none:
            return _product_words(above)
        top = same("1") if above.is_none else _product_words(above)
        bottom = _divisor_words(below)
        return Message("{top}/{bottom}", "{top} per {bottom}").filled(top=top, bottom=bottom)


@lru_cache(maxsize=1024)
def _sides(whole: Dimension) -> tuple[Dimension, Dimension]:
    above = tuple(pair for pair in whole.exponents if pair[1] > 0)
    below = tuple((base, -power) for base, power in whole.exponents if power < 0)
    return Dimension(above), Dimension(below)


def _sorted_powers(pairs: Iterable[tuple[Base, int]]) -> tuple[tuple[Base, int], ...]:
    powers: dict[Base, int] = {}
    for base, power in pairs:
        powers[base] = powers.get(base, 0) + power
    kept = ((base, power) for base, power in powers.items() if power != 0)
    return tuple(sorted(kept, key=lambda pair: _ORDER[pair[0]]))


NONE: Final = Dimension()
AREA: Final = Dimension.of(Base.LENGTH, 2)
VOLUME: Final = Dimension.of(Base.LENGTH, 3)
TRANSPORT_WORK: Final = Dimension.of(Base.MASS) * Dimension.of(Base.LENGTH)
POWER: Final = Dimension.of(Base.ENERGY) / Dimension.of(Base.TIME)

PRESSURE: Final = Dimension.of(Base.ENERGY) / VOLUME

_HEAT_FLUX: Final = POWER / AREA
_KELVIN: Final = Dimension.of(Base.TEMPERATURE)
_NAMED: Final = {
    NONE: Message("纯数", "pure number"),
    AREA: Message("面积", "area"),
    VOLUME: Message("体积", "volume"),
    TRANSPORT_WORK: Message("运输周转量", "transport work"),
    POWER: Message("功率", "power"),
    _HEAT_FLUX: Message("热流密度", "heat flux"),
    _HEAT_FLUX * Dimension.of(Base.LENGTH) / _KELVIN: Message("导热系数", "thermal conductivity"),
    _HEAT_FLUX / _KELVIN: Message("传热系数", "heat transfer coefficient"),
    _KELVIN / _HEAT_FLUX: Message("面积热阻", "thermal resistance of an area"),
    # One newton per square metre is one joule per cubic metre: no dimension tells them apart.
    PRESSURE: Message("压力（或每立方米的能量）", "pressure (or energy per cubic metre)"),
}
_FUELS: Final = (Dimension.of(Base.MASS), Dimension.of(Base.GAS_NORMAL), Dimension.of(Base.GAS_20), VOLUME)


def is_calorific(dimension: Dimension) -> bool:
    """Whether it is an energy per mass or per volume of fuel."""
    return any(dimension == Dimension.of(Base.ENERGY) / fuel for fuel in _FUELS)


def _product_words(side: Dimension) -> Message:
    """The name of one side of the stroke, all powers positive."""
    if side in _NAMED:
        return _NAMED[side]
    parts = [_power_words(base, power) for base, power in side.exponents]
    return Message("·".join(part.zh for part in parts), " · ".join(part.en for part in parts))


def _divisor_words(side: Dimension) -> Message:
    words = _product_words(side)
    if side in _NAMED or len(side.exponents) == 1:
        return words
    return Message("({words})", "({words})").filled(words=words)


def _power_words(base: Base, power: int) -> Message:
    named = _NAMED.get(Dimension.of(base, power))
    if named is not None:
        return named
    suffix = "" if power == 1 else f"^{power}"
    return Message(base.words.zh + suffix, base.words.en + suffix)

"""The table of units a rule or an inventory may write, and its regular expression.

Factors are exact, to the canonical unit of each base: kg, MJ, m, s, K, Nm3,
m3(20°C), piece, heat, a, CNY, kgCO2e, kgCO2, kgC, kgCH4, kgN2O. Sources: SI
brochure, 9th edition; GB 3100-1993; GB/T 2589-2020 for coal equivalent by its
calorific value, and for the calorie of the steam tables. How a text is read by
this table stands in ``unit.py``. Not here on purpose: tce and kcal alone, each
with several conventions (see ``unit_error.py``).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from refcf_rules.quantities.dimension import (
    AREA,
    NONE,
    POWER,
    PRESSURE,
    TRANSPORT_WORK,
    VOLUME,
    Base,
    Dimension,
)
from refcf_rules.quantities.spelling import HAN, MIDDLE_DOTS, pattern_of
from refcf_rules.quantities.unit_atom import UnitAtom

_MASS = Dimension.of(Base.MASS)
_ENERGY = Dimension.of(Base.ENERGY)
_LENGTH = Dimension.of(Base.LENGTH)
_TIME = Dimension.of(Base.TIME)
_KWH = Fraction(36, 10)
_KGCE = Fraction(293_076, 10_000)
_KCAL = Fraction(41_868, 10_000_000)


def _atom(spellings: str, dimension: Dimension, factor: int | Fraction = 1) -> UnitAtom:
    """An atom from its spellings, divided by blanks."""
    symbol, *aliases = spellings.split()
    return UnitAtom(symbol, tuple(aliases), dimension, Fraction(factor))


def _substance(formulas: str, base: Base, chinese: str) -> tuple[UnitAtom, ...]:
    """Masses of one substance, kept apart from plain mass: CO2 is not added to coke."""
    return tuple(
        _atom(
            " ".join([*(prefix + formula for formula in formulas.split()), han + chinese]),
            Dimension.of(base),
            factor,
        )
        for prefix, han, factor in (
            ("kg", "千克", Fraction(1)),
            ("g", "克", Fraction(1, 1000)),
            ("t", "吨", Fraction(1000)),
            ("万t", "万吨", Fraction(10_000_000)),
        )
    )


def _coal_equivalent(latin: str, han: str, size: Fraction) -> UnitAtom:
    """Coal equivalent by its calorific value (当量值): 29.3076 MJ/kg; never by what power takes (等价值)."""
    spellings = tuple(f"{coal}{mark}" for coal in (f"{latin}ce", f"{han}标准煤") for mark in ("(当量)", "当量"))
    return UnitAtom(spellings[0], (*spellings[1:], f"{latin}ce(calorific)"), _ENERGY, size * _KGCE)


def _gas_at_20(prefix: str, factor: int) -> UnitAtom:
    """The only spellings with a blank: 20 °C is commonly typed so inside the bracket."""
    spellings = tuple(
        f"{prefix}{volume}(20{blank}{degree})"
        for volume in ("m3", "m^3", "立方米")
        for blank in ("", " ")
        for degree in ("°C", "℃")
    )
    return UnitAtom(spellings[0], spellings[1:], Dimension.of(Base.GAS_20), Fraction(factor))


_PURE = (
    _atom("1", NONE),
    _atom("% 百分", NONE, Fraction(1, 100)),
    _atom("‰", NONE, Fraction(1, 1000)),
)
_MASSES = (
    _atom("kg 千克 公斤", _MASS),
    _atom("mg 毫克", _MASS, Fraction(1, 1_000_000)),
    _atom("g 克", _MASS, Fraction(1, 1000)),
    _atom("t 吨 tonne tonnes", _MASS, 1000),
    _atom("万t 万吨", _MASS, 10_000_000),
)
_ENERGIES = (
    _atom("MJ 兆焦", _ENERGY),
    _atom("J 焦 焦耳", _ENERGY, Fraction(1, 1_000_000)),
    _atom("kJ 千焦", _ENERGY, Fraction(1, 1000)),
    _atom("GJ 吉焦", _ENERGY, 1000),
    _atom("TJ 太焦", _ENERGY, 1_000_000),
    _atom("kWh 千瓦时 千瓦小时 度", _ENERGY, _KWH),
    _atom("MWh 兆瓦时", _ENERGY, _KWH * 1000),
    _atom("GWh 吉瓦时", _ENERGY, _KWH * 1_000_000),
    _atom("万kWh 万千瓦时 万度", _ENERGY, _KWH * 10_000),
    _coal_equivalent("kg", "千克", Fraction(1)),
    _coal_equivalent("t", "吨", Fraction(1000)),
    _coal_equivalent("万t", "万吨", Fraction(10_000_000)),
    _atom("kcal(IT) 千卡(IT) 大卡(IT)", _ENERGY, _KCAL),
    _atom("W 瓦", POWER, Fraction(1, 1_000_000)),
    _atom("kW 千瓦", POWER, Fraction(1, 1000)),
    _atom("MW 兆瓦", POWER),
    _atom("MPa 兆帕", PRESSURE),
    _atom("Pa 帕 帕斯卡", PRESSURE, Fraction(1, 1_000_000)),
    _atom("kPa 千帕", PRESSURE, Fraction(1, 1000)),
    _atom("bar 巴", PRESSURE, Fraction(1, 10)),
)
_SPACES = (
    _atom("m 米", _LENGTH),
    _atom("km 千米 公里", _LENGTH, 1000),
    _atom("cm 厘米", _LENGTH, Fraction(1, 100)),
    _atom("mm 毫米", _LENGTH, Fraction(1, 1000)),
    _atom("m2 平方米", AREA),
    _atom("m3 立方米", VOLUME),
    _atom("万m3 万立方米", VOLUME, 10_000),
    _atom("L 升", VOLUME, Fraction(1, 1000)),
    _atom("tkm 吨公里 吨千米", TRANSPORT_WORK, 1_000_000),
    _atom("万tkm 万吨公里 万吨千米", TRANSPORT_WORK, 10_000_000_000),
)
_TIMES = (
    _atom("s 秒", _TIME),
    _atom("min 分钟", _TIME, 60),
    _atom("h 小时 hour hours", _TIME, 3600),
    _atom("d 天 day days", _TIME, 86_400),
    _atom("a 年 year years", Dimension.of(Base.YEAR)),
)
_TEMPERATURES = (
    _atom("K 开", Dimension.of(Base.TEMPERATURE)),
    # A temperature read on a scale; a difference of temperatures is written in K.
    UnitAtom("°C", ("℃", "摄氏度"), Dimension.of(Base.TEMPERATURE), Fraction(1), Fraction(27315, 100)),
)
_GASES = (
    _atom("Nm3 Nm^3 标准立方米 标立方米 标方", Dimension.of(Base.GAS_NORMAL)),
    _atom("万Nm3 万Nm^3 万标准立方米 万标立方米 万标方", Dimension.of(Base.GAS_NORMAL), 10_000),
    _gas_at_20("", 1),
    _gas_at_20("万", 10_000),
)
_COUNTS = (
    _atom("piece pieces 块 件 只 支", Dimension.of(Base.PIECE)),
    _atom("heat heats 炉 炉次", Dimension.of(Base.HEAT)),
    _atom("CNY 元", Dimension.of(Base.CURRENCY)),
    _atom("万CNY 万元", Dimension.of(Base.CURRENCY), 10_000),
)
_SUBSTANCES = (
    *_substance("CO2e CO2eq CO2-eq", Base.CO2E, "二氧化碳当量"),
    *_substance("CO2", Base.CO2, "二氧化碳"),
    *_substance("C", Base.CARBON, "碳"),
    *_substance("CH4", Base.METHANE, "甲烷"),
    *_substance("N2O", Base.NITROUS_OXIDE, "氧化亚氮"),
)

UNIT_ATOMS: Final[tuple[UnitAtom, ...]] = (
    *_PURE,
    *_MASSES,
    *_ENERGIES,
    *_SPACES,
    *_TIMES,
    *_TEMPERATURES,
    *_GASES,
    *_COUNTS,
    *_SUBSTANCES,
)
SPELLINGS: Final = {spelling: atom for atom in UNIT_ATOMS for spelling in atom.spellings}

# The first atom of each base that is the base itself, so the table above fixes the canonical units.
_OF_SIZE_ONE: Final = tuple(atom for atom in UNIT_ATOMS if atom.factor == 1 and atom.offset == 0)
CANONICAL_SYMBOLS: Final = {
    base: next(atom.symbol for atom in _OF_SIZE_ONE if atom.dimension.exponents == ((base, 1),)) for base in Base
}

# Squared signs of Chinese input methods; NFKC spells each out (㎡ is m2).
SQUARED_SIGNS: Final = "㎎㎏㎜㎝㎞㎟㎠㎡㎢㎣㎤㎥㎾㎿"

_SLASH: Final = r"[\/／]"
_DOT: Final = f"[{MIDDLE_DOTS}]"
_CARET: Final = r"[\^＾]"
_CARET_EXPONENT: Final = rf"(?:{_CARET}[2-9２-９])"
_BARE_EXPONENT: Final = "[2-4２-４²³⁴₂₃₄]"
_UNIT_START: Final = r"(?:[^\W\d]|[(（%％‰°℃])"

# What may not follow an atom: more of a word, also t-shirt. After % only a Latin letter or a
# digit, since 质量的1%总和 is clear.
_WORD_END: Final = (
    rf"(?:(?<=[%％‰])(?![^\W{HAN}])"
    rf"|(?<=[{HAN}])(?!\w)"
    rf"|(?<![%％‰{HAN}])(?!\w|[-－][A-Za-zＡ-Ｚａ-ｚ]))"
    rf"(?![%％‰{SQUARED_SIGNS}])"
)
_END: Final = rf"{_WORD_END}(?!{_CARET}|(?:{_SLASH}|{_DOT}){_UNIT_START})"


def unit_pattern() -> str:
    """A pattern of what ``parse_unit`` reads; captures nothing, slashes escaped for lark.

    It refuses to stop inside a word or before a glued ``/``, ``·`` or ``^``:
    ``1 t/heats`` is not one tonne, divided by something called heats.
    Without the unit ``1``, which is declared (``in 1``) but never follows a
    number: the pattern would otherwise tear 51 into five and its unit.
    """
    alone = _trie_pattern({text: "" for atom in UNIT_ATOMS if atom.offset for text in atom.spellings})
    factor = f"(?:[{SQUARED_SIGNS}]|{_trie_pattern(_exponents())})"
    # "A factor, then · and a factor" with the long pattern of factors written once, for speed:
    # a loop in which a factor ends at a dot or at the end of a word, and the last not at a dot.
    product = f"(?:(?<![%％‰]){factor}(?:{_DOT}|{_WORD_END}))+(?<!{_DOT})"
    divisor = f"{_SLASH}(?:[(（]{product}[)）]|{factor})"
    return f"(?:{alone}|{product}(?:{divisor})?){_END}"


def _exponents() -> dict[str, str]:
    """The spellings of what may be a factor, each with the pattern of its exponents."""
    either = f"(?:{_CARET_EXPONENT}|{_BARE_EXPONENT})?"
    return {
        spelling: either if atom.takes_bare_exponent(spelling) else f"{_CARET_EXPONENT}?"
        for atom in UNIT_ATOMS
        for spelling in atom.spellings
        if atom.offset == 0 and atom.symbol != "1"
    }


def _trie_pattern(endings: dict[str, str]) -> str:
    """The spellings, each with its ending, letter by letter with shared beginnings.

    The longest is tried first: kgCO2e is not taken for kgC. Written out one by
    one they would make lark's many lexers slow to build.
    """
    tails: dict[str, dict[str, str]] = {}
    for spelling in sorted(filter(None, endings)):
        tails.setdefault(spelling[0], {})[spelling[1:]] = endings[spelling]
    parts = [pattern_of(first) + _trie_pattern(rest) for first, rest in tails.items()]
    parts += [endings[""]] if "" in endings else []
    return parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")"

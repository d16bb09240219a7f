"""Numbers and units set for reading: kgCO2e/t is read as kg CO₂e/t, m3 as m³. The model keeps plain characters."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from refcf_rules.source.message import Language

_SETTINGS: Final = (
    (re.compile(r"(?<![A-Za-z])(kg|Mg|Mt|kt|t|g)(?=(?:CO2|CH4|N2O|C(?![A-Za-z])))"), "\\1\u00a0"),
    (re.compile(r"CO2"), "CO₂"),
    (re.compile(r"CH4"), "CH₄"),
    (re.compile(r"N2O"), "N₂O"),
    (re.compile(r"(?<![A-Za-z])(N?[kcdm]?m)2(?!\d)"), "\\1²"),
    (re.compile(r"(?<![A-Za-z])(N?[kcdm]?m)3(?!\d)"), "\\1³"),
    (re.compile(r"(?<![A-Za-z])tkm(?![A-Za-z])"), "t·km"),
)
# Units that are words and no symbols; both spellings are read in an inventory.
_CHINESE: Final = {"piece": "件", "heat": "炉"}
_COUNTED: Final = re.compile(rf"(?:^|(?<=/)|(?<=\d[ \u00a0]))({'|'.join(_CHINESE)})s?(?![A-Za-z_])")
_TINY: Final = Decimal("1e-6")
_RAISED: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def without_exponent(number: str) -> str:
    """A number as a book prints it: 0.00001, and 1.5 × 10⁻⁹ for 1.5e-9."""
    digits, exponent, power = number.partition("e")
    if not exponent:
        return number
    if _TINY <= abs(Decimal(number)) < 1:
        return format(Decimal(number), "f")
    return f"{digits} × 10{str(int(power)).translate(_RAISED)}"


def pretty_unit(symbol: str, language: Language = "en") -> str:
    """The unit as a book would print it in a language: symbols are the same in all, words are not."""
    for pattern, setting in _SETTINGS:
        symbol = pattern.sub(setting, symbol)
    return counted(symbol, language)


def counted(said: str, language: Language) -> str:
    """A unit, or a text with quantities, whose units that are words are those of the language."""
    return _COUNTED.sub(lambda found: _CHINESE[found[1]], said) if language == "zh" else said


def is_word(symbol: str) -> bool:
    """Whether a unit only says that things are counted; what is counted then says it better."""
    return symbol in _CHINESE

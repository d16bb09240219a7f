"""Numbers and units set for reading: kgCO2e/t is read as kg CO₂e/t, m3 as m³. The model keeps plain characters."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_SETTINGS: Final = (
    (re.compile(r"(?<![A-Za-z])(kg|Mg|Mt|kt|t|g)(?=(?:CO2|CH4|N2O|C(?![A-Za-z])))"), "\\1\u00a0"),
    (re.compile(r"CO2"), "CO₂"),
    (re.compile(r"CH4"), "CH₄"),
    (re.compile(r"N2O"), "N₂O"),
    (re.compile(r"(?<![A-Za-z])(N?[kcdm]?m)2(?!\d)"), "\\1²"),
    (re.compile(r"(?<![A-Za-z])(N?[kcdm]?m)3(?!\d)"), "\\1³"),
    (re.compile(r"(?<![A-Za-z])tkm(?![A-Za-z])"), "t·km"),
)


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


def pretty_unit(symbol: str) -> str:
    """The unit as a book would print it."""
    for pattern, setting in _SETTINGS:
        symbol = pattern.sub(setting, symbol)
    return symbol

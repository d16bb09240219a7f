"""Numbers as text: one reader for inputs, one formatter for messages.

The reader never guesses: 1,234 is one number in Beijing and another in Berlin.
"""

from __future__ import annotations

import re
from decimal import Decimal
from math import isfinite
from typing import Final

from refcf_rules.quantities.spelling import folded_number
from refcf_rules.quantities.unit import Unit, from_canonical
from refcf_rules.source.message import Message

MESSAGE_DIGITS: Final = 6
_SMALLEST_PLAIN: Final = Decimal("1e-4")
_SMALLEST_WITH_EXPONENT: Final = Decimal("1e15")


class NumberError(Exception):
    """A text that is no single finite number: the text, what is wrong and what to write."""

    def __init__(self, text: str, message: Message) -> None:
        super().__init__(text, message)
        self.text = text
        self.message = message

    def __str__(self) -> str:
        return self.message.en


_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_EMPTY: Final = Message("数值为空。", "The number is empty.")
_NOT_A_NUMBER: Final = Message(
    "“{text}”不是数值，请只写一个数，如 1234.5。",
    "“{text}” is not a number; write one number alone, such as 1234.5.",
)
_TOO_LARGE: Final = Message("“{text}”超出可计算的范围。", "“{text}” is too large to compute with.")
_TOO_SMALL: Final = Message("“{text}”太小，无法与 0 区分。", "“{text}” is too small to tell from 0.")
_SEPARATORS: Final = Message(
    "“{text}”用了千位分隔符或逗号；请去掉分隔符，小数点写“.”，如 1234.5。",
    "“{text}” has separators; leave them out and use a point for decimals, such as 1234.5.",
)
_NOT_FINITE: Final = Message(
    "“{text}”不是有限的数；没有数据时请留空并说明原因。",
    "“{text}” is not a finite number; leave out what is not known and say why.",
)
_CURRENCY: Final = Message(
    "“{text}”带有货币符号；请只写数，货币写在单位里，如 CNY。",
    "“{text}” has a currency sign; write the number alone and the currency as unit, such as CNY.",
)
_TRAILING: Final = Message(
    "“{text}”在数后面还有文字；此处只能写一个数。",
    "“{text}” has text after the number; only one number stands here.",
)
_RANGE: Final = Message("“{text}”是一个范围；请只写一个数。", "“{text}” is a range; write one number.")
# Texts, compiled for the first number that is none.
_TRAPS: Final = (
    (r"(?i)[+-]?(?:nan|inf|infinity|∞|无穷大?|#.*)", _NOT_FINITE),
    (r"(?i).*[¥￥$＄€£元].*|.*(?:CNY|RMB|USD|EUR).*", _CURRENCY),
    (r"[+-]?[0-9][0-9., ，、'’_٬\u2009\u202f]*[0-9](?:[eE].*)?", _SEPARATORS),
    (r"[0-9.]+\s*[-~～–—至到±]\s*[0-9.].*", _RANGE),
    (_NUMBER.pattern + r".+", _TRAILING),
)


def parse_number(text: str) -> float:
    """The number a text states; digits, sign and point may be full-width.

    ``NumberError`` for anything else: separators, words, currency, overflow.
    """
    plain = folded_number(text)
    if not plain:
        raise NumberError(text, _EMPTY)
    if not _NUMBER.fullmatch(plain):
        raise NumberError(text, _trap(plain).filled(text=text.strip()))
    value = float(plain)
    if not isfinite(value):
        raise too_large(text)
    if value == 0 and re.search(r"[1-9]", re.split("[eE]", plain)[0]):
        raise NumberError(text, _TOO_SMALL.filled(text=text.strip()))
    return value + 0.0  # −0 becomes 0


def too_large(text: str) -> NumberError:
    """The error for a number beyond the largest double, also after its unit is applied."""
    return NumberError(text, _TOO_LARGE.filled(text=text.strip()))


def _trap(plain: str) -> Message:
    return next((message for trap, message in _TRAPS if re.fullmatch(trap, plain)), _NOT_A_NUMBER)


def format_number(x: float, digits: int = MESSAGE_DIGITS) -> str:
    """``x`` to so many significant digits, as every message shows it.

    No trailing zeros, no grouping, never -0; an exponent only below 1e-4 and
    from 1e15 in absolute size. ``ValueError`` for a number that is not finite.
    """
    if not isfinite(x):
        raise ValueError(f"cannot show {x}")
    rounded = Decimal(f"{x:.{digits - 1}e}").normalize()
    if rounded == 0:
        return "0"
    if _SMALLEST_PLAIN <= abs(rounded) < _SMALLEST_WITH_EXPONENT:
        return f"{rounded:f}"
    mantissa = rounded.scaleb(-rounded.adjusted()).normalize()
    return f"{mantissa:f}e{rounded.adjusted()}"


def format_quantity(canonical_value: float, unit: Unit | None, digits: int = MESSAGE_DIGITS) -> str:
    """A canonical value as people read it, in ``unit``: 14 %, 4225.24 kgCO2e/t.

    Without a unit, or in the unit 1, the number stands alone.
    """
    if unit is None:
        return format_number(canonical_value, digits)
    number = format_number(from_canonical(canonical_value, unit), digits)
    return number if unit.symbol == "1" else f"{number} {unit.symbol}"

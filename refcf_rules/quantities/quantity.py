"""A number with its unit as one text: 6480 t, 14 %, ２４ 小时."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final

from refcf_rules.quantities.number import parse_number, too_large
from refcf_rules.quantities.spelling import BLANKS, folded_number
from refcf_rules.quantities.unit import Unit, parse_unit, to_canonical

# The longest head that is meant as one number, separators included, so that the reader of
# numbers can refuse them: 1 234 t is not 1 of the unit "234 t". Not the 10 of 5 10⁴Nm3.
_HEAD: Final = re.compile(
    r"[+-]?(?:[0-9]+(?:[ ,，'’_][0-9]{3}(?![0-9]))+|[0-9]+(?:[,，][0-9]+)*|(?=\.[0-9]))"
    r"(?:[.,，][0-9]+)*(?:[eE][+-]?[0-9]+)?"
)
_UNIT_START: Final = re.compile(r"[^\W\d_⁰¹²³⁴-⁹]|[%％‰°℃(（1１]")


def parse_quantity(text: str) -> tuple[float, Unit]:
    """The number as written and its unit; not converted.

    ``NumberError`` for a bad number, a range or words; ``UnitError`` for a bad
    or missing unit. A pure number in the form of a quantity is written ``5 1``
    or as ``5 %``.
    """
    plain = folded_number(text)
    head = _HEAD.match(plain)
    rest = plain[head.end() :].strip(BLANKS) if head else ""
    if head is None or (rest and not _UNIT_START.match(rest)):
        # No number in front, or more than a number: the reader of numbers says which.
        number_text, rest = plain, ""
    else:
        number_text = head.group()
    value = parse_number(number_text)
    unit = parse_unit(rest)
    if not isfinite(to_canonical(value, unit)):
        raise too_large(text)
    return value, unit

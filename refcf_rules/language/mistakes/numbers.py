"""Slips with numbers and their units."""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.language.mistakes.kinds import COMMA_IN_NUMBER, SYNTAX, UNKNOWN_UNIT
from refcf_rules.language.mistakes.place import Place, is_keyword
from refcf_rules.quantities.unit import UnitError, parse_unit
from refcf_rules.source.message import Message, same

_NUMBER_BEFORE: Final = re.compile(r"([0-9０-９]+)([ \t\u3000]{0,2})$")
_COMMA_AND_DIGITS: Final = re.compile(r"[,，]([0-9０-９]+)")
_RANGE: Final = re.compile(
    r"(?P<low>[0-9０-９.．]+) ?(?P<low_unit>[%％]?) ?(?:～|~|-|–|—|至|到|to) ?(?P<high>[0-9０-９.．]+) ?(?P<unit>[%％]?)"
)
_UNIT_WORD: Final = re.compile(r"[^\s,;，；、{}｛｝=＝\"“”]+")


def comma_in_number(place: Place) -> bool:
    """``3,000 kg`` and ``0,5 %``."""
    number, comma = _NUMBER_BEFORE.search(place.before), _COMMA_AND_DIGITS.match(place.after)
    if number is None or comma is None or number[2]:
        return False
    thousands = len(comma[1]) == len("000") and number[1].strip("0０") != ""
    written = number[1] + ("" if thousands else ".") + comma[1]
    return place.tell(
        COMMA_IN_NUMBER,
        len(number[1]) + comma.end(),
        Message("这个数里有逗号。", "This number has a comma."),
        Message("写成 {number}。", "Write {number}.").filled(number=same(written)),
        back=len(number[1]),
    )


def unknown_unit(place: Place) -> bool:
    """A word after a number that is no unit."""
    word = _UNIT_WORD.match(place.after)
    if not _NUMBER_BEFORE.search(place.before) or word is None or is_keyword(word.group()):
        return False
    try:
        parse_unit(word.group())
    except UnitError as wrong:
        known = Message("写一个已知的单位，例如 t、kWh、%。", "Write a unit the table knows, such as t, kWh or %.")
        return place.tell(UNKNOWN_UNIT, word.end(), wrong.message, wrong.hint or known)
    return False


def bare_range(place: Place) -> bool:
    """``C 5～18 %``: a range without from and to."""
    found = _RANGE.match(place.after)
    if found is None or not place.accepts("FROM"):
        return False
    unit = found["unit"] or "%"
    low, high = f"{found['low']} {found['low_unit'] or unit}", f"{found['high']} {unit}"
    return place.tell(
        SYNTAX,
        found.end(),
        Message("这里是一个范围。", "This is a range."),
        Message("写成 从 {low} 到 {high}。", "Write: from {low} to {high}.").filled(low=low, high=high),
    )


def digit_first(place: Place) -> bool:
    """``rule 1fe``: a name that begins with a digit."""
    found = re.match(r"[0-9０-９]\S*", place.after)
    if found is None or place.accepted != frozenset({"NAME"}):
        return False
    return place.tell(
        SYNTAX,
        found.end(),
        Message("“{name}”不是名称。", "“{name}” is no name.").filled(name=same(found.group())),
        Message("名称以字母或汉字开头。", "A name begins with a letter or a Chinese character."),
    )

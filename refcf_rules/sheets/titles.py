"""What the sheets of inputs are called; a stage lends its own label to its sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.source.message import LANGUAGES, Message

GENERAL: Final = Message("基本信息", "General")
PROCESSES: Final = Message("过程情况", "Unit processes")
LEGS: Final = Message("运输段", "Transport legs")
ALLOCATION: Final = Message("分配", "Allocation")
EXCLUSIONS: Final = Message("取舍", "Exclusions")
FACTORS: Final = Message("排放因子", "Emission factors")
SERVICE: Final = Message("服务数据", "Service data")
FURTHER: Final = Message("补充数据", "Further data")
OWN_FACTORS: Final = Message("企业自己的因子", "the company's own factors")

LONGEST: Final = 31
"""Excel allows so many characters in the name of a sheet, and none of the ones below."""
_REFUSED: Final = dict.fromkeys(map(ord, "[]:*?/\\'"), " ")


def as_title(label: Message) -> Message:
    """A label as the name of a sheet: without what Excel refuses, and short enough."""
    return Message(*(_title(label.text(language)) for language in LANGUAGES))


def distinct(titles: Iterable[Message]) -> tuple[Message, ...]:
    """Titles told apart by a number where two would be called the same; Excel does not look at the case."""
    seen: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    return tuple(Message(*(_fresh(title.text(language), seen[language]) for language in LANGUAGES)) for title in titles)


def _title(text: str) -> str:
    plain = " ".join(text.translate(_REFUSED).split()) or "-"
    return (plain[:1].upper() + plain[1:LONGEST]).rstrip()


def _fresh(title: str, seen: set[str]) -> str:
    found, number = title, 1
    while found.lower() in seen:
        number += 1
        found = f"{title[: LONGEST - 3]} {number}"
    seen.add(found.lower())
    return found

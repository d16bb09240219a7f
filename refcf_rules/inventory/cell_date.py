"""Reads a calendar date: 2025-01-01 or 2025年1月1日. Every other order is asked about, not guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Final

from refcf_rules.inventory import cell_kinds as kinds
from refcf_rules.inventory.document.nodes import Scalar
from refcf_rules.inventory.names import NO_DATA, WRITE_NOTHING, folded
from refcf_rules.inventory.read_faults import UnreadableError, shown
from refcf_rules.source.message import Message

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})-([0-9]{2})|年([0-9]{1,2})月([0-9]{1,2})日)")
_YEAR_FIRST: Final = re.compile(
    r"([0-9]{4})(?:[-/.年\s]+([0-9]{1,2})[-/.月\s]+([0-9]{1,2})|([0-9]{2})([0-9]{2}))[日号]?(?:[T\s].*)?"
)
_MONTH_ONLY: Final = re.compile(r"([0-9]{4})[-/.年\s]*([0-9]{1,2})\s*月?[初底末]?")
_MONTHS: Final = 12


def read_date(label: Message, node: Scalar) -> str:
    """The date in ISO 8601. Raises ``UnreadableError``."""
    text = folded(node.text)
    found = _DATE.fullmatch(text)
    if found is None:
        message = Message("“{label}”的“{text}”不是日期的写法。", "“{label}”: “{text}” is not how a date is written.")
        said = message.filled(label=label, text=shown(node.text))
        raise UnreadableError(kinds.BAD_DATE, node, said, _advice(text))
    year, month, day = (int(part) for part in found.groups() if part is not None)
    if problem := _problem(year, month, day):
        said = Message("“{label}”：{problem}", "“{label}”: {problem}").filled(label=label, problem=problem)
        raise UnreadableError(kinds.BAD_DATE, node, said, _CHECK)
    return f"{year:04}-{month:02}-{day:02}"


def _problem(year: int, month: int, day: int) -> Message | None:
    """Why no calendar has this day."""
    if year == 0:
        return Message("没有公元 0 年。", "there is no year 0.")
    if not 1 <= month <= _MONTHS:
        return Message("没有 {month} 月。", "there is no month {month}.").filled(month=month)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        pattern = Message(
            "{year} 年 {month} 月只有 {last} 天，没有 {day} 日。",
            "month {month} of {year} has {last} days, there is no day {day}.",
        )
        return pattern.filled(year=year, month=month, last=last, day=day)
    return None


def _advice(text: str) -> Message:
    if text.casefold() in NO_DATA:
        return WRITE_NOTHING
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        if _problem(year, month, day) is None:
            written = f"{year:04}-{month:02}-{day:02}"
            return Message("写成 {date}。", "Write {date}.").filled(date=written)
    if _MONTH_ONLY.fullmatch(text):
        return Message("写到日，如 2025-01-01。", "Write the day as well, such as 2025-01-01.")
    return Message("按年-月-日写，如 2025-01-01。", "Write year-month-day, such as 2025-01-01.")


_CHECK: Final = Message("核对日期。", "Check the date.")

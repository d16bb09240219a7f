"""The two slips with colons that YAML swallows as text: ``名称：镁砂`` and ``amount:5``."""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.inventory.document.build import shown
from refcf_rules.inventory.read_yaml.kinds import FULL_WIDTH_COLON, YAML_SYNTAX
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

_LINES: Final = 20
"""How many lines are asked before we believe that the others are alike."""

# A key is short and begins like a word; "http://", "12:30" and running text are none.
_KEY: Final = r"(?P<key>[^\W\d][^\n:：]{0,59}|\"[^\"\n:：]{1,60}\"|'[^'\n:：]{1,60}'|“[^”\n:：]{1,60}”)"
_SLIP: Final = re.compile(rf"[ \t]*+(?:-[ ]++)*+{_KEY}(?P<colon>：|:(?=[^\s:/\\]))[ \t　]*(?P<value>[^\n]*)")


@record
class ColonSlip:
    """A line whose colon does not separate; offsets are those of the colon."""

    kind: Kind
    start: int
    end: int
    message: Message
    hint: Message


def colon_slip(text: str, offset: int) -> ColonSlip | None:
    """The slip of the line around an offset, if the line has one."""
    return _slip(text, text.rfind("\n", 0, offset) + 1, len(text))


def first_colon_slip(text: str, offset: int) -> ColonSlip | None:
    """The slip on the line around an offset or, in a run of such lines that ends there, the first."""
    slip = colon_slip(text, offset)
    line_start = text.rfind("\n", 0, offset) + 1
    for _ in range(_LINES):
        earlier = colon_slip(text, line_start - 1) if line_start > 0 else None
        if earlier is None:
            return slip
        slip, line_start = earlier, text.rfind("\n", 0, line_start - 1) + 1
    return slip


def colon_slip_within(text: str, start: int, end: int) -> ColonSlip | None:
    """The first slip of a stretch, if each of its lines has one; running text does not."""
    first = slip = _slip(text, start, end)
    for _ in range(_LINES):
        line_end = text.find("\n", slip.end, end) if slip else -1
        if slip is None or line_end < 0:
            break
        slip = _slip(text, line_end + 1, end)
    return first if slip else None


def _slip(text: str, start: int, end: int) -> ColonSlip | None:
    found = _SLIP.match(text, start, end)
    if found is None:
        return None
    key = found["key"]
    is_wide = found["colon"] == "："
    kind, message = (FULL_WIDTH_COLON, _WIDE) if is_wide else (YAML_SYNTAX, _NO_BLANK)
    written = shown(f"{key}: {found['value'].strip()}").rstrip()
    return ColonSlip(
        kind,
        found.start("colon"),
        found.end("colon"),
        message.filled(key=shown(key)),
        _WRITE.filled(written=written),
    )


_WIDE: Final = Message(
    zh="“{key}”后面是全角冒号“：”，整行被读成了文字。",
    en="After “{key}” stands a full-width colon “：”, so the line is read as mere text.",
)
_NO_BLANK: Final = Message(
    zh="“{key}”的冒号后面缺一个空格，整行被读成了文字。",
    en="A blank is missing after the colon of “{key}”, so the line is read as mere text.",
)
_WRITE: Final = Message(
    zh="用半角冒号加空格，写成 {written} ；如果本来是文字，请加引号。",
    en="Use an ASCII colon and a blank: {written} — or put the line in quotes if it is text.",
)

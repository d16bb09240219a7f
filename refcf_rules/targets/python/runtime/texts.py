"""Text and numbers as people type them: full-width characters are read as meant, nothing is guessed."""

from __future__ import annotations

import re
import unicodedata

BLANKS = " \u00a0\u3000"
_FULL_WIDTH = {
    **{ord("０") + digit: str(digit) for digit in range(10)},
    **{ord(wide): plain for wide, plain in zip("．＋－−Ｅｅ", ".+--Ee", strict=True)},
    **dict.fromkeys(map(ord, BLANKS), " "),
}
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_NOT_ZERO = re.compile(r"[^eE]*[1-9]")


def folded(text: str) -> str:
    """The form in which names, ids and texts are compared: NFKC and trimmed."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def folded_number(text: str) -> str:
    """Number text in plain characters, trimmed. Not NFKC: that would read 10² as 102."""
    return text.translate(_FULL_WIDTH).strip()


def parse_number(text: str) -> float | None:
    """The number a text states, or ``None`` for anything else: separators, words, a range, too large or small."""
    plain = folded_number(text)
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain)
    if value - value != 0 or (value == 0 and _NOT_ZERO.match(plain)):
        return None
    return value + 0.0  # −0 becomes 0


def number_text(text: str) -> str:
    """A number that ``parse_number`` reads, as JSON writes numbers; unchanged if it already is one."""
    plain = folded_number(text)
    value = parse_number(plain) or 0.0
    if _PLAIN_NUMBER.fullmatch(plain) and not (value == 0 and plain.startswith("-")):
        return plain
    return repr(value).removesuffix(".0")

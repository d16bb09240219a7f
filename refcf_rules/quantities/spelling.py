"""How typed characters are read: full-width, raised and lowered forms as meant.

The folding (text to plain characters) and its inverse for regular expressions
stand side by side, so that the grammar and the reader of units agree.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MIDDLE_DOTS: Final = "·⋅∙•・･*＊"
BLANKS: Final = " \u00a0\u3000"
HAN: Final = "\u3400-\u9fff\uf900-\ufaff〇"
TEN_THOUSAND: Final = r"(?:万|(?<![0-9０-９])[1１][0０](?:⁴|[\^＾][4４]))"

_TEN_THOUSAND: Final = re.compile(TEN_THOUSAND)
_DOTS: Final = re.compile(f"[{re.escape(MIDDLE_DOTS)}]")
_RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED: Final = "₀₁₂₃₄₅₆₇₈₉"

_FULL_WIDTH: Final = {
    **{ord("０") + digit: str(digit) for digit in range(10)},
    **{ord(wide): plain for wide, plain in zip("．＋－−Ｅｅ", ".+--Ee", strict=True)},
    **dict.fromkeys(map(ord, BLANKS), " "),
}


def folded(text: str) -> str:
    """The form in which names, ids and texts are compared: NFKC, trimmed."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def folded_number(text: str) -> str:
    """Number text in plain characters, trimmed.

    Not NFKC: that would read 10² as 102.
    """
    return text.translate(_FULL_WIDTH).strip()


def folded_unit(text: str) -> str:
    """Unit text in plain characters, trimmed: NFKC, every middle dot ``·``, 10⁴ as 万.

    ``℃`` stays as people wrote it. 10⁴ goes first, since NFKC would read 104.
    """
    text = _TEN_THOUSAND.sub("万", text)
    text = "".join(char if char == "℃" else unicodedata.normalize("NFKC", char) for char in text)
    return _DOTS.sub("·", text).strip()


def pattern_of(spelling: str) -> str:
    """A regular expression, without groups that capture, for the typed forms of a folded text."""
    return "".join(map(_character_pattern, spelling))


def _character_pattern(char: str) -> str:
    if char == "万":
        return TEN_THOUSAND
    if char == "·":
        return f"[{re.escape(MIDDLE_DOTS)}]"
    if char == " ":
        return f"[{BLANKS}]"
    if not "!" <= char <= "~":
        return re.escape(char)
    forms = [char, chr(ord(char) + 0xFEE0)]
    if char.isdigit():
        forms += [_RAISED[int(char)], _LOWERED[int(char)]]
    # The escaped slash lets the text stand inside a lark /…/ terminal as well.
    return "[" + "".join("\\/" if form == "/" else re.escape(form) for form in forms) + "]"

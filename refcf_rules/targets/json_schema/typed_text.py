"""How text may be typed: plainly, so that a pattern decides, or unusually, which is left to the reader.

The reader folds text by NFKC and trims it; no pattern can do that. What is made only of characters that
folding leaves alone is *plain*: there a schema is exact. All other text it lets pass.
"""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.quantities.spelling import folded
from refcf_rules.targets.json_schema.schema import Json, Schema, reference

_STABLE: Final = r" -~\u3400-\u4dbf\u4e00-\u9fff、。《》〈〉【】“”‘’—·×°±"
UNUSUAL: Final = f"^ | $|[^{_STABLE}]"
# In longer texts the full-width forms of ASCII are common; each is one character for one.
_TYPED: Final = r"\t\r\n\u00a0\u3000！-～"
STRANGE: Final = f"[^{_STABLE}{_TYPED}]"


def text_definitions() -> dict[str, Schema]:
    """What the other definitions refer to."""
    return {
        "unusual-text": {"type": "string", "pattern": UNUSUAL},
        "plain-value": {"not": reference("unusual-text")},
        "plain-names": {"propertyNames": {"not": {"pattern": UNUSUAL}}},
    }


def is_plain(text: str) -> bool:
    """Whether folding leaves a text alone, so that it can only be typed in one way."""
    return re.search(UNUSUAL, text) is None


def names_typed(spellings: tuple[str, ...]) -> tuple[str, ...]:
    """The names to list for spellings that are compared after both sides are folded."""
    return tuple(dict.fromkeys(form for text in spellings for form in (text, folded(text))))


def options_typed(spellings: tuple[str, ...]) -> tuple[str, ...]:
    """The spellings that folded text can equal."""
    return tuple(dict.fromkeys(text for text in spellings if folded(text) == text))


def values_of(spellings: tuple[str, ...]) -> list[Json]:
    """The JSON values that are read as one of these texts: a bare 5 is the text “5”."""
    values: list[Json] = list(dict.fromkeys(spellings))
    values += [int(text) for text in spellings if re.fullmatch("0|-?[1-9][0-9]{0,14}", text)]
    values += [text == "true" for text in spellings if text in {"true", "false"}]
    return values


def text_pattern(texts: tuple[str, ...]) -> str:
    """A pattern for texts however typed: blanks around them, full-width forms in them."""
    alternatives = "|".join("".join(map(_character, folded(text))) for text in dict.fromkeys(texts))
    return rf"^\s*(?:{alternatives})\s*$"


def _character(char: str) -> str:
    if char == " ":
        return r"[ \u00a0\u3000]"
    if not "!" <= char <= "~":
        return char
    plain = f"\\{char}" if char in r"\^]-[" else char
    return f"[{plain}{chr(ord(char) + 0xFEE0)}]"

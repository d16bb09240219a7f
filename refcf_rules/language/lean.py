"""Makes terminals quick to compile: character classes without wide characters.

Python's ``re`` expands each class that holds a character beyond U+00FF into a table of 65 536
entries, which costs more than reading a part. The grammar keeps such classes, because they read
well; here each becomes an alternation that ``re`` leaves alone.
"""

from __future__ import annotations

import re
from typing import Final

_CLASS: Final = re.compile(r"\[(?P<negated>\^?)(?P<body>(?:\\.|[^\]\\])+)\]")
_ITEM: Final = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)
_WIDEST: Final = 0xFF
_MOST_SPELLED_OUT: Final = 30
# An empty look-ahead keeps ``re`` from merging the alternatives into a class again.
_APART: Final = "(?=)"


def lean(pattern: str) -> str:
    """The same language as ``pattern`` without wide characters inside classes.

    A long range, such as that of Chinese characters, becomes: any letter beyond ASCII.
    """
    return _CLASS.sub(_rewritten, pattern)


def _rewritten(match: re.Match[str]) -> str:
    narrow, wide = _sorted(match["body"])
    if not wide:
        return match[0]
    if match["negated"]:
        return f"(?:(?!{'|'.join(wide)})[^{narrow}])" if narrow else f"(?:(?!{'|'.join(wide)})[\\s\\S])"
    return f"(?:{'|'.join([f'[{narrow}]', *wide] if narrow else wide)})"


def _sorted(body: str) -> tuple[str, list[str]]:
    """The part of a class that stays a class, and the alternatives for the rest."""
    items = _ITEM.findall(body)
    narrow, wide, index = "", [], 0
    while index < len(items):
        is_range = index + 2 < len(items) and items[index + 1] == "-"
        first, last = items[index], items[index + 2] if is_range else items[index]
        if ord(_char(last)) <= _WIDEST:
            narrow += f"{first}-{last}" if is_range else first
        else:
            wide.extend(_alternatives(_char(first), _char(last)))
        index += 3 if is_range else 1
    return narrow, wide


def _alternatives(first: str, last: str) -> list[str]:
    count = ord(last) - ord(first) + 1
    if count <= _MOST_SPELLED_OUT:
        return [re.escape(chr(ord(first) + step)) + _APART for step in range(count)]
    return [r"[^\W\d_A-Za-z]" + _APART]  # a range of scripts: any letter that is not an ASCII one


def _char(item: str) -> str:
    if item.startswith("\\u"):
        return chr(int(item.removeprefix("\\u"), 16))
    escapes = {"\\n": "\n", "\\t": "\t", "\\r": "\r", "\\f": "\f"}
    return escapes.get(item, item[-1])

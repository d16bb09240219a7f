"""Slips with quotation marks."""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.language.mistakes.kinds import QUOTE_IN_TEXT, UNCLOSED_TEXT
from refcf_rules.language.mistakes.place import WORD, Place
from refcf_rules.source.message import Message, same

_QUOTES: Final = '"“”＂'
_QUOTE: Final = re.compile(f"[{_QUOTES}]")
_SWALLOWED: Final = re.compile(f"[{_QUOTES}][^{_QUOTES}]* (?:en|zh|中文|英文) ?[{_QUOTES}]")


def unclosed_text(place: Place) -> bool:
    """An odd number of quotation marks on the line that cannot be read."""
    line = place.before + place.after
    marks = [found.start() for found in _QUOTE.finditer(line)]
    near = place.after[:1] in _QUOTES or any(mark < len(place.before) for mark in marks)
    if len(marks) % 2 == 0 or not place.after or not near:
        return False
    swallowed = _SWALLOWED.search(line)
    opening = swallowed.start() if swallowed else marks[-1]
    return place.tell(
        UNCLOSED_TEXT,
        1,
        Message("这一行的引号不成对。", "The quotation marks on this line do not pair."),
        Message("在文字末尾补上引号。", "Close the text with a quotation mark."),
        back=len(place.before) - opening,
    )


def quote_in_text(place: Place) -> bool:
    """``"占"主导"地位"``: a word directly after a closing quotation mark."""
    if place.before[-1:] not in tuple(_QUOTES) or not WORD.match(place.after):
        return False
    return place.tell(
        QUOTE_IN_TEXT,
        1,
        Message("文字在这个引号处就结束了。", "The text already ends at this quotation mark."),
        Message("文字里面的引号改用「」，或在前面加 \\。", "Inside a text use 「」, or put \\ before the mark."),
        back=1,
    )


def single_quote(place: Place) -> bool:
    """``'text'``: the marks of other languages."""
    found = re.match(r"(['‘’`])(.*?)['‘’`]", place.after)
    if found is None or not place.accepts("STRING"):
        return False
    return place.tell(
        UNCLOSED_TEXT,
        found.end(),
        Message("文字要用双引号。", "A text stands in double quotation marks."),
        Message("写成 “{text}”。", 'Write "{text}".').filled(text=same(found[2])),
    )

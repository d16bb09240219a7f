"""Rule files as they should not be: valid ones with tokens deleted, doubled, moved or replaced, and mere text."""

from __future__ import annotations

import re
from typing import Final

from hypothesis import strategies as st

from refcf_rules.language.keyword import keywords
from tests.language.compiling import EVERYTHING

_PIECE: Final = re.compile(r'"[^"\n]*"|“[^”\n]*”|//[^\n]*|[A-Za-z_][\w-]*|[\u4e00-\u9fff]+|[0-9.]+|\s+|.')
PIECES: Final = tuple(_PIECE.findall(EVERYTHING))
_WORDS: Final = tuple(dict.fromkeys((*PIECES, *(one.en for one in keywords()), *(one.zh for one in keywords()))))
_ODD: Final = (
    "\0",
    "\ufeff",
    "\u3000",
    "\t",
    "｛",
    "｝",
    "“",
    "”",
    "「",
    "，",
    "。",
    "×",
    "≤",
    "９",
    "%",
    "的",
    "😀",
    "\r",
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The sample with a few pieces deleted, doubled, swapped or replaced."""
    pieces = list(PIECES)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(pieces) - 1))
        match draw(st.sampled_from(("delete", "double", "swap", "replace", "insert", "cut"))):
            case "delete":
                del pieces[place]
            case "double":
                pieces.insert(place, pieces[place])
            case "swap":
                other = draw(st.integers(0, len(pieces) - 1))
                pieces[place], pieces[other] = pieces[other], pieces[place]
            case "replace":
                pieces[place] = draw(st.sampled_from((*_WORDS, *_ODD)))
            case "insert":
                pieces.insert(place, draw(st.sampled_from((*_WORDS, *_ODD))))
            case _:
                del pieces[place : place + draw(st.integers(1, 60))]
    return "".join(pieces)


def word_salads() -> st.SearchStrategy[str]:
    """Words and marks of the language in any order."""
    return st.lists(st.sampled_from((*_WORDS, *_ODD)), max_size=80).map(" ".join)


def any_texts() -> st.SearchStrategy[str]:
    """Any Unicode that UTF-8 can hold."""
    return st.text(st.characters(codec="utf-8"), max_size=400)

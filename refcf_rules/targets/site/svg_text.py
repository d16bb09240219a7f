"""Text in a drawing: how wide it is, where its lines break, and what a box around it leads to."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final

from refcf_rules.targets.prose.document import Place
from refcf_rules.targets.site.escape import html

Address = Callable[[Place], str | None]
SIZE: Final = 14
"""The height of letters in a drawing, in its own units."""
_WIDE: Final = 1.0
_NARROW: Final = 0.56


def written(x: float, y: float, text: str, kind: str, anchor: str) -> str:
    """A line of text; ``anchor`` is its end at ``x``."""
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{html(text)}</text>'


def leading(markup: str, to: Place | None, address: Address) -> str:
    """What is drawn, as a link to a place where there is one."""
    href = address(to) if to is not None else None
    return markup if href is None else f'<a href="{html(href)}">{markup}</a>'


def lines_of(text: str, width: float) -> list[str]:
    """A text broken to a width: between words, and between Chinese characters."""
    lines = [""]
    longest = max(1, int(width / SIZE))
    for piece in (part for whole in _pieces(text) for part in _cut(whole, width, longest)):
        if lines[-1] and width_of(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _cut(piece: str, width: float, longest: int) -> list[str]:
    """A word that is wider than a line, in pieces that fit whatever their letters."""
    if width_of(piece.rstrip()) <= width:
        return [piece]
    return [piece[start : start + longest] for start in range(0, len(piece), longest)]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for char in text:
        joins = pieces and not _is_wide(char) and not pieces[-1].endswith(" ") and not _is_wide(pieces[-1][-1])
        if joins or (pieces and char in "，。、；：）”"):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def width_of(text: str) -> float:
    """How wide a text is, near enough: Chinese characters are square, letters half as wide."""
    return sum(_WIDE if _is_wide(char) else _NARROW for char in text) * SIZE


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"

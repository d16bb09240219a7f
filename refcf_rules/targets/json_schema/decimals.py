"""Patterns of the decimal numbers on one side of a limit, and where the limit of doubles lies among decimals."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from math import inf, nextafter
from typing import Final, Literal

Side = Literal["above", "below"]

DIGIT: Final = "[0-9０-９]"
_REST: Final = r"(?:\.[0-9]+)?"
_DIGITS_KEPT: Final = 20
_LARGEST: Final = 1e30
_SMALLEST: Final = 1e-30


def last_double(holds: Callable[[float], bool], side: Side) -> float | None:
    """The double nearest the limit for which ``holds``, which is so of all beyond it and of none before.

    ``None`` if that is not between 1e-30 and 1e30.
    """
    inside, outside = (_LARGEST, _SMALLEST) if side == "above" else (_SMALLEST, _LARGEST)
    if not holds(inside) or holds(outside):
        return None
    while nextafter(inside, outside) != outside:
        middle = inside + (outside - inside) / 2
        if middle in (inside, outside):
            middle = nextafter(inside, outside)
        if holds(middle):
            inside = middle
        else:
            outside = middle
    return inside


def beyond(last: float, side: Side) -> str:
    """A pattern of the decimals, without sign and exponent, that are read as ``last`` or a double beyond it."""
    limit = Decimal(last) + (Decimal(nextafter(last, -inf if side == "above" else inf)) - Decimal(last)) / 2
    rounding = ROUND_CEILING if side == "above" else ROUND_FLOOR
    kept = Context(prec=_DIGITS_KEPT, rounding=rounding).create_decimal(limit)
    whole, _, fraction = f"{kept:f}".partition(".")
    parts = _above if side == "above" else _below
    return f"(?=\\.?[0-9])0*(?:{'|'.join(parts(whole.lstrip('0'), fraction.rstrip('0')))})"


def _above(whole: str, fraction: str) -> list[str]:
    longer = f"[1-9][0-9]{{{len(whole)},}}{_REST}"
    last = "[0-9]*[1-9][0-9]*"
    for digit in reversed(fraction):
        greater = f"{_range(int(digit) + 1, 9)}[0-9]*|" if digit != "9" else ""
        last = f"(?:{greater}{digit}{last})"
    return [longer, *_greater(whole, 1), f"{whole}\\.{last}"]


def _below(whole: str, fraction: str) -> list[str]:
    shorter = [f"[0-9]{{0,{len(whole) - 1}}}{_REST}"] if whole else []
    if not fraction:
        return [*shorter, *_greater(whole, -1)]
    last = ""
    for place, digit in reversed(list(enumerate(fraction))):
        smaller = f"{_range(0, int(digit) - 1)}[0-9]*|" if digit != "0" else ""
        last = f"(?:{smaller}{digit}{last})" + ("?" if place else "")
    return [*shorter, *_greater(whole, -1), f"{whole}(?:\\.0+)?", f"{whole}\\.{last}"]


def _greater(whole: str, step: Literal[1, -1]) -> list[str]:
    """Whole numbers of as many digits that differ upwards, or downwards, with any fraction."""
    end = "9" if step > 0 else "0"
    return [
        f"{whole[:place]}{_range(*sorted((int(digit) + step, int(end))))}{_some(len(whole) - place - 1)}{_REST}"
        for place, digit in enumerate(whole)
        if digit != end
    ]


def _range(low: int, high: int) -> str:
    return f"[{low}-{high}]" if low < high else str(low)


def _some(count: int) -> str:
    return f"[0-9]{{{count}}}" if count else ""

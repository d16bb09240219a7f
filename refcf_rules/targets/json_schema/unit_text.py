"""Patterns of the units that measure something: single ones, powers of lengths, quotients of two.

Products and brackets, and the quotients that may be a share, are recognised by their form alone: that they
measure the right thing is left to the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from refcf_rules.quantities.dimension import NONE, Dimension
from refcf_rules.quantities.spelling import BLANKS, MIDDLE_DOTS, pattern_of
from refcf_rules.quantities.units import UNIT_ATOMS

Accepts = Callable[[Dimension], bool]

_STROKE: Final = "[/／]"
_POWERS: Final = (2, 3, 4)
_TYPED: Final = rf" -~！-～{BLANKS}\u3400-\u4dbf\u4e00-\u9fff⁰¹²³⁴-⁹₀-₉℃°‰−·⋅∙•・･—–、。“”×±\t\r\n"
STRANGE_UNIT: Final = f"[^{_TYPED}]"
_MADE_OF_SEVERAL: Final = rf"(?:[1１]|[^0-9\s０-９.,，])[^,，]*(?:[{MIDDLE_DOTS}\^＾]|{_STROKE}[(（])[^,，]*"
_QUOTIENT: Final = rf"(?:[1１]|[^0-9\s０-９.,，/／])[^,，/／]*{_STROKE}[^,，/／]+"


def unit_pattern(accepts: Accepts) -> str:
    """The units whose dimension is accepted, as alternatives; what has an exotic form passes too."""
    quotients = [_QUOTIENT] if accepts(NONE) else _quotients(accepts)
    return "|".join([*_single(accepts), *quotients, _MADE_OF_SEVERAL])


def single_units(accepts: Accepts) -> str:
    """The single units whose dimension is accepted; empty if there are none."""
    return "|".join(_single(accepts))


def quotient_units(accepts: Accepts) -> str:
    """The quotients of two units whose dimension is accepted; empty if there are none."""
    return "|".join(_quotients(accepts))


def spellings_pattern(spellings: list[str]) -> str:
    """The typed forms of unit spellings, the longest first."""
    return "|".join(pattern_of(text) for text in sorted(set(spellings), key=lambda text: (-len(text), text)))


def _single(accepts: Accepts) -> list[str]:
    offsets = [text for atom in UNIT_ATOMS if atom.offset and accepts(atom.dimension) for text in atom.spellings]
    known = [text for dimension, found in _simple() if accepts(dimension) for text in found]
    return [spellings_pattern([*known, *offsets])] if known or offsets else []


def _quotients(accepts: Accepts) -> list[str]:
    """Pairs, those with the same things below the stroke together."""
    above: dict[tuple[str, ...], list[str]] = {}
    for names, ratios in _ratios():
        below = [text for dimension, found in ratios if accepts(dimension) for text in found]
        if below:
            above.setdefault(tuple(below), []).extend(names)
    return [
        f"(?:{spellings_pattern(names)}){_STROKE}(?:{spellings_pattern([*below])})" for below, names in above.items()
    ]


@lru_cache(maxsize=1)
def _simple() -> tuple[tuple[Dimension, tuple[str, ...]], ...]:
    """Units without an offset and their bare powers, by dimension."""
    found: dict[Dimension, list[str]] = {}
    for dimension, text in _one_by_one():
        found.setdefault(dimension, []).append(text)
    return tuple((dimension, tuple(names)) for dimension, names in found.items())


@lru_cache(maxsize=1)
def _ratios() -> tuple[tuple[tuple[str, ...], tuple[tuple[Dimension, tuple[str, ...]], ...]], ...]:
    """What each group of units measures when it is divided by each other group."""
    simple = _simple()
    return tuple((names, tuple((top / bottom, found) for bottom, found in simple)) for top, names in simple)


def _one_by_one() -> Iterator[tuple[Dimension, str]]:
    for atom in UNIT_ATOMS:
        if atom.offset:
            continue
        for text in atom.spellings:
            yield atom.dimension, text
            if atom.takes_bare_exponent(text):
                yield from ((atom.dimension**power, f"{text}{power}") for power in _POWERS)

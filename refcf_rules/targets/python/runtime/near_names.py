"""Names that resemble an unknown one: what is probably meant is not called missing as well."""

from __future__ import annotations

from collections.abc import Sequence

from refcf_rules.targets.python.runtime.standard import KnownName
from refcf_rules.targets.python.runtime.texts import folded

_MOST_NEAR = 3
_MOST_COMPARED = 200
_LONGEST_COMPARED = 40
_ALIKE = 0.6
_ALIKE_CHINESE = 0.5  # one of two characters


def near_names(text: str, names: Sequence[KnownName]) -> list[str]:
    """At most three names of which some spelling resembles the text, the most alike first."""
    wanted = folded(text)[:_LONGEST_COMPARED].casefold()
    limit = _ALIKE if wanted.isascii() else _ALIKE_CHINESE
    rated = [(_likeness(wanted, spellings), name) for name, spellings in names[:_MOST_COMPARED]]
    best = sorted((pair for pair in rated if pair[0] >= limit), key=_unlikeness)
    exact = [pair for pair in best if pair[0] == 1]
    return [name for _, name in (exact or best)[:_MOST_NEAR]]


def _unlikeness(pair: tuple[float, str]) -> float:
    return -pair[0]


def _likeness(wanted: str, spellings: Sequence[str]) -> float:
    # Loaded here, since most inventories name nothing that is unknown.
    from difflib import SequenceMatcher  # noqa: PLC0415 -- see above

    if wanted in [spelling.casefold() for spelling in spellings]:
        return 1.0
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best = 0.0
    for spelling in spellings:
        matcher.set_seq1(spelling[:_LONGEST_COMPARED].casefold())
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best

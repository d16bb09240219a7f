"""Rows found by what ties them to the row that asks, where a formula compares the rows of a table with each other.

What is found may pass; the whole test is still put to each, in the order of the rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import itemgetter

from refcf_rules.targets.python.runtime.arithmetic import Datum
from refcf_rules.targets.python.runtime.calendar_days import NOT_A_NUMBER
from refcf_rules.targets.python.runtime.texts import folded

# What is equal under the guard of 1e-9 lies within this part of the number asked for.
WIDER = 4e-9

Places = tuple[int, Sequence[int], int, int, Sequence[int]]
"""How many places: those of a list from one index to another, and some more."""
Asked = tuple[Datum, ...]


class RowsByText:
    """The places of rows by a text; ``strays`` may have any, since theirs is missing."""

    __slots__ = ("by_text", "known", "strays")

    def __init__(self) -> None:
        self.by_text: dict[str, list[int]] = {}
        self.known: list[int] = []
        self.strays: list[int] = []


class RowsByNumber:
    """The places of rows in the order of a number; ``strays`` may have any, since theirs is missing."""

    __slots__ = ("numbers", "order", "strays")

    def __init__(self, pairs: Sequence[tuple[float, int]], strays: Sequence[int]) -> None:
        self.numbers = [number for number, _ in pairs]
        self.order = [place for _, place in pairs]
        self.strays = strays


def rows_by_text(
    texts: Sequence[str | None],
    may_pass: Sequence[bool | None] | None,
    is_given: bool,  # noqa: FBT001 -- a truth of the standard
) -> RowsByText:
    """The rows by a text. ``is_given``: a row without it does not pass."""
    rows = RowsByText()
    for place, text in enumerate(texts):
        if may_pass is not None and may_pass[place] is False:
            continue
        if text is not None:
            rows.by_text.setdefault(folded(text), []).append(place)
            rows.known.append(place)
        elif not is_given:
            rows.strays.append(place)
    return rows


def rows_by_number(
    numbers: Sequence[float],
    may_pass: Sequence[bool | None] | None,
    is_given: bool,  # noqa: FBT001 -- as above
) -> RowsByNumber:
    """The rows in the order of a number. ``is_given``: a row without it does not pass."""
    places = [place for place in range(len(numbers)) if may_pass is None or may_pass[place] is not False]
    pairs = sorted((numbers[place], place) for place in places if numbers[place] - numbers[place] == 0)
    strays = [] if is_given else [place for place in places if numbers[place] - numbers[place] != 0]
    return RowsByNumber(pairs, strays)


def with_text(rows: RowsByText, text: str | None) -> Places:
    """The rows that may have a text; if it is missing, all that have one."""
    found = rows.known if text is None else rows.by_text.get(folded(text), ())
    return len(found) + len(rows.strays), found, 0, len(found), rows.strays


def in_range(rows: RowsByNumber, at_least: Sequence[float], at_most: Sequence[float]) -> Places:
    """The rows that may lie between some numbers; a missing number leaves its side open."""
    low = [number - abs(number) * WIDER for number in at_least if number - number == 0]
    high = [number + abs(number) * WIDER for number in at_most if number - number == 0]
    start = bisect_left(rows.numbers, max(low)) if low else 0
    end = max(start, bisect_right(rows.numbers, min(high)) if high else len(rows.numbers))
    return end - start + len(rows.strays), rows.order, start, end, rows.strays


def fewest(*found: Places) -> Places:
    """Where several things tie the rows: the one that leaves the fewest."""
    return min(found, key=itemgetter(0))


def in_order(*ways: Places) -> Sequence[int]:
    """The places that one way or another leads to, in the order of the rows."""
    _, places, start, end, strays = ways[0]
    if len(ways) == 1 and end - start + len(strays) <= 1:
        return [*places[start:end], *strays]
    return sorted({place for _, found, first, last, more in ways for place in (*found[first:last], *more)})


# --- what rows that ask alike share -------------------------------------------------------------------


def key_of(*values: Datum) -> Asked:
    """What a value rests on, as one key."""
    return values


def is_known(known: Mapping[Asked, object], key: Asked) -> bool:
    """Whether the value for a key was worked out before."""
    return key in known


class Tally:
    """How many rows pass, and of how many it is not certain, by a text of theirs."""

    __slots__ = ("certain", "certain_in_all", "unsure", "unsure_in_all")

    def __init__(self, certain: Sequence[str | None], unsure: Sequence[str | None]) -> None:
        self.certain = Counter(folded(text) for text in certain if text is not None)
        self.unsure = Counter(folded(text) for text in unsure if text is not None)
        self.certain_in_all = self.certain.total()
        self.unsure_in_all = len(unsure) + len(certain) - self.certain_in_all  # without a text it is not certain


def tally(certain: Sequence[str | None], unsure: Sequence[str | None]) -> Tally:
    """The rows that pass, and those that may, counted by their texts."""
    return Tally(certain, unsure)


def others(tallied: Tally, text: str | None) -> tuple[int, int]:
    """How many rows that have another text pass, and of how many it is not certain."""
    if text is None:
        return 0, tallied.certain_in_all + tallied.unsure_in_all
    own = folded(text)
    return tallied.certain_in_all - tallied.certain[own], tallied.unsure_in_all - tallied.unsure[own]


def count_of_others(known: Mapping[Asked, Tally], key: Asked, text: str | None) -> float:
    """The number of rows that have another text; missing if it is not certain of one."""
    certain, unsure = others(known[key], text)
    return NOT_A_NUMBER if unsure else float(certain)


def any_other(known: Mapping[Asked, Tally], key: Asked, text: str | None) -> bool | None:
    """Whether there is a row that has another text."""
    certain, unsure = others(known[key], text)
    if certain:
        return True
    return None if unsure else False


def no_other(known: Mapping[Asked, Tally], key: Asked, text: str | None) -> bool | None:
    """Whether there is no row that has another text."""
    certain, unsure = others(known[key], text)
    if certain:
        return False
    return None if unsure else True

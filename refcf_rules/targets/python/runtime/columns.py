"""What programs do with columns and groups of rows, and with numbers of the standard."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TypeVar

from refcf_rules.targets.python.runtime.arithmetic import any_of, at_most, below, is_finite
from refcf_rules.targets.python.runtime.calendar_days import NOT_A_NUMBER

Truth = bool | None
Kept = TypeVar("Kept", bool, str)


# --- numbers against a threshold that holds the guard -------------------------------------------------


def at_most_limit(value: float, threshold: float) -> Truth:
    """Whether a number that may be missing is at most a threshold."""
    return value <= threshold if value - value == 0 else None


def below_limit(value: float, threshold: float) -> Truth:
    """Whether a number that may be missing is below a threshold."""
    return value < threshold if value - value == 0 else None


def at_least_limit(value: float, threshold: float) -> Truth:
    """Whether a number that may be missing is at least a threshold."""
    return value >= threshold if value - value == 0 else None


def above_limit(value: float, threshold: float) -> Truth:
    """Whether a number that may be missing is above a threshold."""
    return value > threshold if value - value == 0 else None


def near_limit(value: float, low: float, high: float) -> Truth:
    """Whether a number that may be missing is as good as equal to a number of the standard."""
    return low <= value <= high if value - value == 0 else None


# --- texts --------------------------------------------------------------------------------------------


def text_at_most(a: str | None, b: str | None) -> Truth:
    """Whether a date is not after another."""
    return None if a is None or b is None else a <= b


def text_below(a: str | None, b: str | None) -> Truth:
    """Whether a date is before another."""
    return None if a is None or b is None else a < b


def least_text(values: Sequence[str | None]) -> str | None:
    """The first of several texts; missing if one is missing, or of nothing."""
    given = [value for value in values if value is not None]
    return min(given) if given and len(given) == len(values) else None


def greatest_text(values: Sequence[str | None]) -> str | None:
    """The last of several texts; missing if one is missing, or of nothing."""
    given = [value for value in values if value is not None]
    return max(given) if given and len(given) == len(values) else None


def holds_on(since: str, until: str, day: str | None) -> bool:
    """Whether something dated holds on a day, both ends included; an empty text is no end."""
    return day is not None and since <= day and (not until or day <= until)


def row_id(emission: str, row: str | None) -> str:
    """The id of a computed contribution."""
    return f"{emission}.{row}"


def row_name(emission: str, row: str | None) -> str:
    """The name of a computed contribution."""
    return f"{emission} {row}"


def numbered(index: int) -> str:
    """What a row without id is called."""
    return f"#{index + 1}"


# --- rows of other tables -----------------------------------------------------------------------------


def joined(column: Sequence[Kept | None], by_id: Mapping[str, int], key: str | None) -> Kept | None:
    """The cell of the row with an id; missing where there is none."""
    index = None if key is None else by_id.get(key)
    return None if index is None else column[index]


def joined_number(column: Sequence[float], by_id: Mapping[str, int], key: str | None) -> float:
    """The number of the row with an id; missing where there is none."""
    index = None if key is None else by_id.get(key)
    return NOT_A_NUMBER if index is None else column[index]


def of_group(group: Mapping[str | None, float], key: str | None) -> float:
    """The sum or count of a group. A row that belongs to nobody knows which makes all of them unknown."""
    if group and (key is None or None in group):
        return NOT_A_NUMBER
    return group.get(key, 0.0)


def of_truth_group(group: Mapping[str | None, Truth], key: str | None) -> Truth:
    """Whether any row of a group; rows of which the group is unknown may be of this one."""
    if key is None:
        return None if any(truth is not False for truth in group.values()) else False
    stray = None if group.get(None, False) is not False else False
    return any_of(group.get(key, False), stray)


class Ranked:
    """Two columns in the order of the first, with the sums of the second from each row on."""

    __slots__ = ("compared", "is_known", "sums")

    def __init__(self, compared: Sequence[float], added: Sequence[float]) -> None:
        self.is_known = all(map(is_finite, compared)) and all(map(is_finite, added))
        order = sorted(range(len(compared)), key=compared.__getitem__) if self.is_known else []
        self.compared = [compared[index] for index in order]
        self.sums = [0.0]
        for index in reversed(order):
            self.sums.append(self.sums[-1] + added[index])
        self.sums.reverse()


def ranked(compared: Sequence[float], added: Sequence[float]) -> Ranked:
    """Two columns, ready to be asked for the sum above a value."""
    return Ranked(compared, added)


def sum_above(rank: Ranked, limit: float) -> float:
    """The sum of the rows that lie above a value, by more than the guard."""
    if not rank.is_known or not is_finite(limit):
        return NOT_A_NUMBER
    start = bisect_right(rank.compared, limit)
    while start < len(rank.compared) and not below(limit, rank.compared[start]):
        start += 1
    return rank.sums[start]


# --- repetitions and subtotals ------------------------------------------------------------------------


def settled(before: float, now: float, tolerance: float, relative: bool) -> bool:  # noqa: FBT001 -- how to measure
    """Whether the last pass changed a state by no more than the tolerance; what is missing has its own reason."""
    if not is_finite(before) or not is_finite(now):
        return True
    scale = max(abs(before), abs(now)) if relative else 1.0
    return at_most(abs(now - before), tolerance * scale) is True


def all_settled(before: Sequence[float], now: Sequence[float], tolerance: float, relative: bool) -> bool:  # noqa: FBT001 -- as above
    """The same for the states of all rows."""
    return all(settled(a, b, tolerance, relative) for a, b in zip(before, now, strict=True))


def missing_number(_value: float) -> float:
    """A state that has not settled."""
    return NOT_A_NUMBER


def all_missing(column: Sequence[float]) -> list[float]:
    """The states of all rows when they have not settled."""
    return [NOT_A_NUMBER] * len(column)


def number_or_nothing(value: float) -> float:
    """A number, 0 where it is missing: for subtotals."""
    return value if value - value == 0 else 0.0


def text_or_nothing(value: str | None) -> str:
    """A text, empty where it is missing: for subtotals."""
    return "" if value is None else value

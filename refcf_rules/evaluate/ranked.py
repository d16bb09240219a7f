"""The sum over the rows larger than this one, without walking two trees for each pair of rows.

The main contributors need it for every activity (``grammar/prelude.pcr``). The result is the
one the general way gives: the same guard, the same order of adding.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import partial, reduce
from itertools import compress
from operator import add

from refcf_rules.evaluate.value import Datum, Missing, merged
from refcf_rules.model.expression import Aggregate, Cell, Comparison
from refcf_rules.quantities.comparison import below


class Ranked:
    """The compared and the added column of a table; ``absent`` if either lacks a value."""

    def __init__(self, compared: Sequence[float], added: Sequence[float], absent: Missing | None) -> None:
        self._compared = compared
        self._added = added
        self._absent = absent
        self._ordered = sorted(compared)
        self._known: dict[float, float] = {}

    def above(self, limit: Datum) -> Datum:
        """The sum of the rows whose compared value lies above ``limit``."""
        absent = merged((self._absent, limit)) if self._absent is not None else merged((limit,))
        if absent is not None or not isinstance(limit, float):
            return absent if absent is not None else limit
        if limit not in self._known:
            self._known[limit] = self._sum_above(limit)
        return self._known[limit]

    def _sum_above(self, limit: float) -> float:
        """The rows from the least compared value above the limit on, added in their own order."""
        start = bisect_left(self._ordered, True, bisect_right(self._ordered, limit), key=partial(below, limit))
        if start == len(self._ordered):
            return 0.0
        is_above = map(self._ordered[start].__le__, self._compared)
        return reduce(add, compress(self._added, is_above), 0.0)


def columns_of(of: Aggregate) -> tuple[str, str, Cell] | None:
    """(compared column, added column, the other row's cell) if the aggregate is such a sum."""
    match of:
        case Aggregate(
            kind="sum",
            row=row,
            weight=None,
            filter=Comparison(operator=">", left=Cell(row=left, field=compared), right=Cell() as limit),
            value=Cell(row=added_row, field=added),
        ) if left == row and added_row == row and limit.row != row:
            return compared, added, limit
        case _:
            return None


def ranked(compared: Sequence[Datum], added: Sequence[Datum]) -> Ranked:
    """The two columns, or what they lack."""
    absent = merged((*compared, *added))
    numbers = [value for value in compared if isinstance(value, float)]
    terms = [value for value in added if isinstance(value, float)]
    return Ranked(numbers, terms, absent)

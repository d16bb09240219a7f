"""The sum over the rows larger than this one, without walking two trees for each pair of rows.

The main contributors need it for every activity (``grammar/prelude.pcr``). The result is the
one the general way gives: the same guard, the same order of adding.
"""

from __future__ import annotations

from collections.abc import Sequence

from refcf_rules.evaluate.value import Datum, Missing, merged
from refcf_rules.model.expression import Aggregate, Cell, Comparison
from refcf_rules.quantities.comparison import below
from refcf_rules.record import record


@record
class Ranked:
    """The compared and the added column of a table; ``absent`` if either lacks a value."""

    compared: Sequence[float]
    added: Sequence[float]
    absent: Missing | None

    def above(self, limit: Datum) -> Datum:
        """The sum of the rows whose compared value lies above ``limit``."""
        absent = merged((self.absent, limit)) if self.absent is not None else merged((limit,))
        if absent is not None or not isinstance(limit, float):
            return absent if absent is not None else limit
        total = 0.0
        for compared, added in zip(self.compared, self.added, strict=True):
            if compared > limit and below(limit, compared):
                total += added
        return total


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

"""A comparison of a number with a constant: which numbers it is certainly true or false of."""

from __future__ import annotations

from typing import Final, Literal

from refcf_rules.model.expression import Comparison, Expression
from refcf_rules.model.field import Field, Table
from refcf_rules.quantities.comparison import at_most, below, equal
from refcf_rules.record import record
from refcf_rules.targets.json_schema.cells import Cells
from refcf_rules.targets.json_schema.constants import Constants
from refcf_rules.targets.json_schema.limits import Sign
from refcf_rules.targets.json_schema.said import Reason, Said, some, unsaid

Operator = Literal["<=", "<", ">=", ">", "=", "!="]
_FLIPPED: Final[dict[Operator, Operator]] = {"<=": ">=", "<": ">", ">=": "<=", ">": "<", "=": "=", "!=": "!="}
_DENIED: Final[dict[Operator, Operator]] = {"<=": ">", "<": ">=", ">=": "<", ">": "<=", "=": "!=", "!=": "="}
_SIGNS: Final[dict[Operator, tuple[Sign, ...]]] = {
    "<=": ("negative", "zero"),
    "<": ("negative",),
    ">=": ("zero", "positive"),
    ">": ("positive",),
    "=": ("zero",),
    "!=": ("not zero",),
}
_WORDS: Final[dict[Operator, str]] = {
    "<=": "at-most",
    "<": "below",
    ">=": "at-least",
    ">": "above",
    "=": "equal",
    "!=": "unequal",
}


@record
class Bound:
    """What a number is compared with: it is to be ``operator`` ``limit``."""

    operator: Operator
    limit: float

    @property
    def denied(self) -> Bound:
        """What holds of a number of which this does not hold."""
        return Bound(_DENIED[self.operator], self.limit)

    def holds(self, value: float) -> bool:
        """Whether a number, canonical, is within the bound; under the guard of every comparison."""
        limit = self.limit
        match self.operator:
            case "<=":
                return at_most(value, limit)
            case "<":
                return below(value, limit)
            case ">=":
                return at_most(limit, value)
            case ">":
                return below(limit, value)
            case "=":
                return equal(value, limit)
            case "!=":
                return not equal(value, limit)


def bound_of(comparison: Comparison, constants: Constants) -> tuple[Expression, Bound] | None:
    """What is compared, and with which constant."""
    right, left = constants.of(comparison.right), constants.of(comparison.left)
    if right is not None:
        return comparison.left, Bound(comparison.operator, right)
    return None if left is None else (comparison.right, Bound(_FLIPPED[comparison.operator], left))


def within(cells: Cells, table: Table, field: Field, bound: Bound) -> Said:
    """That the number of a field is certainly within a bound."""
    if bound.limit == 0:
        return some(cells.signed(table, field, sign) for sign in _SIGNS[bound.operator])
    if bound.limit < 0 or bound.operator in ("=", "!="):
        return unsaid(Reason.CALCULATES)
    side: Literal["above", "below"] = "above" if bound.operator in (">=", ">") else "below"
    words = f"{_WORDS[bound.operator]}.{bound.limit!r}"
    return cells.beyond(table, field, bound.holds, side, words)

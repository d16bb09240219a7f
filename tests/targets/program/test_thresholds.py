"""A comparison with the guard worked in holds for the same doubles as the comparison itself."""

from __future__ import annotations

import math
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.quantities.comparison import at_most, below, equal
from refcf_rules.targets.program.code import Name
from refcf_rules.targets.program.thresholds import Operator, limit_of, near

X: Final = Name("x", "number", certain=True)
OPERATORS: Final[tuple[Operator, ...]] = ("<=", "<", ">=", ">")
LIMITS = st.one_of(
    st.sampled_from([0.0, 0.01, 0.05, 1.0, 3.0, 10.0, -1.0, -0.02, 1e-12, 1e12, 1e-290, 1e290]),
    st.floats(min_value=-1e290, max_value=1e290, allow_subnormal=False),
)


def reference(operator: Operator, x: float, limit: float) -> bool:
    match operator:
        case "<=":
            return at_most(x, limit)
        case "<":
            return below(x, limit)
        case ">=":
            return at_most(limit, x)
        case ">":
            return below(limit, x)


def plain(operator: Operator, x: float, threshold: float) -> bool:
    return {"<=": x <= threshold, "<": x < threshold, ">=": x >= threshold, ">": x > threshold}[operator]


def places_around(value: float, limit: float) -> list[float]:
    """The threshold itself, its neighbours among the doubles, and values near and far."""
    steps = [value, math.nextafter(value, math.inf), math.nextafter(value, -math.inf), limit, -limit, 0.0]
    return [*steps, *(limit + limit * part for part in (1e-10, -1e-10, 1e-8, -1e-8, 1.0, -2.0))]


@given(limit=LIMITS, x=st.floats(allow_nan=False, allow_infinity=False), operator=st.sampled_from(OPERATORS))
def test_a_threshold_decides_as_the_guard_does(limit: float, x: float, operator: Operator) -> None:
    threshold = limit_of(X, operator, limit).threshold
    for place in (x, *places_around(threshold, limit)):
        assert plain(operator, place, threshold) is reference(operator, place, limit), (place, threshold)


@given(limit=LIMITS, x=st.floats(allow_nan=False, allow_infinity=False))
def test_two_thresholds_decide_equality(limit: float, x: float) -> None:
    found = near(X, limit, negated=False)
    for place in (x, *places_around(found.low, limit), *places_around(found.high, limit)):
        assert (found.low <= place <= found.high) is equal(place, limit), place


def test_the_limit_itself_and_one_in_a_billion_beside_it_are_met() -> None:
    found = limit_of(X, "<=", 0.01)
    assert found.limit == 0.01
    assert 0.01 < found.threshold < 0.01 * (1 + 2e-9)

"""The guarded comparison is symmetric, and exactly one of three always holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.quantities.comparison import RELATIVE_GUARD, at_most, below, equal

finite = st.floats(allow_nan=False, allow_infinity=False)
close = st.floats(0.1, 1e6).flatmap(lambda a: st.tuples(st.just(a), st.floats(-3e-9, 3e-9).map(lambda d: a * (1 + d))))
pairs = st.one_of(st.tuples(finite, finite), close, finite.map(lambda a: (a, a)))


def test_the_sum_of_tenths_meets_three_tenths() -> None:
    assert 0.1 + 0.2 != 0.3
    assert equal(0.1 + 0.2, 0.3)
    assert at_most(0.1 + 0.2, 0.3)
    assert not below(0.3, 0.1 + 0.2)


@given(pairs)
def test_exactly_one_of_below_equal_above(pair: tuple[float, float]) -> None:
    a, b = pair
    assert [below(a, b), equal(a, b), below(b, a)].count(True) == 1


@given(pairs)
def test_at_most_is_below_or_equal(pair: tuple[float, float]) -> None:
    a, b = pair
    assert at_most(a, b) == (below(a, b) or equal(a, b)) == (not below(b, a))
    assert equal(a, b) == equal(b, a)


@given(st.floats(1e-3, 1e12), st.floats(1e-8, 1.0))
def test_more_than_the_guard_is_a_difference(a: float, excess: float) -> None:
    larger = a * (1 + excess)
    assert below(a, larger)
    assert not at_most(larger, a)


@pytest.mark.parametrize("value", [0.0, 1e-300, -5.0, 1e300])
def test_a_number_equals_itself_and_zero_only_itself(value: float) -> None:
    assert equal(value, value)
    assert equal(value, 0.0) == (value == 0.0)


def test_the_guard_is_that_of_the_semantics() -> None:
    assert RELATIVE_GUARD == 1e-9
    assert equal(1.0, 1.0 + 0.9e-9)
    assert below(1.0, 1.0 + 1.1e-9)

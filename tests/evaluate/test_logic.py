"""Kleene logic: the laws hold for true, false and unknown; missing values keep their causes."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.evaluate.value import (
    CAUSES_KEPT,
    Cause,
    Datum,
    Missing,
    all_of,
    any_of,
    causes_of,
    merged,
    missing,
    negated,
)
from refcf_rules.source.message import same


def unknown(name: str) -> Missing:
    return missing(Cause(same(name), name))


TRUTHS = st.one_of(st.booleans(), st.sampled_from([unknown("a"), unknown("b")]))


def plain(truth: Datum) -> bool | None:
    return None if isinstance(truth, Missing) else truth is True


@given(st.lists(TRUTHS))
def test_de_morgan(truths: list[Datum]) -> None:
    assert plain(negated(all_of(truths))) == plain(any_of(negated(truth) for truth in truths))


@given(TRUTHS)
def test_not_twice_is_nothing(truth: Datum) -> None:
    assert negated(negated(truth)) == truth


@given(st.lists(TRUTHS, min_size=1), st.randoms())
def test_order_does_not_decide(truths: list[Datum], random: Random) -> None:
    shuffled = sorted(truths, key=lambda _: random.random())
    assert plain(all_of(truths)) == plain(all_of(shuffled))
    assert plain(any_of(truths)) == plain(any_of(shuffled))


@given(TRUTHS, TRUTHS, TRUTHS)
def test_and_distributes_over_or(a: Datum, b: Datum, c: Datum) -> None:
    assert plain(all_of((a, any_of((b, c))))) == plain(any_of((all_of((a, b)), all_of((a, c)))))


@given(st.lists(TRUTHS))
def test_learning_more_never_turns_a_decision_round(truths: list[Datum]) -> None:
    decided = plain(all_of(truths))
    for learned in (True, False):
        later = plain(all_of(learned if isinstance(truth, Missing) else truth for truth in truths))
        assert decided is None or later == decided


def test_nothing_is_true_of_all_and_false_of_any() -> None:
    assert all_of(()) is True
    assert any_of(()) is False


def test_causes_are_kept_once_and_in_order() -> None:
    together = merged((unknown("b"), 1.0, unknown("a"), unknown("b")))
    assert [cause.field for cause in causes_of(together or 0.0)] == ["b", "a"]


def test_many_causes_are_counted_and_the_first_kept() -> None:
    together = merged([unknown(str(number)) for number in range(50)])
    assert together is not None
    assert together.count == 50
    assert [cause.field for cause in together.causes] == [str(number) for number in range(CAUSES_KEPT)]

"""Nothing an inventory holds makes the judgement fail, and what is missing never looks like a pass."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refcf_rules.evaluate.expression import CircularStandardError
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.value import Missing
from refcf_rules.model.expression import Expression
from tests.evaluate.evaluating import finding, judged, value
from tests.evaluate.magnesia_carbon import (
    ACTIVITIES,
    BINDERS,
    PLACEHOLDERS,
    USERS,
    magnesia_carbon_inventory,
    magnesia_carbon_standard,
)
from tests.evaluate.standards_by_hand import (
    Cells,
    Operator,
    both,
    calc,
    calculation,
    compared,
    either,
    inventory,
    no,
    num,
    requirement,
    scalar,
    standard,
)

STANDARD = magnesia_carbon_standard(PLACEHOLDERS)
UNITS = st.sampled_from(["t", "MWh", "Nm3", "%", "1", "kgCO2e/t"])
WRITTEN = st.one_of(
    st.text(max_size=5),
    st.booleans(),
    st.tuples(st.floats(-1e300, 1e300), UNITS),
)


def holes(rows: tuple[Cells, ...]) -> st.SearchStrategy[list[Cells]]:
    """The rows with some cells taken out and some replaced by anything."""
    return st.tuples(*(_holes(row) for row in rows)).map(list)


def _holes(row: Cells) -> st.SearchStrategy[Cells]:
    fields = st.sampled_from(sorted(set(row) - {"parent", "id"}))
    kept = st.sets(fields, max_size=2).map(lambda out: {key: row[key] for key in row if key not in out})
    return st.builds(lambda cells, more: {**cells, **more}, kept, st.dictionaries(fields, WRITTEN, max_size=1))


@settings(max_examples=60, deadline=None)
@given(holes(ACTIVITIES), holes(USERS), holes(BINDERS))
def test_any_inventory_is_judged(activities: list[Cells], users: list[Cells], binders: list[Cells]) -> None:
    found = judged(STANDARD, magnesia_carbon_inventory(activities, users, binders))
    assert found.footprint is not None
    if isinstance(found.footprint.value, Missing):
        assert found.verdict.outcome is not Outcome.SATISFIED
        assert found.footprint.causes


@given(st.sampled_from(["+", "-", "*", "/"]), st.floats(-1e300, 1e300), st.booleans())
def test_missing_in_missing_out(operator: Operator, number: float, left: bool) -> None:  # noqa: FBT001 -- drawn by chance
    absent, present = scalar("output.charged"), num(number)
    pair = (absent, present) if left else (present, absent)
    assert isinstance(value(calc(pair[0], operator, pair[1])), Missing)


@given(st.sampled_from(["+", "-", "*", "/"]), st.floats(-1e308, 1e308), st.floats(-1e308, 1e308))
def test_results_are_finite_or_missing(operator: Operator, a: float, b: float) -> None:
    result = value(calc(num(a), operator, num(b)))
    assert isinstance(result, Missing) or (isinstance(result, float) and abs(result) <= sys.float_info.max)


DEPTH = 200


def test_a_formula_may_be_two_hundred_deep() -> None:
    deep: Expression = scalar("output.charged")
    for _ in range(DEPTH):
        deep = calc(deep, "+", num(1))
    found = finding(requirement("r", compared(deep, "<=", num(1))), inventory())
    assert found.outcome is Outcome.NOT_DECIDABLE
    assert found.rows[0].arithmetic is not None


@pytest.mark.parametrize("outcome", [Outcome.NOT_DECIDABLE, Outcome.VIOLATED])
def test_a_condition_may_be_two_hundred_deep(outcome: Outcome) -> None:
    charged = inventory(output=[{"charged": (2, "1")} if outcome is Outcome.VIOLATED else {}])
    rule: Expression = compared(scalar("output.charged"), "<=", num(1))
    for level in range(DEPTH // 4):
        rule = either(no(no(rule)), compared(num(level), "<", num(0)))
        rule = both(rule, compared(num(1), "<=", num(2)))
    found = finding(requirement("r", rule), charged)
    assert found.outcome is outcome
    assert found.rows[0].message.en


def test_calculations_in_order_may_form_a_long_chain() -> None:
    chain = [calculation("c0", num(1))]
    chain += [calculation(f"c{number}", calc(scalar(f"c{number - 1}"), "+", num(1))) for number in range(1, 3000)]
    rule = requirement("r", compared(scalar("c2999"), "=", num(3000)))
    assert judged(standard(rule, calculations=chain)).verdict.outcome is Outcome.SATISFIED


def test_a_standard_that_needs_itself_is_refused() -> None:
    circle = [calculation("a", scalar("b")), calculation("b", scalar("a"))]
    with pytest.raises(CircularStandardError):
        judged(standard(calculations=circle))

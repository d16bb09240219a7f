"""``docs/semantics.md`` section 2: decisions 6 to 10, 27, 37 and 38, each by its number."""

from __future__ import annotations

import math
from random import Random
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.value import Missing
from refcf_rules.model.expression import NumberLiteral, Rounded
from tests.evaluate.evaluating import finding, known, outcome, reasons, value
from tests.evaluate.standards_by_hand import (
    SPAN,
    Cells,
    Comparator,
    Kind,
    among,
    both,
    calc,
    cell,
    choose,
    compared,
    either,
    inventory,
    no,
    num,
    over,
    product,
    requirement,
    scalar,
    text,
    truth,
)
from tests.evaluate.standards_by_hand import given as is_given

UNKNOWN = scalar("output.charged")
MASS = cell("binder", "binder", "mass")
CARBON = cell("binder", "binder", "carbon")


def binders(*rows: Cells) -> dict[str, list[Cells]]:
    return {"binder": [{"id": f"b{number}", **row} for number, row in enumerate(rows)]}


TWO = inventory(**binders({"mass": (2, "t"), "carbon": (50, "%")}, {"mass": (3, "t"), "carbon": (10, "%")}))
HALF = inventory(**binders({"mass": (2, "t"), "carbon": (50, "%")}, {"mass": (3, "t")}))


@pytest.mark.parametrize(
    "left,operator,right,expected",
    [
        (0.1 + 0.2, "=", 0.3, True),
        (0.1 + 0.2, "<=", 0.3, True),
        (0.1 + 0.2, ">", 0.3, False),
        (0.3, "<", 0.1 + 0.2, False),
        (1.0, "<", 1.0 + 1e-8, True),
        (1.0 + 1e-8, "<=", 1.0, False),
        (0.0, "<=", 1e-300, True),
        (2.0, "!=", 1.0, True),
    ],
)
def test_06_comparisons_are_guarded(left: float, operator: Comparator, right: float, expected: bool) -> None:  # noqa: FBT001 -- the table above
    assert value(compared(num(left), operator, num(right))) is expected


def test_07_a_missing_operand_makes_the_result_missing_also_zero_times_missing() -> None:
    assert reasons(value(calc(num(0), "*", UNKNOWN))) == ["mass charged of the output"]


def test_07_division_by_zero_is_missing_and_says_what_was_zero() -> None:
    result = value(calc(num(1), "/", calc(num(1), "-", num(1))))
    assert reasons(result) == ["division by zero: 1 − 1 is 0"]


@pytest.mark.parametrize(
    "result",
    [
        calc(num(1e300), "*", num(1e300)),
        calc(num(1e308), "+", num(1e308)),
        calc(num(1e300), "/", num(1e-300)),
        Rounded(num(1e300), NumberLiteral(1e-300, None, num(1).type, SPAN), num(1).type, SPAN),
    ],
)
def test_07_results_are_finite_or_missing(result: NumberLiteral) -> None:
    assert isinstance(value(result), Missing)


def test_08_a_missing_term_makes_the_sum_missing_and_is_named() -> None:
    total = over("sum", "binder", product(MASS, CARBON))
    assert known(value(total, TWO)) == pytest.approx(1300)
    assert reasons(value(total, HALF)) == ["carbon content of binder “b1”"]


EXTREMES: Final[tuple[Kind, ...]] = ("least", "greatest", "average")


@pytest.mark.parametrize("kind", ["sum", "count", *EXTREMES])
def test_08_an_unknown_filter_makes_the_aggregate_missing(kind: Kind) -> None:
    where = compared(CARBON, ">", num(20, "%"))
    shown = value(over(kind, "binder", MASS, where), HALF)
    assert reasons(shown) == ["carbon content of binder “b1”"]


def test_08_rows_that_are_filtered_out_may_be_incomplete() -> None:
    where = compared(MASS, "<", num(2.5, "t"))
    assert known(value(over("sum", "binder", CARBON, where), HALF)) == 0.5


def test_08_nothing_sums_and_counts_to_zero_but_has_no_extremes() -> None:
    assert value(over("sum", "binder", MASS)) == 0
    assert value(over("count", "binder")) == 0
    for kind in EXTREMES:
        assert isinstance(value(over(kind, "binder", MASS)), Missing)


def test_08_any_and_every_are_kleene() -> None:
    rich = compared(CARBON, ">", num(20, "%"))
    assert value(over("any", "binder", rich), HALF) is True
    assert isinstance(value(over("every", "binder", rich), HALF), Missing)
    assert value(over("every", "binder", no(rich)), HALF) is False
    assert value(over("any", "binder", truth(value=False)), HALF) is False
    assert value(over("every", "binder", rich)) is True
    assert value(over("any", "binder")) is False
    assert value(over("any", "binder"), HALF) is True


def test_08_every_is_not_bothered_by_an_unknown_filter_where_the_value_holds() -> None:
    filtered = over("every", "binder", compared(MASS, ">", num(1, "t")), compared(CARBON, ">", num(20, "%")))
    assert value(filtered, HALF) is True


def test_08_a_weighted_average() -> None:
    assert known(value(over("average", "binder", CARBON, weight=MASS), TWO)) == pytest.approx(0.26)
    assert known(value(over("average", "binder", CARBON), TWO)) == pytest.approx(0.3)
    none = value(over("average", "binder", CARBON, weight=num(0)), TWO)
    assert reasons(none) == ["division by zero: 0 is 0"]


def test_09_a_conditional_with_an_unknown_test_is_missing_unless_both_branches_agree() -> None:
    test = compared(UNKNOWN, ">", num(1, "t"))
    assert isinstance(value(choose(test, num(1), num(2))), Missing)
    assert value(choose(test, num(2), num(2))) == 2
    assert value(choose(truth(value=True), num(1), UNKNOWN)) == 1


def test_09_is_given_sees_missing_values() -> None:
    assert value(is_given(UNKNOWN)) is False
    assert value(is_given(calc(num(1), "/", num(0)))) is False
    assert value(is_given(num(1))) is True


def test_09_logic_is_kleene() -> None:
    unknown = compared(UNKNOWN, ">", num(1, "t"))
    assert value(both(unknown, truth(value=False))) is False
    assert value(either(unknown, truth(value=True))) is True
    assert isinstance(value(both(unknown, truth(value=True))), Missing)
    assert isinstance(value(no(unknown)), Missing)


RICH = compared(CARBON, ">=", num(20, "%"))


@pytest.mark.parametrize(
    "carbons,expected",
    [
        ([10, None, 30], Outcome.VIOLATED),
        ([None, 30], Outcome.NOT_DECIDABLE),
        ([30, 20], Outcome.SATISFIED),
        ([], Outcome.NOT_APPLICABLE),
    ],
)
def test_10_the_worst_row_decides(carbons: list[float | None], expected: Outcome) -> None:
    rows: list[Cells] = [{} if share is None else {"carbon": (share, "%")} for share in carbons]
    assert outcome(requirement("rich", RICH, "binder"), inventory(**binders(*rows))) is expected


def test_10_every_row_is_counted_and_the_open_ones_are_kept() -> None:
    rows: list[Cells] = [{"carbon": (10, "%")}, {}, {"carbon": (30, "%")}]
    found = finding(requirement("rich", RICH, "binder"), inventory(**binders(*rows)))
    assert [row.row for row in found.rows] == ["b0", "b1"]
    assert found.counts == {Outcome.VIOLATED: 1, Outcome.NOT_DECIDABLE: 1, Outcome.SATISFIED: 1}


def test_10_no_row_in_scope_is_not_applicable() -> None:
    rule = requirement("rich", RICH, "binder", where=compared(MASS, ">", num(9, "t")))
    assert outcome(rule, TWO) is Outcome.NOT_APPLICABLE


def test_10_a_row_whose_filter_is_unknown_is_not_decidable() -> None:
    rule = requirement("heavy", truth(value=True), "binder", where=RICH)
    assert finding(rule, HALF).counts == {Outcome.SATISFIED: 1, Outcome.NOT_DECIDABLE: 1}


def test_10_a_false_condition_is_not_applicable_an_unknown_one_not_decidable() -> None:
    never = truth(value=False)
    unknown = compared(UNKNOWN, ">", num(1, "t"))
    assert outcome(requirement("r", never, when=truth(value=False))) is Outcome.NOT_APPLICABLE
    assert outcome(requirement("r", never, when=unknown)) is Outcome.NOT_DECIDABLE
    assert outcome(requirement("r", truth(value=True), when=unknown)) is Outcome.NOT_DECIDABLE


@pytest.mark.parametrize("x,expected", [(0.5, 0), (1.5, 2), (2.5, 2), (-0.4, 0), (2.675, 3)])
def test_27_rounding_is_half_to_even(x: float, expected: float) -> None:
    result = known(value(Rounded(num(x), num(1), num(1).type, SPAN)))
    assert result == expected
    assert math.copysign(1, result) == math.copysign(1, expected)


def test_37_text_is_compared_by_id_normalised_and_trimmed() -> None:
    assert value(compared(text(" ＭＴ－14Ａ "), "=", text("MT-14A"))) is True
    assert value(among(text("MT－14Ａ"), "x", "MT-14A")) is True
    assert value(compared(text("mt-14a"), "=", text("MT-14A"))) is False


def test_37_dates_are_ordered() -> None:
    assert value(compared(scalar("period.start"), "<", scalar("period.end"))) is True


def test_38_sums_are_plain_additions_in_row_order() -> None:
    tenths = inventory(**binders(*[{"carbon": (0.1, "1")}] * 10))
    assert value(over("sum", "binder", CARBON), tenths) == 0.9999999999999999


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8), st.randoms())
def test_38_the_order_of_rows_changes_nothing_but_the_last_bits(numbers: list[float], random: Random) -> None:
    shuffled = sorted(numbers, key=lambda _: random.random())
    sums = [
        known(value(over("sum", "binder", MASS), inventory(**binders(*[{"mass": (x, "kg")} for x in order]))))
        for order in (numbers, shuffled)
    ]
    assert abs(sums[0] - sums[1]) <= 1e-12 * sum(abs(x) for x in numbers)

"""Comparing, choosing, rounding and looking up as the reference does; what is missing stays missing."""

from __future__ import annotations

import math
import random
from itertools import product
from typing import Final

from refcf_rules.evaluate.dated import whole_months as reference_months
from refcf_rules.evaluate.value import Cause, Datum, all_of, any_of, missing, negated
from refcf_rules.quantities import comparison
from refcf_rules.quantities.number import format_number as reference_format
from refcf_rules.quantities.rounding import round_to_step
from refcf_rules.source.message import same
from refcf_rules.targets.python.runtime import arithmetic
from refcf_rules.targets.python.runtime.calendar_days import whole_months, year_of
from refcf_rules.targets.python.runtime.result import format_number

NAN: Final = math.nan
UNKNOWN: Final = missing(Cause(same("x")))
TRUTHS: Final[dict[bool | None, Datum]] = {True: True, False: False, None: UNKNOWN}


def numbers(seed: int, count: int) -> list[float]:
    """Numbers of all sizes, some of them near others."""
    chance = random.Random(seed)
    found = [0.0, 1.0, -1.0, 0.1 + 0.2, 0.3, 1e308, -1e308, 5e-324, 14.0]
    for _ in range(count):
        number = chance.uniform(-10, 10) * 10 ** chance.randrange(-9, 9)
        found += [number, number * (1 + chance.uniform(-2e-9, 2e-9)), round(number, 3)]
    return found


def test_comparisons() -> None:
    chance, all_numbers = random.Random(1), numbers(2, 200)
    for _ in range(5_000):
        a = chance.choice(all_numbers)
        b = a * (1 + chance.uniform(-2e-9, 2e-9)) if chance.random() < 0.5 else chance.choice(all_numbers)
        assert arithmetic.below(a, b) is comparison.below(a, b)
        assert arithmetic.at_most(a, b) is comparison.at_most(a, b)
        assert arithmetic.equal(a, b) is comparison.equal(a, b)
    for a, b in ((NAN, 1.0), (1.0, NAN), (math.inf, 1.0), (-math.inf, -math.inf)):
        assert (arithmetic.below(a, b), arithmetic.at_most(a, b), arithmetic.equal(a, b)) == (None, None, None)


def test_kleene_logic() -> None:
    for truths in product(TRUTHS, repeat=3):
        data = [TRUTHS[truth] for truth in truths]
        assert TRUTHS[arithmetic.all_of(*truths)] == all_of(data)
        assert TRUTHS[arithmetic.any_of(*truths)] == any_of(data)
        assert TRUTHS[arithmetic.negated(truths[0])] == negated(data[0])
    assert arithmetic.all_of() is True
    assert arithmetic.any_of() is False


def test_rounding() -> None:
    for step in (1.0, 0.1, 0.01, 0.05, 5.0, 0.5, 1e-7, 2.5e-5, 1e20, 0.3):
        for number in numbers(3, 60):
            try:
                expected = round_to_step(number, step)
            except OverflowError:
                assert math.isnan(arithmetic.rounded(number, step))
                continue
            assert arithmetic.rounded(number, step) == expected
    assert arithmetic.rounded(0.25, 0.1) == 0.2
    assert math.isnan(arithmetic.rounded(1.0, 0.0))
    assert math.isnan(arithmetic.rounded(NAN, 1.0))


def test_division_by_what_is_zero_or_not_finite_is_missing() -> None:
    assert arithmetic.divide(6, 3) == 2
    assert all(math.isnan(arithmetic.divide(1.0, divisor)) for divisor in (0.0, -0.0, math.inf, NAN))


def test_choosing_without_knowing_needs_equal_branches() -> None:
    assert arithmetic.choose_number(None, 0.1 + 0.2, 0.3) == 0.1 + 0.2
    assert math.isnan(arithmetic.choose_number(None, 1.0, 2.0))
    assert math.isnan(arithmetic.choose_number(None, NAN, NAN))
    assert arithmetic.choose(None, "a", "a") == "a"
    assert arithmetic.choose(None, "a", None) is None
    assert arithmetic.choose(None, then=False, otherwise=True) is None
    assert arithmetic.choose(test=False, then="a", otherwise="b") == "b"


def test_least_and_greatest() -> None:
    assert (arithmetic.least([3.0, 1.0]), arithmetic.greatest([3.0, 1.0])) == (1.0, 3.0)
    assert math.isnan(arithmetic.least([]))
    assert math.isnan(arithmetic.greatest([1.0, NAN]))


def test_texts_are_compared_in_plain_characters() -> None:
    assert arithmetic.same("ＭｇＯ", "MgO") is True
    assert arithmetic.same("a", None) is None
    assert arithmetic.one_of("ＣＮ", frozenset({"CN"})) is True


def test_interpolation_stays_between_the_points() -> None:
    points = [(200.0, 2.0), (100.0, 1.0)]
    assert arithmetic.interpolated(points, 150.0) == 1.5
    assert arithmetic.interpolated(points, 200.0 + 1e-8) == 2.0
    for bad in ([], [*points, (100.0, 7.0)], [*points, (NAN, 1.0)]):
        assert math.isnan(arithmetic.interpolated(bad, 150.0))
    assert math.isnan(arithmetic.interpolated(points, 99.0))


def test_tables_and_dated_values() -> None:
    entries = [(("a", "0.3"), 1.0, None, "2023-12-31"), (("a", "0.3"), 2.0, "2024-01-01", None)]
    assert arithmetic.entry(entries, ("a", 0.1 + 0.2), "2024-12-31") == 2.0
    assert math.isnan(arithmetic.entry(entries, ("a", 0.3), None))
    assert math.isnan(arithmetic.entry(entries, ("b", 0.3), "2024-12-31"))
    values = [(1.0, None, None), (2.0, "2024-01-01", None)]
    assert [arithmetic.dated(values, day) for day in ("2023-05-05", "2024-05-05")] == [1.0, 2.0]


def test_dates() -> None:
    chance = random.Random(4)
    for _ in range(2_000):
        days = [
            f"{chance.choice((2023, 2024, 1900))}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            for _ in "ab"
        ]
        start, end = sorted([*days, "2024-02-29"])[:2]
        assert whole_months(start, end) == reference_months(start, end)
    assert math.isnan(whole_months("2024-01-01", "9999-12-31"))
    assert year_of("2024-02-29") == 2024


def test_numbers_are_shown_as_refcf_shows_them() -> None:
    for number in [*numbers(5, 300), 1e15, 999999.5, 1e-4, 9.99e-5, 123456789.0, -0.0]:
        assert format_number(number) == reference_format(number)
        assert format_number(number, 12) == reference_format(number, 12)

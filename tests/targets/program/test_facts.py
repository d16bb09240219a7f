"""What a test has shown to be there is not asked again: the shorter term is the same for every value."""

from __future__ import annotations

import random
from itertools import product
from typing import Final

import pytest

from refcf_rules.targets.program.code import (
    Call,
    Choose,
    Constant,
    Given,
    IsUnknown,
    Logic,
    Name,
    Not,
    OneOf,
    Operation,
    SameText,
    Term,
    When,
    is_certain,
)
from refcf_rules.targets.program.facts import NOTHING, known_in, simplified
from refcf_rules.targets.program.thresholds import limit_of, near
from refcf_rules.targets.python.print_terms import Terms
from refcf_rules.targets.python.runtime import arithmetic, columns

NUMBERS: Final = ("x", "y")
TEXTS: Final = ("t", "u")
TRUTHS: Final = ("p", "q")
MISSING: Final = float("nan")
VALUES: Final = {
    **dict.fromkeys(NUMBERS, (MISSING, 0.0, 1.0, 2.5)),
    **dict.fromkeys(TEXTS, (None, "a", "b")),
    **dict.fromkeys(TRUTHS, (None, True, False)),
}
RUNTIME: Final = {**vars(arithmetic), **vars(columns), "MISSING": MISSING, "SET": frozenset({"a", "c"})}


def number(chance: random.Random, depth: int) -> Term:
    if depth == 0 or chance.random() < 0.5:
        return Name(chance.choice(NUMBERS), "number") if chance.random() < 0.8 else Constant(float(chance.randrange(3)))
    if chance.random() < 0.3:
        return Choose(truth(chance, depth - 1), number(chance, depth - 1), number(chance, depth - 1))
    return Operation(chance.choice(("+", "-", "*")), number(chance, depth - 1), number(chance, depth - 1))


def text(chance: random.Random) -> Term:
    return Name(chance.choice(TEXTS), "text") if chance.random() < 0.8 else Constant(chance.choice(("a", "b")))


def truth(chance: random.Random, depth: int) -> Term:
    if depth == 0:
        return chance.choice((Name(chance.choice(TRUTHS), "truth"), Given(Name(chance.choice((*NUMBERS,)), "number"))))
    kind = chance.randrange(9)
    if kind == 0:
        return limit_of(number(chance, depth - 1), chance.choice(("<=", "<", ">=", ">")), 1.0)
    if kind == 1:
        return near(number(chance, depth - 1), 1.0, negated=chance.random() < 0.5)
    if kind == 2:
        return SameText(text(chance), text(chance), negated=chance.random() < 0.5)
    if kind == 3:
        return OneOf(Name(chance.choice(TEXTS), "text"), ("a", "c"))
    if kind == 4:
        return Not(truth(chance, depth - 1))
    if kind == 5:
        return Given(Name(chance.choice(NUMBERS), "number"))
    if kind == 6:
        return Given(Name(chance.choice(TEXTS), "text"))
    if kind == 7:
        return Call("at_most", (number(chance, depth - 1), number(chance, depth - 1)), "truth")
    return Logic(chance.choice(("and", "or")), tuple(truth(chance, depth - 1) for _ in range(chance.choice((2, 3)))))


def printed(of: Term) -> str:
    return Terms(str, lambda _options: "SET").text(of)


def same(left: object, right: object) -> bool:
    if isinstance(left, float) and isinstance(right, float):
        return left == right or (left != left and right != right)  # noqa: PLR0124 -- NaN is missing
    return left is right or left == right


@pytest.mark.parametrize("seed", range(60))
def test_the_simplified_term_has_the_value_of_the_term(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- test data
    for _ in range(20):
        term = truth(chance, 3) if chance.random() < 0.7 else number(chance, 3)
        short = simplified(term, NOTHING)
        before, after = compile(printed(term), "term", "eval"), compile(printed(short), "short", "eval")
        for values in product(*VALUES.values()):
            scope = RUNTIME | dict(zip(VALUES, values, strict=True))
            first, second = eval(before, scope), eval(after, scope)  # noqa: S307 -- printed just now
            assert same(first, second), (printed(term), printed(short), values)
            assert second is not None or not is_certain(short), (printed(short), values)


def test_a_value_asked_for_first_is_compared_plainly() -> None:
    x = Name("x", "number")
    term = simplified(Logic("and", (limit_of(x, ">", 1.0), Given(x))), NOTHING)
    assert printed(term) == "x - x == 0.0 and x > 1.0000000009999999"


def test_a_fact_ends_where_its_variable_is_set_again() -> None:
    x = Name("x", "number")
    inside = (When(limit_of(x, ">", 1.0), ()),)
    kept = known_in((IsUnknown(limit_of(x, ">", 0.0), (), inside),))
    assert isinstance(kept[0], IsUnknown)
    assert is_certain(kept[0].true[0].test)  # type: ignore[union-attr]  # a When stands there

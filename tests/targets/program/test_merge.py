"""Tests made once: fewer of them, and everything comes out as it did."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Final

import pytest

from refcf_rules.targets.program.code import Add, Assign, Constant, Logic, Name, Remark, Statement, Term, When
from refcf_rules.targets.program.merge import merged

TRUTHS: Final = ("a", "b", "c", "d")
A, B, C, D = (Name(each, "truth", certain=True) for each in TRUTHS)
Values = dict[str, float | bool]


def add(name: str) -> Add:
    return Add(name, Constant(1.0))


def both(*tests: Term) -> Logic:
    return Logic("and", tests)


def holds(of: Term, values: Values) -> bool:
    if isinstance(of, Logic):
        return all(holds(each, values) for each in of.operands)
    assert isinstance(of, Name)
    return bool(values[of.id])


def run(statements: Iterable[Statement], values: Values) -> Values:
    """What the variables hold in the end."""
    for each in statements:
        match each:
            case Add(name=name):
                values[name] = values.get(name, 0.0) + 1.0
            case Assign(name=name, term=Constant(value=bool() as value)):
                values[name] = value
            case When(test=test, then=then, otherwise=otherwise):
                run(then if holds(test, values) else otherwise, values)
            case Remark():
                pass
            case _:
                raise TypeError(each)
    return values


def test_what_is_common_is_asked_once() -> None:
    """The sums over the rows of one kind."""
    assert merged((When(both(A, B), (add("x"),)), When(both(A, C), (add("y"),)), When(A, (add("z"),)))) == (
        When(A, (When(B, (add("x"),)), When(C, (add("y"),)), add("z"))),
    )


def test_a_sum_steps_over_what_does_not_touch_it() -> None:
    statements = When(A, (add("x"),)), When(B, (add("y"),)), When(A, (add("z"),))
    assert merged(statements) == (When(A, (add("x"), add("z"))), When(B, (add("y"),)))


def test_nothing_steps_over_a_heading() -> None:
    """What stands under a clause stays there."""
    statements = When(A, (add("x"),)), Remark("9"), When(A, (add("z"),))
    assert merged(statements) == statements


def test_a_test_that_was_decided_in_between_is_asked_again() -> None:
    statements = When(A, (Assign("a", Constant(value=False)),)), When(A, (add("x"),))
    assert merged(statements) == statements


@pytest.mark.parametrize("seed", range(300))
def test_everything_comes_out_as_it_did(seed: int) -> None:
    """Statements by chance, for all that may be true."""
    chance = random.Random(seed)  # noqa: S311 -- the same statements every time
    statements = tuple(_statement(chance) for _ in range(chance.randrange(2, 9)))
    for truths in range(2 ** len(TRUTHS)):
        start: Values = {name: bool(truths >> place & 1) for place, name in enumerate(TRUTHS)}
        assert run(merged(statements), dict(start)) == run(statements, dict(start))


def _statement(chance: random.Random) -> Statement:
    body = tuple(
        add(chance.choice("xyz"))
        if chance.random() < 0.8
        else Assign(chance.choice(TRUTHS), Constant(value=chance.random() < 0.5))
        for _ in range(chance.randrange(1, 3))
    )
    tests = chance.sample((A, B, C, D), chance.randrange(1, 4))
    if chance.random() < 0.2:
        return body[0]
    otherwise = (add("w"),) if chance.random() < 0.1 else ()
    return When(tests[0] if len(tests) == 1 else both(*tests), body, otherwise)

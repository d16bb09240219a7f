"""What neighbouring tests have in common is tested once.

Sums over the rows of one kind each bring their own test. Side by side they share it: ``if a and b`` and then
``if a and c`` become ``if a`` with ``if b`` and ``if c`` inside.
"""

from __future__ import annotations

from collections.abc import Iterable

from refcf_rules.targets.program.code import Logic, Remark, Statement, Term, When
from refcf_rules.targets.program.variables import read_in, set_in


def merged(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements with the tests of those next to each other made once."""
    found: list[Statement] = []
    for each in statements:
        place = _place(found, each) if isinstance(each, When) else None
        if place is None:
            found.append(each)
        else:
            index, both = place
            found[index] = both
    return tuple(found)


def _place(before: list[Statement], of: When) -> tuple[int, When] | None:
    """The test to share with, and what becomes of both; only what does not touch each other is stepped over."""
    own = {*read_in(of), *set_in((of,))}
    for index in reversed(range(len(before))):
        each = before[index]
        if isinstance(each, When) and (both := _together(each, of)) is not None:
            return index, both
        if isinstance(each, Remark) or not own.isdisjoint(set_in((each,))) or _sets_what_is_read(of, each):
            return None
    return None


def _sets_what_is_read(of: Statement, other: Statement) -> bool:
    return not {*set_in((of,))}.isdisjoint(read_in(other))


def _together(first: When, second: When) -> When | None:
    """Both in one; nothing if they have no test in common, or the first decides something that the second asks."""
    common = [each for each in _tests(first) if each in _tests(second)]
    if not common or first.otherwise or second.otherwise:
        return None
    if not {*set_in(first.then)}.isdisjoint(read_in(second.test)):
        return None
    return When(_all(common), merged((*_rest(first, common), *_rest(second, common))))


def _tests(of: When) -> tuple[Term, ...]:
    return of.test.operands if isinstance(of.test, Logic) and of.test.operator == "and" else (of.test,)


def _rest(of: When, common: list[Term]) -> tuple[Statement, ...]:
    """The statements under what is left of their test."""
    left = [each for each in _tests(of) if each not in common]
    return (When(_all(left), of.then),) if left else of.then


def _all(of: list[Term]) -> Term:
    return of[0] if len(of) == 1 else Logic("and", tuple(of))

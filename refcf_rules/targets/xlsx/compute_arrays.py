"""Operations within SUMPRODUCT: on each element of columns, for a formula that stands so many rows further down."""

from __future__ import annotations

from collections.abc import Callable

from refcf_rules.targets.xlsx.compute_functions import Value
from refcf_rules.targets.xlsx.runs import MANY, Runs, matched

ArrayWorker = Callable[[int], Value | Runs]


def as_runs(value: Value | Runs) -> Runs:
    """A single value is an array of one."""
    return value if isinstance(value, Runs) else Runs.of((value,))


def on_each(work: Callable[[Value], Value], operand: ArrayWorker) -> ArrayWorker:
    """An operation on every value of an array."""

    def applied(rows: int) -> Value | Runs:
        value = operand(rows)
        return value.each(work) if isinstance(value, Runs) else work(value)

    return applied


def pairwise(work: Callable[[Value, Value], Value], left: ArrayWorker, right: ArrayWorker) -> ArrayWorker:
    """An operation on two arrays, on a value and an array, or on two values."""

    def applied(rows: int) -> Value | Runs:
        first, second = left(rows), right(rows)
        if isinstance(first, Runs):
            if isinstance(second, Runs):
                return first.with_each(second, work)
            return first.each(lambda one: work(one, second))
        return second.each(lambda one: work(first, one)) if isinstance(second, Runs) else work(first, second)

    return applied


def total(operand: ArrayWorker) -> ArrayWorker:
    """The sum of an array."""
    return lambda rows: MANY["SUM"](as_runs(operand(rows)))


def position(wanted: ArrayWorker, values: ArrayWorker) -> ArrayWorker:
    """Where in an array a number stands first."""

    def found(rows: int) -> Value:
        value = wanted(rows)
        return matched(value.values[0] if isinstance(value, Runs) else value, as_runs(values(rows)))

    return found

"""Aggregates as statements: what stands before the rows, what each row adds, and the value in the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from refcf_rules.model.expression import Aggregate, Expression, TruthLiteral
from refcf_rules.record import record
from refcf_rules.targets.program.code import (
    Absent,
    Add,
    AddAt,
    Append,
    Assign,
    Call,
    Constant,
    Find,
    IsUnknown,
    Logic,
    Name,
    Not,
    Operation,
    Put,
    Reference,
    Start,
    Statement,
    Term,
    When,
    is_certain,
)
from refcf_rules.targets.program.kinds import kind_of_type
from refcf_rules.targets.program.site import Site

Lower = Callable[[Expression, Site], Term]
Fresh = Callable[[str], str]


@record
class Total:
    """An aggregate in three parts; ``value`` is its value after ``after``."""

    before: tuple[Statement, ...]
    row: tuple[Statement, ...]
    after: tuple[Statement, ...]
    value: Name


def all_tests(tests: tuple[Term, ...]) -> Term | None:
    """The tests together; ``None`` where there are none."""
    if not tests:
        return None
    return tests[0] if len(tests) == 1 else Logic("and", tests)


def guarded(test: Term | None, true: tuple[Statement, ...], unknown: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Statements where a test holds, and those where it is unknown."""
    if test is None:
        return true
    if is_certain(test):
        return (When(test, true),)
    return (IsUnknown(test, unknown, true),)


def accumulate(of: Aggregate, tests: tuple[Term, ...], site: Site, lower: Lower, name: str, fresh: Fresh) -> Total:
    """The statements of an aggregate, whose value will be the variable ``name``."""
    test = all_tests(tests)
    match of.kind:
        case "sum" | "count":
            return _sum(of, test, site, lower, name)
        case "any" | "every":
            return _decided(of, test, site, lower, name)
        case "least" | "greatest":
            return _extreme(of, test, site, lower, name, fresh)
        case "average":
            return _average(of, test, site, lower, name, fresh)
        case _:
            assert_never(of.kind)


def _sum(of: Aggregate, test: Term | None, site: Site, lower: Lower, name: str) -> Total:
    value: Term = Constant(1.0)
    if of.kind == "sum" and of.value is not None:
        value = lower(of.value, site)
    certain = of.kind == "count" and (test is None or is_certain(test))
    row = guarded(test, (*taken(site), Add(name, value)), (Add(name, Absent("number")),))
    return Total((Assign(name, Constant(0.0)),), row, (), Name(name, "number", certain))


def _decided(of: Aggregate, test: Term | None, site: Site, lower: Lower, name: str) -> Total:
    """Kleene: *any* begins with no and takes test and value, *every* begins with yes and takes not test or value."""
    is_any = of.kind == "any"
    value = (
        Constant(value=True)
        if of.value is None or (isinstance(of.value, TruthLiteral) and of.value.value)
        else lower(of.value, site)
    )
    start = Assign(name, Constant(value=not is_any))
    decisive = _decisive(test, value, is_any=is_any)
    if is_certain(decisive):
        return Total(
            (start,),
            (*taken(site), When(decisive, (Assign(name, Constant(value=is_any)),))),
            (),
            Name(name, "truth", certain=True),
        )
    so_far = Name(name, "truth")
    unknown = Assign(name, Call("any_of" if is_any else "all_of", (so_far, Absent("truth")), "truth"))
    row = IsUnknown(decisive, (unknown,), (Assign(name, Constant(value=is_any)),))
    return Total((start,), (*taken(site), row), (), so_far)


def _decisive(test: Term | None, value: Term, *, is_any: bool) -> Term:
    """What, where it is true of a row, decides: a row that passes with (*any*) or without (*every*) the value."""
    wanted = value if is_any else Not(value)
    if test is None:
        return wanted
    if is_any and value == Constant(value=True):
        return test
    return Logic("and", (test, wanted))


def _extreme(of: Aggregate, test: Term | None, site: Site, lower: Lower, name: str, fresh: Fresh) -> Total:
    if of.value is None:
        raise TypeError("an extreme needs a value")
    values, kind = fresh(f"{name}_values"), kind_of_type(of.value.type)
    row = guarded(test, (*taken(site), Append(values, lower(of.value, site))), (Append(values, Absent(kind)),))
    function = of.kind if kind == "number" else f"{of.kind}_text"
    after = Assign(name, Call(function, (Reference(values),), kind))
    return Total((Start(values, "list"),), row, (after,), Name(name, kind))


def _average(of: Aggregate, test: Term | None, site: Site, lower: Lower, name: str, fresh: Fresh) -> Total:
    if of.value is None:
        raise TypeError("an average needs a value")
    weights = fresh(f"{name}_weights")
    value = lower(of.value, site)
    weight: Term = Constant(1.0) if of.weight is None else lower(of.weight, site)
    weighted = value if of.weight is None else Operation("*", value, weight)
    adds = (Add(name, weighted), Add(weights, weight))
    nothing = (Add(name, Absent("number")), Add(weights, Absent("number")))
    row = guarded(test, (*taken(site), *adds), nothing)
    number = Name(name, "number")
    after = Assign(name, Call("divide", (number, Name(weights, "number")), "number"))
    return Total((Assign(name, Constant(0.0)), Assign(weights, Constant(0.0))), row, (after,), number)


def group(of: Aggregate, tests: tuple[Term, ...], key: Term, site: Site, lower: Lower, name: str) -> Total:
    """An aggregate by a text of its rows; a row without it counts under none, which makes every group unknown."""
    test = all_tests(tests)
    if of.kind == "any":
        return _any_group(of, test, key, site, lower, name)
    value: Term = Constant(1.0)
    if of.kind == "sum" and of.value is not None:
        value = lower(of.value, site)
    row = guarded(test, (*taken(site), AddAt(name, key, value)), (AddAt(name, key, Absent("number")),))
    return Total((Start(name, "mapping"),), row, (), Name(name, "number"))


def _any_group(of: Aggregate, test: Term | None, key: Term, site: Site, lower: Lower, name: str) -> Total:
    so_far = Find(name, key, Constant(value=False), "truth")
    if of.value is None or (isinstance(of.value, TruthLiteral) and of.value.value):
        true: Statement = Put(name, key, Constant(value=True))
        unknown: Statement = Put(name, key, Call("any_of", (so_far, Absent("truth")), "truth"))
    else:
        value = lower(of.value, site)
        true = Put(name, key, Call("any_of", (so_far, value), "truth"))
        unknown = Put(name, key, Call("any_of", (so_far, Logic("and", (Absent("truth"), value))), "truth"))
    row = guarded(test, (*taken(site), true), (unknown,))
    return Total((Start(name, "mapping"),), row, (), Name(name, "truth"))


def taken(site: Site) -> tuple[Statement, ...]:
    """What the terms so far need worked out before them."""
    statements = tuple(site.before)
    site.before.clear()
    return statements

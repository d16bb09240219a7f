"""Sums over contributions in the pass over activities, where every contribution is an activity's.

Without computed emissions the list of contributions is one row per activity. If all that is asked of it are
sums and groups of one pass, that pass needs no list: what it does with a row is done as the activity is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Final, cast

from refcf_rules.targets.program.code import (
    Add,
    AddAt,
    Append,
    Assign,
    Call,
    Constant,
    Name,
    Operation,
    Put,
    Reference,
    Remark,
    Start,
    Statement,
    Term,
    When,
)
from refcf_rules.targets.program.program import Function

_NOTHING: Final = Constant(0.0)


def fused(functions: Sequence[Function]) -> tuple[Function, ...]:
    """The functions with the pass over contributions put into that over activities, if that is possible."""
    gathering = next((each for each in functions if _aliases(each)), None)
    sums = [each for each in functions if each.table == "contribution"]
    if gathering is None or len(sums) != 1 or not _only_adds(sums[0]):
        return tuple(functions)
    aliases = _aliases(gathering)
    source = next(each for each in functions if set(aliases.values()) <= _lists(each))
    others = [each for each in functions if each not in (gathering, sums[0], source)]
    known = {name for each in functions[: functions.index(source)] for name in each.gives}
    is_asked_elsewhere = any(not aliases.keys().isdisjoint((*each.takes, *each.gives)) for each in others)
    if is_asked_elsewhere or not {*sums[0].takes} - aliases.keys() <= known:
        return tuple(functions)
    into = _into(source, sums[0], aliases)
    return tuple(
        into if each is source else each for each in functions if each is not gathering and each is not sums[0]
    )


def _aliases(of: Function) -> dict[str, str]:
    """The columns of the contributions with the lists of activities that they are; nothing if there are others."""
    assigned = [each for each in of.before if not isinstance(each, Remark)]
    named = {
        each.name: each.term.id for each in assigned if isinstance(each, Assign) and isinstance(each.term, Reference)
    }
    is_all = of.table is None and not of.reads and len(named) == len(assigned)
    return named if is_all and any(isinstance(each, Remark) for each in of.before) else {}


def _lists(of: Function) -> set[str]:
    return {each.name for each in of.before if isinstance(each, Start)} if of.table == "activity" else set()


def _only_adds(of: Function) -> bool:
    """Whether each row is only added to something, whatever its number."""
    return all(isinstance(each, Add | AddAt | Put) for each in of.body) and "'index'" not in repr(of.body)


def _into(source: Function, sums: Function, aliases: Mapping[str, str]) -> Function:
    lists = frozenset(aliases.values())
    columns = {variable: aliases[list_] for variable, list_ in sums.loads}
    fixed = {each.name: each.term for each in source.body if isinstance(each, Assign) and each.term == _NOTHING}
    body: list[Statement] = []
    for each in source.body:
        if isinstance(each, When) and _appends_to(each, lists):
            then, otherwise = (tuple(_added(part, columns, fixed, sums.body)) for part in (each.then, each.otherwise))
            body.append(When(each.test, then, otherwise))
        else:
            body.append(each)
    before = tuple(each for each in source.before if not (isinstance(each, Start) and each.name in lists))
    return replace(
        source,
        before=(*before, *sums.before),
        body=tuple(body),
        after=(*source.after, *sums.after),
        takes=tuple(sorted({*source.takes, *sums.takes} - aliases.keys() - lists)),
        gives=tuple(sorted({*source.gives, *sums.gives} - lists)),
    )


def _appends_to(of: When, lists: frozenset[str]) -> bool:
    return all(isinstance(each, Append) and each.list in lists for each in (*of.then, *of.otherwise))


def _added(
    appends: Sequence[Statement], columns: Mapping[str, str], fixed: Mapping[str, Term], sums: Sequence[Statement]
) -> Iterator[Statement]:
    """The sums with the terms that were to be kept; adding nothing to a sum is left out."""
    kept = {
        each.list: _something(cast("Term", _with(each.term, fixed))) for each in appends if isinstance(each, Append)
    }
    terms = {variable: kept[list_] for variable, list_ in columns.items()}
    for each in sums:
        put = cast("Statement", _with(each, terms))
        if not (isinstance(put, Add) and put.term == _NOTHING):
            yield put


def _something(of: Term) -> Term:
    """What is added: a sum without the parts that are nothing, which change no sum that begins with 0."""
    match of:
        case Call(function="number_or_nothing", arguments=(Constant() as number,)):
            return number
        case Operation(operator="+", left=left, right=right):
            first, second = _something(left), _something(right)
            if _NOTHING in (first, second):
                return second if first == _NOTHING else first
            return Operation("+", first, second)
        case _:
            return of


def _with(of: object, terms: Mapping[str, Term]) -> object:
    """A statement or term with terms in the place of variables."""
    if isinstance(of, Name):
        return terms.get(of.id, of)
    if isinstance(of, tuple):
        return tuple(_with(each, terms) for each in of)
    if is_dataclass(of) and not isinstance(of, type):
        return replace(of, **{field.name: _with(getattr(of, field.name), terms) for field in fields(of)})
    return of

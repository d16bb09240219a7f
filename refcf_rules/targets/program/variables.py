"""The variables that statements set and read, and what is asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from refcf_rules.targets.program.code import (
    Add,
    AddAt,
    Append,
    Assign,
    Call,
    Each,
    Find,
    Given,
    IsUnknown,
    Name,
    Put,
    ReadRow,
    Record,
    Reference,
    Repeat,
    Start,
    Statement,
    When,
)


def set_in(statements: Iterable[object]) -> Iterator[str]:
    """The variables that statements set."""
    for each in statements:
        match each:
            case Assign(name=name) | Start(name=name) | Add(name=name):
                yield name
            case AddAt(mapping=name) | Put(mapping=name) | Append(list=name):
                yield name
            case ReadRow(variables=variables):
                yield from (variable for _, variable in variables)
            case _:
                pass
        yield from set_in(_statements_in(each))


def _statements_in(of: object) -> Iterator[object]:
    match of:
        case When(then=first, otherwise=second) | IsUnknown(unknown=first, true=second):
            yield from (*first, *second)
        case Each(body=body) | Repeat(body=body):
            yield from body
        case _:
            return


def read_in(of: object) -> Iterator[str]:
    """The variables that statements or terms read."""
    match of:
        case tuple():
            for each in of:
                yield from read_in(each)
            return
        case Name(id=id_) | Reference(id=id_):
            yield id_
            return
        case Find(mapping=mapping):
            yield mapping
        case Each(variables=variables):
            yield from (list_ for _, list_ in variables)
        case _:
            pass
    if is_dataclass(of):
        for field in fields(of):
            yield from read_in(getattr(of, field.name))


def years_in(of: Iterable[Statement]) -> frozenset[str]:
    """The variables that are the year of a day: like what is read, they are never infinite."""
    return frozenset(
        each.name
        for each in of
        if isinstance(each, Assign) and isinstance(each.term, Call) and each.term.function == "year_of"
    )


def compared_in(of: object) -> Iterator[str]:
    """The variables whose values count, not only whether they are there, apart from those that findings show."""
    match of:
        case Name(id=id_) | Reference(id=id_):
            yield id_
        case Given(operand=Name()) | ReadRow():
            return
        case Record(truth=truth):
            yield from compared_in(truth)
        case tuple():
            for each in of:
                yield from compared_in(each)
        case _ if is_dataclass(of):
            for field in fields(of):
                yield from compared_in(getattr(of, field.name))
        case _:
            return

"""The variables that statements set and read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from refcf_rules.targets.program.code import (
    Add,
    AddAt,
    Append,
    Assign,
    Each,
    Find,
    IsUnknown,
    Name,
    Put,
    ReadRow,
    Reference,
    Repeat,
    Start,
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

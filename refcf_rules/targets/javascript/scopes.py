"""Where a variable is declared: at its first value if every use sees that, else before what encloses them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
    Statement,
    When,
)


def blocks_of(of: Statement) -> tuple[tuple[Statement, ...], ...]:
    """The statements inside a statement."""
    match of:
        case When(then=first, otherwise=second) | IsUnknown(true=first, unknown=second):
            return (first, second)
        case Each(body=body) | Repeat(body=body):
            return (body,)
        case _:
            return ()


def set_by(of: Statement) -> Iterator[str]:
    """The variables that a statement gives a value, also inside."""
    match of:
        case Assign(name=name) | Start(name=name) | Add(name=name):
            yield name
        case ReadRow(variables=variables):
            yield from (variable for _, variable in variables)
        case _:
            for block in blocks_of(of):
                for each in block:
                    yield from set_by(each)


def changed_by(of: Statement) -> Iterator[str]:
    """The variables that a statement sets anew, which makes them no constants."""
    match of:
        case Assign(name=name) | Start(name=name) | Add(name=name):
            yield name
        case _:
            for block in blocks_of(of):
                for each in block:
                    yield from changed_by(each)


def named_by(of: object) -> Iterator[str]:
    """All variables that a statement or term names, also inside."""
    match of:
        case tuple():
            for each in of:
                yield from named_by(each)
            return
        case Name(id=id_) | Reference(id=id_):
            yield id_
        case Assign(name=name) | Start(name=name) | Add(name=name) | Append(list=name):
            yield name
        case AddAt(mapping=name) | Put(mapping=name) | Find(mapping=name):
            yield name
        case Each(variables=variables):
            yield from (list_ for _, list_ in variables)
        case ReadRow(variables=variables):
            yield from (variable for _, variable in variables)
        case _:
            pass
    if is_dataclass(of):
        for field in fields(of):
            yield from named_by(getattr(of, field.name))


class Scope:
    """The variables declared so far, here and around, and those that are named after the statements here."""

    def __init__(self, declared: Iterable[str], later: Callable[[str], bool]) -> None:
        self.declared = set(declared)
        self.later = later

    def inside(self, behind: Callable[[str], bool]) -> Scope:
        """The scope of a block; ``behind`` says which variables are named behind it in the block around."""
        around = self.later
        return Scope(self.declared, lambda name: behind(name) or around(name))

    def hoisted(self, of: Statement, behind: Callable[[str], bool]) -> list[str]:
        """The variables to declare before a statement, which are set in its blocks and named behind it."""
        blocks = blocks_of(of)
        inner = dict.fromkeys(name for block in blocks for each in block for name in set_by(each))
        found = [name for name in inner if name not in self.declared and (behind(name) or self.later(name))]
        self.declared.update(found)
        return found


def last_named(of: Sequence[Statement]) -> dict[str, int]:
    """Of each variable the last statement that names it."""
    return {name: place for place, each in enumerate(of) for name in named_by(each)}

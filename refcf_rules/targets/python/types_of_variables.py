"""The Python type of each variable of a program. A missing number is NaN: only a text or a truth may be ``None``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from refcf_rules.targets.program.code import (
    AddAt,
    Append,
    Assign,
    Call,
    Each,
    IsUnknown,
    Listed,
    Name,
    Put,
    Reference,
    Repeat,
    Start,
    Statement,
    Term,
    When,
    is_certain,
    kind_of,
)
from refcf_rules.targets.program.program import Function, Program

_OF_KIND: Final = {"number": "float", "text": "str", "truth": "bool"}
_NOTHING: Final = "None"
_CLASSES: Final = {"ranked": "Ranked", "tally": "Tally"}


def types_of(program: Program) -> dict[str, str]:
    """The types of the variables that are kept from one function to the next."""
    known = {name.id: _union((name,)) for _, name in program.singles}
    for each in program.functions:
        known |= {name: type_ for name, type_ in types_in(each, known).items() if name in each.gives}
    return {name: known[name] for name in program.variables}


def types_in(of: Function, known: dict[str, str]) -> dict[str, str]:
    """The types of the variables that a function sets; ``known`` are those of earlier ones."""
    found = _Found()
    for each in _all((*of.before, *of.body, *of.after)):
        found.take(each)
    return found.types(known)


class _Found:
    """What statements put into each variable."""

    def __init__(self) -> None:
        self._started: dict[str, str] = {}
        self._terms: dict[str, list[Term]] = {}
        self._lists: dict[str, tuple[Term, ...]] = {}
        self._of_several: set[str] = set()
        """The keys made of several values, and the mappings that have such keys."""

    def take(self, of: Statement) -> None:
        """One more statement."""
        match of:
            case Start(name=name, what=what):
                self._started[name] = what
            case Assign(name=name, term=Reference() as other):
                self._lists[name] = (other,)
            case Assign(name=name, term=Call(function="together" | "all_missing", arguments=lists)):
                self._lists.setdefault(name, lists)
            case Assign(name=name, term=Call(function="key_of")):
                self._of_several.add(name)
            case Assign(name=name, term=term) | Append(list=name, term=term):
                self._terms.setdefault(name, []).append(term)
            case Put(mapping=name, term=term) | AddAt(mapping=name, term=term):
                self._terms.setdefault(name, []).append(term)
                if isinstance(of.key, Name) and of.key.id in self._of_several:
                    self._of_several.add(name)
            case _:
                pass

    def types(self, known: dict[str, str]) -> dict[str, str]:
        """The type of each variable."""
        found = {name: self._type(name) for name in (*self._started, *self._terms)}
        for name, lists in self._lists.items():
            inner = [(found | known)[each.id] for each in lists if isinstance(each, Reference)]
            found.setdefault(name, inner[0] if len(set(inner)) == 1 else _together(inner))
        return found

    def _type(self, name: str) -> str:
        inner = _union(self._terms.get(name, ()))
        match self._started.get(name):
            case "list":
                return f"list[{inner}]"
            case "mapping" if name in self._of_several:
                return f"dict[Asked, {inner}]"
            case "mapping":
                return f"dict[{'str' if inner == 'int' else 'str | None'}, {inner}]"
            case "set":
                return "set[str]"
            case _:
                return inner


def _all(of: Iterable[Statement]) -> Iterator[Statement]:
    for each in of:
        yield each
        match each:
            case When(then=first, otherwise=second) | IsUnknown(unknown=first, true=second):
                yield from _all((*first, *second))
            case Each(body=body) | Repeat(body=body):
                yield from _all(body)
            case _:
                pass


def _union(of: Iterable[Term]) -> str:
    """The type of what one of several terms gives."""
    found = dict.fromkeys(part for each in of for part in _parts(each))
    return " | ".join(sorted(found, key=lambda part: part == _NOTHING)) or "float"


def _parts(of: Term) -> tuple[str, ...]:
    if isinstance(of, Listed):
        return (f"tuple[{', '.join(map(_union, zip(of.items, strict=True)))}]",)
    if isinstance(of, Call) and of.function in _CLASSES:
        return (_CLASSES[of.function],)
    if of == Name("index", "number", certain=True):
        return ("int",)
    kind = kind_of(of)
    return (_OF_KIND[kind],) if kind == "number" or is_certain(of) else (_OF_KIND[kind], _NOTHING)


def _together(lists: Iterable[str]) -> str:
    """The type of several lists as one."""
    inner = dict.fromkeys(each for one in lists for each in one.removeprefix("list[").removesuffix("]").split(" | "))
    return f"list[{' | '.join(sorted(inner, key=lambda part: part == _NOTHING))}]"

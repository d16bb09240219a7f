"""A standard as JSON text and back, for keeping what was compiled.

Only classes of the model and of what lies below it are written or read, by name, from a closed
registry; nothing in the text is ever executed. Equal parts are written once.

The text is a line with format and digest, then ``{"classes": [[name, field, …], …], "values": [v, …]}``.
A value is a plain one, or a list: a kind (the index of a class, or a negative number below) and the
indices of its parts, which stand before it. The last value is the standard.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from hashlib import sha256
from typing import Final

from refcf_rules.model import (
    choice,
    example,
    expression,
    field,
    number,
    prose,
    requirement,
    standard,
    types,
)
from refcf_rules.model.standard import Standard
from refcf_rules.quantities import dimension, unit
from refcf_rules.source import message, text

_FORMAT: Final = "refcf-standard 1"
_TUPLE: Final = -1
_FRACTION: Final = -2
_ROOMS: Final = (
    choice,
    example,
    expression,
    field,
    number,
    prose,
    requirement,
    standard,
    types,
    dimension,
    unit,
    message,
    text,
)


class CodecError(Exception):
    """The text is no standard of this version of refcf: foreign, damaged or altered."""


def _defined() -> Iterable[type]:
    for room in _ROOMS:
        for found in vars(room).values():
            if isinstance(found, type) and found.__module__ == room.__name__:
                yield found


_CLASSES: Final[dict[str, type]] = {
    found.__name__: found for found in _defined() if is_dataclass(found) or issubclass(found, Enum)
}
_FIELDS: Final[dict[type, tuple[str, ...]]] = {
    found: tuple(one.name for one in fields(found) if one.init) if is_dataclass(found) else ()
    for found in _CLASSES.values()
}


def encode(standard_: Standard) -> str:
    """The text of a standard; the same bytes for the same standard."""
    writer = _Writer()
    writer.add(standard_)
    classes = [[found.__name__, *_FIELDS[found]] for found in writer.classes]
    content = {"classes": classes, "values": writer.values}
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{_FORMAT} {_digest(body)}\n{body}\n"


def decode(written: str) -> Standard:
    """The standard of a text written by ``encode``. Raises ``CodecError`` for any other text."""
    head, _, body = written.partition("\n")
    body = body.removesuffix("\n")
    if head != f"{_FORMAT} {_digest(body)}":
        raise CodecError("format or digest differ")
    try:
        found = _read(json.loads(body, parse_constant=_refuse))
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise CodecError(str(error)) from error
    if not isinstance(found, Standard):
        raise CodecError("not a standard")
    return found


def _refuse(constant: str) -> object:
    raise CodecError(f"{constant} is no number")


def _digest(body: str) -> str:
    return sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


class _Writer:
    """Collects values, each once; ``add`` gives the index of a value."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self.classes: list[type] = []
        self._kinds: dict[type, int] = {}
        self._places: dict[object, int] = {}

    def add(self, value: object) -> int:
        """The index of a value, written now if it is new."""
        match value:
            case None | bool() | int() | float() | str():
                # 1, 1.0 and True are equal in Python, 0.0 and -0.0 too: the type and the digits are told apart.
                return self._place((type(value), repr(value)), value)
            case tuple():
                return self._list(_TUPLE, value)
            case Fraction(numerator=above, denominator=below):
                return self._list(_FRACTION, (above, below))
            case Enum():
                return self._list(self._kind(type(value)), (value.name,))
            case _:
                kind = self._kind(type(value))
                return self._list(kind, [getattr(value, name) for name in _FIELDS[type(value)]])

    def _kind(self, of: type) -> int:
        if _CLASSES.get(of.__name__) is not of:
            raise TypeError(f"{of.__name__} is no part of a standard")
        if of not in self._kinds:
            self._kinds[of] = len(self.classes)
            self.classes.append(of)
        return self._kinds[of]

    def _list(self, kind: int, parts: Iterable[object]) -> int:
        entry = [kind, *map(self.add, parts)]
        return self._place(tuple(entry), entry)

    def _place(self, key: object, value: object) -> int:
        place = self._places.setdefault(key, len(self.values))
        if place == len(self.values):
            self.values.append(value)
        return place


Maker = Callable[[list[object]], object]


def _read(content: dict[str, list[list[object]]]) -> object:
    makers = [_maker(str(name), tuple(map(str, names))) for name, *names in content["classes"]]
    makers += [_fraction, tuple]  # the negative kinds count from the end
    found: list[object] = []
    for value in content["values"]:
        if not isinstance(value, list):
            found.append(value)
            continue
        kind, *places = value
        parts = [found[place] for place in places if isinstance(place, int) and 0 <= place < len(found)]
        if not isinstance(kind, int) or len(parts) != len(places):
            raise CodecError("a part that stands nowhere")
        found.append(makers[kind](parts))
    return found[-1]


def _maker(name: str, names: tuple[str, ...]) -> Maker:
    """What makes a value of a class; its fields must be those of this version."""
    found = _CLASSES[name]
    if _FIELDS[found] != names:
        raise CodecError(f"{name} has other fields")
    if issubclass(found, Enum):
        members = {member.name: member for member in found}
        return lambda parts: members[str(parts[0])]

    def instance(parts: list[object]) -> object:
        new = object.__new__(found)
        for field_, part in zip(names, parts, strict=True):
            object.__setattr__(new, field_, part)
        return new

    return instance


def _fraction(parts: list[object]) -> Fraction:
    above, below = parts
    if isinstance(above, int) and isinstance(below, int):
        return Fraction(above, below)
    raise CodecError("no fraction")

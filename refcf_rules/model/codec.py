"""A standard as JSON text and back, for keeping what was compiled.

Only classes of the model and of what lies below it are written or read, by name, from a closed
registry; nothing in the text is ever executed. Equal parts are written once.

The text is a line with format and digest, then a line of JSON. ``plain`` holds the plain values. Everything else is
made of parts: ``groups`` are ``[class, columns, rows]``, values of one class whose parts stand in ``plain`` or in
earlier groups. ``places`` are the places of the parts, counted through all of these, group by group and column by
column, as 32-bit numbers in base64. The last value is the standard. So there is no loop in Python over the 25 000
values: that, and numbers that JSON need not read, made reading four times as fast.
"""

from __future__ import annotations

import json
import struct
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from fractions import Fraction
from hashlib import sha256
from itertools import accumulate, chain
from operator import attrgetter
from typing import Final, NamedTuple, TypedDict

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
from refcf_rules.record import is_record, names_of
from refcf_rules.source import message, text

_FORMAT: Final = "refcf-standard 2"
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
_PLAIN: Final = frozenset({str, int, float, bool, type(None)})
_TUPLE: Final = "tuple"
_FRACTION: Final = "Fraction"
Plain = str | int | float | bool | None


class CodecError(Exception):
    """The text is no standard of this version of refcf: foreign, damaged or altered."""


class _Content(TypedDict):
    plain: list[Plain]
    classes: list[list[str]]
    groups: list[tuple[int, int, int]]
    places: str


def _defined() -> Iterable[type]:
    for room in _ROOMS:
        for found in vars(room).values():
            if isinstance(found, type) and found.__module__ == room.__name__:
                yield found


_CLASSES: Final[dict[str, type]] = {
    found.__name__: found for found in _defined() if is_record(found) or issubclass(found, Enum)
}


def encode(standard_: Standard) -> str:
    """The text of a standard; the same bytes for the same standard."""
    writer = _Writer()
    writer.add(standard_)
    body = json.dumps(writer.content(), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{_FORMAT} {_digest(body)}\n{body}\n"


def decode(written: str) -> Standard:
    """The standard of a text written by ``encode``. Raises ``CodecError`` for any other text."""
    head, _, body = written.partition("\n")
    body = body.removesuffix("\n")
    if head != f"{_FORMAT} {_digest(body)}":
        raise CodecError("format or digest differ")
    try:
        found = _read(json.loads(body, parse_constant=_refuse))
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error) as error:
        raise CodecError(str(error)) from error
    if not isinstance(found, Standard):
        raise CodecError("not a standard")
    return found


def _refuse(constant: str) -> object:
    raise CodecError(f"{constant} is no number")


def _digest(body: str) -> str:
    return sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


# --- writing ------------------------------------------------------------------------------------------


class _Group(NamedTuple):
    """Values of one class; their parts are of lower levels. Tuples of each length are a group of their own."""

    level: int
    name: str
    columns: int


_PLAIN_GROUP: Final = _Group(0, "", 0)


class _Writer:
    """Collects values, each once. A value goes by its number, in the order in which they were met."""

    def __init__(self) -> None:
        self._plain: list[Plain] = []
        self._rows: dict[_Group, list[tuple[int, ...]]] = {}
        self._group_of: list[_Group] = []
        self._row_of: list[int] = []
        self._known: dict[object, int] = {}
        self._seen: dict[int, int] = {}

    def add(self, value: object) -> int:
        """The number of a value; it is written now if it is new.

        What is part of many values is taken apart once: the standard keeps it, so that its place in memory names it.
        """
        kind = type(value)
        if kind in _PLAIN:
            # 1, 1.0 and True are equal in Python, 0.0 and -0.0 too: the type and the digits are told apart.
            found = self._known.get(value if kind is str else (kind, repr(value)))
            return self._add_plain(value) if found is None else found
        found = self._seen.get(id(value))
        if found is None:
            found = self._seen[id(value)] = self._add_parts(value)
        return found

    def _add_plain(self, value: object) -> int:
        if not isinstance(value, Plain):
            raise TypeError(f"{type(value).__name__} is no part of a standard")
        number = self._next(_PLAIN_GROUP, len(self._plain))
        self._known[value if isinstance(value, str) else (type(value), repr(value))] = number
        self._plain.append(value)
        return number

    def _add_parts(self, value: object) -> int:
        name, values = _taken_apart(value)
        parts = tuple(map(self.add, values))
        found = self._known.get((name, parts))
        if found is None:
            level = 1 + max((self._group_of[part].level for part in parts), default=0)
            group = _Group(level, name, len(parts))
            listed = self._rows.setdefault(group, [])
            found = self._known[name, parts] = self._next(group, len(listed))
            listed.append(parts)
        return found

    def _next(self, group: _Group, row: int) -> int:
        self._group_of.append(group)
        self._row_of.append(row)
        return len(self._row_of) - 1

    def content(self) -> _Content:
        """What is written."""
        groups = sorted(self._rows, key=lambda group: group.level)
        sizes = (len(self._plain), *(len(self._rows[group]) for group in groups))
        starts = dict(zip((_PLAIN_GROUP, *groups), accumulate(sizes, initial=0), strict=False))
        begins = [starts[group] + row for group, row in zip(self._group_of, self._row_of, strict=True)]
        columns = chain.from_iterable(zip(*self._rows[group], strict=True) for group in groups)
        places = [begins[part] for part in chain.from_iterable(columns)]
        classes = list(dict.fromkeys(group.name for group in groups))
        return {
            "plain": self._plain,
            "classes": [_described(name) for name in classes],
            "groups": [(classes.index(group.name), group.columns, len(self._rows[group])) for group in groups],
            "places": b64encode(struct.pack(f"<{len(places)}I", *places)).decode("ascii"),
        }


def _taken_apart(value: object) -> tuple[str, tuple[object, ...]]:
    kind = type(value)
    if isinstance(value, tuple):
        return _TUPLE, value
    if kind in _READS:
        return kind.__name__, _READS[kind](value)
    if isinstance(value, Fraction):
        return _FRACTION, (value.numerator, value.denominator)
    if isinstance(value, Enum) and _CLASSES.get(kind.__name__) is kind:
        return kind.__name__, (value.name,)
    raise TypeError(f"{kind.__name__} is no part of a standard")


def _values_of(found: type) -> Callable[[object], tuple[object, ...]]:
    """What reads the fields of a record."""
    names = names_of(found)
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


_READS: Final = {found: _values_of(found) for found in _CLASSES.values() if is_record(found)}


def _described(name: str) -> list[str]:
    """A class with its fields, by which a reader knows that it is of the same version."""
    found = _CLASSES.get(name)
    return [name] if found is None or issubclass(found, Enum) else [name, *names_of(found)]


# --- reading ------------------------------------------------------------------------------------------


def _read(content: _Content) -> object:
    found: list[object] = list(content["plain"])
    if not _PLAIN.issuperset(map(type, found)):
        raise CodecError("a value that is not plain")
    makers = [_maker(described) for described in content["classes"]]
    packed = b64decode(content["places"], validate=True)
    places = struct.unpack(f"<{len(packed) // 4}I", packed)
    part = found.__getitem__  # refuses places that do not stand before
    start = 0
    for kind, columns, rows in content["groups"]:
        end = start + columns * rows
        if min(kind, columns) < 0 or rows < 1 or end > len(places) or (columns == 0 and rows > 1):
            raise CodecError("a group that cannot be")
        parts = [map(part, places[first : first + rows]) for first in range(start, end, rows)]
        found += makers[kind](parts)
        start = end
    return found[-1]


_Columns = Sequence[Iterable[object]]


def _maker(described: Sequence[str]) -> Callable[[_Columns], Iterable[object]]:
    """What makes the values of a class of the columns of their parts; its fields must be those of this version."""
    name = described[0]
    if described != _described(name):
        raise CodecError(f"{name} has other fields")
    if name == _TUPLE:
        return _tuples
    if name == _FRACTION:
        return lambda columns: map(_fraction, *columns)
    found = _CLASSES[name]
    if issubclass(found, Enum):
        members = {member.name: member for member in found}
        return lambda columns: [members[str(named)] for (named,) in zip(*columns, strict=True)]
    return lambda columns: map(found, *columns) if columns else [found()]


def _tuples(columns: _Columns) -> Iterable[tuple[object, ...]]:
    return zip(*columns, strict=True) if columns else [()]


def _fraction(above: object, below: object) -> Fraction:
    if isinstance(above, int) and isinstance(below, int):
        return Fraction(above, below)
    raise CodecError("no fraction")

"""What differs between two results of one inventory, each in the form ``refcf-result/1``.

Verdict, outcomes, rows and texts agree exactly, and faults by code and pointer; numbers to one part in
10^12 of the largest that stands beside them, since a sum may cancel what it adds. Of what is missing the
fields, rows and pointers agree; a fault or a missing value is put into words by each program in its own way,
and so is what no field is to blame for (a division by zero, a result beyond the largest number).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final, TypeGuard

from refcf_rules.report.as_json import Json

RELATIVE: Final = 1e-12
_OWN: Final = frozenset({"tool"})
"""What each program says of itself."""
_ABSENT: Final = "(absent)"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the other result says something else than the reference."""

    pointer: str
    reference: str
    other: str


def differences(reference: Json, other: Json) -> tuple[Difference, ...]:
    """Everything that differs, in the order of the reference."""
    return tuple(_differing(reference, other, "", 0.0))


def _differing(one: Json, other: Json, pointer: str, size: float) -> Iterator[Difference]:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        yield from _keys(one, other, pointer, max(size, _size(one, pointer)))
    elif _is_list(one) and _is_list(other):
        if pointer.endswith("/missing"):
            one, other = _of_fields(one), _of_fields(other)
        size = max(size, *(_size(each, pointer) for each in one), 0.0) if pointer.endswith("/numbers") else size
        for index in range(max(len(one), len(other))):
            inner = f"{pointer}/{index}"
            if index >= len(one) or index >= len(other):
                yield Difference(inner, _said(one, index), _said(other, index))
            else:
                yield from _differing(one[index], other[index], inner, size)
    elif not _same(one, other, size):
        yield Difference(pointer, repr(one), repr(other))


def _keys(one: Mapping[str, Json], other: Mapping[str, Json], pointer: str, size: float) -> Iterator[Difference]:
    if pointer.endswith("/outcomes") and list(one) != list(other) and set(one) == set(other):
        yield Difference(pointer, f"in the order {list(one)}", f"in the order {list(other)}")
    for key in dict.fromkeys((*one, *other)):
        inner = f"{pointer}/{key}"
        if _is_own(one, pointer, key):
            continue
        if key not in one or key not in other:
            yield Difference(inner, repr(one.get(key, _ABSENT)), repr(other.get(key, _ABSENT)))
        else:
            yield from _differing(one[key], other[key], inner, size)


def _of_fields(causes: list[Json]) -> list[Json]:
    """Those causes that name a field."""
    return [each for each in causes if isinstance(each, Mapping) and each.get("field")]


def _is_own(one: Mapping[str, Json], pointer: str, key: str) -> bool:
    """Whether a key holds each program's own words, which nobody compares."""
    if pointer == "/receipt":
        return key in _OWN
    undecided = one.get("outcome") == "not decidable"
    if key == "label":
        return "/missing/" in pointer
    if pointer.startswith("/faults/"):
        return key in ("message", "fix")
    return key == "message" and undecided


def _size(of: Json, pointer: str) -> float:
    """The size of what may have been added up: the footprint with its parts, the numbers of one finding."""
    if not isinstance(of, Mapping) or not (pointer.startswith("/footprint") or pointer.endswith("/numbers")):
        return 0.0
    parts = [of.get("value"), of.get("subtotal")]
    for key in ("by_stage", "by_component"):
        inner = of.get(key)
        parts += list(inner.values()) if isinstance(inner, Mapping) else []
    return max((abs(part) for part in parts if _is_number(part)), default=0.0)


def _same(one: Json, other: Json, size: float) -> bool:
    if _is_number(one) and _is_number(other):
        if not isfinite(one) or not isfinite(other):
            return False
        return abs(one - other) <= RELATIVE * max(abs(one), abs(other), size)
    return type(one) is type(other) and one == other


def _is_number(value: Json) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_list(value: Json) -> TypeGuard[list[Json]]:
    return isinstance(value, list)


def _said(items: list[Json], index: int) -> str:
    return repr(items[index]) if index < len(items) else _ABSENT

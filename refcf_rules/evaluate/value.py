"""Values and missing values. Missing is a value that carries why, and Kleene logic reads it as unknown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span

CAUSES_KEPT: Final = 20


@record
class Cause:
    """One reason why a value is missing.

    ``what`` names it for people, ``field`` for machines (``binder.carbon``, a parameter, empty for
    arithmetic); ``row``, ``span`` and ``pointer`` say where in the inventory. ``fix`` is the one
    thing to do, when it is not simply to fill in the field.
    """

    what: Message
    field: str = ""
    row: str | None = None
    span: Span | None = None
    pointer: str = ""
    fix: Message | None = None


@record
class Missing:
    """A value that is not there. At most 20 causes are kept; ``count`` says how many there are at least."""

    causes: tuple[Cause, ...]
    count: int


Datum = float | str | bool | Missing


def missing(*causes: Cause) -> Missing:
    """A missing value with its causes, each once, in order."""
    unique = tuple(dict.fromkeys(causes))
    return Missing(unique[:CAUSES_KEPT], len(unique))


def merged(values: Iterable[Datum]) -> Missing | None:
    """All the missing ones as one missing value; ``None`` if nothing is missing."""
    found = [value for value in values if isinstance(value, Missing)]
    if len(found) <= 1:
        return found[0] if found else None
    unique = tuple(dict.fromkeys(cause for value in found for cause in value.causes))
    return Missing(unique[:CAUSES_KEPT], max(len(unique), *(value.count for value in found)))


def causes_of(value: Datum) -> tuple[Cause, ...]:
    """Why a value is missing; nothing if it is there."""
    return value.causes if isinstance(value, Missing) else ()


def all_of(values: Iterable[Datum]) -> Datum:
    """Kleene *and*: one no decides, else one unknown makes it unknown. True of nothing."""
    return _decided(values, decisive=False)


def any_of(values: Iterable[Datum]) -> Datum:
    """Kleene *or*: one yes decides, else one unknown makes it unknown. False of nothing."""
    return _decided(values, decisive=True)


def _decided(values: Iterable[Datum], *, decisive: bool) -> Datum:
    unknown: list[Missing] = []
    for value in values:
        if value is decisive:
            return decisive
        if isinstance(value, Missing):
            unknown.append(value)
    return merged(unknown) or not decisive


def negated(value: Datum) -> Datum:
    """Kleene *not*: unknown stays unknown."""
    return value if isinstance(value, Missing) else value is not True

"""Each thing that the standards of a series declare, once: with the standard that prints it and those it holds in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from refcf_rules.model.requirement import Override
from refcf_rules.model.standard import Standard
from refcf_rules.source.text import Span
from refcf_rules.targets.prose.context import Context

CORE: Final = "core"
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Declared(Generic[Thing]):
    """A thing as the standard ``context`` has it. ``part`` declares or last changed it (``core``: common to all).

    ``holds_in`` are the standards in which it holds as it is here.
    """

    thing: Thing
    context: Context
    part: str
    holds_in: tuple[Context, ...]


def declared(
    contexts: tuple[Context, ...],
    things: Callable[[Standard], Iterable[Thing]],
    identity: Callable[[Thing], str],
    origin: Callable[[Standard, Thing], str],
) -> tuple[Declared[Thing], ...]:
    """The things of all standards in their order; same identity and same origin (a part) is the same thing."""
    found: dict[tuple[str, str], list[tuple[Context, Thing]]] = {}
    for context in contexts:
        for thing in things(context.standard):
            key = (identity(thing), origin(context.standard, thing))
            found.setdefault(key, []).append((context, thing))
    return tuple(_declared(part, holders) for (_, part), holders in found.items())


def _declared(part: str, holders: list[tuple[Context, Thing]]) -> Declared[Thing]:
    """Printed by the standard of the part itself, where the series has that."""
    own = next((pair for pair in holders if pair[0].standard.id == part), holders[0])
    return Declared(own[1], own[0], part, tuple(context for context, _ in holders))


def part_at(standard: Standard, span: Span | None, override: Override | None = None) -> str:
    """The part in whose file something stands, or that changed it."""
    if override is not None:
        return override.part
    if span is None:
        return CORE
    return next((one.id for one in standard.parts if one.span.path == span.path), CORE)

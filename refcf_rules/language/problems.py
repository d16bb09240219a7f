"""Collects what is wrong while a standard is read; passes add to it and go on."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from refcf_rules.source.diagnostic import Diagnostic, Kind, Label, Severity
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

MOST_NEAR_NAMES = 3


class Problems:
    """An append-only list of diagnostics. One problem at one place is told once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, Span], Diagnostic] = {}
        self.trail: tuple[Message, ...] = ()

    def add(
        self,
        kind: Kind,
        span: Span,
        message: Message,
        *,
        hint: Message | None = None,
        also: tuple[Label, ...] = (),
    ) -> None:
        """Record a problem at a place, with the clause trail that is being read."""
        self._found.setdefault((kind.code, span), Diagnostic(kind, span, message, hint, also, self.trail))

    def all(self) -> tuple[Diagnostic, ...]:
        """Everything found, in the order of files and lines."""
        return tuple(
            sorted(self._found.values(), key=lambda found: (found.span.path, found.span.line, found.span.column))
        )

    @property
    def has_errors(self) -> bool:
        """Whether anything found stops the build."""
        return any(found.severity is Severity.ERROR for found in self._found.values())


def near_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three known names that look like ``name``, the nearest first."""
    candidates = tuple(dict.fromkeys(known))
    by_lower = {candidate.lower(): candidate for candidate in candidates}
    near = difflib.get_close_matches(name.lower(), by_lower, n=MOST_NEAR_NAMES, cutoff=0.55)
    inside = [candidate for candidate in candidates if len(name) > 1 and name in candidate]
    return tuple(dict.fromkeys([*(by_lower[found] for found in near), *inside]))[:MOST_NEAR_NAMES]


def did_you_mean(name: str, known: Iterable[str]) -> Message | None:
    """A hint that offers the nearest names, if there are any."""
    near = near_names(name, known)
    if not near:
        return None
    return Message("是不是 {names}？", "Perhaps {names} was meant.").filled(names=same(" / ".join(near)))

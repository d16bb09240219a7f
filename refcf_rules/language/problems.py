"""Collects what is wrong while a standard is read; passes add to it and go on."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from refcf_rules.source.diagnostic import Diagnostic, Kind, Label, Severity
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

TOO_MANY: Final = Kind(
    "too-many-problems",
    Message("问题太多", "too many problems"),
    Message(
        "多半有一个共同的原因，例如少了一个括号，或文件不是规则文件。",
        "Most of them have one cause, such as a missing brace, or a file that holds no rules.",
    ),
    "note zh “只有中文。”\n" * 101,
    "note zh “中英文齐全。” en “Both languages.”\n",
)
KINDS: Final = (TOO_MANY,)
MOST_PROBLEMS: Final = 100
MOST_NEAR_NAMES: Final = 3
FEW_NAMES: Final = 8
LONGEST_NAME_COMPARED: Final = 80


class Problems:
    """An append-only list of diagnostics. One problem at one place is told once.

    ``trail`` are the ids of the clauses that are being read; ``titles`` may follow later.
    ``broken`` are names whose declarations have a problem already: that nobody can find them
    is no news. After ``MOST_PROBLEMS`` the rest is not told, and passes stop when they see it.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, Span], Diagnostic] = {}
        self._trails: dict[tuple[str, Span], tuple[str, ...]] = {}
        self.trail: tuple[str, ...] = ()
        self.titles: Mapping[str, Message] = {}
        self.broken: set[str] = set()

    def add(
        self,
        kind: Kind,
        span: Span,
        message: Message,
        *,
        hint: Message | None = None,
        also: tuple[Label, ...] = (),
        about: str = "",
    ) -> None:
        """Record a problem at a place, with the clause trail that is being read.

        ``about`` is the name that cannot be found, if that is the problem.
        """
        if self.is_full or (kind.code, span) in self._found or self.is_broken(about):
            return
        self._found[kind.code, span] = Diagnostic(kind, span, message, hint, also)
        self._trails[kind.code, span] = self.trail
        if len(self._found) == MOST_PROBLEMS:
            self._add_too_many(span)

    def is_broken(self, name: str) -> bool:
        """Whether a name, or a part of it, was declared in a way that has a problem already."""
        return name in self.broken or any(word in self.broken for word in name.split("."))

    def _add_too_many(self, span: Span) -> None:
        self._found[TOO_MANY.code, span] = Diagnostic(
            TOO_MANY,
            span,
            Message("已有 {n} 个问题，其余不再列出。", "{n} problems so far; the rest is not listed.").filled(
                n=MOST_PROBLEMS
            ),
            Message("先改最前面的几个，再检查一次。", "Mend the first ones and check again."),
        )

    @property
    def is_full(self) -> bool:
        """Whether so much was found that nothing more is told."""
        return len(self._found) > MOST_PROBLEMS

    def all(self) -> tuple[Diagnostic, ...]:
        """Everything found, in the order of files and lines."""
        found = [
            replace(one, trail=tuple(self._title(id_) for id_ in self._trails.get(key, ())))
            for key, one in self._found.items()
        ]
        return tuple(sorted(found, key=lambda one: (one.span.path, one.span.line, one.span.column)))

    def _title(self, id_: str) -> Message:
        return self.titles.get(id_) or same(id_.rpartition(".")[2])

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found, and no name is known to be broken."""
        return not self._found and not self.broken

    @property
    def has_errors(self) -> bool:
        """Whether anything found stops the build."""
        return any(found.severity is Severity.ERROR for found in self._found.values())


def near_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three known names that look like ``name``, the nearest first."""
    if len(name) > LONGEST_NAME_COMPARED:
        return ()
    candidates = tuple(dict.fromkeys(known))
    by_lower = {candidate.lower(): candidate for candidate in candidates}
    near = difflib.get_close_matches(name.lower(), by_lower, n=MOST_NEAR_NAMES, cutoff=0.55)
    inside = [candidate for candidate in candidates if len(name) > 1 and name in candidate]
    return tuple(dict.fromkeys([*(by_lower[found] for found in near), *inside]))[:MOST_NEAR_NAMES]


def did_you_mean(name: str, known: Iterable[str]) -> Message:
    """A hint that offers the nearest names, or all if they are few."""
    candidates = tuple(dict.fromkeys(known))
    near = near_names(name, candidates)
    if not near and 0 < len(candidates) <= FEW_NAMES:
        return Message("可写：{names}。", "Known are: {names}.").filled(names=same(" / ".join(candidates)))
    if not near:
        return Message("检查拼写，或先声明它。", "Check the spelling, or declare it first.")
    return Message("是不是 {names}？", "Perhaps {names} was meant.").filled(names=same(" / ".join(near)))

"""What a build can show beside the standard itself: its examples as they were run, and the text of its rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span

OutcomeName = Literal["satisfied", "violated", "not applicable", "not decidable"]
ON_THE_LIMIT: Final = 1e-9
"""The guard of every comparison with a limit (docs/semantics.md): a smaller distance is none."""


@record
class Judged:
    """What an example came to under one rule.

    ``shown`` is the arithmetic in words, ``row`` the label of the row it is about (empty: the whole inventory).
    ``margin`` is the distance from the limit as a share of the larger of value and limit: positive on the permitted
    side, 0 on the limit, negative beyond it; ``None`` where the rule compares no numbers.
    """

    rule: str
    outcome: OutcomeName
    row: str = ""
    shown: Message | None = None
    margin: float | None = None

    @property
    def is_on_the_limit(self) -> bool:
        """Whether value and limit are equal."""
        return self.margin is not None and abs(self.margin) <= ON_THE_LIMIT


@record
class Executed:
    """An example that was run; ``passed`` if everything came out as the example states it."""

    example: str
    passed: bool
    judged: tuple[Judged, ...]

    def under(self, rule: str) -> Judged | None:
        """What it came to under a rule."""
        return next((one for one in self.judged if one.rule == rule), None)


@record
class Evidence:
    """``executed`` by the ids of part and example; ``texts`` are the rule files by the path their spans show."""

    executed: Mapping[tuple[str, str], Executed]
    texts: Mapping[str, str]

    def source(self, span: Span) -> str:
        """The lines of a declaration as they stand in its rule file; empty where the text is not at hand."""
        lines = self.texts.get(span.path, "").splitlines()[span.line - 1 : span.end_line]
        if not lines:
            return ""
        lines[-1] = lines[-1][: max(span.end_column - 1, 0)] if len(lines) == 1 else lines[-1]
        lines[0] = " " * (span.column - 1) + lines[0][span.column - 1 :]
        margin = min(len(one) - len(one.lstrip()) for one in lines if one.strip())
        return "\n".join(one[margin:].rstrip() for one in lines)


NO_EVIDENCE: Final = Evidence({}, {})

"""What a requirement says to the owner of an inventory: outcomes, arithmetic, the smallest fix."""

from __future__ import annotations

from collections.abc import Mapping

from refcf_rules.evaluate.named import NamedValue
from refcf_rules.evaluate.outcome import Outcome, worst
from refcf_rules.evaluate.value import Cause
from refcf_rules.evaluate.waiver import Waiver
from refcf_rules.model.requirement import Requirement
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span


@record
class RowResult:
    """The outcome for one row, or for the whole inventory (then ``row`` is empty).

    ``arithmetic`` shows the numbers put in; ``causes`` say what is missing; ``fix`` is one thing to do.
    ``named`` are the values the requirement names, for machines.
    """

    row: str
    label: str
    outcome: Outcome
    message: Message
    arithmetic: Message | None
    causes: tuple[Cause, ...]
    span: Span | None
    pointer: str
    fix: Message | None
    waiver: Waiver | None = None
    named: tuple[NamedValue, ...] = ()


@record
class Finding:
    """The outcome of one requirement.

    ``rows`` keeps those violated or not decidable; ``counts`` counts all in scope by outcome.
    ``arithmetic`` is that of a requirement on the whole inventory, also when it is satisfied.
    """

    requirement: Requirement
    outcome: Outcome
    rows: tuple[RowResult, ...]
    counts: Mapping[Outcome, int]
    arithmetic: Message | None = None
    waiver: Waiver | None = None

    @property
    def waived(self) -> bool:
        """Whether waivers cover everything that is violated or not decidable."""
        return bool(self.rows) and all(row.waiver is not None for row in self.rows)

    @property
    def standing(self) -> Outcome:
        """The outcome that counts for the verdict: that of what no waiver covers."""
        if not self.rows:
            return self.outcome
        uncovered = [row.outcome for row in self.rows if row.waiver is None]
        return worst([*uncovered, Outcome.SATISFIED])

"""The verdict on an inventory: what its shall-requirements come to (item 11)."""

from __future__ import annotations

from collections.abc import Iterable

from refcf_rules.evaluate.finding import Finding
from refcf_rules.evaluate.outcome import Outcome, worst
from refcf_rules.model.requirement import Modality
from refcf_rules.record import record
from refcf_rules.source.message import Message


@record
class Verdict:
    """Satisfied, violated or not decidable; ``waived`` says that waivers set something aside."""

    outcome: Outcome
    waived: bool

    @property
    def words(self) -> Message:
        """The first line of every report."""
        if self.outcome is Outcome.SATISFIED and self.waived:
            return Message("除豁免项外满足", "satisfied except waived")
        return self.outcome.words


def verdict_on(findings: Iterable[Finding]) -> Verdict:
    """A violated *shall* decides, then one that is not decidable; *should* and *may* only warn."""
    binding = [finding for finding in findings if finding.requirement.modality is Modality.SHALL]
    outcome = worst(finding.standing for finding in binding)
    decided = Outcome.SATISFIED if outcome is Outcome.NOT_APPLICABLE else outcome
    waived = any(row.waiver is not None for finding in binding for row in finding.rows)
    return Verdict(decided, waived)

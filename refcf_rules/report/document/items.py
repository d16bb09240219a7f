"""What the report clause requires: each item with what the company wrote, and those that are missing."""

from __future__ import annotations

from typing import Final

from refcf_rules.evaluate.finding import Finding
from refcf_rules.record import record
from refcf_rules.report.document.case import Case
from refcf_rules.report.wording import OPEN
from refcf_rules.source.message import Message

_PREFIX: Final = "report."
_LABEL: Final = Message("报告内容：", "report item: ")


@record
class Item:
    """One required item; ``text`` is what the company wrote, if it is for the company to write."""

    label: Message
    text: str | None
    finding: Finding

    @property
    def is_missing(self) -> bool:
        """Whether the report lacks it."""
        return self.finding.outcome in OPEN


def items_of(case: Case) -> tuple[Item, ...]:
    """The items in the order of the standard."""
    return tuple(_item(case, each) for each in case.judgement.findings if each.requirement.id.startswith(_PREFIX))


def _item(case: Case, finding: Finding) -> Item:
    requirement = finding.requirement
    label = Message(requirement.label.zh.removeprefix(_LABEL.zh), requirement.label.en.removeprefix(_LABEL.en))
    cell = case.cell("report", requirement.id.removeprefix(_PREFIX))
    return Item(label, None if cell is None else cell.spelling, finding)

"""Sets waived findings aside: marks what a waiver covers, and says which waivers do not count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from refcf_rules.evaluate.finding import Finding, RowResult
from refcf_rules.evaluate.waiver import Waiver
from refcf_rules.record import changed
from refcf_rules.source.message import Message


def waived_findings(findings: Iterable[Finding], waivers: Sequence[Waiver], today: str | None) -> tuple[Finding, ...]:
    """The findings with their waivers; without a date of today no waiver counts."""
    holding = [waiver for waiver in waivers if today is not None and waiver.holds_on(today)]
    return tuple(_waived(finding, holding) for finding in findings) if holding else tuple(findings)


def _waived(finding: Finding, waivers: Sequence[Waiver]) -> Finding:
    rows = tuple(_waived_row(finding.requirement.id, row, waivers) for row in finding.rows)
    first = next((row.waiver for row in rows if row.waiver is not None), None)
    covered = first if rows and all(row.waiver is not None for row in rows) else None
    return changed(finding, rows=rows, waiver=covered)


def _waived_row(rule: str, row: RowResult, waivers: Sequence[Waiver]) -> RowResult:
    return changed(row, waiver=next((each for each in waivers if each.covers(rule, row.row)), None))


def waiver_notes(findings: Sequence[Finding], waivers: Sequence[Waiver], today: str | None) -> tuple[Message, ...]:
    """Why a waiver does not count."""
    known = frozenset(finding.requirement.id for finding in findings)
    return tuple(note for each in waivers if (note := _note(each, known, today)) is not None)


def _note(waiver: Waiver, known: frozenset[str], today: str | None) -> Message | None:
    if waiver.rule not in known:
        text = Message("豁免所指的规则“{rule}”不存在。", "A waiver names “{rule}”, which is no rule of this standard.")
    elif today is None:
        text = Message(
            "未给出当日日期，对“{rule}”的豁免不计。",
            "The waiver of “{rule}” does not count: no date of today was given.",
        )
    elif not waiver.holds_on(today):
        text = Message(
            "对“{rule}”的豁免已于 {until} 到期，不计。",
            "The waiver of “{rule}” ended on {until} and does not count.",
        )
    else:
        return None
    return text.filled(rule=waiver.rule, until=waiver.until)

"""Findings as text: clause, what is wrong where, the numbers put in, the fix, the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from refcf_rules.evaluate.finding import Finding, RowResult
from refcf_rules.evaluate.judge import Judgement
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.waiver import Waiver
from refcf_rules.model.requirement import Modality
from refcf_rules.model.standard import Standard
from refcf_rules.model.wording import joined
from refcf_rules.report.layout import INDENT
from refcf_rules.report.wording import clause_trail, open_findings, place, severity_words
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style, headline, safe

MOST_ROWS: Final = 5
MOST_PLACES: Final = 8
_COLOURS: Final = {Outcome.VIOLATED: "31;1", Outcome.NOT_DECIDABLE: "33;1", Outcome.SATISFIED: "32;1"}
_FIX: Final = Message("改法：{text}", "Fix: {text}")
_REASON: Final = Message("理由：{text}", "Why: {text}")
_SOURCE: Final = Message("依据：{text}", "Source: {text}")
_RECOMMENDATION: Final = Message("建议", "recommendation")
_MARKED: Final = Message("{outcome}（{marks}）", "{outcome} ({marks})")
_WAIVED: Final = Message("豁免（{outcome}）", "waived ({outcome})")
_WAIVER: Final = Message("豁免：{reason}（{who}，至 {until}）", "Waiver: {reason} ({who}, until {until})")
_ALSO_AT: Final = Message("另有 {count} 行相同：{places}", "The same for {count} more: {places}")
_MORE_ROWS: Final = Message("另有 {count} 行，见 --format json。", "{count} more rows; see --format json.")
_COUNTS: Final = {
    Outcome.VIOLATED: Message("{count} 条不满足", "{count} violated"),
    Outcome.NOT_DECIDABLE: Message("{count} 条无法判定", "{count} not decidable"),
    Outcome.SATISFIED: Message("{count} 条满足", "{count} satisfied"),
    Outcome.NOT_APPLICABLE: Message("{count} 条不适用", "{count} not applicable"),
}
_WITH_WAIVERS: Final = Message("{count} 条有豁免", "{count} waived")
_FORCES: Final = (
    (Modality.SHALL, Message("要求：{counts}。", "Requirements: {counts}.")),
    (Modality.SHOULD, Message("建议：{counts}。", "Recommendations: {counts}.")),
)


def outcome_colour(outcome: Outcome) -> str:
    """The colour code of an outcome."""
    return _COLOURS.get(outcome, "0")


def summary(judgement: Judgement, style: Style) -> str:
    """How many requirements and recommendations came out how; what is waived is counted apart."""
    said: list[str] = []
    for modality, text in _FORCES:
        findings = [each for each in judgement.findings if each.requirement.modality is modality]
        counts = [(text_, sum(_counts_as(each, outcome) for each in findings)) for outcome, text_ in _COUNTS.items()]
        counts.append((_WITH_WAIVERS, sum(each.waived for each in findings)))
        parts = [style.say(text_.filled(count=count)) for text_, count in counts if count]
        if parts:
            said.append(style.say(text.filled(counts=Message("，".join(parts), ", ".join(parts)))))
    return ("" if style.language == "zh" else " ").join(said)


def _counts_as(finding: Finding, outcome: Outcome) -> bool:
    return not finding.waived and finding.standing is outcome


def findings_text(judgement: Judgement, standard: Standard, style: Style) -> list[str]:
    """Everything violated or not decidable, the worst first."""
    path = judgement.receipt.input_path
    return [
        line
        for finding in open_findings(judgement.findings)
        for line in ("", *_finding(finding, standard, path, style))
    ]


def _finding(finding: Finding, standard: Standard, path: str, style: Style) -> Iterator[str]:
    requirement = finding.requirement
    first = finding.rows[0]
    outcome = style.say(outcome_words(finding))
    rest = f"  {safe(requirement.id)}  {style.say(requirement.label)}"
    painted = style.paint(outcome, outcome_colour(finding.outcome)) + rest
    yield headline(outcome + rest, safe(place(first.span, first.pointer, path)), painted)
    trail = style.say(clause_trail(requirement.clause, standard))
    if trail:
        yield f"{INDENT}{trail}"
    alike = _alike(finding.rows)
    for index, rows in enumerate(alike[:MOST_ROWS]):
        yield from _rows(rows, path, style, placed=index == 0)
    if len(alike) > MOST_ROWS:
        count = sum(len(rows) for rows in alike[MOST_ROWS:])
        yield INDENT + style.say(_MORE_ROWS.filled(count=count))
    if requirement.reason is not None:
        yield INDENT + style.say(_REASON.filled(text=requirement.reason))
    if requirement.sources:
        yield INDENT + style.say(_SOURCE.filled(text="; ".join(requirement.sources)))


def outcome_words(finding: Finding) -> Message:
    """The outcome, and whether waivers cover it."""
    if finding.waived:
        return _WAIVED.filled(outcome=finding.outcome.words)
    marks = [] if finding.requirement.modality is Modality.SHALL else [_RECOMMENDATION]
    severity = severity_words(finding)
    marks += [] if severity is None else [severity]
    if not marks:
        return finding.outcome.words
    return _MARKED.filled(outcome=finding.outcome.words, marks=joined(marks, Message("，", ", ")))


def _alike(rows: Sequence[RowResult]) -> list[list[RowResult]]:
    """The rows about which the same is to be said, together."""
    groups: dict[object, list[RowResult]] = {}
    for row in rows:
        groups.setdefault((row.message, row.arithmetic, row.fix, row.waiver), []).append(row)
    return list(groups.values())


def _rows(rows: Sequence[RowResult], path: str, style: Style, *, placed: bool) -> Iterator[str]:
    """What is wrong with rows alike; ``placed`` is whether the place of the first is said already."""
    first = rows[0]
    message = style.say(first.message)
    yield INDENT + (message if placed else headline(message, safe(place(first.span, first.pointer, path))))
    if first.arithmetic is not None:
        yield INDENT + style.say(first.arithmetic)
    if first.fix is not None and first.waiver is None:
        yield INDENT + style.paint(style.say(_FIX.filled(text=first.fix)), "1")
    if first.waiver is not None:
        yield INDENT + style.say(waiver_words(first.waiver))
    if len(rows) > 1:
        shown = ", ".join(place(row.span, row.pointer, path).removeprefix(f"{path}:") for row in rows[1:MOST_PLACES])
        more = "" if len(rows) <= MOST_PLACES else " …"
        yield INDENT + style.say(_ALSO_AT.filled(count=len(rows) - 1, places=f"{shown}{more}"))


def waiver_words(waiver: Waiver) -> Message:
    """Who set a requirement aside, why and until when."""
    return _WAIVER.filled(who=waiver.who, until=waiver.until, reason=waiver.reason)

"""Findings as text: clause, what is wrong where, the numbers put in, the fix, the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.evaluate.finding import Finding, RowResult
from refcf_rules.evaluate.judge import Judgement
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.waiver import Waiver
from refcf_rules.model.requirement import Modality
from refcf_rules.model.standard import Standard
from refcf_rules.report.layout import INDENT
from refcf_rules.report.wording import OPEN, clause_trail, open_findings, place
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style, headline, safe

MOST_ROWS: Final = 5
_COLOURS: Final = {Outcome.VIOLATED: "31;1", Outcome.NOT_DECIDABLE: "33;1", Outcome.SATISFIED: "32;1"}
_FIX: Final = Message("改法：{text}", "Fix: {text}")
_REASON: Final = Message("理由：{text}", "Why: {text}")
_SOURCE: Final = Message("依据：{text}", "Source: {text}")
_SHOULD: Final = Message("{outcome}（建议）", "{outcome} (recommendation)")
_WAIVED: Final = Message("豁免（{outcome}）", "waived ({outcome})")
_WAIVER: Final = Message(
    "豁免：{reason}（{who}，至 {until}）", "Waiver: {reason} ({who}, until {until})"
)
_MORE_ROWS: Final = Message("另有 {count} 行，见 --format json。", "{count} more rows; see --format json.")
_COUNTS: Final = (
    (Modality.SHALL, Outcome.VIOLATED, Message("{count} 条要求不满足", "{count} requirements violated")),
    (Modality.SHALL, Outcome.NOT_DECIDABLE, Message("{count} 条要求无法判定", "{count} not decidable")),
    (Modality.SHOULD, Outcome.VIOLATED, Message("{count} 条建议不满足", "{count} recommendations not met")),
    (Modality.SHOULD, Outcome.NOT_DECIDABLE, Message("{count} 条建议无法判定", "{count} recommendations not decidable")),
)
_SATISFIED: Final = Message("{count} 条满足", "{count} satisfied")
_NOT_APPLICABLE: Final = Message("{count} 条不适用", "{count} not applicable")
_SET_ASIDE: Final = Message("{count} 条有豁免", "{count} with waivers")


def outcome_colour(outcome: Outcome) -> str:
    """The colour code of an outcome."""
    return _COLOURS.get(outcome, "0")


def summary(judgement: Judgement, style: Style) -> str:
    """How many requirements came out how; what is nothing is left out, but never the satisfied ones."""
    parts = [
        (text, sum(_counts(each, modality, outcome) for each in judgement.findings))
        for modality, outcome, text in _COUNTS
    ]
    parts.append((_SET_ASIDE, sum(each.outcome in OPEN and each.waived for each in judgement.findings)))
    satisfied = sum(each.outcome is Outcome.SATISFIED for each in judgement.findings)
    not_applicable = sum(each.outcome is Outcome.NOT_APPLICABLE for each in judgement.findings)
    said = [text.filled(count=count) for text, count in parts if count]
    said += [_SATISFIED.filled(count=satisfied), _NOT_APPLICABLE.filled(count=not_applicable)]
    return style.say(Message("，".join(one.zh for one in said) + "。", ", ".join(one.en for one in said) + "."))


def _counts(finding: Finding, modality: Modality, outcome: Outcome) -> bool:
    return finding.requirement.modality is modality and finding.standing is outcome and finding.outcome in OPEN


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
    outcome = style.say(_outcome(finding))
    rest = f"  {safe(requirement.id)}  {style.say(requirement.label)}"
    painted = style.paint(outcome, outcome_colour(finding.outcome)) + rest
    yield headline(outcome + rest, safe(place(first.span, first.pointer, path)), painted)
    trail = style.say(clause_trail(requirement.clause, standard))
    if trail:
        yield f"{INDENT}{trail}"
    for index, row in enumerate(finding.rows[:MOST_ROWS]):
        yield from _row(row, path if index else None, style)
    if len(finding.rows) > MOST_ROWS:
        yield INDENT + style.say(_MORE_ROWS.filled(count=len(finding.rows) - MOST_ROWS))
    if requirement.reason is not None:
        yield INDENT + style.say(_REASON.filled(text=requirement.reason))
    if requirement.sources:
        yield INDENT + style.say(_SOURCE.filled(text="; ".join(requirement.sources)))


def _outcome(finding: Finding) -> Message:
    if finding.waived:
        return _WAIVED.filled(outcome=finding.outcome.words)
    if finding.requirement.modality is Modality.SHALL:
        return finding.outcome.words
    return _SHOULD.filled(outcome=finding.outcome.words)


def _row(row: RowResult, path: str | None, style: Style) -> Iterator[str]:
    """What is wrong with one row; ``path`` is given where the place has yet to be said."""
    message = style.say(row.message)
    yield INDENT + (message if path is None else headline(message, safe(place(row.span, row.pointer, path))))
    if row.arithmetic is not None:
        yield INDENT + style.say(row.arithmetic)
    if row.fix is not None and row.waiver is None:
        yield INDENT + style.paint(style.say(_FIX.filled(text=row.fix)), "1")
    if row.waiver is not None:
        yield INDENT + style.say(waiver_words(row.waiver))


def waiver_words(waiver: Waiver) -> Message:
    """Who set a requirement aside, why and until when."""
    return _WAIVER.filled(who=waiver.who, until=waiver.until, reason=waiver.reason)

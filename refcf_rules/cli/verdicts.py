"""What is said of a judged inventory, and its exit code."""

from __future__ import annotations

from refcf_rules.cli.codes import FINDINGS, FINE, UNREADABLE
from refcf_rules.cli.judging import Judged
from refcf_rules.cli.session import Session
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.report.as_text import validate_text
from refcf_rules.report.diagnostics import doubts_text, faults_text, unusable_text
from refcf_rules.report.result import Result
from refcf_rules.source.render import Style


def code_of(judged: Judged) -> int:
    """The exit code of one inventory."""
    if judged.judgement is None:
        return UNREADABLE
    satisfied = judged.judgement.verdict.outcome is Outcome.SATISFIED
    return FINE if satisfied and not judged.faults else FINDINGS


def result_of(judged: Judged) -> Result:
    """What the reports for machines are made of."""
    return Result(judged.path, judged.standard, judged.judgement, judged.faults, judged.diagnostics)


def text_of(judged: Judged, session: Session) -> str:
    """The report on one inventory for people."""
    style = session.style(judged.text)
    if judged.judgement is not None and judged.standard is not None:
        return with_doubts(validate_text(judged.judgement, judged.standard, style), judged, style)
    return not_judged_text(judged, style)


def with_doubts(text: str, judged: Judged, style: Style) -> str:
    """The report with what makes doubt of the workbook it is about."""
    return f"{text}\n\n{doubts_text(judged.faults, style)}" if judged.faults else text


def not_judged_text(judged: Judged, style: Style) -> str:
    """Why there is no judgement."""
    if judged.faults:
        return faults_text(judged.faults, judged.path, judged.sources, style)
    sources = {source.path: source for source in judged.rule_sources}
    return unusable_text(judged.diagnostics, judged.path, sources, style)

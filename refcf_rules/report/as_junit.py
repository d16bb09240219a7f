"""Judgements as JUnit XML: a suite for each inventory, a case for each requirement.

Violated is a failure, not decidable an error, not applicable and waived are skipped; a
recommendation never fails, what it has to say is its output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from refcf_rules.evaluate.finding import Finding
from refcf_rules.evaluate.judge import Judgement
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.model.requirement import Modality
from refcf_rules.model.standard import Standard
from refcf_rules.report.result import Result, Run
from refcf_rules.report.wording import OPEN, clause_trail, with_severity
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style, safe

_ELEMENTS: Final = {Outcome.VIOLATED: "failure", Outcome.NOT_DECIDABLE: "error"}


def results_junit(results: Iterable[Result], run: Run) -> str:
    """The document of all results."""
    suites = [line for result in results for line in _suite(result, run.style)]
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="refcf">', *suites, "</testsuites>"))


def _suite(result: Result, style: Style) -> list[str]:
    cases = [_problem_case(result, style)] if result.judgement is None else []
    if result.judgement is not None and result.standard is not None:
        cases = [*_doubts(result, style), *_cases(result.judgement, result.standard, style)]
    counts = {name: sum(f"<{name}" in case for case in cases) for name in (*_ELEMENTS.values(), "skipped")}
    head = _open(
        "testsuite",
        name=result.path,
        tests=str(len(cases)),
        failures=str(counts["failure"]),
        errors=str(counts["error"]),
        skipped=str(counts["skipped"]),
    )
    return [f"  {head}", *cases, "  </testsuite>"]


def _doubts(result: Result, style: Style) -> list[str]:
    """What makes doubt of a workbook that was judged is one case that fails."""
    return [_problem_case(result, style, "failure")] if result.problems else []


def _problem_case(result: Result, style: Style, element: str = "error") -> str:
    """An input that was not understood is one case that ends in an error."""
    lines = [f"{problem.span}: {style.say(problem.message)}" for problem in result.problems]
    codes = ", ".join(dict.fromkeys(problem.kind.code for problem in result.problems))
    return _case("read", result.path, [_element(element, codes, lines)])


def _cases(judgement: Judgement, standard: Standard, style: Style) -> Iterator[str]:
    for finding in judgement.findings:
        rule = finding.requirement
        trail = style.say(clause_trail(rule.clause, standard)) or standard.id
        yield _case(f"{rule.id}: {style.say(rule.label)}", trail, list(_outcome(finding, style)))


def _outcome(finding: Finding, style: Style) -> Iterator[str]:
    if finding.outcome is Outcome.NOT_APPLICABLE:
        yield _element("skipped", style.say(finding.outcome.words), ())
    if finding.outcome not in OPEN:
        return
    lines = [
        line
        for row in finding.rows
        for line in _row_lines(row.label, (with_severity(finding, row), row.arithmetic, row.fix), style)
    ]
    title = style.say(with_severity(finding, finding.rows[0]))
    if finding.waived and finding.waiver is not None:
        yield _element("skipped", finding.waiver.reason, ())
    elif finding.requirement.modality is Modality.SHALL:
        yield _element(_ELEMENTS[finding.standing], title, lines)
    else:
        yield _element("system-out", None, lines)


def _row_lines(label: str, texts: Sequence[Message | None], style: Style) -> Iterator[str]:
    for text in texts:
        if text is not None:
            yield f"{safe(label)}: {style.say(text)}" if label else style.say(text)


def _case(name: str, group: str, inner: Sequence[str]) -> str:
    head = _open("testcase", name=name, classname=group)
    return "\n".join((f"    {head}", *(f"      {line}" for line in inner), "    </testcase>"))


def _element(name: str, message: str | None, lines: Iterable[str]) -> str:
    head = _open(name) if message is None else _open(name, message=message)
    return f"{head}{escape(chr(10).join(map(safe, lines)), quote=False)}</{name}>"


def _open(element: str, /, **attributes: str) -> str:
    listed = (f' {name}="{escape(safe(value))}"' for name, value in attributes.items())
    return f"<{element}{''.join(listed)}>"

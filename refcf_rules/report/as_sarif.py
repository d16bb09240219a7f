"""Judgements as SARIF 2.1.0, for code-scanning views. A result is a row that is violated or not decidable.

What cannot be decided for want of data is reported like a violation: it must never look like a pass.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from refcf_rules.evaluate.finding import Finding, RowResult
from refcf_rules.model.requirement import Modality
from refcf_rules.model.standard import Standard
from refcf_rules.report.as_json import Json, Object
from refcf_rules.report.findings import waiver_words
from refcf_rules.report.result import Result, Run
from refcf_rules.report.wording import clause_trail, open_findings, with_severity
from refcf_rules.source.diagnostic import Diagnostic, Fault, Kind
from refcf_rules.source.render import Style
from refcf_rules.source.text import Span

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Modality.SHALL: "error", Modality.SHOULD: "warning", Modality.MAY: "note"}


def results_sarif(results: Iterable[Result], run: Run) -> str:
    """One run with all results; ``ruleIndex`` points to rules sorted by id."""
    listed, style = tuple(results), run.style
    rules = {rule["id"]: rule for result in listed for rule in _rules(result, style)}
    order = {id_: index for index, id_ in enumerate(sorted(map(str, rules)))}
    shown: Object = {
        "tool": {"driver": _driver([rules[id_] for id_ in order], run.version)},
        "columnKind": "unicodeCodePoints",
        "language": "zh-CN" if style.language == "zh" else "en",
        "invocations": [{"executionSuccessful": True, "exitCode": run.exit_code}],
        "results": [found for result in listed for found in _results(result, order, style)],
    }
    document: Object = {"$schema": SCHEMA, "version": "2.1.0", "runs": [shown]}
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)


def _driver(rules: list[Object], version: str) -> Object:
    return {"name": "refcf", "version": version, "semanticVersion": version, "rules": rules}


def _rules(result: Result, style: Style) -> Iterator[Object]:
    for problem in result.problems:
        yield _kind_rule(problem.kind, style)
    if result.judgement is None or result.standard is None:
        return
    for finding in open_findings(result.judgement.findings):
        yield _requirement_rule(finding, result.standard, style)


def _kind_rule(kind: Kind, style: Style) -> Object:
    return {
        "id": kind.code,
        "shortDescription": {"text": style.say(kind.title)},
        "fullDescription": {"text": style.say(kind.why)},
        "help": {"text": f"refcf explain {kind.code}"},
        "defaultConfiguration": {"level": kind.severity.value},
    }


def _requirement_rule(finding: Finding, standard: Standard, style: Style) -> Object:
    rule = finding.requirement
    clause = style.say(clause_trail(rule.clause, standard)) or rule.id
    return {
        "id": rule.id,
        "shortDescription": {"text": style.say(rule.label)},
        "fullDescription": {"text": clause},
        "help": {"text": "; ".join((f"refcf explain {rule.id}", *rule.sources))},
        "defaultConfiguration": {"level": _LEVELS[rule.modality]},
    }


def _results(result: Result, order: dict[str, int], style: Style) -> Iterator[Object]:
    for problem in result.problems:
        yield _problem(problem, order, style)
    if result.judgement is None:
        return
    for finding in open_findings(result.judgement.findings):
        for row in finding.rows:
            yield _row(finding, row, result.path, order, style)


def _problem(problem: Fault | Diagnostic, order: dict[str, int], style: Style) -> Object:
    texts = [problem.message, *([problem.hint] if problem.hint else [])]
    code = problem.kind.code
    return {
        "ruleId": code,
        "ruleIndex": order[code],
        "level": problem.kind.severity.value,
        "message": {"text": " ".join(map(style.say, texts))},
        "locations": [_location(problem.span, problem.span.path)],
        "partialFingerprints": {"refcf/v1": _fingerprint(code, str(problem.span))},
    }


def _row(finding: Finding, row: RowResult, path: str, order: dict[str, int], style: Style) -> Object:
    rule = finding.requirement.id
    severity = finding.requirement.severity
    texts = [with_severity(finding, row), *(text for text in (row.arithmetic, row.fix) if text)]
    found: Object = {
        "ruleId": rule,
        "ruleIndex": order[rule],
        "level": _LEVELS[finding.requirement.modality],
        "message": {"text": "\n".join(map(style.say, texts))},
        "locations": [_location(row.span, path)],
        "partialFingerprints": {"refcf/v1": _fingerprint(rule, path, row.row)},
        "properties": {
            "outcome": row.outcome.value,
            "pointer": row.pointer,
            "row": row.row,
            **({"severity": severity.value} if severity is not None else {}),
        },
    }
    if row.waiver is not None:
        words = style.say(waiver_words(row.waiver))
        found["suppressions"] = [{"kind": "external", "justification": words}]
    return found


def _location(span: Span | None, path: str) -> Json:
    physical: Object = {"artifactLocation": {"uri": _uri(path if span is None else span.path)}}
    if span is None:
        return {"physicalLocation": physical}
    if span.cell:  # SARIF counts lines of text; a workbook has none
        return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": span.cell}]}
    physical["region"] = {"startLine": span.line, "startColumn": span.column}
    return {"physicalLocation": physical}


def _uri(path: str) -> str:
    """A relative reference, or a file URI for an absolute path."""
    plain = path.replace("\\", "/")
    if plain.startswith("/"):
        return f"file://{quote(plain)}"
    if plain[1:3] == ":/":
        return f"file:///{quote(plain, safe='/:')}"
    return quote(plain)


def _fingerprint(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

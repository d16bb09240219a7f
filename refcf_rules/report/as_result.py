"""A judgement as ``refcf-result/1``: the same JSON that the generated validators give.

Unlike ``as_json`` it holds both languages and nothing that only the reference knows (arithmetic, fixes,
contributions), so that it can be compared key by key with what another program found. Numbers stand in
the unit beside them and in full; what is missing is null. Waivers are known to refcf alone: where some
were given, the result says so in keys that are otherwise left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.evaluate.finding import Finding, RowResult
from refcf_rules.evaluate.footprint import FootprintResult, FunctionalResult, Share
from refcf_rules.evaluate.judge import Judgement
from refcf_rules.evaluate.named import NamedValue
from refcf_rules.evaluate.reported import ReportedResult
from refcf_rules.evaluate.value import Cause, Datum, Missing
from refcf_rules.model.standard import Standard
from refcf_rules.quantities.unit import Unit, from_canonical
from refcf_rules.report.as_json import Json, Object
from refcf_rules.report.wording import OPEN, calculated_unit
from refcf_rules.source.diagnostic import Diagnostic, Fault
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span

FORMAT: Final = "refcf-result/1"
TOOL: Final = "refcf"
UNREADABLE: Final = "unreadable"
_MOST_FAULTS: Final = 20
_PLAIN: Final = "1"


def result_of(judgement: Judgement, standard: Standard, doubts: Iterable[Fault] = ()) -> Object:
    """What the judgement found, for programs; ``doubts`` about a workbook stand where faults do."""
    waived = judgement.receipt.waivers_digest is not None
    footprint = judgement.footprint
    return {
        "format": FORMAT,
        "verdict": judgement.verdict.outcome.value,
        **({"waived": judgement.verdict.waived} if waived else {}),
        "faults": [_fault(each) for each in list(doubts)[:_MOST_FAULTS]],
        "outcomes": {each.requirement.id: each.outcome.value for each in judgement.findings},
        "findings": [_finding(each, standard, waived=waived) for each in judgement.findings if each.outcome in OPEN],
        "footprint": None if footprint is None else _footprint(footprint),
        "functional": [_functional(each, footprint, standard) for each in footprint.functional] if footprint else [],
        "additional": [_additional(each) for each in judgement.reported],
        "grade": judgement.grade.number if judgement.grade else None,
        "receipt": _receipt(judgement),
    }


def unreadable_result(
    problems: Iterable[Fault | Diagnostic],
    standard: Standard | None,
    tool_version: str,
    input_digest: str | None,
) -> Object:
    """What is said where nothing was judged: the same keys, and why."""
    part = None if standard is None else standard.part
    return {
        "format": FORMAT,
        "verdict": UNREADABLE,
        "faults": [_fault(each) for each in list(problems)[:_MOST_FAULTS]],
        "outcomes": {},
        "findings": [],
        "footprint": None,
        "functional": [],
        "additional": [],
        "grade": None,
        "receipt": {
            "standard": standard.id if standard else None,
            "number": part.number if part else None,
            "edition": part.edition_on_record if part else None,
            "rules_digest": standard.digest if standard else None,
            "tool": TOOL,
            "tool_version": tool_version,
            "input_digest": input_digest,
        },
    }


def _receipt(judgement: Judgement) -> Object:
    receipt = judgement.receipt
    said: Object = {
        "standard": receipt.standard,
        "number": receipt.number,
        "edition": receipt.edition.zh,
        "rules_digest": receipt.rules_digest,
        "tool": TOOL,
        "tool_version": receipt.tool_version,
        "input_digest": receipt.input_digest,
    }
    if receipt.waivers_digest is not None:
        said |= {"waivers_digest": receipt.waivers_digest, "today": receipt.today}
    return said


def _fault(problem: Fault | Diagnostic) -> Object:
    pointer = problem.pointer if isinstance(problem, Fault) else ""
    return {
        "code": problem.kind.code,
        "pointer": pointer,
        **_cell(problem.span),
        "message": _text(problem.message),
        "fix": None if problem.hint is None else _text(problem.hint),
    }


def _cell(span: Span | None) -> Object:
    """The cell, of what was typed into a workbook."""
    return {"cell": span.cell} if span is not None and span.cell else {}


def _finding(finding: Finding, standard: Standard, *, waived: bool) -> Object:
    rule = finding.requirement
    clause = standard.clause(rule.clause)
    return {
        "rule": rule.id,
        "label": _text(rule.label),
        "modality": rule.modality.value,
        "severity": rule.severity.value if rule.severity is not None else None,
        "clause": rule.clause,
        "clause_number": clause.number if clause else None,
        "clause_title": _text(clause.title) if clause else None,
        "outcome": finding.outcome.value,
        **({"waived": finding.waived} if waived else {}),
        "rows": [_row(row, waived=waived) for row in finding.rows],
    }


def _row(row: RowResult, *, waived: bool) -> Object:
    return {
        "row": row.row,
        "pointer": row.pointer,
        **_cell(row.span),
        "outcome": row.outcome.value,
        **({"waived": row.waiver is not None} if waived else {}),
        "message": _text(row.message),
        "numbers": [_named(each) for each in row.named],
        "missing": [_missing(cause) for cause in row.causes],
    }


def _named(each: NamedValue) -> Object:
    return {
        "name": each.name,
        "label": _text(each.label),
        "value": _plain(each.value, each.unit),
        "unit": _symbol(each.unit),
    }


def _missing(cause: Cause) -> Object:
    return {
        "field": cause.field,
        "row": cause.row,
        "pointer": cause.pointer,
        **_cell(cause.span),
        "label": _text(cause.what),
    }


def _footprint(footprint: FootprintResult) -> Object:
    unit = footprint.unit
    return {
        "id": footprint.id,
        "unit": unit.symbol,
        "value": _number(footprint.value, unit),
        "reported": _number(footprint.reported, unit),
        "subtotal": _number(footprint.subtotal, unit),
        "by_stage": _shares(footprint.by_stage, unit),
        "by_component": _shares(footprint.by_component, unit),
    }


def _shares(shares: Iterable[Share], unit: Unit) -> Object:
    return {each.id: _number(each.value, unit) for each in shares}


def _functional(each: FunctionalResult, footprint: FootprintResult, standard: Standard) -> Object:
    flow = next(unit.reference_flow for unit in standard.functional_units if unit.id == each.id)
    return {
        "id": each.id,
        "applicable": each.applicable,
        "reference_flow": _number(each.reference_flow, calculated_unit(flow, standard)),
        "value": _number(each.value, calculated_unit(f"{footprint.id}.{each.id}", standard)),
    }


def _additional(each: ReportedResult) -> Object:
    applies = each.applicable
    return {
        "id": each.id,
        "unit": each.unit.symbol,
        "applicable": applies,
        "value": _number(each.value, each.unit) if applies else None,
        "reported": _number(each.reported, each.unit) if applies else None,
    }


def _plain(value: Datum, unit: Unit | None) -> Json:
    if isinstance(value, bool | str):
        return value
    return _number(value, unit)


def _number(value: Datum | None, unit: Unit | None) -> float | None:
    """The number in a unit; null where there is none."""
    if value is None or isinstance(value, bool | str | Missing):
        return None
    return value if unit is None else from_canonical(value, unit)


def _symbol(unit: Unit | None) -> str | None:
    """A plain number has no unit."""
    return None if unit is None or unit.symbol == _PLAIN else unit.symbol


def _text(message: Message) -> Object:
    return {"zh": message.zh, "en": message.en}

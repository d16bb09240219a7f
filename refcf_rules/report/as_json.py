"""Judgements as JSON for other programs, after ``judgement.schema.json`` beside this file.

Texts are in one language; words that programs compare (outcomes, ids, codes) are the same in both.
A number stands with its unit and in full; a missing one is null. Keys are never left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from refcf_rules.evaluate.contributions import Contribution
from refcf_rules.evaluate.finding import Finding, RowResult
from refcf_rules.evaluate.footprint import FootprintResult, Share
from refcf_rules.evaluate.judge import Judgement
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.reported import ReportedResult
from refcf_rules.evaluate.trace import Step
from refcf_rules.evaluate.value import Cause, Datum
from refcf_rules.evaluate.waiver import Waiver
from refcf_rules.model.standard import Standard
from refcf_rules.quantities.unit import Unit, from_canonical
from refcf_rules.report.as_text import grade_words
from refcf_rules.report.result import Result, Run
from refcf_rules.report.wording import PERCENT, TONNES, calculated_unit
from refcf_rules.source.diagnostic import Diagnostic, Fault
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style
from refcf_rules.source.text import Span

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"
Object: TypeAlias = dict[str, Json]
FORMAT = "refcf-judgement/1"


def results_json(results: Iterable[Result], run: Run) -> str:
    """The document of all results."""
    document: Object = {
        "format": FORMAT,
        "tool": {"name": "refcf", "version": run.version},
        "language": run.style.language,
        "exit_code": run.exit_code,
        "inventories": [_result(each, run.style) for each in results],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)


def _result(result: Result, style: Style) -> Object:
    judged = result.judgement is not None and result.standard is not None
    return {
        "path": result.path,
        "verdict": result.judgement.verdict.outcome.value if result.judgement else "unreadable",
        "problems": [problem_json(each, style) for each in result.problems],
        "judgement": _judgement(result.judgement, result.standard, style)
        if judged and result.judgement and result.standard
        else None,
    }


def problem_json(problem: Fault | Diagnostic, style: Style) -> Object:
    """Something that was not understood: code, message, hint and place."""
    pointer = problem.pointer if isinstance(problem, Fault) else ""
    return {
        "code": problem.kind.code,
        "severity": problem.kind.severity.value,
        "title": style.say(problem.kind.title),
        "message": style.say(problem.message),
        "hint": _text(problem.hint, style),
        "place": _place(problem.span, pointer),
    }


def _judgement(judgement: Judgement, standard: Standard, style: Style) -> Object:
    receipt = judgement.receipt
    return {
        "waived": judgement.verdict.waived,
        "words": style.say(judgement.verdict.words),
        "findings": [_finding(each, standard, style) for each in judgement.findings],
        "footprint": _footprint(judgement.footprint, standard, style) if judgement.footprint else None,
        "additional": [_apart(each, style) for each in judgement.reported],
        "grade": style.say(grade_words(judgement.grade, standard)) if judgement.grade else None,
        "no_grade": _text(judgement.no_grade, style),
        "allocation": [
            {
                "pool": pool.pool,
                "label": pool.label,
                "process": pool.process,
                "share": _number(pool.share, PERCENT),
                "declared_share": _number(pool.declared, PERCENT),
                "key": style.say(pool.key_label),
                "users": [{"product": user.product, "own": user.own, "key": _plain(user.key)} for user in pool.keys],
            }
            for pool in judgement.allocation
        ],
        "notes": [style.say(note) for note in judgement.notes],
        "receipt": {name: getattr(receipt, name) for name in _RECEIPT} | {"edition": receipt.edition.zh},
        "steps": [_step(step, style) for step in judgement.steps],
    }


_RECEIPT = (
    "standard",
    "number",
    "edition",
    "rules_digest",
    "tool_version",
    "input_path",
    "input_digest",
    "waivers_digest",
    "today",
)


def _finding(finding: Finding, standard: Standard, style: Style) -> Object:
    rule = finding.requirement
    clause = standard.clause(rule.clause)
    return {
        "rule": rule.id,
        "label": style.say(rule.label),
        "modality": rule.modality.value,
        "severity": rule.severity.value if rule.severity is not None else None,
        "outcome": finding.outcome.value,
        "waived": finding.waived,
        "clause": rule.clause,
        "clause_number": clause.number if clause else None,
        "clause_title": style.say(clause.title) if clause else None,
        "reason": _text(rule.reason, style),
        "sources": rule.sources,
        "counts": {outcome.value: finding.counts.get(outcome, 0) for outcome in Outcome},
        "arithmetic": _text(finding.arithmetic, style),
        "rows": [_row(row, style) for row in finding.rows],
    }


def _row(row: RowResult, style: Style) -> Object:
    return {
        "row": row.row,
        "label": row.label,
        "outcome": row.outcome.value,
        "message": style.say(row.message),
        "arithmetic": _text(row.arithmetic, style),
        "fix": _text(row.fix, style),
        "place": _place(row.span, row.pointer),
        "missing": [_cause(cause, style) for cause in row.causes],
        "waiver": _waiver(row.waiver),
    }


def _waiver(waiver: Waiver | None) -> Json:
    if waiver is None:
        return None
    return {"reason": waiver.reason, "who": waiver.who, "until": waiver.until}


def _cause(cause: Cause, style: Style) -> Object:
    return {
        "what": style.say(cause.what),
        "field": cause.field,
        "row": cause.row,
        "place": _place(cause.span, cause.pointer),
    }


def _footprint(footprint: FootprintResult, standard: Standard, style: Style) -> Object:
    unit = footprint.unit
    flows = {each.id: each.reference_flow for each in standard.functional_units}
    return {
        "id": footprint.id,
        "label": style.say(footprint.label),
        "value": _number(footprint.value, unit),
        "reported": _number(footprint.reported, unit),
        "subtotal": _number(footprint.subtotal, unit),
        "by_stage": [_share(each, unit, style) for each in footprint.by_stage],
        "by_component": [_share(each, unit, style) for each in footprint.by_component],
        "functional_units": [
            {
                "id": each.id,
                "label": style.say(each.text),
                "applicable": each.applicable,
                "value": _calculated(f"{footprint.id}.{each.id}", each.value, standard),
                "reference_flow": _calculated(flows[each.id], each.reference_flow, standard),
            }
            for each in footprint.functional
        ],
        "contributions": [_contribution(each, style) for each in footprint.contributions],
        "missing": [_cause(cause, style) for cause in footprint.causes],
        "missing_count": footprint.missing_count,
        "placeholders": footprint.placeholders,
    }


def _share(share: Share, unit: Unit, style: Style) -> Object:
    return {
        "id": share.id,
        "label": style.say(share.label),
        "value": _number(share.value, unit),
        "subtotal": _number(share.subtotal, unit),
    }


def _contribution(each: Contribution, style: Style) -> Object:
    components: Object = {name: _number(value, TONNES) for name, value in each.components.items()}
    return {
        "id": each.id,
        "name": style.say(each.name),
        "process": each.process,
        "stage": each.stage,
        "activity": each.activity,
        "amount": _number(each.amount, each.amount_unit),
        "share": _number(each.share, PERCENT),
        "factor": _number(each.factor, each.factor_unit),
        "factor_status": each.status,
        "factor_source": each.source,
        "placeholder": each.placeholder,
        "emission": _number(each.emission, TONNES),
        "components": components,
        "place": _place(each.span, each.pointer),
    }


def _step(step: Step, style: Style) -> Object:
    return {
        "id": step.id,
        "row": step.row,
        "label": style.say(step.label),
        "clause": step.clause,
        "formula": style.say(step.symbols),
        "substituted": style.say(step.substituted),
        "result": style.say(step.result),
    }


def _calculated(id_: str, value: Datum, standard: Standard) -> Json:
    return _number(value, calculated_unit(id_, standard))


def _apart(each: ReportedResult, style: Style) -> Object:
    """A value beside the footprint; the numbers are null where it is missing or does not apply."""
    return {
        "id": each.id,
        "label": style.say(each.label),
        "applicable": each.applicable,
        "value": _number(each.value, each.unit) if each.applicable else None,
        "reported": _number(each.reported, each.unit) if each.applicable else None,
        "missing": [_cause(cause, style) for cause in each.causes] if each.applicable else [],
        "missing_count": each.missing_count if each.applicable else 0,
    }


def _number(value: Datum | None, unit: Unit | None) -> Json:
    """A number in the unit people read it in; null where there is none."""
    if isinstance(value, bool | str) or not isinstance(value, int | float):
        return None
    shown = value if unit is None else from_canonical(value, unit)
    return {"value": shown, "unit": unit.symbol if unit else None}


def _plain(value: Datum) -> Json:
    return value if isinstance(value, bool | str | float) else None


def _place(span: Span | None, pointer: str) -> Json:
    if span is None:
        return {"path": None, "line": None, "column": None, "pointer": pointer} if pointer else None
    cell: Object = {"cell": span.cell} if span.cell else {}
    return {"path": span.path, "line": span.line, "column": span.column, **cell, "pointer": pointer}


def _text(message: Message | None, style: Style) -> str | None:
    return None if message is None else style.say(message)

"""A comparison as JSON, after ``comparison.schema.json`` beside this file."""

from __future__ import annotations

import json
from collections.abc import Sequence

from refcf_rules.evaluate.comparison import Comparison, FunctionalLines, Line, Side
from refcf_rules.quantities.unit import from_canonical
from refcf_rules.report.as_json import Json, Object, problem_json
from refcf_rules.report.comparison import difference_words, letter, period_of, product_of, service_label, service_of
from refcf_rules.report.result import Result, Run
from refcf_rules.source.message import Message
from refcf_rules.source.render import Style

FORMAT = "refcf-comparison/1"


def comparison_json(results: Sequence[Result], comparison: Comparison | None, run: Run) -> str:
    """The document; without a comparison the problems of each input say why."""
    style = run.style
    refusals: tuple[Message, ...] = comparison.refusals if comparison else ()
    document: Object = {
        "format": FORMAT,
        "tool": {"name": "refcf", "version": run.version},
        "language": style.language,
        "exit_code": run.exit_code,
        "comparable": comparison is not None and not refusals,
        "refusals": [style.say(each) for each in refusals],
        "restrictions": [style.say(each) for each in comparison.restrictions] if comparison else [],
        "inventories": [
            _inventory(index, result, comparison.sides[index] if comparison else None, style)
            for index, result in enumerate(results)
        ],
        "per_functional_unit": [_functional(each, comparison.sides, style) for each in comparison.functional]
        if comparison
        else [],
        "per_declared_unit": [_line(each, style) for each in comparison.declared] if comparison else [],
        "additional": [_line(each, style) for each in comparison.apart] if comparison else [],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)


def _inventory(index: int, result: Result, side: Side | None, style: Style) -> Object:
    judgement = result.judgement
    receipt = judgement.receipt if judgement else None
    return {
        "letter": letter(index),
        "path": result.path,
        "verdict": judgement.verdict.outcome.value if judgement else "unreadable",
        "problems": [problem_json(each, style) for each in result.problems],
        "product": product_of(side) if side else None,
        "period": list(period_of(side)) if side else None,
        "placeholders": list(judgement.footprint.placeholders) if judgement and judgement.footprint else [],
        "standard": receipt.standard if receipt else None,
        "edition": receipt.edition.zh if receipt else None,
        "rules_digest": receipt.rules_digest if receipt else None,
        "input_digest": receipt.input_digest if receipt else None,
    }


def _functional(one: FunctionalLines, sides: Sequence[Side], style: Style) -> Object:
    fields = [each.removeprefix("service.") for each in one.unit.given]
    return {
        "id": one.unit.id,
        "label": style.say(one.unit.text),
        "per": {
            "value": from_canonical(one.unit.per, one.unit.per_unit),
            "unit": one.unit.per_unit.symbol,
            "text": style.say(one.unit.per_text),
        },
        "service": [
            {
                "id": name,
                "label": style.say(service_label(sides[0], name)),
                "values": [service_of(side, name) for side in sides],
            }
            for name in fields
        ],
        "reference_flow": _line(one.reference_flow, style),
        "result": _line(one.result, style),
    }


def _line(line: Line, style: Style) -> Object:
    others = range(1, len(line.values))
    shown = [value if line.unit is None else from_canonical(value, line.unit) for value in line.values]
    differences: list[Json] = [shown[index] - shown[0] for index in others]
    return {
        "id": line.id,
        "label": style.say(line.label),
        "unit": line.unit.symbol if line.unit else None,
        "values": shown,
        "differences": differences,
        "ratios": [line.ratio(index) for index in others],
        "words": [style.say(difference_words(line, index)) for index in others],
    }

"""From the state of a program to the result: outcomes, findings with their numbers, footprint, receipt."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from refcf_rules.targets.python.runtime.amounts import activity_use
from refcf_rules.targets.python.runtime.arithmetic import rounded
from refcf_rules.targets.python.runtime.calendar_days import valid_on
from refcf_rules.targets.python.runtime.faults import Both, Fault
from refcf_rules.targets.python.runtime.json_text import count_keys, decode_quickly, may_repeat_keys
from refcf_rules.targets.python.runtime.plain import Row, UnusualError, name_of, rows_of
from refcf_rules.targets.python.runtime.reading import careful_reading
from refcf_rules.targets.python.runtime.result import (
    Additional,
    Finding,
    Footprint,
    Functional,
    NumberJson,
    Receipt,
    Result,
    RowFinding,
    format_number,
)
from refcf_rules.targets.python.runtime.standard import Standard

FORMAT = "refcf-result/1"
_ORDER = ("violated", "not decidable", "satisfied")
Found = tuple[str, int, bool | None, tuple[Any, ...]]


class Validator:
    """A standard with its program."""

    def __init__(
        self,
        standard: Standard,
        rules: Mapping[str, Any],
        results: Mapping[str, Any],
        run: Callable[..., Any],
        tool_version: str,
    ) -> None:
        self.standard = standard
        self.rules = rules
        self.results = results
        self.run = run
        self.tool_version = tool_version


def judged(data: bytes, validator: Validator) -> Result:
    """The judgement of an inventory, from the bytes of its file; never fails for what they hold."""
    document, faults = decode_quickly(data)
    if faults:
        return _unreadable_result(faults, data, validator)
    try:
        state = validator.run(document, partial=False)
        if may_repeat_keys(data, count_keys(document)):
            raise UnusualError
    except UnusualError:
        document, faults = careful_reading(data, validator.standard)
        if faults:
            return _unreadable_result(faults, data, validator)
        state = validator.run(document, partial=False)
    return _result(state, document, data, validator)


def _unreadable_result(faults: Sequence[Fault], data: bytes, validator: Validator) -> Result:
    return {
        "format": FORMAT,
        "verdict": "unreadable",
        "faults": [each.as_json() for each in faults],
        "outcomes": {},
        "findings": [],
        "footprint": None,
        "functional": [],
        "additional": [],
        "grade": None,
        "receipt": _receipt(data, validator),
    }


def _receipt(data: bytes, validator: Validator) -> Receipt:
    """Which edition of which rules judged which bytes."""
    of = validator.standard.data["standard"]
    return {
        "standard": of["id"],
        "number": of["number"],
        "edition": of["edition"],
        "rules_digest": of["digest"],
        "tool": "refcf",
        "tool_version": validator.tool_version,
        "input_digest": hashlib.sha256(data).hexdigest(),
    }


def _result(state: Any, document: Row, data: bytes, validator: Validator) -> Result:
    outcomes = outcomes_of(state, validator)
    verdict = _verdict(outcomes, validator)
    footprint = _footprint(state, document, validator)
    return {
        "format": FORMAT,
        "verdict": verdict,
        "faults": [],
        "outcomes": outcomes,
        "findings": _findings(state, document, outcomes, validator) if state.found else [],
        "footprint": footprint,
        "functional": [_functional(state, each) for each in validator.results["functional"]],
        "additional": [_additional(state, each) for each in validator.results["additional"]],
        "grade": _grade(state, document, verdict, validator),
        "receipt": _receipt(data, validator),
    }


def outcomes_of(state: Any, validator: Validator) -> dict[str, str]:
    """The outcome of every rule: the worst of its rows."""
    outcomes = {
        id_: "satisfied" if getattr(state, rule["applies"]) else "not applicable"
        for id_, rule in validator.rules.items()
    }
    for id_, _, truth, _ in state.found:
        if truth is False:
            outcomes[id_] = "violated"
        elif outcomes[id_] != "violated":
            outcomes[id_] = "not decidable"
    return outcomes


def _verdict(outcomes: Mapping[str, str], validator: Validator) -> str:
    """A violated *shall* decides, then one that is not decidable."""
    binding = {outcome for id_, outcome in outcomes.items() if validator.rules[id_]["modality"] == "shall"}
    return next((each for each in _ORDER[:2] if each in binding), "satisfied")


# --- findings -----------------------------------------------------------------------------------------


def _findings(state: Any, document: Row, outcomes: Mapping[str, str], validator: Validator) -> list[Finding]:
    """Every rule that is violated or cannot be decided, in the order of the standard, each row in its order."""
    by_rule: dict[str, list[Found]] = {}
    for each in state.found:
        by_rule.setdefault(each[0], []).append(each)
    return [
        {
            "rule": id_,
            "label": _both(rule["label"]),
            "modality": rule["modality"],
            "severity": rule["severity"],
            "clause": rule["clause"],
            "clause_number": rule["number"],
            "clause_title": None if rule["title"] is None else _both(rule["title"]),
            "outcome": outcomes[id_],
            "rows": [_row(each, rule, document, validator) for each in by_rule[id_]],
        }
        for id_, rule in validator.rules.items()
        if id_ in by_rule
    ]


def _row(found: Found, rule: Mapping[str, Any], document: Row, validator: Validator) -> RowFinding:
    _, index, truth, values = found
    row, pointer = _row_place(rule["table"], index, document, validator)
    return {
        "row": row,
        "pointer": pointer,
        "outcome": "violated" if truth is False else "not decidable",
        "message": {
            language: "".join(
                piece if isinstance(piece, str) else _words(values[piece], rule["shown"][piece], language, validator)
                for piece in rule["message"][language]
            )
            for language in ("zh", "en")
        },
        "numbers": [
            _shown(value, each) for value, each in zip(values[: rule["operands"]], rule["shown"], strict=False)
        ],
        "missing": [],
    }


def _row_place(table: str | None, index: int, document: Row, validator: Validator) -> tuple[str, str]:
    """What a row is called, and its JSON pointer; nothing for the whole inventory."""
    if table is None or index < 0:
        return "", ""
    data = validator.standard.data["tables"][table]
    if "parent" not in data:
        row = rows_of(document, data["key"])[index]
        return name_of(row, index), f"/{data['key']}/{index}"
    parent = validator.standard.data["tables"][data["parent"]]["key"]
    for place, outer in enumerate(rows_of(document, parent)):
        inner = rows_of(outer, data["key"])
        if index < len(inner):
            return name_of(inner[index], index), f"/{parent}/{place}/{data['key']}/{index}"
        index -= len(inner)
    return "", ""


def _shown(value: Any, shown: Mapping[str, Any]) -> NumberJson:
    """A value that a finding shows; a number in its unit, a missing one null."""
    unit = shown["unit"]
    if isinstance(value, float):
        value = in_unit(value, unit)
    return {
        "name": shown["id"],
        "label": _both(shown["label"]),
        "value": value,
        "unit": None if unit is None else unit[0],
    }


def _words(value: Any, shown: Mapping[str, Any], language: str, validator: Validator) -> str:
    """A value as people read it."""
    position = 0 if language == "zh" else 1
    if isinstance(value, bool):
        return (("否", "no"), ("是", "yes"))[value][position]
    if isinstance(value, float):
        number = in_unit(value, shown["unit"])
        if number is None:
            return ("（缺）", "(missing)")[position]
        unit = "" if shown["unit"] is None or shown["unit"][0] == "1" else f" {shown['unit'][0]}"
        return f"{format_number(number)}{unit}"
    if value is None:
        return ("（缺）", "(missing)")[position]
    choices = validator.standard.data["choices"].get(shown["choice"] or "", {"options": []})
    return next((option[position + 1] for option in choices["options"] if option[0] == value), value)


def _both(label: Sequence[str]) -> Both:
    return {"zh": label[0], "en": label[1]}


# --- footprint and what stands beside it --------------------------------------------------------------


def in_unit(value: float, unit: Sequence[Any] | None) -> float | None:
    """A canonical number in a unit; nothing where it is missing."""
    if value - value != 0:
        return None
    if unit is None:
        return value
    _, numerator, denominator, offset = unit
    return (value - offset if offset else value) * denominator / numerator


def _footprint(state: Any, document: Row, validator: Validator) -> Footprint | None:
    of = validator.results["footprint"]
    if of is None:
        return None
    unit = of["unit"]
    value = getattr(state, of["value"])
    known = value - value == 0
    partial = state if known else validator.run(document, partial=True)
    return {
        "id": of["id"],
        "unit": unit[0],
        "value": in_unit(value, unit),
        "reported": in_unit(value if of["step"] is None else rounded(value, of["step"]), unit),
        "subtotal": in_unit(getattr(partial, of["value"]), unit),
        "by_stage": {id_: in_unit(getattr(state, name), unit) for id_, _, name in of["by_stage"]},
        "by_component": {id_: in_unit(getattr(state, name), unit) for id_, _, name in of["by_component"]},
    }


def _functional(state: Any, of: Mapping[str, Any]) -> Functional:
    return {
        "id": of["id"],
        "applicable": _is_applicable(state, of["given"]),
        "reference_flow": in_unit(getattr(state, of["flow"]), None),
        "value": in_unit(getattr(state, of["value"]), None),
    }


def _additional(state: Any, of: Mapping[str, Any]) -> Additional:
    value, unit = getattr(state, of["value"]), of["unit"]
    offset = unit[3]
    return {
        "id": of["id"],
        "unit": unit[0],
        "applicable": _is_applicable(state, of["given"]),
        "value": in_unit(value, unit),
        "reported": in_unit(rounded(value - offset, of["step"]) + offset, unit),
    }


def _is_applicable(state: Any, given: Sequence[str]) -> bool:
    """Whether the company gives any of the service data that a result rests on."""
    values = [getattr(state, name) for name in given]
    return not values or any(value is not None and value == value for value in values)  # noqa: PLR0124 -- NaN is missing


def _grade(state: Any, document: Row, verdict: str, validator: Validator) -> int | None:
    """The first grade whose limit holds; none unless all is satisfied and no placeholder was used."""
    of = validator.results["grading"]
    if of is None or verdict != "satisfied" or _has_placeholders(state, document, of, validator):
        return None
    value = getattr(state, of["of"])
    if of["as_reported"] and of["step"] is not None:
        value = rounded(value, of["step"])
    if value - value != 0:
        return None
    for level in of["levels"]:
        if level["rest"]:
            return int(level["number"])
        limit = getattr(state, level["limit"]) if level["limit"] else float("nan")
        if limit - limit != 0:
            return None
        if value - limit <= 1e-9 * max(abs(value), abs(limit)):
            return int(level["number"])
    return None


def _has_placeholders(state: Any, document: Row, of: Mapping[str, Any], validator: Validator) -> bool:
    day = state.period_end
    if any(valid_on(since, until, day) for since, until in of["placeholders"]):
        return True
    rows = rows_of(document, "activities")
    return any(activity_use(row, row.get("legs"), validator.standard, day).status == "placeholder" for row in rows)

"""From the state of a program to the result: outcomes, findings with their numbers, footprint, receipt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Protocol

from refcf_rules.targets.python.runtime.activity import activity_use
from refcf_rules.targets.python.runtime.arithmetic import Datum, rounded
from refcf_rules.targets.python.runtime.calendar_days import NOT_A_NUMBER, valid_on
from refcf_rules.targets.python.runtime.data_types import (
    AdditionalData,
    FunctionalData,
    GradingData,
    ResultData,
    RuleData,
)
from refcf_rules.targets.python.runtime.faults import Fault
from refcf_rules.targets.python.runtime.json_text import Json, decode_quickly, may_repeat_keys
from refcf_rules.targets.python.runtime.lacking import Lacking
from refcf_rules.targets.python.runtime.messages import (
    both_texts,
    filled_message,
    in_unit,
    missing_json,
    shown_number,
    undecided_message,
)
from refcf_rules.targets.python.runtime.plain import Row, UnusualError, name_of, rows_of
from refcf_rules.targets.python.runtime.reading import as_written, careful_reading
from refcf_rules.targets.python.runtime.result import (
    Additional,
    Finding,
    Footprint,
    Functional,
    Receipt,
    Result,
    RowFinding,
)
from refcf_rules.targets.python.runtime.rows import IsPlain
from refcf_rules.targets.python.runtime.standard import Standard
from refcf_rules.targets.python.runtime.texts import folded
from refcf_rules.targets.python.runtime.written_units import unit_as_written

FORMAT = "refcf-result/1"
RowPlace = tuple[Row, str, str]
"""A row, its name and its pointer."""
_ORDER = ("violated", "not decidable", "satisfied")
Found = tuple[str, int, bool | None, Sequence[Datum]]
"""Rule, row (−1 for the whole inventory), false or unknown, the values to show."""


class ProgramState(Protocol):
    """What a program has worked out; the rest of its variables go by their names."""

    found: list[Found]
    keys: int
    period_end: str | None


class Run(Protocol):
    """A program: ``partial`` leaves out what is missing, for subtotals."""

    def __call__(self, document: Row, *, partial: bool) -> ProgramState:
        """Work everything out."""


class Validator:
    """A standard with its program; ``reasons`` is JSON text that only what is undecided needs to be read."""

    def __init__(
        self,
        standard: Standard,
        is_plain: IsPlain,
        rules: Mapping[str, RuleData],
        results: ResultData,
        reasons: str,
        run: Run,
        tool_version: str,
    ) -> None:
        self.standard = standard
        self.is_plain = is_plain
        self.rules = rules
        self.applies = tuple((id_, rule["applies"]) for id_, rule in rules.items())
        self.results = results
        self.reasons = reasons
        self.run = run
        self.tool_version = tool_version


def judged(data: bytes, validator: Validator) -> Result:
    """The judgement of an inventory, from the bytes of its file; never fails for what they hold."""
    decoded, faults = decode_quickly(data)
    if faults:
        return _unreadable_result(faults, data, validator)
    plain: Row = decoded if isinstance(decoded, dict) else {}
    state = _plain_state(plain, validator)
    if state is not None and may_repeat_keys(data, state.keys):
        state = None
    if state is None:
        careful, faults = careful_reading(data, validator.standard, decoded, validator.is_plain)
        if careful is None:
            return _unreadable_result(faults, data, validator)
        plain = careful
        state = validator.run(plain, partial=False)
        result = result_of(state, plain, data, validator)
        _point_back(result, decoded, validator.standard)
        return result
    return result_of(state, plain, data, validator)


def _point_back(result: Result, document: Json, standard: Standard) -> None:
    """Pointers into the plain document become those into what was handed in."""
    for finding in result["findings"]:
        for row in finding["rows"]:
            row["pointer"] = as_written(row["pointer"], document, standard)
            for missing in row["missing"]:
                missing["pointer"] = as_written(missing["pointer"], document, standard)


def _plain_state(document: Row, validator: Validator) -> ProgramState | None:
    """The state for a document in the plain form; nothing if it is written in another way."""
    try:
        return validator.run(document, partial=False)
    except UnusualError:
        return None


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


def result_of(state: ProgramState, document: Row, data: bytes, validator: Validator) -> Result:
    """What a program has worked out as a result; the document is asked for what is found, partial or graded."""
    outcomes = outcomes_of(state, validator)
    verdict = _verdict(outcomes, validator) if state.found else "satisfied"
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


def value_of(state: ProgramState, name: str) -> Datum:
    """A variable of the program."""
    value: Datum = getattr(state, name)
    return value


def number_in(state: ProgramState, name: str) -> float:
    """A variable that holds a number."""
    value = value_of(state, name)
    return value if isinstance(value, float) else NOT_A_NUMBER


def outcomes_of(state: ProgramState, validator: Validator) -> dict[str, str]:
    """The outcome of every rule: the worst of its rows."""
    outcomes = {id_: "satisfied" if getattr(state, applies) else "not applicable" for id_, applies in validator.applies}
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


def _findings(state: ProgramState, document: Row, outcomes: Mapping[str, str], validator: Validator) -> list[Finding]:
    """Every rule that is violated or cannot be decided, in the order of the standard, each row in its order."""
    lacking = _lacking(state, document, validator)
    by_rule: dict[str, list[Found]] = {}
    for each in state.found:
        by_rule.setdefault(each[0], []).append(each)
    return [
        {
            "rule": id_,
            "label": both_texts(rule["label"]),
            "modality": rule["modality"],
            "severity": rule["severity"],
            "clause": rule["clause"],
            "clause_number": rule["number"],
            "clause_title": None if rule["title"] is None else both_texts(rule["title"]),
            "outcome": outcomes[id_],
            "rows": [_row(each, rule, state, document, validator, lacking) for each in by_rule[id_]],
        }
        for id_, rule in validator.rules.items()
        if id_ in by_rule
    ]


def _lacking(state: ProgramState, document: Row, validator: Validator) -> Lacking | None:
    """What explains undecided rules, if there are any."""
    if all(truth is False for _, _, truth, _ in state.found):
        return None
    return Lacking(document, state, validator.standard, validator.results, json.loads(validator.reasons))


def _row(
    found: Found, rule: RuleData, state: ProgramState, document: Row, validator: Validator, lacking: Lacking | None
) -> RowFinding:
    id_, index, truth, found_values = found
    values = [folded(each) if isinstance(each, str) else each for each in found_values]
    place = row_place(rule["table"], index, state, document, validator)
    row = None if place is None else place[0]
    day = state.period_end
    units = [unit_as_written(each, row, document, validator.standard, day) for each in rule["shown"]]
    lack = None if lacking is None or truth is False else lacking.of(id_, rule["table"], index)
    return {
        "row": "" if place is None else place[1],
        "pointer": "" if place is None else place[2],
        "outcome": "violated" if truth is False else "not decidable",
        "message": undecided_message(lack)
        if truth is not False
        else {
            "zh": filled_message(rule["message"]["zh"], values, units, rule, 0, validator.standard),
            "en": filled_message(rule["message"]["en"], values, units, rule, 1, validator.standard),
        },
        "numbers": [
            shown_number(value, each, unit)
            for value, each, unit in zip(values[: rule["operands"]], rule["shown"], units, strict=False)
        ],
        "missing": [] if lack is None else [missing_json(each) for each in lack.causes],
    }


def _contribution_place(index: int, state: ProgramState, document: Row, validator: Validator) -> RowPlace:
    """A contribution: the row it comes from, called after its emission too if it is computed."""
    places: list[tuple[str, str, float]] = getattr(state, validator.results["places"] or "")
    emission, table, row = places[index]
    found = row_place(table, int(row), state, document, validator) if table else None
    if found is None:
        return {}, emission, ""
    return found[0], f"{emission}.{found[1]}" if emission else found[1], found[2]


def row_place(
    table: str | None, index: int, state: ProgramState, document: Row, validator: Validator
) -> RowPlace | None:
    """A row with what it is called and its JSON pointer; nothing for the whole inventory."""
    if table is None or index < 0:
        return None
    if table == "contribution":
        return _contribution_place(index, state, document, validator)
    data = validator.standard.data["tables"][table]
    if "parent" not in data:
        row = rows_of(document, data["key"])[index]
        return row, name_of(row, index), f"/{data['key']}/{index}"
    parent = validator.standard.data["tables"][data["parent"]]["key"]
    for place, outer in enumerate(rows_of(document, parent)):
        inner = rows_of(outer, data["key"])
        if index < len(inner):
            return inner[index], name_of(inner[index], index), f"/{parent}/{place}/{data['key']}/{index}"
        index -= len(inner)
    return None


# --- footprint and what stands beside it --------------------------------------------------------------


def _footprint(state: ProgramState, document: Row, validator: Validator) -> Footprint | None:
    of = validator.results["footprint"]
    if of is None:
        return None
    unit = of["unit"]
    value = number_in(state, of["value"])
    known = value - value == 0
    partial = state if known else validator.run(document, partial=True)
    return {
        "id": of["id"],
        "unit": unit[0],
        "value": in_unit(value, unit),
        "reported": in_unit(value if of["step"] is None else rounded(value, of["step"]), unit),
        "subtotal": in_unit(number_in(partial, of["value"]), unit),
        "by_stage": {id_: in_unit(number_in(state, name), unit) for id_, _, name in of["by_stage"]},
        "by_component": {id_: in_unit(number_in(state, name), unit) for id_, _, name in of["by_component"]},
    }


def needs_document(state: ProgramState, validator: Validator) -> bool:
    """Whether a result takes more than the state: findings, the subtotal for a missing footprint, a grade."""
    of = validator.results["footprint"]
    value = 0.0 if of is None else number_in(state, of["value"])
    return bool(state.found) or value - value != 0 or validator.results["grading"] is not None


def _functional(state: ProgramState, of: FunctionalData) -> Functional:
    return {
        "id": of["id"],
        "applicable": _is_applicable(state, of["given"]),
        "reference_flow": in_unit(number_in(state, of["flow"]), None),
        "value": in_unit(number_in(state, of["value"]), None),
    }


def _additional(state: ProgramState, of: AdditionalData) -> Additional:
    value, unit = number_in(state, of["value"]), of["unit"]
    offset = unit[3]
    return {
        "id": of["id"],
        "unit": unit[0],
        "applicable": _is_applicable(state, of["given"]),
        "value": in_unit(value, unit),
        "reported": in_unit(rounded(value - offset, of["step"]) + offset, unit),
    }


def _is_applicable(state: ProgramState, given: Sequence[str]) -> bool:
    """Whether the company gives any of the service data that a result rests on."""
    values = [value_of(state, name) for name in given]
    return not values or any(value is not None and value == value for value in values)  # noqa: PLR0124 -- NaN is missing


def _grade(state: ProgramState, document: Row, verdict: str, validator: Validator) -> int | None:
    """The first grade whose limit holds; none unless all is satisfied and no placeholder was used."""
    of = validator.results["grading"]
    if of is None or verdict != "satisfied" or _has_placeholders(state, document, of, validator):
        return None
    value = number_in(state, of["of"])
    if of["as_reported"] and of["step"] is not None:
        value = rounded(value, of["step"])
    if value - value != 0:
        return None
    for level in of["levels"]:
        if level["rest"]:
            return int(level["number"])
        limit = number_in(state, level["limit"]) if level["limit"] else NOT_A_NUMBER
        if limit - limit != 0:
            return None
        if value - limit <= 1e-9 * max(abs(value), abs(limit)):
            return int(level["number"])
    return None


def _has_placeholders(state: ProgramState, document: Row, of: GradingData, validator: Validator) -> bool:
    day = state.period_end
    if any(valid_on(since, until, day) for since, until in of["placeholders"]):
        return True
    rows = rows_of(document, "activities")
    return any(activity_use(row, row.get("legs"), validator.standard, day).status == "placeholder" for row in rows)

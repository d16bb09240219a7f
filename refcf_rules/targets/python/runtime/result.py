"""The result of judging an inventory, as ``refcf-result/1`` says it; the same keys whatever was found."""

from __future__ import annotations

import json
from typing import TypedDict

from refcf_rules.targets.python.runtime.faults import Both, FaultJson

MESSAGE_DIGITS = 6
_SMALLEST_PLAIN = -4
_SMALLEST_WITH_EXPONENT = 15


class NumberJson(TypedDict):
    """A value that a rule names; a number in its unit, null where it is missing."""

    name: str
    label: Both
    value: float | str | bool | None
    unit: str | None


class MissingJson(TypedDict):
    """A value that is needed and not there."""

    field: str
    row: str | None
    pointer: str
    label: Both


class RowFinding(TypedDict):
    """What a rule finds of one row; ``row`` is empty where the rule is about the whole inventory."""

    row: str
    pointer: str
    outcome: str
    message: Both
    numbers: list[NumberJson]
    missing: list[MissingJson]


class Finding(TypedDict):
    """A rule that is violated or cannot be decided."""

    rule: str
    label: Both
    modality: str
    severity: str | None
    clause: str
    clause_number: str | None
    clause_title: Both | None
    outcome: str
    rows: list[RowFinding]


class Footprint(TypedDict):
    """The footprint in ``unit``; ``subtotal`` is the sum of what can be worked out."""

    id: str
    unit: str
    value: float | None
    reported: float | None
    subtotal: float | None
    by_stage: dict[str, float | None]
    by_component: dict[str, float | None]


class Functional(TypedDict):
    """The footprint per functional unit."""

    id: str
    applicable: bool
    reference_flow: float | None
    value: float | None


class Additional(TypedDict):
    """A value given apart from the footprint."""

    id: str
    unit: str
    applicable: bool
    value: float | None
    reported: float | None


class Receipt(TypedDict):
    """Which edition of which rules judged which bytes, by which tool."""

    standard: str
    number: str
    edition: str
    rules_digest: str
    tool: str
    tool_version: str
    input_digest: str | None


class Result(TypedDict):
    """The judgement of one inventory."""

    format: str
    verdict: str
    faults: list[FaultJson]
    outcomes: dict[str, str]
    findings: list[Finding]
    footprint: Footprint | None
    functional: list[Functional]
    additional: list[Additional]
    grade: int | None
    receipt: Receipt


def to_json(result: Result, indent: int | None = None) -> str:
    """The result as JSON text."""
    return json.dumps(result, ensure_ascii=False, allow_nan=False, indent=indent)


def format_number(value: float, digits: int = MESSAGE_DIGITS) -> str:
    """A number to so many significant digits: no trailing zeros, never −0, an exponent only far from 1."""
    mantissa, _, exponent = f"{abs(value):.{digits - 1}e}".partition("e")
    figures, power = mantissa.replace(".", "").rstrip("0"), int(exponent)
    if not figures:
        return "0"
    sign = "-" if value < 0 else ""
    if not _SMALLEST_PLAIN <= power < _SMALLEST_WITH_EXPONENT:
        decimals = f".{figures[1:]}" if figures[1:] else ""
        return f"{sign}{figures[0]}{decimals}e{power}"
    if power < 0:
        return f"{sign}0.{'0' * (-power - 1)}{figures}"
    whole, decimals = figures[: power + 1].ljust(power + 1, "0"), figures[power + 1 :]
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"

"""A result as one row: a line of NDJSON, the flat row of a table, or a line for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final, Literal

from refcf_rules.cli.batch.tally import mappings
from refcf_rules.report.as_result import UNREADABLE
from refcf_rules.source.message import Language, Message
from refcf_rules.source.render import safe

Form = Literal["ndjson", "csv", "parquet", "text"]
Result = Mapping[str, object]

COLUMNS: Final = (
    "path",
    "standard",
    "verdict",
    "violated",
    "undecided",
    "faults",
    "footprint",
    "footprint_unit",
    "subtotal",
    "grade",
    "input_digest",
    "rules_digest",
    "tool_version",
    "error",
)
LISTS: Final = ("violated", "undecided", "faults")
NUMBERS: Final = ("footprint", "subtotal", "grade")
WORDS: Final = {
    "satisfied": Message("满足", "satisfied"),
    "violated": Message("不满足", "violated"),
    "not decidable": Message("无法判定", "not decidable"),
    UNREADABLE: Message("无法读取", "unreadable"),
}
_MOST_RULES: Final = 6
_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def writer_of(form: Form, language: Language) -> Callable[[str, Result], bytes]:
    """What makes a row of a path and its result. Tables pass through their flat rows as JSON."""
    if form == "ndjson":
        return lambda path, result: _line({"path": path, **result})
    if form == "text":
        return lambda path, result: (text_of(path, result, language) + "\n").encode("utf-8", "backslashreplace")
    return lambda path, result: _line(flat(path, result, language))


def _line(row: Mapping[str, object]) -> bytes:
    """Half a surrogate, which no UTF-8 can hold, is written as the escape that JSON has for it."""
    return (_ENCODE(row) + "\n").encode("utf-8", "backslashreplace")


def flat(path: str, result: Result, language: Language) -> dict[str, object]:
    """The row of a table: one value a column, lists of ids where there may be several."""
    receipt, footprint = _mapping(result["receipt"]), _mapping(result["footprint"])
    faults = list(mappings(result["faults"]))
    return {
        "path": path,
        "standard": receipt.get("standard"),
        "verdict": result["verdict"],
        "violated": _rules(result, "violated"),
        "undecided": _rules(result, "not decidable"),
        "faults": [fault["code"] for fault in faults],
        "footprint": footprint.get("value"),
        "footprint_unit": footprint.get("unit"),
        "subtotal": footprint.get("subtotal"),
        "grade": result["grade"],
        "input_digest": receipt.get("input_digest"),
        "rules_digest": receipt.get("rules_digest"),
        "tool_version": receipt.get("tool_version"),
        "error": f"{faults[0].get('cell', '')} {_said(faults[0], language)}".lstrip() if faults else None,
    }


def text_of(path: str, result: Result, language: Language) -> str:
    """Verdict, path, and the rules violated or not decidable, else what cannot be read."""
    verdict = str(result["verdict"])
    faults = list(mappings(result["faults"]))
    rules = [*_rules(result, "violated"), *_rules(result, "not decidable")]
    more = f" … ({len(rules)})" if len(rules) > _MOST_RULES else ""
    said = " ".join(rules[:_MOST_RULES]) + more
    if faults:
        fault = f"{_place(faults[0])} {_said(faults[0], language)}  [{faults[0]['code']}]".lstrip()
        said = f"{said}  {fault}".lstrip()
    return "  ".join(part for part in (WORDS[verdict].text(language), safe(path), safe(said)) if part)


def _said(fault: Mapping[str, object], language: Language) -> str:
    return str(_mapping(fault["message"]).get(language, ""))


def _place(fault: Mapping[str, object]) -> str:
    return str(fault.get("cell") or fault["pointer"])


def _rules(result: Result, outcome: str) -> list[str]:
    return [str(each["rule"]) for each in mappings(result["findings"]) if each["outcome"] == outcome]


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}

"""What a finding says: its message with the values, what is missing, and each value in its unit."""

from __future__ import annotations

from collections.abc import Sequence

from refcf_rules.targets.python.runtime.arithmetic import Datum
from refcf_rules.targets.python.runtime.data_types import RuleData, ShownData, UnitShown
from refcf_rules.targets.python.runtime.faults import Both
from refcf_rules.targets.python.runtime.lacks import Cause, Lack
from refcf_rules.targets.python.runtime.result import MissingJson, NumberJson, format_number
from refcf_rules.targets.python.runtime.standard import Standard

_MOST_SAID = 5


def undecided_message(lack: Lack | None) -> Both:
    """Why nothing is decided: what is missing."""
    if lack is None:
        return {"zh": "无法判定。", "en": "It cannot be decided."}
    zh = "；".join(each[3] for each in lack.causes[:_MOST_SAID])
    en = "; ".join(each[4] for each in lack.causes[:_MOST_SAID])
    if lack.count > _MOST_SAID:
        zh, en = f"{zh} 等至少 {lack.count} 处", f"{en} and others, at least {lack.count} in all"
    return {"zh": f"无法判定，缺少：{zh}", "en": f"Cannot be decided; missing: {en}"}


def missing_json(cause: Cause) -> MissingJson:
    """A cause as the result has it."""
    field, row, pointer, zh, en = cause
    return {"field": field, "row": row, "pointer": pointer, "label": {"zh": zh, "en": en}}


def filled_message(
    pieces: Sequence[str | int],
    values: Sequence[Datum],
    units: Sequence[UnitShown | None],
    rule: RuleData,
    language: int,
    standard: Standard,
) -> str:
    """A message with its values."""
    return "".join(
        piece
        if isinstance(piece, str)
        else _value_words(values[piece], units[piece], rule["shown"][piece]["choice"], language, standard)
        for piece in pieces
    )


def shown_number(value: Datum, shown: ShownData, unit: UnitShown | None) -> NumberJson:
    """A value that a finding shows; a number in its unit, a missing one null."""
    if isinstance(value, float):
        value = in_unit(value, unit)
    return {
        "name": shown["id"],
        "label": both_texts(shown["label"]),
        "value": value,
        "unit": None if unit is None or unit[0] == "1" else unit[0],
    }


def _value_words(value: Datum, unit: UnitShown | None, options: str | None, position: int, standard: Standard) -> str:
    """A value as people read it, in Chinese (0) or English."""
    if isinstance(value, bool):
        return (("否", "no"), ("是", "yes"))[value][position]
    if isinstance(value, float):
        number = in_unit(value, unit)
        if number is None:
            return ("（缺）", "(missing)")[position]
        symbol = "" if unit is None or unit[0] == "1" else f" {unit[0]}"
        return f"{format_number(number)}{symbol}"
    if value is None:
        return ("（缺）", "(missing)")[position]
    choice = standard.data["choices"].get(options or "")
    listed = [] if choice is None else choice["options"]
    return next((option[position + 1] for option in listed if option[0] == value), value)


def both_texts(label: Sequence[str]) -> Both:
    """A label in both languages."""
    return {"zh": label[0], "en": label[1]}


def in_unit(value: float, unit: tuple[str, float, float, float] | None) -> float | None:
    """A canonical number in a unit; nothing where it is missing."""
    if value - value != 0:
        return None
    if unit is None:
        return value
    _, numerator, denominator, offset = unit
    return (value - offset if offset else value) * denominator / numerator

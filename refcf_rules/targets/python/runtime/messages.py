"""What a finding says: its message with the values, what is missing, and each value in its unit."""

from __future__ import annotations

from collections.abc import Sequence

from refcf_rules.targets.python.runtime.arithmetic import Datum
from refcf_rules.targets.python.runtime.data_types import RuleData, ShownData, UnitShown
from refcf_rules.targets.python.runtime.faults import Both
from refcf_rules.targets.python.runtime.result import MissingJson, NumberJson, format_number
from refcf_rules.targets.python.runtime.standard import Standard

_MOST_SAID = 5


def undecided_message(missing: Sequence[MissingJson]) -> Both:
    """Why nothing is decided: what is not given of what the rule rests on."""
    if not missing:
        return {"zh": "无法判定。", "en": "It cannot be decided."}
    zh = "；".join(each["label"]["zh"] for each in missing[:_MOST_SAID])
    en = "; ".join(each["label"]["en"] for each in missing[:_MOST_SAID])
    more = ("……", " …") if len(missing) > _MOST_SAID else ("", "")
    return {"zh": f"无法判定，未给出：{zh}{more[0]}", "en": f"It cannot be decided; not given: {en}{more[1]}"}


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

"""Schemas of numbers: a text with its unit, value and unit apart, or a plain number alone.

The patterns allow full-width digits, as the reader does; a text with other characters that folding
changes is left to it.
"""

from __future__ import annotations

from typing import Final

from refcf_rules.model.field import Field
from refcf_rules.model.measure import OpenKind, is_share, measures, open_kind
from refcf_rules.model.types import NumberType
from refcf_rules.quantities.unit import canonical_unit
from refcf_rules.quantities.units import UNIT_ATOMS
from refcf_rules.source.message import Message
from refcf_rules.targets.json_schema.limits import more_than
from refcf_rules.targets.json_schema.number_text import (
    ANY_SIGN,
    BARE,
    BLANKS,
    MINUS,
    NOT_ZERO,
    NUMBER,
    PLUS,
    TEMPERATURE,
    UNIT_NAMES,
    VALUE_NAMES,
    ZERO,
    dimension_of,
)
from refcf_rules.targets.json_schema.schema import GIVEN, Json, Schema, any_of, both, none_of, reference, written
from refcf_rules.targets.json_schema.typed_text import UNUSUAL
from refcf_rules.targets.json_schema.unit_text import STRANGE_UNIT, unit_pattern

_OPEN_WORDS: Final = {
    "factor": Message("单位活动的 CO2e，如 0.57 kgCO2e/kWh", "CO2e per unit of the activity, such as 0.57 kgCO2e/kWh"),
    "ncv": Message("单位燃料的能量，如 38.9 MJ/Nm3", "energy per mass or volume of fuel, such as 38.9 MJ/Nm3"),
    "total": Message("报告期的总量，如 6480 t、85 万kWh", "a total over the period, such as 6480 t or 85 万kWh"),
}
_OPEN_NAMES: Final[dict[OpenKind, str]] = {"factor": "emission-factor", "ncv": "calorific-value", "total": "total"}
_UNITS_SHOWN: Final = 3


def number_name(field: Field) -> str:
    """The name of the definition for numbers like those of the field."""
    of = dimension_of(field)
    if of is None:
        kind = _OPEN_NAMES[open_kind(field)]
    elif of.is_none:
        kind = "share" if is_share(field) else "plain"
    else:
        kind = canonical_unit(of).symbol.replace("/", "-per-").replace("(", "").replace(")", "")
    sign = {"any": "-signed", "not negative": "", "positive": "-positive"}[field.sign]
    return f"number.{kind}{sign}"


def number_words(field: Field) -> Message:
    """What to write for a number, with a few of the units that fit."""
    of = dimension_of(field)
    if of is None:
        return _OPEN_WORDS[open_kind(field)]
    if of.is_none:
        return Message("比例，如 14 %", "a share, such as 14 %") if is_share(field) else Message("数", "a number")
    atoms = [atom.symbol for atom in UNIT_ATOMS if atom.dimension == of]
    shown = [field.unit.symbol] if field.unit else []
    symbols = tuple(dict.fromkeys([*shown, *atoms])) or (canonical_unit(of).symbol,)
    words, few = of.words(), symbols[:_UNITS_SHOWN]
    return Message("{zh}，单位如 {units_zh}", "{en}, in units such as {units_en}").filled(
        zh=words.zh, en=words.en, units_zh="、".join(few), units_en=", ".join(few)
    )


def number_definitions(field: Field) -> dict[str, Schema]:
    """The definitions for numbers like those of the field: the whole value, what is written, its unit."""
    name = number_name(field)
    units = unit_pattern(lambda dimension: measures(field, NumberType(dimension_of(field)), dimension))
    unit: Schema = {"type": ["string", "number", "null"], "pattern": rf"^\s*(?:{units})\s*$|{STRANGE_UNIT}"}
    return {
        name: {"description": both(number_words(field)), **any_of([_alone(field, name), _apart(field, name)])},
        f"{name}.written": _written(field, units),
        f"{name}.unit": unit,
        **({f"{name}.too-much": more_than(field, lambda value: abs(value) > 1)} if is_share(field) else {}),
    }


def bare_number() -> Schema:
    """A number without a unit, which then needs the unit in a cell of its own."""
    without: Schema = {**reference("plain-names"), "not": written(UNIT_NAMES, GIVEN)}
    return any_of([BARE, {"type": "object", "allOf": [written(VALUE_NAMES, BARE), without]}])


def _alone(field: Field, name: str) -> Schema:
    """A number as one value; a share is at most 100 %."""
    if not is_share(field):
        return reference(f"{name}.written")
    return {**reference(f"{name}.written"), "not": reference(f"{name}.too-much")}


def _apart(field: Field, name: str) -> Schema:
    """``{value: 6480, unit: t}``."""
    present: list[Json] = [{"required": [one]} for one in VALUE_NAMES]
    parts: dict[str, Json] = dict.fromkeys(VALUE_NAMES, reference(f"{name}.written"))
    parts |= dict.fromkeys(UNIT_NAMES, reference(f"{name}.unit"))
    limit: Schema = {"not": reference(f"{name}.too-much")} if is_share(field) else {}
    return {
        "type": "object",
        "properties": parts,
        "patternProperties": {UNUSUAL: True},
        "anyOf": [*present, none_of(reference("plain-names"))],
        **limit,
        "additionalProperties": False,
    }


def _written(field: Field, units: str) -> Schema:
    pattern = rf"^\s*{_sign(field)}{NUMBER}(?:{BLANKS}(?:{units}))?\s*$|{STRANGE_UNIT}"
    return {"type": ["string", "number", "null"], "pattern": pattern, **_limits(field)}


def _sign(field: Field) -> str:
    if field.sign == "any" or dimension_of(field) == TEMPERATURE:
        return ANY_SIGN
    return f"{PLUS}{NOT_ZERO}" if field.sign == "positive" else f"(?:{PLUS}|{MINUS}{ZERO})"


def _limits(field: Field) -> Schema:
    if field.sign == "any" or dimension_of(field) == TEMPERATURE:
        return {}
    return {"exclusiveMinimum": 0} if field.sign == "positive" else {"minimum": 0}

"""Schemas of single values: numbers with units, dates, texts, truths and options.

A null stands for a missing value and is allowed everywhere; a required field forbids it
where it is used. The patterns allow full-width digits, as the reader does.
"""

from __future__ import annotations

from typing import Final

from refcf_rules.model.choice import Choice
from refcf_rules.model.core_tables import NCV
from refcf_rules.model.field import Field
from refcf_rules.model.measure import CARBON_CONTENT, is_share
from refcf_rules.model.types import (
    ChoiceType,
    DateType,
    NumberType,
    ReferenceType,
    TextType,
    TruthType,
)
from refcf_rules.quantities.dimension import Base, Dimension
from refcf_rules.quantities.spelling import pattern_of
from refcf_rules.quantities.unit import canonical_unit
from refcf_rules.quantities.units import UNIT_ATOMS
from refcf_rules.source.message import Message
from refcf_rules.targets.json_schema.schema import Json, Schema, any_of, reference, texts, titled

FACTOR_PREFIX: Final = "factor."
_DIGITS: Final = "[0-9０-９]"
_NUMBER: Final = rf"(?:{_DIGITS}+(?:[.．]{_DIGITS}+)?|[.．]{_DIGITS}+)(?:[eEｅＥ][-+－＋]?{_DIGITS}+)?"
_MINUS: Final = {"any": "[-+－＋−]?", "not negative": "[+＋]?", "positive": "[+＋]?"}
_SOME: Final = r"(?=[0-9.０-９．+＋]*[1-9１-９])"
_BLANKS: Final = r"[ \u00a0\u3000]*"
_COMPOUND: Final = r"[^0-9\s０-９.,，][^,，]*[/／·⋅∙•・･*＊\^＾²³⁴0-9][^,，]*"
_PRODUCT: Final = r"[^0-9\s０-９.,，/／][^,，/／]*[·⋅∙•・･*＊][^,，/／]+"
_POWER: Final = r"[A-Za-z]+[\^＾]?[2-4²³⁴]"
_PER_SOMETHING: Final = r"[^0-9\s０-９.,，][^,，/／]*[/／][^,，/／]+"
_EMISSION_FACTOR: Final = r"[^0-9\s０-９.,，/／]*(?:[CＣ][OＯ][2２₂]|二氧化碳)[^,，/／]*[/／][^,，/／]+"
_DATE: Final = (
    r"^\s*[0-9０-９]{4}(?:[-－][0-9０-９]{2}[-－][0-9０-９]{2}"
    r"|年[0-9０-９]{1,2}月[0-9０-９]{1,2}日)\s*$"
)
FACTOR_KIND: Final = "emission-factor"
_OPEN: Final = {FACTOR_KIND: _EMISSION_FACTOR, NCV: _PER_SOMETHING}
_OPEN_WORDS: Final = {
    FACTOR_KIND: ("单位活动的 CO2e，如 0.57 kgCO2e/kWh", "CO2e per unit of the activity, such as 0.57 kgCO2e/kWh"),
    NCV: (
        "单位燃料的能量，如 38.9 MJ/Nm3、29.3 GJ/t",
        "energy per mass or volume of fuel, such as 38.9 MJ/Nm3 or 29.3 GJ/t",
    ),
    "total": ("报告期的总量，如 6480 t、85 万kWh", "a total over the period, such as 6480 t or 85 万kWh"),
}
VALUE_NAMES: Final = ("value", "值", "数值")
UNIT_NAMES: Final = ("unit", "单位")
YES: Final = ("yes", "Yes", "YES", "true", "True", "TRUE", "是")
NO: Final = ("no", "No", "NO", "false", "False", "FALSE", "否")

TEXT: Final[Schema] = {"type": ["string", "number", "boolean", "null"], "pattern": r"\S"}


def shared_values() -> dict[str, Schema]:
    """The definitions that do not depend on the standard."""
    return {
        "text": TEXT,
        "date": {"type": ["string", "null"], "pattern": _DATE, **_described("2025-01-01", "2025-01-01")},
        "bare-number": bare_number(),
        "truth": {"enum": [None, True, False, *texts([*YES, *NO])]},
    }


def value_of(field: Field, choices: dict[str, Choice]) -> Schema:
    """The schema of one field's value."""
    match field.type:
        case NumberType():
            return reference(number_name(field))
        case ChoiceType(choice=id_) if id_ in choices:
            return reference(f"choice.{id_}")
        case DateType():
            return reference("date")
        case TruthType():
            return reference("truth")
        case ChoiceType() | TextType() | ReferenceType():
            return reference("text")
        case _:
            raise TypeError(f"{field.id} is no single value")


def choice_schema(choice: Choice) -> Schema:
    """The options by id and by both labels; an open choice takes any text."""
    if choice.open:
        return {**titled(choice.label), **TEXT}
    spellings = [text for one in choice.options if not one.group for text in one.spellings]
    return {**titled(choice.label), "enum": [*texts(spellings), None]}


def is_measured(field: Field) -> bool:
    """Whether a number of the field needs a unit."""
    return isinstance(field.type, NumberType) and (field.type.dimension is None or not field.type.dimension.is_none)


def number_kind(field: Field) -> str:
    """What a number counts whose unit differs from row to row."""
    if field.id == NCV:
        return NCV
    return FACTOR_KIND if field.id.startswith(FACTOR_PREFIX) else "total"


def number_name(field: Field) -> str:
    """The name of the definition for numbers like those of the field."""
    of = field.type.dimension if isinstance(field.type, NumberType) else None
    if of is None:
        kind = number_kind(field)
    elif of.is_none:
        kind = "share" if is_share(field) else "plain"
    else:
        kind = canonical_unit(of).symbol.replace("/", "-per-").replace("(", "").replace(")", "")
    sign = {"any": "-signed", "not negative": "", "positive": "-positive"}[field.sign]
    return f"number.{kind}{sign}"


def number_schemas(field: Field) -> dict[str, Schema]:
    """The definitions for numbers like those of the field.

    A number is a text with its unit, or value and unit apart; plain numbers stand alone too.
    """
    name = number_name(field)
    sign = (_SOME if field.sign == "positive" else "") + _MINUS[field.sign]
    unit = _unit_pattern(field)
    alone: Schema = {"type": ["number", "null"], **_limits(field)}
    digits: Schema = {"type": "string", "pattern": f"^\\s*{sign}{_NUMBER}\\s*$"}
    quantity: Schema = {"type": "string", "pattern": f"^\\s*{sign}{_NUMBER}{_BLANKS}(?:{unit})\\s*$"}
    written = reference(f"{name}.written")
    with_unit: Schema = {"type": ["string", "number", "null"], "pattern": f"^\\s*(?:{unit})\\s*$"}
    apart: Schema = {
        "type": "object",
        "properties": {**dict.fromkeys(VALUE_NAMES, written), **dict.fromkeys(UNIT_NAMES, with_unit)},
        "anyOf": [{"required": [one]} for one in VALUE_NAMES],
        "additionalProperties": False,
    }
    bare: Schema = {**written, "maximum": 1} if is_share(field) and not is_measured(field) else written
    return {
        name: {**_described(*_unit_words(field)), **any_of([bare, apart])},
        f"{name}.written": any_of([alone, digits, quantity]),
    }


def bare_number() -> Schema:
    """A number without a unit, which then needs the unit in a cell of its own."""
    return any_of([{"type": "number"}, {"type": "string", "pattern": f"^\\s*[-+－＋−]?{_NUMBER}\\s*$"}])


def _limits(field: Field) -> Schema:
    if field.sign == "any":
        return {}
    return {"exclusiveMinimum": 0} if field.sign == "positive" else {"minimum": 0}


def _unit_pattern(field: Field) -> str:
    of = field.type.dimension if isinstance(field.type, NumberType) else None
    if of is None:
        return _OPEN.get(number_kind(field)) or _total_pattern()
    known = [
        text
        for atom in UNIT_ATOMS
        if atom.dimension == of or (of == CARBON_CONTENT and atom.dimension.is_none)
        for text in atom.spellings
    ]
    spellings = [pattern_of(text) for text in sorted(known, key=lambda text: (-len(text), text))]
    return "|".join([*spellings, *_compound(of)])


def _total_pattern() -> str:
    """Every unit but those of pure numbers and rates; what is put together only by its form."""
    known = {text for atom in UNIT_ATOMS if not atom.dimension.is_none for text in atom.spellings}
    spellings = [pattern_of(text) for text in sorted(known, key=lambda text: (-len(text), text))]
    return "|".join([*spellings, _PRODUCT, _POWER])


def _compound(of: Dimension) -> tuple[str, ...]:
    """The form of units that are put together; an ordinary one like t has no such form."""
    above, below = of.sides()
    if above == Dimension.of(Base.CO2E) and not below.is_none:
        return (_EMISSION_FACTOR,)
    if of.is_none or not (above.is_none or below.is_none):
        return (_PER_SOMETHING,)
    if of == Dimension.of(Base.ENERGY):
        return (_PRODUCT,)
    return () if len(of.exponents) == 1 and of.exponents[0][1] == 1 else (_COMPOUND,)


def _unit_words(field: Field) -> tuple[str, str]:
    of = field.type.dimension if isinstance(field.type, NumberType) else None
    if of is None:
        return _OPEN_WORDS[number_kind(field)]
    symbols = [atom.symbol for atom in UNIT_ATOMS if atom.dimension == of] or [canonical_unit(of).symbol]
    words = of.words()
    return f"{words.zh}，单位如 {'、'.join(symbols)}", f"{words.en}; units such as {', '.join(symbols)}"


def _described(zh: str, en: str) -> Schema:
    said = Message(zh, en)
    described: dict[str, Json] = {"description": said.zh, "x-en-description": said.en}
    return described

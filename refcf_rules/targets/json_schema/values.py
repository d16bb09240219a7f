"""Schemas of single values: dates, texts, truths and options; those of numbers stand in ``numbers.py``.

A null stands for a missing value and is allowed everywhere; a required field forbids it
where it is used.
"""

from __future__ import annotations

from typing import Final

from refcf_rules.model.choice import Choice
from refcf_rules.model.field import Field
from refcf_rules.model.types import ChoiceType, DateType, NumberType, ReferenceType, TextType, TruthType
from refcf_rules.model.written import NO, YES
from refcf_rules.source.message import Message
from refcf_rules.targets.json_schema.numbers import number_name, number_words
from refcf_rules.targets.json_schema.schema import Schema, both, reference, titled
from refcf_rules.targets.json_schema.typed_text import UNUSUAL, options_typed, values_of

_LONG: Final = (r"(?:0[13578]|1[02])", r"(?:0?[13578]|1[02])")
_SHORT: Final = (r"(?:0[469]|11)", r"(?:0?[469]|11)")
_LEAP_YEAR: Final = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_YEAR: Final = "(?!0000)"
_DATE_WORDS: Final = Message("日期，如 2025-12-31 或 2025年12月31日", "a date, such as 2025-12-31 or 2025年12月31日")
_TEXT_WORDS: Final = Message("文字", "text")
_TRUTH_WORDS: Final = Message("是或否", "yes or no")
_ID_WORDS: Final = Message("另一张表中一行的编号", "the id of a row of another table")
_OPTION_WORDS: Final = Message("选项，写代号或名称", "one of the options, by id or by name")

TEXT: Final[Schema] = {"type": ["string", "number", "boolean", "null"], "pattern": r"\S|\uFEFF"}


def shared_values() -> dict[str, Schema]:
    """The definitions that do not depend on the standard."""
    return {
        "text": TEXT,
        "date": {"type": ["string", "null"], "pattern": _date(), "description": both(_DATE_WORDS)},
        "truth": {"type": ["string", "boolean", "null"], "pattern": truth_pattern(YES | NO)},
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


def words_of(field: Field, choices: dict[str, Choice]) -> Message:
    """What to write for a field."""
    match field.type:
        case NumberType():
            return number_words(field)
        case ChoiceType(choice=id_) if id_ in choices:
            return _OPTION_WORDS
        case DateType():
            return _DATE_WORDS
        case TruthType():
            return _TRUTH_WORDS
        case ReferenceType():
            return _ID_WORDS
        case _:
            return _TEXT_WORDS


def choice_schema(choice: Choice) -> Schema:
    """The options by id and by both labels; an open choice takes any text."""
    if choice.open:
        return {**titled(choice.label), **TEXT}
    listed = values_of(tuple(text for one in choice.options if not one.group for text in options_typed(one.spellings)))
    return {**titled(choice.label), "if": reference("plain-value"), "then": {"enum": [*listed, None]}}


def truth_pattern(words: frozenset[str]) -> str:
    """The words in any case; what is typed unusually is left to the reader."""
    cased = ("".join(f"[{char.upper()}{char}]" if char.isascii() else char for char in word) for word in sorted(words))
    return f"^(?:{'|'.join(cased)})$|{UNUSUAL}"


def _date() -> str:
    """Days that a calendar has, with dashes or with the Chinese words."""
    iso = _days(_LONG[0], _SHORT[0], "02", "-", ("(?:0[1-9]|[12][0-9]|3[01])", "0[1-9]|[12][0-9]|30"))
    chinese = _days(_LONG[1], _SHORT[1], "0?2", "月", ("(?:0?[1-9]|[12][0-9]|3[01])", "0?[1-9]|[12][0-9]|30"))
    return (
        f"^(?:{_YEAR}[0-9]{{4}}-(?:{iso})|{_LEAP_YEAR}-02-29"
        f"|{_YEAR}[0-9]{{4}}年(?:{chinese})日|{_LEAP_YEAR}年0?2月29日)$|{UNUSUAL}"
    )


def _days(long: str, short: str, february: str, between: str, days: tuple[str, str]) -> str:
    of_28 = days[1].replace("[12][0-9]|30", "1[0-9]|2[0-8]")
    return f"{long}{between}{days[0]}|{short}{between}(?:{days[1]})|{february}{between}(?:{of_28})"

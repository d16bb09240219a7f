"""Why a declaration cannot be read: the first slip that fits, else what could stand there.

Never "one of 14 tokens expected": at most five words that fit, spelled in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import lark

from refcf_rules.language.mistakes.glued import glued_words
from refcf_rules.language.mistakes.kinds import SYNTAX
from refcf_rules.language.mistakes.numbers import bare_range, comma_in_number, digit_first, unknown_unit
from refcf_rules.language.mistakes.place import Place, spelled
from refcf_rules.language.mistakes.texts import quote_in_text, single_quote, unclosed_text
from refcf_rules.language.mistakes.words import (
    comma_between_conditions,
    comment,
    double_equals,
    misspelt,
    name_with_blanks,
    other_word,
    other_word_before,
)
from refcf_rules.language.problems import Problems
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import SourceFile

MOST_EXPECTED: Final = 5
_SLIPS: Final[tuple[Callable[[Place], bool], ...]] = (
    unclosed_text,
    quote_in_text,
    single_quote,
    comma_in_number,
    comment,
    unknown_unit,
    bare_range,
    digit_first,
    double_equals,
    comma_between_conditions,
    other_word,
    other_word_before,
    glued_words,
    misspelt,
    name_with_blanks,
)
_SYMBOLS: Final = {
    "NAME": Message("名称", "a name"),
    "STRING": Message("“文字”", '"text"'),
    "NUM": Message("数", "a number"),
    "QUANTITY": Message("带单位的数", "a number with its unit"),
    "UNIT": Message("单位", "a unit"),
    "DATE": Message("日期", "a date"),
    "_LBRACE": same("{"),
    "_RBRACE": same("}"),
    "_EQUALS": same("="),
    "_COMMA": same(","),
    "_COLON": same(":"),
    "_LPAR": same("("),
    "_RPAR": same(")"),
}
_FIRST: Final = frozenset({"_LBRACE", "_RBRACE", "_EQUALS", "_COLON", "_RPAR"})
_VALUE: Final = Message("一个值（数、名称或公式）", "a value (a number, a name or a formula)")
_STARTS_OF_VALUES: Final = frozenset({"NAME", "NUM", "QUANTITY", "_LPAR", "MINUS"})
_VALUES: Final = (
    _STARTS_OF_VALUES
    | {"STRING", "DATE", "_TRUE", "_FALSE", "_YEAR_OF", "_ROUND", "_NOT", "_IF"}
    | {
        f"_{name}"
        for name in ("SUM_OF", "LEAST_OF", "GREATEST_OF", "AVERAGE_OF", "SHARE_OF", "COUNT_OF", "ANY", "EVERY")
    }
)
_COMPARISONS: Final = frozenset(
    f"_{name}"
    for name in (
        *("IS", "IS_NOT", "IS_GIVEN", "IS_MISSING", "IS_ONE_OF", "IS_NOT_ONE_OF", "AND", "OR", "OF"),
        *("AT_MOST", "AT_LEAST", "BELOW", "ABOVE"),
    )
)


def explain(source: SourceFile, start: int, end: int, error: lark.UnexpectedInput | None, problems: Problems) -> None:
    """Report why the text between two offsets cannot be read; ``error`` is None for an unknown start."""
    place = Place(source, _position(source, start, end, error), _accepted(error), problems)
    if not any(slip(place) for slip in _SLIPS):
        _unexpected(place)


def _position(source: SourceFile, start: int, end: int, error: lark.UnexpectedInput | None) -> int:
    if error is None:
        return start
    position = error.pos_in_stream
    if isinstance(error, lark.UnexpectedToken) and error.token.type == "$END":
        position = len(source.text[:end].rstrip())
    return start if position is None else max(start, position)


def _accepted(error: lark.UnexpectedInput | None) -> frozenset[str]:
    """What the parser could really go on with; the lexer's own list holds more."""
    parser = getattr(error, "interactive_parser", None)
    return frozenset(parser.accepts()) if parser is not None else frozenset()


def _unexpected(place: Place) -> None:
    word = re.compile(r"\w+|\S").match(place.source.text, place.position)
    if word is None:
        place.tell(SYNTAX, 1, Message("声明没有写完。", "The declaration is not finished."), _expected(place.accepted))
        return
    message = Message("“{found}”不能写在这里。", "“{found}” does not belong here.").filled(found=same(word.group()))
    place.tell(SYNTAX, len(word.group()), message, _expected(place.accepted))


def _expected(accepted: frozenset[str]) -> Message:
    is_value = accepted >= _STARTS_OF_VALUES
    names = sorted(accepted - _VALUES if is_value else accepted, key=_rank)
    words = [words for name in names if (words := spelled(name) or _SYMBOLS.get(name)) is not None]
    shown = [*([_VALUE] if is_value else []), *words][:MOST_EXPECTED]
    if not shown:
        return Message(
            "每个声明以关键字开头，例如 规则、参数、条文。",
            "Every declaration begins with a keyword, such as rule, parameter, text.",
        )
    return Message(
        "这里可以写：" + "、".join(word.zh for word in shown),
        "What can stand here: " + ", ".join(word.en for word in shown),
    )


def _rank(terminal: str) -> tuple[int, str]:
    if terminal in _FIRST:
        return (0, terminal)
    if spelled(terminal) is not None:
        return (2 if terminal in _COMPARISONS else 1, terminal)
    return (1, terminal) if terminal in _SYMBOLS else (3, terminal)

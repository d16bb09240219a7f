"""A rule file with every keyword, digit and mark in the other spelling, found by the parser itself."""

from __future__ import annotations

from typing import Final

import lark
from lark import Token

from refcf_rules.language.keyword import keyword_by_id
from refcf_rules.language.parse import parser
from refcf_rules.language.problems import Problems
from refcf_rules.language.split import split
from refcf_rules.source.message import Language
from refcf_rules.source.text import SourceFile

_WIDE: Final = {
    **dict(zip("0123456789.%{}()[],:=<>+-*/", "０１２３４５６７８９．％｛｝（）［］，：＝＜＞＋－×÷", strict=True)),
    "<=": "≤",
    ">=": "≥",
    "!=": "≠",
}
_MARKS: Final = frozenset(
    {"_LBRACE", "_RBRACE", "_LPAR", "_RPAR", "_LSQB", "_RSQB", "_COMMA", "_COLON", "_EQUALS", "_SLASH"}
    | {"LE", "GE", "LT", "GT", "NE", "PLUS", "MINUS", "TIMES", "NUM"}
)


def translated(text: str, language: Language, *, wide: bool = False) -> str:
    """The text with all keywords in one language, and with full-width marks and digits if ``wide``."""
    source = SourceFile("translated.pcr", text)
    parts, end = [], 0
    for token in _tokens(source):
        start = token.start_pos or 0
        parts += [text[end:start], _other(token, language, wide=wide)]
        end = start + len(token)
    return "".join([*parts, text[end:]])


def _tokens(source: SourceFile) -> list[Token]:
    found: list[Token] = []
    for chunk in split(source, Problems()):
        reading = parser().parse_interactive(lark.TextSlice(source.text, chunk.start, chunk.end), start=chunk.rule)
        found.extend(token for token in reading.iter_parse() if token.type != "$END")
    return sorted(found, key=lambda token: token.start_pos or 0)


def _other(token: Token, language: Language, *, wide: bool) -> str:
    keyword = keyword_by_id().get(token.type.removeprefix("_"))
    if keyword is not None and token.type.startswith("_"):
        return f" {keyword.spelling(language)} "
    if not wide:
        return str(token)
    if token.type == "STRING" and token[0] == '"' and "“" not in token and "”" not in token and "\\" not in token:
        return f"“{token[1:-1]}”"
    if token.type == "QUANTITY":
        return _wide_quantity(str(token))
    return _WIDE.get(str(token), _wide(str(token))) if token.type in _MARKS else str(token)


def _wide_quantity(text: str) -> str:
    """Digits and per cent; letters of units stay as they are."""
    number = len(text) - len(text.lstrip("0123456789."))
    return _wide(text[:number]) + text[number:].replace("%", "％")


def _wide(text: str) -> str:
    return "".join(_WIDE.get(char, char) if "e" not in text.lower() else char for char in text)


def types_of_tokens(text: str) -> frozenset[str]:
    """The types of all tokens of a file, read by the parser."""
    return frozenset(token.type for token in _tokens(SourceFile("tokens.pcr", text)))

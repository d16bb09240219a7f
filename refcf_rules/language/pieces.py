"""Small pieces that many constructs share: texts, labels, dates, names, numbers as written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Final

from lark import Token

from refcf_rules.language.bounds import nodes
from refcf_rules.language.parse import Branch, Declaration, Leaf
from refcf_rules.language.problems import Problems
from refcf_rules.model.number import Provenance, Status
from refcf_rules.quantities.number import NumberError, parse_number
from refcf_rules.quantities.quantity import parse_quantity
from refcf_rules.quantities.unit import Unit, parse_unit, to_canonical
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

MISSING_TRANSLATION: Final = Kind(
    "missing-translation",
    Message("缺少一种语言", "one language is missing"),
    Message(
        "中文版和英文版各自独立成文；缺少的一种语言无法从另一种推出。",
        "The Chinese and the English edition each stand alone; a missing one cannot be derived from the other.",
    ),
    'text zh "本文件规定了量化方法。"\n',
    'text zh "本文件规定了量化方法。" en "This document specifies the method."\n',
)
WRONG_DATE: Final = Kind(
    "wrong-date",
    Message("不存在的日期", "no such date"),
    Message("日期按日历书写：年-月-日。", "Dates are calendar dates: year-month-day."),
    'parameter p zh "参数" en "parameter" = 5 % source "GB" since 2025-02-30\n',
    'parameter p zh "参数" en "parameter" = 5 % source "GB" since 2025-02-28\n',
)
KINDS: Final = (MISSING_TRANSLATION, WRONG_DATE)

_HEAD: Final = re.compile(r'(?:"[^"\n]*"|[“”＂][^“”＂\n]*[“”＂]|(?!//|／／)[^{｛\n])*')
_QUOTES: Final = '"“”＂「」'
_ESCAPED: Final = re.compile(r'\\(["\\])')
_DATE: Final = re.compile(r"(\d{4})[-年](\d{1,2})[-月](\d{1,2})")


def span_of(declaration: Declaration, node: Branch | Leaf) -> Span:
    """Where a node stands in its file; for an expansion, where the author wrote what it expands."""
    if declaration.origin is not None:
        return declaration.origin
    if isinstance(node, Token):
        start, end = node.start_pos, node.end_pos
    else:
        start, end = getattr(node.meta, "start_pos", None), getattr(node.meta, "end_pos", None)
    if start is None or end is None:
        return span_of_head(declaration)
    return declaration.source.span(start, end)


def span_of_head(declaration: Declaration) -> Span:
    """The declaration's first line: used for what has no text of its own."""
    if declaration.origin is not None:
        return declaration.origin
    start = declaration.tree.meta.start_pos if not declaration.tree.meta.empty else 0
    head = _HEAD.match(declaration.source.text, start)
    return declaration.source.span(start, start + len(head.group().rstrip()) if head else start)


def branches(node: Branch, *names: str) -> Iterator[Branch]:
    """The direct branches of these names (of any name, if none is given)."""
    for child in node.children:
        if not isinstance(child, Token) and (not names or child.data in names):
            yield child


def first(node: Branch, *names: str) -> Branch | None:
    """The first direct branch of one of these names."""
    return next(branches(node, *names), None)


def tokens(node: Branch, type_: str = "NAME") -> tuple[Leaf, ...]:
    """The direct tokens of one type."""
    return tuple([child for child in node.children if isinstance(child, Token) and child.type == type_])


def name_of(token: Leaf) -> str:
    """A name as it is compared: full-width letters folded; ``a__b`` in an expansion is the id ``a.b``."""
    text = str(token)
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).replace("__", ".")


def names_of(node: Branch) -> tuple[str, ...]:
    """All direct names."""
    return tuple([name_of(child) for child in node.children if isinstance(child, Token) and child.type == "NAME"])


def dotted(path: Branch) -> str:
    """A path as a dotted id."""
    return ".".join(names_of(path))


def string_value(node: Branch) -> str:
    """The text of a string node, without quotes and escapes."""
    raw = str(node.children[0])
    return _ESCAPED.sub(r"\1", raw[1:-1]) if raw[0] in _QUOTES else raw


def joined_strings(nodes: Iterator[Branch] | tuple[Branch, ...]) -> str:
    """Adjacent strings are one text; a blank joins them unless Chinese does."""
    text = ""
    for node in nodes:
        piece = string_value(node)
        glue = " " if text and piece and not (_is_han(text[-1]) or _is_han(piece[0]) or text[-1] == " ") else ""
        text += glue + piece
    return text


def _is_han(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def bilingual_strings(node: Branch) -> tuple[tuple[Branch, ...], tuple[Branch, ...]]:
    """The string nodes of a bilingual text: Chinese ones, English ones."""
    if node.data == "one_language":
        strings = tuple(branches(node, "string"))
        has_han = any(_is_han(char) for one in strings for char in string_value(one))
        return (strings, ()) if has_han else ((), strings)
    return _strings_under(node, "zh_text"), _strings_under(node, "en_text")


def _strings_under(node: Branch, name: str) -> tuple[Branch, ...]:
    return tuple(string for part in branches(node, name) for string in branches(part, "string"))


def message_of(declaration: Declaration, node: Branch, problems: Problems) -> Message:
    """A bilingual text; a missing language is reported and filled with the other."""
    chinese, english = (joined_strings(part) for part in bilingual_strings(node))
    if not chinese or not english:
        _report_missing(declaration, node, problems, has_chinese=bool(chinese))
    return Message(chinese or english, english or chinese)


def label_of(node: Branch, name: str) -> Message:
    """The label of a named thing; without one, its name."""
    return label_given(node) or same(name)


def label_given(node: Branch) -> Message | None:
    """The label of a thing, if it has one; half of one stands for both languages."""
    label = first(node, "label")
    if label is None:
        return None
    chinese = joined_strings(_strings_under(label, "zh_text"))
    english = joined_strings(_strings_under(label, "en_text"))
    return Message(chinese or english, english or chinese) if chinese or english else None


def report_half_labels(declaration: Declaration, problems: Problems) -> bool:
    """Report labels that give one language only; a label may be left out, not half of it. Whether there are none."""
    halves = [one for one in nodes(declaration.tree) if one.data == "label" and len(one.children) == 1]
    for label in declaration.tree.find_data("label") if halves else ():
        if len(label.children) == 1:
            _report_missing(declaration, label, problems, has_chinese=first(label, "zh_text") is not None)
    return not halves


def _report_missing(declaration: Declaration, node: Branch, problems: Problems, *, has_chinese: bool) -> None:
    missing = Message("英文", "English") if has_chinese else Message("中文", "Chinese")
    problems.add(
        MISSING_TRANSLATION,
        span_of(declaration, node),
        Message("缺少{which}。", "The {which} is missing.").filled(which=missing),
        hint=Message("写成 中文 “…” 英文 “…”。", 'Write zh "…" en "…".'),
    )


def date_of(declaration: Declaration, node: Branch, problems: Problems) -> str:
    """A date node as ISO 8601; a date that does not exist is reported."""
    match = _DATE.match(str(node.children[0]))
    year, month, day = (int(part) for part in match.groups()) if match else (1, 1, 1)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        problems.add(
            WRONG_DATE,
            span_of(declaration, node),
            Message("日历上没有 {date}。", "{date} is not in the calendar.").filled(date=str(node.children[0])),
            hint=Message("改成存在的日期。", "Give a date that exists."),
        )
        return f"{year:04d}-01-01"


def amount_of(node: Branch) -> tuple[float, Unit | None]:
    """An amount or quantity as (canonical value, unit); a bare number has no unit."""
    sign = -1.0 if any(isinstance(child, Token) and child.type == "MINUS" for child in node.children) else 1.0
    token = next(child for child in node.children if isinstance(child, Token) and child.type != "MINUS")
    if token.type == "QUANTITY":
        value, unit = parse_quantity(str(token))
        return sign * to_canonical(value, unit), unit
    return sign * number_of(token), None


def number_of(token: Leaf) -> float:
    """A bare number; one too large to compute with reads as 0 (the lexer admits only digits)."""
    try:
        return parse_number(str(token))
    except NumberError:
        return 0.0


def unit_of(node: Branch) -> Unit:
    """A unit node."""
    return parse_unit(str(node.children[0]))


def sources_of(node: Branch) -> tuple[str, ...]:
    """The sources cited directly under a node."""
    return tuple(string_value(one) for cited in branches(node, "cited", "source") for one in branches(cited, "string"))


def provenance_of(declaration: Declaration, node: Branch, problems: Problems, unset: str = "") -> Provenance:
    """Status, sources and validity written after a number."""
    sources: tuple[str, ...] = ()
    derivation: Message | None = None
    dates: dict[str, str] = {}
    placeholder = False
    for item in branches(node):
        match item.data:
            case "source":
                sources += tuple(string_value(one) for one in branches(item, "string"))
            case "derived":
                derivation = message_of(declaration, next(branches(item)), problems)
            case "placeholder":
                placeholder = True
            case "since" | "until":
                dates[item.data] = date_of(declaration, next(branches(item, "date")), problems)
            case _:
                pass
    status = _status(unset, placeholder=placeholder, derived=derivation is not None)
    return Provenance(status, sources, derivation, dates.get("since"), dates.get("until"))


def _status(unset: str, *, placeholder: bool, derived: bool) -> Status:
    if unset:
        return Status.COMMITTEE_TO_SET if unset == "set_by_committee" else Status.COMPANY_MUST_SUPPLY
    if placeholder:
        return Status.PLACEHOLDER
    return Status.DERIVED if derived else Status.SOURCED


def plain(words: Message) -> Message:
    """A label as it may stand inside a quoted text of an expansion: no quotes, braces or escapes."""
    table = str.maketrans({'"': "”", "\\": "＼", "{": "（", "}": "）", "｛": "（", "｝": "）", "“": "”", "\n": " "})
    return Message(words.zh.translate(table), words.en.translate(table))

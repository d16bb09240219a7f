"""Texts with slots in braces: messages about a row, paragraphs bound to the numbers of a rule."""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.language.expression.context import Lowering
from refcf_rules.language.parse import Branch
from refcf_rules.language.pieces import bilingual_strings, message_of, span_of
from refcf_rules.model.expression import Expression
from refcf_rules.model.prose import Template
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

UNCLOSED_SLOT: Final = Kind(
    "unclosed-slot",
    Message("文字里的大括号不成对", "braces in a text do not pair"),
    Message(
        "大括号里的名称在读者看到时换成它的值；不成对就无法换。",
        "A name in braces is shown as its value; without both braces it cannot be.",
    ),
    "rule there zh “有” en “there” shall {\n    require output.accepted is given\n"
    "    if not zh “产量 {output.accepted” en “output”\n}\n",
    "rule there zh “有” en “there” shall {\n    require output.accepted is given\n"
    "    if not zh “产量 {output.accepted}” en “output”\n}\n",
)
KINDS: Final = (UNCLOSED_SLOT,)
_BRACE: Final = re.compile(r"[{｛}｝]")
_SLOT: Final = re.compile(r"[{｛]([^{}｛｝]*)[}｝]")
_ESCAPED: Final = re.compile(r'\\(["\\])')


def template_of(lowering: Lowering, node: Branch) -> Template:
    """Both languages of a text, slots lowered; a missing language is reported and takes the other."""
    kept = lowering.scope.readings.result("template", node)
    if isinstance(kept, Template):
        return kept
    message_of(lowering.declaration, node, lowering.problems)
    chinese, english = bilingual_strings(node)
    parts_zh, parts_en = _parts(lowering, chinese), _parts(lowering, english)
    made = Template(parts_zh or parts_en, parts_en or parts_zh, span_of(lowering.declaration, node))
    if lowering.declaration.origin is None and parts_zh and parts_en and _is_plain(*chinese, *english):
        lowering.scope.readings.keep("template", node, made)
    return made


def _is_plain(*strings: Branch) -> bool:
    """Whether nothing in a text depends on what the standard declares."""
    return not any(_BRACE.search(str(string.children[0])) for string in strings)


def _parts(lowering: Lowering, strings: tuple[Branch, ...]) -> tuple[str | Expression, ...]:
    parts: list[str | Expression] = []
    for string in strings:
        if parts and isinstance(parts[-1], str) and parts[-1] and parts[-1][-1].isascii() and parts[-1][-1] != " ":
            parts.append(" ")
        parts.extend(_parts_of_string(lowering, string))
    return tuple(parts)


def _parts_of_string(lowering: Lowering, string: Branch) -> list[str | Expression]:
    token = string.children[0]
    raw, start = str(token), getattr(token, "start_pos", 0) or 0
    _report_lone_brace(lowering, string, raw)
    parts: list[str | Expression] = []
    position = 1
    for slot in _SLOT.finditer(raw):
        parts.append(_ESCAPED.sub(r"\1", raw[position : slot.start()]))
        tree = lowering.scope.readings.expression(
            lowering.declaration.source, start + slot.start(1), start + slot.end(1), lowering.problems
        )
        lowered = lowering.lower(tree) if tree is not None else None
        parts.append(lowered if lowered is not None else slot.group())
        position = slot.end()
    parts.append(_ESCAPED.sub(r"\1", raw[position:-1]))
    return [part for part in parts if part != ""]


def _report_lone_brace(lowering: Lowering, string: Branch, raw: str) -> None:
    if _BRACE.search(_SLOT.sub("", raw)):
        lowering.problems.add(
            UNCLOSED_SLOT,
            span_of(lowering.declaration, string),
            Message("这段文字里的大括号不成对。", "The braces in this text do not pair."),
            hint=Message("写成 {名称}。", "Write {name}."),
        )

"""Turns what the parser did not expect into a plain sentence: known slips first, near words next.

Never "one of 14 tokens expected": at most five words that fit here, spelled in the file's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import lark

from refcf_rules.language.keyword import keyword_by_id, keywords
from refcf_rules.language.problems import Problems, near_names
from refcf_rules.quantities.unit import UnitError, parse_unit
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import SourceFile

SYNTAX: Final = Kind(
    "syntax",
    Message("这里写得不对", "this cannot be read here"),
    Message(
        "声明有固定的写法；这里出现了不该出现的内容，或少了内容。",
        "A declaration has a fixed form; something here does not belong, or something is missing.",
    ),
    "rule energy_data shall {\n    for each energy input e\n    e.data is given\n}\n",
    "rule energy_data shall {\n    for each energy input e\n    require e.data is given\n}\n",
)
UNKNOWN_WORD: Final = Kind(
    "unknown-word",
    Message("不认识的词", "a word the language does not know"),
    Message(
        "语言的关键字各有一个中文和一个英文写法。", "Each keyword has one English and one Chinese spelling."
    ),
    "rulee energy_data shall {\n    require output.accepted is given\n}\n",
    "rule energy_data shall {\n    require output.accepted is given\n}\n",
)
UNKNOWN_UNIT: Final = Kind(
    "unknown-unit",
    Message("不认识的单位", "unknown unit"),
    Message(
        "单位决定量纲；不认识的单位无法换算，也不能猜。",
        "A unit decides what a number measures; an unknown one cannot be converted and is never guessed.",
    ),
    'parameter limit_mass zh "限值" en "limit" = 5 kgs derived because zh "例" en "example"\n',
    'parameter limit_mass zh "限值" en "limit" = 5 kg derived because zh "例" en "example"\n',
)
GLUED_WORDS: Final = Kind(
    "glued-words",
    Message("关键字之间缺空格", "words need a blank between them"),
    Message(
        "中文关键字在空格、标点或换文种处结束；连写时不作猜测。",
        "A Chinese keyword ends at a blank, punctuation or change of script; glued words are never guessed.",
    ),
    "规则 现场数据 应 {\n    凡能源输入 e\n    要求 e.data 为 现场数据\n}\n",
    "规则 现场数据 应 {\n    凡 能源 输入 e\n    要求 e.data 为 现场数据\n}\n",
)
UNCLOSED_TEXT: Final = Kind(
    "unclosed-text",
    Message("引号没有闭合", "a quotation mark is not closed"),
    Message("一段文字在同一行内开始和结束。", "A text begins and ends on one line."),
    'title zh "范围 en "Scope"\n',
    'title zh "范围" en "Scope"\n',
)
KINDS: Final = (SYNTAX, UNKNOWN_WORD, UNKNOWN_UNIT, GLUED_WORDS, UNCLOSED_TEXT)

MOST_EXPECTED = 5
_WORD: Final = re.compile(r"[^\W\d_][\w-]*|[%‰°℃][^\s,;，；]*")
_NUMBER_BEFORE: Final = re.compile(r"[0-9０-９][ \t\u3000]{0,2}$")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_UNIT_WORD: Final = re.compile(r"[^\s,;，；、{}｛｝=＝]+")
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
Told = bool


def explain(
    source: SourceFile, start: int, end: int, error: lark.UnexpectedInput | None, problems: Problems
) -> None:
    """Report why the text between two offsets cannot be read; ``error`` is None for an unknown start."""
    position = _position(source, start, end, error)
    accepted = _accepted(error)
    slips: tuple[Callable[[SourceFile, int, frozenset[str], Problems], Told], ...] = (
        _unclosed_text,
        _unknown_unit,
        _glued,
        _misspelt,
    )
    for slip in slips:
        if slip(source, position, accepted, problems):
            return
    _unexpected(source, position, accepted, problems)


def _position(source: SourceFile, start: int, end: int, error: lark.UnexpectedInput | None) -> int:
    if error is None:
        return start
    position = error.pos_in_stream
    if isinstance(error, lark.UnexpectedToken) and error.token.type == "$END":
        position = len(source.text[:end].rstrip())
    return start if position is None else max(start, position)


def _accepted(error: lark.UnexpectedInput | None) -> frozenset[str]:
    if isinstance(error, lark.UnexpectedToken):
        return frozenset(error.expected or ())
    if isinstance(error, lark.UnexpectedCharacters):
        return frozenset(error.allowed or ())
    return frozenset()


def _unclosed_text(source: SourceFile, position: int, _: frozenset[str], problems: Problems) -> Told:
    line_end = source.text.find("\n", position)
    rest = source.text[position : line_end if line_end >= 0 else len(source.text)]
    line_start = source.text.rfind("\n", 0, position) + 1
    before = source.text[line_start:position]
    quotes = len(re.findall(r'["“”＂]', before + rest))
    if quotes % 2 == 0 or not (rest[:1] in '"“”＂' or before.rstrip().endswith(('"', "“", "”"))):
        return False
    opening = (
        line_start + max(before.rfind(mark) for mark in '"“”＂') if rest[:1] not in '"“”＂' else position
    )
    problems.add(
        UNCLOSED_TEXT,
        source.span(opening, opening + 1),
        Message("这一行的引号不成对。", "The quotation marks on this line do not pair."),
        hint=Message("在文字末尾补上引号。", "Close the text with a quotation mark."),
    )
    return True


def _unknown_unit(source: SourceFile, position: int, _: frozenset[str], problems: Problems) -> Told:
    if not _NUMBER_BEFORE.search(source.text[:position]):
        return False
    word = _UNIT_WORD.match(source.text, position)
    if word is None or _is_keyword(word.group()):
        return False
    try:
        parse_unit(word.group())
    except UnitError as wrong:
        problems.add(
            UNKNOWN_UNIT, source.span(position, word.end()), wrong.message, hint=wrong.hint or _units_hint()
        )
        return True
    return False


def _units_hint() -> Message:
    return Message("写一个已知的单位，例如 t、kWh、%。", "Write a unit the table knows, such as t, kWh or %.")


def _is_keyword(text: str) -> bool:
    return any(re.match(keyword.pattern, text) for keyword in keywords())


def _glued(source: SourceFile, position: int, accepted: frozenset[str], problems: Problems) -> Told:
    """Chinese words written without blanks: cut them with the keyword table, in the hint only."""
    start = position
    while start > 0 and _HAN.match(source.text[start - 1]):
        start -= 1
    word = re.compile(r"[\u3400-\u9fff]+").match(source.text, start)
    if word is None:
        return False
    pieces = _cut(word.group(), accepted)
    if pieces is None:
        return False
    problems.add(
        GLUED_WORDS,
        source.span(start, word.end()),
        Message("“{word}”连写了几个词。", "“{word}” runs several words together.").filled(
            word=same(word.group())
        ),
        hint=Message("写成：{spaced}", "Write: {spaced}").filled(spaced=same(" ".join(pieces))),
    )
    return True


def _cut(word: str, accepted: frozenset[str]) -> tuple[str, ...] | None:
    spellings = sorted((keyword.zh for keyword in keywords()), key=len, reverse=True)
    for spelling in spellings:
        if len(spelling) < 1 or spelling == word:
            continue
        at = word.find(spelling)
        fits_start = at == 0 and (not accepted or any(_zh(name) == spelling for name in accepted))
        if fits_start or (at > 0 and len(spelling) > 1):
            parts = (word[:at], spelling, word[at + len(spelling) :])
            return tuple(part for part in parts if part)
    return None


def _zh(terminal: str) -> str:
    keyword = keyword_by_id().get(terminal.removeprefix("_"))
    return keyword.zh if keyword else ""


def _misspelt(source: SourceFile, position: int, accepted: frozenset[str], problems: Problems) -> Told:
    word = _WORD.match(source.text, position)
    if word is None:
        return False
    table = keyword_by_id()
    fitting = [table[name.removeprefix("_")] for name in accepted if name.removeprefix("_") in table]
    candidates = fitting or list(table.values())
    near = near_names(word.group(), [spelling for one in candidates for spelling in (one.en, one.zh)])
    near = tuple(name for name in near if name != word.group())
    if not near:
        return False
    problems.add(
        UNKNOWN_WORD,
        source.span(position, word.end()),
        Message("这里不认识“{word}”。", "“{word}” is not known here.").filled(word=same(word.group())),
        hint=Message("是不是 {names}？", "Perhaps {names} was meant.").filled(names=same(" / ".join(near))),
    )
    return True


def _unexpected(source: SourceFile, position: int, accepted: frozenset[str], problems: Problems) -> None:
    word = re.compile(r"\w+|\S").match(source.text, position)
    found = word.group() if word else ""
    end = word.end() if word else position + 1
    message = (
        Message("“{found}”不能写在这里。", "“{found}” does not belong here.").filled(found=same(found))
        if found
        else Message("声明没有写完。", "The declaration is not finished.")
    )
    problems.add(SYNTAX, source.span(position, end), message, hint=_expected(accepted))


def _expected(accepted: frozenset[str]) -> Message | None:
    words = [_spelled(name) for name in sorted(accepted, key=_rank)]
    shown = [word for word in words if word is not None][:MOST_EXPECTED]
    if not shown:
        return Message(
            "每个声明以关键字开头，例如 rule、parameter、text。",
            "Every declaration begins with a keyword, such as rule, parameter, text.",
        )
    return Message(
        "这里可以写：" + "、".join(word.zh for word in shown),
        "What can stand here: " + ", ".join(word.en for word in shown),
    )


def _rank(terminal: str) -> tuple[int, str]:
    if terminal in {"_LBRACE", "_RBRACE", "_EQUALS", "_COLON", "_RPAR"}:
        return (0, terminal)
    if terminal.removeprefix("_") in keyword_by_id():
        return (2 if terminal in _OPERATORS else 1, terminal)
    return (1, terminal) if terminal in _SYMBOLS else (3, terminal)


_OPERATORS: Final = frozenset(
    f"_{name}"
    for name in ("IS", "IS_NOT", "IS_GIVEN", "IS_MISSING", "IS_ONE_OF", "IS_NOT_ONE_OF", "AND", "OR", "OF")
    + ("AT_MOST", "AT_LEAST", "BELOW", "ABOVE", "SUM_OF", "LEAST_OF", "GREATEST_OF", "YEAR_OF", "ROUND")
)


def _spelled(terminal: str) -> Message | None:
    keyword = keyword_by_id().get(terminal.removeprefix("_"))
    if keyword is not None:
        return Message(keyword.zh, keyword.en)
    return _SYMBOLS.get(terminal)

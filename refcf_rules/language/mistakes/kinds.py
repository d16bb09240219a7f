"""The sorts of problems that text can have before it is understood."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

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
    Message("语言的关键字各有一个中文和一个英文写法。", "Each keyword has one English and one Chinese spelling."),
    "rulee energy_data shall {\n    require output.accepted is given\n}\n",
    "rule energy_data shall {\n    require output.accepted is given\n}\n",
)
UNKNOWN_UNIT: Final = Kind(
    "no-such-unit",
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
    Message("引号不成对", "quotation marks do not pair"),
    Message("一段文字在同一行内开始和结束。", "A text begins and ends on one line."),
    'text zh "范围 en "Scope"\n',
    'text zh "范围" en "Scope"\n',
)
QUOTE_IN_TEXT: Final = Kind(
    "quote-in-text",
    Message("文字里有引号", "a quotation mark inside a text"),
    Message(
        "文字在下一个引号处结束，后面的字就不属于它了。",
        "A text ends at the next quotation mark; what follows is no longer part of it.",
    ),
    'text zh "占"主导"地位" en "dominant"\n',
    'text zh "占「主导」地位" en "dominant"\n',
)
COMMA_IN_NUMBER: Final = Kind(
    "comma-in-number",
    Message("数里有逗号", "a comma inside a number"),
    Message(
        "1,234 在各国含义不同，所以不用千位分隔符，小数点写“.”。",
        "1,234 means different numbers in different countries: no separators, and a point for decimals.",
    ),
    'parameter lowest zh "下限" en "lower limit" = 1,500 kg source "GB"\n',
    'parameter lowest zh "下限" en "lower limit" = 1500 kg source "GB"\n',
)
KINDS: Final = (SYNTAX, UNKNOWN_WORD, UNKNOWN_UNIT, GLUED_WORDS, UNCLOSED_TEXT, QUOTE_IN_TEXT, COMMA_IN_NUMBER)

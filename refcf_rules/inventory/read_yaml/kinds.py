"""Sorts of faults that only YAML documents have."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

YAML_SYNTAX: Final = Kind(
    code="yaml-syntax",
    title=Message(zh="YAML 写法有误", en="The YAML cannot be read"),
    why=Message(
        zh="缩进、冒号、引号或括号有误时，值会落到别的键下面，所以不猜。",
        en="With indentation, colons, quotes or brackets amiss a value would land under "
        "another key, so nothing is guessed.",
    ),
    wrong="note: 比例 1: 2\n",
    right='note: "比例 1: 2"\n',
)
FULL_WIDTH_COLON: Final = Kind(
    code="full-width-colon",
    title=Message(zh="键后面是全角冒号", en="A full-width colon after a key"),
    why=Message(
        zh="中文输入法的“：”在 YAML 里只是文字，键和值会连成一段文字。",
        en="The colon of a Chinese input method is plain text to YAML: key and value become one piece of text.",
    ),
    wrong="名称：镁砂\n",
    right="名称: 镁砂\n",
)
TAB_INDENTATION: Final = Kind(
    code="tab-indentation",
    title=Message(zh="用制表符缩进", en="Indentation by tab"),
    why=Message(
        zh="制表符在各编辑器里宽度不同，YAML 因此不许用它缩进。",
        en="A tab is of different width in every editor, so YAML forbids it for indentation.",
    ),
    wrong="product:\n\tname: 镁碳砖\n",
    right="product:\n  name: 镁碳砖\n",
)
YAML_ALIAS: Final = Kind(
    code="yaml-alias",
    title=Message(zh="使用了锚点、引用或合并键", en="An anchor, alias or merge key"),
    why=Message(
        zh="引用让一行数据同时出现在几处，报告就指不出填报人该改的位置；层层引用还能撑爆内存。",
        en="With an alias one line stands in several places, so a report cannot point to what "
        "must be changed; nested aliases can also exhaust memory.",
    ),
    wrong="a: &kiln 5\nb: *kiln\n",
    right="a: 5\nb: 5\n",
)
YAML_TAG: Final = Kind(
    code="yaml-tag",
    title=Message(zh="使用了 YAML 标签", en="A YAML tag"),
    why=Message(
        zh="标签让程序改变值的类型甚至运行代码；类型由清单的规定决定。",
        en="A tag changes the type of a value or even runs code; here the inventory's own "
        "definition says what a value is.",
    ),
    wrong="amount: !!str 5\n",
    right='amount: "5"\n',
)
SEVERAL_DOCUMENTS: Final = Kind(
    code="several-documents",
    title=Message(zh="一个文件里有几份文档", en="Several documents in one file"),
    why=Message(
        zh="一个文件是一份清单；只读第一份会悄悄丢掉其余的。",
        en="One file is one inventory; reading only the first document would drop the rest unnoticed.",
    ),
    wrong="a: 1\n---\nb: 2\n",
    right="a: 1\nb: 2\n",
)
KEY_NOT_TEXT: Final = Kind(
    code="key-not-text",
    title=Message(zh="键不是文字", en="A key is not text"),
    why=Message(
        zh="JSON、表格和数据库里的键都是文字；数、空值或列表作键，各程序读法不同。",
        en="In JSON, tables and databases keys are text; programs disagree on numbers, nulls and lists as keys.",
    ),
    wrong="2024: 5\n",
    right='"2024": 5\n',
)
KINDS: Final[tuple[Kind, ...]] = (
    YAML_SYNTAX,
    FULL_WIDTH_COLON,
    TAB_INDENTATION,
    YAML_ALIAS,
    YAML_TAG,
    SEVERAL_DOCUMENTS,
    KEY_NOT_TEXT,
)

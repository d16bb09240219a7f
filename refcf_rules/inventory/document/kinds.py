"""Sorts of faults that YAML and JSON documents share."""

from __future__ import annotations

from typing import Final

from refcf_rules.inventory import limits
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

DUPLICATE_KEY: Final = Kind(
    code="duplicate-key",
    title=Message(zh="同一个键写了两次", en="A key is written twice"),
    why=Message(
        zh="两个值只能留一个，程序替人挑选会悄悄丢掉数据。",
        en="Only one of the two values could count, and choosing for the author loses data unnoticed.",
    ),
    wrong="amount: 5\namount: 6\n",
    right="amount: 5\n",
)
NOT_FINITE: Final = Kind(
    code="not-finite",
    title=Message(zh="不是有限的数", en="Not a finite number"),
    why=Message(
        zh="NaN 和无穷大无法参与比较和求和；缺失的值应当留空，而不是写成 NaN。",
        en="NaN and infinity can be neither compared nor added; a missing value is left empty, not written as NaN.",
    ),
    wrong="amount: .nan\n",
    right="amount:\n",
)
NUMBER_TOO_LARGE: Final = Kind(
    code="number-too-large",
    title=Message(zh="数值太大或太长", en="A number is too large or too long"),
    why=Message(
        zh="超出双精度范围的数会变成无穷大，在各种程序里结果不同。",
        en="A number outside the range of a double becomes infinity, and programs then disagree.",
    ),
    wrong="amount: 1e999\n",
    right="amount: 1e9\n",
)
TOO_DEEP: Final = Kind(
    code="too-deep",
    title=Message(zh="嵌套太深", en="Nested too deeply"),
    why=Message(
        zh="清单只有几层；很深的嵌套是坏文件或恶意文件。",
        en="An inventory has a few levels; deep nesting is a broken or hostile file.",
    ),
    wrong="a: " + "[" * limits.DEPTH + "]" * limits.DEPTH + "\n",
    right="a: [[]]\n",
)
TOO_MANY_VALUES: Final = Kind(
    code="too-many-values",
    title=Message(zh="值太多", en="Too many values"),
    why=Message(
        zh="值的个数有上限，坏文件才不会耗尽内存；大批量数据走批处理格式。",
        en="The limit keeps a broken file from using up memory; bulk data has formats of its own.",
    ),
    wrong=f"# 超过 {limits.NODES} 个值 / more than {limits.NODES} values\n",
    right="- 1\n- 2\n",
)
KEY_TOO_LONG: Final = Kind(
    code="key-too-long",
    title=Message(zh="键名太长", en="A key is too long"),
    why=Message(
        zh="每个值都记下到达它的全部键名；太长的键名多半是少了引号或冒号。",
        en="Every value records the keys that lead to it; a very long key is usually a forgotten quote or colon.",
    ),
    wrong="? " + "k" * limits.POINTER_CHARACTERS + "\n: 1\n",
    right="k: 1\n",
)
KINDS: Final[tuple[Kind, ...]] = (
    DUPLICATE_KEY,
    NOT_FINITE,
    NUMBER_TOO_LARGE,
    TOO_DEEP,
    TOO_MANY_VALUES,
    KEY_TOO_LONG,
)

"""Sorts of faults that only a folder of CSV files can have; the others are those of every inventory."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

UNCLOSED_QUOTE: Final = Kind(
    code="unclosed-quote",
    title=Message("引号不成对", "A quotation mark without its partner"),
    why=Message(
        "引号不成对时，后面的各行都会并入这一格而没有人发现。",
        "Without its partner a quotation mark swallows the lines that follow, unnoticed.",
    ),
    wrong='编号,名称\nA1,"电熔镁砂\nA2,石墨\n',
    right="编号,名称\nA1,电熔镁砂\nA2,石墨\n",
)
UNKNOWN_FILE: Final = Kind(
    code="unknown-file",
    title=Message("文件夹里有不认识的文件", "A file that belongs to no table"),
    why=Message(
        "跳过不认识的文件，整张表就悄悄丢了。",
        "Skipping a file that is not known would lose a whole table unnoticed.",
    ),
    wrong="# 活动数据.csv\n编号,名称\n",
    right="# 活动.csv\n编号,名称\n",
)
KINDS: Final[tuple[Kind, ...]] = (UNCLOSED_QUOTE, UNKNOWN_FILE)

"""Sorts of faults of rows and their fields; each pair is a section of an inventory."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

UNKNOWN_FIELD: Final = Kind(
    code="unknown-field",
    title=Message("不认识的项目", "An unknown field"),
    why=Message(
        "跳过不认识的项目，数据就悄悄丢了；多半是名称写错一字或放错了位置。",
        "Skipping it would lose data unnoticed; most often a letter is wrong, or the place.",
    ),
    wrong="output:\n  accepted: 6480 t\n  用量: 7000 t\n",
    right="output:\n  accepted: 6480 t\n  投料量: 7000 t\n",
)
DUPLICATE_FIELD: Final = Kind(
    code="duplicate-field",
    title=Message("同一项写了两次", "One field is written twice"),
    why=Message(
        "“数量”和 amount 是同一项；两个值只能留一个，由填报人决定。",
        "“数量” and amount are one field; only one value can count, and the company decides which.",
    ),
    wrong="output:\n  accepted: 6480 t\n  合格品产量: 6500 t\n",
    right="output:\n  accepted: 6480 t\n",
)
DERIVED_VALUE: Final = Kind(
    code="derived-value",
    title=Message("这一项由程序得出", "This is worked out, not typed in"),
    why=Message(
        "能由其他数据得出的值再填一遍，两者迟早不一致。",
        "A value that follows from other data and is also typed in will sooner or later disagree.",
    ),
    wrong="activities:\n- {id: A1, process: mixing, stage: manufacturing, kind: 电力, direction: input}\n",
    right="activities:\n- {id: A1, process: mixing, kind: 电力, direction: input}\n",
)
WRONG_SHAPE: Final = Kind(
    code="wrong-shape",
    title=Message("写成了别的形式", "Written in another form than expected"),
    why=Message(
        "单个值、一组“键: 值”和带“-”的列表含义不同；形式不对时说不清谁属于谁。",
        "A single value, a group of “key: value” lines and a list with dashes mean different "
        "things; in the wrong form it is unclear what belongs to what.",
    ),
    wrong="activities:\n  A1: {process: mixing, kind: 电力, direction: input}\n",
    right="activities:\n- {id: A1, process: mixing, kind: 电力, direction: input}\n",
)
MISSING_FIELD: Final = Kind(
    code="missing-field",
    title=Message("缺少必填项", "A required field is missing"),
    why=Message(
        "没有这一项，就说不清这一行是什么；其他缺失的数据只会使规则“无法判定”。",
        "Without it nobody can say what the row is; other missing data only leaves rules undecided.",
    ),
    wrong="activities:\n- {id: A1, kind: 电力, direction: input}\n",
    right="activities:\n- {id: A1, process: mixing, kind: 电力, direction: input}\n",
)
REPEATED_ID: Final = Kind(
    code="repeated-id",
    title=Message("编号重复", "An id is used twice"),
    why=Message(
        "报告、豁免和引用都按编号指认一行；两行同号就指不清。",
        "Reports, waivers and references name a row by its id; two rows with one id cannot be told apart.",
    ),
    wrong="activities:\n"
    "- {id: A1, process: mixing, kind: 电力, direction: input}\n"
    "- {id: A1, process: mixing, kind: 燃料, direction: input}\n",
    right="activities:\n"
    "- {id: A1, process: mixing, kind: 电力, direction: input}\n"
    "- {id: A2, process: mixing, kind: 燃料, direction: input}\n",
)
UNKNOWN_REFERENCE: Final = Kind(
    code="unknown-reference",
    title=Message("所指的行不存在", "It refers to something that is not there"),
    why=Message(
        "指向不存在的共用计量或因子时，这一行会整份算给本产品，或者完全算不出来。",
        "A row that names a pool or factor that does not exist would be counted in full, or not at all.",
    ),
    wrong="activities:\n- {id: A1, process: mixing, kind: 电力, direction: input, pool: 一号窑}\npools: []\n",
    right="activities:\n- {id: A1, process: mixing, kind: 电力, direction: input, pool: 一号窑}\n"
    "pools:\n- {id: 一号窑, process: mixing}\n",
)
KINDS: Final[tuple[Kind, ...]] = (
    UNKNOWN_FIELD,
    DUPLICATE_FIELD,
    DERIVED_VALUE,
    WRONG_SHAPE,
    MISSING_FIELD,
    REPEATED_ID,
    UNKNOWN_REFERENCE,
)

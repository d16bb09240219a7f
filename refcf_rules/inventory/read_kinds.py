"""Sorts of faults of the inventory as a whole; each pair is a section of an inventory or a whole one."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

MOST_ROWS: Final = 100_000

NOT_AN_INVENTORY: Final = Kind(
    code="not-an-inventory",
    title=Message("这不是清单", "This is not an inventory"),
    why=Message(
        "别的文件读得出字来，也读不出清单；当作“没有数据”会得出错误的结论。",
        "Another file can be read as text but not as an inventory; taking it for “no data” would mislead.",
    ),
    wrong="- 一张表\n- 另一张表\n",
    right="refcf: 1\n",
)
WRONG_VERSION: Final = Kind(
    code="wrong-version",
    title=Message("清单格式的版本不对", "The version of the format is wrong"),
    why=Message(
        "第一行写明格式的版本，以后格式变了，旧文件也不会被读错。",
        "The first line states the version of the format, so that old files are not misread when it changes.",
    ),
    wrong="refcf: 2\n",
    right="refcf: 1\n",
)
UNKNOWN_SECTION: Final = Kind(
    code="unknown-section",
    title=Message("不认识的部分", "An unknown section"),
    why=Message(
        "跳过不认识的部分，整张表就悄悄丢了。",
        "Skipping it would lose a whole table unnoticed.",
    ),
    wrong="outputs:\n  accepted: 6480 t\n",
    right="output:\n  accepted: 6480 t\n",
)
DUPLICATE_SECTION: Final = Kind(
    code="duplicate-section",
    title=Message("同一部分写了两次", "One section is written twice"),
    why=Message(
        "两段只能留一段；合并还是舍弃，由填报人决定。",
        "Only one of the two could count; joining or dropping is for the company to decide.",
    ),
    wrong="output:\n  accepted: 6480 t\n产出:\n  charged: 7000 t\n",
    right="output:\n  accepted: 6480 t\n  charged: 7000 t\n",
)
SEVERAL_PRODUCTS: Final = Kind(
    code="several-products",
    title=Message("一份清单只写一个产品", "One inventory is for one product"),
    why=Message(
        "共用的窑和电表按各产品的分配键分摊，其他产品写在共用者里；两个产品是两份清单。",
        "Shared kilns and meters are divided by the keys of their users, where other products "
        "stand; two products are two inventories.",
    ),
    wrong="product:\n"
    "- {id: P1, name: 砖一, class: magnesia-carbon-brick}\n"
    "- {id: P2, name: 砖二, class: magnesia-carbon-brick}\n",
    right="product: {id: P1, name: 砖一, class: magnesia-carbon-brick}\n",
)
MISSING_SECTION: Final = Kind(
    code="missing-section",
    title=Message("缺少必有的部分", "A section is missing"),
    why=Message(
        "没有产品和报告期，就不知道结果是谁的、哪一年的。",
        "Without product and period nobody can say whose result it is, and of which year.",
    ),
    wrong="period:\n",
    right="period: {start: 2025-01-01, end: 2025-12-31}\n",
)
REVERSED_PERIOD: Final = Kind(
    code="reversed-period",
    title=Message("结束早于开始", "The end is before the start"),
    why=Message(
        "开始和结束写反，月数和因子的年份都会算错。",
        "With start and end exchanged the months and the years of the factors come out wrong.",
    ),
    wrong="period: {start: 2025-12-31, end: 2025-01-01}\n",
    right="period: {start: 2025-01-01, end: 2025-12-31}\n",
)
TOO_MANY_ROWS: Final = Kind(
    code="too-many-rows",
    title=Message("行数太多", "Too many rows"),
    why=Message(
        "检查在填报人的电脑上进行；一份清单几千行，行数有上限，坏文件才不会耗尽内存。",
        "Checking runs on the author's own computer, and an inventory has some thousand rows; "
        "the limit keeps a broken file from using up its memory.",
    ),
    wrong=f"# 超过 {MOST_ROWS} 行 / more than {MOST_ROWS} rows\n",
    right="composition:\n- {component: MgO, share: 76.5 %}\n",
)
KINDS: Final[tuple[Kind, ...]] = (
    NOT_AN_INVENTORY,
    WRONG_VERSION,
    UNKNOWN_SECTION,
    DUPLICATE_SECTION,
    SEVERAL_PRODUCTS,
    MISSING_SECTION,
    REVERSED_PERIOD,
    TOO_MANY_ROWS,
)

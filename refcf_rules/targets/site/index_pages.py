"""The pages that cut across clauses, in the order of the menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.document import Block
from refcf_rules.targets.site.indexes.changes import changes, overrides_of
from refcf_rules.targets.site.indexes.classes import classes, classes_of
from refcf_rules.targets.site.indexes.comparison.columns import compared_parts, comparison
from refcf_rules.targets.site.indexes.examples import examples
from refcf_rules.targets.site.indexes.factors import factors, factors_of
from refcf_rules.targets.site.indexes.fields import by_table, fields
from refcf_rules.targets.site.indexes.numbers import numbers, open_values, tables_of, values_of
from refcf_rules.targets.site.indexes.people import by_people, entries_of
from refcf_rules.targets.site.indexes.quality.page import quality
from refcf_rules.targets.site.indexes.rules import rules, rules_of
from refcf_rules.targets.site.indexes.stages import stages
from refcf_rules.targets.site.indexes.subject import Subject
from refcf_rules.targets.site.series import Book, contexts_of


@record
class IndexPage:
    """One index: where it stands, what it is for, how it is made, how many things it lists; its script."""

    id: str
    title: Message
    lead: Message
    blocks: Callable[[Subject], tuple[Block, ...]]
    count: Callable[[tuple[Book, ...]], int]
    hide: tuple[str, ...] = ()
    script: str = "filter.js"

    @property
    def path(self) -> str:
        """The page."""
        return f"{self.id}.md"


INDEXES: Final = (
    IndexPage(
        "rules",
        Message("规则索引", "Index by rule"),
        Message(
            "程序逐条检查的全部规则，每条一次。应：不满足即不符合；宜：不满足只提示；可：允许。",
            "Every rule that the program checks, once. Shall: not met means violated; should: not met only warns; "
            "may: allowed.",
        ),
        rules,
        lambda books: len(rules_of(contexts_of(books))),
        ("toc",),
    ),
    IndexPage(
        "inventory",
        Message("清单字段索引", "Index by inventory field"),
        Message(
            "企业填写的全部字段：写在文件和计算表的哪里，哪些规则和公式读取它。"
            "字段可用编号、中文名或英文名书写，数量要带单位。",
            "Every field a company fills in: where it stands in a file and in the workbook, which rules and formulas "
            "read it. A field may be written by its id or its label in either language; quantities carry their unit.",
        ),
        fields,
        lambda books: sum(len(found) for _, found in by_table(contexts_of(books))),
    ),
    IndexPage(
        "stages",
        Message("阶段索引", "Index by life-cycle stage"),
        Message(
            "每个阶段的单元过程，对它们的规定，它们的过程排放，以及示例清单中的活动和因子。",
            "The unit processes of each stage, what is required of them, their process emissions, and the activities "
            "and factors of the example inventories.",
        ),
        stages,
        lambda books: len({one.id for each in contexts_of(books) for one in each.standard.boundary.stages}),
    ),
    IndexPage(
        "classes",
        Message("产品类别索引", "Index by product class"),
        Message(
            "每个产品类别的状态和成分，以及适用部分的单位、单元过程、规则和分级。",
            "The state and composition of each product class, and the units, unit processes, rules and grades of the "
            "part that applies.",
        ),
        classes,
        lambda books: len(classes_of(contexts_of(books))),
    ),
    IndexPage(
        "compare",
        Message("各部分对照", "Parts side by side"),
        Message(
            "每列一个部分，可选择显示哪些列；与多数部分不同的单元格有标记。",
            "One column for each part; choose which to show. Cells that differ from most others are marked.",
        ),
        comparison,
        lambda books: len(compared_parts(contexts_of(books))),
        script="compare.js",
    ),
    IndexPage(
        "numbers",
        Message("数值台账", "Ledger of numbers"),
        Message(
            "标准规定的每个限值、参数和数据表，它的状态、来源，以及用到它的规则和公式；尚未确定的排在前面。",
            "Every limit, parameter and table that the standard sets, with its status, its source and the rules and "
            "formulas that use it; those still open come first.",
        ),
        numbers,
        lambda books: len(values_of(contexts_of(books))) + len(tables_of(contexts_of(books))),
        ("toc",),
    ),
    IndexPage(
        "factors",
        Message("因子台账", "Ledger of factors"),
        Message(
            "因子库中的每个排放因子：类别、潜势值版本、地域、年份、有效期、来源，以及用到它的示例。",
            "Every emission factor of the library: its kind, GWP set, place, year, validity and source, and the "
            "examples that use it.",
        ),
        factors,
        lambda books: len(factors_of(contexts_of(books))),
        ("toc",),
    ),
    IndexPage(
        "by-people",
        Message("由人判断的规定", "For people to judge"),
        Message(
            "条文要求、但程序不能检查的内容，逐条写明原因和由谁判断。",
            "What the text requires and no program can check, each with the reason and who judges it.",
        ),
        by_people,
        lambda books: len(entries_of(contexts_of(books))),
        ("toc",),
    ),
    IndexPage(
        "examples",
        Message("示例", "Worked examples"),
        Message(
            "每个示例都由程序执行，判定和结果与此处所列一致才能通过。",
            "Every example is executed; it passes only if verdict and results are as listed here.",
        ),
        examples,
        lambda books: len({one.id for each in contexts_of(books) for one in each.standard.examples}),
        ("toc",),
    ),
    IndexPage(
        "quality",
        Message("质量页", "Quality"),
        Message(
            "示例证明了什么，各成果是否一致，还有什么没有确定。数字都在生成本网站时统计。",
            "What the examples prove, whether the outputs agree, what is still open. All figures were counted when "
            "this site was made.",
        ),
        quality,
        lambda books: len(open_values(contexts_of(books))),
    ),
    IndexPage(
        "changes",
        Message("改动清单", "Change list"),
        Message(
            "各部分的版本、增加的内容，以及加严、替换或取消的规定，每处都有理由。",
            "The edition of each part, what it adds, and what it tightens, replaces or withdraws, with the reason.",
        ),
        changes,
        lambda books: len(overrides_of(contexts_of(books))),
    ),
)

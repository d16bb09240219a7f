"""The pages that cut across clauses: rules, inventory, numbers, factors, ledgers, changes, examples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.prose import ledgers
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Block, Heading
from refcf_rules.targets.prose.examples import examples
from refcf_rules.targets.prose.side_by_side import blocks_of
from refcf_rules.targets.site.cover import part_label
from refcf_rules.targets.site.series import Book, contexts_of


@record
class IndexPage:
    """One index: where it stands, what it is for, how it is made, how many things it lists."""

    id: str
    title: Message
    lead: Message
    blocks: Callable[[tuple[Book, ...]], tuple[Block, ...]]
    count: Callable[[tuple[Book, ...]], int]
    hide: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The page."""
        return f"{self.id}.md"


def _each(blocks: Callable[[Context], tuple[Block, ...]]) -> Callable[[tuple[Book, ...]], tuple[Block, ...]]:
    """The blocks of each standard under its name; those of a single one without."""

    def of(books: tuple[Book, ...]) -> tuple[Block, ...]:
        contexts = contexts_of(books)
        if len(contexts) == 1:
            return blocks(contexts[0])
        found: list[Block] = []
        for context in contexts:
            part = context.standard.part
            found.append(Heading(1, f"{part.number} {part_label(context.say(part.title))}".strip()))
            found.extend(blocks_of(part.id, blocks(context)))
        return tuple(found)

    return of


def _total(count: Callable[[Context], int]) -> Callable[[tuple[Book, ...]], int]:
    return lambda books: sum(count(context) for context in contexts_of(books))


def _numbers(context: Context) -> dict[str, str]:
    return ledgers.numbers_of(context.standard.clauses)


INDEXES: Final = (
    IndexPage(
        "rules",
        Message("规则一览", "All rules"),
        Message(
            "程序逐条检查的全部规则。应：不满足即不符合；宜：不满足只提示；可：允许。",
            "Every rule that the program checks. Shall: not met means violated; should: not met only warns; "
            "may: allowed.",
        ),
        _each(lambda context: ledgers.rules(context, _numbers(context))),
        _total(lambda context: len(context.standard.requirements)),
        ("toc",),
    ),
    IndexPage(
        "inventory",
        Message("清单字段", "Inventory fields"),
        Message(
            "企业填写的全部字段，以及读取每个字段的规则。字段可用编号、中文名或英文名书写，数量要带单位。",
            "Every field a company fills in, and the rules that read it. A field may be written by its id or its label "
            "in either language; quantities carry their unit.",
        ),
        _each(ledgers.inventory),
        _total(lambda context: sum(not one.derived for table in context.standard.tables for one in table.fields)),
    ),
    IndexPage(
        "numbers",
        Message("数值台账", "Ledger of numbers"),
        Message(
            "标准规定的每个数值、它的状态和来源；尚未确定的排在前面。",
            "Every number the standard sets, with its status and source; those still open come first.",
        ),
        _each(lambda context: ledgers.numbers_ledger(context, _numbers(context))),
        _total(lambda context: sum(len(one.values) for one in context.standard.parameters)),
        ("toc",),
    ),
    IndexPage(
        "factors",
        Message("因子台账", "Ledger of factors"),
        Message(
            "因子库中的每个排放因子：口径、潜势值版本、地域、年份、有效期和来源。",
            "Every emission factor of the library: what it covers, its GWP set, place, year, validity and source.",
        ),
        _each(ledgers.factors),
        _total(lambda context: len(context.standard.factors)),
        ("toc",),
    ),
    IndexPage(
        "by-people",
        Message("由人判断的规定", "For people to judge"),
        Message(
            "条文要求、但程序不能检查的内容，逐条写明原因；由核查员判断。",
            "What the text requires and no program can check, each with the reason; the verifier judges it.",
        ),
        _each(lambda context: ledgers.not_checkable(context, _numbers(context))),
        _total(lambda context: len(context.standard.not_checkable)),
        ("toc",),
    ),
    IndexPage(
        "changes",
        Message("对上级部分的改动", "Changes to what is extended"),
        Message(
            "本部分加严、替换或取消的规定，每处都有理由。",
            "What this part tightens, replaces or withdraws, each with its reason.",
        ),
        _each(ledgers.changes),
        _total(lambda context: len(context.standard.overrides)),
        ("toc",),
    ),
    IndexPage(
        "examples",
        Message("示例", "Worked examples"),
        Message(
            "每个示例都由程序执行，判定和结果与此处所列一致才能通过。",
            "Every example is executed; it passes only if verdict and results are as listed here.",
        ),
        _each(examples),
        _total(lambda context: len(context.standard.examples)),
        ("toc",),
    ),
)

"""Product classes and their composition windows."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.expression import Expression
from refcf_rules.model.standard import ProductClass, Window
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Block, Code, Inlines, Place, Table, Tag, Target, Text, joined, slim, text
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.references import source_links

_CLASSES: Final = Message("适用的产品类别", "Product classes covered")
_HEADER: Final = (
    Message("产品类别", "Product class"),
    Message("状态", "State"),
    Message("组分", "Component"),
    Message("质量分数", "Mass fraction"),
    Message("分类依据", "Classified by"),
    Message("编号", "Id"),
)
_OPEN: Final = Message("待委员会确定", "committee to set")
_ENDS: Final = {
    ("lowest", False): Message("不小于 {limit}", "at least {limit}"),
    ("lowest", True): Message("大于 {limit}", "above {limit}"),
    ("highest", False): Message("不大于 {limit}", "at most {limit}"),
    ("highest", True): Message("小于 {limit}", "below {limit}"),
}


def product_blocks(context: Context, products: tuple[ProductClass, ...]) -> tuple[Block, ...]:
    """The classes in one table, a line for each component."""
    rows = [row for product in products for row in _rows(context, product)]
    if not rows:
        return ()
    return (slim(Table(context.say(_CLASSES), tuple(map(context.say, _HEADER)), tuple(rows))),)


def _rows(context: Context, product: ProductClass) -> list[tuple[Inlines, ...]]:
    state = context.names.options.get(("state", product.state or ""))
    names: tuple[Inlines, ...] = (text(context.say(product.label)), _state(context, product.id, state))
    last: tuple[Inlines, ...] = (source_links(context, product.classified_by), (Code(product.id),))
    rows: list[tuple[Inlines, ...]] = []
    for window in product.windows:
        first = names if not rows else ((), ())
        ends = last if not rows else ((), ())
        target = Target(Place("rule", f"product.{product.id}.{window.component}"))
        rows.append((*first, (target, Text(window.component)), window_words(context, window), *ends))
    return rows or [(*names, (), (), *last)]


def _state(context: Context, product: str, state: Message | None) -> Inlines:
    if state is None:
        return ()
    return (Target(Place("rule", f"product.{product}.state")), Text(context.say(state)))


def window_words(context: Context, window: Window) -> Inlines:
    """The limits on one component."""
    ends = (("lowest", window.lowest, window.lowest_open), ("highest", window.highest, window.highest_open))
    found = [_end(context, name, limit, is_open=is_open) for name, limit, is_open in ends if limit is not None]
    if not found:
        return (Tag(context.say(_OPEN), "open"),)
    return joined(found, context.say(Message("，", ", ")))


def _end(context: Context, name: str, limit: Expression, *, is_open: bool) -> Inlines:
    pattern = context.say(_ENDS[name, is_open])
    before = pattern.partition("{limit}")[0].rstrip() if context.language == "zh" else pattern.partition("{limit}")[0]
    return (Text(before), *Writer(context).words(limit))

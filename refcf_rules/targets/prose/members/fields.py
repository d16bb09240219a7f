"""Fields of the inventory: what a company fills in, table by table."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.field import Field
from refcf_rules.model.field import Table as InventoryTable
from refcf_rules.model.requirement import Requirement
from refcf_rules.model.types import ChoiceType, NumberType, ReferenceType, type_words
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Code,
    Inlines,
    Link,
    Place,
    Table,
    Tag,
    Target,
    Text,
    joined,
    slim,
    text,
)
from refcf_rules.targets.prose.unit_text import pretty_unit

_HEADER: Final = (
    Message("字段", "Field"),
    Message("写法", "Written as"),
    Message("内容", "Content"),
    Message("用到它的规则", "Read by the rules"),
)
_ADDED: Final = Message("清单增加的字段：{table}", "Fields added to the inventory: {table}")
_REQUIRED: Final = Message("必填", "required")
_CHOICE: Final = Message("选项：{options}", "one of: {options}")
_SHARE: Final = Message("比例", "share")
_NUMBER: Final = Message("数值", "number")
_REFERENCE: Final = Message("{table}的编号", "id of a {table}")
_MANY_OPTIONS: Final = 12


def field_table(
    context: Context,
    caption: str,
    table: InventoryTable,
    fields: tuple[Field, ...],
    read_by: dict[tuple[str, str], list[Requirement]] | None = None,
) -> Table:
    """Fields of one table of the inventory; with ``read_by``, the rules that read each."""
    rows = []
    for field in fields:
        id_ = f"{table.id}.{field.id}"
        target = () if read_by is None else (Target(Place("field", id_)),)
        required: Inlines = (Text(" "), Tag(context.say(_REQUIRED), "good")) if field.required else ()
        rules = (read_by or {}).get((table.id, field.id), [])
        links = joined(((Link((Code(one.id),), Place("rule", one.id)),) for one in rules), " ")
        label: Inlines = (*target, Text(context.say(field.label)), *required)
        rows.append((label, (Code(field.id),), content_of(context, field), links))
    return slim(Table(caption, tuple(map(context.say, _HEADER)), tuple(rows)))


def content_of(context: Context, field: Field) -> Inlines:
    """What may be written into a field."""
    match field.type:
        case ChoiceType(choice=choice):
            return _choice(context, choice)
        case NumberType(dimension=dimension) if field.unit is not None:
            if field.unit.symbol in {"1", "%"}:
                return text(context.say(_SHARE if field.unit.symbol == "%" else _NUMBER))
            words = dimension.words() if dimension is not None else type_words(field.type)
            return text(
                f"{context.say(words)} {_bracketed(context, pretty_unit(field.unit.symbol, context.language))}".replace(
                    " （", "（"
                )
            )
        case ReferenceType(table=table):
            return text(context.say(_REFERENCE.filled(table=context.names.table(table))))
        case type_:
            return text(context.say(type_words(type_)))


def _bracketed(context: Context, content: str) -> str:
    return f"（{content}）" if context.language == "zh" else f"({content})"


def _choice(context: Context, id_: str) -> Inlines:
    found = next((one for one in context.standard.choices if one.id == id_), None)
    if found is None:
        return ()
    options = [one for one in found.options if not one.group]
    if len(options) > _MANY_OPTIONS:
        return (Link(text(context.say(found.label)), Place("ledger", f"choice-{id_}")),)
    listed = context.say(Message("、", ", ")).join(context.say(one.label) for one in options)
    return text(context.say(_CHOICE.filled(options=listed)))


def added_fields(context: Context, clause: str) -> tuple[Block, ...]:
    """The fields that a clause adds, one table for each table of the inventory."""
    blocks: list[Block] = []
    for table in context.standard.tables:
        mine = tuple(one for one in table.fields if one.span is not None and context.clause_at(one.span) == clause)
        mine = tuple(one for one in mine if table.id not in {"service", "report"})
        if mine:
            caption = context.say(_ADDED.filled(table=context.say(table.label)))
            blocks.append(field_table(context, caption, table, mine))
    return tuple(blocks)

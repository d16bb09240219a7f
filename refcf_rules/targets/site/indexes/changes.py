"""The change list: which edition each part is, what it adds to what it extends, and what it changes there, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from refcf_rules.model.requirement import Override
from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Code,
    Heading,
    Inlines,
    Link,
    Paragraph,
    Place,
    Table,
    Tag,
    Text,
    slim,
    text,
)
from refcf_rules.targets.prose.front import cover_of
from refcf_rules.targets.prose.provision import OVERRIDES
from refcf_rules.targets.prose.side_by_side import inlines_of
from refcf_rules.targets.site.indexes.declared import Declared, declared, part_at
from refcf_rules.targets.site.indexes.parts import PART, part_link
from refcf_rules.targets.site.indexes.rules import rule_part
from refcf_rules.targets.site.indexes.subject import Subject
from refcf_rules.targets.site.series import Book

_CHANGES: Final = Message("对上级部分的改动", "Changes to what is extended")
_HEADER: Final = (
    PART,
    Message("改动", "Change"),
    Message("所改规定", "Provision changed"),
    Message("理由", "Why"),
)
_EDITIONS: Final = Message("各部分的版本", "Editions of the parts")
_EDITION_HEADER: Final = (
    PART,
    Message("编号", "Number"),
    Message("版本", "Edition"),
    Message("状态", "Status"),
    Message("依据的部分", "Extends"),
    Message("增加的内容", "What it adds"),
)
_ADDS: Final[tuple[tuple[Message, Callable[[Standard, str], int]], ...]] = (
    (
        Message("{count} 条规则", "{count} rules"),
        lambda standard, part: sum(rule_part(standard, one) == part for one in standard.requirements),
    ),
    (
        Message("{count} 个公式", "{count} formulas"),
        lambda standard, part: sum(part_at(standard, one.span) == part for one in standard.calculations),
    ),
    (
        Message("{count} 个清单字段", "{count} inventory fields"),
        lambda standard, part: sum(
            part_at(standard, one.span) == part for table in standard.tables for one in table.fields
        ),
    ),
    (
        Message("{count} 个因子", "{count} factors"),
        lambda standard, part: sum(part_at(standard, one.span) == part for one in standard.factors),
    ),
    (
        Message("{count} 个示例", "{count} examples"),
        lambda standard, part: sum(one.part == part for one in standard.examples),
    ),
)
_NO_CHANGES: Final = Message(
    "没有：各部分只增加规定，不改动上级部分。", "None: the parts only add to what they extend."
)


def changes(subject: Subject) -> tuple[Block, ...]:
    """The changes, then the editions."""
    found = overrides_of(subject.contexts)
    listed: Block = Paragraph(text(subject.say(_NO_CHANGES)))
    if found:
        listed = slim(Table("", tuple(map(subject.say, _HEADER)), tuple(map(_change, found))))
    editions = tuple(_edition(book) for book in subject.books)
    return (
        Heading(1, subject.say(_CHANGES), Place("ledger", "changes")),
        listed,
        Heading(1, subject.say(_EDITIONS), Place("ledger", "editions")),
        slim(Table("", tuple(map(subject.say, _EDITION_HEADER)), editions)),
    )


def overrides_of(contexts: tuple[Context, ...]) -> tuple[Declared[Override], ...]:
    """Each change that a part makes, once."""
    return declared(contexts, lambda one: one.overrides, lambda one: one.target, lambda _, one: one.part)


def _change(one: Declared[Override]) -> tuple[Inlines, ...]:
    context, override = one.context, one.thing
    place = Place("rule" if override.target in context.requirements else "number", override.target)
    target: Inlines = (
        Link(text(target_label(context, override.target)), place),
        Text(" "),
        Code(override.target),
    )
    cells = (
        part_link(context, override.part),
        (Tag(context.say(OVERRIDES[override.kind]), "warn"),),
        target,
        text(context.say(override.reason)),
    )
    return tuple(inlines_of(context.standard.id, cell) for cell in cells)


def target_label(context: Context, id_: str) -> str:
    """What people call the provision; its id where it was withdrawn."""
    found = context.requirements.get(id_)
    return context.say(found.label if found is not None else context.names.scalar(id_))


def _edition(book: Book) -> tuple[Inlines, ...]:
    context, part = book.context, book.part
    cover = cover_of(context, part)
    counts = ((words, count(context.standard, part.id)) for words, count in _ADDS)
    adds = context.say(Message("、", ", ")).join(
        context.say(words.filled(count=count)) for words, count in counts if count
    )
    return (
        part_link(context, part.id),
        text(cover.number),
        text(cover.edition),
        (Tag(cover.status, "good" if cover.is_published else "open"),),
        part_link(context, part.extends) if part.extends else (),
        text(adds),
    )

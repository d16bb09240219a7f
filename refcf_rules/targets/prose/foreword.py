"""Foreword and introduction of a part (前言、引言).

The foreword has the order of GB/T 1.1—2020, 8.3; what nobody has set yet is named as open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.model.standard import Drafting, Part, Replaced
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.clauses import paragraph_of
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Inlines,
    Items,
    Link,
    Paragraph,
    Place,
    Section,
    Tag,
    Text,
    text,
)
from refcf_rules.targets.prose.front import STATUS, extended

_INTRODUCTION: Final = Message("引言", "Introduction")
_FOREWORD: Final = Message("前言", "Foreword")
_DRAFTED: Final = Message(
    "本文件按照 GB/T 1.1—2020《标准化工作导则 第1部分：标准化文件的结构和起草规则》的规定起草。",
    "This document is drafted in accordance with GB/T 1.1—2020, Directives for standardization — "
    "Part 1: Rules for the structure and drafting of standardizing documents.",
)
_PART_OF: Final = Message("本文件是 {series} 的第{number}部分。", "This document is part {number} of {series}.")
_PARTS_ISSUED: Final = Message(
    "{series} 已经发布了以下部分：", "{series} consists of the following parts, all published:"
)
_PARTS_DRAFTED: Final = Message(
    "{series} 由以下部分构成，括号内是各部分所处的阶段：",
    "{series} consists of the following parts; the stage of each stands in brackets:",
)
_STAGE: Final = Message("（{status}）", " ({status})")
_WITH: Final = Message("本文件与 {parts}配合使用。", "This document is used together with {parts}.")
_TITLED: Final = Message("{number}《{title}》", "{number}, {title}")
_REPLACES: Final = Message("本文件代替 {number}。", "This document replaces {number}.")
_CHANGES: Final = Message(
    "本文件代替 {number}。与 {number} 相比，除结构调整和编辑性改动外，主要技术变化如下：{changes}",
    "This document replaces {number}. Against {number}, apart from changes of structure and wording, the main "
    "technical changes are: {changes}",
)
_PATENT: Final = Message(
    "请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。",
    "Attention is drawn to the possibility that some elements of this document may be the subject of patents. "
    "The issuing body shall not be held responsible for identifying any such patents.",
)
_ISSUED: Final = Message("本文件由{publisher}发布。", "This document is issued by {publisher}.")
_PROPOSED_AND_ADMINISTERED: Final = Message(
    "本文件由{names}提出并归口。", "This document was proposed by and is administered by {names}."
)
_PROPOSED: Final = Message("本文件由{names}提出。", "This document was proposed by {names}.")
_ADMINISTERED: Final = Message("本文件由{names}归口。", "This document is administered by {names}.")
_DRAFTED_BY: Final = Message("本文件起草单位：{names}。", "Drafting organizations of this document: {names}.")
_DRAFTERS: Final = Message("本文件主要起草人：{names}。", "Main drafters of this document: {names}.")
_OPEN: Final = Message("由标准工作组确定", "To be set by the committee")
_OPEN_ITEMS: Final = Message("{tag}：{items}。", "{tag}: {items}.")
_AND: Final = Message("、", ", ")


def foreword_of(context: Context, part: Part) -> Section:
    """The foreword: the fixed sentences, what the part tells of itself, and on a draft what is still open."""
    blocks = [Paragraph(text(context.say(words))) for words in _sentences(context, part)]
    if part.status != "published":
        blocks.extend(_still_open(context, part.drafting))
    return Section(Place("page", f"{part.id}.foreword"), "", context.say(_FOREWORD), tuple(blocks))


def _sentences(context: Context, part: Part) -> Iterator[Message]:
    yield _DRAFTED
    if part.extends is not None:
        yield _WITH.filled(parts=_titles(context, part))
    yield from (_replaced(one) for one in part.replaces)
    yield _PATENT
    if context.say(part.publisher):
        yield _ISSUED.filled(publisher=part.publisher)
    yield from _made(part.drafting)


def _replaced(of: Replaced) -> Message:
    if of.changes is None:
        return _REPLACES.filled(number=of.number)
    return _CHANGES.filled(number=of.number, changes=of.changes)


def _made(drafting: Drafting) -> Iterator[Message]:
    """Who proposed and wrote the part; one body may have proposed it and administer it."""
    if drafting.proposed_by == drafting.administered_by != ():
        yield _PROPOSED_AND_ADMINISTERED.filled(names=_named(drafting.proposed_by))
    else:
        yield from _if_named(_PROPOSED, drafting.proposed_by)
        yield from _if_named(_ADMINISTERED, drafting.administered_by)
    yield from _if_named(_DRAFTED_BY, drafting.organizations)
    yield from _if_named(_DRAFTERS, drafting.drafters)


def _if_named(words: Message, names: tuple[Message, ...]) -> Iterator[Message]:
    if names:
        yield words.filled(names=_named(names))


def _named(names: tuple[Message, ...]) -> Message:
    return Message(_AND.zh.join(one.zh for one in names), _AND.en.join(one.en for one in names))


def _still_open(context: Context, drafting: Drafting) -> Iterator[Paragraph]:
    """One line that says what the foreword of a draft still lacks; it looks like no sentence of the foreword."""
    items = (
        (drafting.proposed_by, Message("提出单位", "proposing body")),
        (drafting.administered_by, Message("归口单位", "administering body")),
        (drafting.organizations, Message("起草单位", "drafting organizations")),
        (drafting.drafters, Message("主要起草人", "main drafters")),
    )
    missing = [words for names, words in items if not names]
    if missing:
        before, after = context.say(_OPEN_ITEMS.filled(items=_named(tuple(missing)))).split("{tag}")
        yield Paragraph((*text(before), Tag(context.say(_OPEN), "open"), *text(after)))


def introduction_of(context: Context, part: Part) -> tuple[Section, ...]:
    """The introduction as it is written; nothing where the part has none (GB/T 1.1—2020, 8.4)."""
    blocks = tuple(paragraph_of(context, one) for one in part.introduction)
    place = Place("page", f"{part.id}.introduction")
    return (Section(place, "", context.say(_INTRODUCTION), blocks),) if blocks else ()


def list_of_parts(context: Context, series: str, number: int | None, parts: tuple[Part, ...]) -> tuple[Block, ...]:
    """The sentences of the foreword on the series: which part this is, and which there are (GB/T 1.1—2020, 8.3).

    ``series`` is the number that the parts share, ``number`` that of this part.
    """
    issued = all(one.status == "published" for one in parts)
    lead = (_PARTS_ISSUED if issued else _PARTS_DRAFTED).filled(series=series)
    own = context.say(_PART_OF.filled(series=series, number=number)) if number is not None else ""
    space = " " if own and context.language == "en" else ""
    return (
        Paragraph(text(own + space + context.say(lead))),
        Items(tuple(_listed(context, one, issued=issued) for one in parts)),
    )


def _listed(context: Context, part: Part, *, issued: bool) -> Inlines:
    name = context.say(_TITLED.filled(number=part.number, title=context.say(part.title)))
    status = context.say(STATUS.get(part.status, Message(part.status, part.status)))
    link = Link(text(name), Place("page", part.id, part.id))
    return (link,) if issued else (link, Text(context.say(_STAGE.filled(status=status))))


def _titles(context: Context, part: Part) -> Message:
    parts = [_TITLED.filled(number=one.number, title=one.title) for one in reversed(extended(context, part))]
    return Message("、".join(one.zh for one in parts), "; ".join(one.en for one in parts))

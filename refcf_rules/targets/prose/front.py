"""What stands before the clauses: cover, foreword, and the fixed clauses 1 to 3 where nobody wrote them."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.standard import Part
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Cover,
    Inlines,
    Items,
    Link,
    Paragraph,
    Place,
    Section,
    Text,
    text,
)

STATUS: Final = {
    "working draft": Message("工作组讨论稿", "Working draft"),
    "draft for comments": Message("征求意见稿", "Draft for comments"),
    "draft for review": Message("送审稿", "Draft for review"),
    "draft for approval": Message("报批稿", "Draft for approval"),
    "published": Message("已发布", "Published"),
}
# GB/T 1.1—2020, 8.1: what the cover of a draft for comments or for review asks for.
_CALLING: Final = frozenset({"draft for comments", "draft for review"})
_CALL: Final = Message(
    "在提交反馈意见时，请将您知道的相关专利连同支持性文件一并附上。",
    "When commenting, please submit any relevant patents that you know of, with supporting documents.",
)
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
_PATENT: Final = Message(
    "请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。",
    "Attention is drawn to the possibility that some elements of this document may be the subject of patents. "
    "The issuing body shall not be held responsible for identifying any such patents.",
)
_ISSUED: Final = Message("本文件由{publisher}发布。", "This document is issued by {publisher}.")
_TO_COMPLETE: Final = Message(
    "提出单位、归口单位、起草单位和主要起草人由秘书处补充。",
    "The secretariat adds the proposing body, the body in charge, the drafting organizations and the drafters.",
)
_SCOPE: Final = Message("范围", "Scope")
_GIVES: Final = Message("本文件规定了“{title}”的内容。", "This document specifies: {title}.")
_REFERENCES: Final = Message("规范性引用文件", "Normative references")
_REFERENCES_LEAD: Final = Message(
    "下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。其中，注日期的引用文件，"
    "仅该日期对应的版本适用于本文件；不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。",
    "The following documents are referred to in the text in such a way that some or all of their content "
    "constitutes requirements of this document. For dated references, only the edition cited applies. "
    "For undated references, the latest edition of the referenced document (including any amendments) applies.",
)
_NO_REFERENCES: Final = Message("本文件没有规范性引用文件。", "There are no normative references in this document.")
_TERMS: Final = Message("术语和定义", "Terms and definitions")
_TERMS_LEAD: Final = Message(
    "下列术语和定义适用于本文件。", "For the purposes of this document, the following terms and definitions apply."
)
_TERMS_AND: Final = Message(
    "{parts}界定的以及下列术语和定义适用于本文件。",
    "For the purposes of this document, the terms and definitions given in {parts} and the following apply.",
)
_TERMS_OF: Final = Message(
    "{parts}界定的术语和定义适用于本文件。",
    "For the purposes of this document, the terms and definitions given in {parts} apply.",
)
_NO_TERMS: Final = Message("本文件没有需要界定的术语和定义。", "No terms and definitions are listed in this document.")


def cover_of(context: Context, part: Part) -> Cover:
    """The title page of a part."""
    zh = context.language == "zh"
    call = _CALL if part.status in _CALLING else Message("", "")
    return Cover(
        part.number,
        _edition(context, part),
        context.say(part.title),
        part.title.en if zh else part.title.zh,
        context.say(STATUS.get(part.status, Message(part.status, part.status))),
        context.say(part.publisher),
        call.text(context.language),
        part.status == "published",
    )


def _edition(context: Context, part: Part) -> str:
    """The edition; the stage that it begins with in the language of the document."""
    for stage in STATUS.values():
        for word in (stage.zh, stage.en):
            if part.edition.startswith(word):
                return context.say(stage) + part.edition.removeprefix(word)
    return part.edition


def foreword_of(context: Context, part: Part) -> Section:
    """The foreword: the fixed sentences, and what the secretariat is to add."""
    say = context.say
    lines = [say(_DRAFTED)]
    if part.extends is not None:
        lines.append(say(_WITH.filled(parts=_titles(context, part))))
    lines.append(say(_PATENT))
    if say(part.publisher):
        lines.append(say(_ISSUED.filled(publisher=say(part.publisher))))
    blocks: list[Block] = [Paragraph(text(line)) for line in lines]
    blocks.append(Paragraph(text(say(_TO_COMPLETE)), note=True))
    return Section(Place("page", f"{part.id}.foreword"), "", say(_FOREWORD), tuple(blocks))


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


def _extended(context: Context, part: Part) -> tuple[Part, ...]:
    ids = [one.id for one in context.standard.parts]
    return context.standard.parts[: ids.index(part.id)]


def _titles(context: Context, part: Part) -> str:
    names = [
        _TITLED.filled(number=one.number, title=context.say(one.title)) for one in reversed(_extended(context, part))
    ]
    return context.say(Message("、", "; ")).join(context.say(name) for name in names)


def scope_of(context: Context, part: Part, blocks: tuple[Block, ...]) -> Section:
    """Clause 1 where the part has none of its own."""
    sentence = Paragraph(text(context.say(_GIVES.filled(title=context.say(part.title)))))
    return Section(Place("clause", f"{part.id}.scope"), "1", context.say(_SCOPE), (sentence, *blocks))


def references_of(context: Context, part: Part) -> Section:
    """Clause 2, generated from what the part cites."""
    if not part.cites:
        blocks: tuple[Block, ...] = (Paragraph(text(context.say(_NO_REFERENCES))),)
    else:
        cited = Items(tuple((Text(one),) for one in part.cites))
        blocks = (Paragraph(text(context.say(_REFERENCES_LEAD))), cited)
    return Section(Place("clause", f"{part.id}.references"), "2", context.say(_REFERENCES), blocks)


def terms_of(context: Context, part: Part) -> Section:
    """Clause 3 where the part defines no terms."""
    numbers = _numbers(context, part)
    words = _TERMS_OF.filled(parts=numbers) if numbers else _NO_TERMS
    block = Paragraph(text(context.say(words)))
    return Section(Place("clause", f"{part.id}.terms"), "3", context.say(_TERMS), (block,))


def terms_lead_in(context: Context, part_id: str) -> str:
    """The sentence before the terms."""
    part = next((one for one in context.standard.parts if one.id == part_id), None)
    numbers = _numbers(context, part) if part is not None else ""
    return context.say(_TERMS_AND.filled(parts=numbers) if numbers else _TERMS_LEAD)


def _numbers(context: Context, part: Part) -> str:
    names = [one.number or context.say(one.title) for one in _extended(context, part)]
    return context.say(Message("、", ", ")).join(names)

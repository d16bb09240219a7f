"""The cover of a part, and clauses 1 and 3 where nobody wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.model.standard import Part
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Cover,
    CoverDate,
    Paragraph,
    Place,
    Section,
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
_DATES: Final = {
    "comments until": Message("意见截止日期", "Comments until"),
    "issued": Message("发布日期", "Issued"),
    "effective": Message("实施日期", "Effective"),
}
_OPEN_DATE: Final = Message("由标准工作组确定", "to be set by the committee")
_REPLACES: Final = Message("代替 {numbers}", "Replaces {numbers}")
_SCOPE: Final = Message("范围", "Scope")
_GIVES: Final = Message("本文件规定了“{title}”的内容。", "This document specifies: {title}.")
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
        _codes(part),
        _replaces(context, part),
        tuple(_dates(context, part)),
    )


def _codes(part: Part) -> tuple[str, ...]:
    schemes = (("ICS", part.classification.ics), ("CCS", part.classification.ccs))
    return tuple(f"{name} {', '.join(codes)}" for name, codes in schemes if codes)


def _replaces(context: Context, part: Part) -> str:
    numbers = context.say(Message("、", ", ")).join(one.number for one in part.replaces)
    return context.say(_REPLACES.filled(numbers=numbers)) if numbers else ""


def _dates(context: Context, part: Part) -> Iterator[CoverDate]:
    """The dates of a cover; on a draft those that nobody has set yet say so (GB/T 1.1—2020, 8.1)."""
    dates, is_draft = part.dates, part.status != "published"
    for name, date, is_asked in (
        ("comments until", dates.comments_until, part.status == "draft for comments"),
        ("issued", dates.issued, is_draft),
        ("effective", dates.effective, is_draft),
    ):
        if date is not None or is_asked:
            yield CoverDate(context.say(_DATES[name]), date or context.say(_OPEN_DATE), date is None)


def _edition(context: Context, part: Part) -> str:
    """The edition; the stage that it begins with in the language of the document."""
    edition = context.say(part.edition)
    for stage in STATUS.values():
        for word in (stage.zh, stage.en):
            if edition.startswith(word):
                return context.say(stage) + edition.removeprefix(word)
    return edition


def scope_of(context: Context, part: Part, blocks: tuple[Block, ...]) -> Section:
    """Clause 1 where the part has none of its own."""
    sentence = Paragraph(text(context.say(_GIVES.filled(title=context.say(part.title)))))
    return Section(Place("clause", f"{part.id}.scope"), "1", context.say(_SCOPE), (sentence, *blocks))


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


def extended(context: Context, part: Part) -> tuple[Part, ...]:
    """The parts that a part extends, the most general first."""
    ids = [one.id for one in context.standard.parts]
    return context.standard.parts[: ids.index(part.id)]


def _numbers(context: Context, part: Part) -> str:
    names = [one.number or context.say(one.title) for one in extended(context, part)]
    return context.say(Message("、", ", ")).join(names)

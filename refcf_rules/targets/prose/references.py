"""What a part refers to: clause 2, the bibliography, and sources as links into these lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.model.citation import Citation, citation_of, id_of, place_in_list
from refcf_rules.model.requirement import Calculation, ProcessEmission, Repetition, Requirement
from refcf_rules.model.standard import Part
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Inlines,
    Items,
    Link,
    Paragraph,
    Place,
    Section,
    Target,
    Text,
    Web,
    joined,
    text,
)

_REFERENCES: Final = Message("规范性引用文件", "Normative references")
_REFERENCES_LEAD: Final = Message(
    "下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。其中，注日期的引用文件，"
    "仅该日期对应的版本适用于本文件；不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。",
    "The following documents are referred to in the text in such a way that some or all of their content "
    "constitutes requirements of this document. For dated references, only the edition cited applies. "
    "For undated references, the latest edition of the referenced document (including any amendments) applies.",
)
_NO_REFERENCES: Final = Message("本文件没有规范性引用文件。", "There are no normative references in this document.")
_BIBLIOGRAPHY: Final = Message("参考文献", "Bibliography")
_LEAD: Final = Message(
    "本文件的数值、术语和规定以下列文件为来源；它们不是规范性引用文件。",
    "Numbers, terms and provisions of this document rest on the following; these are not normative references.",
)
_GAP: Final = Message("\u3000", ", ")
_TITLED: Final = Message("《{title}》", ", {title}")
_SEMICOLON: Final = Message("；", "; ")


def references_of(context: Context, part: Part) -> Section:
    """Clause 2, generated from what the part cites."""
    if not part.cites:
        blocks: tuple[Block, ...] = (Paragraph(text(context.say(_NO_REFERENCES))),)
    else:
        cited = Items(
            tuple(_entry(context, one) + text(one.rest) for one in _in_order(_cited(context, part))), bare=True
        )
        blocks = (Paragraph(text(context.say(_REFERENCES_LEAD))), cited)
    return Section(Place("clause", f"{part.id}.references"), "2", context.say(_REFERENCES), blocks)


def bibliography_of(context: Context, part: Part) -> tuple[Section, ...]:
    """The documents that a part names as sources without citing them; nothing where there are none."""
    cited = {one.id for one in _cited(context, part)}
    named = (citation_of(context.standard, source) for source in _sources(context, part))
    found = _in_order(one for one in named if one is not None and one.id not in cited)
    if not found:
        return ()
    entries = (_entry(context, one, f"[{number}] ") for number, one in enumerate(found, start=1))
    blocks = (Paragraph(text(context.say(_LEAD))), Items(tuple(entries), bare=True))
    return (Section(Place("page", f"{part.id}.bibliography"), "", context.say(_BIBLIOGRAPHY), blocks),)


def source_links(context: Context, sources: tuple[str, ...], *, titled: bool = False) -> Inlines:
    """Sources; those that are documents lead to the list that has them, ``titled`` ones with their titles."""
    return joined((_source(context, one, titled=titled) for one in sources), context.say(_SEMICOLON))


def _source(context: Context, source: str, *, titled: bool) -> Inlines:
    found = citation_of(context.standard, source)
    if found is None:
        return text(source)
    title = text(context.say(_TITLED.filled(title=found.title))) if titled and found.title is not None else ()
    return (Link(text(found.number), Place("reference", found.id)), *title, *text(found.rest))


def _cited(context: Context, part: Part) -> tuple[Citation, ...]:
    """What a part cites; a citation that has not the form of a number is taken as it is written."""
    return tuple(citation_of(context.standard, one) or Citation(one, "", id_of(one)) for one in part.cites)


def _in_order(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    once: dict[str, Citation] = {}
    for one in citations:
        once.setdefault(one.id, one)
    return tuple(sorted(once.values(), key=place_in_list))


def _entry(context: Context, citation: Citation, before: str = "") -> Inlines:
    """Number and title as a list shows them, with the page of the part or of whoever issues the document."""
    name = text(citation.number)
    number: Inlines = (Link(name, Place("page", citation.part, citation.part)),) if citation.part else name
    words = context.say(citation.title) if citation.title is not None else ""
    title: Inlines = (Text(context.say(_GAP)), Text(words)) if words else ()
    if citation.link is not None:
        if title:
            title = (title[0], Web(title[1:], citation.link))
        else:
            number = (Web(name, citation.link),)
    return (Target(Place("reference", citation.id)), *text(before), *number, *title)


def _sources(context: Context, part: Part) -> Iterable[str]:
    standard = context.standard
    own = {one.id for one in standard.clauses if one.part == part.id}
    for term in standard.terms:
        if term.clause in own:
            yield from term.sources
    rules: tuple[Requirement | Calculation | ProcessEmission | Repetition, ...] = (
        *standard.requirements,
        *standard.calculations,
        *standard.emissions,
        *standard.repetitions,
    )
    for rule in rules:
        if rule.clause in own:
            yield from rule.sources
    for parameter in standard.parameters:
        if parameter.clause in own:
            yield from (source for value in parameter.values for source in value.provenance.sources)
    for table in standard.lookups:
        if table.clause in own:
            yield from (source for entry in table.entries for source in entry.provenance.sources)
    for factor in standard.factors:
        if factor.clause in own:
            yield from factor.provenance.sources
    for product in standard.products:
        if product.clause in own:
            yield from product.classified_by

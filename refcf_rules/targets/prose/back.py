"""What stands after the annexes: the bibliography, of what a part names as a source without citing it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.model.requirement import Calculation, ProcessEmission, Requirement
from refcf_rules.model.standard import Part
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Items, Paragraph, Place, Section, Text, text

_BIBLIOGRAPHY: Final = Message("参考文献", "Bibliography")
_LEAD: Final = Message(
    "本文件的数值、术语和规定以下列文件为来源；它们不是规范性引用文件。",
    "Numbers, terms and provisions of this document rest on the following; these are not normative references.",
)


def bibliography_of(context: Context, part: Part) -> tuple[Section, ...]:
    """The bibliography of a part; nothing where all sources are cited."""
    cited = {_bare(one) for one in part.cites}
    found = sorted({_bare(one) for one in _sources(context, part)} - cited - {""})
    if not found:
        return ()
    items = Items(tuple((Text(f"[{number}] {name}"),) for number, name in enumerate(found, start=1)))
    blocks = (Paragraph(text(context.say(_LEAD))), items)
    return (Section(Place("page", f"{part.id}.bibliography"), "", context.say(_BIBLIOGRAPHY), blocks),)


def _bare(source: str) -> str:
    """The document that a source names: without a remark such as “有修改”."""
    return source.partition("，")[0].strip()


def _sources(context: Context, part: Part) -> Iterable[str]:
    standard = context.standard
    own = {one.id for one in standard.clauses if one.part == part.id}
    for term in standard.terms:
        if term.clause in own:
            yield from term.sources
    rules: tuple[Requirement | Calculation | ProcessEmission, ...] = (
        *standard.requirements,
        *standard.calculations,
        *standard.emissions,
    )
    for rule in rules:
        if rule.clause in own:
            yield from rule.sources
    for parameter in standard.parameters:
        if parameter.clause in own:
            yield from (source for value in parameter.values for source in value.provenance.sources)
    for factor in standard.factors:
        if factor.clause in own:
            yield from factor.provenance.sources
    for product in standard.products:
        if product.clause in own:
            yield from product.classified_by

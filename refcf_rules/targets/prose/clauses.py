"""Clauses as sections: their text, then what they declare, in the order of the file."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Final

from refcf_rules.model.prose import Clause, Member
from refcf_rules.model.prose import Paragraph as ModelParagraph
from refcf_rules.model.requirement import Requirement
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Admonition,
    Block,
    Heading,
    Items,
    Paragraph,
    Place,
    Section,
    Target,
    Text,
    filled,
    text,
)
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.folded import folded_rules
from refcf_rules.targets.prose.front import terms_lead_in
from refcf_rules.targets.prose.ledgers import overrides_of
from refcf_rules.targets.prose.members.allocation import allocation_blocks
from refcf_rules.targets.prose.members.boundary import boundary_blocks
from refcf_rules.targets.prose.members.cut_off import cut_off_blocks
from refcf_rules.targets.prose.members.fields import added_fields
from refcf_rules.targets.prose.members.flow import flow_blocks
from refcf_rules.targets.prose.members.formulas import balance_blocks, calculation_blocks, emission_blocks
from refcf_rules.targets.prose.members.products import product_blocks
from refcf_rules.targets.prose.members.quality import quality_blocks
from refcf_rules.targets.prose.members.repetition import repetition_blocks
from refcf_rules.targets.prose.members.reported import reported_blocks
from refcf_rules.targets.prose.members.units import (
    declared_unit_blocks,
    footprint_blocks,
    functional_unit_blocks,
    grading_blocks,
)
from refcf_rules.targets.prose.numbers import factor_table, lookup_table, parameter_table
from refcf_rules.targets.prose.provision import provision_of, requirements_table
from refcf_rules.targets.prose.references import source_links

ANNEX: Final = Message("附录 {letter}", "Annex {letter}")
ANNEX_TITLE: Final = {
    "normative": Message("（规范性）{title}", "(normative) {title}"),
    "informative": Message("（资料性）{title}", "(informative) {title}"),
}
_REPORT: Final = Message("报告内容", "Contents of the report")
_PARAMETERS: Final = Message("参数", "Parameters")
_FACTORS: Final = Message("排放因子", "Emission factors")
_TERM_SOURCE: Final = Message("［来源：{sources}］", "[SOURCE: {sources}]")
_BY_HAND: Final = Message("由人判断，不能由程序检查", "For people to judge: no program can check this")


def section_of(context: Context, clause: Clause, number: str) -> Section:
    """A clause with the clauses in it."""
    inner = [one for one in context.standard.clauses if one.parent == clause.id]
    prefix, own = number, clause.number
    return Section(
        Place("clause", clause.id),
        number if clause.annex is None else context.say(ANNEX.filled(letter=number)),
        context.say(clause.title if clause.annex is None else ANNEX_TITLE[clause.annex].filled(title=clause.title)),
        blocks_of(context, clause),
        tuple(section_of(context, one, prefix + one.number.removeprefix(own)) for one in inner),
    )


def blocks_of(context: Context, clause: Clause) -> tuple[Block, ...]:
    """The text of a clause and its declarations."""
    blocks: list[Block] = []
    if any(member.construct == "term" for member in clause.members):
        blocks.append(Paragraph(text(terms_lead_in(context, clause.part))))
    blocks.extend(paragraph_of(context, one) for one in clause.paragraphs)
    blocks.extend(overrides_of(context, clause.id))
    once = dict.fromkeys(clause.members)  # columns of several tables may share a name, and are written together
    for construct, group in groupby(once, key=lambda member: member.construct):
        members = tuple(group)
        write = _TOGETHER.get(construct)
        if write is not None:
            blocks.extend(write(context, clause, members))
        elif construct in _SINGLE:
            blocks.extend(block for one in members for block in _SINGLE[construct](context, one.id))
    return (*blocks, *folded_rules(context, clause.id, tuple(blocks)))


def paragraph_of(context: Context, paragraph: ModelParagraph) -> Paragraph:
    """A paragraph as it is written, with its slots filled."""
    writer = Writer(context)
    parts = paragraph.template.zh if context.language == "zh" else paragraph.template.en
    content = tuple(
        inline for part in parts for inline in (text(part) if isinstance(part, str) else writer.words(part))
    )
    return Paragraph(content, paragraph.note)


def requirements_in(context: Context, clause: str, construct: str) -> tuple[Requirement, ...]:
    """The requirements that a construct brought to a clause."""
    return tuple(one for one in context.standard.requirements if one.clause == clause and one.construct == construct)


def _terms(context: Context, clause: Clause, members: tuple[Member, ...]) -> tuple[Block, ...]:
    """Terms as numbered entries: the name (in Chinese with its English equivalent), then the definition."""
    blocks: list[Block] = []
    ids = [member.id for member in members]
    terms = [one for one in context.standard.terms if one.id in ids and one.clause == clause.id]
    for index, term in enumerate(terms, 1):
        chinese = context.language == "zh" and term.name.en not in {"", term.name.zh}
        name = f"{term.name.zh}\u3000{term.name.en}" if chinese else context.say(term.name)
        gap = "\u3000" if context.language == "zh" else " "
        blocks.append(Heading(1, f"{clause.number}.{index}{gap}{name}", Place("term", term.id)))
        meaning = context.say(term.meaning)
        blocks.append(Paragraph(text(f"{meaning.rstrip('。')}。" if context.language == "zh" else meaning)))
        if term.sources:
            sources = source_links(context, term.sources)
            blocks.append(Paragraph(filled(context.say(_TERM_SOURCE), sources=sources)))
    return tuple(blocks)


def _parameters(context: Context, _clause: Clause, members: tuple[Member, ...]) -> tuple[Block, ...]:
    found = tuple(context.parameters[one.id] for one in members if one.id in context.parameters)
    return (parameter_table(context, context.say(_PARAMETERS), found),) if found else ()


def _factors(context: Context, _clause: Clause, members: tuple[Member, ...]) -> tuple[Block, ...]:
    ids = {one.id for one in members}
    found = tuple(one for one in context.standard.factors if one.id in ids)
    return (factor_table(context, context.say(_FACTORS), found),) if found else ()


def _not_checkable(context: Context, clause: Clause, members: tuple[Member, ...]) -> tuple[Block, ...]:
    ids = {one.id for one in members}
    items = tuple(
        (Target(Place("ledger", f"{one.clause}.{one.id}")), Text(context.say(one.reason)))
        for one in context.standard.not_checkable
        if one.id in ids and one.clause == clause.id
    )
    return (Admonition("plain", context.say(_BY_HAND), (Items(items),)),) if items else ()


def _report_items(context: Context, clause: Clause, _members: tuple[Member, ...]) -> tuple[Block, ...]:
    found = requirements_in(context, clause.id, "report_items")
    return requirements_table(context, context.say(_REPORT), found)


def _rules(context: Context, _clause: Clause, members: tuple[Member, ...]) -> tuple[Block, ...]:
    found = (context.requirements.get(one.id) for one in members)
    return tuple(provision_of(context, one) for one in found if one is not None)


def _formulas(context: Context, _clause: Clause, members: tuple[Member, ...]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for member in members:
        owners = (one for one in context.standard.calculations if one.clause == _clause.id)
        for found in owners:
            if member.id in {found.id, found.id.partition(".")[2]}:
                blocks.extend(calculation_blocks(context, found.id, heading=True))
    return tuple(blocks)


def _lookup(context: Context, id_: str) -> tuple[Block, ...]:
    found = context.lookups.get(id_)
    if found is None:
        return ()
    table, sources = lookup_table(context, found)
    place = Heading(1, context.title(found.label), Place("number", id_))
    return (place, table, *((Paragraph(sources, note=True),) if sources else ()))


def _emission(context: Context, id_: str) -> tuple[Block, ...]:
    found = next((one for one in context.standard.emissions if one.id == id_), None)
    return emission_blocks(context, found) if found is not None else ()


def _repetition(context: Context, id_: str) -> tuple[Block, ...]:
    found = next((one for one in context.standard.repetitions if one.id == id_), None)
    return repetition_blocks(context, found) if found is not None else ()


def _balance(context: Context, id_: str) -> tuple[Block, ...]:
    found = next((one for one in context.standard.balances if one.id == id_), None)
    return balance_blocks(context, found) if found is not None else ()


def _functional_unit(context: Context, id_: str) -> tuple[Block, ...]:
    found = next((one for one in context.standard.functional_units if one.id == id_), None)
    return functional_unit_blocks(context, found) if found is not None else ()


def _product(context: Context, id_: str) -> tuple[Block, ...]:
    found = tuple(one for one in context.standard.products if one.id == id_)
    return product_blocks(context, found)


def _footprint(context: Context, _id: str) -> tuple[Block, ...]:
    found = context.standard.footprint
    return footprint_blocks(context, found) if found is not None else ()


def _grade(context: Context, _id: str) -> tuple[Block, ...]:
    found = context.standard.grading
    return grading_blocks(context, found) if found is not None else ()


_Together = Callable[[Context, Clause, tuple[Member, ...]], tuple[Block, ...]]
_TOGETHER: Final[dict[str, _Together]] = {
    "term": _terms,
    "parameter": _parameters,
    "factor": _factors,
    "not_checkable": _not_checkable,
    "report_items": _report_items,
    "rule": _rules,
    "formula": _formulas,
    "boundary": lambda context, clause, _: (*boundary_blocks(context, clause.id), *flow_blocks(context, clause.id)),
    "cut_off": lambda context, clause, _: cut_off_blocks(
        context, clause, requirements_in(context, clause.id, "cut_off")
    ),
    "allocation": lambda context, clause, _: allocation_blocks(
        context, requirements_in(context, clause.id, "allocation")
    ),
    "data_quality": lambda context, clause, _: quality_blocks(
        context, clause.id, requirements_in(context, clause.id, "data_quality")
    ),
    "declared_unit": lambda context, _clause, _members: declared_unit_blocks(context),
    "report_value": lambda context, clause, _members: reported_blocks(context, clause.id),
    "fields": lambda context, clause, _: added_fields(context, clause.id),
}
_SINGLE: Final[dict[str, Callable[[Context, str], tuple[Block, ...]]]] = {
    "table": _lookup,
    "repeat": _repetition,
    "emission": _emission,
    "balance": _balance,
    "functional_unit": _functional_unit,
    "product": _product,
    "footprint": _footprint,
    "grade": _grade,
}

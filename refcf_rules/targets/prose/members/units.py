"""Declared unit, functional unit, footprint, grading: what the result is per, and how it is given."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.requirement import Grading, Modality
from refcf_rules.model.standard import Footprint, FunctionalUnit
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Badge,
    Block,
    Bound,
    Facts,
    Inlines,
    Link,
    Paragraph,
    Place,
    Table,
    Target,
    Text,
    filled,
    joined,
    text,
)
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.members.formulas import calculation_blocks
from refcf_rules.targets.prose.numbers import status_tag

_DECLARED: Final = Message("应以 {amount} {what}为声明单位。", "The declared unit shall be {amount} of {what}.")
_FACTS: Final = {
    "what": Message("功能单位", "Functional unit"),
    "per": Message("每", "Per"),
    "given": Message("企业提供", "Given by the company"),
}
_GIVEN: Final = Message(
    "给出功能单位的结果时，应提供{fields}。", "Where a result per functional unit is given, {fields} shall be supplied."
)
_UNIT: Final = Message("结果以 {unit} 报告", "The result shall be reported in {unit}")
_ROUNDED: Final = Message("，按 GB/T 8170 修约到 {step}", ", rounded to {step} after GB/T 8170")
_END: Final = Message("。", ".")
_APART: Final = Message(
    "化石、土地利用变化、航空运输和生物源的温室气体分别计算；生物源二氧化碳不计入总值。",
    "Fossil, land-use-change, aircraft and biogenic greenhouse gases are worked out apart; "
    "biogenic carbon dioxide stays outside the total.",
)
_GRADES: Final = Message("分级", "Grades")
_GRADE_HEADER: Final = (Message("等级", "Grade"), Message("限值（不大于）", "At most"), Message("状态", "Status"))
_BASIS: Final = {
    True: Message(
        "按报告值（修约后）判定“{of}”的等级。", "The grade is judged on the reported (rounded) value of {of}."
    ),
    False: Message(
        "按计算值（全数值）判定“{of}”的等级。", "The grade is judged on the calculated (full) value of {of}."
    ),
}
_REST: Final = Message("其余", "the rest")


def declared_unit_blocks(context: Context) -> tuple[Block, ...]:
    """The declared unit in one sentence."""
    unit = context.standard.declared_unit
    if unit is None:
        return ()
    amount: Inlines = (Bound(context.quantity(unit.amount, unit.unit)),)
    slots = {"amount": amount, "what": text(context.say(unit.text))}
    return (Paragraph((_shall(context), Text(" "), *filled(context.say(_DECLARED), **slots))),)


def _shall(context: Context) -> Badge:
    return Badge(Modality.SHALL, context.say(Modality.SHALL.words))


def functional_unit_blocks(context: Context, unit: FunctionalUnit) -> tuple[Block, ...]:
    """A functional unit, what it needs, its reference flow and its footprint."""
    amount = (Bound(context.amount(unit.per, unit.per_unit)), Text(" "), *text(context.say(unit.per_text)))
    rows = [("what", text(context.say(unit.text))), ("per", amount)]
    blocks: list[Block] = [Facts(tuple((context.say(_FACTS[name]), content) for name, content in rows))]
    blocks.extend(calculation_blocks(context, unit.reference_flow))
    if context.standard.footprint is not None:
        blocks.extend(calculation_blocks(context, f"{context.standard.footprint.id}.{unit.id}"))
    if unit.given:
        comma = context.say(Message("、", ", "))
        links = joined((_given(context, one) for one in unit.given), comma)
        target = Target(Place("rule", f"functional_unit.{unit.id}"))
        sentence = filled(context.say(_GIVEN), fields=links)
        blocks.append(Paragraph((target, _shall(context), Text(" "), *sentence)))
    return tuple(blocks)


def _given(context: Context, field: str) -> Inlines:
    label = context.names.column("service", field)
    return (Link(text(context.say(label)), Place("field", f"service.{field}")),)


def footprint_blocks(context: Context, footprint: Footprint) -> tuple[Block, ...]:
    """The footprint's formula, its unit and its rounding."""
    type_ = context.calculations[footprint.id].type
    sentence = list(filled(context.say(_UNIT), unit=text(context.unit(footprint.id, type_))))
    if footprint.step is not None:
        step: Inlines = (Bound(context.quantity(footprint.step, footprint.unit)),)
        sentence.extend(filled(context.say(_ROUNDED), step=step))
    sentence.extend(text(context.say(_END)))
    return (
        *calculation_blocks(context, footprint.id),
        Paragraph((_shall(context), Text(" "), *sentence)),
        Paragraph(text(context.say(_APART))),
    )


def grading_blocks(context: Context, grading: Grading) -> tuple[Block, ...]:
    """The levels with their limits, open ones marked."""
    of = text(context.say(context.names.scalar(grading.of)))
    rows = []
    for level in grading.levels:
        id_ = f"grade.level{level.number}"
        limit: Inlines = text(context.say(_REST))
        if not level.rest:
            limit = Writer(context).parameter(id_)[-1:] if id_ in context.parameters else ()
        status: Inlines = () if level.rest else (status_tag(context, level.provenance),)
        rows.append(((Target(Place("number", id_)), Text(context.say(level.label))), limit, status))
    return (
        Paragraph(filled(context.say(_BASIS[grading.as_reported]), of=of)),
        Table(context.say(_GRADES), tuple(map(context.say, _GRADE_HEADER)), tuple(rows)),
    )

"""A repeat: where its states begin, what is worked out in each pass, what takes their place, when it has settled."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.expression import Repeated
from refcf_rules.model.requirement import Repetition
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Block, Heading, Paragraph, Place, text
from refcf_rules.targets.prose.members.formulas import calculation_blocks, equation, source_blocks

_FIRST: Final = Message("计算开始时取下列值：", "The calculation begins with:")
_PASSES: Final = Message(
    "然后依次计算 {times} 次，不提前结束。每次按下列公式计算：",
    "Then {times} passes are made, always all of them. Each pass works out:",
)
_NEXT: Final = Message(
    "每次计算之后，以新值代替原值：", "After each pass the new value takes the place of the old one:"
)
_SETTLED: Final = Message(
    "最后一次计算使数值变化大于{tolerance}时，不给出结果，用到该结果的要求无法判定。",
    "If the last pass still changes a value by more than {tolerance}, there is no result, "
    "and what uses it cannot be decided.",
)
_RELATIVE: Final = Message("其自身的 {share} ", "{share} of itself")


def repetition_blocks(context: Context, repetition: Repetition) -> tuple[Block, ...]:
    """The whole of a repeat, in the order in which it is worked out."""
    say = context.say
    blocks: list[Block] = [Heading(1, context.title(repetition.label), Place("number", repetition.id))]
    blocks.append(Paragraph(text(say(_FIRST))))
    for id_ in repetition.states:
        blocks.extend(_state(context, id_, first=True))
    blocks.append(Paragraph(text(say(_PASSES.filled(times=repetition.times)))))
    for id_ in repetition.formulas:
        blocks.extend(calculation_blocks(context, id_, heading=True))
    blocks.append(Paragraph(text(say(_NEXT))))
    for id_ in repetition.states:
        blocks.extend(_state(context, id_, first=False))
    blocks.append(Paragraph(text(say(_SETTLED.filled(tolerance=_tolerance(context, repetition))))))
    return (*blocks, *source_blocks(context, repetition.sources))


def _state(context: Context, id_: str, *, first: bool) -> tuple[Block, ...]:
    calculation = context.calculations[id_]
    expression = calculation.expression
    if not isinstance(expression, Repeated):
        return ()
    if first:
        return (equation(context, calculation, expression.start),)
    heading = Heading(1, context.title(calculation.label), Place("number", id_))
    return (heading, equation(context, calculation, expression.following, "←"))


def _tolerance(context: Context, repetition: Repetition) -> Message:
    shown = context.quantity(repetition.tolerance, repetition.tolerance_unit)
    return _RELATIVE.filled(share=shown) if repetition.relative else Message(f" {shown} ", shown)

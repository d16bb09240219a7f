"""Values given apart from the footprint: a table of their own, which says that they are never added to it."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.requirement import Modality
from refcf_rules.model.standard import Reported
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Badge, Block, Bound, Heading, Inlines, Paragraph, Table, Text, text
from refcf_rules.targets.prose.unit_text import pretty_unit

_TITLE: Final = Message("附加信息（不计入产品碳足迹）", "Additional information, not part of the footprint")
_RULE: Final = Message(
    "下列各值应与产品碳足迹分开给出，不计入产品碳足迹；所需数据不全时，应说明无法给出。",
    "The following values shall be given apart from the footprint and not be added to it; where data are missing, "
    "it shall be stated that they cannot be given.",
)
_CAPTION: Final = Message("与产品碳足迹分开给出的值", "Values given apart from the footprint")
_HEADER: Final = (Message("值", "Value"), Message("单位", "Unit"), Message("修约到", "Rounded to"))


def reported_blocks(context: Context, clause: str) -> tuple[Block, ...]:
    """The additional information of one clause."""
    found = tuple(one for one in context.standard.reported if one.clause == clause)
    if not found:
        return ()
    badge = Badge(Modality.SHALL, context.say(Modality.SHALL.words))
    return (
        Heading(1, context.say(_TITLE)),
        Paragraph((badge, Text(" "), *text(context.say(_RULE)))),
        Table(context.say(_CAPTION), tuple(map(context.say, _HEADER)), tuple(_row(context, one) for one in found)),
    )


def _row(context: Context, one: Reported) -> tuple[Inlines, ...]:
    unit = pretty_unit(one.unit.symbol, context.language)
    step = one.step * float(one.unit.factor.denominator) / float(one.unit.factor.numerator)
    return text(context.say(one.label)), text(unit), (Bound(f"{context.quantity(step, None)} {unit}".strip()),)

"""Data quality: indicators and weights, the rules on scores, and what each value is worked out from."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.requirement import Requirement
from refcf_rules.quantities.number import format_number
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Block, Bound, Code, Paragraph, Table, filled, text
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.provision import requirements_table

_INDICATORS: Final = Message("数据质量指标", "Data-quality indicators")
_HEADER: Final = (Message("指标", "Indicator"), Message("权重", "Weight"), Message("字段", "Field"))
_RULES: Final = Message("数据质量规定", "Provisions on data quality")
_CONTRIBUTORS: Final = Message(
    "评分对象为主要贡献者：按排放量从大到小排列，累计占活动排放 {share} 的活动。",
    "Scores are judged for the main contributors: the activities that, largest first, make up {share} "
    "of the emissions of all activities.",
)
_LIMITS: Final = {
    "data_quality.average_score": Message("平均得分限值：{limit}。", "Limit of the average score: {limit}."),
    "data_quality.primary_share": Message("初级数据占比下限：{limit}。", "Lowest share of primary data: {limit}."),
}


def quality_blocks(context: Context, clause: str, requirements: tuple[Requirement, ...]) -> tuple[Block, ...]:
    """The requirements of a data-quality declaration, those of one clause, and its open limits."""
    blocks: list[Block] = []
    indicators = [one for one in context.standard.indicators if one.clause == clause]
    if indicators:
        rows = tuple(
            (text(context.say(one.label)), (Bound(format_number(one.weight)),), (Code(f"activity.{one.id}"),))
            for one in indicators
        )
        blocks.append(Table(context.say(_INDICATORS), tuple(map(context.say, _HEADER)), rows))
    writer = Writer(context)
    if _here(context, "data_quality.contributors", clause):
        share = writer.parameter("data_quality.contributors")
        blocks.append(Paragraph(filled(context.say(_CONTRIBUTORS), share=share)))
    for id_, words in _LIMITS.items():
        if _here(context, id_, clause) and id_ not in context.requirements:
            blocks.append(Paragraph(filled(context.say(words), limit=writer.parameter(id_)[-1:])))
    return (*blocks, *requirements_table(context, context.say(_RULES), requirements))


def _here(context: Context, id_: str, clause: str) -> bool:
    found = context.parameters.get(id_)
    return found is not None and found.clause == clause

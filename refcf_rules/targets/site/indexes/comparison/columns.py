"""The page that sets the parts side by side, from their models alone."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Block, Paragraph, text
from refcf_rules.targets.site.indexes.comparison.matrix import group
from refcf_rules.targets.site.indexes.comparison.provisions import (
    allocation_rows,
    cut_off_rows,
    factor_rows,
    site_data_rows,
)
from refcf_rules.targets.site.indexes.comparison.quantities import count_rows, grade_rows, limit_rows
from refcf_rules.targets.site.indexes.comparison.scope import boundary_rows, unit_rows
from refcf_rules.targets.site.indexes.subject import Subject

_GROUPS: Final = (
    ("units", Message("产品和单位", "Products and units"), unit_rows),
    ("boundary", Message("系统边界", "System boundary"), boundary_rows),
    ("cut-off", Message("取舍", "Cut-off"), cut_off_rows),
    ("allocation", Message("分配", "Allocation"), allocation_rows),
    ("site-data", Message("必须为初级或现场数据的项目", "What must be primary or site-specific data"), site_data_rows),
    ("factors", Message("对因子的规定", "Provisions on factors"), factor_rows),
    ("limits", Message("限值和参数", "Limits and parameters"), limit_rows),
    ("grades", Message("分级", "Grades"), grade_rows),
    ("counts", Message("数量", "Numbers of things"), count_rows),
)
_ALONE: Final = Message(
    "只有一个部分规定了系统边界，没有可以并排比较的部分。",
    "Only one part sets a system boundary; there is nothing to set beside it.",
)


def comparison(subject: Subject) -> tuple[Block, ...]:
    """All groups of rows, with a column for each part that sets a system boundary."""
    contexts = compared_parts(subject.contexts)
    if len(contexts) < 2:  # noqa: PLR2004 -- it takes two to compare
        return (Paragraph(text(subject.say(_ALONE))),)
    return tuple(block for id_, title, rows in _GROUPS for block in group(id_, title, contexts, rows(contexts)))


def compared_parts(contexts: tuple[Context, ...]) -> tuple[Context, ...]:
    """The parts that can be set side by side."""
    return tuple(one for one in contexts if one.standard.boundary.stages)

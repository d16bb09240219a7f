"""Sorts of faults that only a run over many inventories can report."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

INTERNAL_ERROR: Final = Kind(
    code="internal-error",
    title=Message("refcf 自身出错", "refcf itself failed"),
    why=Message(
        "批量判定时，一份清单使 refcf 出错，不应让其余清单得不到结论；这是 refcf 的缺陷，请连同该清单报告。",
        "In a run over many inventories one on which refcf fails must not cost the others their verdict; it is a "
        "defect of refcf: please report it with the inventory.",
    ),
    wrong="# refcf 的缺陷，不是清单的问题 / a defect of refcf, not of the inventory\n",
    right="refcf: 1\nstandard: magnesia_carbon\n",
)
KINDS: Final = (INTERNAL_ERROR,)

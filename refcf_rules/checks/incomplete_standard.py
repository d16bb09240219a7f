"""A part that is no library has a declared unit, a system boundary and a footprint."""

from __future__ import annotations

from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Diagnostic, Kind, Severity
from refcf_rules.source.message import Message

KIND: Final = Kind(
    "incomplete-standard",
    Message("标准不完整", "the standard is incomplete"),
    Message(
        "没有声明单位、系统边界或碳足迹，企业的清单算不出结果。",
        "Without a declared unit, a boundary or a footprint no inventory gives a result.",
    ),
    "standard sample {\n    title zh “样例” en “Sample”\n}\nproduct brick zh “砖” en “brick” {\n    state fired\n}\n",
    "standard sample {\n    title zh “样例” en “Sample”\n}\n"
    "product brick zh “砖” en “brick” {\n    state fired\n}\n"
    "clause unit {\n    title zh “声明单位” en “Declared unit”\n"
    "    declared unit 1 t zh “出厂产品” en “product as delivered”\n"
    "    boundary cradle to gate {\n        stage making zh “生产” en “manufacturing” {\n"
    "            process firing zh “烧成” en “firing” required\n        }\n    }\n"
    "    footprint CFP zh “碳足迹” en “footprint” = sum of emissions over each stage / output\n}\n",
    Severity.WARNING,
)


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """What a part with product classes or a footprint lacks."""
    if not standard.parts or (not standard.products and standard.footprint is None):
        return ()
    there = (
        (standard.declared_unit is not None, Message("声明单位", "declared unit")),
        (bool(standard.boundary.stages), Message("系统边界", "boundary")),
        (standard.footprint is not None, Message("碳足迹", "footprint")),
    )
    missing = [words for is_there, words in there if not is_there]
    if not missing:
        return ()
    what = Message("、".join(one.zh for one in missing), ", ".join(one.en for one in missing))
    return (
        Diagnostic(
            KIND,
            standard.part.span,
            Message("缺少：{what}。", "Missing: {what}.").filled(what=what),
            Message("在条款里补上，或配合一个通则。", "Add it in a clause, or extend a general part."),
        ),
    )


CHECK: Final = Check(KIND, run)

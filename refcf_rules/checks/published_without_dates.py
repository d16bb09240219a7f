"""A published part gives the dates on which it was issued and takes effect."""

from __future__ import annotations

from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Diagnostic, Kind
from refcf_rules.source.message import Message

KIND: Final = Kind(
    "published-without-dates",
    Message("已发布的文件没有日期", "published without its dates"),
    Message(
        "封面应有发布日期和实施日期，企业才知道从哪天起按它量化（GB/T 1.1—2020，8.1）。",
        "The cover gives the date of issue and the date it takes effect, so that companies know from when it holds "
        "(GB/T 1.1—2020, 8.1).",
    ),
    "standard sample {\n    title zh “样例” en “Sample”\n    status published\n    issued 2026-06-01\n}\n",
    "standard sample {\n    title zh “样例” en “Sample”\n    status published\n    issued 2026-06-01\n"
    "    effective 2026-09-01\n}\n",
)


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """The part itself, if it is published and a date is missing."""
    if not standard.parts or standard.part.status != "published":
        return ()
    dates = standard.part.dates
    there = (
        (dates.issued, Message("发布日期", "issued")),
        (dates.effective, Message("实施日期", "effective")),
    )
    missing = [words for date, words in there if date is None]
    if not missing:
        return ()
    what = Message("、".join(one.zh for one in missing), ", ".join(one.en for one in missing))
    return (
        Diagnostic(
            KIND,
            standard.part.span,
            Message("文件已发布，缺少：{what}。", "The document is published; missing: {what}.").filled(what=what),
            Message("补上 {what} 年-月-日。", "Add {what} with year-month-day.").filled(what=what),
        ),
    )


CHECK: Final = Check(KIND, run)

"""A draft for comments says until when; any other document does not."""

from __future__ import annotations

from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Diagnostic, Kind, Severity
from refcf_rules.source.message import Message

KIND: Final = Kind(
    "end-of-comments",
    Message("意见截止日期与文件阶段不配", "end of comments and status do not fit"),
    Message(
        "征求意见稿的封面给出意见截止日期，读者才知道何时之前提意见；其他阶段不再征求意见。",
        "The cover of a draft for comments gives the last day for them, so that readers know; no other stage calls "
        "for comments.",
    ),
    "standard sample {\n    title zh “样例” en “Sample”\n    status draft for comments\n}\n",
    "standard sample {\n    title zh “样例” en “Sample”\n    status draft for comments\n"
    "    comments until set by committee\n}\n",
    Severity.WARNING,
)
_NO_END: Final = (
    Message("征求意见稿没有意见截止日期。", "The draft for comments does not say until when."),
    Message(
        "补上 意见截止日期 年-月-日；未定时写 意见截止日期 由标准工作组确定。",
        "Add comments until year-month-day; while it is open: comments until set by committee.",
    ),
)
_NO_CALL: Final = (
    Message("只有征求意见稿有意见截止日期。", "Only a draft for comments has a last day for comments."),
    Message("删去意见截止日期，或改文件阶段。", "Delete comments until, or correct the status."),
)


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """The part itself, if its status and the end of its comments do not go together."""
    if not standard.parts:
        return ()
    dates, calls = standard.part.dates, standard.part.status == "draft for comments"
    if calls == (dates.comments_until is not None or dates.is_end_open):
        return ()
    return (Diagnostic(KIND, standard.part.span, *(_NO_END if calls else _NO_CALL)),)


CHECK: Final = Check(KIND, run)

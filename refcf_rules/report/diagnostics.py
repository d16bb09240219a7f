"""What is wrong with rule files, as text: the count first, then each problem framed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from refcf_rules.source.diagnostic import Diagnostic, Fault, Severity
from refcf_rules.source.message import Message
from refcf_rules.source.render import Sources, Style, diagnostic_text, fault_text, headline, safe

_NONE: Final = Message("没有问题", "no problems")
_COUNTS: Final = Message("{errors} 个错误，{warnings} 个警告", "errors: {errors}, warnings: {warnings}")
_UNREADABLE: Final = Message("无法读取", "unreadable")
_FAULTS: Final = Message("{count} 处没有读懂；未作判定。", "Not understood: {count}; nothing was judged.")
_DOUBTS: Final = Message(
    "工作簿有 {count} 处与模板不符或存疑；结论不受影响。",
    "The workbook differs from its template or is doubtful: {count}; the verdict does not change.",
)
_UNUSABLE: Final = Message("标准不能使用；未作判定。", "The standard cannot be used; nothing was judged.")


def diagnostics_text(found: Sequence[Diagnostic], what: str, sources: Sources, style: Style) -> str:
    """The report of a check; its first line says how many problems there are."""
    errors = sum(one.severity is Severity.ERROR for one in found)
    words = _COUNTS.filled(errors=errors, warnings=len(found) - errors) if found else _NONE
    first = style.say(words)
    colour = "31;1" if errors else "33;1" if found else "32;1"
    head = headline(first, safe(what), style.paint(first, colour))
    return "\n\n".join((head, *(diagnostic_text(one, sources, style) for one in found)))


def faults_text(faults: Sequence[Fault], path: str, sources: Sources, style: Style) -> str:
    """The report on an input that was not understood; its first line says so.

    What else makes doubt of a workbook stands below what keeps it from being read.
    """
    errors = [one for one in faults if one.kind.severity is Severity.ERROR]
    doubts = [one for one in faults if one.kind.severity is not Severity.ERROR]
    head = _not_judged(path, _FAULTS.filled(count=len(errors)), style)
    listed = (head, *(fault_text(one, sources, style) for one in errors))
    return "\n\n".join((*listed, doubts_text(doubts, style)) if doubts else listed)


def doubts_text(doubts: Sequence[Fault], style: Style) -> str:
    """What makes doubt of a workbook that was judged; its first line says how much."""
    head = style.paint(style.say(_DOUBTS.filled(count=len(doubts))), "33;1")
    return "\n\n".join((head, *(fault_text(one, {}, style) for one in doubts)))


def unusable_text(found: Sequence[Diagnostic], path: str, sources: Sources, style: Style) -> str:
    """The report on an input whose standard has errors."""
    errors = [one for one in found if one.severity is Severity.ERROR]
    head = _not_judged(path, _UNUSABLE, style)
    return "\n\n".join((head, *(diagnostic_text(one, sources, style) for one in errors)))


def _not_judged(path: str, why: Message, style: Style) -> str:
    return f"{style.paint(style.say(_UNREADABLE), '31;1')}  {safe(path)}\n   {style.say(why)}"

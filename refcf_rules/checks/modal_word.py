"""Requirements are worded with 应 and shall, not with 必须, 不得, must."""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.checks.paragraphs import Words, paragraphs
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Diagnostic, Kind, Severity
from refcf_rules.source.message import Message, same

KIND: Final = Kind(
    "modal-word",
    Message("约束用词不规范", "not a word for a requirement"),
    Message(
        "标准只用 应、不应、宜、不宜、可、不必（GB/T 1.1—2020 附录 C），读者才知道什么必须做到。",
        "A standard says shall, shall not, should, should not, may (GB/T 1.1—2020, annex C), so that readers "
        "know what binds.",
    ),
    "text zh “必须提供产量。” en “The output shall be given.”\nnot checkable judged because zh “例” en “example”\n",
    "text zh “应提供产量。” en “The output shall be given.”\nnot checkable judged because zh “例” en “example”\n",
    Severity.WARNING,
)
_WORDS: Final[tuple[tuple[re.Pattern[str], Message], ...]] = (
    (re.compile("必须|应当|须(?!知)"), Message("应", "应")),
    (re.compile("不得|不准|严禁|禁止"), Message("不应", "不应")),
    (re.compile("应(?:尽可能|尽量|考虑|慎重)|(?:原则上|一般|通常)应"), Message("宜", "宜")),
    (re.compile(r"\bmust not\b", re.IGNORECASE), same("shall not")),
    (re.compile(r"\b(?:must|has to|have to|needs? to|ought to)\b", re.IGNORECASE), same("shall")),
)


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """Every paragraph that requires in other words."""
    return tuple(
        Diagnostic(
            KIND,
            words.span,
            Message("这里写了“{word}”。", "This says “{word}”.").filled(word=same(found)),
            Message("改用“{right}”。", "Write “{right}”.").filled(right=right),
        )
        for words in paragraphs(standard)
        for found, right in _found(words)
    )


def _found(words: Words) -> list[tuple[str, Message]]:
    if words.informative:
        return []
    matches = [(pattern.search(words.zh) or pattern.search(words.en), right) for pattern, right in _WORDS]
    found = [(match.group(), right) for match, right in matches if match is not None]
    return found[:1]


CHECK: Final = Check(KIND, run)

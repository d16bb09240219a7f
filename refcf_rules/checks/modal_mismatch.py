"""应 and 宜 in Chinese, shall and should in English say the same."""

from __future__ import annotations

from typing import Final

from refcf_rules.checks.check import Check
from refcf_rules.checks.paragraphs import Words, paragraphs, verbs
from refcf_rules.model.requirement import Modality
from refcf_rules.model.standard import Standard
from refcf_rules.source.diagnostic import Diagnostic, Kind
from refcf_rules.source.message import Message

KIND: Final = Kind(
    "modal-mismatch",
    Message("中英文的约束力不同", "Chinese and English bind differently"),
    Message(
        "应 = shall，宜 = should，可 = may（GB/T 1.1—2020 附录 C）；两种文本要同样约束。",
        "应 = shall, 宜 = should, 可 = may (GB/T 1.1—2020, annex C); both texts bind alike.",
    ),
    "text zh “宜提供产量。” en “The output shall be given.”\nnot checkable judged because zh “例” en “example”\n",
    "text zh “应提供产量。” en “The output shall be given.”\nnot checkable judged because zh “例” en “example”\n",
)


def run(standard: Standard) -> tuple[Diagnostic, ...]:
    """Every paragraph whose two languages bind differently."""
    return tuple(
        Diagnostic(
            KIND,
            words.span,
            Message("中文用“{zh}”，英文用“{en}”。", "The Chinese says {zh}, the English {en}.").filled(
                zh=_in_chinese(words), en=_in_english(words)
            ),
            Message("让两种文本用对应的词。", "Use the matching words in both texts."),
        )
        for words in paragraphs(standard)
        if _differ(words)
    )


def _differ(words: Words) -> bool:
    """可 and *may* have many meanings; only what requires or recommends is compared."""
    strong = {Modality.SHALL, Modality.SHOULD}
    return words.zh_verbs & strong != words.en_verbs & strong


def _in_chinese(words: Words) -> str:
    return verbs(words.zh_verbs).zh


def _in_english(words: Words) -> str:
    return verbs(words.en_verbs).en


CHECK: Final = Check(KIND, run)

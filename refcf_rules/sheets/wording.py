"""What stands in a cell for an option, in the language of the workbook; reader and writer say it alike."""

from __future__ import annotations

from typing import Final, Literal, get_args

from refcf_rules.source.message import Message

SheetLanguage = Literal["zh", "en", "both"]
"""The language of what a workbook says: ``both`` has the Chinese, a blank, and the English."""
SHEET_LANGUAGES: Final[tuple[SheetLanguage, ...]] = get_args(SheetLanguage)

YES: Final = Message("是", "yes")
NO: Final = Message("否", "no")


def shown(text: Message, language: SheetLanguage) -> str:
    """A text in one line; said once where both languages say the same."""
    if language != "both":
        return text.text(language)
    return text.zh if text.zh == text.en else f"{text.zh} {text.en}"

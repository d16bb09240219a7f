"""Text that exists in both languages of the project."""

from __future__ import annotations

from typing import Final, Literal

from refcf_rules.record import record

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")


@record
class Message:
    """One thought in Chinese and in English; both stand alone."""

    zh: str
    en: str

    def text(self, language: Language) -> str:
        """The wording in one language."""
        return self.zh if language == "zh" else self.en

    def filled(self, **slots: object) -> Message:
        """The same thought with ``{name}`` slots filled; a slot that is a Message keeps its language."""
        return Message(
            zh=_fill(self.zh, "zh", slots),
            en=_fill(self.en, "en", slots),
        )


def same(text: str) -> Message:
    """A text that reads alike in both languages: an id, a number, a unit."""
    return Message(zh=text, en=text)


def _fill(pattern: str, language: Language, slots: dict[str, object]) -> str:
    for name, value in slots.items():
        shown = value.text(language) if isinstance(value, Message) else str(value)
        pattern = pattern.replace("{" + name + "}", shown)
    return pattern

"""What stands at the top of every sheet: its title, the standard, and a line on what to do."""

from __future__ import annotations

from refcf_rules.source.message import Message
from refcf_rules.targets.xlsx.book import Content
from refcf_rules.targets.xlsx.setting import Setting


def heading(setting: Setting, title: Message, how: Message | None = None) -> tuple[Content, ...]:
    """The first three rows. In both languages a line each says what to do: side by side they are cut on paper.

    The standard then stands in the head of the printed page alone.
    """
    if setting.language == "both" and how is not None:
        texts = (how.zh, how.en)
        below = (Content(row, 0, text, style="subtitle") for row, text in enumerate(texts, 1))
        return (Content(0, 0, setting.say(title), style="title"), *below)
    lines = [
        Content(0, 0, setting.say(title), style="title"),
        Content(1, 0, setting.name(), style="subtitle"),
    ]
    if how is not None:
        lines.append(Content(2, 0, setting.say(how), style="subtitle"))
    return tuple(lines)

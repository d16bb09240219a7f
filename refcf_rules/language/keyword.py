"""The keyword table of ``grammar/keywords.tsv`` and the terminals made from it."""

from __future__ import annotations

import re
from functools import cache

from refcf_rules import resources
from refcf_rules.record import record
from refcf_rules.source.message import Message

BLANKS = r"[ \t\u3000\u00a0]+"
# A Chinese keyword ends at a blank, punctuation, 的 or change of script; an English one at a
# character that could continue a name (a glued hyphen continues it: ``cut-off``).
ENGLISH_END = r"(?![A-Za-z0-9_]|-[A-Za-z])"
CHINESE_END = r"(?!(?!的)[\u3400-\u9fff])"


@record
class Keyword:
    """One word of the language: its id and its single spelling in each language."""

    id: str
    en: str
    zh: str

    def spelling(self, language: str) -> str:
        """How the word is written in ``zh`` or ``en``."""
        return self.zh if language == "zh" else self.en

    @property
    def pattern(self) -> str:
        """A regular expression that matches either spelling as a whole word."""
        english = BLANKS.join(re.escape(word) for word in self.en.split(" "))
        chinese_end = "" if self.zh == "的" else CHINESE_END
        return f"(?:{english}{ENGLISH_END}|{re.escape(self.zh)}{chinese_end})"


@cache
def keywords() -> tuple[Keyword, ...]:
    """All keywords, in the order of the table."""
    table = (resources.folder("grammar") / "keywords.tsv").read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    return tuple(Keyword(*line.split("\t")) for line in lines)


@cache
def keyword_by_id() -> dict[str, Keyword]:
    """Keywords by id."""
    return {keyword.id: keyword for keyword in keywords()}


def spelled(*ids: str) -> Message:
    """Keywords as people write them, for a message: 进入、离开."""
    found = [keyword_by_id()[id_] for id_ in ids]
    return Message("、".join(one.zh for one in found), ", ".join(one.en for one in found))


def terminals(grammar: str) -> str:
    """Definitions of the keyword terminals that ``grammar`` uses.

    Longer spellings win over shorter ones (``is given`` over ``is``), so the priority
    grows with the number of words and characters.
    """
    lines = []
    for keyword in keywords():
        priority = 50 + 20 * keyword.en.count(" ") + len(keyword.zh)
        if re.search(rf"(?<![A-Z_])_{keyword.id}(?![A-Z_])", grammar):
            lines.append(f"_{keyword.id}.{priority}: /{keyword.pattern}/")
    return "\n".join(lines)

"""Where reading stopped, and what the parser could have gone on with."""

from __future__ import annotations

import re
from typing import Final

from refcf_rules.language.keyword import keyword_by_id, keywords
from refcf_rules.language.problems import Problems
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message
from refcf_rules.source.text import SourceFile

WORD: Final = re.compile(r"[^\W\d_][\w-]*")
HAN_RUN: Final = re.compile(r"[\u3400-\u9fff]+")


@record
class Place:
    """A position in a file; ``accepted`` are the terminals that fit there, none at an unknown start."""

    source: SourceFile
    position: int
    accepted: frozenset[str]
    problems: Problems

    @property
    def before(self) -> str:
        """The line up to the position."""
        return self.source.text[self.source.text.rfind("\n", 0, self.position) + 1 : self.position]

    @property
    def after(self) -> str:
        """The line from the position on."""
        end = self.source.text.find("\n", self.position)
        return self.source.text[self.position : end if end >= 0 else len(self.source.text)]

    @property
    def word(self) -> str:
        """The word that begins at the position, or nothing."""
        found = WORD.match(self.after)
        return found.group() if found else ""

    def accepts(self, keyword: str) -> bool:
        """Whether a keyword, by id, fits here; at an unknown start nothing is known to fit."""
        return f"_{keyword}" in self.accepted or keyword in self.accepted

    def tell(self, kind: Kind, length: int, message: Message, hint: Message | None, back: int = 0) -> bool:
        """Report a problem over so many characters, from ``back`` characters before the position; True."""
        start = self.position - back
        self.problems.add(kind, self.source.span(start, start + length), message, hint=hint)
        return True


def is_keyword(text: str) -> bool:
    """Whether a text begins with a keyword as a whole word."""
    return any(re.match(keyword.pattern, text) for keyword in keywords())


def spelled(terminal: str) -> Message | None:
    """A keyword terminal as people write it."""
    keyword = keyword_by_id().get(terminal.removeprefix("_"))
    return Message(keyword.zh, keyword.en) if keyword else None

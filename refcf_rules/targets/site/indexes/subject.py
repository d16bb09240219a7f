"""What the index pages are about: the books of a site, and what running the examples showed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.site.indexes.evidence import Shown, shown_by
from refcf_rules.targets.site.series import Book, contexts_of


@dataclass(frozen=True)
class Subject:
    """The books of one language in their order."""

    books: tuple[Book, ...]

    @cached_property
    def contexts(self) -> tuple[Context, ...]:
        """The standards that print the books, each once."""
        return contexts_of(self.books)

    @cached_property
    def evidence(self) -> Shown:
        """What the build found by running the examples."""
        return shown_by(self.contexts[0].evidence)

    def say(self, message: Message) -> str:
        """A message in the language of the books."""
        return self.books[0].context.say(message)

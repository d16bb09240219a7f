"""What the index pages are about: the books of a site, and the evidence published with it."""

from __future__ import annotations

from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.site.indexes.evidence import NO_EVIDENCE, Evidence
from refcf_rules.targets.site.series import Book, contexts_of


@record
class Subject:
    """The books of one language in their order, with what the examples and certificates show."""

    books: tuple[Book, ...]
    evidence: Evidence = NO_EVIDENCE

    @property
    def contexts(self) -> tuple[Context, ...]:
        """The standards that print the books, each once."""
        return contexts_of(self.books)

    def say(self, message: Message) -> str:
        """A message in the language of the books."""
        return self.books[0].context.say(message)

"""Where the terms of a standard occur in its text, found by one pattern; and the text with them explained.

In Chinese the longest term counts (产品部分碳足迹, not 碳足迹); in English whole words, also in the plural.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from refcf_rules.model.prose import Term
from refcf_rules.record import record
from refcf_rules.source.message import Language
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Admonition,
    Block,
    Document,
    Heading,
    Inline,
    Inlines,
    Items,
    Link,
    Paragraph,
    Place,
    Provision,
    Section,
    Text,
)


def words_pattern(words: tuple[str, ...], language: Language) -> re.Pattern[str]:
    """Finds any of the words, the longest first; nothing at all where there are none."""
    ordered = sorted({one for one in words if one}, key=lambda one: (-len(one), one))
    found = "|".join(map(re.escape, ordered)) or r"(?!)"
    return re.compile(found if language == "zh" else rf"(?<![\w-])({found})(?:s|es)?(?![\w-])", re.IGNORECASE)


def word_in(found: re.Match[str], language: Language) -> str:
    """The word itself, as keys have it: in lower case, without the ending of the plural."""
    return (found.group() if language == "zh" else found.group(1)).lower()


@record
class Glossary:
    """The terms of a standard by their names in one language, in lower case."""

    terms: Mapping[str, Term]
    pattern: re.Pattern[str]
    context: Context

    def explained(self, section: Section) -> Section:
        """The section with the first occurrence of each term linked to its definition, which it carries along."""
        seen: set[str] = set()
        blocks = tuple(self._block(one, seen) for one in section.blocks)
        return replace(section, blocks=blocks, sections=tuple(map(self.explained, section.sections)))

    def _block(self, block: Block, seen: set[str]) -> Block:
        match block:
            case Heading(place=Place(kind="term", id=id_)):
                seen.add(id_)  # a definition does not explain its own term
                return block
            case Paragraph(content=content):
                return replace(block, content=self._marked(content, seen))
            case Items(items=items):
                return replace(block, items=tuple(self._marked(one, seen) for one in items))
            case Provision(sentence=sentence, items=items):
                marked = self._marked(sentence, seen)
                return replace(block, sentence=marked, items=tuple(self._marked(one, seen) for one in items))
            case Admonition(blocks=inner):
                return replace(block, blocks=tuple(self._block(one, seen) for one in inner))
            case _:
                return block

    def _marked(self, content: Inlines, seen: set[str]) -> Inlines:
        """Plain text only: numbers, ids and links stay as they are."""
        marked = (self._text(one.text, seen) if isinstance(one, Text) else (one,) for one in content)
        return tuple(inline for found in marked for inline in found)

    def _text(self, written: str, seen: set[str]) -> Iterator[Inline]:
        done = 0
        for found in self.pattern.finditer(written):
            term = self.terms[word_in(found, self.context.language)]
            if term.id in seen:
                continue
            seen.add(term.id)
            if found.start() > done:
                yield Text(written[done : found.start()])
            yield Link((Text(found.group()),), Place("term", term.id), self.context.say(term.meaning))
            done = found.end()
        if done < len(written):
            yield Text(written[done:])


def glossary_of(context: Context) -> Glossary:
    """The terms that a standard and what it extends define; of two with one name, that of the part itself."""
    terms = {context.say(one.name).lower(): one for one in context.standard.terms}
    return Glossary(terms, words_pattern(tuple(terms), context.language), context)


def with_terms_explained(context: Context, document: Document) -> Document:
    """The document with terms explained where a section first uses them."""
    glossary = glossary_of(context)
    return replace(document, sections=tuple(map(glossary.explained, document.sections)))

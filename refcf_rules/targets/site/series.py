"""The series that a site shows: its standards in order, and one book for each part.

A part is printed by its own standard. A part that is there only because others extend it is printed by the first
standard that brings it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from refcf_rules.model.evidence import NO_EVIDENCE, Evidence
from refcf_rules.model.standard import Part, Standard
from refcf_rules.record import record
from refcf_rules.source.message import Language
from refcf_rules.targets.prose.context import Context, Later
from refcf_rules.targets.prose.document import Document, Place, Section
from refcf_rules.targets.prose.foreword import list_of_parts
from refcf_rules.targets.prose.glossary import with_terms_explained
from refcf_rules.targets.prose.term_index import with_index
from refcf_rules.targets.prose.write import ANNEX, document_of

_NUMBER: Final = re.compile(r"(?P<series>.*\d)\.(?P<part>\d+)(?:—.*)?")


@record
class Series:
    """Standards in the order of their part numbers; a single part is a series of one.

    ``evidence`` is what the build found by running the examples.
    """

    standards: tuple[Standard, ...]
    evidence: Evidence = NO_EVIDENCE

    @property
    def is_single(self) -> bool:
        """Whether this is one part with what it extends."""
        return len(self.standards) == 1


@record
class Book:
    """A part as a document, and the standard with the language in which it is printed."""

    context: Context
    document: Document

    @property
    def part(self) -> Part:
        """The title page of the part."""
        return next(one for one in self.context.standard.parts if one.id == self.document.part)

    def owns(self, clause: str) -> bool:
        """Whether what stands in a clause is of this part; what stands in none is of the last part."""
        found = self.context.standard.clause(clause)
        return self.document.part == (found.part if found is not None else self.context.standard.id)


def series_of(*standards: Standard, evidence: Evidence = NO_EVIDENCE) -> Series:
    """The standards as a series."""
    return Series(tuple(sorted(standards, key=lambda one: order_of(one.part))), evidence)


def order_of(part: Part) -> tuple[float, str]:
    """Parts with a number of the series first, by that number; the others by id."""
    place = number_of(part)
    return (float("inf") if place is None else place, part.id)


def number_of(part: Part) -> int | None:
    """The 3 of ``T/XXX 0101.3—202X``; ``None`` if the number names no part."""
    found = _NUMBER.fullmatch(part.number)
    return None if found is None else int(found["part"])


def series_number(parts: tuple[Part, ...]) -> str:
    """The ``T/XXX 0101`` that the numbers of several parts share; empty if they do not."""
    found = [_NUMBER.fullmatch(one.number) for one in parts]
    names = {one["series"] if one is not None else "" for one in found}
    return names.pop() if len(parts) > 1 and len(names) == 1 else ""


def books_of(
    series: Series, language: Language, printed: Callable[[Context, Part], Document] = document_of
) -> tuple[Book, ...]:
    """One book for each part of the series, in the order of part numbers; the common annex stands in one only.

    ``printed`` makes the document of a part; another one may keep those it made before.
    """
    own = {one.id for one in series.standards}
    books: dict[str, Book] = {}
    for context in contexts_in(series, language):
        standard = context.standard
        for part in standard.parts:
            if part.id == standard.id or (part.id not in own and part.id not in books):
                books[part.id] = Book(context, printed(context, part))
    ordered = tuple(sorted(books.values(), key=lambda one: order_of(one.part)))
    return tuple(map(_finished, _with_lists_of_parts(series, _with_one_annex(ordered))))


def _finished(book: Book) -> Book:
    """The book with its index, its terms explained where they are used."""
    return Book(book.context, with_terms_explained(book.context, with_index(book.context, book.document)))


def _changed_by_others(series: Series, standard: Standard) -> tuple[Later, ...]:
    """What the standards of the series that extend this one change."""
    return tuple(
        Later(other.part, override)
        for other in series.standards
        for override in other.overrides
        if override.part == other.id != standard.id and any(one.id == standard.id for one in other.parts)
    )


def contexts_in(series: Series, language: Language) -> tuple[Context, ...]:
    """The standards in one language, each with its evidence and what others change in it."""
    return tuple(Context(one, language, series.evidence, _changed_by_others(series, one)) for one in series.standards)


def contexts_of(books: tuple[Book, ...]) -> tuple[Context, ...]:
    """The standards that print the books, each once."""
    return tuple({one.context.standard.id: one.context for one in books}.values())


def in_reading_order(series: Series, books: tuple[Book, ...]) -> tuple[Book, ...]:
    """The books as people come to them: a series by number; a single part first, then what it extends."""
    if not series.is_single:
        return books
    order = [one.id for one in reversed(series.standards[0].parts)]
    return tuple(sorted(books, key=lambda one: order.index(one.document.part)))


def _with_one_annex(books: tuple[Book, ...]) -> tuple[Book, ...]:
    """The calculations common to all parts stand where the footprint is defined, else in the first part with them."""
    holders = [one for one in books if any(section.place == ANNEX for section in one.document.sections)]
    if len(holders) < 2:  # noqa: PLR2004 -- one of them, or none, is as it should be
        return books
    home = next((one for one in holders if one.context.standard.footprint is not None), holders[0])
    return tuple(one if one is home else Book(one.context, _without_annex(one.document)) for one in books)


def _with_lists_of_parts(series: Series, books: tuple[Book, ...]) -> tuple[Book, ...]:
    """Each foreword says which part of the series it is and which there are; one part alone does not know."""
    parts = tuple(one.part for one in books)
    name = series_number(parts)
    if series.is_single or not name:
        return books
    return tuple(_with_list(one, name, parts) for one in books)


def _with_list(book: Book, name: str, parts: tuple[Part, ...]) -> Book:
    own = Place("page", f"{book.document.part}.foreword")
    blocks = list_of_parts(book.context, name, number_of(book.part), parts)
    sections = tuple(
        Section(one.place, one.number, one.title, (*one.blocks[:1], *blocks, *one.blocks[1:]))
        if one.place == own
        else one
        for one in book.document.sections
    )
    document = book.document
    return Book(book.context, Document(document.part, document.language, document.cover, sections))


def _without_annex(document: Document) -> Document:
    sections = tuple(one for one in document.sections if one.place != ANNEX)
    return Document(document.part, document.language, document.cover, sections)

"""The index at the end of a part (索引): its terms, product classes and unit processes, with the clauses that use them.

GB/T 1.1—2020 orders it by the sounds of Chinese, with the letter above the entries that begin with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Admonition,
    Block,
    Document,
    Facts,
    Heading,
    Inlines,
    Items,
    Link,
    Paragraph,
    Place,
    Provision,
    Section,
    Strong,
    Table,
    Text,
    joined,
    plain,
    text,
)
from refcf_rules.targets.prose.glossary import word_in, words_pattern
from refcf_rules.targets.prose.spelled_order import OTHER, initial_of, letters_of

PLACE: Final = Place("page", "index")
_TITLE: Final = Message("索引", "Index")
_SEPARATOR: Final = Message("，", ", ")
_COLON: Final = Message("\u3000", " — ")


def index_of(context: Context, document: Document) -> Section | None:
    """The index of a part; ``None`` where none of its words occurs in a numbered clause."""
    names = {name.lower(): name for name in _names(context)}
    found = _clauses_by_word(context, document, tuple(names))
    defined = dict(_definitions(context, document))
    entries = sorted((names[word] for word in {*found, *defined}), key=lambda one: _order(context, one))
    if not entries:
        return None
    blocks: list[Block] = []
    for letter, group in groupby(entries, key=lambda one: initial_of(one, context.language)):
        items = (_entry(context, one, defined.get(one.lower()), found.get(one.lower(), {})) for one in group)
        blocks.extend((Heading(1, letter), Items(tuple(items))))
    return Section(PLACE, "", context.say(_TITLE), tuple(blocks))


def with_index(context: Context, document: Document) -> Document:
    """The document with its index, the last of its elements."""
    section = index_of(context, document)
    if section is None:
        return document
    return Document(document.part, document.language, document.cover, (*document.sections, section))


def _order(context: Context, name: str) -> tuple[bool, str, tuple[tuple[str, ...], str]]:
    """By letters; what begins with none comes last."""
    initial = initial_of(name, context.language)
    return initial == OTHER, initial, letters_of(name, context.language)


def _names(context: Context) -> Iterator[str]:
    """The words that are looked for, as they are written; a term comes last, since its spelling counts."""
    standard = context.standard
    yield from (context.say(one.label) for one in standard.boundary.processes)
    yield from (context.say(one.label) for one in standard.products)
    yield from (context.say(one.name) for one in standard.terms)


def _entry(context: Context, name: str, defined: tuple[str, Place] | None, clauses: dict[str, Place]) -> Inlines:
    """The word, the number of its definition in bold, then the clauses that use it, each linked."""
    links: list[Inlines] = []
    if defined is not None:
        links.append((Strong((Link(text(defined[0]), defined[1]),)),))
    links.extend((Link(text(number), place),) for number, place in clauses.items())
    return (Text(f"{name}{context.say(_COLON)}"), *joined(links, context.say(_SEPARATOR)))


def _definitions(context: Context, document: Document) -> Iterator[tuple[str, tuple[str, Place]]]:
    """The terms that the part itself defines, with the number of each entry."""
    names = {one.id: context.say(one.name).lower() for one in context.standard.terms}
    for section in _sections(document.sections):
        for block in section.blocks:
            match block:
                case Heading(text=title, place=Place(kind="term", id=id_) as place) if id_ in names:
                    yield names[id_], (title.split("\u3000")[0].split(" ")[0], place)
                case _:
                    pass


def _clauses_by_word(context: Context, document: Document, words: tuple[str, ...]) -> dict[str, dict[str, Place]]:
    """By word, the numbered clauses whose text has it, by number in their order."""
    pattern = words_pattern(words, context.language)
    found: dict[str, dict[str, Place]] = {}
    for section in _sections(document.sections):
        if not section.number:
            continue
        written = " ".join(_texts(section.blocks))
        for word in dict.fromkeys(word_in(one, context.language) for one in pattern.finditer(written)):
            found.setdefault(word, {}).setdefault(section.number, section.place)
    return found


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for one in sections:
        yield one
        yield from _sections(one.sections)


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(content=content):
                yield plain(content)
            case Items(items=items):
                yield from map(plain, items)
            case Facts(rows=rows):
                yield from (plain(content) for _, content in rows)
            case Table(rows=lines):
                yield from (plain(cell) for line in lines for cell in line)
            case Provision(sentence=sentence, items=items, blocks=inner):
                yield from (plain(sentence), *map(plain, items), *_texts(inner))
            case Admonition(blocks=inner):
                yield from _texts(inner)
            case _:
                pass

"""The typed document: sections of blocks of inlines. Nothing here knows Markdown, HTML or Word.

A printer (the site, one day the Word draft) walks it with ``match``; every text is plain text,
so that escaping is the printer's duty alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from refcf_rules.model.requirement import Modality
from refcf_rules.record import record
from refcf_rules.source.message import Language
from refcf_rules.targets.prose.drawings import Drawing
from refcf_rules.targets.prose.mathematics import Math

PlaceKind = Literal[
    "clause", "rule", "number", "factor", "table", "field", "term", "example", "reference", "page", "ledger"
]
Tone = Literal["plain", "good", "open", "warn"]


@record
class Place:
    """Something a link can lead to, by its kind and stable id; the printer knows where it stands.

    ``part`` names the standard whose thing is meant, where several stand side by side; else it is the one at hand.
    """

    kind: PlaceKind
    id: str
    part: str = ""


@record
class Text:
    """Plain text."""

    text: str


@record
class Bound:
    """A number that is bound to the rule, or (``open``) the gap where one is still to be set."""

    text: str
    to: Place | None = None
    open: bool = False


@record
class Code:
    """An id or a spelling, to be typed exactly so."""

    text: str


@record
class Strong:
    """Emphasis."""

    content: Inlines


@record
class Link:
    """A reference within the standard; that of a term carries its ``meaning``."""

    content: Inlines
    to: Place
    meaning: str = ""


@record
class Target:
    """The spot a link leads to, inside a block (a row of a table)."""

    place: Place


@record
class Badge:
    """The force of a provision: 应, 宜, 可."""

    modality: Modality
    text: str


@record
class Tag:
    """A short state: sourced, to be set, tightened."""

    text: str
    tone: Tone = "plain"


@record
class Symbols:
    """Mathematics within a line."""

    math: Math


@record
class File:
    """A link to a file of the publication, by its path from the root."""

    content: Inlines
    path: str


@record
class Web:
    """A link to a page of somebody else, by its https address; a reader follows it, no page loads it."""

    content: Inlines
    address: str


@record
class Ahead:
    """The number of the table or formula that comes next; numbering puts it in."""

    what: Literal["table", "formula"]


Inline = Text | Bound | Code | Strong | Link | Target | Badge | Tag | Symbols | File | Web | Ahead
Inlines = tuple[Inline, ...]


@record
class Heading:
    """A heading inside a section; ``level`` 1 is the first below the section's own title."""

    level: int
    text: str
    place: Place | None = None


@record
class Paragraph:
    """A paragraph; ``note`` ones are informative (注), with a number where their clause has several."""

    content: Inlines
    note: bool = False
    number: int | None = None


@record
class Items:
    """A list, lettered (``ordered``) or not; a ``bare`` one has no bullets, as a list of documents."""

    items: tuple[Inlines, ...]
    ordered: bool = False
    bare: bool = False


@record
class Facet:
    """By what a reader of a long table chooses rows: for each row, the values under which it is found."""

    name: str
    values: tuple[tuple[str, ...], ...]


@record
class Table:
    """A table with its caption above; every row has as many cells as the header.

    Long tables have ``facets``. In a table of things ``compared`` each column but the first is one of them.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    facets: tuple[Facet, ...] = ()
    compared: bool = False


@record
class Where:
    """One line of the list under a formula: the symbol, what it stands for, its unit."""

    symbol: Math
    meaning: Inlines
    unit: str


@record
class Formula:
    """A displayed formula with its number, and the list that explains its symbols (式中)."""

    math: Math
    where: tuple[Where, ...]
    number: str = ""


@record
class Facts:
    """Pairs of a label and what is said about it."""

    rows: tuple[tuple[str, Inlines], ...]


@record
class Admonition:
    """A box that stands out: a status, a change, an open point."""

    tone: Tone
    title: str
    blocks: tuple[Block, ...]


@record
class Details:
    """What a reader opens when wanted: a line that says what is in it, and the rest."""

    summary: Inlines
    blocks: tuple[Block, ...]


@record
class Listing:
    """Text of a rule file, line by line as its author wrote it."""

    text: str


@record
class Provision:
    """One rule with all that belongs to it; ``sentence``, with its ``items``, is generated from the rule.

    ``second_title`` is the title in the other language; ``tags`` are what is said beside the badge.
    """

    place: Place
    number: str
    title: str
    second_title: str
    badge: Badge
    tags: tuple[Tag, ...]
    sentence: Inlines
    items: tuple[Inlines, ...]
    blocks: tuple[Block, ...]


Block = Heading | Paragraph | Items | Table | Formula | Facts | Admonition | Details | Listing | Provision | Drawing


@record
class Section:
    """A numbered clause, or an unnumbered piece such as the foreword."""

    place: Place
    number: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()


@record
class CoverDate:
    """A date of the title page by its name; ``is_open`` where the words say who is still to set it."""

    name: str
    date: str
    is_open: bool


@record
class Cover:
    """The title page; ``second_title`` is the title in the other language, as GB/T 1.1 wants it.

    ``codes`` are ICS and CCS, each with its codes; ``replaces`` names the documents that this one replaces.
    """

    number: str
    edition: str
    title: str
    second_title: str
    status: str
    publisher: str
    call: str
    is_published: bool
    codes: tuple[str, ...]
    replaces: str
    dates: tuple[CoverDate, ...]


@record
class Document:
    """One part of the standard in one language."""

    part: str
    language: Language
    cover: Cover
    sections: tuple[Section, ...]


def numbered_title(language: Language, section: Section) -> str:
    """Number and title, a full-width blank apart in Chinese (GB/T 1.1—2020, 10.2)."""
    gap = "\u3000" if language == "zh" else " "
    return f"{section.number}{gap}{section.title}" if section.number else section.title


def text(content: str) -> Inlines:
    """Plain text as inlines; nothing for an empty text."""
    return (Text(content),) if content else ()


def joined(parts: Iterable[Inlines], separator: str) -> Inlines:
    """Inlines in a row with a separator between them."""
    found: list[Inline] = []
    for part in parts:
        if found:
            found.append(Text(separator))
        found.extend(part)
    return tuple(found)


def filled(pattern: str, **slots: Inlines) -> Inlines:
    """A pattern whose ``{name}`` slots are inlines."""
    found: list[Inline] = []
    for index, piece in enumerate(pattern.replace("}", "{").split("{")):
        if index % 2:
            found.extend(slots[piece])
        elif piece:
            found.append(Text(piece))
    return tuple(found)


def slim(table: Table) -> Table:
    """The table without the columns that are empty in all rows."""
    kept = [index for index in range(len(table.header)) if any(row[index] for row in table.rows)]
    header = tuple(table.header[index] for index in kept)
    rows = tuple(tuple(row[index] for index in kept) for row in table.rows)
    return Table(table.caption, header, rows, table.facets, table.compared)


def plain(content: Inlines) -> str:
    """The bare text of inlines, for titles and indexes."""
    return "".join(_plain(one) for one in content)


def _plain(one: Inline) -> str:
    match one:
        case Text(text=found) | Bound(text=found) | Code(text=found) | Badge(text=found) | Tag(text=found):
            return found
        case Strong(content=content) | Link(content=content) | File(content=content) | Web(content=content):
            return plain(content)
        case Target() | Symbols() | Ahead():
            return ""

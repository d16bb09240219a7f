"""A long table: entries with their cells, and the values by which a reader chooses among them."""

from __future__ import annotations

from collections.abc import Iterable

from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.document import Block, Facet, Inlines, Paragraph, Table, plain, slim, text
from refcf_rules.targets.site.indexes.subject import Subject

NONE = Message("没有。", "None.")


@record
class Entry:
    """A row; ``chosen_by`` has for each facet of the listing the values under which the row is found."""

    cells: tuple[Inlines, ...]
    chosen_by: tuple[tuple[str, ...], ...]


def listing(
    subject: Subject, header: tuple[Message, ...], facets: tuple[Message, ...], entries: Iterable[Entry]
) -> Block:
    """The entries as a table without empty columns; a word where there are none."""
    found = tuple(entries)
    if not found:
        return Paragraph(text(subject.say(NONE)))
    columns = zip(*(one.chosen_by for one in found), strict=True)
    chosen = tuple(Facet(subject.say(name), values) for name, values in zip(facets, columns, strict=True))
    table = Table("", tuple(map(subject.say, header)), tuple(one.cells for one in found), chosen)
    return slim(table)


def said(content: Inlines) -> tuple[str, ...]:
    """The text of a cell as the one value under which its row is found."""
    found = plain(content)
    return (found,) if found else ()

"""A group of rows under a heading, with a cell for each standard compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Heading, Inlines, Place, Table, Text, text
from refcf_rules.targets.prose.side_by_side import inlines_of
from refcf_rules.targets.site.indexes.parts import part_name

NOTHING: Final[Inlines] = (Text("—"),)
_WHAT: Final = Message("内容", "What")


@record
class Row:
    """What is compared, and what each standard says of it; nothing where it says nothing."""

    what: Inlines
    cells: tuple[Inlines, ...]


def row(what: Inlines, contexts: tuple[Context, ...], said: Callable[[Context], Inlines]) -> Row:
    """A row with the words of each standard, whose links are its own."""
    return Row(what, tuple(inlines_of(one.standard.id, said(one)) or NOTHING for one in contexts))


def group(id_: str, title: Message, contexts: tuple[Context, ...], rows: Iterable[Row]) -> tuple[Heading | Table, ...]:
    """The rows as a table under its heading; nothing if there are none."""
    found = tuple((one.what, *one.cells) for one in rows if any(cell != NOTHING for cell in one.cells))
    if not found:
        return ()
    say = contexts[0].say
    header = (say(_WHAT), *(part_name(one, one.standard.id) for one in contexts))
    heading = Heading(1, say(title), Place("ledger", f"compare-{id_}"))
    return (heading, Table("", header, found, compared=True))


def label(context: Context, message: Message) -> Inlines:
    """The label of a row."""
    return text(context.title(message))

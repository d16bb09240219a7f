"""Tables numbered through a part (表1, 表2 …; 表A.1 … in annex A), as GB/T 1.1—2020, 9.8 wants it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Final

from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Admonition, Block, Diagram, Provision, Section, Table

_CAPTION: Final = Message("表{number}　{caption}", "Table {number} — {caption}")
_FIGURE: Final = Message("图{number}　{caption}", "Figure {number} — {caption}")
_ANNEX: Final = "annex"


@record
class _Numbers:
    """The numbers that come next."""

    tables: Iterator[str]
    figures: Iterator[str]

    @staticmethod
    def starting(prefix: str) -> _Numbers:
        return _Numbers(*((f"{prefix}{number}" for number in count(1)) for _ in range(2)))


def numbered(context: Context, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections with numbered captions."""
    body = _Numbers.starting("")
    annexes = {one.id: one.number for one in context.standard.clauses if one.annex is not None} | {_ANNEX: "A"}
    letters = (annexes.get(one.place.id) for one in sections)
    return tuple(
        _section(context, one, body if letter is None else _Numbers.starting(f"{letter}."))
        for one, letter in zip(sections, letters, strict=True)
    )


def _section(context: Context, section: Section, numbers: _Numbers) -> Section:
    blocks = tuple(_block(context, one, numbers) for one in section.blocks)
    return replace(section, blocks=blocks, sections=tuple(_section(context, one, numbers) for one in section.sections))


def _block(context: Context, block: Block, numbers: _Numbers) -> Block:
    match block:
        case Table(caption=caption) if caption:
            slots = {"number": next(numbers.tables), "caption": caption[:1].upper() + caption[1:]}
            return replace(block, caption=context.say(_CAPTION.filled(**slots)))
        case Diagram(title=title):
            return replace(block, title=context.say(_FIGURE.filled(number=next(numbers.figures), caption=title)))
        case Provision(blocks=inner) | Admonition(blocks=inner):
            return replace(block, blocks=tuple(_block(context, one, numbers) for one in inner))
        case _:
            return block

"""Tables, figures, formulas and notes numbered as GB/T 1.1—2020, 9.5 to 9.8 want it.

Tables, figures and formulas run through a part (表1, 图1, (1) …; 表A.1 … in annex A); notes are numbered in each
clause that has several.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Admonition,
    Ahead,
    Block,
    Details,
    Formula,
    Inlines,
    Paragraph,
    Provision,
    Section,
    Table,
    Text,
)
from refcf_rules.targets.prose.drawings import Diagram, FlowDiagram

_CAPTION: Final = Message("表{number}　{caption}", "Table {number} — {caption}")
_FIGURE: Final = Message("图{number}　{caption}", "Figure {number} — {caption}")
_AHEAD: Final = {
    "table": Message("表{number}", "Table {number}"),
    "formula": Message("式（{number}）", "Formula ({number})"),
}
_ANNEX: Final = "annex"


@dataclass(slots=True)
class _Counter:
    """Counts on; knows the number that comes next."""

    prefix: str
    next: int = 1

    def take(self) -> str:
        number = self.ahead
        self.next += 1
        return number

    @property
    def ahead(self) -> str:
        return f"{self.prefix}{self.next}"


@record
class _Numbers:
    """The numbers that come next."""

    tables: _Counter
    figures: _Counter
    formulas: _Counter

    @staticmethod
    def starting(prefix: str) -> _Numbers:
        return _Numbers(*(_Counter(prefix) for _ in range(3)))


def numbered(context: Context, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections with numbered captions, formulas and notes."""
    body = _Numbers.starting("")
    annexes = {one.id: one.number for one in context.standard.clauses if one.annex is not None} | {_ANNEX: "A"}
    letters = (annexes.get(one.place.id) for one in sections)
    return tuple(
        _section(context, one, body if letter is None else _Numbers.starting(f"{letter}."))
        for one, letter in zip(sections, letters, strict=True)
    )


def _section(context: Context, section: Section, numbers: _Numbers) -> Section:
    several = sum(isinstance(one, Paragraph) and one.note for one in section.blocks) > 1
    notes = count(1) if several else None
    blocks = tuple(_block(context, one, numbers, notes) for one in section.blocks)
    return replace(section, blocks=blocks, sections=tuple(_section(context, one, numbers) for one in section.sections))


def _block(context: Context, block: Block, numbers: _Numbers, notes: Iterator[int] | None = None) -> Block:
    match block:
        case Table(caption=caption) if caption:
            slots = {"number": numbers.tables.take(), "caption": caption[:1].upper() + caption[1:]}
            return replace(block, caption=context.say(_CAPTION.filled(**slots)))
        case Diagram(title=title) | FlowDiagram(title=title):
            return replace(block, title=context.say(_FIGURE.filled(number=numbers.figures.take(), caption=title)))
        case Formula():
            return replace(block, number=numbers.formulas.take())
        case Paragraph(content=content, note=note):
            number = next(notes) if note and notes is not None else None
            return replace(block, content=_resolved(context, content, numbers), number=number)
        case Provision(blocks=inner) | Admonition(blocks=inner) | Details(blocks=inner):
            return replace(block, blocks=tuple(_block(context, one, numbers) for one in inner))
        case _:
            return block


def _resolved(context: Context, content: Inlines, numbers: _Numbers) -> Inlines:
    """The content with the numbers of what comes next."""
    if not any(isinstance(one, Ahead) for one in content):
        return content
    following = {"table": numbers.tables.ahead, "formula": numbers.formulas.ahead}
    return tuple(
        Text(context.say(_AHEAD[one.what].filled(number=following[one.what]))) if isinstance(one, Ahead) else one
        for one in content
    )

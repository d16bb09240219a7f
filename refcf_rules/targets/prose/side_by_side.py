"""Blocks of several standards side by side: each link says whose thing it means."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from refcf_rules.targets.prose.document import (
    Admonition,
    Ahead,
    Badge,
    Block,
    Bound,
    Code,
    Details,
    Facts,
    File,
    Formula,
    Heading,
    Inline,
    Inlines,
    Items,
    Link,
    Listing,
    Paragraph,
    Place,
    Provision,
    Strong,
    Symbols,
    Table,
    Tag,
    Target,
    Text,
    Web,
    Where,
)
from refcf_rules.targets.prose.drawings import BarChart, Diagram, DiagramStage, FlowDiagram


def blocks_of(part: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks that a standard wrote, with its id at every place."""
    return tuple(_block(part, one) for one in blocks)


def inlines_of(part: str, content: Inlines) -> Inlines:
    """Inlines that a standard wrote, with its id at every place."""
    return tuple(_inline(part, one) for one in content)


def place_of(part: str, place: Place) -> Place:
    """The place as one of a standard; one that says whose it is stays."""
    return place if place.part else replace(place, part=part)


def _block(part: str, block: Block) -> Block:
    match block:
        case Heading(place=place):
            return block if place is None else replace(block, place=place_of(part, place))
        case Paragraph(content=content):
            return replace(block, content=inlines_of(part, content))
        case Items(items=items):
            return replace(block, items=_each(part, items))
        case Table(rows=rows):
            return replace(block, rows=tuple(_each(part, row) for row in rows))
        case Formula(where=where):
            lines = tuple(Where(one.symbol, inlines_of(part, one.meaning), one.unit) for one in where)
            return replace(block, where=lines)
        case Facts(rows=rows):
            return Facts(tuple((label, inlines_of(part, said)) for label, said in rows))
        case Admonition(blocks=inner):
            return replace(block, blocks=blocks_of(part, inner))
        case Details(summary=summary, blocks=inner):
            return Details(inlines_of(part, summary), blocks_of(part, inner))
        case Provision():
            return _provision(part, block)
        case Diagram() | FlowDiagram():
            return replace(block, stages=tuple(_stage(part, one) for one in block.stages))
        case BarChart(bars=bars):
            return replace(block, bars=tuple(replace(one, to=one.to and place_of(part, one.to)) for one in bars))
        case Listing():
            return block
        case _:
            assert_never(block)


def _stage(part: str, stage: DiagramStage) -> DiagramStage:
    processes = tuple(replace(one, to=one.to and place_of(part, one.to)) for one in stage.processes)
    return replace(stage, processes=processes)


def _provision(part: str, one: Provision) -> Provision:
    return replace(
        one,
        place=place_of(part, one.place),
        sentence=inlines_of(part, one.sentence),
        items=_each(part, one.items),
        blocks=blocks_of(part, one.blocks),
    )


def _each(part: str, contents: tuple[Inlines, ...]) -> tuple[Inlines, ...]:
    return tuple(inlines_of(part, one) for one in contents)


def _inline(part: str, one: Inline) -> Inline:
    match one:
        case Link(content=content, to=to, meaning=meaning):
            return Link(inlines_of(part, content), place_of(part, to), meaning)
        case Target(place=place):
            return Target(place_of(part, place))
        case Strong(content=content):
            return Strong(inlines_of(part, content))
        case Bound(to=Place() as to):
            return replace(one, to=place_of(part, to))
        case File(content=content) | Web(content=content):
            return replace(one, content=inlines_of(part, content))
        case Text() | Bound() | Code() | Badge() | Tag() | Symbols() | Ahead():
            return one
        case _:
            assert_never(one)

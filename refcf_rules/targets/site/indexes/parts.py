"""The parts of a series as index pages name them: where a thing is declared, and where it holds."""

from __future__ import annotations

from typing import Final, TypeVar

from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Inlines, Link, Place, Tag, Text, joined, text
from refcf_rules.targets.prose.side_by_side import inlines_of
from refcf_rules.targets.site.cover import part_label
from refcf_rules.targets.site.indexes.declared import CORE, Declared

PART: Final = Message("部分", "Part")
_ALL: Final = Message("各部分", "all parts")
_AND_EXTENDING: Final = Message("及依据它的各部分", "and all that extend it")
Thing = TypeVar("Thing")


def part_name(context: Context, part: str) -> str:
    """What people call a part: the last element of its title."""
    found = next((one for one in context.standard.parts if one.id == part), None)
    return part_label(context.say(found.title)) if found is not None else part


def part_link(context: Context, part: str) -> Inlines:
    """A part by name, linked to its title page."""
    return (Link(text(part_name(context, part)), Place("page", part)),)


def where_it_holds(one: Declared[Thing], contexts: tuple[Context, ...]) -> Inlines:
    """The part that declares a thing, and the others where it holds; nothing to say where there is only one."""
    if len(contexts) == 1:
        return ()
    say = one.context.say
    if len(one.holds_in) == len(contexts) and one.part in {CORE, ""}:
        return (Tag(say(_ALL)),)
    holders = {each.standard.id for each in one.holds_in}
    extending = {each.standard.id for each in contexts if any(part.id == one.part for part in each.standard.parts)}
    if holders == extending:
        more = (Text(" "), Tag(say(_AND_EXTENDING))) if len(holders - {one.part}) > 0 else ()
        return inlines_of(one.context.standard.id, (*part_link(one.context, one.part), *more))
    links = (inlines_of(each.standard.id, part_link(each, each.standard.id)) for each in one.holds_in)
    return joined(links, say(Message("、", ", ")))


def names_of_holders(one: Declared[Thing]) -> tuple[str, ...]:
    """The standards in which a thing holds, by name: what a reader may choose it by."""
    return tuple(part_name(each, each.standard.id) for each in one.holds_in)

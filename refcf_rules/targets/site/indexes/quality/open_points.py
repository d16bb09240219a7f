"""What is not settled: numbers that nobody has set, numbers and factors without a source."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.number import Provenance, Status
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Block,
    Code,
    Heading,
    Inlines,
    Items,
    Link,
    Place,
    Text,
    text,
)
from refcf_rules.targets.prose.numbers import status_tag
from refcf_rules.targets.prose.side_by_side import inlines_of
from refcf_rules.targets.site.indexes.factors import factors_of
from refcf_rules.targets.site.indexes.listing import Entry, listing
from refcf_rules.targets.site.indexes.numbers import values_of
from refcf_rules.targets.site.indexes.parts import PART, part_link, part_name
from refcf_rules.targets.site.indexes.people import entries_of
from refcf_rules.targets.site.indexes.subject import Subject

_TITLE: Final = Message("未决事项", "Open points")
_HEADER: Final = (Message("数值或因子", "Number or factor"), PART, Message("状态", "Status"))
_SETTLED: Final = frozenset({Status.SOURCED, Status.DERIVED})
_LIMITS: Final = Message("本页不说明什么", "What this page does not say")
_NOT_SAID: Final = (
    Message(
        "数值与其来源原文是否一致：程序只核对是否写明来源，不读原文。",
        "Whether a number is as its source prints it: the program sees that a source is named and reads none.",
    ),
    Message(
        "限值是否合适：示例只证明规则按所写的限值判定。",
        "Whether a limit is a good one: examples prove that a rule judges by the limit as it is written.",
    ),
    Message(
        "示例以外的清单：一致性证书只涉及所比较的清单。",
        "Inventories other than those tried: a certificate speaks of the ones compared.",
    ),
    Message(
        "由人判断的 {people} 条规定：见“由人判断的规定”。",
        "The {people} provisions for people to judge: see that ledger.",
    ),
)


def open_points(subject: Subject) -> tuple[Block, ...]:
    """The list of what is open, then what this page leaves unsaid."""
    say = subject.say
    entries = (*_numbers(subject), *_factors(subject))
    listed = listing(subject, _HEADER, (PART, _HEADER[2]), entries)
    people = str(len(entries_of(subject.contexts)))
    said = tuple(text(say(one.filled(people=people))) for one in _NOT_SAID)
    return (
        Heading(1, say(_TITLE), Place("ledger", "open-points")),
        listed,
        Heading(1, say(_LIMITS), Place("ledger", "not-said")),
        Items(said),
    )


def _numbers(subject: Subject) -> tuple[Entry, ...]:
    return tuple(
        entry
        for one, value in values_of(subject.contexts)
        if (entry := _entry(one.context, Place("number", one.thing.id), one.thing.label, value.provenance)) is not None
    )


def _factors(subject: Subject) -> tuple[Entry, ...]:
    return tuple(
        entry
        for one in factors_of(subject.contexts)
        if (entry := _entry(one.context, Place("factor", one.thing.id), one.thing.label, one.thing.provenance))
        is not None
    )


def _entry(context: Context, place: Place, label: Message, provenance: Provenance) -> Entry | None:
    """A line for what is not settled; ``None`` for what is."""
    if provenance.status in _SETTLED and (provenance.sources or provenance.derivation is not None):
        return None
    state = status_tag(context, provenance)
    name: Inlines = (Link(text(context.say(label)), place), Text(" "), Code(place.id))
    part = context.standard.id
    cells = (inlines_of(part, name), inlines_of(part, part_link(context, part)), (state,))
    return Entry(cells, ((part_name(context, part),), (state.text,)))

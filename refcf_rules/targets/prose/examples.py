"""Worked examples: what each is made from, and the verdict it must get."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.example import Example, ExpectedNumber, PublishedValue
from refcf_rules.quantities.number import format_quantity
from refcf_rules.quantities.unit import parse_unit
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import (
    Bound,
    Code,
    Inlines,
    Link,
    Place,
    Table,
    Tag,
    Target,
    Text,
    joined,
    slim,
    text,
)
from refcf_rules.targets.prose.edits import edit_words

_HEADER: Final = (
    Message("示例", "Example"),
    Message("清单", "Inventory"),
    Message("必须得到的判定", "Verdict it must get"),
    Message("必须得到的结果", "Results it must give"),
)
_PERCENT: Final = parse_unit("%")
_SATISFIED: Final = Message("满足", "satisfied")
_VIOLATES: Final = Message("不满足", "violates")
_ONLY: Final = Message("只不满足", "violates only")
_OPEN: Final = Message("无法判定", "not decidable")
_SUBTOTAL: Final = Message("{of}（可计算部分）", "{of} (what can be computed)")
_PUBLISHED: Final = Message("已发布 {published}，{distance}{reason}", "published {published}, {distance}{reason}")
_DISTANCE: Final = Message("相差 {distance}：", "distance {distance}: ")
_NO_DISTANCE: Final = Message("不作比较：", "not compared: ")
_SOURCE: Final = Message("（{sources}）", " ({sources})")


def examples_table(context: Context, examples: tuple[Example, ...]) -> Table:
    """Examples with what each is made from, and what it must come to."""
    rows = tuple(_row(context, one) for one in examples)
    return slim(Table("", tuple(map(context.say, _HEADER)), rows))


def _row(context: Context, example: Example) -> tuple[Inlines, ...]:
    semicolon = context.say(Message("；", "; "))
    name: Inlines = (Target(Place("example", example.id)), Text(f"{context.title(example.label)} "), Code(example.id))
    notes = tuple(text(context.say(note)) for note in example.notes)
    numbers = (_number(context, one) for one in example.numbers)
    results = joined((*numbers, *(_published(context, example, one) for one in example.published)), semicolon)
    return (joined((name, *notes), semicolon), _inventory(context, example), _verdict(context, example), results)


def _inventory(context: Context, example: Example) -> Inlines:
    """The file, or the example it edits and the edits."""
    source: Inlines = (Code(example.path.rpartition("/")[2]),) if example.path else ()
    if example.base is not None:
        source = (Link((Code(example.base),), Place("example", example.base)),)
    edits = (text(edit_words(context, one)) for one in example.edits)
    return joined((source, *edits), context.say(Message("；", "; ")))


def _verdict(context: Context, example: Example) -> Inlines:
    parts: list[Inlines] = []
    if example.satisfied:
        parts.append((Tag(context.say(_SATISFIED), "good"),))
    if example.violates:
        words = _ONLY if example.violates_only else _VIOLATES
        parts.append((Tag(context.say(words), "warn"), Text(" "), *_rules(example.violates)))
    if example.not_decidable:
        parts.append((Tag(context.say(_OPEN), "open"), Text(" "), *_rules(example.not_decidable)))
    return joined(parts, " ")


def _rules(ids: tuple[str, ...]) -> Inlines:
    return joined(((Link((Code(id_),), Place("rule", id_)),) for id_ in ids), " ")


def _number(context: Context, expected: ExpectedNumber) -> Inlines:
    name = context.names.scalar(expected.of)
    shown = _SUBTOTAL.filled(of=name) if expected.subtotal else name
    value = context.quantity(expected.value, expected.unit)
    return (Text(f"{context.say(shown)} = "), Bound(value))


def _published(context: Context, example: Example, published: PublishedValue) -> Inlines:
    """A published value beside the result that the example must give: the distance, and why."""
    expected = next((one for one in example.numbers if one.of == published.of), None)
    distance = _NO_DISTANCE
    if expected is not None and published.value:
        share = (expected.value - published.value) / published.value
        sign = "+" if share > 0 else "−" if share < 0 else ""
        distance = _DISTANCE.filled(distance=f"{sign}{format_quantity(abs(share), _PERCENT, 3)}")
    value = context.quantity(published.value, published.unit)
    sources = ("；" if context.language == "zh" else "; ").join(published.sources)
    said = _PUBLISHED.filled(published=value, distance=distance, reason=published.reason)
    return text(context.say(said) + context.say(_SOURCE.filled(sources=sources)))

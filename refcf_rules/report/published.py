"""Results of examples beside published values: both, the distance in percent, and why they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from refcf_rules.evaluate.example import ExampleResult
from refcf_rules.evaluate.published import Distance
from refcf_rules.model.names import Names, names_of
from refcf_rules.model.standard import Standard
from refcf_rules.quantities.number import format_quantity
from refcf_rules.report.layout import INDENT, section
from refcf_rules.report.wording import PERCENT, value_text
from refcf_rules.source.message import Message, same
from refcf_rules.source.render import Style, safe

_TITLE: Final = Message("与已发布数值的比较（不影响是否通过）", "Beside published values (no example fails by them)")
_LINE: Final = Message(
    "{example}  {label} {found}；已发布 {published}；相差 {distance}",
    "{example}  {label} {found}; published {published}; distance {distance}",
)
_SUBTOTAL: Final = Message("{value}（可计算部分）", "{value} (what can be computed)")
_REASON: Final = Message("理由：{text}", "Why: {text}")
_SOURCE: Final = Message("依据：{text}", "Source: {text}")
_UNKNOWN: Final = Message("（缺）", "(missing)")
_DIGITS: Final = 6


def distances_text(results: Sequence[ExampleResult], standard: Standard, style: Style) -> list[str]:
    """Every published value that an example names; nothing without one."""
    compared = [(result, distance) for result in results for distance in result.distances]
    if not compared:
        return []
    names = names_of(standard)
    lines = [line for result, distance in compared for line in _lines(result, distance, names, style)]
    return section(_TITLE, lines, style)


def _lines(result: ExampleResult, distance: Distance, names: Names, style: Style) -> Iterator[str]:
    published = distance.published
    found = same(value_text(distance.found, published.unit, style))
    slots = {
        "example": same(safe(result.example.id)),
        "label": names.scalar(published.of),
        "found": _SUBTOTAL.filled(value=found) if distance.partial and distance.share is not None else found,
        "published": same(format_quantity(published.value, published.unit, _DIGITS)),
        "distance": _UNKNOWN if distance.share is None else same(percent(distance.share)),
    }
    yield style.say(_LINE.filled(**slots))
    yield INDENT + style.say(_REASON.filled(text=published.reason))
    yield INDENT + style.say(_SOURCE.filled(text="; ".join(published.sources)))


def percent(share: float) -> str:
    """A distance with its sign: +3.2 %, −74.5 %."""
    sign = "+" if share > 0 else "−" if share < 0 else ""
    return f"{sign}{format_quantity(abs(share), PERCENT, 3)}"

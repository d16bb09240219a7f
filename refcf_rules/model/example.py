"""Worked examples: an inventory, edits to it, and what must come out. Never in the core."""

from __future__ import annotations

from typing import Literal

from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span


@record
class Edit:
    """Remove what ``path`` names, or set it to ``value`` as it would be written in the inventory."""

    action: Literal["remove", "set"]
    path: tuple[str, ...]
    value: str
    span: Span


@record
class ExpectedNumber:
    """A result, or a subtotal of what can be computed, within a tolerance; canonical units."""

    of: str
    subtotal: bool
    value: float
    within: float
    unit: Unit | None
    span: Span


@record
class PublishedValue:
    """A result that others published for such a product, and why it differs; canonical. Never a limit."""

    of: str
    value: float
    unit: Unit | None
    sources: tuple[str, ...]
    reason: Message
    span: Span


@record
class Example:
    """One example. ``path`` is relative to the rule file; ``base`` names the example it edits."""

    id: str
    label: Message
    path: str | None
    base: str | None
    edits: tuple[Edit, ...]
    satisfied: bool
    violates: tuple[str, ...]
    violates_only: bool
    not_decidable: tuple[str, ...]
    numbers: tuple[ExpectedNumber, ...]
    notes: tuple[Message, ...]
    part: str
    span: Span
    published: tuple[PublishedValue, ...] = ()

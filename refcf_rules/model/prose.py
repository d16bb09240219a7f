"""Words of a standard: clauses, paragraphs with slots, terms. Slots are bound to the model."""

from __future__ import annotations

from typing import Literal

from refcf_rules.model.expression import Expression
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span

Annex = Literal["normative", "informative"]


@record
class Template:
    """A text in both languages whose slots are expressions; each part is text or an expression."""

    zh: tuple[str | Expression, ...]
    en: tuple[str | Expression, ...]
    span: Span


@record
class Paragraph:
    """One paragraph of a clause (条文) or a note (注)."""

    template: Template
    note: bool = False


@record
class Member:
    """A declaration that stands in a clause: ``construct`` names its page and its list in the model."""

    construct: str
    id: str


@record
class Clause:
    """A numbered clause. ``id`` survives renumbering; ``number`` is worked out from the order.

    ``annex`` says that a clause of the first level is an annex (附录), numbered with letters.
    """

    id: str
    number: str
    title: Message
    paragraphs: tuple[Paragraph, ...]
    members: tuple[Member, ...]
    parent: str | None
    part: str
    span: Span
    annex: Annex | None = None


@record
class Term:
    """A term and its definition."""

    id: str
    name: Message
    meaning: Message
    sources: tuple[str, ...]
    clause: str
    span: Span


@record
class NotCheckable:
    """A requirement of the text that a machine cannot check, with the reason: the ledger."""

    id: str
    reason: Message
    clause: str
    span: Span

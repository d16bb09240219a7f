"""What a schema is made of: the core alone, or a whole standard."""

from __future__ import annotations

from refcf_rules.model.choice import Choice
from refcf_rules.model.field import Table
from refcf_rules.model.number import Factor
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.json_schema.schema import Schema


@record
class Demand:
    """A schema that rows of ``table`` must fit; ``None`` stands for the inventory itself."""

    table: str | None
    schema: Schema


@record
class Content:
    """Everything the definitions are built from. ``factors`` is ``None`` where the library is not known."""

    id: str
    title: Message
    comment: str
    tables: tuple[Table, ...]
    choices: dict[str, Choice]
    factors: tuple[Factor, ...] | None
    demands: tuple[Demand, ...] = ()
    tests: tuple[tuple[str, Schema], ...] = ()
    """Definitions that the demands refer to."""

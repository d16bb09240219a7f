"""Fields and tables: the shape of an inventory, built in or added by a part of the standard."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from refcf_rules.model.types import Type
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span

Sign = Literal["any", "not negative", "positive"]


@record
class Field:
    """One column of a table, or one value of a single-row table.

    ``unit`` is the unit shown when nobody wrote one. ``derived`` fields are worked out when
    the inventory is bound to a standard (dry mass, the resolved factor) and are never typed in.
    ``span`` points to the part that added the field; built-in fields have none.
    """

    id: str
    label: Message
    type: Type
    unit: Unit | None = None
    required: bool = False
    sign: Sign = "not negative"
    derived: bool = False
    span: Span | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """All ways to write the field's name."""
        return (self.id, self.label.zh, self.label.en)


@record
class Table:
    """A table of the inventory. ``single`` tables have one row and no id.

    ``parent`` tables hold this one's rows as a nested list under ``key`` in YAML and JSON;
    as a flat table each row then names its parent's id in a column called like the parent.
    """

    id: str
    label: Message
    fields: tuple[Field, ...]
    single: bool = False
    parent: str | None = None
    key: str = ""
    span: Span | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """All ways to write the table's name."""
        return _distinct(self.id, self.key or self.id, self.label.zh, self.label.en)

    def field(self, name: str) -> Field | None:
        """The field written ``name``, by id or label."""
        for field in self.fields:
            if name in field.spellings:
                return field
        return None


@lru_cache(maxsize=1024)
def _distinct(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))

"""Names and what they stand for, while a standard is lowered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from refcf_rules.language.problems import Problems
from refcf_rules.language.readings import Readings
from refcf_rules.model.choice import Choice
from refcf_rules.model.field import Field, Table
from refcf_rules.model.number import LookupTable
from refcf_rules.model.types import ChoiceType, Type
from refcf_rules.quantities.unit import Unit
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span


@record
class ScalarName:
    """A single value that rules may name: its id, type and the place that declares it."""

    id: str
    label: Message
    type: Type
    unit: Unit | None
    span: Span | None


@record
class ColumnName:
    """A calculated column that rules may name."""

    id: str
    table: str
    label: Message
    type: Type
    unit: Unit | None
    span: Span | None


@dataclass
class Scope:
    """Everything that can be named. Calculations are worked out when first asked for.

    ``scalar_of`` and ``column_of`` answer for formulas by lowering them; they return None
    for names nobody declared and report a circle.
    """

    tables: dict[str, Table]
    choices: dict[str, Choice]
    lookups: dict[str, LookupTable]
    scalar_of: Callable[[str], ScalarName | None]
    column_of: Callable[[str, str], ColumnName | None]
    scalar_names: Callable[[], Iterator[str]]
    problems: Problems
    readings: Readings
    rows: Mapping[str, str] = field(default_factory=dict)
    implicit: str | None = None
    single: str | None = None

    def with_row(self, variable: str, table: str) -> Scope:
        """The same scope inside ``for each … variable``."""
        return replace(self, rows={**self.rows, variable: table})

    def with_bare_names(self, variable: str, table: str) -> Scope:
        """The same scope where bare names are fields of a row variable, or of a one-row table."""
        return replace(self, implicit=variable or None, single=table or None)

    def table_named(self, name: str) -> Table | None:
        """A table by id or label; single tables too."""
        for table in self.tables.values():
            if name in table.spellings:
                return table
        return None

    def choice(self, id_: str) -> Choice:
        """A choice by id; one the compiler did not fill yet is empty and open."""
        return self.choices.get(id_) or Choice(id_, Message(id_, id_), (), open=True)

    def choice_fields(self, table: Table) -> Iterator[tuple[Field, Choice]]:
        """The fields of a table that hold a choice, for adjectives (``purchased electricity``)."""
        for one in table.fields:
            if isinstance(one.type, ChoiceType) and "." not in one.id:
                yield one, self.choice(one.type.choice)

"""Which keys the sections and rows of an inventory may have, worked out from the tables of a standard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from refcf_rules.inventory.cell_number import UNIT_NAME
from refcf_rules.inventory.names import Name, folded
from refcf_rules.model import written
from refcf_rules.model.field import Field, Table
from refcf_rules.model.written import COMPANY, group_label, groups_of, main_numbers, short_label
from refcf_rules.model.written import is_worked_out as is_derived
from refcf_rules.record import record
from refcf_rules.source.message import Message, same

__all__ = [
    "COMPANY",
    "EDITION",
    "HEADERS",
    "STANDARD",
    "VERSION",
    "Group",
    "Shape",
    "UnitSlot",
    "is_derived",
    "shapes_of",
    "table_name",
]

VERSION: Final = Name("refcf", same("refcf"))
STANDARD: Final = Name("standard", written.STANDARD)
EDITION: Final = Name("edition", written.EDITION)
HEADERS: Final = (VERSION, STANDARD, EDITION)


@record
class Shape:
    """What a mapping may hold. ``slots`` finds by folded spelling what a key stands for.

    A slot is a field, a group of fields written as a mapping of its own (the factor of an
    activity), a table nested in this one, or the unit of a number beside it. ``main_numbers``
    are the fields whose unit differs from row to row, the first of which the unit beside them is for.
    """

    table: Table
    label: Message
    slots: Mapping[str, Slot]
    names: tuple[Name, ...]
    main_numbers: tuple[str, ...]


@record
class Group:
    """Fields whose ids share what stands before the point, such as ``factor.value``."""

    id: str
    shape: Shape


@record
class UnitSlot:
    """The unit of a number that stands beside it."""


Slot = Field | Group | Table | UnitSlot


def shapes_of(tables: Iterable[Table]) -> dict[str, Shape]:
    """The shape of the rows of every table, and of the company."""
    known = (COMPANY, *tables)
    return {table.id: _row_shape(table, [one for one in known if one.parent == table.id]) for table in known}


def table_name(table: Table) -> Name:
    """The name of a table as a key: what YAML files call it comes first."""
    return Name(table.key or table.id, table.label, (table.id,))


def _row_shape(table: Table, children: list[Table]) -> Shape:
    named: list[tuple[Name, Slot]] = [(Name(field.id, field.label), field) for field in table.fields]
    for id_ in groups_of(table.fields):
        inner = tuple(field for field in table.fields if field.id.startswith(f"{id_}."))
        label = group_label(id_)
        named.append((Name(id_, label), Group(id_, _group_shape(table, label, inner))))
    named += [(table_name(child), child) for child in children]
    plain = tuple(field for field in table.fields if "." not in field.id)
    return _shape(table, table.label, named, main_numbers(plain))


def _group_shape(table: Table, label: Message, fields: tuple[Field, ...]) -> Shape:
    named: list[tuple[Name, Slot]] = [(_short_name(field, label), field) for field in fields]
    return _shape(table, label, named, main_numbers(fields))


def _shape(table: Table, label: Message, named: list[tuple[Name, Slot]], main_numbers: tuple[str, ...]) -> Shape:
    slots: dict[str, Slot] = {}
    for name, slot in (*named, (UNIT_NAME, UnitSlot())):
        for spelling in name.all:
            slots.setdefault(folded(spelling), slot)
    names = tuple(name for name, slot in named if not _is_hidden(slot))
    if main_numbers:
        names = (*names, UNIT_NAME)
    return Shape(table, label, slots, names, main_numbers)


def _is_hidden(slot: Slot) -> bool:
    """Not offered as a name: worked out, or better written inside its group."""
    return isinstance(slot, Field) and slot.derived


def _short_name(field: Field, group: Message) -> Name:
    """Inside the mapping of its group a field is also called without it: 值 for 因子值."""
    short = field.id.partition(".")[2]
    return Name(short, short_label(field, group), (field.id, field.label.zh, field.label.en))

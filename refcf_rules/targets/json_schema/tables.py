"""Schemas of tables: rows with every spelling of every field, groups and nested lists.

Each spelling of a name is a property of its own, since JSON Schema cannot say "one of these
names": that two spellings of one field do not stand together is left to the reader.
"""

from __future__ import annotations

from refcf_rules.model.choice import Choice
from refcf_rules.model.field import Field, Table
from refcf_rules.model.written import FACTOR, group_label, groups_of, short_label
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.json_schema.schema import (
    GIVEN,
    Json,
    Schema,
    any_of,
    reference,
    titled,
    written,
)
from refcf_rules.targets.json_schema.values import UNIT_NAMES, is_measured, value_of


@record
class Named:
    """A field under the names it has in one place."""

    names: tuple[str, ...]
    field: Field


def typed_in(table: Table) -> tuple[Field, ...]:
    """The fields people fill in."""
    return tuple(field for field in table.fields if not field.derived)


def table_schema(table: Table, tables: tuple[Table, ...], choices: dict[str, Choice]) -> Schema:
    """The schema of one row of a table."""
    fields = typed_in(table)
    named = [Named(field.spellings, field) for field in fields]
    properties = _properties(named, choices)
    for group in groups_of(fields):
        for name in group_names(group):
            properties[name] = reference(f"table.{table.id}.{group}")
    for child in tables:
        if child.parent == table.id:
            properties.update({name: list_schema(child) for name in child.spellings})
    own = [one for one in named if "." not in one.field.id]
    return _object(titled(table.label), properties, named, own)


def list_schema(table: Table) -> Schema:
    """The schema of a table written as a list."""
    return {**titled(table.label), "type": ["array", "null"], "items": reference(f"table.{table.id}")}


def places(table: Table, field: Field) -> list[tuple[str, ...]]:
    """How a field of a row is reached: its names in the row, and its names inside its group."""
    group = field.id.partition(".")[0]
    inner = [one.names for one in _in_group(table, group) if one.field is field] if "." in field.id else []
    return [field.spellings, *inner]


def group_schemas(table: Table, choices: dict[str, Choice]) -> dict[str, Schema]:
    """The definitions of the groups of a table, such as the factor of an activity."""
    return {f"table.{table.id}.{group}": _group_schema(table, group, choices) for group in groups_of(typed_in(table))}


def _group_schema(table: Table, group: str, choices: dict[str, Choice]) -> Schema:
    named = _in_group(table, group)
    inner = _object(titled(group_label(group)), _properties(named, choices), named, named)
    return any_of([{"type": "null"}, reference("library-factor"), inner]) if group == FACTOR else inner


def group_names(group: str) -> tuple[str, ...]:
    """All ways to write the key of a group."""
    label = group_label(group)
    return tuple(dict.fromkeys((group, label.zh, label.en)))


def _in_group(table: Table, group: str) -> list[Named]:
    label = group_label(group)
    return [Named(_short_names(field, label), field) for field in typed_in(table) if field.id.startswith(f"{group}.")]


def _short_names(field: Field, group: Message) -> tuple[str, ...]:
    """Inside its group a field is also called without it: 值 for 因子值."""
    short = short_label(field, group)
    return tuple(dict.fromkeys((field.id.partition(".")[2], short.zh, short.en, *field.spellings)))


def _properties(named: list[Named], choices: dict[str, Choice]) -> Schema:
    properties: Schema = {}
    for one in named:
        schema: Schema = {**titled(one.field.label), **value_of(one.field, choices)}
        if one.field.required:
            schema.update(GIVEN)
        for name in one.names:
            properties.setdefault(name, schema)
    return properties


def _object(title: Schema, properties: Schema, required: list[Named], measured: list[Named]) -> Schema:
    schema: Schema = {**title, "type": "object", "properties": properties}
    demands: list[Json] = [
        any_of([{"required": [name]} for name in dict.fromkeys(one.names)]) for one in required if one.field.required
    ]
    with_unit = [one for one in measured if is_measured(one.field)]
    if with_unit:
        for name in UNIT_NAMES:
            properties.setdefault(name, {"type": ["string", "number", "null"]})
        demands.append(_unit_beside(with_unit))
    demands += [_has_unit(one) for one in required if one not in measured and is_measured(one.field)]
    return {**schema, "allOf": demands or [True], "additionalProperties": False}


def _unit_beside(named: list[Named]) -> Schema:
    """A number that needs a unit and has none takes it from a cell of its own."""
    bare = [written(one.names, reference("bare-number")) for one in named]
    return {"if": any_of(bare), "then": written(UNIT_NAMES, GIVEN)}


def _has_unit(one: Named) -> Schema:
    return {"not": written(one.names, reference("bare-number"))}

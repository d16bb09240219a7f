"""Schemas of tables: rows with every spelling of every field, groups and nested lists.

Each spelling of a name is a property of its own, since JSON Schema cannot say "one of these
names": that two spellings of one field do not stand together is left to the reader.
"""

from __future__ import annotations

from typing import Final

from refcf_rules.model.choice import Choice
from refcf_rules.model.field import Field, Table
from refcf_rules.model.written import FACTOR, group_label, groups_of, main_numbers, short_label
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.json_schema.number_text import UNIT_NAMES, is_measured
from refcf_rules.targets.json_schema.numbers import number_name
from refcf_rules.targets.json_schema.schema import (
    GIVEN,
    NEVER,
    NULL,
    Json,
    Schema,
    any_of,
    none_of,
    reference,
    titled,
    written,
)
from refcf_rules.targets.json_schema.typed_text import UNUSUAL, names_typed
from refcf_rules.targets.json_schema.values import value_of, words_of

_LIST: Final = Message("列表，每行一项", "a list, one row each")
_GROUP: Final = Message("一组“键: 值”", "a group of “key: value” lines")
_FACTOR: Final = Message(
    "因子库中一个因子的代号，或因子自己的数据", "the id of a factor of the library, or data of its own"
)
_UNIT_WORDS: Final = Message("旁边那个数的单位", "the unit of the number beside it")
_UNIT_TITLE: Final = Message("单位", "unit")


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
    named = [Named(names_typed(field.spellings), field) for field in table.fields]
    properties = _properties(named, choices)
    for group in groups_of(table.fields):
        shown = titled(group_label(group), _FACTOR if group == FACTOR else _GROUP)
        for name in group_names(group):
            properties.setdefault(name, {**shown, **reference(f"table.{table.id}.{group}")})
    for child in tables:
        if child.parent == table.id:
            for name in names_typed(child.spellings):
                properties.setdefault(name, list_schema(child))
    typed = [one for one in named if not one.field.derived]
    own = [one for one in typed if "." not in one.field.id]
    return _object(titled(table.label), properties, typed, own)


def list_schema(table: Table) -> Schema:
    """The schema of a table written as a list."""
    return {**titled(table.label, _LIST), "type": ["array", "null"], "items": reference(f"table.{table.id}")}


def places(table: Table, field: Field) -> list[tuple[str, ...]]:
    """How a field of a row is reached: its names in the row, and its names inside its group."""
    group = field.id.partition(".")[0]
    inner = [one.names for one in _in_group(table, group) if one.field is field] if "." in field.id else []
    return [names_typed(field.spellings), *inner]


def group_schemas(table: Table, choices: dict[str, Choice]) -> dict[str, Schema]:
    """The definitions of the groups of a table, such as the factor of an activity."""
    return {f"table.{table.id}.{group}": _group_schema(table, group, choices) for group in groups_of(table.fields)}


def group_names(group: str) -> tuple[str, ...]:
    """All ways to write the key of a group."""
    label = group_label(group)
    return names_typed((group, label.zh, label.en))


def _group_schema(table: Table, group: str, choices: dict[str, Choice]) -> Schema:
    named = _in_group(table, group)
    typed = [one for one in named if not one.field.derived]
    inner = _object(titled(group_label(group)), _properties(named, choices), [], typed)
    return any_of([{"type": "null"}, reference("library-factor"), inner]) if group == FACTOR else inner


def _in_group(table: Table, group: str) -> list[Named]:
    label = group_label(group)
    return [Named(_short_names(field, label), field) for field in table.fields if field.id.startswith(f"{group}.")]


def _short_names(field: Field, group: Message) -> tuple[str, ...]:
    """Inside its group a field is also called without it: 值 for 因子值."""
    short = short_label(field, group)
    return names_typed((field.id.partition(".")[2], short.zh, short.en, *field.spellings))


def _properties(named: list[Named], choices: dict[str, Choice]) -> Schema:
    """What may be written under which name; a name belongs to the first field that has it."""
    properties: Schema = {}
    for one in named:
        field = one.field
        schema = NEVER
        if not field.derived:
            schema = {**titled(field.label, words_of(field, choices)), **value_of(field, choices)}
        if field.required and not field.derived:
            schema = {**schema, **GIVEN}
        for name in one.names:
            properties.setdefault(name, schema)
    return {name: schema for name, schema in properties.items() if schema != NEVER}


def _object(title: Schema, properties: Schema, required: list[Named], measured: list[Named]) -> Schema:
    units = tuple(name for name in UNIT_NAMES if name not in properties)
    demands: list[Json] = [
        any_of([*_required(one.names), none_of(reference("plain-names"))])
        for one in required
        if one.field.required and "." not in one.field.id
    ]
    with_unit = [one for one in measured if is_measured(one.field)]
    kind: Schema = {"type": ["string", "number", "null"]} if with_unit else NULL
    for name in units:
        properties[name] = {**titled(_UNIT_TITLE, _UNIT_WORDS), **kind}
    if len(units) == len(UNIT_NAMES):
        demands += _unit_beside(with_unit)
    demands += [_has_unit(one) for one in required if one not in measured and is_measured(one.field)]
    schema: Schema = {**title, "type": "object", "properties": properties, "patternProperties": {UNUSUAL: True}}
    return {**schema, "additionalProperties": False, **({"allOf": demands} if demands else {})}


def _required(names: tuple[str, ...]) -> list[Schema]:
    return [{"required": [name]} for name in names]


def _unit_beside(named: list[Named]) -> list[Json]:
    """A number that needs a unit and has none takes it from a cell of its own, which then fits it."""
    main = main_numbers([one.field for one in named])
    bare = {one.field.id: written(one.names, reference("bare-number")) for one in named}
    demands: list[Json] = []
    for one in named:
        unit = written(UNIT_NAMES, {**GIVEN, **reference(f"{number_name(one.field)}.unit")})
        demands.append(_with_plain_names(bare[one.field.id], unit if one.field.id in main or not main else NEVER))
    if named and not main:
        demands.append(_with_plain_names(written(UNIT_NAMES, GIVEN), {"oneOf": [*bare.values()]}))
    return demands


def _with_plain_names(test: Schema, then: Schema) -> Schema:
    return {"if": {"allOf": [test, reference("plain-names")]}, "then": then}


def _has_unit(one: Named) -> Schema:
    return {"not": written(one.names, reference("bare-number"))}

"""The schema of a whole inventory: its sections, and the definitions they refer to."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.field import Table
from refcf_rules.model.types import NumberType
from refcf_rules.model.written import COMPANY, EDITION, STANDARD, VERSION, is_worked_out
from refcf_rules.source.message import Message, same
from refcf_rules.targets.json_schema.content import Content
from refcf_rules.targets.json_schema.numbers import bare_number, number_definitions, number_name
from refcf_rules.targets.json_schema.schema import GIVEN, Json, Schema, any_of, none_of, reference, titled
from refcf_rules.targets.json_schema.tables import group_schemas, list_schema, table_schema, typed_in
from refcf_rules.targets.json_schema.typed_text import UNUSUAL, names_typed, text_definitions, values_of
from refcf_rules.targets.json_schema.values import choice_schema, shared_values

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_FORMAT: Final = "refcf"
_FORMAT_WORDS: Final = Message("清单格式的版本", "version of the format")
_HEADERS: Final = (
    (STANDARD, Message("所依据的标准", "the standard the inventory follows")),
    (EDITION, Message("标准的版本", "edition of the standard")),
)
_SECTION: Final = Message("清单的一部分", "a section of the inventory")


def document_schema(content: Content) -> Schema:
    """The schema of the inventory, closed: what it does not list is refused."""
    sections = [table for table in content.tables if table.parent is None and not is_worked_out(table)]
    demands: list[Schema] = [{"anyOf": [{"required": [_FORMAT]}, none_of(reference("plain-names"))]}]
    demands += [_demanded(table) for table in sections if table.single and _has_required(table)]
    demands += [one.schema for one in content.demands if one.table is None]
    return {
        "$schema": _DIALECT,
        "$id": content.id,
        **titled(content.title),
        "$comment": content.comment,
        "type": "object",
        "properties": _sections(content.tables),
        "patternProperties": {UNUSUAL: True},
        "additionalProperties": False,
        "allOf": [*demands],
        "$defs": _definitions(content),
    }


def _sections(tables: tuple[Table, ...]) -> Schema:
    version = [*values_of((VERSION,))]
    properties: Schema = {
        _FORMAT: {**titled(same(_FORMAT), _FORMAT_WORDS), "if": reference("plain-value"), "then": {"enum": version}},
    }
    for label, words in _HEADERS:
        for name in names_typed((label.en, label.zh)):
            properties[name] = {**titled(label, words), "type": ["string", "number", "boolean", "null"]}
    taken = set(properties)
    for table in (COMPANY, *tables):
        free = [name for name in names_typed(table.spellings) if name not in taken]
        taken.update(free)
        if table.parent is None and not is_worked_out(table):
            properties.update(dict.fromkeys(free, _section(table)))
    return properties


def _section(table: Table) -> Schema:
    if not table.single:
        return list_schema(table)
    return {**titled(table.label, _SECTION), **any_of([reference(f"table.{table.id}"), {"type": "null"}])}


def _demanded(table: Table) -> Schema:
    names = names_typed(table.spellings)
    wanted: list[Schema] = [{"required": [name], "properties": {name: GIVEN}} for name in names]
    return any_of([*wanted, none_of(reference("plain-names"))])


def _has_required(table: Table) -> bool:
    return any(field.required for field in typed_in(table))


def _definitions(content: Content) -> Schema:
    definitions: dict[str, Json] = {**text_definitions(), **shared_values(), "bare-number": bare_number()}
    definitions["library-factor"] = _library(content)
    tables = [COMPANY, *(table for table in content.tables if not is_worked_out(table))]
    fields = [field for table in tables for field in typed_in(table)]
    used = {number_name(field): field for field in fields if isinstance(field.type, NumberType)}
    for name in sorted(used):
        definitions.update(number_definitions(used[name]))
    for id_ in sorted(content.choices):
        definitions[f"choice.{id_}"] = choice_schema(content.choices[id_])
    for table in tables:
        definitions.update(group_schemas(table, content.choices))
        definitions[f"table.{table.id}"] = _with_demands(table, content)
    definitions.update(content.tests)
    return definitions


def _library(content: Content) -> Schema:
    """What may stand for a factor as a single value."""
    if content.factors is None:
        return reference("text")
    names = [text for factor in content.factors for text in (factor.id, factor.label.zh, factor.label.en)]
    listed = values_of(names_typed(tuple(sorted(names))))
    return {"type": ["string", "number"], "if": reference("plain-value"), "then": {"enum": listed}}


def _with_demands(table: Table, content: Content) -> Schema:
    schema = table_schema(table, content.tables, content.choices)
    own = schema.get("allOf", [])
    demands = [
        *(own if isinstance(own, list) else []),
        *(one.schema for one in content.demands if one.table == table.id),
    ]
    return {**schema, "allOf": demands} if demands else schema

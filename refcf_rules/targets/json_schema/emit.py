"""Emits the JSON Schema of the inventory of a standard, and that of the core alone.

A schema says what can be said of one document without calculating. What it cannot say is
listed in its ``$comment`` and among the refusals.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from refcf_rules.model.choice import CHOICES, Choice
from refcf_rules.model.core_tables import CORE_TABLES
from refcf_rules.model.field import Table
from refcf_rules.model.number import Factor
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import NumberType
from refcf_rules.model.written import COMPANY
from refcf_rules.record import record
from refcf_rules.source.message import Message, same
from refcf_rules.targets.json_schema.conditions import Condition, condition_of
from refcf_rules.targets.json_schema.schema import (
    GIVEN,
    Json,
    Schema,
    any_of,
    encoded,
    reference,
    texts,
    titled,
)
from refcf_rules.targets.json_schema.tables import group_schemas, list_schema, table_schema, typed_in
from refcf_rules.targets.json_schema.values import (
    choice_schema,
    number_name,
    number_schemas,
    shared_values,
)
from refcf_rules.targets.target import Artifact, Emitted, Refusal, Target

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_HEADERS: Final = {"standard": Message("标准", "standard"), "edition": Message("版本", "edition")}
_NOT_SAID: Final = Message(
    "本模式不能表达：同一项的两种写法不得并存；编号不得重复；引用的行必须存在；日期须在日历上、结束不早于开始；"
    "一行中只有一个数可以用单独的单位；"
    "复合单位是否存在、量是否相符（只查写法）；文字形式的比例是否在 0 到 1 之间；"
    "键和选项中的全角字母（读入程序接受）；一切计算。",
    "Not expressible here: that two spellings of one field do not stand together; that ids are "
    "unique; that referenced rows exist; that dates are in the calendar and in order; that only one "
    "number of a row uses a unit in a cell of its own; that compound units exist and measure the right "
    "thing (only their form is checked); that shares written as text are within 0 to 1; full-width "
    "letters in keys and options (which the reader accepts); anything calculated.",
)
_NO_RULES: Final = Message("不能表达的规定：", "Requirements that are not expressed: ")


@record
class _Content:
    """What a schema is made of: the core alone, or a whole standard."""

    id: str
    title: Message
    tables: tuple[Table, ...]
    choices: dict[str, Choice]
    factors: tuple[Factor, ...] | None
    conditions: tuple[Condition, ...] = ()
    unsaid: tuple[str, ...] = ()


def emit(standard: Standard) -> Emitted:
    """The schema of the core inventory and that of this standard, with what neither can say."""
    conditions = {one.id: condition_of(one, standard) for one in standard.requirements}
    said = tuple(condition for condition in conditions.values() if condition)
    unsaid = tuple(id_ for id_, condition in conditions.items() if condition is None)
    part = standard.part
    edition = quote(part.edition, safe="")
    title = Message("{title}：清单", "{title}: inventory").filled(title=part.title)
    choices = {choice.id: choice for choice in standard.choices}
    id_ = f"urn:refcf:inventory:1:{quote(standard.id, safe='')}:{edition}"
    content = _Content(id_, title, standard.tables, choices, standard.factors, said, unsaid)
    artifacts = (
        Artifact("inventory.schema.json", core_schema()),
        Artifact(f"{standard.id}.schema.json", encoded(_root(content))),
    )
    return Emitted(artifacts, _refusals(standard, unsaid))


def core_schema() -> bytes:
    """The schema of an inventory when no part is known: processes and product classes are any text."""
    title = Message("产品碳足迹清单", "Inventory of a product carbon footprint")
    choices = {choice.id: choice for choice in CHOICES}
    return encoded(_root(_Content("urn:refcf:inventory:1", title, CORE_TABLES, choices, None)))


def _root(content: _Content) -> Schema:
    sections = [table for table in content.tables if table.parent is None and typed_in_or_empty(table)]
    demands: list[Schema] = [{"required": ["refcf"]}]
    demands += [_demanded(table) for table in sections if table.single and _has_required(table)]
    demands += [one.schema for one in content.conditions if one.table is None]
    return {
        "$schema": _DIALECT,
        "$id": content.id,
        **titled(content.title),
        "$comment": _comment(content),
        "type": "object",
        "properties": _sections(sections),
        "allOf": [*demands],
        "additionalProperties": False,
        "$defs": _definitions(content),
    }


def typed_in_or_empty(table: Table) -> bool:
    """Whether a section of this table may be written: not if all of it is worked out."""
    return bool(typed_in(table)) or not table.fields


def _sections(tables: list[Table]) -> Schema:
    properties: Schema = {"refcf": {**titled(same("refcf")), "enum": [1, "1"]}}
    for id_, label in _HEADERS.items():
        for name in (id_, label.zh):
            properties[name] = {**titled(label), **reference("text")}
    for table in (COMPANY, *tables):
        single: Schema = {**titled(table.label), **any_of([reference(f"table.{table.id}"), {"type": "null"}])}
        schema = single if table.single else list_schema(table)
        for name in table.spellings:
            properties.setdefault(name, schema)
    return properties


def _demanded(table: Table) -> Schema:
    names = table.spellings
    return any_of([{"required": [name], "properties": {name: GIVEN}} for name in names])


def _has_required(table: Table) -> bool:
    return any(field.required for field in typed_in(table))


def _definitions(content: _Content) -> Schema:
    definitions: dict[str, Json] = dict(shared_values())
    factors = content.factors
    names = [text for factor in factors or () for text in (factor.id, factor.label.zh, factor.label.en)]
    definitions["library-factor"] = reference("text") if factors is None else {"enum": texts(sorted(names))}
    tables = [COMPANY, *(table for table in content.tables if typed_in_or_empty(table))]
    fields = [field for table in tables for field in typed_in(table)]
    used = {number_name(field): field for field in fields if isinstance(field.type, NumberType)}
    for name in sorted(used):
        definitions.update(number_schemas(used[name]))
    for id_ in sorted(content.choices):
        definitions[f"choice.{id_}"] = choice_schema(content.choices[id_])
    for table in tables:
        definitions.update(group_schemas(table, content.choices))
        definitions[f"table.{table.id}"] = _with_conditions(table, content)
    return definitions


def _with_conditions(table: Table, content: _Content) -> Schema:
    schema = table_schema(table, content.tables, content.choices)
    demands = schema["allOf"]
    conditions = [one.schema for one in content.conditions if one.table == table.id]
    return {**schema, "allOf": [*(demands if isinstance(demands, list) else []), *conditions]}


def _comment(content: _Content) -> str:
    lines = [_NOT_SAID.zh, _NOT_SAID.en]
    if content.unsaid:
        ids = ", ".join(content.unsaid)
        lines += [f"{_NO_RULES.zh}{ids}", f"{_NO_RULES.en}{ids}"]
    return "\n".join(lines)


def _refusals(standard: Standard, unsaid: tuple[str, ...]) -> tuple[Refusal, ...]:
    constructs = {one.id: one.construct for one in standard.requirements}
    why_rule = Message(
        "需要计算、比较数量或查看别的行，或者不是“应”。",
        "It calculates, compares quantities or looks at other rows, or it is no *shall*.",
    )
    why_number = Message("JSON Schema 不做计算。", "JSON Schema calculates nothing.")
    refused = [Refusal(constructs[id_], id_, why_rule) for id_ in unsaid]
    refused += [Refusal(one.construct, one.id, why_number) for one in standard.calculations]
    refused += [Refusal("emission", one.id, why_number) for one in standard.emissions]
    if standard.grading:
        refused.append(Refusal("grade", standard.grading.of, why_number))
    return tuple(refused)


TARGET: Final = Target("json-schema", Message("清单的 JSON Schema", "JSON Schema of the inventory"), emit)

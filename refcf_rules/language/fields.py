"""``add to`` and ``add table``: what a part adds to the inventory."""

from __future__ import annotations

from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.expression import kinds
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import (
    branches,
    first,
    label_of,
    name_of,
    span_of,
    span_of_head,
    tokens,
    unit_of,
)
from refcf_rules.language.problems import did_you_mean
from refcf_rules.model.choice import Choice, Option
from refcf_rules.model.core_tables import measured
from refcf_rules.model.field import Field, Table
from refcf_rules.model.types import DATE, SHARE, TEXT, TRUTH, Basis, ChoiceType, NumberType, ReferenceType, Type
from refcf_rules.quantities.unit import Unit, parse_unit
from refcf_rules.source.message import Message, same

# What a field can hold: (English, Chinese, type, unit shown). Two columns, as for keywords.
_NAMED: Final[tuple[tuple[str, str, Type | str], ...]] = (
    ("text", "文字", TEXT),
    ("date", "日期", DATE),
    ("yes-or-no", "是否", TRUTH),
    ("process", "单元过程", ChoiceType("process")),
    ("share", "占比", "%"),
    ("number", "数", "1"),
    ("quantity", "计量值", NumberType(None)),
    ("mass", "质量", "t"),
    ("energy", "能量", "kWh"),
    ("duration", "时长", "h"),
    ("temperature", "温度", "°C"),
    ("distance", "距离", "km"),
    ("volume", "体积", "m3"),
    ("area", "面积", "m2"),
    ("pieces", "件数", "piece"),
    ("heats", "炉数", "heat"),
    ("money", "金额", "CNY"),
    ("emissions-estimate", "排放量", "kgCO2e"),
    ("carbon-mass", "碳量", "tC"),
    ("carbon-content", "碳含量", "kgC/kg"),
)


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Add the fields, or the table, to the shape of the inventory."""
    tree = declaration.tree
    name = name_of(tokens(tree)[0])
    if tree.data == "add_to":
        table = assembly.scope().table_named(name)
        if table is None:
            _unknown_table(declaration, name, assembly)
            return
        for node in branches(tree, "field"):
            field = _field(declaration, node, table.id, assembly)
            if field is not None:
                assembly.add_field(table.id, field)
        return
    if assembly.take_name(f"table {name}", span_of_head(declaration)):
        fields = [_field(declaration, node, name, assembly) for node in branches(tree, "field")]
        label = label_of(tree, name)
        assembly.tables[name] = Table(name, label, _with_id(fields), key=name, span=span_of_head(declaration))


def _with_id(fields: list[Field | None]) -> tuple[Field, ...]:
    """Rows are named in messages, so every table has an id."""
    own = tuple(field for field in fields if field is not None)
    if any(field.id == "id" for field in own):
        return own
    return (Field("id", Message("编号", "id"), TEXT, required=True), *own)


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""


def _unknown_table(declaration: Declaration, name: str, assembly: Assembly) -> None:
    assembly.problems.add(
        kinds.UNDEFINED_NAME,
        span_of(declaration, tokens(declaration.tree)[0]),
        Message("清单里没有“{name}”这张表。", "The inventory has no table “{name}”.").filled(name=same(name)),
        hint=did_you_mean(name, [spelling for table in assembly.tables.values() for spelling in table.spellings]),
        about=name,
    )


def _field(declaration: Declaration, node: Branch, table: str, assembly: Assembly) -> Field | None:
    name = name_of(tokens(node)[0])
    span = span_of(declaration, tokens(node)[0])
    existing = assembly.tables[table].field(name) if table in assembly.tables else None
    if existing is not None or not assembly.take_name(f"field {table}.{name}", span):
        if existing is not None:
            assembly.names[f"field {table}.{name}"] = existing.span or declaration.source.span(0, 0)
            assembly.take_name(f"field {table}.{name}", span)
        return None
    node_of_type = next(branches(node, "named_type", "unit_type", "choice_type"))
    found = field_type(declaration, node_of_type, (table, name), assembly)
    if found is None:
        return None
    type_, unit = found
    required = first(node, "required_flag") is not None
    return Field(name, label_of(node, name), type_, unit, required, span=span)


def field_type(
    declaration: Declaration, node: Branch, place: tuple[str, str], assembly: Assembly
) -> tuple[Type, Unit | None] | None:
    """What a field holds: a named type with an optional mass basis, a unit, or a choice.

    ``place`` is the table and the field, which name a choice.
    """
    match node.data:
        case "unit_type":
            unit = unit_of(next(branches(node, "unit")))
            return NumberType(unit.dimension), unit
        case "choice_type":
            return _choice(node, place, assembly)
        case _:
            return _named(declaration, node, assembly)


def _choice(node: Branch, place: tuple[str, str], assembly: Assembly) -> tuple[Type, Unit | None]:
    """A choice has the name of its field, unless another choice with other options has it already."""
    options = tuple(
        Option(name_of(tokens(one)[0]), label_of(one, name_of(tokens(one)[0]))) for one in branches(node, "option")
    )
    table, name = place
    taken = assembly.choices.get(name)
    choice_id = name if taken is None or taken.options == options else f"{table}.{name}"
    assembly.choices[choice_id] = Choice(choice_id, Message(name, name), options)
    return ChoiceType(choice_id), None


def _named(declaration: Declaration, node: Branch, assembly: Assembly) -> tuple[Type, Unit | None] | None:
    words = tokens(node)
    word = name_of(words[0])
    found = next((type_ for english, chinese, type_ in _NAMED if word in {english, chinese}), None)
    table = assembly.scope().table_named(word)
    if found is None and table is not None and not table.single:
        return ReferenceType(table.id), None  # the id of a row of that table
    if found is None:
        assembly.problems.add(
            kinds.UNKNOWN_OPTION,
            span_of(declaration, words[0]),
            Message("没有“{name}”这种类型。", "There is no type “{name}”.").filled(name=same(word)),
            hint=did_you_mean(word, [name for row in _NAMED for name in row[:2]]),
        )
        return None
    if not isinstance(found, str):
        return found, None
    if len(words) == 1:
        return (SHARE, parse_unit(found)) if found in {"%", "1"} else measured(found)
    basis = assembly.choices["basis"].find(name_of(words[1]))
    known = {one.value: one for one in Basis}
    if basis is None or basis.id not in known or found != "t":
        assembly.problems.add(
            kinds.UNKNOWN_OPTION,
            span_of(declaration, words[1]),
            Message("“{name}”不是质量基准。", "“{name}” is no mass basis.").filled(name=same(name_of(words[1]))),
            hint=did_you_mean(name_of(words[1]), known),
        )
        return None
    return measured(found, known[basis.id])

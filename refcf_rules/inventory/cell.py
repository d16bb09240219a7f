"""Reads one value of a row by the type of its field; what it means for the rules is not asked here."""

from __future__ import annotations

from collections.abc import Mapping as Map
from typing import Final, assert_never

from refcf_rules.inventory import cell_kinds as kinds
from refcf_rules.inventory import row_kinds
from refcf_rules.inventory.cell_date import read_date
from refcf_rules.inventory.cell_number import read_number
from refcf_rules.inventory.document.nodes import Mapping, Node, Scalar
from refcf_rules.inventory.inventory import Value
from refcf_rules.inventory.names import NO_DATA, WRITE_NOTHING, Name, folded, offer
from refcf_rules.inventory.read_faults import UnreadableError, found_words, shown
from refcf_rules.model.choice import Choice, Option
from refcf_rules.model.field import Field
from refcf_rules.model.types import (
    ChoiceType,
    DateType,
    NumberType,
    ReferenceType,
    RowType,
    TextType,
    TruthType,
)
from refcf_rules.model.written import NO, YES
from refcf_rules.source.message import Message

_LONGEST_TEXT: Final = 60


def read_cell(field: Field, node: Node, choices: Map[str, Choice], unit: Node | None = None) -> Value | None:
    """The value of a field; ``None`` where nothing was written.

    ``unit`` is the unit's own cell, if the row has one for this field. Raises ``UnreadableError``.
    """
    if isinstance(node, Scalar) and node.json_type == "string" and not folded(node.text):
        message = Message("“{field}”是空文字。", "“{field}” is an empty text.").filled(field=field.label)
        raise UnreadableError(kinds.EMPTY_TEXT, node, message, WRITE_NOTHING)
    if isinstance(field.type, NumberType):
        number = read_number(field, field.type, node, unit)
        if number is None:
            return None
        place = number.node
        return Value(number.value, number.unit, _short(number.text), place.span, place.pointer)
    if not isinstance(node, Scalar):
        message = Message("“{field}”只写一个值，这里是{found}。", "“{field}” takes a single value; here is {found}.")
        said = message.filled(field=field.label, found=found_words(node))
        raise UnreadableError(row_kinds.WRONG_SHAPE, node, said, _shape_hint(node))
    if node.json_type == "null":
        return None
    value = _value(field, node, choices)
    return Value(value, None, _short(node.text), node.span, node.pointer)


def _value(field: Field, node: Scalar, choices: Map[str, Choice]) -> str | bool:
    match field.type:
        case TextType() | ReferenceType():
            return folded(node.text)
        case DateType():
            return read_date(field.label, node)
        case TruthType():
            return _truth(field, node)
        case ChoiceType(choice=id_):
            return _option(field, node, choices.get(id_))
        case RowType() | NumberType():
            raise TypeError(f"{field.id} is no single value")
        case _:
            assert_never(field.type)


def _truth(field: Field, node: Scalar) -> bool:
    said = folded(node.text).casefold()
    if said in YES | NO:
        return said in YES
    message = Message("“{field}”应是“是”或“否”，这里是“{text}”。", "“{field}” is yes or no; here is “{text}”.")
    hint = Message("写“是”或“否”；不清楚就不写。", "Write yes or no, or nothing if it is not known.")
    raise UnreadableError(kinds.BAD_TRUTH, node, message.filled(field=field.label, text=shown(node.text)), hint)


def _option(field: Field, node: Scalar, choice: Choice | None) -> str:
    """The option's id. Without a list (a part that declares no products) any text will do."""
    text = folded(node.text)
    option = _found(choice, text) if choice else None
    if choice is None or (option is None and choice.open):
        return text
    if option is not None and not option.group:
        return option.id
    message = Message("“{field}”没有“{text}”这一选项。", "“{field}” has no option “{text}”.")
    if option is not None:
        message = Message(
            "“{text}”是一组选项的总称，不能用作“{field}”。", "“{text}” is a group, not a value of “{field}”."
        )
    said = message.filled(field=field.label, text=shown(node.text))
    raise UnreadableError(kinds.UNKNOWN_OPTION, node, said, _options_hint(text, choice, option))


def _found(choice: Choice, text: str) -> Option | None:
    """The option written so; a label with full-width brackets is known in the form in which texts are compared too."""
    found = choice.find(text)
    if found is not None:
        return found
    return next((one for one in choice.options if text in map(folded, one.spellings)), None)


def _options_hint(text: str, choice: Choice, group: Option | None) -> Message:
    if text.casefold() in NO_DATA:
        return WRITE_NOTHING
    within = group.includes if group else ()
    names = [Name(one.id, one.label) for one in choice.options if not one.group]
    if within:
        return offer("", [name for name in names if name.id in within])
    return offer(_OPTION_SLIPS.get(text, text), names)


def _shape_hint(node: Node) -> Message:
    if isinstance(node, Mapping):
        return Message("在冒号后面写一个值。", "Write a single value after the colon.")
    return Message("只留一个值，去掉“-”或方括号。", "Keep one value, without dash or square brackets.")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TEXT else line[: _LONGEST_TEXT - 1] + "…"


# What plants say, and the option they mean; offered, never taken.
_OPTION_SLIPS: Final = {
    "用电": "electricity",
    "电": "electricity",
    "天然气": "fuel",
    "蒸汽": "heat",
    "原材料": "material",
    "包材": "packaging",
    "辅助材料": "auxiliary",
    "固废": "waste",
    "物流": "transport",
    "投入": "input",
    "产出": "output",
    "进": "input",
    "出": "output",
    "湿基": "as-received",
    "干燥基": "dry",
    "回收料": "reclaimed",
    "再生": "reclaimed",
    "实测": "site-specific",
    "数据库": "secondary",
}

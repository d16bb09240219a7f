"""Writes a document in another spelling: keys and options by id, in Chinese or English, or in full-width letters."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from refcf_rules.evaluate.example_edit import Plain
from refcf_rules.inventory.names import folded
from refcf_rules.inventory.read_shape import Group, Shape, UnitSlot
from refcf_rules.model.field import Field, Table
from refcf_rules.model.types import ChoiceType, TruthType
from refcf_rules.parity.document import Document, Frame
from refcf_rules.source.message import Message

Pick = Callable[[tuple[str, ...]], str]
"""Chooses one of the ways to write a name; the first is the id."""

_FULL_WIDTH: Final = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
_TRUTHS: Final = {True: ("yes", "true", "是", "YES"), False: ("no", "false", "否", "No")}


def plainest(ways: tuple[str, ...]) -> str:
    """The id, always."""
    return ways[0]


def any_way(random: Random) -> Pick:
    """Any of the ways, the id included."""
    return random.choice


def full_width(text: str) -> str:
    """The text as a Chinese input method may type it."""
    return text.translate(_FULL_WIDTH)


def respelled(document: Document, frame: Frame, pick: Pick) -> Document:
    """The same document, every key and option written in the way that ``pick`` chooses."""
    found: Document = {}
    for key, value in document.items():
        table, header = frame.sections.get(folded(key)), frame.headers.get(folded(key))
        if table is not None:
            ways = _ways(table.key or table.id, table.label, table.id)
            found[pick(ways)] = _table(value, frame.shapes[table.id], frame, pick)
        elif header is not None:
            found[pick(_ways(header.id, header.label))] = value
        else:
            found[key] = value
    return found


def _table(value: Plain, shape: Shape, frame: Frame, pick: Pick) -> Plain:
    if isinstance(value, list):
        return [_table(row, shape, frame, pick) for row in value]
    return _row(value, shape, frame, pick) if isinstance(value, dict) else value


def _row(row: Document, shape: Shape, frame: Frame, pick: Pick) -> Document:
    found: Document = {}
    for key, value in row.items():
        slot = shape.slots.get(folded(key))
        name = next((name for name in shape.names if folded(key) in map(folded, name.all)), None)
        ways = (key,) if name is None else _ways(name.id, name.label)
        match slot:
            case Field():
                found[pick(ways)] = _cell(value, slot, frame, pick)
            case Group(shape=inner) if isinstance(value, dict):
                found[pick(ways)] = _row(value, inner, frame, pick)
            case Table(id=id_):
                found[pick(ways)] = _table(value, frame.shapes[id_], frame, pick)
            case UnitSlot():
                found[pick(("unit", "单位"))] = value
            case _:
                found[key] = value
    return found


def _cell(value: Plain, field: Field, frame: Frame, pick: Pick) -> Plain:
    if isinstance(field.type, ChoiceType) and isinstance(value, str):
        choice = frame.choices.get(field.type.choice)
        option = choice.find(folded(value)) if choice else None
        return value if option is None else pick(_ways(option.id, option.label))
    if isinstance(field.type, TruthType):
        truth = value if isinstance(value, bool) else {"yes": True, "no": False}.get(str(value))
        return value if truth is None else pick(_TRUTHS[truth])
    return value


def _ways(id_: str, label: Message, *more: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((id_, label.zh, label.en, *more)))

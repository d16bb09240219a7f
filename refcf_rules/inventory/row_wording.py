"""What is said about a key of a row, and the slips of plants that are recognised."""

from __future__ import annotations

from typing import Final

from refcf_rules.inventory import row_kinds as kinds
from refcf_rules.inventory.document.nodes import Entry, Mapping
from refcf_rules.inventory.names import Name, folded, near_names, offer
from refcf_rules.inventory.read_faults import beginning, shown
from refcf_rules.model.field import Field, Table
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span


def missing_field(table: Table, field: Field, node: Mapping, entry: Entry | None) -> Fault:
    """The fault of a required field that is absent, or written without a value."""
    message = Message("“{table}”缺少“{field}”。", "“{table}” has no “{field}”.")
    hint = Message("补上“{field}”（键 {id}）。", "Add “{field}” (key {id}).").filled(field=field.label, id=field.id)
    said = message.filled(table=table.label, field=field.label)
    if entry is not None:
        return Fault(kinds.MISSING_FIELD, entry.key_span, entry.value.pointer, said, hint)
    return Fault(kinds.MISSING_FIELD, beginning(node), node.pointer, said, hint)


def twice(entry: Entry, first: Span) -> Fault:
    """The fault of a second spelling of a field."""
    message = Message("“{key}”与{place}是同一项。", "“{key}” is the same field as {place}.")
    hint = Message("保留正确的一个，删去另一个。", "Keep the one that is right and delete the other.")
    said = message.filled(key=shown(entry.key), place=first.words)
    return Fault(kinds.DUPLICATE_FIELD, entry.key_span, entry.value.pointer, said, hint)


def derived(field: Field, entry: Entry) -> Fault:
    """The fault of a value that nobody types in."""
    message = Message("“{field}”由程序从其他数据得出。", "“{field}” is worked out from other data.")
    said, hint = message.filled(field=field.label), Message("删去这一项。", "Delete it.")
    return Fault(kinds.DERIVED_VALUE, entry.key_span, entry.value.pointer, said, hint)


def unknown_key(label: Message, entry: Entry, names: tuple[Name, ...]) -> tuple[Fault, set[str]]:
    """The fault of a key that nothing here is called, and the ids of what was probably meant."""
    message = Message("“{label}”里没有“{key}”这一项。", "“{label}” has no field “{key}”.")
    said = message.filled(label=label, key=shown(entry.key))
    text = _FIELD_SLIPS.get(folded(entry.key), entry.key)
    fault = Fault(kinds.UNKNOWN_FIELD, entry.key_span, entry.value.pointer, said, offer(text, names))
    return fault, {name.id for name in near_names(text, names)}


# What plants write, and the field they mean; offered, never taken.
_FIELD_SLIPS: Final = {
    "用量": "amount",
    "消耗量": "amount",
    "使用量": "amount",
    "工序": "process",
    "水分": "moisture",
    "含水量": "moisture",
    "类型": "kind",
    "产量": "accepted",
    "排放因子": "factor",
    "运输距离": "distance",
    "距离": "distance",
}

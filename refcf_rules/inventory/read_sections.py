"""Sorts the top level of an inventory: the version, what it claims to follow, and the sections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from refcf_rules.inventory import read_kinds as kinds
from refcf_rules.inventory import row_kinds
from refcf_rules.inventory.document.nodes import Entry, Mapping, Node, Scalar, Sequence
from refcf_rules.inventory.names import folded, near_names, offer
from refcf_rules.inventory.read_faults import FaultList, beginning, found_words, is_null, shown
from refcf_rules.inventory.read_shape import COMPANY, HEADERS, VERSION, is_derived, table_name
from refcf_rules.model import written
from refcf_rules.model.field import Table
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.message import Message

_PRODUCT: Final = "product"
_SEVERAL: Final = frozenset({"products", "产品", "产品列表", "产品清单"})


@record
class Sections:
    """The entries at the top of the file, by the id of what they are."""

    root: Mapping
    headers: dict[str, Entry]
    tables: dict[str, Entry]
    refused: set[str]
    """Tables whose section was refused or misspelled; they are not called missing as well."""


def read_sections(node: Node, tables: Iterable[Table], faults: FaultList) -> Sections | None:
    """The sections; ``None`` if the file is no inventory or of another version."""
    known = {table.id: table for table in (COMPANY, *tables)}
    if not isinstance(node, Mapping):
        faults.add(_not_an_inventory(node))
        return None
    sections = Sections(node, {}, {}, set())
    reader = _SectionReader(sections, known, faults)
    if not any(reader.finds(entry) for entry in node.entries):
        faults.add(_not_an_inventory(node))
        return None
    for entry in node.entries:
        reader.take(entry)
    if not _check_version(sections, faults):
        return None
    _check_headers(sections, faults)
    _check_presence(sections, known, faults)
    return sections


class _SectionReader:
    """Takes the entries at the top one by one."""

    def __init__(self, sections: Sections, tables: dict[str, Table], faults: FaultList) -> None:
        self._sections = sections
        self._tables = tables
        self._faults = faults
        self._names = [table_name(table) for table in tables.values() if table.parent is None and not is_derived(table)]
        self._headers = {folded(text): name for name in HEADERS for text in name.all}
        self._found = {folded(text): table for table in reversed(tables.values()) for text in table.spellings}

    def finds(self, entry: Entry) -> bool:
        """Whether the key is one that inventories have."""
        key = folded(entry.key)
        return key in self._headers or key in self._found

    def take(self, entry: Entry) -> None:
        """Sort one entry, or note what is wrong with its key or form."""
        key = folded(entry.key)
        if header := self._headers.get(key):
            self._place(self._sections.headers, header.id, entry)
            return
        table = self._found.get(key)
        if table is None or table.parent is not None:
            self._refuse_unknown(entry, table)
        elif is_derived(table):
            message = Message("“{table}”由程序得出。", "“{table}” is worked out.").filled(table=table.label)
            self._add(row_kinds.DERIVED_VALUE, entry, message, Message("删去这一部分。", "Delete the section."))
        elif self._has_right_form(table, entry):
            self._place(self._sections.tables, table.id, entry)

    def _place(self, taken: dict[str, Entry], id_: str, entry: Entry) -> None:
        first = taken.setdefault(id_, entry)
        if first is entry:
            return
        if id_ == _PRODUCT:
            self._refuse_products(entry)
            return
        message = Message("“{key}”与{place}是同一部分。", "“{key}” is the same section as {place}.")
        hint = Message("合成一段。", "Make one section of the two.")
        said = message.filled(key=shown(entry.key), place=first.key_span.words)
        self._add(kinds.DUPLICATE_SECTION, entry, said, hint)

    def _has_right_form(self, table: Table, entry: Entry) -> bool:
        if not table.single or not isinstance(entry.value, Sequence):
            return True
        if table.id == _PRODUCT:
            self._refuse_products(entry)
        else:
            message = Message(
                "“{table}”应是一组“键: 值”，这里是{found}。",
                "“{table}” is a group of “key: value” lines; here is {found}.",
            )
            said = message.filled(table=table.label, found=found_words(entry.value))
            hint = Message("去掉“-”。", "Leave out the dashes.")
            self._add(row_kinds.WRONG_SHAPE, entry, said, hint)
        self._sections.refused.add(table.id)
        return False

    def _refuse_products(self, entry: Entry) -> None:
        message = Message("一份清单只写一个产品。", "One inventory is for one product.")
        self._add(kinds.SEVERAL_PRODUCTS, entry, message, _ONE_PRODUCT)

    def _refuse_unknown(self, entry: Entry, nested: Table | None) -> None:
        if folded(entry.key).casefold() in _SEVERAL and isinstance(entry.value, Sequence):
            self._refuse_products(entry)
            self._sections.refused.add(_PRODUCT)
            return
        message = Message("清单里没有“{key}”这一部分。", "An inventory has no section “{key}”.")
        hint = offer(entry.key, (*HEADERS, *self._names))
        self._note_meant(entry)
        if nested is not None and nested.parent is not None:
            message = Message("“{key}”不能单独成为一部分。", "“{key}” is no section of its own.")
            parent = self._tables[nested.parent].label
            hint = Message("写在它所属的“{parent}”那一行里。", "Write it inside its row of “{parent}”.").filled(
                parent=parent
            )
        self._add(kinds.UNKNOWN_SECTION, entry, message.filled(key=shown(entry.key)), hint)

    def _note_meant(self, entry: Entry) -> None:
        for name in near_names(entry.key, self._names):
            self._sections.refused.add(self._found[name.id].id)

    def _add(self, kind: Kind, entry: Entry, message: Message, hint: Message) -> None:
        self._faults.add(Fault(kind, entry.key_span, entry.value.pointer, message, hint))


def _check_version(sections: Sections, faults: FaultList) -> bool:
    entry = sections.headers.get(VERSION.id)
    if entry is None:
        message = Message("缺少格式的版本。", "The version of the format is missing.")
        place = beginning(sections.root)
        faults.add(Fault(kinds.WRONG_VERSION, place, "", message, _WRITE_VERSION))
        return True
    node = entry.value
    if isinstance(node, Scalar) and folded(node.text) == written.VERSION:
        return True
    message = Message("这里写的格式版本不是 1。", "The version of the format is not 1.")
    faults.add(Fault(kinds.WRONG_VERSION, beginning(node), node.pointer, message, _WRITE_VERSION))
    return False


def _check_headers(sections: Sections, faults: FaultList) -> None:
    for name in HEADERS[1:]:
        entry = sections.headers.get(name.id)
        if entry is not None and not isinstance(entry.value, Scalar):
            message = Message("“{name}”只写一个值，这里是{found}。", "“{name}” takes a single value; here is {found}.")
            said = message.filled(name=name.label, found=found_words(entry.value))
            hint = Message("在冒号后面写一个值。", "Write a single value after the colon.")
            faults.add(Fault(row_kinds.WRONG_SHAPE, entry.key_span, entry.value.pointer, said, hint))


def _check_presence(sections: Sections, tables: dict[str, Table], faults: FaultList) -> None:
    for table in tables.values():
        required = [field for field in table.fields if field.required and not field.derived]
        entry = sections.tables.get(table.id)
        if not table.single or not required or table.id in sections.refused:
            continue
        if entry is not None and not is_null(entry.value):
            continue
        message = Message("缺少“{table}”。", "The section “{table}” is missing.").filled(table=table.label)
        names = Message("、".join(f.label.zh for f in required), ", ".join(f.label.en for f in required))
        hint = Message("补上 {key}: 及其{names}。", "Add {key}: with {names}.").filled(key=table.id, names=names)
        place = beginning(sections.root) if entry is None else entry.key_span
        pointer = "" if entry is None else entry.value.pointer
        faults.add(Fault(kinds.MISSING_SECTION, place, pointer, message, hint))


def _not_an_inventory(node: Node) -> Fault:
    message = Message("这不是产品碳足迹清单。", "This is no inventory of a product carbon footprint.")
    hint = Message("从模板填写，第一行是 refcf: 1。", "Fill in the template; its first line is refcf: 1.")
    return Fault(kinds.NOT_AN_INVENTORY, beginning(node), node.pointer, message, hint)


_WRITE_VERSION: Final = Message("第一行写 refcf: 1。", "Write refcf: 1 on the first line.")
_ONE_PRODUCT: Final = Message(
    "保留一个产品，其他产品各写一份清单。", "Keep one product; write one inventory for each of the others."
)

"""The data of a workbook for another edition of its standard: what still has a place, and what has none."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from refcf_rules.inventory import cell_kinds, read_kinds, row_kinds
from refcf_rules.inventory.document.build import shown
from refcf_rules.inventory.document.nodes import Entry, Mapping, Node, Scalar, Sequence
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.read import read_tree
from refcf_rules.inventory.read_workbook import kinds
from refcf_rules.inventory.read_workbook.earlier import EarlierBook
from refcf_rules.inventory.read_workbook.read import BookTree, joined_faults, read_workbook_tree
from refcf_rules.model.standard import Standard
from refcf_rules.model.written import COMPANY, FACTOR
from refcf_rules.record import changed, record
from refcf_rules.sheets.arrange import layout_of
from refcf_rules.sheets.layout import Column
from refcf_rules.sheets.meta import InputMeta, MadeFor, Meta
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message, same

_DROPPED: Final = frozenset(
    kind.code
    for kind in (
        row_kinds.UNKNOWN_FIELD,
        row_kinds.DERIVED_VALUE,
        read_kinds.UNKNOWN_SECTION,
        cell_kinds.UNKNOWN_OPTION,
    )
)
"""What another edition may have brought about: the value is left out and told, and the rest is read again."""
_MOST_ROUNDS: Final = 50


@record
class CarriedOver:
    """The inventory as the present edition reads it.

    ``left_out`` had no place; ``added`` and ``removed`` are inputs, ``factors`` those of the standard that changed.
    """

    made_for: MadeFor
    inventory: Inventory
    left_out: tuple[Fault, ...]
    added: tuple[Message, ...]
    removed: tuple[Message, ...]
    factors: tuple[Message, ...]


def carried_over(path: str, data: bytes, standard: Standard) -> CarriedOver | tuple[Fault, ...]:
    """The data for this edition, or the faults that must be mended first. Never raises for any bytes."""
    found = read_workbook_tree(path, data, standard)
    if isinstance(found, tuple):
        return found
    must_mend = tuple(fault for fault in found.faults if fault.kind is not kinds.LOST_INPUT)
    lost = tuple(fault for fault in found.faults if fault.kind is kinds.LOST_INPUT)
    if must_mend:
        return joined_faults(path, found, ())
    read = _read(path, found, hashlib.sha256(data).hexdigest(), standard)
    if isinstance(read, tuple):
        return read
    added, gone = _compared(found.meta, standard)
    is_same = found.meta.made_for.digest == standard.digest
    earlier = None if is_same else EarlierBook(path, data)
    singles = {each.table for each in found.meta.inputs if _is_single(each.table, standard)}
    removed = () if earlier is None else tuple(dict.fromkeys(earlier.labels(gone, singles)))
    factors = () if earlier is None else tuple(earlier.changed_factors(standard))
    return CarriedOver(found.meta.made_for, read.inventory, (*lost, *read.left_out), added, removed, factors)


def _is_single(table: str, standard: Standard) -> bool:
    return table == COMPANY.id or any(each.id == table and each.single for each in standard.tables)


@record
class _Read:
    """What could be read, and what was left out for it."""

    inventory: Inventory
    left_out: tuple[Fault, ...]


def _read(path: str, found: BookTree, digest: str, standard: Standard) -> _Read | tuple[Fault, ...]:
    tree: Node = found.tree
    left_out: list[Fault] = []
    faults: tuple[Fault, ...] = ()
    for _ in range(_MOST_ROUNDS):
        inventory, faults = read_tree(path, tree, digest, standard)
        if inventory is not None:
            return _Read(inventory, tuple(left_out))
        dropped = [fault for fault in faults if _is_dropped(fault)]
        if not dropped:
            return joined_faults(path, found, faults)
        texts = dict(_texts(tree))
        left_out.extend(_with_text(fault, texts.get(fault.pointer, "")) for fault in dropped)
        tree = without(tree, {fault.pointer for fault in dropped})
    return joined_faults(path, found, faults)


def _is_dropped(fault: Fault) -> bool:
    """Whether another edition may be the reason: also that a factor of the library is no longer there."""
    is_factor = fault.kind is row_kinds.UNKNOWN_REFERENCE and fault.pointer.endswith(f"/{FACTOR}")
    return bool(fault.pointer) and (is_factor or fault.kind.code in _DROPPED)


def _with_text(fault: Fault, text: str) -> Fault:
    """The fault with what was typed, so that nobody has to look it up in the old workbook."""
    if not text or text in fault.message.zh:
        return fault
    return changed(fault, message=_TYPED.filled(message=fault.message, text=shown(text)))


def _texts(node: Node) -> Iterator[tuple[str, str]]:
    """What was typed, by pointer; a number with its unit as one text."""
    match node:
        case Scalar(text=text, pointer=pointer):
            yield pointer, text
        case Mapping(entries=entries, pointer=pointer):
            yield pointer, " ".join(each.value.text for each in entries if isinstance(each.value, Scalar))
            for each in entries:
                yield from _texts(each.value)
        case Sequence(items=items):
            for item in items:
                yield from _texts(item)


def without(node: Node, pointers: Collection[str]) -> Node:
    """The tree without the entries whose values have these pointers."""
    match node:
        case Mapping(entries=entries, span=span, pointer=pointer):
            kept = tuple(
                Entry(each.key, each.key_span, without(each.value, pointers))
                for each in entries
                if each.value.pointer not in pointers
            )
            return Mapping(kept, span, pointer)
        case Sequence(items=items, span=span, pointer=pointer):
            return Sequence(tuple(without(each, pointers) for each in items), span, pointer)
        case _:
            return node


def _compared(meta: Meta, standard: Standard) -> tuple[tuple[Message, ...], tuple[InputMeta, ...]]:
    """The inputs that the present edition has and the workbook has not, and the other way round."""
    before = {(each.table, each.field): each for each in meta.inputs}
    now = {(table, column.field): column for table, column in _columns(standard)}
    tables = {table.id: table.label for table in standard.tables}
    added = (
        _IN_TABLE.filled(table=tables.get(table, same(table)), field=column.label)
        for (table, field), column in now.items()
        if (table, field) not in before
    )
    removed = (each for key, each in before.items() if key not in now)
    return tuple(dict.fromkeys(added)), tuple(removed)


def _columns(standard: Standard) -> Iterable[tuple[str, Column]]:
    for sheet in layout_of(standard, 1).sheets:
        yield from ((single.table, single.input) for single in sheet.singles)
        yield from ((block.table, column) for block in sheet.blocks for column in block.columns)


_TYPED: Final = Message("{message}填的是 {text}。", "{message} It said {text}.")
_IN_TABLE: Final = Message("{table}：{field}", "{table}: {field}")

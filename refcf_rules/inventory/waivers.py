"""Reads the waivers: which rules are set aside, why, by whom and until when.

They stand in a file of their own, since a company does not waive itself. Whether a rule of this
name exists and whether a waiver has run out is asked when the inventory is judged.
"""

from __future__ import annotations

from typing import Final

from refcf_rules.inventory import row_kinds
from refcf_rules.inventory.document import read_document
from refcf_rules.inventory.document.nodes import Entry, Mapping, Node
from refcf_rules.inventory.inventory import Row
from refcf_rules.inventory.names import Name, folded, offer
from refcf_rules.inventory.read_faults import FaultList, beginning, shown
from refcf_rules.inventory.row import RowReader
from refcf_rules.model.field import Field, Table
from refcf_rules.model.types import DATE, TEXT
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span

NOT_WAIVERS: Final = Kind(
    code="not-waivers",
    title=Message("这不是豁免文件", "This is not a file of waivers"),
    why=Message(
        "豁免写在单独的文件里，由批准人保管；写在别处的豁免不算数。",
        "Waivers stand in a file of their own, kept by whoever grants them; elsewhere they do not count.",
    ),
    wrong="refcf: 1\n",
    right="waivers:\n- {rule: cut_off.each, reason: 供应商停产, who: 标准工作组, until: 2026-06-30}\n",
)
KINDS: Final[tuple[Kind, ...]] = (NOT_WAIVERS,)

_WAIVERS: Final = Name("waivers", Message("豁免", "waivers"))
_TABLE: Final = Table(
    "waiver",
    Message("豁免", "waiver"),
    (
        Field("rule", Message("规则", "rule"), TEXT, required=True),
        Field("row", Message("编号", "row"), TEXT),
        Field("reason", Message("理由", "reason"), TEXT, required=True),
        Field("who", Message("批准人", "granted by"), TEXT, required=True),
        Field("until", Message("有效期至", "valid until"), DATE, required=True),
    ),
    key="waivers",
)


@record
class WaiverEntry:
    """One waiver: a rule, or a single row of it, set aside until a date (that day included, ISO 8601)."""

    rule: str
    row: str | None
    reason: str
    who: str
    until: str
    span: Span


def read_waivers(path: str, data: bytes) -> tuple[tuple[WaiverEntry, ...], tuple[Fault, ...]]:
    """The waivers of a file, or the faults that stand against it. Never raises for any bytes."""
    node, document_faults = read_document(path, data)
    if node is None:
        return (), document_faults
    faults = FaultList(path)
    reader = RowReader((_TABLE,), (), (), faults)
    for entry in _entries(node, faults):
        reader.read_list(_TABLE, entry.value)
    if faults.count:
        return (), faults.listed()
    return tuple(map(_waiver, reader.rows[_TABLE.id])), ()


def _entries(node: Node, faults: FaultList) -> tuple[Entry, ...]:
    """The list of waivers; every other key at the top is refused."""
    if not isinstance(node, Mapping) or not any(folded(one.key) in _WAIVERS.all for one in node.entries):
        message = Message("这里没有“waivers:”这一列表。", "There is no list “waivers:” here.")
        faults.add(Fault(NOT_WAIVERS, beginning(node), node.pointer, message, _BEGIN))
        return ()
    found = tuple(entry for entry in node.entries if folded(entry.key) in _WAIVERS.all)
    for entry in node.entries:
        if entry not in found[:1]:
            message = Message("豁免文件里不应有“{key}”。", "A file of waivers has no “{key}”.")
            said = message.filled(key=shown(entry.key))
            hint = offer(entry.key, (_WAIVERS,))
            faults.add(Fault(row_kinds.UNKNOWN_FIELD, entry.key_span, entry.value.pointer, said, hint))
    return found[:1]


def _waiver(row: Row) -> WaiverEntry:
    texts = {id_: str(cell.value) for id_, cell in row.cells.items()}
    return WaiverEntry(texts["rule"], texts.get("row"), texts["reason"], texts["who"], texts["until"], row.span)


_BEGIN: Final = Message(
    "以“waivers:”开头，其下每项写 rule、reason、who、until。",
    "Begin with “waivers:” and give each entry rule, reason, who and until.",
)

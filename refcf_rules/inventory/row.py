"""Reads the rows of a table with everything nested in them; every key is accounted for."""

from __future__ import annotations

from collections.abc import Mapping as Map
from typing import Final

from refcf_rules.inventory import row_kinds as kinds
from refcf_rules.inventory.cell import read_cell
from refcf_rules.inventory.cell_kinds import MISSING_UNIT, STRAY_UNIT
from refcf_rules.inventory.cell_measure import takes_bare
from refcf_rules.inventory.cell_number import UNIT_NAME, is_bare
from refcf_rules.inventory.document.nodes import Entry, Mapping, Node, Scalar, Sequence
from refcf_rules.inventory.inventory import Row, Value
from refcf_rules.inventory.names import Name, folded, offer
from refcf_rules.inventory.read_faults import (
    FaultList,
    UnreadableError,
    beginning,
    found_words,
    is_null,
    shown,
)
from refcf_rules.inventory.read_kinds import MOST_ROWS, TOO_MANY_ROWS
from refcf_rules.inventory.read_shape import Group, Shape, UnitSlot, shapes_of
from refcf_rules.inventory.row_wording import derived, missing_field, twice, unknown_key
from refcf_rules.model.choice import Choice
from refcf_rules.model.field import Field, Table
from refcf_rules.model.number import Factor
from refcf_rules.model.types import NumberType
from refcf_rules.model.written import FACTOR
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span


class _Written:
    """What one mapping says, sorted by what the keys stand for."""

    def __init__(self, shape: Shape, node: Mapping) -> None:
        self.shape = shape
        self.node = node
        self.fields: dict[str, tuple[Field, Entry]] = {}
        self.groups: list[tuple[Group, Entry]] = []
        self.children: list[tuple[Table, Entry]] = []
        self.unit: Entry | None = None
        self.meant: set[str] = set()
        """Fields that an unknown key was probably meant for; they are not called missing as well."""
        self.unit_refused = False


class RowReader:
    """Collects the rows of all tables of one inventory."""

    def __init__(
        self,
        tables: tuple[Table, ...],
        choices: tuple[Choice, ...],
        factors: tuple[Factor, ...],
        faults: FaultList,
    ) -> None:
        self.faults = faults
        self.rows: dict[str, list[Row]] = {table.id: [] for table in tables}
        self.incomplete: set[str] = set()
        """Tables with rows that could not be read, where an id may be absent for that reason."""
        self._shapes = shapes_of(tables)
        self._choices: Map[str, Choice] = {choice.id: choice for choice in choices}
        self._factors = tuple(Name(factor.id, factor.label) for factor in factors)
        self._factor_ids = {folded(text): name.id for name in reversed(self._factors) for text in name.all}
        self._count = 0

    def read_list(self, table: Table, node: Node, parent: str | None = None) -> None:
        """The rows of a table written as a list."""
        if is_null(node):
            return
        if not isinstance(node, Sequence):
            message = Message(
                "“{table}”应是带“-”的列表，这里是{found}。",
                "“{table}” is a list with dashes; here is {found}.",
            )
            self._refuse_shape(table, node, message, _LIST_HINT)
            return
        for item in node.items:
            if self.faults.is_full or not self._has_room(item):
                return
            self.read_row(table, item, parent)

    def read_row(self, table: Table, node: Node, parent: str | None = None) -> Row | None:
        """One row with what is nested in it."""
        if not isinstance(node, Mapping):
            message = Message(
                "“{table}”应写成“键: 值”，这里是{found}。",
                "“{table}” is written as “key: value” lines; here is {found}.",
            )
            self._refuse_shape(table, node, message, _ROW_HINT)
            return None
        written = self._sorted(self._shapes[table.id], node, {})
        cells = self._cells(written)
        for group, entry in written.groups:
            cells.update(self._group(group, entry, written))
        self._require(table, written, cells)
        row = Row(table.id, cells, parent, node.span, node.pointer)
        self.rows.setdefault(table.id, []).append(row)
        for child, entry in written.children:
            self.read_list(child, entry.value, row.id)
        return row

    def _refuse_shape(self, table: Table, node: Node, message: Message, hint: Message) -> None:
        self.incomplete.add(table.id)
        self._add(kinds.WRONG_SHAPE, node, message.filled(table=table.label, found=found_words(node)), hint)

    def _has_room(self, item: Node) -> bool:
        self._count += 1
        if self._count == MOST_ROWS + 1:
            message = Message("到这一行已超过 {most} 行。", "With this row there are more than {most}.")
            self._add(TOO_MANY_ROWS, item, message.filled(most=MOST_ROWS), _SPLIT)
        return self._count <= MOST_ROWS

    def _sorted(self, shape: Shape, node: Mapping, taken: dict[str, Span]) -> _Written:
        written = _Written(shape, node)
        for entry in node.entries:
            if self.faults.is_full:
                break
            slot = shape.slots.get(folded(entry.key))
            if slot is None:
                fault, meant = unknown_key(shape.label, entry, shape.names)
                self.faults.add(fault)
                written.meant |= meant
                continue
            id_ = UNIT_NAME.id if isinstance(slot, UnitSlot) else slot.id
            first = taken.setdefault(id_, entry.key_span)
            if first is not entry.key_span:
                self.faults.add(twice(entry, first))
                continue
            match slot:
                case Field(derived=True):
                    self.faults.add(derived(slot, entry))
                case Field():
                    written.fields[slot.id] = (slot, entry)
                case Group():
                    written.groups.append((slot, entry))
                case Table():
                    written.children.append((slot, entry))
                case UnitSlot():
                    written.unit = entry
        return written

    def _cells(self, written: _Written) -> dict[str, Value]:
        cells: dict[str, Value] = {}
        measured = self._owners_of_unit(written)
        for id_, (field, entry) in written.fields.items():
            unit = written.unit.value if written.unit and id_ in measured else None
            if unit is not None and written.unit_refused:
                continue
            try:
                value = read_cell(field, entry.value, self._choices, unit)
            except UnreadableError as error:
                self._refuse_cell(written, field, error)
            else:
                if value is not None:
                    cells[id_] = value
        return cells

    def _refuse_cell(self, written: _Written, field: Field, error: UnreadableError) -> None:
        if field.id == "id":
            self.incomplete.add(written.shape.table.id)
        if error.fault.kind is MISSING_UNIT and UNIT_NAME.id in written.meant:
            return  # it has one, but the key or the place was refused
        written.unit_refused = written.unit is not None and error.fault.span == beginning(written.unit.value)
        self.faults.add(error.fault)

    def _owners_of_unit(self, written: _Written) -> tuple[str, ...]:
        """The numbers that a unit in a cell of its own belongs to.

        These are the amount of an activity, the value and the parts of a factor; elsewhere the
        only number of the row that needs a unit and has none.
        """
        if written.unit is None or is_null(written.unit.value):
            return ()
        bare = [
            field
            for field, entry in written.fields.values()
            if isinstance(field.type, NumberType) and not takes_bare(field.type) and is_bare(entry.value)
        ]
        main = [id_ for id_ in written.shape.main_numbers if id_ in written.fields]
        if written.shape.main_numbers:
            return tuple(dict.fromkeys((*main[:1], *(one.id for one in bare if one.id in main))))
        if len(bare) == 1:
            return (bare[0].id,)
        written.meant.add(UNIT_NAME.id)
        message = Message("说不清这个单位属于哪个数。", "It is unclear which number this unit belongs to.")
        self._add(STRAY_UNIT, written.unit.value, message, _UNIT_HINT)
        return ()

    def _group(self, group: Group, entry: Entry, row: _Written) -> dict[str, Value]:
        """The fields of a mapping inside the row; a text in its place names a factor of the library."""
        node = entry.value
        if isinstance(node, Mapping):
            taken = {id_: other.key_span for id_, (_, other) in row.fields.items()}
            return self._cells(self._sorted(group.shape, node, taken))
        if isinstance(node, Scalar):
            return {} if is_null(node) else self._library_factor(group, node)
        message = Message(
            "“{name}”应是一组“键: 值”，这里是{found}。",
            "“{name}” is a group of “key: value” lines; here is {found}.",
        )
        said = message.filled(name=group.shape.label, found=found_words(node))
        self._add(kinds.WRONG_SHAPE, node, said, _FACTOR_HINT)
        return {}

    def _library_factor(self, group: Group, node: Scalar) -> dict[str, Value]:
        text = folded(node.text)
        if group.id != FACTOR or (text[:1].isdigit() and text not in self._factor_ids):
            message = Message("“{name}”写成了一个值“{text}”。", "“{name}” is the single value “{text}”.")
            said = message.filled(name=group.shape.label, text=shown(text))
            self._add(kinds.WRONG_SHAPE, node, said, _FACTOR_HINT)
            return {}
        if text not in self._factor_ids:
            message = Message("标准的因子库里没有“{text}”。", "The standard has no factor “{text}”.")
            self._add(kinds.UNKNOWN_REFERENCE, node, message.filled(text=shown(text)), self._factor_hint(text))
            return {}
        return {FACTOR: Value(self._factor_ids[text], None, shown(text), node.span, node.pointer)}

    def _factor_hint(self, text: str) -> Message:
        return offer(text, self._factors) if self._factors else _FACTOR_HINT

    def _require(self, table: Table, written: _Written, cells: Map[str, Value]) -> None:
        for field in table.fields:
            if not field.required or field.derived or field.id in cells or field.id in written.meant:
                continue
            _, entry = written.fields.get(field.id, (field, None))
            if entry is None or is_null(entry.value):
                self.incomplete.add(table.id)
                self.faults.add(missing_field(table, field, written.node, entry))

    def _add(self, kind: Kind, node: Node, message: Message, hint: Message) -> None:
        self.faults.add(Fault(kind, beginning(node), node.pointer, message, hint))


_LIST_HINT: Final = Message("每行以“- ”开头，行内写编号 id。", "Begin each row with “- ” and give it an id.")
_ROW_HINT: Final = Message(
    "写成“键: 值”，如 name: 电熔镁砂。", "Write “key: value” lines, such as name: fused magnesia."
)
_UNIT_HINT: Final = Message("把单位写在每个数的后面，如 6480 t。", "Write the unit after each number, such as 6480 t.")
_SPLIT: Final = Message("按现场或报告期拆成几个文件。", "Split it into one file per site or reporting period.")
_FACTOR_HINT: Final = Message(
    "写成 factor: {value: 0.57 kgCO2e/kWh, source: …}，或写标准因子库里的编号。",
    "Write factor: {value: 0.57 kgCO2e/kWh, source: …}, or the id of a factor of the standard.",
)

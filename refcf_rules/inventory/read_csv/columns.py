"""What the columns of a table stand for: fields by id or label, with the unit in brackets or in the next column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from refcf_rules.inventory import cell_kinds, limits, row_kinds
from refcf_rules.inventory.cell_number import read_number
from refcf_rules.inventory.document.kinds import TOO_MANY_VALUES
from refcf_rules.inventory.document.nodes import Entry, Scalar
from refcf_rules.inventory.names import folded
from refcf_rules.inventory.read_csv.grid import Cell, Line
from refcf_rules.inventory.read_faults import MOST_LISTED, FaultList, UnreadableError, shown
from refcf_rules.inventory.read_shape import Group, Shape, UnitSlot, table_name
from refcf_rules.inventory.row_wording import derived, twice, unknown_key
from refcf_rules.model.field import Field, Table
from refcf_rules.model.types import NumberType
from refcf_rules.model.written import FACTOR
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.text import SourceFile, Span

FACTOR_ID: Final = Message("因子代号", "factor id")
_OPENING: Final = "(（[［"
_CLOSING: Final = tuple(")）]］")
_UNIT_ENDINGS: Final = ("单位", " unit", "_unit", ".unit")


@record
class Column:
    """A column: of a field, of the unit of the field in column ``of``, of the parent's id, or of a factor's id."""

    index: int
    sort: Literal["field", "unit", "parent", "factor"]
    field: Field | None = None
    unit: Scalar | None = None
    of: int = -1


def scalar(source: SourceFile, cell: Cell, pointer: str = "", text: str | None = None) -> Scalar:
    """A cell as a value of the document."""
    span = source.span(cell.start, cell.end)
    return Scalar(cell.text if text is None else text, quoted=True, json_type="string", span=span, pointer=pointer)


class Columns:
    """Reads the row of labels of one table. ``columns`` are those that were understood, by index."""

    def __init__(self, source: SourceFile, shape: Shape, parent: Table | None, faults: FaultList) -> None:
        self.columns: dict[int, Column] = {}
        self._source = source
        self._shape = shape
        self._parents = frozenset(map(folded, table_name(parent).all)) if parent else frozenset[str]()
        self._names = (*shape.names, *((table_name(parent),) if parent else ()))
        self._faults = faults
        self._taken: dict[str, Span] = {}

    def read(self, header: Line) -> dict[int, Column]:
        """The columns; what is wrong with a label is noted once."""
        if len(header) > limits.CSV_COLUMNS:
            self._faults.add(self._too_many(header[limits.CSV_COLUMNS]))
            return self.columns
        waiting = [cell for cell in header if self._faults.count <= MOST_LISTED and not self._take(cell)]
        for cell in waiting:
            self._take_unit(cell)
        return self.columns

    def units(self) -> dict[int, int]:
        """The column of the unit of each field that has one."""
        return {column.of: column.index for column in self.columns.values() if column.sort == "unit"}

    def _take(self, cell: Cell) -> bool:
        """Whether it is more than a unit column, which waits until all fields are known."""
        text = folded(cell.text)
        if text in self._parents:
            self._place(cell, Column(cell.column, "parent"), "\0parent")
            return True
        slot, unit = self._slot(cell)
        match slot:
            case Field(derived=True):
                self._faults.add(derived(slot, self._entry(cell)))
            case Field():
                self._take_field(cell, slot, unit)
            case Group(id=id_) if id_ == FACTOR:
                self._place(cell, Column(cell.column, "factor"), FACTOR)
            case UnitSlot():
                return False
            case _:
                return self._is_named_unit(text) is None and self._refuse(cell, slot)
        return True

    def _take_field(self, cell: Cell, field: Field, unit: Scalar | None) -> None:
        if unit is not None and (problem := _problem(field, unit)) is not None:
            self._faults.add(problem)
            unit = None
        self._place(cell, Column(cell.column, "field", field, unit), field.id)

    def _slot(self, cell: Cell) -> tuple[object, Scalar | None]:
        """What a label stands for, and the unit in brackets or after a stroke behind it: 质量 (t), 质量/t."""
        text = folded(cell.text)
        if text in map(folded, (FACTOR_ID.zh, FACTOR_ID.en)):
            return self._shape.slots.get(FACTOR), None
        if (slot := self._shape.slots.get(text)) is not None:
            return slot, None
        raw = cell.text.strip()  # a unit is not folded as names are: 10⁴ would be 104
        if raw[-1:] in _CLOSING:
            for at in (place for place, char in enumerate(raw) if char in _OPENING):
                slot = self._shape.slots.get(folded(raw[:at]))
                if isinstance(slot, Field):
                    return slot, scalar(self._source, cell, text=raw[at + 1 : -1])
        name, stroke, unit = raw.partition("/")
        slot = self._shape.slots.get(folded(name))
        if stroke and isinstance(slot, Field) and isinstance(slot.type, NumberType):
            return slot, scalar(self._source, cell, text=unit)
        return None, None

    def _is_named_unit(self, text: str) -> Field | None:
        """The field whose unit a column is called after: 数量单位, ncv unit."""
        for ending in _UNIT_ENDINGS:
            slot = self._shape.slots.get(text.removesuffix(ending).rstrip()) if text.endswith(ending) else None
            if isinstance(slot, Field):
                return slot
        return None

    def _take_unit(self, cell: Cell) -> None:
        owner = self._owner(cell)
        if owner is None:
            message = Message(
                "说不清这一列单位属于哪一列数。", "It is unclear which numbers this column of units is for."
            )
            hint = Message("把它移到数的右边一列。", "Move it to the right of the numbers.")
            self._faults.add(Fault(cell_kinds.STRAY_UNIT, self._span(cell), "", message, hint))
        elif owner.unit is not None:
            message = Message(
                "“{field}”的单位在列名里和单位列里各写了一次。",
                "The unit of “{field}” stands in the label and in a column of units.",
            ).filled(field=owner.field.label if owner.field else "")
            hint = Message("保留一处。", "Keep one of the two.")
            self._faults.add(Fault(cell_kinds.TWO_UNITS, self._span(cell), "", message, hint))
        else:
            self._place(cell, Column(cell.column, "unit", of=owner.index), f"\0unit {owner.index}")

    def _owner(self, cell: Cell) -> Column | None:
        """The numbers a column of units is for: those it is called after, those to its left, or the main ones."""
        named = self._is_named_unit(folded(cell.text))
        if named is not None:
            return next((one for one in self._numbers() if one.field == named), None)
        beside = self.columns.get(cell.column - 1)
        if beside is not None and beside in self._numbers():
            return beside
        main = self._shape.main_numbers[:1]
        return next((one for one in self._numbers() if one.field is not None and one.field.id in main), None)

    def _numbers(self) -> Iterator[Column]:
        for column in self.columns.values():
            if column.field is not None and isinstance(column.field.type, NumberType):
                yield column

    def _place(self, cell: Cell, column: Column, key: str) -> None:
        first = self._taken.setdefault(key, self._span(cell))
        if first is self._span(cell):
            self.columns[cell.column] = column
        else:
            self._faults.add(twice(self._entry(cell), first))

    def _refuse(self, cell: Cell, slot: object) -> Literal[True]:
        if isinstance(slot, Table):
            message = Message("“{table}”写在自己的文件里。", "“{table}” has a file of its own.")
            hint = Message("删去这一列，另建 {key}.csv。", "Delete the column and make a file {key}.csv.")
            name = slot.key or slot.id
            fault = Fault(
                row_kinds.WRONG_SHAPE,
                self._span(cell),
                "",
                message.filled(table=slot.label),
                hint.filled(key=name),
            )
        else:
            fault, _ = unknown_key(self._shape.label, self._entry(cell), self._names)
        self._faults.add(fault)
        return True

    def _too_many(self, cell: Cell) -> Fault:
        message = Message("到这里已超过 {most} 列。", "Here the table passes {most} columns.")
        hint = Message("只留清单的列。", "Leave only the columns of an inventory.")
        return Fault(TOO_MANY_VALUES, self._span(cell), "", message.filled(most=limits.CSV_COLUMNS), hint)

    def _entry(self, cell: Cell) -> Entry:
        return Entry(shown(cell.text), self._span(cell), scalar(self._source, cell))

    def _span(self, cell: Cell) -> Span:
        return self._source.span(cell.start, cell.end)


def _problem(field: Field, unit: Scalar) -> Fault | None:
    """What is wrong with the unit of a column, said once instead of in every row."""
    if not isinstance(field.type, NumberType):
        message = Message("“{field}”不是数，没有单位。", "“{field}” is no number and has no unit.")
        hint = Message("删去括号和单位。", "Delete the brackets and the unit.")
        return Fault(cell_kinds.STRAY_UNIT, unit.span, "", message.filled(field=field.label), hint)
    one = Scalar("1", quoted=True, json_type="string", span=unit.span, pointer="")
    try:
        read_number(field, field.type, one, unit)
    except UnreadableError as error:
        fault = error.fault
        return None if fault.kind in (cell_kinds.WRONG_SIGN, cell_kinds.SHARE_OUT_OF_RANGE) else fault
    return None

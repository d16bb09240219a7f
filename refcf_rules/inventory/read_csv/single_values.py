"""The file of single values: which standard it is, then a value a row with its section, field and unit."""

from __future__ import annotations

from collections.abc import Mapping as Map
from typing import Final

from refcf_rules.inventory import row_kinds
from refcf_rules.inventory.document.nodes import Entry, Mapping, Node
from refcf_rules.inventory.names import Name, folded, offer
from refcf_rules.inventory.read_csv.columns import scalar
from refcf_rules.inventory.read_csv.grid import Cell, Line, lines_of
from refcf_rules.inventory.read_csv.table import value_of, valued
from refcf_rules.inventory.read_faults import FaultList, shown
from refcf_rules.inventory.read_kinds import WRONG_VERSION
from refcf_rules.inventory.read_shape import HEADERS, VERSION, Shape, table_name
from refcf_rules.model.field import Field, Table
from refcf_rules.model.written import UNIT, VALUE, VALUE_ALSO
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.message import Message
from refcf_rules.source.text import SourceFile, Span

SECTION: Final = Name("section", Message("部分", "section"))
FIELD: Final = Name("field", Message("项目", "field"))
LABELS: Final = (SECTION, FIELD, Name("value", VALUE, (VALUE_ALSO,)), Name("unit", UNIT))
_FOUND: Final = {folded(text).casefold(): name.id for name in LABELS for text in name.all}
_HEADS: Final = {folded(text): name for name in HEADERS for text in name.all}


class SingleValues:
    """Reads the file; ``sections`` are those of the document, in the order of their first row."""

    def __init__(self, source: SourceFile, shapes: Map[str, Shape], tables: Map[str, Table], faults: FaultList) -> None:
        self.sections: dict[str, Entry] = {}
        self._source = source
        self._shapes = shapes
        self._tables = tables
        self._faults = faults
        self._entries: dict[str, list[Entry]] = {}
        self._columns: dict[int, str] = {}

    def read(self) -> tuple[Entry, ...]:
        """The entries at the top of the document. Raises ``BrokenTableError``."""
        lines = lines_of(self._source)
        self._read_labels(next(lines, ()))
        for line in lines if self._columns else ():
            if self._faults.is_full:
                break
            self._take(line)
        for id_, entries in self._entries.items():
            first = self.sections[id_]
            section = Mapping(tuple(entries), first.value.span, first.value.pointer)
            self.sections[id_] = Entry(first.key, first.key_span, section)
        self._check_version()
        return tuple(self.sections.values())

    def _read_labels(self, line: Line) -> None:
        """What the columns are; nothing is read below labels that were not understood."""
        for cell in line:
            id_ = _FOUND.get(folded(cell.text).casefold())
            if id_ is None or id_ in self._columns.values():
                message = Message("“{text}”不是这里的列名。", "“{text}” is no label of a column here.")
                self._add(row_kinds.UNKNOWN_FIELD, cell, message.filled(text=shown(cell.text)), _FIRST_ROW)
            else:
                self._columns[cell.column] = id_
        if line and not {"field", "value"} <= set(self._columns.values()):
            message = Message("第一行不是这个文件的列名。", "The first row has not the labels of this file.")
            self._add(row_kinds.MISSING_FIELD, line[0], message, _FIRST_ROW)
            self._columns = {}

    def _take(self, line: Line) -> None:
        cells = {self._columns[cell.column]: cell for cell in line if cell.column in self._columns}
        stray = next((cell for cell in line if cell.column not in self._columns), None)
        if stray is not None:
            message = Message("“{text}”所在的列没有列名。", "The column of “{text}” has no label.")
            self._add(row_kinds.UNKNOWN_FIELD, stray, message.filled(text=shown(stray.text)), _FIRST_ROW)
        elif "value" in cells and "field" not in cells:
            message = Message("这个值没有写明项目。", "This value has no field.")
            self._add(row_kinds.MISSING_FIELD, cells["value"], message, _WRITE_FIELD)
        elif "value" in cells:
            self._place(cells)

    def _place(self, cells: Map[str, Cell]) -> None:
        section, field = cells.get("section"), cells["field"]
        head = _HEADS.get(folded(field.text))
        if section is None and head is not None:
            value = scalar(self._source, cells["value"], f"/{head.id}")
            self._put_head(head, Entry(head.id, self._span(field), value))
        elif section is None:
            message = Message("“{field}”没有写明属于哪一部分。", "“{field}” does not say which section it is of.")
            self._add(row_kinds.MISSING_FIELD, field, message.filled(field=shown(field.text)), self._sections_hint())
        else:
            self._place_in(section, cells)

    def _put_head(self, head: Name, entry: Entry) -> None:
        first = self.sections.setdefault(head.id, entry)
        if first is not entry:
            message = Message("“{key}”写了两次。", "“{key}” is written twice.").filled(key=head.label)
            hint = Message("保留正确的一行，删去另一行。", "Keep the row that is right and delete the other.")
            self._faults.add(Fault(row_kinds.DUPLICATE_FIELD, entry.key_span, "", message, hint))

    def _place_in(self, section: Cell, cells: Map[str, Cell]) -> None:
        table = self._tables.get(folded(section.text).casefold())
        if table is None or not table.single:
            self._refuse_section(section, table)
            return
        slot = self._shapes[table.id].slots.get(folded(cells["field"].text))
        field = slot if isinstance(slot, Field) else None
        key = table.key or table.id
        pointer = f"/{key}/{field.id if field else shown(cells['field'].text)}"
        unit = scalar(self._source, cells["unit"]) if "unit" in cells else None
        value: Node = valued(value_of(self._source, cells["value"], field), unit, pointer)
        entry = Entry(field.id if field else cells["field"].text, self._span(cells["field"]), value)
        self._entries.setdefault(table.id, []).append(entry)
        place = self._span(section)
        self.sections.setdefault(table.id, Entry(key, place, Mapping((), place, f"/{key}")))

    def _refuse_section(self, section: Cell, table: Table | None) -> None:
        if table is None:
            message = Message("清单里没有“{text}”这一部分。", "An inventory has no section “{text}”.")
            names = [table_name(each) for each in {one.id: one for one in self._tables.values() if one.single}.values()]
            hint = offer(section.text, names)
        else:
            message = Message("“{text}”有多行，写在自己的文件里。", "“{text}” has rows and a file of its own.")
            hint = Message("移到文件 {key}.csv。", "Move it to the file {key}.csv.").filled(key=table.key or table.id)
        self._add(row_kinds.WRONG_SHAPE, section, message.filled(text=shown(section.text)), hint)

    def _sections_hint(self) -> Message:
        singles = {one.id: table_name(one) for one in self._tables.values() if one.single}
        return offer("", singles.values())

    def _check_version(self) -> None:
        if VERSION.id not in self.sections and not self._faults.count:
            message = Message("缺少格式的版本。", "The version of the format is missing.")
            hint = Message("加一行：项目 refcf，值 1。", "Add a row: field refcf, value 1.")
            self._faults.add(Fault(WRONG_VERSION, self._source.span(0, 0), "", message, hint))

    def _add(self, kind: Kind, cell: Cell, message: Message, hint: Message) -> None:
        self._faults.add(Fault(kind, self._span(cell), "", message, hint))

    def _span(self, cell: Cell) -> Span:
        return self._source.span(cell.start, cell.end)


_FIRST_ROW: Final = Message(
    "第一行的列名是：部分、项目、值、单位。", "The labels in the first row are: section, field, value, unit."
)
_WRITE_FIELD: Final = Message("在“项目”一列写明它是什么。", "Say in the column “field” what it is.")

"""The inputs of a workbook as the tree that every door gives, each value with the cell it was typed into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from refcf_rules.inventory.document.build import shown
from refcf_rules.inventory.document.nodes import Entry, Node, Scalar, Sequence
from refcf_rules.inventory.document.nodes import Mapping as MappingNode
from refcf_rules.inventory.names import Name, folded, offer
from refcf_rules.inventory.read_workbook import kinds
from refcf_rules.inventory.read_workbook.not_data import repeated, told_of
from refcf_rules.inventory.read_workbook.places import OWN_FACTOR, BlockPlace, InputPlace, cell_span
from refcf_rules.inventory.read_workbook.rows import Line, lines_of, single_cells
from refcf_rules.inventory.read_workbook.typed import CellReader, Told
from refcf_rules.inventory.row_kinds import MISSING_FIELD, REPEATED_ID, UNKNOWN_REFERENCE
from refcf_rules.model.field import Table
from refcf_rules.model.standard import Standard
from refcf_rules.model.written import COMPANY, EDITION, FACTOR, STANDARD, VERSION
from refcf_rules.sheets.meta import Meta
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span, whole_file

_ACTIVITY: Final = "activity"
_PROCESS: Final = "process"


class TreeMaker:
    """Makes the tree of one workbook; what cannot be placed is told."""

    def __init__(self, path: str, standard: Standard, cells: CellReader, tell: Told) -> None:
        self._path = path
        self._standard = standard
        self._cells = cells
        self._tell = tell
        self._factors: dict[str, Line] = {}
        self._used: set[str] = set()

    def tree(self, meta: Meta, singles: Iterable[InputPlace], blocks: Iterable[BlockPlace]) -> MappingNode:
        """The whole inventory."""
        placed = tuple(blocks)
        whole = whole_file(self._path)
        lines = {table: self._lines(placed, table) for table in dict.fromkeys(each.table for each in placed)}
        self._own_factors(lines.get(OWN_FACTOR, ()))
        head = (("refcf", VERSION), (STANDARD.en, meta.made_for.standard), (EDITION.en, meta.made_for.edition))
        entries = [Entry(key, whole, Scalar(text, True, "string", whole, f"/{key}")) for key, text in head]
        entries.extend(self._singles(singles))
        children = self._children(lines)
        entries.extend(
            self._list(table, lines[table.id], children)
            for table in self._standard.tables
            if table.parent is None and not table.single and lines.get(table.id)
        )
        self._check_factors()
        return MappingNode(tuple(entries), whole, "")

    # --- single values --------------------------------------------------------------------------------

    def _singles(self, singles: Iterable[InputPlace]) -> Iterator[Entry]:
        by_table: dict[str, list[InputPlace]] = {}
        for place in singles:
            by_table.setdefault(place.meta.table, []).append(place)
        keys = {table.id: table.key or table.id for table in (COMPANY, *self._standard.tables)}
        for table, places in by_table.items():
            key = keys.get(table, table)
            entries = tuple(self._single_entries(places, f"/{key}"))
            if any(_is_given(each.value) or _is_required(places, each.key) for each in entries):
                span = entries[0].key_span
                yield Entry(key, span, MappingNode(entries, span, f"/{key}"))

    def _single_entries(self, places: list[InputPlace], pointer: str) -> Iterator[Entry]:
        line = Line(None, places[0].area.first_row, single_cells(places))
        yield from self._fields(places, line, pointer, each_at_its_row=True)

    # --- rows -----------------------------------------------------------------------------------------

    def _lines(self, blocks: Iterable[BlockPlace], table: str) -> tuple[Line, ...]:
        lines = (line for block in blocks if block.table == table for line in lines_of(block))
        found = tuple(line for line in lines if not self._is_preset(line) and self._is_data(line))
        for fault in repeated(self._path, found):
            self._tell(fault)
        return found

    def _is_data(self, line: Line) -> bool:
        """Whether a row is one of data; a total or a header among them is told."""
        fault = told_of(self._path, line)
        if fault is not None:
            self._tell(fault)
        return fault is None

    def _is_preset(self, line: Line) -> bool:
        """A unit process of the boundary of which nothing is said."""
        if not line.holds_only("id") or line.columns()[0].meta.table != _PROCESS:
            return False
        place = next(each for each in line.columns() if each.meta.field == "id")
        node = self._cells.read(place, line.cell_of(place), line.row, "")
        return self._standard.choice(_PROCESS).find(folded(node.text)) is not None

    def _list(self, table: Table, lines: Iterable[Line], children: Mapping[tuple[str, str], list[Line]]) -> Entry:
        key = table.key or table.id
        rows = tuple(self._row(table, line, f"/{key}/{index}", children) for index, line in enumerate(lines))
        return Entry(key, rows[0].span, Sequence(rows, rows[0].span, f"/{key}"))

    def _row(
        self, table: Table, line: Line, pointer: str, children: Mapping[tuple[str, str], list[Line]]
    ) -> MappingNode:
        places = line.columns()
        entries = list(self._fields(places, line, pointer))
        if table.id == _ACTIVITY:
            entries = [self._factor(entry, pointer) for entry in entries]
        span = self._line_span(line)
        own = line.text_of("id")
        for child in self._standard.tables:
            if child.parent == table.id and own and (inner := children.get((child.id, own))):
                key = child.key or child.id
                rows = tuple(
                    self._row(child, each, f"{pointer}/{key}/{index}", children) for index, each in enumerate(inner)
                )
                entries.append(Entry(key, rows[0].span, Sequence(rows, rows[0].span, f"{pointer}/{key}")))
        return MappingNode(tuple(entries), span, pointer)

    def _line_span(self, line: Line) -> Span:
        first = line.columns()[0]
        return cell_span(self._path, first.sheet.title, line.row, first.area.first_column)

    def _fields(
        self, places: Iterable[InputPlace], line: Line, pointer: str, *, each_at_its_row: bool = False
    ) -> Iterator[Entry]:
        """The cells of a row, and the empty ones that must be filled in: those are said by their place."""
        units = {each.meta.field: each for each in places if each.meta.content == "unit"}
        shared = units.get("value")
        for place in places:
            if place.meta.content == "unit" or line.is_parent(place):
                continue
            row = place.area.first_row if each_at_its_row else line.row
            at = f"{pointer}/{place.meta.field}"
            cell = line.cell_of(place)
            node: Node
            if place.meta.content == "number" and not place.meta.unit:
                unit = units.get(place.meta.field) or (shared if place.meta.table == OWN_FACTOR else None)
                node = self._number(place, unit, line, row, at)
            else:
                node = self._cells.read(place, cell, row, at)
            if _is_given(node) or (place.column is not None and place.column.required):
                yield Entry(place.meta.field, node.span, node)

    def _number(self, place: InputPlace, unit: InputPlace | None, line: Line, row: int, pointer: str) -> Node:
        """A number beside its unit; one that says its own unit as well is compared with it later."""
        number = self._cells.read(place, line.cell_of(place), row, pointer)
        if unit is None or number.json_type == "null":
            return number
        written = self._cells.read(unit, line.cell_of(unit), row, f"{pointer}/unit")
        if written.json_type == "null":
            return number
        parts = (Entry("value", number.span, number), Entry("unit", written.span, written))
        return MappingNode(parts, number.span, pointer)

    # --- rows that belong to others -------------------------------------------------------------------

    def _children(self, lines: Mapping[str, tuple[Line, ...]]) -> dict[tuple[str, str], list[Line]]:
        """Rows by their table and the id of the row they belong to; those that belong to none are told."""
        found: dict[tuple[str, str], list[Line]] = {}
        for table in self._standard.tables:
            if table.parent is None:
                continue
            parents = dict.fromkeys(id_ for line in lines.get(table.parent, ()) if (id_ := line.text_of("id")))
            for line in lines.get(table.id, ()):
                named = line.text_of(table.parent)
                if named in parents:
                    found.setdefault((table.id, named), []).append(line)
                else:
                    self._tell(self._orphan(table, line, named, tuple(parents)))
        return found

    def _orphan(self, table: Table, line: Line, named: str, known: tuple[str, ...]) -> Fault:
        place = next((each for each in line.columns() if line.is_parent(each)), line.columns()[0])
        span = cell_span(self._path, place.sheet.title, line.row, place.area.first_column)
        if not named:
            message = _NO_PARENT.filled(table=table.label, field=place.label)
            return Fault(MISSING_FIELD, span, "", message, _WRITE_PARENT.filled(field=place.label))
        message = _UNKNOWN_PARENT.filled(field=place.label, id=shown(named))
        return Fault(UNKNOWN_REFERENCE, span, "", message, offer(named, [Name(id_, same(id_)) for id_ in known]))

    # --- the company's own factors --------------------------------------------------------------------

    def _own_factors(self, lines: Iterable[Line]) -> None:
        library = {
            folded(text).casefold()
            for factor in self._standard.factors
            for text in (factor.id, factor.label.zh, factor.label.en)
        }
        for line in lines:
            id_ = line.text_of("id")
            key = folded(id_).casefold()
            if not id_ or key in library or key in self._factors:
                self._tell(self._bad_factor(line, id_, taken=key in library))
            else:
                self._factors[key] = line

    def _bad_factor(self, line: Line, id_: str, *, taken: bool) -> Fault:
        place = next((each for each in line.columns() if each.meta.field == "id"), line.columns()[0])
        span = cell_span(self._path, place.sheet.title, line.row, place.area.first_column)
        if not id_:
            return Fault(MISSING_FIELD, span, "", _NO_ID, _OTHER_ID)
        kind, message = (kinds.FACTOR_NAMED_TWICE, _TAKEN) if taken else (REPEATED_ID, _REPEATED)
        return Fault(kind, span, "", message.filled(id=shown(id_)), _OTHER_ID)

    def _factor(self, entry: Entry, pointer: str) -> Entry:
        """The factor of an activity: an own one with all that is said of it, else the name of one of the library."""
        if entry.key != FACTOR or not isinstance(entry.value, Scalar):
            return entry
        key = folded(entry.value.text).casefold()
        line = self._factors.get(key)
        if line is None:
            return entry
        self._used.add(key)
        return Entry(FACTOR, entry.key_span, self._own_factor(line, f"{pointer}/{FACTOR}", entry.key_span))

    def _own_factor(self, line: Line, pointer: str, span: Span) -> MappingNode:
        fields = self._fields(line.columns(), line, pointer)
        return MappingNode(tuple(each for each in fields if each.key != "id"), span, pointer)

    def _check_factors(self) -> None:
        """Factors that no activity uses are read as well, so that nothing typed goes unread."""
        for key, line in self._factors.items():
            if key not in self._used:
                self._own_factor(line, "", self._line_span(line))


def _is_given(node: Node) -> bool:
    return not isinstance(node, Scalar) or node.json_type != "null"


def _is_required(places: Iterable[InputPlace], field: str) -> bool:
    return any(each.meta.field == field and each.column is not None and each.column.required for each in places)


_NO_PARENT: Final = Message("“{table}”的这一行没有写“{field}”。", "This row of “{table}” does not say its {field}.")
_WRITE_PARENT: Final = Message("从下拉选项中选“{field}”的编号。", "Choose the id of the {field} from the list.")
_UNKNOWN_PARENT: Final = Message(
    "“{field}”指向“{id}”，但没有这一行。", "“{field}” refers to “{id}”, which is not there."
)
_NO_ID: Final = Message("企业自己的因子没有编号。", "A factor of the company's own has no id.")
_REPEATED: Final = Message("企业自己的因子“{id}”写了两次。", "The company's own factor “{id}” is there twice.")
_TAKEN: Final = Message("标准的因子库里已有“{id}”。", "The factor library of the standard already has “{id}”.")
_OTHER_ID: Final = Message(
    "另起一个编号，如 F1，并在活动里改用它。", "Give it an id of its own, such as F1, and use that in the activities."
)

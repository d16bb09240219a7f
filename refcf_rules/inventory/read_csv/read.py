"""Reads a folder of CSV files into the tree that YAML and JSON files give as well."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map
from typing import Final

from refcf_rules.inventory import folder, limits, read_kinds, row_kinds
from refcf_rules.inventory.document.nodes import Entry, Mapping, Node, Scalar, Sequence
from refcf_rules.inventory.names import Name, folded, offer
from refcf_rules.inventory.read_csv import own_factors
from refcf_rules.inventory.read_csv.grid import BrokenTableError
from refcf_rules.inventory.read_csv.kinds import UNKNOWN_FILE
from refcf_rules.inventory.read_csv.single_values import SingleValues
from refcf_rules.inventory.read_csv.table import CsvRow, rows_of
from refcf_rules.inventory.read_faults import FaultList, shown
from refcf_rules.inventory.read_shape import COMPANY, STANDARD, Shape, is_derived, shapes_of, table_name
from refcf_rules.model.field import Table
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.source.decode import FILE_TOO_LARGE, decode_table
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.text import SourceFile, whole_file

_GB18030: Final = Message(
    "{name} 不是 UTF-8，按 GB18030 读取；汉字如有错误，请另存为“CSV UTF-8”。",
    "{name} is not UTF-8 and was read as GB18030; if Chinese is wrong in it, save it as “CSV UTF-8”.",
)


@record
class FolderRead:
    """The tree of a folder with notes on how its files were read, or the faults that stand against it."""

    node: Node | None
    notes: tuple[Message, ...]
    faults: tuple[Fault, ...]


def read_csv_folder(path: str, data: bytes, standard: Standard) -> FolderRead:
    """The tree of files that were packed into one. Never raises for any bytes."""
    faults = FaultList(path)
    reading = _Reading(path.rstrip("/\\"), standard, faults)
    node = reading.node(folder.unpacked(data))
    return FolderRead(None, (), faults.listed()) if faults.count else FolderRead(node, reading.notes, ())


def claimed_in_folder(data: bytes) -> str | None:
    """The standard that the file of single values claims; ``None`` if it cannot be read or claims none."""
    for name, content in folder.unpacked(data).items():
        decoded = decode_table(name, content, limits.DOCUMENT_BYTES) if folder.is_single_values(name) else None
        if isinstance(decoded, tuple):
            return _claim(decoded[0])
    return None


def sources_of(path: str, data: bytes) -> dict[str, SourceFile]:
    """The texts of the files, by their paths, for framing their lines."""
    found: dict[str, SourceFile] = {}
    for name, content in folder.unpacked(data).items():
        decoded = decode_table(_joined(path, name), content, limits.DOCUMENT_BYTES)
        if isinstance(decoded, tuple):
            found[decoded[0].path] = decoded[0]
    return found


def _claim(source: SourceFile) -> str | None:
    faults = FaultList(source.path)
    try:
        entries = SingleValues(source, {}, {}, faults).read()
    except BrokenTableError:
        return None
    values = (entry.value for entry in entries if entry.key == STANDARD.id)
    return next((folded(value.text) for value in values if isinstance(value, Scalar)), None)


class _Reading:
    """Reads the files of one folder."""

    def __init__(self, path: str, standard: Standard, faults: FaultList) -> None:
        self.notes: tuple[Message, ...] = ()
        self._path = path
        self._standard = standard
        self._faults = faults
        self._tables = tuple(table for table in (COMPANY, *standard.tables) if not is_derived(table))
        self._shapes = shapes_of(standard.tables)
        self._factor_table = own_factors.factor_table(standard)
        self._named = {
            folded(text).casefold(): each for each in reversed(self._tables) for text in table_name(each).all
        }
        self._factor_names = frozenset(folded(text).casefold() for text in own_factors.FILE.all) - self._named.keys()
        self._rows: dict[str, tuple[CsvRow, ...]] = {}
        self._top: tuple[Entry, ...] = ()

    def node(self, files: Map[str, bytes]) -> Node | None:
        """The tree; ``None`` where a file could not be read at all."""
        if len(files) > limits.CSV_FILES or sum(map(len, files.values())) > limits.DOCUMENT_BYTES:
            self._refuse_size(files)
            return None
        taken: dict[str, str] = {}
        for name, content in files.items():
            try:
                self._take(name, content, taken)
            except BrokenTableError as broken:
                self._faults.add(broken.fault)
        factors = own_factors.OwnFactors(
            self._rows.get("\0factors", ()), self._factor_table, self._standard, self._faults
        )
        place = whole_file(self._path)
        lists = _Lists(self._tables, self._rows, factors, self._faults)
        return Mapping((*self._top, *lists.entries()), place, "")

    def _take(self, name: str, content: bytes, taken: dict[str, str]) -> None:
        single = folder.is_single_values(name)
        table = None if single else self._table(name)
        if not single and table is None:
            message = Message("“{name}”不是清单的表。", "{name} is no table of an inventory.")
            place = whole_file(_joined(self._path, name))
            self._faults.add(Fault(UNKNOWN_FILE, place, "", message.filled(name=shown(name)), self._hint(name)))
            return
        id_ = table.id if table else ""
        first = taken.setdefault(id_, name)
        if first != name:
            self._refuse_second(name, first)
            return
        decoded = decode_table(_joined(self._path, name), content, limits.DOCUMENT_BYTES)
        if isinstance(decoded, Fault):
            self._faults.add(decoded)
            return
        source, is_gb18030 = decoded
        if is_gb18030:
            self.notes = (*self.notes, _GB18030.filled(name=shown(name)))
        if table is None:
            self._top = SingleValues(source, self._shapes, self._named, self._faults).read()
        else:
            self._read_table(source, table)

    def _table(self, name: str) -> Table | None:
        """The table of a file; its own factors are one more."""
        if folder.stem_of(name) in self._factor_names:
            return self._factor_table
        table = self._named.get(folder.stem_of(name) or "")
        return None if table is None or table.single else table

    def _read_table(self, source: SourceFile, table: Table) -> None:
        is_factors = table is self._factor_table
        shape: Shape = own_factors.factor_shape(table) if is_factors else self._shapes[table.id]
        parent = next((each for each in self._tables if each.id == table.parent), None)
        self._rows["\0factors" if is_factors else table.id] = rows_of(source, shape, parent, self._faults)

    def _hint(self, name: str) -> Message:
        stem = folder.stem_of(name) or name
        if (single := self._named.get(stem)) is not None and single.single:
            return Message("单个的值写在 inventory.csv 里。", "Single values stand in inventory.csv.")
        lists = [table_name(each) for each in self._tables if not each.single]
        hint = offer(
            stem, (*lists, own_factors.FILE, Name(folder.SINGLE_VALUES[0], Message(*reversed(folder.SINGLE_VALUES))))
        )
        return Message(
            f"{hint.zh}不是数据的文件请移出文件夹。", f"{hint.en} Move what holds no data out of the folder."
        )

    def _refuse_second(self, name: str, first: str) -> None:
        message = Message("“{name}”与“{first}”是同一张表。", "{name} is the same table as {first}.")
        hint = Message("合成一个文件。", "Make one file of the two.")
        said = message.filled(name=shown(name), first=shown(first))
        place = whole_file(_joined(self._path, name))
        self._faults.add(Fault(read_kinds.DUPLICATE_SECTION, place, "", said, hint))

    def _refuse_size(self, files: Map[str, bytes]) -> None:
        message = Message(
            "文件夹里有 {count} 个文件、{size} MB；上限是 {most} 个、{limit} MB。",
            "The folder has {count} files and {size} MB; the limit is {most} files and {limit} MB.",
        )
        megabyte = 1024 * 1024
        said = message.filled(
            count=len(files),
            size=f"{sum(map(len, files.values())) / megabyte:.1f}",
            most=limits.CSV_FILES,
            limit=f"{limits.DOCUMENT_BYTES / megabyte:g}",
        )
        hint = Message("只留清单的表，移出其余文件。", "Leave only the tables of the inventory in the folder.")
        self._faults.add(Fault(FILE_TOO_LARGE, whole_file(self._path), "", said, hint))


class _Lists:
    """Nests the rows of tables into the rows they name."""

    def __init__(
        self,
        tables: tuple[Table, ...],
        rows: Map[str, tuple[CsvRow, ...]],
        factors: own_factors.OwnFactors,
        faults: FaultList,
    ) -> None:
        self._tables = tables
        self._rows = rows
        self._factors = factors
        self._faults = faults
        self._under = {table.id: _by_parent(rows.get(table.id, ())) for table in tables if table.parent is not None}

    def entries(self) -> Iterator[Entry]:
        """The lists at the top of the document."""
        for table in self._tables:
            if table.id in self._rows and table.parent is None:
                key = table.key or table.id
                yield self._entry(key, table, self._rows[table.id], f"/{key}")
        for table in self._tables:
            if table.parent is not None and table.id in self._rows:
                self._check_parents(table, table.parent)

    def _entry(self, key: str, table: Table, rows: tuple[CsvRow, ...], pointer: str) -> Entry:
        place = rows[0].span if rows else whole_file("")
        items = tuple(self._row(table, row, f"{pointer}/{index}") for index, row in enumerate(rows))
        return Entry(key, place, Sequence(items, place, pointer))

    def _row(self, table: Table, row: CsvRow, pointer: str) -> Mapping:
        more = self._factors.entries(row, pointer)
        for child in self._tables:
            nested = self._under[child.id].pop(row.id, ()) if child.parent == table.id else ()
            if nested:
                key = child.key or child.id
                more = (*more, self._entry(key, child, nested, f"{pointer}/{key}"))
        return row.mapping(pointer, more)

    def _check_parents(self, table: Table, parent: str) -> None:
        """Note the rows that belong to none; those of known ones were taken."""
        label = next(each.label for each in self._tables if each.id == parent)
        names = [Name(id_, Message(id_, id_)) for row in self._rows.get(parent, ()) if (id_ := row.id)]
        for id_, rows in self._under[table.id].items():
            for row in rows if not self._faults.is_full else ():
                if id_ is None or row.parent is None:
                    message = Message(
                        "这一行没有写明属于哪个“{parent}”。", "This row does not say which “{parent}” it is of."
                    )
                    kind, place, hint = row_kinds.MISSING_FIELD, row.span, offer("", names)
                else:
                    message = Message("没有编号为“{id}”的“{parent}”。", "There is no “{parent}” with the id “{id}”.")
                    kind, place, hint = row_kinds.UNKNOWN_REFERENCE, row.parent.span, offer(id_, names)
                said = message.filled(id=shown(id_ or ""), parent=label)
                self._faults.add(Fault(kind, place, "", said, hint))


def _by_parent(rows: tuple[CsvRow, ...]) -> dict[str | None, tuple[CsvRow, ...]]:
    found: dict[str | None, list[CsvRow]] = {}
    for row in rows:
        found.setdefault(folded(row.parent.text) if row.parent else None, []).append(row)
    return {id_: tuple(each) for id_, each in found.items()}


def _joined(path: str, name: str) -> str:
    folder_path = path.rstrip("/\\")
    return f"{folder_path}/{name}"

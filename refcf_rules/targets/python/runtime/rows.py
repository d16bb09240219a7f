"""Reads rows with everything nested in them; every key is accounted for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from refcf_rules.targets.python.runtime.cells import (
    CellReader,
    Place,
    UnreadableError,
    is_bare,
    text_of,
)
from refcf_rules.targets.python.runtime.faults import Fault, below_pointer, offered, quoted
from refcf_rules.targets.python.runtime.json_text import Json
from refcf_rules.targets.python.runtime.near_names import near_names
from refcf_rules.targets.python.runtime.standard import FACTOR, Shape, Standard
from refcf_rules.targets.python.runtime.texts import folded, number_text

MOST_ROWS = 100_000
_MOST_KEPT_FAULTS = 2_000
PlainRow = dict[str, Json]
IsPlain = Callable[[str, PlainRow], bool]
"""Whether a row of a table is written in the plain way, with nothing wrong or missing."""


class FaultList:
    """The faults found so far, in the order in which they were found."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    @property
    def is_full(self) -> bool:
        """Whether so many were found that reading on is of no use."""
        return len(self.found) >= _MOST_KEPT_FAULTS

    def add(
        self,
        code: str,
        pointer: str,
        about: tuple[str, str] = ("", ""),
        *,
        at_key: bool = False,
        near: Sequence[str] = (),
    ) -> None:
        """Take a fault; ``near`` are names that were perhaps meant."""
        self.found.append(Fault(code, pointer, about, at_key=at_key, fix=offered(near)))


class ReadRow:
    """The cells of a row that was read, by the id of their field, with the pointers of their values."""

    __slots__ = ("cells", "places")

    def __init__(self) -> None:
        self.cells: dict[str, Json] = {}
        self.places: dict[str, str] = {}


class _Written:
    """What one mapping says, sorted by what the keys stand for."""

    __slots__ = ("children", "fields", "groups", "meant", "pointer", "shape", "unit", "unit_refused")

    def __init__(self, shape: Shape, pointer: str) -> None:
        self.shape = shape
        self.pointer = pointer
        self.fields: dict[str, Place] = {}
        self.groups: list[tuple[str, Place]] = []
        self.children: list[tuple[str, Place]] = []
        self.unit: Place | None = None
        self.unit_refused = False
        self.meant: set[str] = set()
        """Fields that an unknown key was probably meant for; they are not called missing as well."""


class RowReader:
    """Reads the rows of all tables of one inventory into plain ones."""

    def __init__(self, standard: Standard, faults: FaultList, is_plain: IsPlain | None = None) -> None:
        self.faults = faults
        self._is_plain = is_plain
        self.rows: dict[str, list[ReadRow]] = {}
        self.incomplete: set[str] = set()
        """Tables with rows that could not be read, where an id may be absent for that reason."""
        self._standard = standard
        self._cells = CellReader(standard)
        self._count = 0

    def list_of(self, table: str, place: Place, decoded: Json = None) -> list[Json] | None:
        """The rows of a table written as a list; ``None`` where nothing was written.

        ``decoded`` are the same rows as any decoder has them, if they are known: a plain one is taken as it is.
        """
        node, pointer = place
        if node is None:
            return None
        if not isinstance(node, list):
            self._refuse_shape(table, place)
            return None
        rows: list[Json] = []
        for index, item in enumerate(node):
            if self.faults.is_full or not self._has_room(f"{pointer}/{index}"):
                break
            row = self.row(table, (item, f"{pointer}/{index}"), decoded[index] if isinstance(decoded, list) else None)
            if row is not None:
                rows.append(row)
        return rows

    def _taken(self, table: str, row: Json, pointer: str) -> PlainRow | None:
        """A row that is plain already; ``None`` if it has to be read."""
        if self._is_plain is None or not isinstance(row, dict) or not self._is_plain(table, row):
            return None
        read = ReadRow()
        read.cells = row
        # What is looked at across rows: ids, references, the end of a period.
        read.places = {name: f"{pointer}/{name}" for name, value in row.items() if isinstance(value, str)}
        self.rows.setdefault(table, []).append(read)
        return row

    def row(self, table: str, place: Place, decoded: Json = None) -> PlainRow | None:
        """One row with what is nested in it; ``None`` if it is none.

        ``decoded`` is the same row as any decoder has it, if it is known: a plain one is taken as it is.
        """
        node, pointer = place
        taken = self._taken(table, decoded, pointer)
        if taken is not None:
            return taken
        if not isinstance(node, dict):
            self._refuse_shape(table, place)
            return None
        written = self._sorted(self._standard.shape(table), node, pointer, set())
        read = ReadRow()
        plain = self._plain(written, read, "")
        for group, inner in written.groups:
            found = self._group(group, inner, written, read)
            if found is not None:
                plain[group] = found
        self._gather_groups(table, plain)
        self._require(table, written, read)
        self.rows.setdefault(table, []).append(read)
        for child, inner in written.children:
            rows = self.list_of(child, inner)
            if rows is not None:
                plain[self._standard.table(child)["key"]] = rows
        return plain

    def _refuse_shape(self, table: str, place: Place) -> None:
        self.incomplete.add(table)
        zh, en = self._standard.table(table)["label"]
        self.faults.add("wrong-shape", place[1], (f"“{zh}”", f"“{en}”"))

    def _has_room(self, pointer: str) -> bool:
        self._count += 1
        if self._count == MOST_ROWS + 1:
            self.faults.add("too-many-rows", pointer)
        return self._count <= MOST_ROWS

    # --- keys -----------------------------------------------------------------------------------------

    def _sorted(self, shape: Shape, node: Mapping[str, Json], pointer: str, taken: set[str]) -> _Written:
        """What the keys of a mapping stand for; those in ``taken`` were written before."""
        written = _Written(shape, pointer)
        for key, value in node.items():
            if self.faults.is_full:
                break
            place = (value, below_pointer(pointer, key))
            slot = shape.slots.get(key) or shape.slots.get(folded(key))
            if slot is None:
                self._refuse_key(written, key, place)
            elif slot[1] in taken:
                self.faults.add("duplicate-field", place[1], quoted(key), at_key=True)
            else:
                taken.add(slot[1])
                self._place(written, slot, place)
        return written

    def _place(self, written: _Written, slot: tuple[str, str], place: Place) -> None:
        kind, id_ = slot
        if kind == "group":
            written.groups.append((id_, place))
        elif kind == "child":
            written.children.append((id_, place))
        elif kind == "unit":
            written.unit = place
        elif self._standard.field(written.shape.table, id_).get("derived"):
            zh, en = self._standard.field(written.shape.table, id_)["label"]
            self.faults.add("derived-value", place[1], (f"“{zh}”", f"“{en}”"), at_key=True)
        else:
            written.fields[id_] = place

    def _refuse_key(self, written: _Written, key: str, place: Place) -> None:
        text = self._standard.data["slips"].get(folded(key), key)
        near = near_names(text, written.shape.names)
        self.faults.add("unknown-field", place[1], quoted(key), at_key=True, near=near)
        written.meant.update(near)

    # --- cells ----------------------------------------------------------------------------------------

    def _plain(self, written: _Written, read: ReadRow, prefix: str) -> PlainRow:
        """The cells of a mapping as a plain row, whose keys do without the prefix."""
        plain: PlainRow = {}
        measured = self._owners_of_unit(written)
        for id_, place in written.fields.items():
            unit = written.unit if id_ in measured else None
            if unit is not None and written.unit_refused:
                continue
            value = self._cell(written, id_, place, unit)
            if value is not None:
                plain[id_.removeprefix(prefix)] = read.cells[id_] = value
                read.places[id_] = place[1]
        self._keep_unit(written, plain, measured, prefix)
        return plain

    def _cell(self, written: _Written, id_: str, place: Place, unit: Place | None) -> Json:
        try:
            return self._cells.read(self._standard.field(written.shape.table, id_), place, unit)
        except UnreadableError as error:
            self._refuse_cell(written, id_, error.fault)
            return None

    def _keep_unit(self, written: _Written, plain: PlainRow, measured: tuple[str, ...], prefix: str) -> None:
        """The unit stays beside the numbers that stand alone in the plain row."""
        values = [plain.get(id_.removeprefix(prefix)) for id_ in measured if id_ in written.shape.main]
        is_needed = any(value is not None and not isinstance(value, str) for value in values)
        found = self._standard.units.unit(text_of(written.unit[0])) if is_needed and written.unit else None
        if found is not None:
            plain["unit"] = found.symbol

    def _refuse_cell(self, written: _Written, id_: str, fault: Fault) -> None:
        if id_ == "id":
            self.incomplete.add(written.shape.table)
        if fault.code == "missing-unit" and "unit" in written.meant:
            return  # it has one, but the key or the place was refused
        written.unit_refused = written.unit is not None and fault.pointer == written.unit[1]
        self.faults.found.append(fault)

    def _owners_of_unit(self, written: _Written) -> tuple[str, ...]:
        """The numbers that a unit in a cell of its own belongs to.

        These are the amount of an activity, the value and the parts of a factor; elsewhere the
        only number of the row that needs a unit and has none.
        """
        if written.unit is None or written.unit[0] is None:
            return ()
        bare = [id_ for id_, place in written.fields.items() if self._lacks_unit(written, id_, place)]
        main = [id_ for id_ in written.shape.main if id_ in written.fields]
        if written.shape.main:
            return tuple(dict.fromkeys((*main[:1], *(id_ for id_ in bare if id_ in main))))
        if len(bare) == 1:
            return (bare[0],)
        written.meant.add("unit")
        self.faults.add("stray-unit", written.unit[1])
        return ()

    def _lacks_unit(self, written: _Written, id_: str, place: Place) -> bool:
        field = self._standard.field(written.shape.table, id_)
        return field["type"] == "number" and not field.get("bare") and is_bare(place[0])

    # --- groups ---------------------------------------------------------------------------------------

    def _group(self, group: str, place: Place, row: _Written, read: ReadRow) -> Json:
        """The fields of a mapping inside the row; a text in its place names a factor of the library."""
        node, pointer = place
        if isinstance(node, dict):
            shape = self._standard.shape(row.shape.table, group)
            return self._plain(self._sorted(shape, node, pointer, set(row.fields)), read, f"{group}.")
        if isinstance(node, list):
            self._refuse_group(group, row, place)
            return None
        return None if node is None else self._library_factor(group, place, row)

    def _gather_groups(self, table: str, plain: PlainRow) -> None:
        """Fields of a group that were written in the row itself move into the group.

        Beside the id of a library factor they stay where they are, under their full id.
        """
        for id_ in [id_ for id_ in plain if "." in id_]:
            group, _, name = id_.partition(".")
            inner = plain.setdefault(group, {})
            if isinstance(inner, dict):
                self._settle_unit(table, group, inner)
                inner[name] = plain.pop(id_)

    def _settle_unit(self, table: str, group: str, inner: PlainRow) -> None:
        """Each number of a group takes the unit beside them, which is not that of a number yet to come."""
        unit = inner.pop("unit", None)
        for id_ in self._standard.shape(table, group).main if unit is not None else ():
            name = id_.partition(".")[2]
            if isinstance(inner.get(name), int | float):
                inner[name] = f"{number_text(text_of(inner[name]))} {unit}"

    def _library_factor(self, group: str, place: Place, row: _Written) -> str | None:
        text = folded(text_of(place[0]))
        found = self._standard.factor_id(text) if group == FACTOR else None
        if found is None and (group != FACTOR or text[:1].isdigit()):
            self._refuse_group(group, row, place)
        elif found is None:
            self.faults.add("unknown-reference", place[1], quoted(text))
        return found

    def _refuse_group(self, group: str, row: _Written, place: Place) -> None:
        zh, en = self._standard.table(row.shape.table)["groups"][group]["label"]
        self.faults.add("wrong-shape", place[1], (f"“{zh}”", f"“{en}”"))

    def _require(self, table: str, written: _Written, read: ReadRow) -> None:
        for id_, field in self._standard.table(table)["fields"].items():
            if not field.get("required") or field.get("derived") or id_ in read.cells or id_ in written.meant:
                continue
            place = written.fields.get(id_)
            if place is None or place[0] is None:
                self.incomplete.add(table)
                zh, en = field["label"]
                pointer = written.pointer if place is None else place[1]
                self.faults.add("missing-field", pointer, (f"“{zh}”", f"“{en}”"), at_key=place is not None)

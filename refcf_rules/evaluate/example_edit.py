"""The edits of an example, made to an inventory before it is read: ``remove p`` and ``set p = v``.

A path names a section, a row by its id and a field, as the inventory itself would: by id or label.
A row may also stand first, and a unit process stands for all its activities.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from refcf_rules.inventory.document.nodes import Entry, JsonType, Mapping, Node, Scalar
from refcf_rules.inventory.document.nodes import Sequence as DocumentList
from refcf_rules.inventory.names import folded
from refcf_rules.inventory.read_shape import COMPANY, Group, Shape, UnitSlot, shapes_of, table_name
from refcf_rules.inventory.read_yaml.plain import json_type_of
from refcf_rules.model.example import Edit
from refcf_rules.model.field import Field, Table
from refcf_rules.model.standard import Standard
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.source.text import Span

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"

_NOTHING_THERE: Final = Message(
    "“{path}”在清单中不存在：找不到“{name}”。", "There is no {path} in the inventory: {name} was not found."
)


@record
class _Place:
    """A value within its mapping or list, and the table or group it belongs to."""

    within: dict[str, Plain] | list[Plain]
    key: str | int
    shape: Shape | None

    @property
    def value(self) -> Plain:
        """What stands there now; nothing for a key that is yet to be written."""
        if isinstance(self.within, dict):
            return self.within.get(str(self.key))
        return self.within[int(self.key)]

    def put(self, value: Plain) -> None:
        """Write a value there."""
        if isinstance(self.within, dict):
            self.within[str(self.key)] = value
        else:
            self.within[int(self.key)] = value

    def remove(self) -> None:
        """Take it out."""
        if isinstance(self.within, dict):
            del self.within[str(self.key)]
        else:
            del self.within[int(self.key)]


def plain(node: Node) -> Plain:
    """A document as mappings, lists and single values."""
    match node:
        case Mapping(entries=entries):
            return {entry.key: plain(entry.value) for entry in entries}
        case Scalar(json_type="null"):
            return None
        case Scalar(json_type="boolean", text=text):
            return text.lower() == "true"
        case Scalar(json_type="number", text=text):
            return _number(text)
        case Scalar(text=text):
            return text
        case _:
            return [plain(item) for item in node.items]


def document_of(value: Plain, place: Span, pointer: str = "") -> Node:
    """Mappings, lists and single values as a document; all of it stands at one place."""
    match value:
        case dict():
            entries = (
                Entry(key, place, document_of(each, place, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"))
                for key, each in value.items()
            )
            return Mapping(tuple(entries), place, pointer)
        case list():
            items = (document_of(each, place, f"{pointer}/{index}") for index, each in enumerate(value))
            return DocumentList(tuple(items), place, pointer)
        case str():
            return Scalar(value, quoted=True, json_type="string", span=place, pointer=pointer)
        case bool() | None:
            type_: JsonType = "null" if value is None else "boolean"
            return Scalar(json.dumps(value), quoted=False, json_type=type_, span=place, pointer=pointer)
        case _:
            return Scalar(json.dumps(value), quoted=False, json_type="number", span=place, pointer=pointer)


def edited(document: Plain, edits: Sequence[Edit], standard: Standard) -> Message | None:
    """Make the edits in place; the problem of the first that cannot be made."""
    editor = _Editor(document, standard)
    for edit in edits:
        problem = editor.remove(edit.path) if edit.action == "remove" else editor.set(edit.path, edit.value)
        if problem is not None:
            return problem
    return None


class _Editor:
    """Finds what paths name in one document."""

    def __init__(self, document: Plain, standard: Standard) -> None:
        self._document = document if isinstance(document, dict) else {}
        self._standard = standard
        self._shapes = shapes_of(standard.tables)
        tables = [table for table in (COMPANY, *standard.tables) if table.parent is None]
        self._sections = {folded(text): table for table in tables for text in table_name(table).all}

    def remove(self, path: tuple[str, ...]) -> Message | None:
        """Take out what the path names; there must be something."""
        first = self._first(path[0])
        # A row of process facts has the id of its process; what is removed are the activities.
        about_process = first is None or first.shape is self._shapes.get("process")
        places = self._of_process(path[0]) if about_process and len(path) == 1 else []
        if not places:
            found = self._descend(first, path)
            if isinstance(found, Message):
                return found
            places = [found]
        for place in reversed(places):
            place.remove()
        return None

    def set(self, path: tuple[str, ...], text: str) -> Message | None:
        """Write a value at a path; mappings on the way are made, rows are not."""
        found = self._descend(self._first(path[0], make=True), path, make=True)
        if isinstance(found, Message):
            return found
        value = _number(text) if json_type_of(text) == "number" else text
        if isinstance(value, str) and isinstance(found.within, dict):
            _drop_unit(found.within, str(found.key), found.shape)
        found.put(value)
        return None

    def _first(self, name: str, *, make: bool = False) -> _Place | None:
        table = self._sections.get(folded(name))
        for key in self._document:
            if folded(key) == folded(name) or (table and self._sections.get(folded(key)) is table):
                return _Place(self._document, key, self._shapes[table.id] if table else None)
        row = next(self._rows_called(name), None)
        if row is None and make and table is not None and table.single:
            return _Place(self._document, name, self._shapes[table.id])
        return row

    def _rows_called(self, name: str) -> Iterator[_Place]:
        for key, value in self._document.items():
            table = self._sections.get(folded(key))
            if table is not None and isinstance(value, list):
                shape = self._shapes[table.id]
                if (index := _row_index(value, name, shape, by_id=True)) is not None:
                    yield _Place(value, index, shape)

    def _of_process(self, name: str) -> list[_Place]:
        """The activities of a unit process."""
        wanted = self._standard.choice("process").find(name)
        found: list[_Place] = []
        for key, rows in self._document.items():
            table = self._sections.get(folded(key))
            if table is None or table.id != "activity" or not isinstance(rows, list):
                continue
            shape = self._shapes[table.id]
            for index, row in enumerate(rows):
                said = _cell(row, "process", shape)
                if said == name or (wanted is not None and said in wanted.spellings):
                    found.append(_Place(rows, index, shape))
        return found

    def _descend(self, place: _Place | None, path: tuple[str, ...], *, make: bool = False) -> _Place | Message:
        for index, name in enumerate(path):
            if index and place is not None:
                place = self._within(place, name, make=make)
            if place is None:
                return _NOTHING_THERE.filled(path=".".join(path), name=name)
        return place or _NOTHING_THERE

    def _within(self, place: _Place, name: str, *, make: bool) -> _Place | None:
        value = place.value
        if value is None and make:
            value = {}
            place.put(value)
        if isinstance(value, list):
            index = _row_index(value, name, place.shape)
            return None if index is None else _Place(value, index, place.shape)
        if not isinstance(value, dict):
            return None
        key = _key(value, name, place.shape)
        if key is None and not make:
            return None
        return _Place(value, key or name, self._inner(name, place.shape))

    def _inner(self, name: str, shape: Shape | None) -> Shape | None:
        match shape.slots.get(folded(name)) if shape else None:
            case Table(id=id_):
                return self._shapes[id_]
            case Group(shape=inner):
                return inner
            case _:
                return shape


def _key(row: dict[str, Plain], name: str, shape: Shape | None) -> str | None:
    """How the row spells a name."""
    slot = shape.slots.get(folded(name)) if shape else None
    for key in row:
        if folded(key) == folded(name) or (slot and shape and shape.slots.get(folded(key)) is slot):
            return key
    return None


def _cell(row: Plain, name: str, shape: Shape | None) -> Plain:
    if not isinstance(row, dict):
        return None
    key = _key(row, name, shape)
    return None if key is None else row[key]


def _row_index(rows: list[Plain], name: str, shape: Shape | None, *, by_id: bool = False) -> int | None:
    """The row whose id is the name; without ids (components, users of a pool) any text of it."""
    for index, row in enumerate(rows):
        if folded(str(_cell(row, "id", shape))) == folded(name):
            return index
    for index, row in enumerate(rows):
        if not by_id and isinstance(row, dict) and any(_is_text(value, name) for value in row.values()):
            return index
    return None


def _is_text(value: Plain, name: str) -> bool:
    return isinstance(value, str) and folded(value) == folded(name)


def _drop_unit(row: dict[str, Plain], name: str, shape: Shape | None) -> None:
    """A quantity that replaces a number takes the place of its unit too."""
    slot = shape.slots.get(folded(name)) if shape else None
    if shape is None or not isinstance(slot, Field) or slot.id not in shape.main_numbers:
        return
    for key in [key for key in row if isinstance(shape.slots.get(folded(key)), UnitSlot)]:
        del row[key]


def _number(text: str) -> int | float:
    """The number of a text that json_type_of calls one."""
    return int(text) if text.lstrip("+-").isdecimal() else float(text)

"""The careful reader: accepts every way in which a company may write an inventory, and gives the plain one.

Missing data is no fault, it only leaves rules undecided; what is not understood is one, with its place.
"""

from __future__ import annotations

from collections.abc import Mapping

from refcf_rules.targets.python.runtime.cells import Place, text_of
from refcf_rules.targets.python.runtime.faults import MOST_FAULTS, Fault, below_pointer, quoted
from refcf_rules.targets.python.runtime.json_scan import scanned_faults
from refcf_rules.targets.python.runtime.json_text import (
    Json,
    count_keys,
    decode_exactly,
    decoded_text,
    is_within_limits,
    may_repeat_keys,
)
from refcf_rules.targets.python.runtime.near_names import near_names
from refcf_rules.targets.python.runtime.rows import FaultList, IsPlain, PlainRow, ReadRow, RowReader
from refcf_rules.targets.python.runtime.standard import KnownName, Standard
from refcf_rules.targets.python.runtime.texts import folded

_VERSION = "refcf"
_PRODUCT = "product"
_COMPANY = "company"
_SEVERAL = frozenset({"products", "产品", "产品列表", "产品清单"})


def careful_reading(
    data: bytes, standard: Standard, decoded: Json = None, is_plain: IsPlain | None = None
) -> tuple[PlainRow | None, list[Fault]]:
    """The plain document of the bytes of an inventory, or the faults that stand against it.

    ``decoded`` is the document as any decoder has it; its plain rows need no care.
    """
    text = decoded_text(data)
    if isinstance(text, Fault):
        return None, [text]
    try:
        document = decode_exactly(text)
    except (ValueError, RecursionError):
        return None, scanned_faults(text)
    if may_repeat_keys(data, count_keys(document)) and (faults := scanned_faults(text)):
        return None, faults
    plain, faults = careful(document, standard, decoded, is_plain)
    # What is beyond the limits (depth, long keys and numbers) never makes part of a plain document.
    if faults and not is_within_limits(text, document):
        faults = scanned_faults(text) or faults
    return plain, faults


def careful(
    document: Json, standard: Standard, decoded: Json = None, is_plain: IsPlain | None = None
) -> tuple[PlainRow | None, list[Fault]]:
    """The plain document of one that was decoded, or its faults in the order of the file, at most 20."""
    faults = FaultList()
    plain = _Reader(standard, faults, decoded, is_plain).read(document)
    if not faults.found:
        return plain, []
    return None, _in_order(document, faults.found)[:MOST_FAULTS] if len(faults.found) > 1 else faults.found


def as_written(pointer: str, document: Json, standard: Standard) -> str:
    """A pointer into the plain document as one into what was handed in, whose sections may be called otherwise."""
    rest = pointer.split("/")[1:]
    written, node, table = "", document, ""
    while rest:
        if isinstance(node, list) and rest[0].isdigit() and int(rest[0]) < len(node):
            node, key = node[int(rest[0])], rest[0]
        elif isinstance(node, dict) and (found := _key_of(rest[0], node, table, standard)):
            key, table = found
            node = node[key]
        else:
            break
        written = below_pointer(written, key)
        rest = rest[1:]
    return "/".join((written, *rest))


def _key_of(plain: str, node: Mapping[str, Json], table: str, standard: Standard) -> tuple[str, str] | None:
    """The key under which a mapping holds a section, a nested list or a field, and the table it belongs to."""
    for key in node:
        if table:
            kind, id_ = standard.shape(table).slots.get(folded(key), ("", ""))
        else:
            kind, id_ = "child", standard.section_ids.get(folded(key), "")
        if kind == "field" and id_ == plain:
            return key, table
        if kind == "child" and id_ and standard.table(id_)["key"] == plain:
            return key, id_
    return None


class _Reader:
    """Sorts the top level of an inventory and reads its sections."""

    def __init__(self, standard: Standard, faults: FaultList, decoded: Json, is_plain: IsPlain | None) -> None:
        self._standard = standard
        self._decoded = decoded if isinstance(decoded, dict) else {}
        self._is_plain = is_plain
        self._tables = standard.data["tables"]
        self._faults = faults
        self._headers: dict[str, Place] = {}
        self._sections: dict[str, Place] = {}
        self._refused: set[str] = set()
        """Tables whose section was refused or misspelled; they are not called missing as well."""
        self._header_ids = {folded(text): id_ for id_, names in standard.data["headers"].items() for text in names}
        self._section_ids = standard.section_ids

    def read(self, document: Json) -> PlainRow | None:
        """The plain document; not to be used if there are faults."""
        if not isinstance(document, dict) or not any(self._finds(key) for key in document):
            self._faults.add("not-an-inventory", "")
            return None
        for key, value in document.items():
            self._take(key, (value, below_pointer("", key)))
        if not self._check_version():
            return None
        self._check_headers()
        self._check_presence()
        return self._plain()

    def _plain(self) -> PlainRow:
        reader = RowReader(self._standard, self._faults, self._is_plain)
        plain: PlainRow = {_VERSION: 1}
        for id_, place in self._headers.items():
            if id_ != _VERSION and place[0] is not None and (text := folded(text_of(place[0]))):
                plain[id_] = text
        for id_ in [*(id_ for id_ in self._tables if id_ != _COMPANY), _COMPANY]:
            section = self._sections.get(id_)
            if section is None or section[0] is None:
                continue
            decoded = self._decoded.get(section[1][1:])  # the key, if nothing in it is escaped
            is_single = self._tables[id_].get("single")
            read = reader.row if is_single else reader.list_of
            found: Json = read(id_, section, decoded)
            if found is not None:
                plain[self._tables[id_]["key"]] = found
        _check_links(self._standard, reader, self._refused, self._faults)
        return plain

    # --- the entries at the top -----------------------------------------------------------------------

    def _finds(self, key: str) -> bool:
        return folded(key) in self._header_ids or folded(key) in self._section_ids

    def _take(self, key: str, place: Place) -> None:
        """Sort one entry, or note what is wrong with its key or form."""
        header = self._header_ids.get(folded(key))
        table = self._section_ids.get(folded(key))
        if header is not None:
            self._put(self._headers, header, key, place)
        elif table is None or "parent" in self._tables[table]:
            self._refuse_unknown(key, place)
        elif self._tables[table].get("derived"):
            self._faults.add("derived-value", place[1], quoted(key), at_key=True)
        elif self._has_right_form(table, place):
            self._put(self._sections, table, key, place)

    def _put(self, taken: dict[str, Place], id_: str, key: str, place: Place) -> None:
        if id_ not in taken:
            taken[id_] = place
            return
        code = "several-products" if id_ == _PRODUCT else "duplicate-section"
        self._faults.add(code, place[1], quoted(key), at_key=True)

    def _has_right_form(self, table: str, place: Place) -> bool:
        if not self._tables[table].get("single") or not isinstance(place[0], list):
            return True
        code = "several-products" if table == _PRODUCT else "wrong-shape"
        zh, en = self._tables[table]["label"]
        self._faults.add(code, place[1], (f"“{zh}”", f"“{en}”"), at_key=True)
        self._refused.add(table)
        return False

    def _refuse_unknown(self, key: str, place: Place) -> None:
        if folded(key).casefold() in _SEVERAL and isinstance(place[0], list):
            self._faults.add("several-products", place[1], quoted(key), at_key=True)
            self._refused.add(_PRODUCT)
            return
        near = near_names(key, self._section_names())
        self._faults.add("unknown-section", place[1], quoted(key), at_key=True, near=near)
        self._refused.update(self._section_ids[folded(name)] for name in near)

    def _section_names(self) -> list[KnownName]:
        return [
            (table["key"], (table["key"], *table["label"], id_))
            for id_, table in self._tables.items()
            if "parent" not in table and not table.get("derived")
        ]

    # --- what must be there ---------------------------------------------------------------------------

    def _check_version(self) -> bool:
        place = self._headers.get(_VERSION)
        if place is None:
            self._faults.add("wrong-version", "")
            return True
        if not isinstance(place[0], dict | list) and folded(text_of(place[0])) == "1":
            return True
        self._faults.add("wrong-version", place[1])
        return False

    def _check_headers(self) -> None:
        for id_, place in self._headers.items():
            if id_ != _VERSION and isinstance(place[0], dict | list):
                self._faults.add("wrong-shape", place[1], quoted(id_), at_key=True)
                self._headers[id_] = (None, place[1])

    def _check_presence(self) -> None:
        for id_, table in self._tables.items():
            is_needed = any(each.get("required") and not each.get("derived") for each in table["fields"].values())
            place = self._sections.get(id_)
            if not table.get("single") or not is_needed or id_ in self._refused:
                continue
            if place is None or place[0] is None:
                zh, en = table["label"]
                pointer = "" if place is None else place[1]
                self._faults.add("missing-section", pointer, (f"“{zh}”", f"“{en}”"), at_key=place is not None)


# --- checks that need several rows --------------------------------------------------------------------


def _check_links(standard: Standard, reader: RowReader, refused: set[str], faults: FaultList) -> None:
    """Repeated ids, references that lead nowhere, reversed periods.

    References to an incomplete table are not asked: what they name may be among what was refused.
    """
    incomplete = reader.incomplete | refused
    for id_, table in standard.data["tables"].items():
        rows = reader.rows.get(id_, []) if id_ != _COMPANY else []
        _check_ids(rows, faults)
        for name, field in table["fields"].items():
            if "table" in field and not field.get("derived") and field["table"] not in incomplete:
                ids = {row.cells["id"] for row in reader.rows.get(field["table"], []) if "id" in row.cells}
                _check_references(name, rows, ids, faults)
        dates = {name for name, field in table["fields"].items() if field["type"] == "date"}
        if {"start", "end"} <= dates:
            _check_period(rows, faults)


def _check_ids(rows: list[ReadRow], faults: FaultList) -> None:
    seen: set[str] = set()
    for row in rows:
        id_ = row.cells.get("id")
        if isinstance(id_, str):
            if id_ in seen:
                faults.add("repeated-id", row.places["id"], quoted(id_))
            seen.add(id_)


def _check_references(name: str, rows: list[ReadRow], ids: set[Json], faults: FaultList) -> None:
    for row in rows:
        value = row.cells.get(name)
        if isinstance(value, str) and value not in ids and not faults.is_full:
            faults.add("unknown-reference", row.places[name], quoted(value))


def _check_period(rows: list[ReadRow], faults: FaultList) -> None:
    for row in rows:
        start, end = row.cells.get("start"), row.cells.get("end")
        if isinstance(start, str) and isinstance(end, str) and start > end:
            faults.add("reversed-period", row.places["end"], quoted(end))


# --- the order of the file ----------------------------------------------------------------------------


def _in_order(document: Json, faults: list[Fault]) -> list[Fault]:
    """The faults in the order of the places where they are shown."""
    keys, values = _positions(document)
    return sorted(faults, key=lambda fault: (keys if fault.at_key else values).get(fault.pointer, 0))


def _positions(document: Json) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """By pointer where each key and each value stands; a mapping stands where its first key does."""
    keys: dict[str, int] = {}
    values: dict[str, int] = {}
    position = 0
    rest: list[tuple[str, Json, bool]] = [("", document, False)]
    while rest:
        pointer, node, is_entry = rest.pop()
        if is_entry:
            keys[pointer] = position
            position += 1
        values[pointer] = position
        if isinstance(node, dict) and node:
            entries = [(below_pointer(pointer, key), value, True) for key, value in node.items()]
            rest += reversed(entries)
            continue
        position += 1
        if isinstance(node, list):
            items = [(f"{pointer}/{index}", value, False) for index, value in enumerate(node)]
            rest += reversed(items)
    return keys, values

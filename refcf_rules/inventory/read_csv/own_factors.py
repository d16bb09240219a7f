"""The file of the company's own factors, put into the activities that name them."""

from __future__ import annotations

from typing import Final

from refcf_rules.inventory import row_kinds
from refcf_rules.inventory.document.nodes import Entry, Sequence
from refcf_rules.inventory.names import Name, folded
from refcf_rules.inventory.read_csv.table import CsvRow
from refcf_rules.inventory.read_faults import FaultList, shown
from refcf_rules.inventory.read_shape import Shape, UnitSlot, shapes_of
from refcf_rules.inventory.row import RowReader
from refcf_rules.model.field import Field, Table
from refcf_rules.model.number import Factor
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import TEXT
from refcf_rules.model.written import FACTOR, short_label
from refcf_rules.source.diagnostic import Fault
from refcf_rules.source.message import Message
from refcf_rules.source.text import whole_file

FILE: Final = Name(
    "factors", Message("企业因子", "company factors"), ("own_factor", "企业自己的因子", "the company's own factors")
)
_ID: Final = Field("id", Message("编号", "id"), TEXT, required=True)
_GROUP: Final = f"{FACTOR}."


def factor_table(standard: Standard) -> Table:
    """The table of own factors: an id, and the fields ``factor.…`` of an activity."""
    fields = (each for each in standard.table("activity").fields if each.id.startswith(_GROUP) and not each.derived)
    return Table(FACTOR, FILE.label, (_ID, *fields), key=FILE.id)


def factor_shape(table: Table) -> Shape:
    """What its columns may be called: also without “factor”, since nothing else is meant there."""
    shape = shapes_of((table,))[FACTOR]
    short: dict[str, Field] = {}
    label = Message("因子", "factor")
    for field in table.fields:
        said = short_label(field, label)
        short |= {folded(text): field for text in (field.id.removeprefix(_GROUP), said.zh, said.en)}
    names = tuple(Name(each.id.removeprefix(_GROUP), short_label(each, label)) for each in table.fields)
    main = tuple(field.id for field in table.fields if field.id == f"{_GROUP}value")
    plain = {text: slot for text, slot in shape.slots.items() if isinstance(slot, Field | UnitSlot)}
    return Shape(table, shape.label, {**short, **plain}, names, main)


class OwnFactors:
    """The factors by id; each is checked once, whether an activity names it or not."""

    def __init__(self, rows: tuple[CsvRow, ...], table: Table, standard: Standard, faults: FaultList) -> None:
        self._by_id = {row.id: row for row in rows if row.id is not None}
        self._check(rows, table, standard, faults)

    def entries(self, activity: CsvRow, pointer: str) -> tuple[Entry, ...]:
        """What the factor that the activity names adds to it: the values of its own, or its id in the library."""
        named = activity.factor
        if named is None:
            return ()
        own = self._by_id.get(folded(named.text))
        if own is None:
            place = type(named)(named.text, named.quoted, named.json_type, named.span, f"{pointer}/{FACTOR}")
            return (Entry(FACTOR, named.span, place),)
        return tuple(entry for entry in own.mapping(pointer).entries if entry.key != _ID.id)

    def _check(self, rows: tuple[CsvRow, ...], table: Table, standard: Standard, faults: FaultList) -> None:
        reader = RowReader((table,), standard.choices, (), faults)
        if rows:
            place = whole_file(rows[0].source.path)
            items = tuple(row.mapping(f"/{FILE.id}/{index}") for index, row in enumerate(rows))
            reader.read_list(table, Sequence(items, place, f"/{FILE.id}"))
        library = {folded(text) for each in standard.factors for text in _names(each)}
        for row in rows:
            if row.id in library:
                faults.add(_taken(row, _IN_LIBRARY))
            elif row.id is not None and self._by_id[row.id] is not row:
                faults.add(_taken(row, _REPEATED))


def _names(factor: Factor) -> tuple[str, ...]:
    return factor.id, factor.label.zh, factor.label.en


def _taken(row: CsvRow, message: Message) -> Fault:
    hint = Message("给这个因子另起一个编号。", "Give this factor an id of its own.")
    return Fault(row_kinds.REPEATED_ID, row.span, "", message.filled(id=shown(row.id or "")), hint)


_IN_LIBRARY: Final = Message("标准的因子库里已有“{id}”。", "The standard has a factor “{id}” already.")
_REPEATED: Final = Message("因子“{id}”写了两次。", "The factor “{id}” is written twice.")

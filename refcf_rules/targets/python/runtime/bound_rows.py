"""Rows of the plain document with all that is worked out before any formula; what is missing says why."""

from __future__ import annotations

from collections.abc import Sequence

from refcf_rules.targets.python.runtime.activity import Use, activity_use
from refcf_rules.targets.python.runtime.calendar_days import whole_months
from refcf_rules.targets.python.runtime.factors import is_own_reject, plain_share, quantity
from refcf_rules.targets.python.runtime.lacking_activity import LackingActivity, Leg
from refcf_rules.targets.python.runtime.lacks import TOO_LARGE, Answer, Lack, Words, lack_of
from refcf_rules.targets.python.runtime.plain import Row, name_of, rows_of, section
from refcf_rules.targets.python.runtime.standard import Standard
from refcf_rules.targets.python.runtime.texts import folded
from refcf_rules.targets.python.runtime.units import Unit

_WORKED_OUT = ("amount", "mass", "energy", "factor_amount")
_PARTS = ("fossil", "biogenic", "land_use", "aircraft")
STAGE = ("阶段", "stage")
_PLACE_IN_ORDER = ("次序", "order")


class BoundRow:
    """A row of a table with its values so far; ``label`` is what people call it, ``parent`` the id of its parent."""

    __slots__ = ("id", "index", "label", "parent", "plain", "pointer", "table", "use", "values")

    def __init__(self, table: str, index: int, id_: str, plain: Row, pointer: str) -> None:
        self.table = table
        self.index = index
        self.id = id_
        self.plain = plain
        self.pointer = pointer
        self.parent: str | None = None
        self.use: Use | None = None
        self.values: dict[str, Answer] = {}
        name = plain.get("name")
        self.label = folded(name) if isinstance(name, str) else id_


class BoundRows:
    """The tables of one inventory."""

    def __init__(self, document: Row, standard: Standard, day: str | None) -> None:
        self._document = document
        self._standard = standard
        self._day = day
        self._tables: dict[str, list[BoundRow]] = {}
        self._by_id: dict[str, dict[str, BoundRow]] = {}

    def rows(self, table: str) -> list[BoundRow]:
        """The rows of a table in order; of a single one always one."""
        found = self._tables.get(table)
        if found is None:
            found = self._tables[table] = self._bound(table)
        return found

    def row(self, table: str, id_: str) -> BoundRow | None:
        """The first row with an id."""
        if table not in self._by_id:
            self._by_id[table] = {folded(row.id): row for row in reversed(self.rows(table))}
        return self._by_id[table].get(folded(id_))

    def _bound(self, table: str) -> list[BoundRow]:
        data = self._standard.table(table)
        if data.get("single"):
            return [BoundRow(table, 0, "", section(self._document, table), f"/{table}")]
        if "parent" not in data:
            listed = rows_of(self._document, data["key"])
            return [
                BoundRow(table, index, name_of(row, index), row, f"/{data['key']}/{index}")
                for index, row in enumerate(listed)
            ]
        found: list[BoundRow] = []
        for parent in self.rows(data["parent"]):
            for place, row in enumerate(rows_of(parent.plain, data["key"])):
                pointer = f"{parent.pointer}/{data['key']}/{place}"
                found.append(BoundRow(table, len(found), name_of(row, place), row, pointer))
                found[-1].parent = parent.id
        return found

    # --- cells ----------------------------------------------------------------------------------------

    def cell(self, row: BoundRow, name: str) -> Answer:
        """A field of a row, typed or worked out."""
        found = row.values.get(name)
        if found is None:
            found = row.values[name] = self._cell(row, name)
        return found

    def _cell(self, row: BoundRow, name: str) -> Answer:
        data = self._standard.table(row.table)
        if name == data.get("parent") and row.parent is not None:
            return row.parent
        derived = self._activity(row, name) if row.table == "activity" else None
        if derived is None:
            derived = self._typed(row, name)
        if derived is None:
            derived = self._derived(row, name)
        return self.absent(row, name) if derived is None else derived

    def _typed(self, row: BoundRow, name: str) -> Answer | None:
        """What the company wrote."""
        group, _, short = name.rpartition(".")
        cells, value = row.plain, row.plain.get(name)
        if group and value is None:
            inner = row.plain.get(group)
            if not isinstance(inner, dict):
                return None
            cells, value = inner, inner.get(short)
        field = self._standard.table(row.table)["fields"].get(name)
        if value is None or field is None or field.get("derived"):
            return None
        if field["type"] != "number":
            return folded(value) if isinstance(value, str) else value if isinstance(value, bool) else None
        if "open" in field:
            found = quantity(value, cells.get("unit"), self._standard)
            return TOO_LARGE if found is None else found[0]
        return plain_share(value, self._standard)

    def _derived(self, row: BoundRow, name: str) -> Answer | None:
        """The position of a unit process, the months of the period, the id in the place of a name."""
        fields = self._standard.table(row.table)["fields"]
        if name == "name" and name in fields and row.id:
            return row.id
        if name == "months" and row.table == "period":
            start, end = self._typed(row, "start"), self._typed(row, "end")
            months = whole_months(str(start), str(end)) if start is not None and end is not None else None
            return None if months is None or months - months != 0 else months
        source = "process" if name == "order" else name.removesuffix(".order")
        if name not in fields or not fields[name].get("derived") or source == name:
            return None
        process = self._typed(row, source)
        if not isinstance(process, str):
            return None
        place = self._standard.data["processes"].get(process)
        if place is not None:
            return float(place[1])
        return None if row.table == "activity" else self.unlisted(row, row.id, source, _PLACE_IN_ORDER)

    def unlisted(self, row: BoundRow, label: str, source: str, what: Words) -> Lack:
        """Why something of a row is not known: the standard does not list its unit process."""
        process = self._typed(row, source)
        table = self._standard.table(row.table)["label"]
        zh = f"{table[0]}“{label}”的{what[0]}（标准中没有单元过程“{process}”）"
        en = f"{what[1]} of {table[1]} “{label}” (the standard has no unit process “{process}”)"
        return lack_of((zh, en), f"{row.table}.{source}", row.id, f"{row.pointer}/{source}")

    def absent(self, row: BoundRow, name: str) -> Lack:
        """The missing value of a field that nobody filled in."""
        data = self._standard.table(row.table)
        what = self.column(row.table, name)
        words = placed(data["label"], None if data.get("single") else row.label, what)
        pointer = f"{row.pointer}/{name.replace('.', '/')}"
        return lack_of(words, f"{row.table}.{name}", None if data.get("single") else row.id, pointer)

    def column(self, table: str, name: str) -> Sequence[str]:
        """The label of a field."""
        data = self._standard.table(table)
        if name == data.get("parent"):
            return self._standard.table(name)["label"]
        field = data["fields"].get(name)
        return (name, name) if field is None else field["label"]

    def unit(self, row: BoundRow, name: str) -> Unit | None:
        """The unit in which a number was written."""
        value = row.plain.get(name)
        return self._standard.units.unit(value.partition(" ")[2]) if isinstance(value, str) else None

    # --- activities -----------------------------------------------------------------------------------

    def _activity(self, row: BoundRow, name: str) -> Answer | None:
        """What is worked out for an activity; nothing for fields that are only typed."""
        if name == "stage":
            return self._stage(row)
        if name == "origin" and row.plain.get("origin") is None:
            return None if row.plain.get("kind") in (None, "material") else "not-applicable"
        is_of_factor = name.startswith("factor.")
        if name not in _WORKED_OUT and not is_of_factor:
            return None
        if row.use is None:
            row.use = activity_use(row.plain, row.plain.get("legs"), self._standard, self._day)
        value = getattr(row.use, name.removeprefix("factor."), None)
        if isinstance(value, str) or (isinstance(value, float) and value - value == 0):
            return value
        return self._lacking(row, name)

    def _stage(self, row: BoundRow) -> Answer | None:
        process = self._typed(row, "process")
        if not isinstance(process, str):
            return None
        place = self._standard.data["processes"].get(process)
        return self.unlisted(row, row.id, "process", STAGE) if place is None else place[0]

    def _lacking(self, row: BoundRow, name: str) -> Lack | None:
        """Why it is missing; nothing where it simply was not filled in."""
        is_own = is_own_reject(row.plain)
        is_unknown = name.removeprefix("factor.") in (*_PARTS, "value") and not is_own
        if name in _WORKED_OUT or is_unknown or name in ("factor.low", "factor.high", "factor.printed_as"):
            return LackingActivity(row.plain, row.id, row.pointer, self._legs(row), self._standard, self._day).of(name)
        return None

    def _legs(self, row: BoundRow) -> list[Leg]:
        return [
            (leg, name_of(leg, place), f"{row.pointer}/legs/{place}")
            for place, leg in enumerate(rows_of(row.plain, "legs"))
        ]


def placed(table: Sequence[str], row: str | None, what: Sequence[str]) -> Words:
    """Something of a row, or of a single table: carbon content of binder “resin”; 结合剂“resin”的含碳量."""
    if row is None:
        return f"{table[0]}的{what[0]}", f"{what[1]} of the {table[1]}"
    return f"{table[0]}“{row}”的{what[0]}", f"{what[1]} of {table[1]} “{row}”"

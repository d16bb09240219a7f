"""What is not given of what a rule rests on, for rules that cannot be decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refcf_rules.targets.python.runtime.data_types import RestData, ResultData
from refcf_rules.targets.python.runtime.faults import Both
from refcf_rules.targets.python.runtime.plain import Row, name_of, rows_of, section
from refcf_rules.targets.python.runtime.result import MissingJson
from refcf_rules.targets.python.runtime.standard import Standard

MOST_MISSING = 20
RowPlace = tuple[Row, str, str]
"""A row, its name and its pointer."""


class Lacking:
    """Finds the fields that nobody filled in, behind the formulas of which nothing came."""

    def __init__(self, document: Row, state: object, standard: Standard, results: ResultData) -> None:
        self._document = document
        self._state = state
        self._standard = standard
        self._formulas = results["formulas"]
        self._values = results["values"]
        self._seen: set[tuple[str, str]] = set()

    def of(self, rests: Sequence[RestData], row: RowPlace | None) -> list[MissingJson]:
        """What is not given, each once, at most 20; ``row`` is that of the finding."""
        self._seen.clear()
        found: list[MissingJson] = []
        for each in self._lacking(rests, row):
            found.append(each)
            if len(found) == MOST_MISSING:
                break
        return found

    def _lacking(self, rests: Sequence[RestData], row: RowPlace | None) -> Iterator[MissingJson]:
        waiting: list[tuple[RestData, RowPlace | None]] = [(each, row) for each in reversed(rests)]
        while waiting:
            rest, own = waiting.pop()
            id_, where = (rest, None) if isinstance(rest, str) else rest
            key = id_, "" if own is None or where is not None else own[2]
            if key in self._seen or self._is_known(id_):
                continue
            self._seen.add(key)
            if id_ in self._formulas:
                inner = own if where is None else None
                waiting += [(each, inner) for each in reversed(self._formulas[id_])]
                continue
            yield from self._field(id_, own, where)

    def _is_known(self, id_: str) -> bool:
        """Whether a single value is there."""
        name = self._values.get(id_)
        if name is None:
            return False
        value: object = getattr(self._state, name, None)
        return value is not None and value == value  # noqa: PLR0124 -- NaN is missing

    def _field(
        self, id_: str, own: RowPlace | None, where: Sequence[tuple[str, list[str]]] | None
    ) -> Iterator[MissingJson]:
        table, _, field = id_.partition(".")
        data = self._standard.data["tables"].get(table)
        if data is None or (field not in data["fields"] and field != "factor"):
            return  # a number of the standard that is yet to be set
        label = data["fields"][field]["label"] if field in data["fields"] else ["因子", "factor"]
        if data.get("single"):
            if section(self._document, table).get(field) is None:
                yield _missing(id_, None, f"/{table}/{field}", _of_single(data["label"], label))
            return
        rows = [own] if where is None and own is not None else self._rows(table)
        for row, name, pointer in rows:
            if row.get(field) is None and all(not key or row.get(key) in options for key, options in where or ()):
                yield _missing(id_, name, f"{pointer}/{field}", _of_row(data["label"], label, name))

    def _rows(self, table: str) -> Iterator[RowPlace]:
        """The rows of a table with their names and pointers."""
        data = self._standard.data["tables"][table]
        if "parent" not in data:
            for index, row in enumerate(rows_of(self._document, data["key"])):
                yield row, name_of(row, index), f"/{data['key']}/{index}"
            return
        outer = self._standard.data["tables"][data["parent"]]["key"]
        for place, parent in enumerate(rows_of(self._document, outer)):
            for index, row in enumerate(rows_of(parent, data["key"])):
                yield row, name_of(row, index), f"/{outer}/{place}/{data['key']}/{index}"


def _missing(field: str, row: str | None, pointer: str, label: Both) -> MissingJson:
    return {"field": field, "row": row, "pointer": pointer, "label": label}


def _of_single(table: Sequence[str], field: Sequence[str]) -> Both:
    return {"zh": f"{table[0]}的{field[0]}", "en": f"{field[1]} of the {table[1]}"}


def _of_row(table: Sequence[str], field: Sequence[str], row: str) -> Both:
    return {"zh": f"{table[0]}“{row}”的{field[0]}", "en": f"{field[1]} of {table[1]} “{row}”"}

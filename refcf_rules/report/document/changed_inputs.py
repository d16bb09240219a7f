"""Inputs of an inventory that a report changes to see how much the result rests on them: amounts, factors, keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from refcf_rules.evaluate.contributions import Contribution
from refcf_rules.inventory.factor_ids import VALUES
from refcf_rules.inventory.inventory import Inventory, Row, Value
from refcf_rules.model.number import Factor
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import NumberType
from refcf_rules.model.written import FACTOR
from refcf_rules.quantities.unit import Unit, from_canonical, to_canonical
from refcf_rules.record import changed, record
from refcf_rules.report.document.case import Case
from refcf_rules.source.message import Message

Scaled = Callable[[float], tuple[Standard, Inventory]]
AMOUNT: Final = Message("数量", "amount")
FACTORS: Final = Message("因子", "factor")
KEY: Final = Message("分配数据", "allocation data")
_MOST_KEYS: Final = 24
_KEY_TABLES: Final = ("pool_user", "coproduct")


@record
class ChangedInput:
    """An input, what people call it, of what sort it is, and standard and inventory with it so many times as large."""

    id: str
    name: Message
    sort: Message
    scaled: Scaled


def amounts_of(case: Case, contributions: Iterable[Contribution]) -> Iterator[ChangedInput]:
    """The amounts of activities; of a transport without an amount the masses of its legs."""
    for each in contributions:
        if each.activity is not None:
            yield ChangedInput(each.id, each.name, AMOUNT, _with_amount(case, each.activity))


def factors_of(case: Case, contributions: Iterable[Contribution]) -> Iterator[ChangedInput]:
    """The factors of activities; one of the library is changed for all that use it, and given once."""
    rows = {row.id: row for row in case.inventory.tables["activity"]}
    library = {factor.id: factor for factor in case.standard.factors}
    seen: set[str] = set()
    for each in contributions:
        row = rows.get(each.activity or "")
        named = row.cells.get(FACTOR) if row is not None else None
        factor = library.get(str(named.value)) if named is not None else None
        if row is None:
            continue
        if any(isinstance(_number(row, field), float) for field in VALUES):
            yield ChangedInput(f"{each.id} factor", each.name, FACTORS, _with_own_factor(case, row))
        elif factor is not None and factor.id not in seen:
            seen.add(factor.id)
            yield ChangedInput(factor.id, factor.label, FACTORS, _with_factor(case, factor))


def keys_of(case: Case) -> Iterator[ChangedInput]:
    """The numbers by which shared processes are allocated, each user by itself."""
    count = 0
    for id_ in _KEY_TABLES:
        table = next((each for each in case.standard.tables if each.id == id_), None)
        for index, row in enumerate(case.inventory.tables.get(id_, ()) if table is not None else ()):
            for field in table.fields if table is not None else ():
                if not isinstance(field.type, NumberType) or not _number(row, field.id) or count == _MOST_KEYS:
                    continue
                count += 1
                user = next((cell.spelling for cell in row.cells.values() if isinstance(cell.value, str)), "")
                where = " ".join(text for text in (row.parent or "", user) if text)
                name = Message(f"{where}：{field.label.zh}", f"{where}: {field.label.en}")
                yield ChangedInput(f"{id_} {index} {field.id}", name, KEY, _with_cells(case, id_, (row,), (field.id,)))


def _with_amount(case: Case, activity: str) -> Scaled:
    rows = [row for row in case.inventory.tables["activity"] if row.id == activity]
    if any("amount" in row.cells for row in rows):
        return _with_cells(case, "activity", rows, ("amount",))
    legs = [row for row in case.inventory.tables.get("leg", ()) if row.parent == activity]
    return _with_cells(case, "leg", legs, ("mass",))


def _with_own_factor(case: Case, row: Row) -> Scaled:
    return _with_cells(case, "activity", (row,), VALUES)


def _with_factor(case: Case, factor: Factor) -> Scaled:
    def scaled(by: float) -> tuple[Standard, Inventory]:
        other = changed(factor, components=tuple((part, value * by) for part, value in factor.components))
        factors = tuple(other if each is factor else each for each in case.standard.factors)
        return changed(case.standard, factors=factors), case.inventory

    return scaled


def _with_cells(case: Case, table: str, rows: Iterable[Row], fields: Iterable[str]) -> Scaled:
    wanted, names = {id(row) for row in rows}, tuple(fields)

    def scaled(by: float) -> tuple[Standard, Inventory]:
        found = case.inventory.tables.get(table, ())
        new = tuple(_scaled_row(row, names, by) if id(row) in wanted else row for row in found)
        return case.standard, changed(case.inventory, tables={**case.inventory.tables, table: new})

    return scaled


def _scaled_row(row: Row, fields: Iterable[str], by: float) -> Row:
    cells = dict(row.cells)
    for field in fields:
        cell = cells.get(field)
        if isinstance(cell, Value) and isinstance(cell.value, float):
            cells[field] = changed(cell, value=_scaled_number(cell.value, cell.unit, by))
    return changed(row, cells=cells)


def _scaled_number(value: float, unit: Unit | None, by: float) -> float:
    """So many times as large in the unit that it was written in: a tenth of 1500 ℃ is 150 ℃."""
    if unit is None or not unit.offset:
        return value * by
    return to_canonical(from_canonical(value, unit) * by, unit)


def _number(row: Row, field: str) -> float | None:
    cell = row.cells.get(field)
    return cell.value if cell is not None and isinstance(cell.value, float) else None

"""An inventory typed into the sheets of a workbook says the same when it is read back from there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

import pytest

from refcf_rules.evaluate.example_edit import Plain, document_of
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.read import read_inventory, read_tree
from refcf_rules.inventory.to_inputs import inputs_of
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import NumberType
from refcf_rules.model.written import COMPANY
from refcf_rules.parity.document import Document, Frame
from refcf_rules.parity.synthesis import Synthesis
from refcf_rules.sheets.arrange import OWN_FACTOR, layout_of
from refcf_rules.sheets.inputs import InputRow, Inputs, Typed
from refcf_rules.sheets.layout import Column
from tests.inventory.reading import EXAMPLES, HERE, PARTS, read, standard_called

Said = dict[str, list[dict[str, float | str | bool]]]


def said(inventory: Inventory) -> Said:
    """The values of an inventory by table, those of the company as a table too."""
    rows = {
        id_: [{field: cell.value for field, cell in row.cells.items()} for row in found]
        for id_, found in inventory.tables.items()
    }
    return rows | {COMPANY.id: [{field: cell.value for field, cell in inventory.company.items()}]}


@cache
def columns_of(standard: Standard) -> dict[tuple[str, str], Column]:
    found: dict[tuple[str, str], Column] = {}
    for sheet in layout_of(standard, rows=1).sheets:
        found |= {(single.table, single.input.field): single.input for single in sheet.singles}
        for block in sheet.blocks:
            found |= {(block.table, one.field): one for one in block.columns if one.content != "unit"}
    return found


class Retyped:
    """What a reader makes of inputs: a document with the units of the columns."""

    def __init__(self, standard: Standard, inputs: Inputs) -> None:
        self.standard = standard
        self.inputs = inputs
        self.columns = columns_of(standard)

    def inventory(self) -> Inventory:
        document: Document = {"refcf": 1}
        for (table, field), typed in self.inputs.singles.items():
            section = document.setdefault(self.key(table), {})
            assert isinstance(section, dict)
            section[field] = self.cell(table, field, typed)
        for each in self.standard.tables:
            if not each.single and each.parent is None and self.inputs.rows.get(each.id):
                document[self.key(each.id)] = [self.row(each.id, row) for row in self.inputs.rows[each.id]]
        inventory, faults = read_tree("typed.yaml", document_of(document, HERE), "", self.standard)
        assert inventory is not None, faults
        return inventory

    def key(self, table: str) -> str:
        return table if table == COMPANY.id else self.standard.table(table).key or table

    def row(self, table: str, row: InputRow) -> Plain:
        found: Document = {field: self.cell(table, field, typed) for field, typed in row.cells.items()}
        if "factor" in row.cells:
            found["factor"] = self.factor(str(row.cells["factor"].value))
        for child in self.standard.tables:
            if child.parent == table:
                nested = [one for one in self.inputs.rows.get(child.id, ()) if one.parent == row.cells["id"].value]
                found[child.key] = [self.row(child.id, one) for one in nested]
        return found

    def factor(self, id_: str) -> Plain:
        own = {str(row.cells["id"].value): row.cells for row in self.inputs.rows[OWN_FACTOR]}
        if id_ not in own:
            return id_
        return {part: self.cell(OWN_FACTOR, part, typed) for part, typed in own[id_].items() if part != "id"}

    def cell(self, table: str, field: str, typed: Typed) -> Plain:
        if isinstance(typed.value, str | bool):
            return typed.value
        column = self.columns[table, field]
        assert column.of is not None
        assert isinstance(column.of.type, NumberType)
        unit = typed.unit if column.unit is None or typed.unit else column.unit.symbol
        assert column.unit is None or unit == column.unit.symbol
        return typed.value if unit == "1" else f"{typed.value!r} {unit}"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_reads_back_from_its_inputs(path: Path) -> None:
    inventory, standard = read(path)
    assert said(Retyped(standard, inputs_of(inventory, standard)).inventory()) == said(inventory)


@pytest.mark.parametrize("part", PARTS)
def test_inventories_of_every_sort_read_back(part: str) -> None:
    standard = standard_called(part)
    synthesis = Synthesis(Frame(standard))
    tried = 0
    for seed in range(25):
        document = synthesis.document(Random(seed))  # noqa: S311 -- test data
        inventory, _ = read_tree("typed.yaml", document_of(document, HERE), "", standard)
        if inventory is None:
            continue
        back = said(Retyped(standard, inputs_of(inventory, standard)).inventory())
        for table, rows in said(inventory).items():
            assert _alike(back[table], rows), (seed, table)
        tried += 1
    assert tried > 10


def _alike(found: list[dict[str, float | str | bool]], rows: list[dict[str, float | str | bool]]) -> bool:
    """Equal; a number converted to the unit of its column may be the neighbouring double."""
    return len(found) == len(rows) and all(
        one.keys() == other.keys() and all(_same(one[field], other[field]) for field in one)
        for one, other in zip(found, rows, strict=True)
    )


def _same(one: float | str | bool, other: float | str | bool) -> bool:  # noqa: FBT001 -- a truth is a value
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= 4e-16 * abs(other) + 1e-300
    return one == other


HEAD = """
refcf: 1
standard: magnesia_carbon
product: {id: P1, name: "=cmd|' /C calc'!A0", class: magnesia_carbon_brick, moisture: 14 %}
period: {start: 2025年1月1日, end: 2025-12-31}
"""
LONG = "说明" * 200


def typed(text: str) -> Inputs:
    standard = standard_called("magnesia_carbon")
    inventory, faults = read_inventory("mine.yaml", (HEAD + text).encode(), standard)
    assert inventory is not None, faults
    return inputs_of(inventory, standard)


def activities(*more: str) -> str:
    given = "kind: material, direction: input"
    return "activities:\n" + "".join(f"- {{id: A{index}, {given}, {one}}}\n" for index, one in enumerate(more))


def cells(inputs: Inputs, table: str, row: int = 0) -> Mapping[str, Typed]:
    return inputs.rows[table][row].cells


def test_numbers_stand_in_the_unit_of_their_column_with_the_digits_they_need() -> None:
    inputs = typed(
        "output: {accepted: 6480123 kg, charged: 7 t}\n"
        + activities("process: mixing, amount: 260.1 万kWh, moisture: 0.07")
    )
    assert inputs.singles["output", "accepted"] == Typed(6480.123)
    assert inputs.singles["output", "charged"] == Typed(7.0)
    assert inputs.singles["product", "moisture"] == Typed(14.0, "%")
    assert cells(inputs, "activity")["amount"] == Typed(260.1, "万kWh")
    assert cells(inputs, "activity")["moisture"] == Typed(7.0, "%")


def test_texts_keep_their_spelling() -> None:
    inputs = typed(activities("process: mixing, name: 电熔镁砂（大结晶），一级, factor: {source: 供应商（甲）}"))
    assert cells(inputs, "activity")["name"] == Typed("电熔镁砂（大结晶），一级")
    assert cells(inputs, OWN_FACTOR)["source"] == Typed("供应商（甲）")


def test_texts_stay_texts_and_whole() -> None:
    inputs = typed(activities(f"process: mixing, name: {LONG}, evidence: '@SUM(A1)', place: '-1+2'"))
    assert inputs.singles["product", "name"] == Typed("=cmd|' /C calc'!A0")
    assert inputs.singles["period", "start"] == Typed("2025-01-01")
    assert cells(inputs, "activity")["name"] == Typed(LONG)
    assert cells(inputs, "activity")["evidence"] == Typed("@SUM(A1)")
    assert cells(inputs, "activity")["place"] == Typed("-1+2")


def test_an_activity_stands_with_the_stage_of_its_process() -> None:
    standard = standard_called("magnesia_carbon")
    last = standard.boundary.processes[-1]
    inputs = typed(activities(f"process: {last.label.zh}", "process: 没有的过程"))
    assert [row.part for row in inputs.rows["activity"]] == [last.stage, standard.boundary.stages[0].id]


def test_own_factors_are_rows_of_their_own_and_equal_ones_are_shared() -> None:
    own = "factor: {value: 0.6 tCO2e/t, biogenic: 20 kgCO2e/t, kind: footprint, year: 2024}"
    other = "factor: {value: 0.6 tCO2e/t, source: 供应商}"
    inputs = typed(
        activities(*(f"process: mixing, {one}" for one in (own, other, own, "factor: natural_gas_combustion")))
    )
    named = [row.cells["factor"].value for row in inputs.rows["activity"]]
    assert named[:3] == ["F1", "F2", "F1"]
    assert [row.cells["id"].value for row in inputs.rows[OWN_FACTOR]] == ["F1", "F2"]
    assert cells(inputs, OWN_FACTOR) == {
        "id": Typed("F1"),
        "value": Typed(0.6, "tCO2e/t"),
        "biogenic": Typed(0.02, "tCO2e/t"),
        "kind": Typed("footprint"),
        "year": Typed(2024.0),
    }


def test_legs_and_users_name_the_row_they_belong_to() -> None:
    inputs = typed(
        "pools:\n- {id: kiln, process: mixing, users: [{product: P1, mass_charged: 5000 kg}]}\n"
        + activities("process: mixing, legs: [{mass: 5 t, distance: 10 km}]")
    )
    assert inputs.rows["pool_user"] == (InputRow({"product": Typed("P1"), "mass_charged": Typed(5.0)}, parent="kiln"),)
    assert [row.parent for row in inputs.rows["leg"]] == ["A0"]

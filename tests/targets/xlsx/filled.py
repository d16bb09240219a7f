"""Inputs in cells, without styles: what the calculation of a workbook is tried on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from refcf_rules.model.component import COMPONENTS
from refcf_rules.quantities.unit import to_canonical
from refcf_rules.record import changed
from refcf_rules.sheets.arrange import OWN_FACTOR
from refcf_rules.sheets.inputs import InputRow, Inputs, Typed
from refcf_rules.sheets.layout import Block, Column, Layout, Single
from refcf_rules.targets.xlsx.book import Content, Sheet
from refcf_rules.targets.xlsx.compute_functions import serial_of

Cells = Mapping[str, Typed]


def input_sheets(layout: Layout, inputs: Inputs) -> tuple[Sheet, ...]:
    """The input sheets of a layout with what was typed; options stand there by their ids."""
    return tuple(
        Sheet(sheet.id, sheet.title.zh, (*_singles(sheet.singles, inputs), *_blocks(sheet.blocks, inputs)))
        for sheet in layout.sheets
    )


def _singles(singles: tuple[Single, ...], inputs: Inputs) -> Iterator[Content]:
    for single in singles:
        typed = inputs.singles.get((single.table, single.input.field))
        if typed is not None:
            yield Content(single.row, 1, _value(typed, single.input))


def _blocks(blocks: tuple[Block, ...], inputs: Inputs) -> Iterator[Content]:
    for block in blocks:
        for index, (_, cells) in enumerate(_rows(block, inputs)):
            for place, column in enumerate(block.columns):
                typed = _typed(cells, column, block)
                value = None if typed is None else _value(typed, column)
                if value is not None:
                    yield Content(block.first + index, place, value)


def _typed(cells: Cells, column: Column, block: Block) -> Typed | None:
    """The unit of a factor stands beside its value even if only its parts are given."""
    if column.content == "unit" and block.table == OWN_FACTOR:
        return next((cells[part] for part in ("value", *COMPONENTS) if part in cells), None)
    return cells.get(column.field)


def _rows(block: Block, inputs: Inputs) -> Iterator[tuple[InputRow | None, Cells]]:
    """Those with a preset stand in its line, the others behind."""
    found = [row for row in inputs.rows.get(block.table, ()) if row.part == block.part]
    field = block.columns[0].field
    by_id = {str(row.cells[field].value): row for row in found if field in row.cells}
    for preset in block.presets:
        known = by_id.get(preset)
        yield known, {field: Typed(preset)} if known is None else known.cells
    for row in found:
        if field not in row.cells or str(row.cells[field].value) not in block.presets:
            yield row, _with_parent(row, field)


def fitting(layout: Layout, several: Sequence[Inputs], spare: int) -> Layout:
    """The layout with no more lines in each block than any of these inputs needs, and a few more."""
    return Layout(
        tuple(
            changed(sheet, blocks=tuple(changed(block, rows=_needed(block, several) + spare) for block in sheet.blocks))
            for sheet in layout.sheets
        )
    )


def _needed(block: Block, several: Sequence[Inputs]) -> int:
    return min(max(sum(1 for _ in _rows(block, inputs)) for inputs in several), block.rows)


def lines_of(layout: Layout, inputs: Inputs) -> Mapping[str, tuple[int | None, ...]]:
    """On which line, from 0, of its calculation sheet each row of a table stands; None where only a preset would.

    A unit process of which nothing but its name is known looks like one that the inventory does not list.
    """
    found: dict[str, tuple[int | None, ...]] = {}
    for table, rows in inputs.rows.items():
        places: dict[int, int] = {}
        start = 0
        for _, block in layout.blocks_of(table):
            for index, (row, cells) in enumerate(_rows(block, inputs)):
                if row is not None and (index >= len(block.presets) or len(cells) > 1):
                    places[id(row)] = start + index
            start += block.rows
        found[table] = tuple(places.get(id(row)) for row in rows)
    return found


def _with_parent(row: InputRow, field: str) -> Cells:
    return row.cells if row.parent is None else {field: Typed(row.parent), **row.cells}


def _value(typed: Typed, column: Column) -> float | str | bool | None:
    match column.content:
        case "unit":
            return typed.unit or None
        case "number" if column.is_percent and column.unit is not None:
            return to_canonical(float(typed.value), column.unit)
        case "date":
            return serial_of(str(typed.value))
        case "truth":
            return "yes" if typed.value is True else "no"
        case _:
            return typed.value

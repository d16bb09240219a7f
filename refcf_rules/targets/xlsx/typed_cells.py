"""What was typed, as the values of cells: options by their text, percentages as fractions, dates as days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from refcf_rules.model.component import COMPONENTS
from refcf_rules.quantities.unit import to_canonical
from refcf_rules.sheets.arrange import OWN_FACTOR
from refcf_rules.sheets.inputs import InputRow, Inputs, Typed
from refcf_rules.sheets.layout import Block, Column
from refcf_rules.sheets.wording import NO, YES
from refcf_rules.targets.xlsx.setting import Setting

_FIRST_DAY: Final = date(1899, 12, 30)
"""Day 0 of the calendar of Excel, as it counts from March 1900 on."""

Value = float | str | bool


def day_number(text: str) -> float:
    """A date (ISO 8601) as the number that a cell holds. Raises ``ValueError`` for what is none."""
    return float((date.fromisoformat(text) - _FIRST_DAY).days)


def value_of(typed: Typed | None, column: Column, part: str, setting: Setting) -> Value | None:
    """The value of an input cell; None where nothing was typed."""
    if typed is None:
        return None
    match column.content:
        case "unit":
            return typed.unit or None
        case "number" if column.is_percent and column.unit is not None:
            return to_canonical(float(typed.value), column.unit)
        case "number":
            return typed.value
        case "date":
            return day_number(str(typed.value))
        case "truth":
            return setting.say(YES if typed.value is True else NO)
        case "choice" | "factor":
            return _option(str(typed.value), column, part, setting)
        case "text" | "reference":
            return str(typed.value)


def typed_in(row: Mapping[str, Typed], column: Column, block: Block) -> Typed | None:
    """What a row holds in a column. The unit of a company's own factor is that of its parts, also without a value."""
    if column.content == "unit" and block.table == OWN_FACTOR:
        return next((row[part] for part in ("value", *COMPONENTS) if part in row), None)
    return row.get(column.field)


def rows_of(block: Block, inputs: Inputs) -> tuple[Mapping[str, Typed], ...]:
    """The rows of a block as they stand below each other; those with a preset stand in its line, the others behind."""
    found = [row for row in inputs.rows.get(block.table, ()) if row.part == block.part]
    if not block.presets:
        return tuple(_cells(row, block) for row in found)
    first = block.columns[0].field
    preset = {_id(row, first): _cells(row, block) for row in found if _id(row, first) in block.presets}
    others = (_cells(row, block) for row in found if _id(row, first) not in block.presets)
    return (*(preset.get(id_, {first: Typed(id_)}) for id_ in block.presets), *others)


def longest_excess(blocks: Iterable[Block], inputs: Inputs) -> tuple[Block, int] | None:
    """The first block that has no room for all its rows, with how many there are."""
    for block in blocks:
        count = len(rows_of(block, inputs))
        if count > block.rows:
            return block, count
    return None


def _cells(row: InputRow, block: Block) -> Mapping[str, Typed]:
    """The cells by field; the row that it belongs to stands in the first column."""
    return row.cells if row.parent is None else {block.columns[0].field: Typed(row.parent), **row.cells}


def _id(row: InputRow, field: str) -> str:
    typed = row.cells.get(field)
    return "" if typed is None else str(typed.value)


def _option(id_: str, column: Column, part: str, setting: Setting) -> str:
    """The text of an option; what is no option is left as it was written."""
    found = setting.list_of(column, part)
    every = setting.list_of(column, "")
    offers = (*(found.offers if found else ()), *(every.offers if every else ()))
    return next((offer.shown for offer in offers if offer.id == id_), id_)

"""The lists behind the inputs: units with their size, options by every spelling, unit processes with their stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from refcf_rules.model.choice import Option
from refcf_rules.model.standard import Standard
from refcf_rules.model.written import NO, YES
from refcf_rules.quantities.spelling import folded
from refcf_rules.quantities.unit import Unit, UnitError, canonical_unit, parse_unit
from refcf_rules.record import record
from refcf_rules.sheets.inputs import Inputs
from refcf_rules.sheets.layout import Layout
from refcf_rules.sheets.wording import NO as NO_SAID
from refcf_rules.sheets.wording import SHEET_LANGUAGES, shown
from refcf_rules.sheets.wording import YES as YES_SAID
from refcf_rules.source.message import Message
from refcf_rules.targets.xlsx.calculation.grid import Entry, Grid
from refcf_rules.targets.xlsx.formula import Area

UNITS: Final = "_units"
OPTIONS: Final = "_options"
TRUTHS: Final = "truth"


@record
class UnitList:
    """Every unit that may be chosen: its symbol, its size, what it measures, and that above and below its stroke."""

    symbols: Area
    numerators: Area
    denominators: Area
    dimensions: Area
    above: Area
    below: Area


@record
class OptionList:
    """All spellings of the options of one choice, with the id that each means."""

    spellings: Area
    ids: Area


@record
class ProcessList:
    """The unit processes of the boundary in order, each with its stage and its position from 1."""

    ids: Area
    stages: Area
    orders: Area


def unit_list(grid: Grid, layout: Layout, inputs: Inputs, more: Iterable[str]) -> UnitList:
    """The units of the drop-downs, of the standard's factors, and those that the inputs use."""
    symbols = tuple(dict.fromkeys((*_offered(layout), *more, *_used(inputs))))
    units = [unit for symbol in symbols if (unit := _parsed(symbol)) is not None]
    columns: tuple[tuple[str, list[Entry]], ...] = (
        ("unit", [unit.symbol for unit in units]),
        ("numerator", [float(unit.factor.numerator) for unit in units]),
        ("denominator", [float(unit.factor.denominator) for unit in units]),
        ("measures", [canonical_unit(unit.dimension).symbol for unit in units]),
        ("above", [canonical_unit(unit.dimension.sides()[0]).symbol for unit in units]),
        ("below", [canonical_unit(unit.dimension.sides()[1]).symbol for unit in units]),
    )
    return UnitList(*(grid.column(index, name, entries) for index, (name, entries) in enumerate(columns)))


def _offered(layout: Layout) -> Iterator[str]:
    for sheet in layout.sheets:
        for block in sheet.blocks:
            for column in block.columns:
                yield from column.units


def _used(inputs: Inputs) -> Iterator[str]:
    for rows in inputs.rows.values():
        for row in rows:
            yield from (typed.unit for typed in row.cells.values() if typed.unit)


def _parsed(symbol: str) -> Unit | None:
    try:
        return parse_unit(symbol)
    except UnitError:
        return None


def option_lists(grid: Grid, standard: Standard) -> dict[str, OptionList]:
    """The options of every choice: by id, in either language, and in both."""
    found: dict[str, OptionList] = {}
    truths = dict.fromkeys(sorted(YES), 1.0) | dict.fromkeys(sorted(NO), 0.0)
    truths |= {shown(YES_SAID, "both"): 1.0, shown(NO_SAID, "both"): 0.0, "TRUE": 1.0, "FALSE": 0.0}
    spellings = grid.column(0, TRUTHS, list(truths))
    found[TRUTHS] = OptionList(spellings, grid.column(1, "id", list(truths.values())))
    for index, choice in enumerate(standard.choices, start=1):
        meant = _spelled(option for option in choice.options if not option.group)
        spellings = grid.column(2 * index, choice.id, list(meant))
        found[choice.id] = OptionList(spellings, grid.column(2 * index + 1, "id", list(meant.values())))
    return found


def _spelled(options: Iterable[Option]) -> dict[str, str]:
    """Every spelling with the id; an id is its own first of all."""
    listed = tuple(options)
    meant = {option.id: option.id for option in listed}
    for option in listed:
        for spelling in spellings_of(option.id, option.label):
            meant.setdefault(spelling, option.id)
    return meant


def spellings_of(id_: str, label: Message) -> tuple[str, ...]:
    """All that may stand in a cell for an option; with its id where two options have one label."""
    texts = [shown(label, language) for language in SHEET_LANGUAGES]
    return (id_, *texts, *(f"{text} {id_}" for text in texts))


def factor_list(grid: Grid, standard: Standard) -> OptionList:
    """All spellings of the factors of the library, with their number in it, from 1."""
    meant: dict[str, float] = {}
    for number, factor in enumerate(standard.factors, start=1):
        for spelling in spellings_of(factor.id, factor.label):
            meant.setdefault(folded(spelling), float(number))
    column = 2 * len(standard.choices) + 2
    return OptionList(
        grid.column(column, "factor", list(meant)), grid.column(column + 1, "number", list(meant.values()))
    )


def process_list(grid: Grid, standard: Standard) -> ProcessList:
    """The boundary as a list."""
    processes = standard.boundary.processes
    row = grid.next_row
    return ProcessList(
        grid.column(0, "process", [each.id for each in processes], row),
        grid.column(1, "stage", [each.stage for each in processes], row),
        grid.column(2, "order", [float(order) for order in range(1, len(processes) + 1)], row),
    )

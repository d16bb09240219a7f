"""What the cells of a workbook should hold by the reference, and which of them do not, by any engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from refcf_rules.api import find_standard
from refcf_rules.evaluate.bind import bind
from refcf_rules.evaluate.expression import Evaluation, compute, evaluation
from refcf_rules.evaluate.finding import Finding
from refcf_rules.evaluate.footprint import FootprintResult
from refcf_rules.evaluate.judge import Judgement, judge
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.value import Datum, Missing
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.model.requirement import Calculation
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import DateType, TruthType
from refcf_rules.parity.inventories import Made, example_documents, examples_of, generated
from refcf_rules.record import changed
from refcf_rules.sheets.inputs import Inputs
from refcf_rules.sheets.layout import Layout
from refcf_rules.targets.xlsx.book import Book
from refcf_rules.targets.xlsx.calculation.calculated import Calculated, Index
from refcf_rules.targets.xlsx.compute_functions import serial_of
from refcf_rules.targets.xlsx.formula import Area, Cell
from refcf_rules.targets.xlsx.print_formula import cell_name
from refcf_rules.version import __version__
from tests import series
from tests.targets.xlsx.filled import lines_of

BOUND: Final = 1e-12
"""So far may a number be from the reference, as a share of the largest number that stands beside it."""
SMALLEST: Final = 2.3e-308
"""A spreadsheet holds no smaller number but 0."""
_LAST_DIGITS: Final = ("near_", "extreme", "beside")
SPARE: Final = 2
"""Empty lines behind those that an inventory needs; a workbook for people has many more."""

Held = float | str | bool | None
"""What a cell holds; None for #N/A."""


@dataclass(frozen=True)
class Expected:
    """A cell and what it should hold; ``size`` is that of the largest number that enters it."""

    name: str
    cell: Cell
    value: Held
    size: float = 0.0


@dataclass(frozen=True)
class Filled:
    """A workbook with an inventory typed into it, and what it should say."""

    name: str
    calculated: Calculated | None
    book: Book
    expected: tuple[Expected, ...]


@cache
def standard_of(part: str) -> Standard:
    return series.part(part)


def examples(part: str, *, files: bool = False) -> Iterator[Made]:
    """The examples of a part; as ``files`` only its own plants, as they are handed in, without any edit."""
    file, standard = find_standard(part), standard_of(part)

    def read(path: str) -> bytes | None:
        return (file.folder / path).read_bytes() if (file.folder / path).is_file() else None

    if files:
        own = (one for one in standard.examples if one.part == standard.id and one.path is not None and not one.edits)
        standard = changed(standard, examples=tuple(own))
    yield from examples_of(example_documents(standard, read))


def unusual(part: str, count: int, seed: int) -> Iterator[Made]:
    """Inventories made from the examples and from the tables alone."""
    file = find_standard(part)

    def read(path: str) -> bytes | None:
        return (file.folder / path).read_bytes() if (file.folder / path).is_file() else None

    standard = standard_of(part)
    yield from filter(typed_alike, generated(standard, example_documents(standard, read), count, seed))


def typed_alike(made: Made) -> bool:
    """Whether no outcome hangs on the last digits of a number, which are lost when it is typed in another unit."""
    return not any(change in made.name for change in _LAST_DIGITS)


def too_small(inventory: Inventory) -> bool:
    """Whether it holds a number that no spreadsheet can tell from 0."""
    numbers = (cell.value for rows in inventory.tables.values() for row in rows for cell in row.cells.values())
    return any(isinstance(number, float) and 0 < abs(number) < SMALLEST for number in numbers)


def expected(
    standard: Standard, layout: Layout, inventory: Inventory, inputs: Inputs, found: Calculated
) -> Iterator[Expected]:
    """Every calculation, outcome and result of the reference."""
    state = evaluation(bind(standard, inventory))
    compute(state)
    lines = lines_of(layout, inputs)
    for calculation in standard.calculations:
        where = found.index.calculations.get(calculation.id)
        if where is not None:
            yield from _calculation(calculation, where, state, lines)
    judgement = judge(standard, inventory, tool_version=__version__)
    for finding in judgement.findings:
        yield from _finding(finding, found)
    yield Expected("verdict", found.index.verdict, judgement.verdict.outcome.value)
    yield from _results(judgement, found.index)


def _calculation(
    of: Calculation, where: Cell | Area, state: Evaluation, lines: Mapping[str, tuple[int | None, ...]]
) -> Iterator[Expected]:
    if isinstance(where, Cell):
        yield Expected(f"calculation {of.id}", where, _held(state.scalar(of.id), of))
        return
    field = of.id.removeprefix(f"{of.table}.")
    for row, line in zip(state.rows(of.table or ""), lines[of.table or ""], strict=True):
        if line is not None:
            cell = Cell(where.sheet, where.first_row + line, where.first_column)
            yield Expected(f"calculation {of.id} of {row.id}", cell, _held(state.cell(row, field), of))


def _held(value: Datum, of: Calculation) -> Held:
    if isinstance(value, Missing):
        return 0.5 if isinstance(of.type, TruthType) else None
    if isinstance(value, bool):
        return float(value)
    return serial_of(value) if isinstance(of.type, DateType) and isinstance(value, str) else value


def _finding(finding: Finding, found: Calculated) -> Iterator[Expected]:
    id_ = finding.requirement.id
    cells = found.index.requirements[id_]
    refused = {refusal.id for refusal in found.refusals if refusal.construct == "rule"}
    yield Expected(f"rule {id_}", cells.outcome, "not checked here" if id_ in refused else finding.outcome.value)
    if id_ not in refused:
        count = finding.counts.get(Outcome.VIOLATED, 0)
        yield Expected(f"rule {id_}: lines violated", cells.violated, float(count))


def _results(judgement: Judgement, index: Index) -> Iterator[Expected]:
    if judgement.footprint is not None and index.footprint is not None:
        yield from _footprint(judgement.footprint, index)
    for result, cells in zip(judgement.reported, index.reported, strict=True):
        yield Expected(f"reported {result.id}", cells.value, _number(result.value))
        yield Expected(f"reported {result.id}, rounded", cells.reported, _number(result.reported))
        yield Expected(f"reported {result.id} applies", cells.applies, float(result.applicable))
    if index.grade is not None:
        number = 0.0 if judgement.grade is None else float(judgement.grade.number)
        yield Expected("grade", index.grade.number, number)


def _footprint(result: FootprintResult, index: Index) -> Iterator[Expected]:
    cells = index.footprint
    assert cells is not None
    parts = (*result.by_stage, *result.by_component)
    size = max((abs(part.subtotal) for part in parts if part.subtotal is not None), default=0.0)
    yield Expected("footprint", cells.value, _number(result.value), size)
    yield Expected("footprint, rounded", cells.reported, _number(result.reported), size)
    yield Expected("subtotal", cells.subtotal, result.subtotal, size)
    for part, place in zip(parts, (*cells.stages, *cells.components), strict=True):
        yield Expected(f"footprint of {part.id}", place.value, _number(part.value), size)
        yield Expected(f"subtotal of {part.id}", place.subtotal, part.subtotal, size)
    for unit, where in zip(result.functional, cells.functional, strict=True):
        yield Expected(f"functional unit {unit.id}", where.value, _number(unit.value))
        yield Expected(f"functional unit {unit.id} applies", where.applies, float(unit.applicable))


def _number(value: Datum) -> Held:
    return None if isinstance(value, Missing) else value


def differences(of: Filled, value: Callable[[Cell], Held]) -> list[str]:
    """What an engine says otherwise than the reference: rule or calculation, cell, inventory."""
    titles = {sheet.id: sheet.title for sheet in of.book.sheets}
    found: list[str] = []
    for each in of.expected:
        held = value(each.cell)
        if not _same(each.value, held, each.size):
            place = f"{titles[each.cell.sheet]}!{cell_name(each.cell.row, each.cell.column)}"
            found.append(
                f"{of.name}: {each.name} in {place}: {each.value!r} by the reference, {held!r} in the workbook"
            )
    return found


def _same(one: Held, other: Held, size: float) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= max(BOUND * max(abs(one), abs(other), size), SMALLEST)
    return one == other

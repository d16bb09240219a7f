"""What is missing where a requirement cannot be decided: the inputs that it reads, with the test of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.model.expression import Aggregate, Expression, Interpolation, IsGiven, Scalar, children
from refcf_rules.model.expression import Cell as RowCell
from refcf_rules.model.requirement import Requirement
from refcf_rules.model.types import TruthType
from refcf_rules.record import record
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.calculation.workings import Workings
from refcf_rules.targets.xlsx.combine import UNKNOWN, infix
from refcf_rules.targets.xlsx.formula import Cell, Formula

MOST_CAUSES: Final = 12


@record
class Cause:
    """Something that a requirement reads: its id, what people call it, and whether it is missing.

    ``is_input`` is false for what is worked out from inputs.
    """

    id: str
    label: str
    is_missing: Formula
    is_input: bool


class Causes:
    """Finds what a requirement reads; ``first`` is the cell with the line that it is asked of."""

    def __init__(self, workings: Workings, first: Cell) -> None:
        self.workings = workings
        self.first = first
        self._seen: set[str] = set()

    def of(self, requirement: Requirement) -> Iterator[Cause]:
        """Inputs before what is worked out from them, in the order in which the requirement reads them."""
        for part in (requirement.filter, requirement.condition, requirement.expression):
            if part is not None:
                yield from self._of_expression(part, requirement.table)

    def _of_expression(self, of: Expression, table: str | None) -> Iterator[Cause]:
        match of:
            case IsGiven() | Aggregate() | Interpolation():
                return
            case Scalar(id=id_):
                yield from self._named(id_, None)
            case RowCell(table=found, field=field) if found == table:
                yield from self._named(f"{found}.{field}", table)
            case _:
                for part in children(of):
                    yield from self._of_expression(part, table)

    def _named(self, id_: str, table: str | None) -> Iterator[Cause]:
        if id_ in self._seen or len(self._seen) > 4 * MOST_CAUSES:
            return
        self._seen.add(id_)
        calculation = self.workings.calculations.get(id_)
        if ("calculation", id_) in self.workings.refusals:
            return
        if calculation is not None:
            yield from self._of_expression(calculation.expression, calculation.table)
            yield self._cause(id_, table, is_truth=isinstance(calculation.type, TruthType), is_input=False)
            return
        found, _, field = id_.partition(".")
        known = self.workings.fields.get((found, field))
        is_truth = known is not None and isinstance(known.type, TruthType)
        yield self._cause(id_, table, is_truth=is_truth, is_input=known is not None and not known.derived)

    def _cause(self, id_: str, table: str | None, *, is_truth: bool, is_input: bool) -> Cause:
        lowering, names = self.workings.lowering, self.workings.heads.contexts["zh"].names
        value: Formula
        if table is None:
            value, label = lowering.scalar(id_), names.scalar(id_)
        else:
            field = id_.removeprefix(f"{table}.")
            column = lowering.column(table, field, "")
            value = combine.entry(self.workings.row_sheets[table].area(column), self.first)
            label = names.column(table, field)
        absent = infix("=", value, UNKNOWN) if is_truth else combine.is_missing(value)
        return Cause(id_, self.workings.heads.say(label), absent, is_input)

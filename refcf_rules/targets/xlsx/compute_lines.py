"""What formulas that are filled down say where nothing stands in their line: the same everywhere."""

from __future__ import annotations

from typing import Final

from refcf_rules.record import record
from refcf_rules.targets.xlsx.book import FilledDown
from refcf_rules.targets.xlsx.combine import moves
from refcf_rules.targets.xlsx.formula import Call, Cell, Formula, Infix, Moved, Number, unmoved

_NO_NUMBER: Final = Number(0.0)


@record
class Lines:
    """Lines of a column with one formula, written for the first of them and filled down.

    Where ``guard`` is not ``expected`` they all hold ``otherwise``: IF(guard=expected, …, otherwise). ``same`` is the
    cell that a formula is nothing but a reference to.
    """

    rows: range
    formula: Formula
    same: Cell | None = None
    guard: Cell | None = None
    expected: Number = _NO_NUMBER
    otherwise: Formula = _NO_NUMBER


def lines_with(filled: FilledDown) -> Lines:
    """Lines that are filled down, with what they say where nothing stands in them."""
    rows = range(filled.row, filled.row + filled.count)
    written, moved = unmoved(filled.formula or _NO_NUMBER)
    formula = Moved(written, moved) if moved else written
    match written:
        case Cell(sheet=sheet, row=row, column=column, fixed=False):
            return Lines(rows, formula, Cell(sheet, row + moved, column))
        case Call(
            function="IF",
            arguments=(
                Infix(
                    operator="=", left=Cell(sheet=sheet, row=row, column=column, fixed=False), right=Number() as number
                ),
                _,
                otherwise,
            ),
        ) if not moves(otherwise):
            return Lines(rows, formula, None, Cell(sheet, row + moved, column), number, otherwise)
        case _:
            return Lines(rows, formula)

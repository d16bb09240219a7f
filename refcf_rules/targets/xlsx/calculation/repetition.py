"""Repetitions: every pass in columns of its own, then the question whether the last one settled it (item 1)."""

from __future__ import annotations

from typing import Protocol

from refcf_rules.model.expression import Repeated
from refcf_rules.model.requirement import Calculation, Repetition
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import Type
from refcf_rules.quantities.unit import Unit
from refcf_rules.source.message import Message
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.calculation.heads import Heads
from refcf_rules.targets.xlsx.calculation.line_sheet import LineSheet
from refcf_rules.targets.xlsx.calculation.lower import Lowering
from refcf_rules.targets.xlsx.calculation.lowerer import Where, style_of
from refcf_rules.targets.xlsx.calculation.row_sheet import Head, RowSheet
from refcf_rules.targets.xlsx.combine import MISSING, ONE, ZERO, call, infix, when
from refcf_rules.targets.xlsx.formula import Cell, Formula, Number


class Workings(Protocol):
    """What a repetition needs of the workbook under way."""

    standard: Standard
    heads: Heads
    lowering: Lowering
    calculations: dict[str, Calculation]
    row_sheets: dict[str, RowSheet]
    steps: LineSheet
    lines: LineSheet

    def head(self, id_: str, label: Message, clause: str, of: Type, unit: Unit | None) -> Head:
        """What stands beside a value."""

    def shown(self, line: Cell, of: Type, unit: Unit | None) -> Formula:
        """A value as people read it."""


class Repeating:
    """The repetitions of one workbook."""

    def __init__(self, workings: Workings) -> None:
        self.workings = workings
        self._settled_cells: dict[str, Cell] = {}

    def state(self, of: Calculation, repeated: Repeated, mode: str) -> Cell:
        """A state in one pass; or after all of them, missing if the last one still changed it too much."""
        repetition = next(each for each in self.workings.standard.repetitions if each.id == repeated.repetition)
        if mode:
            number = _number(mode)
            before = Where(of.table, of.row, _mode(repetition.id, number - 1) if number else "")
            made = self.workings.lowering.lower(repeated.following if number else repeated.start, before)
            return self._put(of, made, str(number))
        for number in range(repetition.times + 1):
            self.workings.lowering.affected[_mode(repetition.id, number)] = frozenset(
                (*repetition.states, *repetition.formulas)
            )
            for id_ in repetition.states:  # in order, so that no pass waits for a chain of others
                self._value_of(self.workings.calculations[id_], _mode(repetition.id, number))
        last = self._value_of(of, _mode(repetition.id, repetition.times))
        settled = infix("=", self._settled(repetition), ONE)
        return self._put(of, when(settled, last, MISSING), "")

    def _settled(self, repetition: Repetition) -> Cell:
        """1 if the last pass changed no state by more than the tolerance."""
        if repetition.id not in self._settled_cells:
            tests = [self._restless(repetition, self.workings.calculations[id_]) for id_ in repetition.states]
            found = infix("-", ONE, call("MAX", *tests))
            self._settled_cells[repetition.id] = self.workings.steps.add(
                Head(self.workings.heads.say(repetition.label)), found
            )
        return self._settled_cells[repetition.id]

    def _restless(self, repetition: Repetition, of: Calculation) -> Formula:
        """Whether the last pass changed a state too much; what is missing has its own reason."""
        before, now = (
            self._value_of(of, _mode(repetition.id, number)) for number in (repetition.times - 1, repetition.times)
        )
        tolerance: Formula = Number(repetition.tolerance)
        if repetition.relative:
            tolerance = infix("*", tolerance, call("MAX", call("ABS", before), call("ABS", now)))
        change = call("ABS", infix("-", now, before))
        bound = infix("*", combine.GUARD, call("MAX", change, tolerance))
        calm = infix("<=", infix("-", change, tolerance), bound)
        test = when(call("OR", combine.is_missing(before), combine.is_missing(now)), ZERO, when(calm, ZERO, ONE))
        cell = self._put(of, test, "±")
        return cell if of.table is None else self.workings.row_sheets[of.table].area(cell)

    def _value_of(self, of: Calculation, mode: str) -> Cell:
        if of.table is None:
            return self.workings.lowering.scalar(of.id, mode)
        return self.workings.lowering.column(of.table, of.id.removeprefix(f"{of.table}."), mode)

    def _put(self, of: Calculation, made: Formula, note: str) -> Cell:
        """A value of a repetition, where it belongs; ``note`` is the number of its pass."""
        head = self.workings.head(of.id, of.label, of.clause, of.type, of.unit)
        said = Head(
            f"{head.label} [{note}]" if note else head.label, head.words, head.clause, self.workings.heads.unit(of.type)
        )
        if of.table is not None:
            return self.workings.row_sheets[of.table].add(said, made, style_of(of.type))
        if note:
            return self.workings.steps.add(said, made)
        line = self.workings.lines.take(head)
        return self.workings.lines.fill(line, made, self.workings.shown(line, of.type, of.unit))


def _mode(repetition: str, number: int) -> str:
    """The mode of a pass, counted from 0: the states as they are before it."""
    return f"{repetition} {number}"


def _number(mode: str) -> int:
    """Which pass a mode stands for."""
    return int(mode.rpartition(" ")[2])

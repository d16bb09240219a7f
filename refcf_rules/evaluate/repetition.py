"""Runs a ``repeat``: a fixed number of passes, always all of them, then the question whether it settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from refcf_rules.evaluate.row import BoundRow, Scope, place_words
from refcf_rules.evaluate.value import Cause, Datum, missing
from refcf_rules.model.expression import Expression, Repeated
from refcf_rules.model.names import Names
from refcf_rules.model.requirement import Calculation, Repetition
from refcf_rules.model.wording import number_words
from refcf_rules.quantities.comparison import at_most
from refcf_rules.quantities.unit import canonical_unit
from refcf_rules.record import record
from refcf_rules.source.message import Message

Key = tuple[str, int]
_UNSETTLED: Final = Message(
    "“{name}”计算 {times} 次后仍未收敛：{what}最后一次还变化 {change}（允差 {tolerance}）",
    "“{name}” has not settled after {times} passes: {what} still changed by {change} in the last one "
    "(tolerance {tolerance})",
)
_CHECK: Final = Message(
    "检查这些行的数据；数据无误时，由标准规定更多次数或另一更新式。",
    "Check the data of these rows; if they are right, the standard has to allow more passes or another formula.",
)


class Evaluator(Protocol):
    """What the passes need of an evaluation."""

    def value(self, of: Expression, scope: Scope) -> Datum:
        """The value of an expression."""

    def calculated(self, calculation: Calculation, row: BoundRow | None) -> Datum:
        """A calculation, or a cell of a calculated column."""

    def rows(self, table: str) -> tuple[BoundRow, ...]:
        """The rows of a table."""

    def begin_pass(self, states: Mapping[Key, Datum], formulas: Sequence[Key]) -> None:
        """These are the states now; what rests on them is forgotten."""


@record
class _Cell:
    """One value of a state or of a formula."""

    calculation: Calculation
    row: BoundRow | None

    @property
    def key(self) -> Key:
        return self.calculation.id, -1 if self.row is None else self.row.index

    @property
    def scope(self) -> Scope:
        return {} if self.row is None else {self.calculation.row: self.row}


def run(repetition: Repetition, calculations: Mapping[str, Calculation], state: Evaluator, names: Names) -> None:
    """All passes; afterwards the states stand, or are missing if the last pass still changed one too much."""
    states = {cell.key: cell for id_ in repetition.states for cell in _cells(calculations[id_], state)}
    formulas = [cell for id_ in repetition.formulas for cell in _cells(calculations[id_], state)]
    keys = [cell.key for cell in formulas]
    now = {key: state.value(_repeated(cell).start, cell.scope) for key, cell in states.items()}
    before = now
    for _ in range(repetition.times):
        state.begin_pass(now, keys)
        for formula in formulas:
            state.calculated(formula.calculation, formula.row)
        following = {key: state.value(_repeated(cell).following, cell.scope) for key, cell in states.items()}
        before, now = now, following
    restless = [
        _cause(repetition, cell, before[key], now[key], names)
        for key, cell in states.items()
        if not _is_settled(repetition, before[key], now[key])
    ]
    state.begin_pass(dict.fromkeys(states, missing(*restless)) if restless else now, keys)


def _cells(calculation: Calculation, state: Evaluator) -> Sequence[_Cell]:
    if calculation.table is None:
        return (_Cell(calculation, None),)
    return [_Cell(calculation, row) for row in state.rows(calculation.table)]


def _repeated(cell: _Cell) -> Repeated:
    expression = cell.calculation.expression
    if not isinstance(expression, Repeated):
        raise TypeError(f"{cell.calculation.id} is no state")
    return expression


def _is_settled(repetition: Repetition, before: Datum, now: Datum) -> bool:
    """What is missing has its own reason; it does not also count as restless."""
    if not isinstance(before, float) or not isinstance(now, float):
        return True
    scale = max(abs(before), abs(now)) if repetition.relative else 1.0
    return at_most(abs(now - before), repetition.tolerance * scale)


def _cause(repetition: Repetition, cell: _Cell, before: Datum, now: Datum, names: Names) -> Cause:
    calculation, row = cell.calculation, cell.row
    change = abs(now - before) if isinstance(before, float) and isinstance(now, float) else 0.0
    unit = calculation.unit
    if unit is not None and unit.offset:
        unit = canonical_unit(unit.dimension)  # a difference of temperatures is in K
    label = calculation.label if row is None else place_words(names, row, calculation.label, single=False)
    what = _UNSETTLED.filled(
        name=repetition.label,
        times=repetition.times,
        what=label,
        change=number_words(change, unit),
        tolerance=number_words(repetition.tolerance, repetition.tolerance_unit),
    )
    if row is None:
        return Cause(what, calculation.id, fix=_CHECK)
    return Cause(what, calculation.id, row.id, row.span, row.pointer, _CHECK)

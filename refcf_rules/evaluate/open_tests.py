"""The elementary tests that decide a requirement: what to show the arithmetic of, and what to mend."""

from __future__ import annotations

from collections.abc import Iterator

from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.row import BoundRow, Scope
from refcf_rules.evaluate.value import Missing
from refcf_rules.model.expression import Aggregate, Cell, Conditional, Expression, Logic, Not, Scalar, TruthLiteral
from refcf_rules.model.types import TRUTH
from refcf_rules.record import record


@record
class Test:
    """An expression that should be ``wanted``; ``row`` is the row of an *every* it was found in."""

    expression: Expression
    scope: Scope
    wanted: bool
    row: BoundRow | None


def tests_of(of: Expression, scope: Scope, state: Evaluation) -> Iterator[Test]:
    """The tests that keep an expression from being true; where it is true, those that make it so."""
    yield from _tests(Test(of, scope, wanted=True, row=None), state)


def _tests(test: Test, state: Evaluation) -> Iterator[Test]:
    match test.expression:
        case Scalar() | Cell() as named if named.type == TRUTH and (inside := defined(named, test.scope, state)):
            yield from _tests(Test(inside[0], inside[1], test.wanted, test.row), state)
        case Not(operand=operand):
            yield from _tests(Test(operand, test.scope, not test.wanted, test.row), state)
        case Logic(operands=operands):
            against = [each for each in operands if state.value(each, test.scope) is not test.wanted]
            for each in against or operands:
                yield from _tests(Test(each, test.scope, test.wanted, test.row), state)
        case Conditional(test=condition, then=then, otherwise=otherwise):
            truth = state.value(condition, test.scope)
            chosen = condition if isinstance(truth, Missing) else then if truth is True else otherwise
            yield from _tests(Test(chosen, test.scope, test.wanted, test.row), state)
        case Aggregate(kind="every", value=value) as every if value is not None and test.wanted:
            for row, _ in state.in_scope(every, test.scope):
                inner = {**test.scope, every.row: row}
                if state.value(value, inner) is not True:
                    yield from _tests(Test(value, inner, wanted=True, row=row), state)
        case Aggregate(kind="any", value=TruthLiteral()):
            yield test
        case Aggregate(kind="any", value=value) as rows if value is not None and not test.wanted:
            for row, _ in state.in_scope(rows, test.scope):
                inner = {**test.scope, rows.row: row}
                if state.value(value, inner) is not False:
                    yield from _tests(Test(value, inner, wanted=False, row=row), state)
        case _:
            yield test


def defined(of: Scalar | Cell, scope: Scope, state: Evaluation) -> tuple[Expression, Scope] | None:
    """The formula behind a name, with the rows its own variable stands for."""
    if isinstance(of, Scalar):
        found = state.calculations.get(of.id)
        return None if found is None or found.table is not None else (found.expression, {})
    column = state.calculations.get(f"{of.table}.{of.field}")
    if column is None or of.row not in scope:
        return None
    return column.expression, {column.row: scope[of.row]}

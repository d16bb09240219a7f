"""Which rows a filter selects, sorted so that they can be named: “purchased electricity inputs of manufacturing”."""

from __future__ import annotations

from refcf_rules.model.expression import Among, Cell, Comparison, Expression, Logic, TextLiteral
from refcf_rules.model.types import ChoiceType
from refcf_rules.record import record


@record
class ChoiceTest:
    """A test that a choice field of the row is one of some options."""

    field: str
    choice: ChoiceType
    options: tuple[str, ...]


@record
class Selection:
    """A filter taken apart: tests on choice fields, the row it belongs to, and whatever else it asks."""

    tests: tuple[ChoiceTest, ...]
    rest: tuple[Expression, ...]
    owner: str | None = None
    twin: bool = False

    def test(self, field: str) -> ChoiceTest | None:
        """The test on a field, if there is one."""
        return next((test for test in self.tests if test.field == field), None)


def selection_of(filter_: Expression | None, row: str) -> Selection:
    """The filter of the rows that the variable ``row`` stands for."""
    tests: list[ChoiceTest] = []
    rest: list[Expression] = []
    owner: str | None = None
    twin = False
    for condition in conjuncts(filter_):
        test = _choice_test(condition, row)
        found = _owner(condition, row)
        if found is not None and owner is None:
            owner = found
            twin = (
                isinstance(condition, Comparison) and isinstance(condition.left, Cell) and condition.left.field == "id"
            )
        elif test is None or any(test.field == other.field for other in tests):
            rest.append(condition)
        else:
            tests.append(test)
    return Selection(tuple(tests), tuple(rest), owner, twin)


def conjuncts(condition: Expression | None) -> tuple[Expression, ...]:
    """What is joined by “and”, flat."""
    match condition:
        case None:
            return ()
        case Logic(operator="and", operands=operands):
            return tuple(one for operand in operands for one in conjuncts(operand))
        case _:
            return (condition,)


def _choice_test(condition: Expression, row: str) -> ChoiceTest | None:
    match condition:
        case Among(value=Cell(row=variable, field=field, type=ChoiceType() as choice), options=options):
            return ChoiceTest(field, choice, options) if variable == row else None
        case Comparison(
            operator="=",
            left=Cell(row=variable, field=field, type=ChoiceType() as choice),
            right=TextLiteral(value=option),
        ):
            return ChoiceTest(field, choice, (option,)) if variable == row else None
        case _:
            return None


def _owner(condition: Expression, row: str) -> str | None:
    """The table of the outer row that the selected rows belong to: ``leg.activity`` is ``a.id``."""
    match condition:
        case Comparison(
            operator="=", left=Cell(row=inner, field=field), right=Cell(row=outer, table=table, field="id")
        ):
            return table if inner == row != outer and field in {table, "id"} else None
        case _:
            return None

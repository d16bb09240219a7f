"""Turns truths of the language into schemas that fit only where the truth is certain.

Missing values never decide, as in the meaning of the language: what is not written leaves a rule undecided.
What a schema cannot say is left out, which makes it fit less often, never more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, assert_never

from refcf_rules.model.expression import (
    Aggregate,
    Among,
    Arithmetic,
    Cell,
    Comparison,
    Conditional,
    DateLiteral,
    Expression,
    Interpolation,
    IsGiven,
    Joined,
    Logic,
    Lookup,
    Negative,
    Not,
    NumberLiteral,
    Repeated,
    Rounded,
    Scalar,
    TextLiteral,
    TruthLiteral,
    YearOf,
    children,
)
from refcf_rules.model.field import Field, Table
from refcf_rules.model.standard import Standard
from refcf_rules.model.written import is_worked_out
from refcf_rules.quantities.spelling import folded
from refcf_rules.record import record
from refcf_rules.targets.json_schema.cells import Cells
from refcf_rules.targets.json_schema.constants import Constants
from refcf_rules.targets.json_schema.numbers_compared import Bound, bound_of, within
from refcf_rules.targets.json_schema.rows import every_row, some_row, the_row
from refcf_rules.targets.json_schema.said import FALSE, TRUE, Reason, Said, every, some, unsaid
from refcf_rules.targets.json_schema.schema import Schema
from refcf_rules.targets.json_schema.vocabulary import Vocabulary


@record
class Here:
    """What the schema is about: rows of ``table`` called ``row``, or the inventory itself."""

    table: str | None = None
    row: str = ""


@record
class Place:
    """A field of a table; ``key`` is the id of its row, if that is not the row or section we are in."""

    table: Table
    field: Field
    key: str | None


WHOLE: Final = Here()


class Certain:
    """Truths of one standard."""

    def __init__(self, standard: Standard, vocabulary: Vocabulary) -> None:
        self.cells: Final = Cells(standard, vocabulary)
        self._vocabulary = vocabulary
        self._constants = Constants(standard)
        self._tables = {table.id: table for table in standard.tables}
        self._calculations = {one.id: one for one in standard.calculations}
        self._stages = {one.id: one.stage for one in standard.boundary.processes}
        self._known: dict[tuple[int, bool, Here], Said] = {}

    def that(self, expression: Expression, here: Here, *, truth: bool) -> Said:
        """A schema of what is here for which the expression certainly has this truth."""
        key = (id(expression), truth, here)
        if key not in self._known:
            said = self._that(expression, here, truth=truth)
            compound = isinstance(expression, Logic | Conditional | Aggregate)
            self._known[key] = self._shared(said, here) if compound else said
        return self._known[key]

    def _shared(self, said: Said, here: Here) -> Said:
        return replace(said, schema=self._vocabulary.named(f"{here.table or 'inventory'}.test", said.schema))

    def _that(self, of: Expression, here: Here, *, truth: bool) -> Said:
        match of:
            case TruthLiteral(value=value):
                return TRUE if value is truth else FALSE
            case Not(operand=operand):
                return self.that(operand, here, truth=not truth)
            case Logic(operator=operator, operands=operands):
                parts = [self.that(part, here, truth=truth) for part in operands]
                return every(parts) if (operator == "and") is truth else some(parts)
            case Conditional():
                return self._chosen(of, here, truth=truth)
            case IsGiven(operand=operand):
                return self._given(operand, here, truth=truth)
            case Among(value=value, options=options):
                return self._among(value, options, here, truth=truth)
            case Comparison(operator="=" | "!=" as operator, left=left, right=TextLiteral(value=text)):
                return self._among(left, (text,), here, truth=truth is (operator == "="))
            case Comparison():
                return self._compared(of, here, truth=truth)
            case Aggregate():
                return self._over_rows(of, here, truth=truth)
            case Scalar() | Cell() | Joined():
                return self._named(of, here, truth=truth)
            case Arithmetic() | Negative() | Rounded() | Lookup() | Interpolation() | Repeated():
                return unsaid(Reason.CALCULATES)
            case YearOf() | DateLiteral():
                return unsaid(Reason.DATES)
            case NumberLiteral() | TextLiteral():
                return unsaid(Reason.CALCULATES)
            case _:
                assert_never(of)

    def _chosen(self, of: Conditional, here: Here, *, truth: bool) -> Said:
        then = self.that(of.then, here, truth=truth)
        otherwise = self.that(of.otherwise, here, truth=truth)
        return self._choice(of.test, then, otherwise, here)

    def _choice(self, test: Expression, then: Said, otherwise: Said, here: Here) -> Said:
        """The branch taken; where the test is unknown, both branches if they agree."""
        yes, no = self.that(test, here, truth=True), self.that(test, here, truth=False)
        if then in (TRUE, FALSE):
            return some([yes, otherwise]) if then == TRUE else every([no, otherwise])
        if otherwise in (TRUE, FALSE):
            return some([no, then]) if otherwise == TRUE else every([yes, then])
        return some([every([yes, then]), every([no, otherwise]), every([then, otherwise])])

    # --- texts and options -------------------------------------------------------------------------

    def _among(self, value: Expression, options: tuple[str, ...], here: Here, *, truth: bool) -> Said:
        match value:
            case TextLiteral(value=text):
                return TRUE if (folded(text) in map(folded, options)) is truth else FALSE
            case Conditional():
                then = self._among(value.then, options, here, truth=truth)
                otherwise = self._among(value.otherwise, options, here, truth=truth)
                said = self._choice(value.test, then, otherwise, here)
                return self._shared(said, here)
            case Scalar(id=id_) if id_ in self._calculations:
                return self._calculated(id_, here, lambda of, there: self._among(of, options, there, truth=truth))
            case Cell(table=table, field=name) if f"{table}.{name}" in self._calculations:
                id_ = f"{table}.{name}"
                return self._calculated(id_, here, lambda of, there: self._among(of, options, there, truth=truth))
            case Cell(table="activity", field="stage"):
                wanted = tuple(id_ for id_, stage in self._stages.items() if (stage in options) is truth)
                return self._among(replace(value, field="process"), wanted, here, truth=True) if wanted else FALSE
            case _:
                return self._of_field(
                    value, here, lambda at: self.cells.one_of(at.table, at.field, options, truth=truth)
                )

    # --- names -------------------------------------------------------------------------------------

    def _given(self, operand: Expression, here: Here, *, truth: bool) -> Said:
        return self._of_field(
            operand, here, lambda at: self.cells.given(at.table, at.field, truth=truth), of_nothing=not truth
        )

    def _named(self, of: Scalar | Cell | Joined, here: Here, *, truth: bool) -> Said:
        """A truth that has a name."""
        id_ = of.id if isinstance(of, Scalar) else f"{of.table}.{of.field}"
        if id_ in self._calculations and not isinstance(of, Joined):
            return self._calculated(id_, here, lambda what, there: self.that(what, there, truth=truth))
        return self._of_field(of, here, lambda at: self.cells.true(at.table, at.field, truth=truth))

    def _calculated(self, id_: str, here: Here, say: Callable[[Expression, Here], Said]) -> Said:
        """What a formula says, in its place: of the inventory, or of the row it has a column in."""
        calculation = self._calculations[id_]
        if calculation.table != here.table:
            return unsaid(Reason.OTHER_ROWS)
        return say(calculation.expression, Here(here.table, calculation.row))

    def _of_field(self, of: Expression, here: Here, say: Callable[[Place], Said], *, of_nothing: bool = False) -> Said:
        """What is said of a cell, brought to where we are."""
        at = self._place(of, here)
        if isinstance(at, Reason):
            return unsaid(at)
        said = say(at)
        match at.key:
            case None if here.table is not None:
                return said
            case None:
                return replace(said, schema=the_row(at.table, said.schema, of_nothing=of_nothing))
            case key if of_nothing:
                return unsaid(Reason.OTHER_ROWS)
            case key:
                id_ = at.table.field("id")
                known = (
                    unsaid(Reason.OTHER_ROWS) if id_ is None else self.cells.one_of(at.table, id_, (key,), truth=True)
                )
                both = every([known, said])
                return replace(both, schema=some_row(at.table, both.schema))

    def _place(self, of: Expression, here: Here) -> Place | Reason:
        """The cell that an expression reads, if it is here."""
        match of:
            case Cell(row=row, table=table, field=name) if here == Here(table, row):
                id_, key = f"{table}.{name}", None
            case Scalar(id=id_) if here.table is None:
                key = None
            case Joined(key=TextLiteral(value=key), table=table, field=name) if here.table is None:
                id_ = f"{table}.{name}"
            case Cell() | Scalar() | Joined():
                return Reason.OTHER_ROWS
            case _:
                return Reason.CALCULATES
        table_id, _, field_id = id_.partition(".")
        known = self._tables.get(table_id)
        found = next((one for one in known.fields if one.id == field_id), None) if known else None
        if known is None or found is None or id_ in self._calculations:
            return Reason.CALCULATES
        if key is not None and known.parent is not None:
            return Reason.OTHER_ROWS
        return Place(known, found, key)

    # --- numbers -----------------------------------------------------------------------------------

    def _compared(self, of: Comparison, here: Here, *, truth: bool) -> Said:
        found = bound_of(of, self._constants)
        if found is None:
            return unsaid(Reason.DATES if _mentions_dates(of) else Reason.COMPARES)
        what, bound = found
        wanted = bound if truth else bound.denied
        if isinstance(what, Scalar) and what.id in self._calculations:
            return self._calculated(what.id, here, lambda it, there: self._extreme(it, there, wanted))
        return self._of_field(what, here, lambda at: within(self.cells, at.table, at.field, wanted))

    def _extreme(self, of: Expression, here: Here, bound: Bound) -> Said:
        """The least or greatest of a column: one row decides, or all of them do."""
        if not isinstance(of, Aggregate) or of.kind not in ("least", "greatest") or of.value is None:
            return unsaid(Reason.SUMS if isinstance(of, Aggregate) else Reason.CALCULATES)
        table, there = self._tables[of.table], Here(of.table, of.row)
        at = self._place(of.value, there)
        if here.table is not None or isinstance(at, Reason) or table.parent is not None or is_worked_out(table):
            return unsaid(Reason.OTHER_ROWS)
        passes, fails = (TRUE, FALSE) if of.filter is None else self._both(of.filter, there)
        fits = within(self.cells, at.table, at.field, bound)
        one_decides = (of.kind == "least") is (bound.operator in ("<=", "<"))
        others = self.cells.given(at.table, at.field, truth=True) if one_decides else fits
        decided, all_others = every([passes, fits]), some([fails, every([passes, others])])
        whole = [
            replace(decided, schema=some_row(table, decided.schema)),
            replace(all_others, schema=every_row(table, all_others.schema)),
        ]
        return every(whole)

    def _both(self, of: Expression, here: Here) -> tuple[Said, Said]:
        return self.that(of, here, truth=True), self.that(of, here, truth=False)

    # --- rows --------------------------------------------------------------------------------------

    def _over_rows(self, of: Aggregate, here: Here, *, truth: bool) -> Said:
        """Whether any or every row passes; rows of a list inside a row are those that name it."""
        table = self._tables[of.table]
        conditions = [] if of.filter is None else _conjuncts(of.filter)
        kept = [one for one in conditions if not _is_own_row(one, of, table, here)]
        inside = here.table is not None and table.parent == here.table and len(kept) < len(conditions)
        if of.kind not in ("any", "every"):
            return unsaid(Reason.SUMS)
        if is_worked_out(table) or table.single or not (inside or (here.table is None and table.parent is None)):
            return unsaid(Reason.OTHER_ROWS)
        there = Here(of.table, of.row)
        passes = every(self.that(one, there, truth=True) for one in kept)
        fails = some(self.that(one, there, truth=False) for one in kept)
        value = TRUE if of.value is None else self.that(of.value, there, truth=True)
        if of.kind == "any" and truth:
            return _lifted(some_row, table, every([passes, value]))
        no_value = FALSE if of.value is None else self.that(of.value, there, truth=False)
        if of.kind == "any":
            return _lifted(every_row, table, some([fails, no_value]))
        if truth:
            return _lifted(every_row, table, some([fails, value]))
        return _lifted(some_row, table, every([passes, no_value]))


def _lifted(rows: Callable[[Table, Schema], Schema], table: Table, row: Said) -> Said:
    return replace(row, schema=rows(table, row.schema))


def _conjuncts(of: Expression) -> list[Expression]:
    if isinstance(of, Logic) and of.operator == "and":
        return [part for operand in of.operands for part in _conjuncts(operand)]
    return [of]


def _is_own_row(of: Expression, aggregate: Aggregate, table: Table, here: Here) -> bool:
    """Whether it says that a nested row belongs to the row we are in."""
    if not isinstance(of, Comparison) or of.operator != "=":
        return False
    sides = {(one.row, one.field) for one in (of.left, of.right) if isinstance(one, Cell)}
    return sides == {(aggregate.row, table.parent), (here.row, "id")}


def _mentions_dates(of: Expression) -> bool:
    return isinstance(of, YearOf | DateLiteral) or any(map(_mentions_dates, children(of)))

"""The value of an expression: each calculation is worked out once, when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from refcf_rules.evaluate import aggregate
from refcf_rules.evaluate.bind import Bound
from refcf_rules.evaluate.contributions import contribution_rows
from refcf_rules.evaluate.interpolation import Points, Shown, interpolated, is_fixed, points_of
from refcf_rules.evaluate.matching import FEW, Matching, how_linked
from refcf_rules.evaluate.meaning import Meanings
from refcf_rules.evaluate.ranked import Ranked, columns_of, ranked
from refcf_rules.evaluate.reference import entry_of, no_row, parameter_value
from refcf_rules.evaluate.repetition import Key, run
from refcf_rules.evaluate.row import BoundRow, Scope, absent
from refcf_rules.evaluate.value import (
    Cause,
    Datum,
    Missing,
    merged,
    missing,
)
from refcf_rules.model.expression import (
    Aggregate,
    Cell,
    Expression,
    Interpolation,
)
from refcf_rules.model.number import LookupTable, Parameter
from refcf_rules.model.requirement import Calculation, Repetition
from refcf_rules.model.wording import words
from refcf_rules.source.message import Message


class CircularStandardError(Exception):
    """A calculation needs itself; the compiler lets no such standard through."""


class Evaluation:
    """One inventory under one standard, with the values known so far.

    With ``partial`` a contribution that cannot be computed counts as nothing: that gives the
    *subtotal*, never a result.
    """

    def __init__(self, bound: Bound, meanings: Meanings, *, partial: bool) -> None:
        standard = bound.standard
        self.bound = bound
        self.partial = partial
        self.meanings = meanings
        self.parameters: Mapping[str, Parameter] = {each.id: each for each in standard.parameters}
        self.lookups: Mapping[str, LookupTable] = {each.id: each for each in standard.lookups}
        self.repetitions: Mapping[str, Repetition] = {  # by what is worked out in them
            id_: each for each in standard.repetitions for id_ in (*each.states, *each.formulas)
        }
        self.placeholders: dict[str, Message] = {}
        self._known: dict[tuple[str, int], Datum] = {}
        self._under_way: set[tuple[str, int]] = set()
        self._contributions: tuple[BoundRow, ...] | None = None
        self._columns: dict[int, Ranked] = {}
        self._matching: dict[int, Matching | None] = {}
        self._points: dict[tuple[int, ...], Points] = {}
        self._repeated: set[str] = set()

    @property
    def calculations(self) -> Mapping[str, Calculation]:
        """The calculations of the standard by id."""
        return self.meanings.calculations

    def rows(self, table: str) -> tuple[BoundRow, ...]:
        """The rows of a table in order; those of the contributions are computed."""
        if table != "contribution":
            return self.bound.tables.get(table, ())
        if self._contributions is None:
            self._begin(("contribution", -1))
            self._contributions = contribution_rows(self.bound, self, partial=self.partial)
        return self._contributions

    def value(self, of: Expression, scope: Scope) -> Datum:
        """The value of an expression; ``scope`` says which row each row variable stands for."""
        return self.meanings.of(of)(self, scope)

    def words(self, of: Expression) -> Message:
        """An expression in words."""
        return words(of, self.bound.names)

    def scalar(self, id_: str) -> Datum:
        """A calculation, a parameter or a field of a single-row table, by its id."""
        calculation = self.calculations.get(id_)
        if calculation is not None:
            return self.calculated(calculation, None)
        parameter = self.parameters.get(id_)
        if parameter is not None:
            return self._parameter(parameter)
        table, _, name = id_.partition(".")
        rows = self.rows(table) if table in self.bound.single else ()
        if not rows:
            return missing(Cause(self.bound.names.scalar(id_), id_))
        return self._typed(rows[0], name)

    def cell(self, row: BoundRow, name: str) -> Datum:
        """A field or calculated column of a row."""
        calculation = self.calculations.get(f"{row.table}.{name}")
        if calculation is not None and calculation.table == row.table:
            return self.calculated(calculation, row)
        return self._typed(row, name)

    def in_scope(self, of: Aggregate, scope: Scope) -> list[tuple[BoundRow, Datum]]:
        """The rows of an aggregate whose filter is not false, each with the truth of its filter."""
        found: list[tuple[BoundRow, Datum]] = []
        matching = self._matched(of, scope)
        for row in self.rows(of.table) if matching is None else matching.rows(self, scope):
            passes = True if of.filter is None else self.value(of.filter, {**scope, of.row: row})
            if passes is not False:
                found.append((row, passes))
        return found

    def _typed(self, row: BoundRow, name: str) -> Datum:
        value = row.values.get(name)
        if value is not None:
            return value
        return absent(self.bound.names, row, name, single=row.table in self.bound.single)

    def known(self, calculation: Calculation, row: BoundRow | None) -> Datum:
        """The value of a calculation, worked out if nobody asked before."""
        value = self._known.get((calculation.id, -1 if row is None else row.index))
        return self.calculated(calculation, row) if value is None else value

    def calculated(self, calculation: Calculation, row: BoundRow | None) -> Datum:
        """The value of a calculation, for one row if it is a column; worked out once, in a repetition in each pass."""
        key = (calculation.id, -1 if row is None else row.index)
        if key not in self._known:
            self._repeat(calculation.id)
        if key not in self._known:
            self._begin(key)
            self._known[key] = self.value(calculation.expression, {} if row is None else {calculation.row: row})
            self._under_way.discard(key)
        return self._known[key]

    def _repeat(self, id_: str) -> None:
        """Run the repetition of a calculation before anything else asks for a part of it."""
        repetition = self.repetitions.get(id_)
        if repetition is not None and repetition.id not in self._repeated:
            self._repeated.add(repetition.id)
            run(repetition, self.calculations, self, self.bound.names)

    def begin_pass(self, states: Mapping[Key, Datum], formulas: Sequence[Key]) -> None:
        """These are the states now; what rests on them is forgotten."""
        self._known.update(states)
        for key in formulas:
            self._known.pop(key, None)
        self._columns.clear()
        self._matching.clear()

    def points(self, of: Interpolation, scope: Scope) -> Points:
        """The rows between which is interpolated; gathered once where nothing calculated enters them."""
        key = (id(of), *(row.index for row in scope.values()))
        found = self._points.get(key)
        if found is None:
            found = self._gathered(of, scope)
            if is_fixed(of, self.calculations):
                self._points[key] = found
        return found

    def shown(self, of: Interpolation) -> Shown:
        """How an interpolation is spoken of: its value, its table, the unit of its places."""
        names, rows = self.bound.names, self.rows(of.table)
        field_ = of.by.field if isinstance(of.by, Cell) else ""
        written = next((row.units[field_] for row in rows if field_ in row.units), None)
        unit = written or names.unit(f"{of.table}.{field_}")
        what = names.column(of.table, of.value.field) if isinstance(of.value, Cell) else words(of.value, names)
        return Shown(what, names.table(of.table), unit)

    def _gathered(self, of: Interpolation, scope: Scope) -> Points:
        terms: list[tuple[BoundRow, Datum, Datum, Datum]] = []
        for row in self.rows(of.table):
            inner = {**scope, of.row: row}
            passes = True if of.filter is None else self.value(of.filter, inner)
            if passes is not False:
                terms.append((row, passes, self.value(of.by, inner), self.value(of.value, inner)))
        return points_of(terms, lambda: self.shown(of))

    def _begin(self, key: tuple[str, int]) -> None:
        if key in self._under_way:
            raise CircularStandardError(key[0])
        self._under_way.add(key)

    def _parameter(self, parameter: Parameter) -> Datum:
        key = (parameter.id, -1)
        if key not in self._known:
            self._begin(key)
            chosen = parameter_value(parameter, self.bound)
            self._known[key] = chosen if isinstance(chosen, Missing) else self.value(chosen[0], {})
            self._under_way.discard(key)
            if not isinstance(chosen, Missing) and chosen[1]:
                self.placeholders[parameter.id] = self.bound.names.scalar(parameter.id)
        return self._known[key]

    def joined(self, table: str, id_: Datum, name: str) -> Datum:
        """A field of the row with an id; missing, with the reason, if there is no such row."""
        if isinstance(id_, Missing):
            return id_
        row = self.bound.row(table, str(id_))
        return no_row(self.bound, table, str(id_), name) if row is None else self.cell(row, name)

    def look_up(self, table: str, keys: Sequence[Datum]) -> Datum:
        """The entry of a table of the standard with these keys, valid on the period's last day."""
        unknown = merged(keys)
        if unknown is not None:
            return unknown
        entry = entry_of(self.lookups[table], keys, self.bound)
        if isinstance(entry, Missing):
            return entry
        if entry.provenance.status.value == "placeholder":
            self.placeholders[table] = self.bound.names.table(table)
        return entry.value

    def interpolated(self, of: Interpolation, scope: Scope) -> Datum:
        """The value between two rows of a table."""
        return interpolated(self.points(of, scope), self.value(of.at, scope), lambda: self.shown(of))

    def _ranked(self, of: Aggregate, scope: Scope) -> Datum | None:
        """The quick way for a sum over the rows larger than one; None for every other aggregate."""
        columns = columns_of(of)
        if columns is None:
            return None
        compared, added, limit = columns
        if id(of) not in self._columns:
            rows = self.rows(of.table)
            self._columns[id(of)] = ranked(
                [self.cell(row, compared) for row in rows], [self.cell(row, added) for row in rows]
            )
        return self._columns[id(of)].above(self.value(limit, scope))

    def aggregated(self, of: Aggregate, scope: Scope) -> Datum:
        """An aggregate over the rows of a table."""
        quick = self._ranked(of, scope)
        if quick is not None:
            return quick
        matching = self._matched(of, scope)
        if matching is None:
            return self._folded(of, scope, self.rows(of.table))
        asked = matching.asked(self, scope)
        if asked is None:
            return self._folded(of, scope, matching.rows(self, scope))
        if matching.how.other_than is not None:
            counted = matching.counted(self, scope, asked, partial(self._terms, of))
            return self._folded(of, scope, matching.rows(self, scope)) if counted is None else counted
        if asked not in matching.shared:
            matching.shared[asked] = self._folded(of, scope, matching.rows(self, scope))
        return matching.shared[asked]

    def _matched(self, of: Aggregate, scope: Scope) -> Matching | None:
        """How to find the rows that may count; ``None`` where all are to be looked at."""
        if id(of) in self._matching:
            return self._matching[id(of)]
        rows = self.rows(of.table)
        how = how_linked(of) if len(rows) >= FEW else None
        matching = None
        if how is not None:
            self._folded(of, scope, rows[:1])  # parameters that it names are noted even if no row is found

            def values(inner: Expression, places: Iterable[int]) -> list[tuple[int, Datum]]:
                meaning = self.meanings.of(inner)
                return [(place, meaning(self, {of.row: rows[place]})) for place in places]

            matching = Matching(of, how, self.meanings, rows, values)
        self._matching[id(of)] = matching
        return matching

    def _folded(self, of: Aggregate, scope: Scope, rows: Sequence[BoundRow]) -> Datum:
        """The aggregate of these rows; all others have a filter that is false."""
        terms = [term for _, term in self._terms(of, of.filter, scope, rows)]
        return aggregate.fold(of.kind, terms, lambda: self.words(of.weight or of))

    def _terms(
        self, of: Aggregate, test: Expression | None, scope: Scope, rows: Iterable[BoundRow]
    ) -> list[tuple[BoundRow, aggregate.Term]]:
        """The terms of an aggregate over some rows, with a filter in the place of its own."""
        parts = (test, of.value, of.weight)
        passing, valued, weighted = (None if part is None else self.meanings.of(part) for part in parts)
        terms: list[tuple[BoundRow, aggregate.Term]] = []
        inner = dict(scope)
        for row in rows:
            inner[of.row] = row
            passes = True if passing is None else passing(self, inner)
            if passes is False:
                continue
            value = passes if valued is None else valued(self, inner)
            terms.append((row, aggregate.Term(passes, value, 1.0 if weighted is None else weighted(self, inner))))
        return terms


def evaluation(bound: Bound, meanings: Meanings | None = None, *, partial: bool = False) -> Evaluation:
    """A fresh evaluation; nothing is computed yet. ``meanings`` are those of the same standard, if there are any."""
    return Evaluation(bound, meanings or Meanings(bound.standard.calculations), partial=partial)


def compute(state: Evaluation, only: frozenset[str] | None = None) -> None:
    """Works out the calculations in the order of the standard, so that none waits for a chain of others."""
    for calculation in state.bound.standard.calculations:
        if only is not None and calculation.id not in only:
            continue
        if calculation.table is None:
            state.scalar(calculation.id)
            continue
        name = calculation.id.removeprefix(f"{calculation.table}.")
        for row in state.rows(calculation.table):
            state.cell(row, name)

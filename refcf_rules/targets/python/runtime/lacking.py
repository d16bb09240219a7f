"""Why a rule cannot be decided: the causes behind a missing value, from the formulas of the standard.

Nothing is judged here. Where a program found something undecided, the formulas that lead there are worked out
once more, with the reasons of all that is missing; what the program knows already is not followed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from refcf_rules.targets.python.runtime.bound_rows import BoundRow, BoundRows
from refcf_rules.targets.python.runtime.calendar_days import valid_on
from refcf_rules.targets.python.runtime.columns import Ranked, ranked, sum_above
from refcf_rules.targets.python.runtime.contribution_rows import contribution_rows
from refcf_rules.targets.python.runtime.data_types import Formula, ReasonData, ResultData
from refcf_rules.targets.python.runtime.explainer import Key, Scope
from refcf_rules.targets.python.runtime.lacking_activity import PERIOD_END
from refcf_rules.targets.python.runtime.lacking_aggregates import Term, folded_terms, known_number
from refcf_rules.targets.python.runtime.lacking_formulas import MEANINGS
from refcf_rules.targets.python.runtime.lacking_points import Points, points_of, value_at
from refcf_rules.targets.python.runtime.lacking_repetition import run_repetition
from refcf_rules.targets.python.runtime.lacks import NO_ROWS, Answer, Lack, lack_of, merged
from refcf_rules.targets.python.runtime.plain import Row
from refcf_rules.targets.python.runtime.standard import Standard
from refcf_rules.targets.python.runtime.texts import folded

MOST_ROWS_EXPLAINED = 5_000_000
"""An explanation that looks at more rows than this is given up: it would take longer than judging."""


class _TooLongError(Exception):
    """The explanation takes too long."""


class Lacking:
    """Works out why rules cannot be decided."""

    def __init__(
        self, document: Row, state: object, standard: Standard, results: ResultData, reasons: ReasonData
    ) -> None:
        day = getattr(state, "period_end", None)
        self.day: str | None = day if isinstance(day, str) else None
        self.tables = BoundRows(document, standard, self.day)
        self.standard = standard
        self.reasons = reasons
        self._state = state
        self._values = results["values"]
        self._known: dict[Key, Answer] = {}
        self._answers: dict[int, Answer] = {}
        self._links: dict[int, dict[str | None, list[BoundRow]]] = {}
        self._columns: dict[int, Ranked | Lack] = {}
        self._points: dict[int, Points] = {}
        self._contributions: list[BoundRow] | None = None
        self._repeated = {
            id_: repetition
            for repetition in reasons["repetitions"]
            for id_ in (*(state[0] for state in repetition[2]), *repetition[3])
        }
        self._begun: set[int] = set()
        self._rows_left = MOST_ROWS_EXPLAINED

    def of(self, rule: str, table: str | None, index: int) -> Lack | None:
        """Why a rule is undecided for a row, or for the whole inventory; nothing where that cannot be said."""
        name, *parts = self.reasons["rules"][rule]
        try:
            scope = {} if table is None else {name: self.rows(table)[index]}
            for part in parts:
                value = True if part is None else self.value(part, scope)
                if isinstance(value, Lack):
                    return value
        except (_TooLongError, RecursionError):
            pass
        return None

    # --- what formulas ask for ------------------------------------------------------------------------

    def value(self, of: Formula, scope: Scope) -> Answer:
        """The value of a formula; ``scope`` says which row each row variable stands for."""
        if isinstance(of, list):
            return MEANINGS[of[0]](self, of, scope)
        return float(of) if type(of) is int else of

    def rows(self, table: str) -> Sequence[BoundRow]:
        """The rows of a table in order; those of the contributions are computed."""
        if table != "contribution":
            return self.tables.rows(table)
        if self._contributions is None:
            self._contributions = contribution_rows(self)
        return self._contributions

    def single(self, id_: str) -> Answer:
        """A calculation, a parameter or a field of a single table."""
        if id_ in self.reasons["parameters"]:
            return self._parameter(id_)
        if id_ not in self._repeated:
            known = getattr(self._state, self._values.get(id_, ""), None)
            if known is not None and not (isinstance(known, float) and known - known != 0):
                return _as_answer(known)
        if id_ in self.reasons["calculations"]:
            return self.calculation(id_, None)
        table, _, name = id_.partition(".")
        return self.tables.cell(self.tables.rows(table)[0], name)

    def cell(self, row: BoundRow, name: str) -> Answer:
        """A field or a calculated column of a row."""
        id_ = f"{row.table}.{name}"
        calculation = self.reasons["calculations"].get(id_)
        if calculation is not None and calculation[0] == row.table:
            return self.calculation(id_, row)
        return self.tables.cell(row, name)

    def calculation(self, id_: str, row: BoundRow | None) -> Answer:
        """The value of a calculation, worked out once, in a repetition in each pass."""
        key = id_, -1 if row is None else row.index
        if key not in self._known and id_ in self._repeated:
            repetition = self._repeated[id_]
            if id(repetition) not in self._begun:
                self._begun.add(id(repetition))
                run_repetition(repetition, self)
        if key not in self._known:
            _, name, formula = self.reasons["calculations"][id_]
            self._known[key] = self.value(formula, {} if row is None else {name: row})
        return self._known[key]

    def begin_pass(self, states: Mapping[Key, Answer], formulas: Sequence[Key]) -> None:
        """These are the states now; what rests on them is forgotten."""
        self._known.update(states)
        for key in formulas:
            self._known.pop(key, None)
        for kept in (self._answers, self._links, self._columns, self._points):
            kept.clear()

    def _parameter(self, id_: str) -> Answer:
        """The value that holds on the last day of the period, the one that began last if several do."""
        label, values = self.reasons["parameters"][id_]
        valid = [each for each in values if valid_on(each[0], each[1], self.day)]
        if not valid:
            if self.day is None:
                return PERIOD_END
            words = f"参数“{label[0]}”在 {self.day} 没有有效值", f"parameter “{label[1]}” has no value on {self.day}"
            return lack_of(words, id_)
        _, _, formula, is_for_company = max(valid, key=_since)
        if formula is not None:
            return self.value(formula, {})
        by = (
            ("由企业提供", "the company must supply it")
            if is_for_company
            else ("待标委会确定", "the committee has yet to set it")
        )
        return lack_of((f"参数“{label[0]}”（{by[0]}）", f"parameter “{label[1]}” ({by[1]})"), id_)

    # --- rows -----------------------------------------------------------------------------------------

    def passing(self, of: Formula, scope: Scope) -> Iterator[tuple[Answer, Scope]]:
        """The rows of an aggregate whose filter is not false, with the truth of it."""
        name, test = of[2:4]
        for row in self._candidates(of, scope):
            self._rows_left -= 1
            if self._rows_left < 0:
                raise _TooLongError
            inner = {**scope, name: row}
            passes = True if test is None else self.value(test, inner)
            if passes is not False:
                yield passes, inner

    def _candidates(self, of: Formula, scope: Scope) -> Sequence[BoundRow]:
        """All rows, or those that texts of the asking row lead to; rows of which these are unknown are among them."""
        table, how = of[1], of[6]
        found: dict[int, BoundRow] = {}
        for way in how if isinstance(how, list) else (None,):
            wanted = None if way is None else self.value(way[1], scope)
            if way is None or not isinstance(wanted, str):
                return self.rows(table)
            index = self._index(of, way, scope)
            unknown = () if way[2] else index.get(None, ())
            found |= {row.index: row for row in (*index.get(folded(wanted), ()), *unknown)}
        return [found[index] for index in sorted(found)]

    def _index(self, of: Formula, way: Formula, scope: Scope) -> dict[str | None, list[BoundRow]]:
        """The rows by the text that they are found by."""
        found = self._links.get(id(way))
        if found is None:
            found = self._links[id(way)] = {}
            for row in self.rows(of[1]):
                text = self.value(way[0], {**scope, of[2]: row})
                found.setdefault(None if isinstance(text, Lack) else folded(str(text)), []).append(row)
        return found

    def aggregate(self, of: Formula, scope: Scope) -> Answer:
        """An aggregate over the rows of a table."""
        how = of[6]
        if how == "ranked":
            return self._ranked(of, scope)
        if how != "same":
            return self._folded(of, scope)
        found = self._answers.get(id(of))
        if found is None:
            found = self._answers[id(of)] = self._folded(of, scope)
        return found

    def _folded(self, of: Formula, scope: Scope) -> Answer:
        kind, _, _, _, value, weight, _, *words = of
        terms: list[Term] = []
        for passes, inner in self.passing(of, scope):
            found = passes if value is None else self.value(value, inner)
            terms.append((passes, found, 1.0 if weight is None else self.value(weight, inner)))
        return folded_terms(kind, terms, words[0] if words else ["", ""])

    def _ranked(self, of: Formula, scope: Scope) -> Answer:
        """The sum of the rows that lie above the asking one."""
        _, table, name, test, value, *_ = of
        found = self._columns.get(id(of))
        if found is None:
            scopes = [{name: row} for row in self.rows(table)]
            columns = [[self.value(part, each) for each in scopes] for part in (test[1], value)]
            lack = merged((*columns[0], *columns[1]))
            found = ranked(*([known_number(each) for each in column] for column in columns)) if lack is None else lack
            self._columns[id(of)] = found
        limit = self.value(test[2], scope)
        if isinstance(found, Lack):
            return merged((found, limit)) or found
        return limit if isinstance(limit, Lack) else sum_above(found, known_number(limit))

    def interpolated(self, of: Formula, scope: Scope) -> Answer:
        """The value between two rows of a table."""
        how, at, words, by, unit = of[6:]
        found = self._points.get(id(of)) if how == "same" else None
        if found is None:
            terms = [
                (inner[of[2]], passes, self.value(of[5], inner), self.value(of[4], inner))
                for passes, inner in self.passing(of, scope)
            ]
            written = (self.tables.unit(row, by) for row in self.rows(of[1]))
            shown = next((each for each in written if each is not None), None)
            data = unit if shown is None else (shown.symbol, shown.numerator, shown.denominator, shown.offset)
            found = self._points[id(of)] = points_of(terms, (words, self.standard.table(of[1])["label"], data))
        return value_at(found, self.value(at, scope))


def _as_answer(known: object) -> Answer:
    return known if isinstance(known, float | str | bool) else NO_ROWS


def _since(value: Formula) -> str:
    return str(value[0] or "")

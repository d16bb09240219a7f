"""What has to be computed and what each piece of it needs: only what rules and results ask for.

A *piece* belongs to a pass over one table, or to none (a single value). A need is of the same row,
which the same pass may meet, or of the whole: every row must be done before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from refcf_rules.model.component import COMPONENTS
from refcf_rules.model.expression import (
    Aggregate,
    Cell,
    Expression,
    Interpolation,
    Joined,
    Repeated,
    Scalar,
    children,
)
from refcf_rules.model.requirement import Calculation, ProcessEmission, Repetition, Requirement
from refcf_rules.model.row_links import free_rows
from refcf_rules.model.standard import Standard
from refcf_rules.targets.program.rows import signature
from refcf_rules.targets.program.totals import Totalling, by_option, totalling

Work = Calculation | Requirement | ProcessEmission | Aggregate | Interpolation | Repetition | str


@dataclass(slots=True)
class Piece:
    """One thing to compute. ``table`` is that of its pass; ``needs`` says of each piece whether the whole of it."""

    id: str
    table: str | None
    work: Work
    needs: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Own:
    """The row whose pass it is: variable and table."""

    row: str
    table: str


class Plan:
    """All pieces by id, each after those it needs as far as they were asked for first."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.pieces: dict[str, Piece] = {}
        self.calculations: Mapping[str, Calculation] = {each.id: each for each in standard.calculations}
        self.parameters = {each.id: each for each in standard.parameters}
        self.repetitions = {id_: each for each in standard.repetitions for id_ in (*each.states, *each.formulas)}
        self._alike = Counter(map(_alike, set(_aggregates(standard))))
        self.singles = frozenset(table.id for table in standard.tables if table.single)
        for table in standard.tables:
            if table.id != "contribution":
                self._add(f"read:{table.id}", None if table.single else table.id, table.id, ())
        for id_ in roots(standard):
            self.want(f"calc:{id_}")
        for level in standard.grading.levels if standard.grading else ():
            for need in () if level.limit is None else self._needs(level.limit, None):
                self.want(need[0])
        for rule in standard.requirements:
            own = None if rule.table is None else Own(rule.row, rule.table)
            parts = [part for part in (rule.filter, rule.condition, rule.expression) if part is not None]
            templates = (part for text in (rule.message,) if text is not None for part in (*text.zh, *text.en))
            parts += [part for part in templates if not isinstance(part, str)]
            self._add(f"rule:{rule.id}", rule.table, rule, (n for part in parts for n in self._needs(part, own)))

    def want(self, id_: str) -> None:
        """See to it that a piece is there."""
        if id_ in self.pieces:
            return
        kind, _, name = id_.partition(":")
        if kind == "calc":
            self._calculation(name)
        elif kind == "param":
            values = (each.value for each in self.parameters[name].values)
            needs = (need for value in values if value is not None for need in self._needs(value, None))
            self._add(id_, None, name, (("read:period", True), *needs))
        elif id_ == "rows:contribution":
            self._contributions()
        elif kind == "repeat":
            self._repetition(next(each for each in self.standard.repetitions if each.id == name))

    def _add(
        self, id_: str, table: str | None, work: Work, needs: Iterator[tuple[str, bool]] | tuple[tuple[str, bool], ...]
    ) -> None:
        if id_ in self.pieces:
            return
        piece = Piece(id_, table, work)
        for need, whole in needs:
            self.want(need)
            piece.needs[need] = piece.needs.get(need, False) or whole
        if table is not None and table != "contribution" and not id_.startswith("read:"):
            piece.needs.setdefault(f"read:{table}", False)
        if table == "contribution":
            self.want("rows:contribution")
            piece.needs["rows:contribution"] = True
        self.pieces[id_] = piece

    def _calculation(self, id_: str) -> None:
        repetition = self.repetitions.get(id_)
        if repetition is not None:
            self.want(f"repeat:{repetition.id}")
            return
        calculation = self.calculations[id_]
        own = None if calculation.table is None else Own(calculation.row, calculation.table)
        self._add(f"calc:{id_}", calculation.table, calculation, self._needs(calculation.expression, own))

    def _contributions(self) -> None:
        parts = [(f"calc:activity.{part}", False) for part in COMPONENTS]
        self._add("part:activity", "activity", "activity", tuple(parts))
        for emission in self.standard.emissions:
            own = None if emission.table is None else Own(emission.row, emission.table)
            expressions = [emission.process, emission.expression, *([emission.filter] if emission.filter else [])]
            needs = (need for each in expressions for need in self._needs(each, own))
            self._add(f"part:{emission.id}", emission.table, emission, needs)
        every = ("part:activity", *(f"part:{each.id}" for each in self.standard.emissions))
        self._add("rows:contribution", None, "contribution", tuple((each, True) for each in every))

    def _repetition(self, repetition: Repetition) -> None:
        """Everything its formulas need from outside; what rests on its states is worked out inside."""
        self._add(f"repeat:{repetition.id}", None, repetition, self._outside(repetition))

    def _outside(self, repetition: Repetition) -> Iterator[tuple[str, bool]]:
        for id_ in (*repetition.states, *repetition.formulas):
            calculation = self.calculations[id_]
            own = None if calculation.table is None else Own(calculation.row, calculation.table)
            if calculation.table is not None:
                yield f"read:{calculation.table}", True
            expression = calculation.expression
            parts = (expression.start, expression.following) if isinstance(expression, Repeated) else (expression,)
            for part in parts:
                for need, _ in self._plain_needs(part, own):
                    if need != f"repeat:{repetition.id}":
                        yield need, True

    # --- what an expression needs ---------------------------------------------------------------------

    def _needs(self, of: Expression, own: Own | None) -> Iterator[tuple[str, bool]]:
        match of:
            case Aggregate():
                yield from self._aggregate(of, own)
            case Interpolation():
                yield from self._interpolation(of, own)
            case _:
                yield from self._named(of, own)
                for part in children(of):
                    yield from self._needs(part, own)

    def _named(self, of: Expression, own: Own | None) -> Iterator[tuple[str, bool]]:
        match of:
            case Scalar(id=id_):
                yield self.scalar_piece(id_), True
            case Cell(row=row, table=table, field=name):
                yield self.column_piece(table, name), own != Own(row, table)
            case Joined(table=table, field=name):
                yield self.column_piece(table, name), True
                yield f"read:{table}", True
            case _:
                pass

    def _plain_needs(self, of: Expression, own: Own | None) -> Iterator[tuple[str, bool]]:
        """As ``_needs``, with aggregates looked into instead of made pieces of their own."""
        yield from self._named(of, own)
        if isinstance(of, Aggregate | Interpolation):
            yield self._rows_of(of.table), True
        for part in children(of):
            yield from self._plain_needs(part, own)

    def scalar_piece(self, id_: str) -> str:
        """The piece that gives a single value."""
        if id_ in self.calculations:
            repetition = self.repetitions.get(id_)
            return f"calc:{id_}" if repetition is None else f"repeat:{repetition.id}"
        return f"param:{id_}" if id_ in self.parameters else f"read:{id_.partition('.')[0]}"

    def column_piece(self, table: str, name: str) -> str:
        """The piece that gives a column."""
        id_ = f"{table}.{name}"
        calculation = self.calculations.get(id_)
        if calculation is not None and calculation.table == table:
            repetition = self.repetitions.get(id_)
            return f"calc:{id_}" if repetition is None else f"repeat:{repetition.id}"
        return self._rows_of(table)

    def _rows_of(self, table: str) -> str:
        return "rows:contribution" if table == "contribution" else f"read:{table}"

    def totalling(self, of: Aggregate) -> Totalling:
        """How an aggregate is worked out."""
        return totalling(of, shared=self._alike[_alike(of)] > 1)

    def _aggregate(self, of: Aggregate, own: Own | None) -> Iterator[tuple[str, bool]]:
        how = self.totalling(of)
        if how.kind == "loop":
            yield self._rows_of(of.table), True
            for part in children(of):
                yield from self._needs(part, own)
            return
        id_ = piece_of(of, how)
        if id_ not in self.pieces:
            inner = Own(of.row, of.table)
            parts = [part for part in (of.value, of.weight, *how.inner) if part is not None]
            if how.key is not None:
                parts.append(how.key)
            needs = [need for part in parts for need in self._needs(part, inner)]
            if how.compared is not None:
                needs += [*self._needs(how.compared, inner), (self._rows_of(of.table), True)]
                self._add(id_, None, of, tuple((need, True) for need, _ in needs))
            else:
                self._add(id_, of.table, of, tuple(needs))
        yield id_, True
        if how.outer is not None:
            yield from self._needs(how.outer, own)

    def _interpolation(self, of: Interpolation, own: Own | None) -> Iterator[tuple[str, bool]]:
        yield self._rows_of(of.table), True
        for part in children(of):
            yield from self._needs(part, own)


def piece_of(of: Aggregate, how: Totalling) -> str:
    """The id of the piece of an aggregate that several expressions may share."""
    if how.kind == "group":
        rows = {of.row: "row"}
        parts = [signature(part, rows) for part in (how.key, of.value, of.weight, *how.inner)]
        return f"group:{(of.kind, of.table, *parts)!r}"
    outer = sorted(free_rows(of))
    key = signature(of, {row: f"outer {index}" for index, row in enumerate(outer)})
    return f"{how.kind}:{key!r}"


def _alike(of: Aggregate) -> str:
    """The same for aggregates that differ only in the option that they ask for."""
    how = by_option(of)
    return "" if how is None else piece_of(of, how)


def _aggregates(standard: Standard) -> Iterator[Aggregate]:
    """Every aggregate of the standard that stands by itself, in formulas and rules."""
    waiting = [each.expression for each in standard.calculations]
    for rule in standard.requirements:
        waiting += [part for part in (rule.filter, rule.condition, rule.expression) if part is not None]
    while waiting:
        part = waiting.pop()
        waiting.extend(children(part))
        if isinstance(part, Aggregate) and by_option(part) is not None:
            yield part


def roots(standard: Standard) -> Iterator[str]:
    """The calculations that results show."""
    ids = {each.id for each in standard.calculations}
    if standard.footprint is not None:
        own = standard.footprint.id
        yield own
        parts = (*(stage.id for stage in standard.boundary.stages), *COMPONENTS)
        yield from (f"{own}.{part}" for part in parts if f"{own}.{part}" in ids)
        for unit in standard.functional_units:
            yield unit.reference_flow
            yield f"{own}.{unit.id}"
    yield from (each.of for each in standard.reported)
    if standard.grading is not None:
        yield standard.grading.of

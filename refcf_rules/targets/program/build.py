"""Builds the program of a standard: the functions in the order of the schedule, each with its statements."""

from __future__ import annotations

from collections.abc import Iterable

from refcf_rules.model.expression import (
    Aggregate,
    Cell,
    Expression,
    Interpolation,
    Joined,
    Lookup,
    Scalar,
)
from refcf_rules.model.row_links import conjuncts
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import DATE
from refcf_rules.targets.program import accumulate
from refcf_rules.targets.program.asked import cells_of
from refcf_rules.targets.program.code import (
    Absent,
    Append,
    Assign,
    Call,
    Each,
    Listed,
    Name,
    Reference,
    Start,
    Statement,
    Term,
)
from refcf_rules.targets.program.kinds import kind_of_type
from refcf_rules.targets.program.matched import Matched
from refcf_rules.targets.program.plan import Plan, piece_of
from refcf_rules.targets.program.rows import Signature, signature
from refcf_rules.targets.program.site import Names, RowAccess, Site
from refcf_rules.targets.program.terms import listed, term_of

CONTRIBUTION = "contribution"


class Building:
    """The rooms that terms ask, and the columns to be kept."""

    def __init__(self, standard: Standard, reserved: frozenset[str]) -> None:
        self.standard = standard
        self.plan = Plan(standard)
        self.names = Names(standard, reserved)
        self.kept: set[tuple[str, str]] = set()
        self.aggregates: dict[str, Name] = {}
        self.indexes: set[str] = set()
        self.prepared: dict[tuple[int, str, Signature], str] = {}
        """What is known of all rows before those of a pass: lists, and rows by a text or a number."""
        judged = any(rule.table == "contribution" for rule in standard.requirements)
        places = ((CONTRIBUTION, "place"),) if judged else ()
        self.wanted = frozenset((*cells_of(self.plan), (CONTRIBUTION, "emission"), *places))
        """Every cell that anything asks for: (table, field)."""
        self._hoisted: dict[tuple[int, object], Name] = {}
        self.inline = False
        """Whether every aggregate is worked out where it stands: inside a repetition."""
        self.names.single("period.end", DATE, certain=False)
        for piece in self.plan.pieces.values():
            kind, _, id_ = piece.id.partition(":")
            if kind == "calc" and piece.table is None:
                calculation = self.plan.calculations[id_]
                self.names.single(id_, calculation.type)
            elif kind == "param":
                self.names.single(id_, self.plan.parameters[id_].type)
        for table in standard.tables:
            for each in table.fields if table.single else ():
                certain = each.required and not each.derived
                self.names.single(f"{table.id}.{each.id}", each.type, certain=certain)

    # --- what terms ask for ---------------------------------------------------------------------------

    def lower(self, of: Expression, site: Site) -> Term:
        """The term of an expression."""
        return term_of(of, site, self)

    def scalar(self, of: Scalar) -> Term:
        """The variable of a single value."""
        return self.names.single(of.id, of.type)

    def cell(self, of: Cell, site: Site) -> Term:
        """The variable of a cell; one from an earlier pass or another table is loaded from its column."""
        access = site.rows[of.row]
        if of.table != access.table:
            raise TypeError(f"{of.row} is a row of {access.table}, not of {of.table}")
        if of.field in access.here:
            access.used.add(of.field)
            return self.names.cell(of.table, of.field, self.names.local(of.field))
        if of.field not in access.loads:
            self.kept.add((of.table, of.field))
            variable = (
                self.names.local(of.field) if not access.prefix else self.names.ids.fresh(access.prefix, of.field)
            )
            access.loads[of.field] = variable
        return self.names.cell(of.table, of.field, access.loads[of.field])

    def column(self, table: str, name: str) -> str:
        """The list of a column, which is kept from now on."""
        self.kept.add((table, name))
        return self.names.column(table, name)

    def joined(self, of: Joined, key: Term) -> Term:
        """A cell of the row with an id."""
        self.indexes.add(of.table)
        by_id = self.names.fixed(f"index {of.table}", of.table, "by_id")
        type_, _ = self.names.type_of(of.table, of.field)
        return listed(self.column(of.table, of.field), by_id, key, Name("", kind_of_type(type_)))

    def look_up(self, of: Lookup, keys: tuple[Term, ...]) -> Term:
        """An entry of a table of the standard, valid on the last day of the period."""
        table = self.names.fixed(f"table {of.table}", "table", of.table)
        return Call("entry", (Reference(table), Listed(keys), self.names.singles["period.end"]), "number")

    def aggregate(self, of: Aggregate, site: Site) -> Term:
        """The value of an aggregate: worked out in a pass of its own, or here in a loop."""
        how = self.plan.totalling(of)
        if how.kind == "loop" and how.linked is not None and site.hoist is not None and not self.inline:
            return Matched(of, how.linked, site, site.hoist, self).value()
        if how.kind == "loop" or self.inline:
            return self._loop(of, site)
        name = self.aggregates[piece_of(of, how)]
        if how.outer is None:
            return name
        outer = self.lower(how.outer, site)
        if how.kind == "ranked":
            return Call("sum_above", (Reference(name.id), outer), "number")
        if of.kind == "any":
            return Call("of_truth_group", (Reference(name.id), outer), "truth")
        return Call("of_group", (Reference(name.id), outer), "number")

    def _loop(self, of: Aggregate, site: Site) -> Term:
        access = RowAccess(of.table, of.row, frozenset())
        inner = site.inside(of.row, access)
        tests = tuple(self.lower(test, inner) for test in conjuncts(of.filter))
        name = self.names.ids.fresh(of.kind, "of", of.table)
        total = accumulate.accumulate(of, tests, inner, self.lower, name, self.names.ids.fresh)
        site.before += (*total.before, self.each(access, total.row), *total.after)
        return total.value

    def hoisted(self, of: Expression, site: Site) -> Term:
        """A value that no row changes, worked out once before the rows of a pass."""
        if site.hoist is None:
            raise TypeError("nothing stands before these rows")
        key = (id(site.hoist), signature(of, {}))
        if key not in self._hoisted:
            alone = Site({})
            term = self.lower(of, alone)
            name = self.names.ids.fresh("same_for_all")
            site.hoist += [*alone.before, Assign(name, term)]
            self._hoisted[key] = Name(name, kind_of_type(of.type))
        return self._hoisted[key]

    def interpolation(self, of: Interpolation, site: Site) -> Term:
        """The value between two rows of a table."""
        access = RowAccess(of.table, of.row, frozenset())
        inner = site.inside(of.row, access)
        points = self.names.ids.fresh("points", "of", of.table)
        pair = Listed((self.lower(of.by, inner), self.lower(of.value, inner)))
        nothing = Listed((Absent("number"), Absent("number")))
        test = None if of.filter is None else self.lower(of.filter, inner)
        rows = accumulate.guarded(test, (Append(points, pair),), (Append(points, nothing),))
        body = (*inner.before, *rows)
        site.before += (Start(points, "list"), self.each(access, body))
        return Call("interpolated", (Reference(points), self.lower(of.at, site)), "number")

    def count_by_a_column(self, access: RowAccess) -> None:
        """A loop that asks for no cell still goes by the rows of some column."""
        if not access.loads:
            name = "emission" if access.table == CONTRIBUTION else self.names.first_field(access.table)
            self.kept.add((access.table, name))
            access.loads[name] = self.names.ids.fresh(access.prefix or "any", name)

    def each(self, access: RowAccess, body: Iterable[Statement], places: Term | None = None) -> Each:
        """A loop over the rows of a table, or those at some places, with the columns that its body asked for."""
        self.count_by_a_column(access)
        variables = tuple((variable, self.column(access.table, name)) for name, variable in access.loads.items())
        return Each(access.table, variables, None, tuple(body), places)

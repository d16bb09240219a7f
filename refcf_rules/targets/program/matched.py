"""Aggregates that compare their rows with the asking row, over those rows only that may pass.

Before the rows of a pass the table is sorted by the texts and numbers that tie its rows to the asking one. What
rests on nothing but values that other rows share is worked out once for them all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from refcf_rules.model.expression import Aggregate, Cell, Expression
from refcf_rules.model.row_links import Link, Linked, OtherThan, TextLink, conjuncts
from refcf_rules.targets.program import accumulate
from refcf_rules.targets.program.code import (
    Absent,
    Append,
    Assign,
    Call,
    Constant,
    Each,
    Find,
    Listed,
    Name,
    Not,
    Put,
    Reference,
    Start,
    Statement,
    Term,
    When,
)
from refcf_rules.targets.program.rows import Signature, signature
from refcf_rules.targets.program.site import Names, RowAccess, Site

_OTHERS: Final = {"count": "count_of_others", "any": "any_other", "every": "no_other"}


class Rooms(Protocol):
    """What is asked of the program under way."""

    names: Names
    prepared: dict[tuple[int, str, Signature], str]

    def lower(self, of: Expression, site: Site) -> Term:
        """The term of an expression."""

    def column(self, table: str, name: str) -> str:
        """The list of a column."""

    def each(self, access: RowAccess, body: Iterable[Statement], places: Term | None = None) -> Each:
        """A loop over the rows of a table."""


class Matched:
    """The statements of one such aggregate; ``hoist`` is where stands what comes before all rows."""

    def __init__(self, of: Aggregate, how: Linked, site: Site, hoist: list[Statement], rooms: Rooms) -> None:
        self.of = of
        self.how = how
        self.site = site
        self.hoist = hoist
        self.rooms = rooms
        self.fresh = rooms.names.ids.fresh

    def value(self) -> Term:
        """The value for the asking row."""
        access = RowAccess(self.of.table, self.of.row, frozenset())
        inner = self.site.inside(self.of.row, access)
        name = self.fresh(self.of.kind, "of", self.of.table)
        if self.how.other_than is not None:
            return self._of_others(self.how.other_than, name, access, inner)
        tests = tuple(self.rooms.lower(test, inner) for test in conjuncts(self.of.filter))
        total = accumulate.accumulate(self.of, tests, inner, self.rooms.lower, name, self.fresh)
        loop = (*total.before, self.rooms.each(access, total.row, self._places()), *total.after)
        if not self.how.asked:
            self.site.before += loop
            return total.value
        known, key = self._shared(name)
        self._once(known, key, (*loop, Put(known, key, total.value)))
        kind = total.value.kind
        return Find(known, key, Absent(kind), kind)

    def _of_others(self, other: OtherThan, name: str, access: RowAccess, inner: Site) -> Term:
        """What counts rows but those that have a text of the asking row: counted by this text."""
        lower = self.rooms.lower
        tests = accumulate.all_tests(tuple(lower(test, inner) for test in self.how.tests))
        text = lower(other.inner, inner)
        certain, unsure = self.fresh(name, "certain"), self.fresh(name, "unsure")
        body = accumulate.guarded(tests, (Append(certain, text),), (Append(unsure, text),))
        loop = self.rooms.each(access, (*accumulate.taken(inner), *body), self._places())
        known, key = self._shared(name)
        tally = Call("tally", (Reference(certain), Reference(unsure)), "number")
        self._once(known, key, (Start(certain, "list"), Start(unsure, "list"), loop, Put(known, key, tally)))
        asked = (Reference(known), key, lower(other.outer, self.site))
        return Call(_OTHERS[self.of.kind], asked, "number" if self.of.kind == "count" else "truth")

    # --- what several rows share ------------------------------------------------------------------------

    def _shared(self, name: str) -> tuple[str, Name]:
        """The mapping of what is known already, and the variable of the key of the asking row."""
        known = self.fresh(name, "known")
        self.hoist.append(Start(known, "mapping"))
        key = Name(self.fresh(name, "key"), "text", certain=True)
        parts = tuple(self.rooms.lower(cell, self.site) for cell in self.how.asked)
        self.site.before.append(Assign(key.id, Call("key_of", parts, "text", certain=True)))
        return known, key

    def _once(self, known: str, key: Name, statements: tuple[Statement, ...]) -> None:
        test = Call("is_known", (Reference(known), key), "truth", certain=True)
        self.site.before.append(When(Not(test), statements))

    # --- the rows that may pass -------------------------------------------------------------------------

    def _places(self) -> Term | None:
        """The places of the rows that fulfil one of the ways."""
        if not self.how.ways:
            return None
        found = tuple(Call("fewest", tuple(map(self._found, way)), "number") for way in self.how.ways)
        return Call("in_order", found, "number")

    def _found(self, link: Link) -> Term:
        rows = Reference(self._index(link))
        if isinstance(link, TextLink):
            return Call("with_text", (rows, self.rooms.lower(link.outer, self.site)), "number")
        bounds = (tuple(self.rooms.lower(each, self.site) for each in bound) for bound in (link.at_least, link.at_most))
        return Call("in_range", (rows, *map(Listed, bounds)), "number")

    def _index(self, link: Link) -> str:
        """The rows by what ties them to the asking one, those left out that pass for nobody."""
        table, row = self.of.table, self.of.row
        kind = "text" if isinstance(link, TextLink) else "number"
        rows = {row: "row"}
        said = (kind, link.is_given, signature(link.inner, rows), *(signature(test, rows) for test in self.how.own))
        key = (id(self.hoist), table, said)
        if key not in self.rooms.prepared:
            named = link.inner.field if isinstance(link.inner, Cell) else kind
            values, passing = Reference(self._values(link.inner)), self._passing()
            name = self.rooms.prepared[key] = self.fresh(table, "by", named)
            call = Call(f"rows_by_{kind}", (values, passing, Constant(link.is_given)), "number")
            self.hoist.append(Assign(name, call))
        return self.rooms.prepared[key]

    def _values(self, of: Expression) -> str:
        """The list of what the rows have: a column, or worked out here."""
        if isinstance(of, Cell):
            return self.rooms.column(of.table, of.field)
        return self._worked_out((of,), "keys")

    def _passing(self) -> Term:
        """The list of truths that say of each row whether it may pass at all; nothing where all may."""
        return Reference(self._worked_out(self.how.own, "may_pass")) if self.how.own else Absent("truth")

    def _worked_out(self, of: tuple[Expression, ...], what: str) -> str:
        """A value, or several tests together, of all rows as a list."""
        key = (id(self.hoist), self.of.table, tuple(signature(each, {self.of.row: "row"}) for each in of))
        if key not in self.rooms.prepared:
            access = RowAccess(self.of.table, self.of.row, frozenset())
            inner = Site({self.of.row: access}, self.hoist)
            term = accumulate.all_tests(tuple(self.rooms.lower(each, inner) for each in of))
            name = self.rooms.prepared[key] = self.fresh(self.of.table, what)
            if term is None:
                raise TypeError("nothing to work out")
            loop = self.rooms.each(access, (*accumulate.taken(inner), Append(name, term)))
            self.hoist += [Start(name, "list"), loop]
        return self.rooms.prepared[key]

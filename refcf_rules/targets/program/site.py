"""Where a term is being put: which rows its variables stand for, and what has to be worked out just before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from refcf_rules.model.standard import Standard
from refcf_rules.model.types import TEXT, ReferenceType, Type
from refcf_rules.targets.program.code import Name, Statement
from refcf_rules.targets.program.identifiers import Identifiers
from refcf_rules.targets.program.kinds import kind_of_type


@dataclass(slots=True)
class RowAccess:
    """How the cells of a row are reached: by variables, some of which are loaded from kept columns."""

    table: str
    prefix: str
    here: frozenset[str]
    """Fields worked out in this very pass, before they are asked for."""
    loads: dict[str, str] = field(default_factory=dict)
    """Fields to be loaded, with their variables."""
    used: set[str] = field(default_factory=set)
    """Fields of ``here`` that something asked for."""


@dataclass(slots=True)
class Site:
    """A place in the program."""

    rows: dict[str, RowAccess]
    hoist: list[Statement] | None = None
    """Where stands, before all rows, what no row changes."""
    before: list[Statement] = field(default_factory=list)

    def inside(self, row: str, access: RowAccess) -> Site:
        """The place in a loop over the rows of a table."""
        return Site({**self.rows, row: access}, self.hoist)

    def branch(self) -> Site:
        """The place in a branch: what it needs before it stays in the branch."""
        return Site(self.rows, self.hoist)


class Names:
    """The variables of a program: single values and columns by what they hold."""

    def __init__(self, standard: Standard, reserved: frozenset[str]) -> None:
        self.ids = Identifiers(
            reserved
            | frozenset(
                {
                    "partial",
                    "found",
                    "state",
                    "row",
                    "index",
                    "document",
                    "missing",
                    "place",
                    "position",
                    "parent",
                    "parent_id",
                    "passes",
                    "given",
                    "factor",
                    "use",
                    "count",
                    "entries",
                    *(
                        "key",
                        "keys",
                        "rows",
                        "value",
                        "written",
                        "conversion",
                        "beside",
                        "counted_per",
                        "dated",
                        "cited",
                    ),
                    *("numerator", "denominator", "per_numerator", "per_denominator", "measure", "value_of_amount"),
                    *("own_kind", "own_process", "own_origin", "own_basis", "own_moisture"),
                    "name",  # what the fields of a row are called while they are checked
                }
            )
        )
        self._types: dict[tuple[str, str], tuple[Type, bool]] = {}
        self._first = {
            table.id: next(each.id for each in table.fields if not each.derived and "." not in each.id)
            for table in standard.tables
            if any(not each.derived for each in table.fields)
        }
        for table in standard.tables:
            for each in table.fields:
                certain = each.required and not each.derived
                self._types[table.id, each.id] = each.type, certain
            if table.parent is not None:
                self._types.setdefault((table.id, table.parent), (ReferenceType(table.parent), True))
            if (table.id, "name") in self._types and not table.single:
                self._types[table.id, "name"] = TEXT, True  # a row without a name is spoken of by its id
        for calculation in standard.calculations:
            if calculation.table is not None:
                name = calculation.id.removeprefix(f"{calculation.table}.")
                self._types[calculation.table, name] = calculation.type, False
        self.singles: dict[str, Name] = {}
        self.lists: dict[tuple[str, str], str] = {}
        self._locals: dict[str, str] = {}
        self._fixed: dict[str, str] = {}
        self._temporary: dict[str, str] = {}

    def first_field(self, table: str) -> str:
        """A field of a table that a company types in."""
        return self._first[table]

    def type_of(self, table: str, name: str) -> tuple[Type, bool]:
        """The type of a column, and whether it is certainly there."""
        return self._types[table, name]

    def single(self, id_: str, type_: Type, *, certain: bool = False, hint: str = "") -> Name:
        """The variable of a single value."""
        if id_ not in self.singles:
            self.singles[id_] = Name(self.ids.fresh(hint or id_), kind_of_type(type_), certain)
        return self.singles[id_]

    def column(self, table: str, name: str) -> str:
        """The list that keeps a column."""
        if (table, name) not in self.lists:
            self.lists[table, name] = self.ids.fresh("all", table, name)
        return self.lists[table, name]

    def fixed(self, what: str, *parts: str) -> str:
        """The variable of something else that the program keeps: an index, a group, a list."""
        if what not in self._fixed:
            self._fixed[what] = self.ids.fresh(*parts)
        return self._fixed[what]

    def known(self, what: str) -> str | None:
        """The variable of something else, if the program has it."""
        return self._fixed.get(what)

    def local(self, name: str) -> str:
        """The variable of a field within its pass; never that of a single value."""
        if name not in self._locals:
            self._locals[name] = self.ids.fresh(name)
        return self._locals[name]

    def kept(self) -> frozenset[str]:
        """The variables that are kept from one function to the next."""
        singles = (each.id for each in self.singles.values())
        return frozenset((*singles, *self.lists.values(), *self._fixed.values()))

    def temporary(self, name: str) -> str:
        """A variable that lives for a few statements; never that of a field."""
        if name not in self._temporary:
            self._temporary[name] = self.ids.fresh(name)
        return self._temporary[name]

    def cell(self, table: str, name: str, variable: str) -> Name:
        """The term of a cell."""
        type_, certain = self.type_of(table, name)
        return Name(variable, kind_of_type(type_), certain)

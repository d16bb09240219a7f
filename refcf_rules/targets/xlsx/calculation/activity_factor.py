"""The emission factor of each activity: the company's own, the one it names, or the one for its flow (item 21)."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.component import COMPONENTS, HEADLINE
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.calculation.inputs import TypedRows
from refcf_rules.targets.xlsx.calculation.library import DETAILS, Library
from refcf_rules.targets.xlsx.calculation.lists import UnitList
from refcf_rules.targets.xlsx.calculation.named_columns import NamedColumns
from refcf_rules.targets.xlsx.combine import MISSING, NOTHING, ONE, ZERO, call, infix, total, when
from refcf_rules.targets.xlsx.formula import Area, Cell, Formula, Number, Text

NONE, OWN, FROM_LIBRARY, OWN_REJECT = (Number(float(value)) for value in range(4))
"""What a row uses: no factor (it is missing), the company's, one of the library, or none is needed."""
_EMISSIONS: Final = ("kgCO2e", "kgCO2")


class OwnFactors:
    """The company's own factors, a line each: value and parts in canonical units."""

    def __init__(self, typed: TypedRows, units: UnitList) -> None:
        self.typed = typed
        self.units = units
        self.columns = NamedColumns(typed.sheet)
        self.sheet = typed.sheet

    def area(self, of: Cell) -> Area:
        """The whole column."""
        return self.sheet.area(of)

    @property
    def ids(self) -> Area:
        """The ids that activities name."""
        return self.area(self.columns.clean_text("id", self.typed.column("id")))

    @property
    def has_value(self) -> Area:
        """1 where a value or a part of it is typed."""
        filled = infix("+", *(self.typed.is_filled(part) for part in ("value", *COMPONENTS)))
        return self.area(self.columns.add("has a value", when(infix(">", filled, ZERO), ONE, ZERO), absent=ZERO))

    def part(self, name: str) -> Area:
        """A component; without one of its own, the fossil part is what the value leaves (item 29)."""
        return self.area(self._part(name))

    def _part(self, name: str) -> Cell:
        typed, filled = self.typed.column(name), self.typed.is_filled(name)
        rest: Formula = ZERO
        if name == "fossil":
            others = [self._part(part) for part in ("land_use", "aircraft")]
            left = infix("-", self.typed.column("value"), *others)
            rest = when(infix("=", self.typed.is_filled("value"), ONE), left, ZERO)
        return self.columns.add(f"part {name}", when(infix("=", filled, ONE), typed, rest))

    @property
    def value(self) -> Area:
        """The value as typed, else what its parts come to, biogenic apart."""
        parts = infix("+", *(self._part(part) for part in HEADLINE))
        typed = infix("=", self.typed.is_filled("value"), ONE)
        return self.area(self.columns.add("headline", when(typed, self.typed.column("value"), parts)))

    @property
    def typed_value(self) -> Area:
        """The value as typed."""
        return self.area(self.typed.column("value"))

    def detail(self, name: str) -> Area:
        """Kind, basis and so on."""
        return self.area(self.typed.column(name))

    def side(self, what: str) -> Area:
        """What the unit measures above or below its stroke."""
        position = self.typed.unit_position("value")
        column = self.units.above if what == "above" else self.units.below
        return self.area(self.columns.add(f"unit {what}", combine.entry(column, position), "text"))


class ActivityFactors:
    """The columns of the factor on the calculation sheet of the activities."""

    def __init__(self, typed: TypedRows, own: OwnFactors, library: Library) -> None:
        self.typed = typed
        self.own = own
        self.library = library
        self.columns = NamedColumns(typed.sheet)

    # --- which factor ---------------------------------------------------------------------------------

    def text(self, field: str) -> Cell:
        """A typed text, empty where there is none."""
        return self.columns.clean_text(field, self.typed.column(field))

    @property
    def own_position(self) -> Cell:
        """In which line the company's own factor stands."""
        named = self.text("factor")
        found = when(infix("=", named, NOTHING), MISSING, combine.position_of(named, self.own.ids))
        return self.columns.add("own factor", found, "integer")

    @property
    def _has_own(self) -> Formula:
        position = self.own_position
        given = when(combine.is_missing(position), ZERO, combine.entry(self.own.has_value, position))
        return infix("=", self.columns.add("has own factor", given, "integer"), ONE)

    @property
    def flow_position(self) -> Cell:
        """The one factor for the flow that holds, at the row's place if there are several."""
        flow, place = self.text("flow"), self.text("place")
        same = infix("*", call("EXACT", self.library.flows, flow), self.library.usable)
        here = infix("*", same, call("EXACT", self.library.details["place"], place))
        count = self.columns.add("factors of the flow", total(same), "integer", absent=ZERO)
        local = self.columns.add("factors of the flow and place", total(here), "integer", absent=ZERO)
        by_place = when(
            call("AND", infix("<>", place, NOTHING), infix("=", local, ONE)), combine.first_position(here), MISSING
        )
        found = when(infix("=", count, ONE), combine.first_position(same), by_place)
        return self.columns.add("factor of the flow", when(infix("=", flow, NOTHING), MISSING, found), "integer")

    @property
    def library_position(self) -> Cell:
        """The factor of the library that the row uses."""
        named = self.text("factor")
        spelling = combine.position_of(named, self.library.spellings)
        position = self.columns.add("factor named", combine.entry(self.library.spelled, spelling), "integer")
        valid = infix("=", combine.entry(self.library.valid, position), ONE)
        by_name = when(combine.is_missing(position), MISSING, when(valid, position, MISSING))
        is_unnamed = call("OR", infix("=", named, NOTHING), call("NOT", combine.is_missing(self.own_position)))
        found = when(self._has_own, MISSING, when(is_unnamed, self.flow_position, by_name))
        return self.columns.add("factor of the library", found, "integer")

    @property
    def use(self) -> Cell:
        """Which kind of factor the row uses."""
        position = self.library_position
        found = when(self._has_own, OWN, when(combine.is_missing(position), NONE, FROM_LIBRARY))
        reject = call("EXACT", self.text("origin"), Text("own-reject"))
        return self.columns.add("use", when(reject, OWN_REJECT, found), "integer", absent=NONE)

    def of_use(self, name: str, own: Area, library: Area, reject: Formula = MISSING) -> Cell:
        """Something of the factor in use."""
        use = self.use
        from_own = combine.entry(own, self.own_position)
        from_library = combine.entry(library, self.library_position)
        found = when(infix("=", use, OWN), from_own, when(infix("=", use, FROM_LIBRARY), from_library, MISSING))
        return self.columns.add(f"factor {name}", when(infix("=", use, OWN_REJECT), reject, found))

    # --- its fields -----------------------------------------------------------------------------------

    def part(self, name: str) -> Cell:
        """A component; own rejects have none."""
        return self.of_use(name, self.own.part(name), self.library.parts[name], ZERO)

    @property
    def value(self) -> Cell:
        """The headline value."""
        typed = combine.entry(self.own.typed_value, self.own_position)
        return self.of_use("value", self.own.value, self.library.values, typed)

    def detail(self, name: str) -> Cell:
        """Kind, basis and so on: those of the library where its factor is used and says so."""
        own, use = self.own_position, self.use
        typed = when(combine.is_missing(own), MISSING, combine.entry(self.own.detail(name), own))
        printed = combine.entry(self.library.details[name], self.library_position)
        found = when(infix("=", call("LEN", printed), ZERO), typed, printed)
        found = when(infix("=", use, FROM_LIBRARY), found, typed)
        return self.columns.add(f"factor {name}", found, "number" if name == "year" else "text")

    @property
    def emission(self) -> Cell:
        """What the factor gives: CO2e, CO2 or, wrongly, something else."""
        return self.columns.clean_text(
            "factor emission", self.of_use("above", self.own.side("above"), self.library.emissions)
        )

    @property
    def per(self) -> Cell:
        """What the factor is per."""
        return self.columns.clean_text("factor per", self.of_use("below", self.own.side("below"), self.library.per))

    @property
    def gives_emission(self) -> Formula:
        """Whether the factor gives CO2e or CO2."""
        return call("OR", *(call("EXACT", self.emission, Text(each)) for each in _EMISSIONS))

    # --- what the library knows of it -----------------------------------------------------------------

    def bound(self, which: str) -> Cell:
        """The plausible bound of the library for what the row uses, or for its flow."""
        chosen = when(infix("=", self.use, FROM_LIBRARY), self.library_position, self.flow_position)
        used = call("OR", infix("=", self.use, OWN), infix("=", self.use, FROM_LIBRARY))
        position = self.columns.add("factor with a range", when(used, chosen, MISSING), "integer")
        area = self.library.low if which == "low" else self.library.high
        found = combine.entry(area, position)
        fits = call("EXACT", combine.entry(self.library.per, position), self.per)
        given = infix(">", call("LEN", found), ZERO)
        known = when(fits, when(given, found, MISSING), MISSING)
        return self.columns.add(f"factor {which}", when(combine.is_missing(position), MISSING, known))

    @property
    def printed_as(self) -> Cell:
        """The kind under which the library has the value of the row's own factor."""
        library = self.library
        value, kind = self.value, self.detail("kind")
        shown = self.columns.add("own value", when(combine.is_missing(value), ZERO, value), absent=ZERO)
        difference = call("ABS", infix("-", library.values, shown))
        near = [
            infix("<=", difference, infix("*", library.tolerance, call("ABS", each)))
            for each in (library.values, shown)
        ]
        alike = infix("*", infix(">", infix("+", *near), ZERO), infix("<>", library.values, ZERO))
        alike = infix("*", alike, call("EXACT", library.per, self.per))
        claimed = self.columns.clean_text("factor kind", kind)
        count = self.columns.add("printed alike", total(alike), "integer", absent=ZERO)
        of_kind = total(infix("*", alike, call("EXACT", library.details["kind"], claimed)))
        first = combine.entry(library.details["kind"], combine.first_position(alike))
        asked = call("AND", infix("=", self.use, OWN), infix("<>", claimed, NOTHING), self.gives_emission)
        known = call("AND", infix(">", count, ZERO), infix("=", of_kind, ZERO), call("NOT", combine.is_missing(value)))
        return self.columns.add("printed as", when(asked, when(known, first, MISSING), MISSING), "text")

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields ``factor.…`` of an activity."""
        return (*COMPONENTS, "value", *DETAILS, "low", "high", "printed_as")

    def field(self, name: str) -> Cell:
        """One of them."""
        if name in COMPONENTS:
            return self.part(name)
        if name in DETAILS:
            return self.detail(name)
        return {"value": lambda: self.value, "printed_as": lambda: self.printed_as}.get(
            name, lambda: self.bound(name)
        )()

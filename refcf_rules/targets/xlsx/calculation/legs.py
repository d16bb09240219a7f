"""The transport legs of an activity: how many there are, and Σ mass × distance (item 27)."""

from __future__ import annotations

from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.calculation.inputs import TypedRows
from refcf_rules.targets.xlsx.calculation.named_columns import NamedColumns
from refcf_rules.targets.xlsx.combine import MISSING, ONE, ZERO, call, infix, total, when
from refcf_rules.targets.xlsx.formula import Cell, Formula


class TransportLegs:
    """The legs as the activities see them."""

    def __init__(self, typed: TypedRows) -> None:
        self.typed = typed
        self._columns = NamedColumns(typed.sheet)

    def count(self, activity: Cell) -> Formula:
        """How many legs name the activity."""
        return total(infix("*", self._named(activity), ONE))

    def work(self, activity: Cell) -> Formula:
        """Their work; missing if the mass or the distance of one of them is."""
        columns = self._columns
        made = columns.add("work", infix("*", self.typed.column("mass"), self.typed.column("distance")))
        known = columns.add("work known", when(combine.is_missing(made), ZERO, ONE), "integer", absent=ZERO)
        value = columns.add("work, or 0", when(combine.is_missing(made), ZERO, made), absent=ZERO)
        named, area = self._named(activity), self.typed.sheet.area
        absent = total(infix("*", named, infix("-", ONE, area(known))))
        return when(infix(">", absent, ZERO), MISSING, total(infix("*", named, area(value))))

    def _named(self, activity: Cell) -> Formula:
        parents = self.typed.sheet.area(self._columns.clean_text("activity", self.typed.column("activity")))
        return infix("*", call("EXACT", parents, activity), infix("<>", parents, combine.NOTHING))

"""The factor library as cells: every number of it stands once, and whether it holds in the period is live."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from refcf_rules.model.component import COMPONENTS, HEADLINE
from refcf_rules.model.number import Factor, NetCalorificValue, Provenance
from refcf_rules.quantities.dimension import Base, Dimension
from refcf_rules.quantities.spelling import folded
from refcf_rules.quantities.unit import canonical_unit
from refcf_rules.record import record
from refcf_rules.source.message import Message
from refcf_rules.targets.xlsx import combine
from refcf_rules.targets.xlsx.calculation.grid import Entry, Grid, cell_in
from refcf_rules.targets.xlsx.calculation.lists import OptionList
from refcf_rules.targets.xlsx.combine import ONE, ZERO, call, infix, when
from refcf_rules.targets.xlsx.compute_functions import serial_of
from refcf_rules.targets.xlsx.formula import Area, Cell, Formula

LIBRARY: Final = "calc_library"
_SAME_VALUE: Final = 1e-3
_SAME_LIMIT: Final = 1e-6
"""As in ``evaluate.known_value``: people round what they copy, a limit is compared as printed."""
DETAILS: Final = ("kind", "basis", "gwp", "year", "place", "source", "status", "losses")


@record
class Library:
    """The columns of the library. ``valid`` says which hold on the period's last day, ``usable`` leaves out limits."""

    spellings: Area
    spelled: Area
    """What a cell may hold for a factor, and the number of the factor."""
    flows: Area
    parts: dict[str, Area]
    values: Area
    details: dict[str, Area]
    low: Area
    high: Area
    emissions: Area
    per: Area
    valid: Area
    usable: Area
    split: Area
    tolerance: Area
    calorific: Area
    numbers: Area
    """1, 2, 3 … for the factors in order."""
    calorific_values: Area
    calorific_fuels: Area


def library_on(
    grid: Grid, factors: Sequence[Factor], names: OptionList, day: Cell, say: Callable[[Message], str]
) -> Library:
    """The library on a sheet of its own."""
    uses = [_Use(factor) for factor in factors]
    calorific = list(dict.fromkeys(each.ncv for each in factors if each.ncv is not None))
    put = _Columns(grid)
    put("id", [each.id for each in factors])
    put("name", [say(each.label) for each in factors])
    flows = put("flow", [folded(each.flow) for each in factors])
    parts = {part: put(part, [use.parts[part] for use in uses]) for part in COMPONENTS}
    values = put("value", [use.value for use in uses])
    put("unit", [canonical_unit(use.dimension).symbol for use in uses])
    details = {name: put(name, [use.details[name] for use in uses]) for name in DETAILS}
    low = put("low", [None if each.plausible is None else each.plausible[0] for each in factors])
    high = put("high", [None if each.plausible is None else each.plausible[1] for each in factors])
    emissions = put("emission", [canonical_unit(use.dimension.sides()[0]).symbol for use in uses])
    per = put("per", [canonical_unit(use.dimension.sides()[1]).symbol for use in uses])
    valid = valid_on(put, [each.provenance for each in factors], day)
    usable = put("usable", [ZERO if each.kind == "limit" else cell_in(valid, i) for i, each in enumerate(factors)])
    split = put("split", [1.0 if use.split else 0.0 for use in uses])
    tolerance = put("tolerance", [_SAME_LIMIT if each.kind == "limit" else _SAME_VALUE for each in factors])
    number = [0.0 if each.ncv is None else calorific.index(each.ncv) + 1.0 for each in factors]
    own = put("net calorific value", number)
    numbers = put("number", [index + 1.0 for index in range(len(factors))])
    return Library(
        *(
            names.spellings,
            names.ids,
            flows,
            parts,
            values,
            details,
            low,
            high,
            emissions,
            per,
            valid,
            usable,
            split,
            tolerance,
        ),
        *(own, numbers, put("MJ", [each.value for each in calorific]), put("per fuel", list(map(_fuel, calorific)))),
    )


class _Columns:
    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.next = 0

    def __call__(self, heading: str, entries: Sequence[Entry]) -> Area:
        area = self.grid.column(self.next, heading, entries)
        self.next += 1
        return area


def valid_on(put: Callable[[str, Sequence[Entry]], Area], dated: Sequence[Provenance], day: Cell) -> Area:
    """1 for what holds on a day, both ends included; what is dated never holds on an unknown day."""
    since = put("since", [None if each.since is None else serial_of(each.since) for each in dated])
    until = put("until", [None if each.until is None else serial_of(each.until) for each in dated])
    return put("valid", [_valid(each, cell_in(since, i), cell_in(until, i), day) for i, each in enumerate(dated)])


def _valid(dated: Provenance, since: Cell, until: Cell, day: Cell) -> Formula:
    tests = [infix("<=", since, day)] if dated.since is not None else []
    tests += [infix("<=", day, until)] if dated.until is not None else []
    if not tests:
        return ONE
    holds = tests[0] if len(tests) == 1 else call("AND", *tests)
    return when(combine.is_missing(day), ZERO, when(holds, ONE, ZERO))


def _fuel(of: NetCalorificValue) -> str:
    return canonical_unit(_ENERGY / of.unit.dimension).symbol


_ENERGY: Final = Dimension.of(Base.ENERGY)


class _Use:
    """A factor as a row uses it, as in ``evaluate.factor``."""

    def __init__(self, factor: Factor) -> None:
        self.parts = dict.fromkeys(COMPONENTS, 0.0)
        self.split = True
        for component, value in factor.components:
            part = component.replace("-", "_")
            self.split = self.split and part in COMPONENTS
            self.parts[part if part in COMPONENTS else "fossil"] += value
        self.value = 0.0
        for part in HEADLINE:
            self.value += self.parts[part]
        self.dimension = factor.type.dimension or factor.unit.dimension
        self.details: dict[str, float | str | None] = {
            "kind": factor.kind,
            "basis": factor.basis,
            "gwp": factor.gwp_set,
            "year": None if factor.year is None else float(factor.year),
            "place": None if factor.place is None else folded(factor.place),
            "source": "; ".join(factor.provenance.sources) or None,
            "status": factor.provenance.status.value,
            "losses": factor.losses,
        }

"""What the library knows about the value a row uses: its plausible range, and the kind it is printed as."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refcf_rules.evaluate.value import Datum
from refcf_rules.model.number import Factor, Provenance, Status
from tests.evaluate.evaluating import evaluated, reasons
from tests.evaluate.standards_by_hand import Cells, Written, factor, inventory, standard

GRID = replace(factor("grid", 0.5777, "kgCO2e/kWh"), plausible=(0.1 / 3.6, 0.9 / 3.6))
GRID_CO2 = replace(factor("grid_co2", 0.5306, "kgCO2e/kWh"), kind="grid-co2")
LIMIT = replace(factor("fused", 0.76, "tCO2e/t"), kind="limit")
LIBRARY = (GRID, GRID_CO2, LIMIT)


def cell(name: str, *factors: Factor, **cells: Written) -> Datum:
    """A field of the only activity, power from the grid."""
    row: Cells = {"id": "a", "process": "firing", "kind": "electricity", "flow": "grid", **cells}
    state = evaluated(standard(factors=factors or LIBRARY), inventory(activity=[row]))
    return state.cell(state.rows("activity")[0], name)


def own(value: float, unit: str, kind: str = "footprint") -> dict[str, Written]:
    return {"factor.value": (value, unit), "factor.kind": kind}


@pytest.mark.parametrize("cells", [{}, own(0.2, "kgCO2/kWh"), {"factor": "grid"}], ids=["flow", "own", "named"])
def test_the_bounds_are_those_of_the_library_for_the_flow_whatever_factor_is_used(cells: dict[str, Written]) -> None:
    assert cell("factor.low", **cells) == 0.1 / 3.6
    assert cell("factor.high", **cells) == 0.9 / 3.6


@pytest.mark.parametrize(
    "cells", [own(1, "kgCO2e/t"), {**own(1, "kgCO2e/kWh"), "flow": "nothing"}], ids=["other kind", "unknown flow"]
)
def test_without_bounds_that_fit_they_are_missing(cells: dict[str, Written]) -> None:
    assert reasons(cell("factor.low", **cells)) == ["plausible range of the factor of activity “a”"]


def test_bounds_hold_on_the_last_day_and_are_those_of_the_place() -> None:
    until = Provenance(Status.SOURCED, until="2020-12-31")
    since = Provenance(Status.SOURCED, since="2021-01-01")
    old = replace(GRID, id="old", plausible=(1.0, 2.0), provenance=until)
    new = replace(GRID, id="new", plausible=(3.0, 4.0), provenance=since, place="CN")
    west = replace(new, id="west", plausible=(5.0, 6.0), place="west")
    assert cell("factor.low", old, new, **own(1, "kgCO2e/kWh")) == 3
    assert reasons(cell("factor.low", old, new, west, **own(1, "kgCO2e/kWh")))
    assert cell("factor.high", old, new, west, **own(1, "kgCO2e/kWh"), place="west") == 6


@pytest.mark.parametrize(
    "typed,kind",
    [
        (own(0.5306, "kgCO2/kWh"), "grid-co2"),
        (own(0.5306, "kgCO2e/kWh"), "grid-co2"),
        (own(0.53060003, "kgCO2e/kWh"), "grid-co2"),
        (own(0.531, "kgCO2e/kWh"), "grid-co2"),
        (own(760, "kgCO2e/t"), "limit"),
        (own(0.5777, "kgCO2e/kWh", "grid-co2"), "footprint"),
    ],
)
def test_a_value_printed_under_another_kind_is_recognised(typed: dict[str, Written], kind: str) -> None:
    assert cell("factor.printed_as", **typed) == kind


@pytest.mark.parametrize(
    "typed",
    [
        own(0.5777, "kgCO2e/kWh"),
        own(0.5306, "kgCO2/kWh", "grid-co2"),
        own(0.534, "kgCO2e/kWh"),
        own(760.5, "kgCO2e/t"),
        own(0.5306, "kgCO2e/t"),
        {"factor.value": (0.5306, "kgCO2e/kWh")},
        {"factor": "grid_co2"},
    ],
    ids=["its own kind", "claimed right", "near", "near a limit", "per tonne", "no kind claimed", "from the library"],
)
def test_else_nothing_is_said(typed: dict[str, Written]) -> None:
    assert reasons(cell("factor.printed_as", **typed))


def test_two_kinds_with_one_value_accuse_nobody() -> None:
    both = (GRID_CO2, replace(GRID_CO2, id="twin", kind="footprint"))
    assert reasons(cell("factor.printed_as", *both, **own(0.5306, "kgCO2e/kWh")))

"""What is worked out before any formula: decisions 12, 17, 24, 26, 29, 31 and 32."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from refcf_rules.evaluate.dated import whole_months
from refcf_rules.evaluate.value import Datum
from refcf_rules.model.number import Factor, Provenance, Status
from tests.evaluate.evaluating import evaluated, known, reasons
from tests.evaluate.standards_by_hand import Cells, Written, factor, inventory, standard

DRY = replace(factor("magnesia", 2, "tCO2e/t"), basis="dry")


def cell(name: str, *factors: Factor, **cells: Written) -> Datum:
    """A field of the only activity, magnesia unless said otherwise."""
    return cell_with_legs(name, (), factors or (DRY,), cells)


def cell_with_legs(name: str, legs: Sequence[Cells], factors: Sequence[Factor], cells: Cells) -> Datum:
    row: Cells = {"id": "a", "process": "magnesia", "kind": "material", "flow": "magnesia", **cells}
    state = evaluated(standard(factors=factors), inventory(activity=[row], leg=legs))
    return state.cell(state.rows("activity")[0], name)


def test_12_dry_mass_takes_the_moisture_off() -> None:
    wet: dict[str, Written] = {"amount": (10, "t"), "basis": "as-received"}
    assert known(cell("mass", **wet, moisture=(4, "%"))) == pytest.approx(9600)
    assert reasons(cell("mass", **wet)) == ["moisture of activity “a”"]
    assert cell("mass", amount=(10, "t"), basis="dry") == 10_000
    assert cell("mass", amount=(10, "t"), basis="fired") == 10_000


def test_12_a_material_without_basis_has_no_dry_mass_but_packaging_has() -> None:
    assert reasons(cell("mass", amount=(10, "t"))) == ["mass basis of activity “a”"]
    assert cell("mass", amount=(10, "t"), kind="packaging") == 10_000


def test_mass_and_energy_are_those_of_an_amount_that_is_one() -> None:
    assert reasons(cell("mass", amount=(10, "MWh"))) == [
        "mass of activity “a” (its amount is in MWh, which is no mass)"
    ]
    assert cell("energy", amount=(10, "MWh")) == 36_000


def test_31_the_factor_amount_is_on_the_basis_of_the_factor() -> None:
    wet: dict[str, Written] = {"amount": (10, "t"), "basis": "as-received", "moisture": (4, "%")}
    assert known(cell("factor_amount", **wet)) == pytest.approx(9600)
    assert known(cell("factor_amount", factor("magnesia", 2, "tCO2e/t"), **wet)) == 10_000
    as_received = replace(DRY, basis="as-received")
    dry: dict[str, Written] = {"amount": (9.6, "t"), "basis": "dry", "moisture": (4, "%")}
    assert known(cell("factor_amount", as_received, **dry)) == pytest.approx(10_000)


@pytest.mark.parametrize("amount", [(10.0, "m3"), (10.0, "MWh"), (10.0, "t")])
def test_31_an_amount_in_another_kind_of_unit_is_missing_and_names_both(amount: tuple[float, str]) -> None:
    gas = factor("magnesia", 2, "kgCO2e/Nm3")
    said = reasons(cell("factor_amount", gas, amount=amount))[0]
    assert said == f"activity “a”: the amount in {amount[1]} does not go with a factor in kgCO2e/Nm3"


def test_31_the_factor_of_a_row_may_have_any_multiple_of_the_unit() -> None:
    own: dict[str, Written] = {"factor.value": (2, "tCO2e/kg"), "amount": (10, "t"), "basis": "dry"}
    assert cell("factor.fossil", **own) == 2000
    assert cell("factor_amount", **own) == 10_000


def test_32_transport_work_is_summed_over_the_legs() -> None:
    legs: list[Cells] = [
        {"parent": "a", "mass": (10, "t"), "distance": (700, "km")},
        {"parent": "a", "mass": (10, "t"), "distance": (30, "km")},
        {"parent": "other", "mass": (10, "t"), "distance": (30, "km")},
    ]
    truck = factor("magnesia", 0.1, "kgCO2e/tkm")
    shipped: Cells = {"kind": "transport"}
    assert known(cell_with_legs("amount", legs, [truck], shipped)) == pytest.approx(7300e6)
    assert known(cell_with_legs("factor_amount", legs, [truck], shipped)) == pytest.approx(7300e6)
    assert cell_with_legs("amount", legs, [truck], {**shipped, "amount": (1, "tkm")}) == 1e6


def test_32_a_leg_without_distance_is_named() -> None:
    legs: list[Cells] = [{"parent": "a", "mass": (10, "t")}]
    assert reasons(cell_with_legs("amount", legs, [DRY], {"kind": "transport"})) == ["distance of transport leg “#1”"]


def test_24_the_own_factor_of_a_row_comes_first() -> None:
    own: dict[str, Written] = {"factor.value": (3, "tCO2e/t"), "factor.status": "supplier"}
    assert cell("factor.value", **own) == 3
    assert cell("factor.status", **own) == "supplier"


def test_24_a_row_may_name_a_factor_of_the_library() -> None:
    both = (factor("magnesia", 2, "tCO2e/t", "one"), factor("magnesia", 4, "tCO2e/t", "two"))
    assert cell("factor.value", *both, factor="two") == 4
    assert reasons(cell("factor.value", *both, factor="three"))


def test_24_two_matches_are_missing_unless_the_place_decides() -> None:
    north = replace(factor("magnesia", 2, "tCO2e/t", "north"), place="north")
    south = replace(factor("magnesia", 4, "tCO2e/t", "south"), place="south")
    assert reasons(cell("factor.value", north, south)) == ["several factors match activity “a”: north, south"]
    assert cell("factor.value", north, south, place="south") == 4
    assert reasons(cell("factor.value", north, south, place="west")) == [
        "no factor for the place of activity “a”, only north, south"
    ]


@pytest.mark.parametrize(
    "since,until,holds",
    [
        ("2025-12-31", None, True),
        ("2026-01-01", None, False),
        (None, "2025-12-31", True),
        (None, "2025-12-30", False),
    ],
)
def test_24_a_factor_holds_on_the_last_day_of_the_period(
    since: str | None,
    until: str | None,
    holds: bool,  # noqa: FBT001 -- a column of the table above
) -> None:
    dated = factor("magnesia", 2, "tCO2e/t", provenance=Provenance(Status.SOURCED, since=since, until=until))
    found = cell("factor.value", dated)
    if holds:
        assert found == 2
    else:
        assert reasons(found) == ["the factor of activity “a” does not hold on the last day of the period: magnesia"]


def test_24_limit_values_are_no_factors() -> None:
    assert reasons(cell("factor.value", replace(DRY, kind="limit")))


def test_24_a_flow_nobody_knows_is_missing_and_near_names_are_offered() -> None:
    found = cell("factor.value", flow="magnesai")
    assert reasons(found) == ["factor of activity “a” (the library has none for “magnesai”)"]
    assert not isinstance(found, float | str | bool)
    assert found.causes[0].fix is not None
    assert found.causes[0].fix.en == "Was magnesia meant for “a”?"


def test_29_a_factor_without_split_counts_as_fossil() -> None:
    whole = replace(DRY, components=(("total", 2.0),))
    assert cell("factor.fossil", whole) == 2
    assert cell("factor.biogenic", whole) == 0


def test_29_biogenic_parts_stay_outside_the_value() -> None:
    split = replace(DRY, components=(("fossil", 2.0), ("biogenic", 1.0), ("land-use", 0.5)))
    assert cell("factor.value", split) == 2.5
    own: dict[str, Written] = {"factor.value": (3, "tCO2e/t"), "factor.land_use": (1, "tCO2e/t")}
    assert cell("factor.fossil", **own) == 2


def test_17_own_rejects_carry_no_burden() -> None:
    for name in ("factor_amount", "factor.fossil", "factor.biogenic"):
        assert cell(name, origin="own-reject", flow="unknown") == 0


@pytest.mark.parametrize("kind", ["electricity", "packaging", "transport"])
def test_origin_is_asked_of_materials_only(kind: str) -> None:
    assert cell("origin", kind=kind) == "not-applicable"
    assert cell("origin", kind=kind, origin="virgin") == "virgin"
    assert reasons(cell("origin")) == ["origin of activity “a”"]


def test_the_stage_is_that_of_the_unit_process() -> None:
    assert cell("stage") == "raw-materials"
    assert reasons(cell("stage", process="melting")) == [
        "stage of activity “a” (the standard has no unit process “melting”)"
    ]


@pytest.mark.parametrize(
    "start,end,months",
    [
        ("2025-01-01", "2025-12-31", 12),
        ("2024-07-01", "2025-06-30", 12),
        ("2025-01-01", "2025-12-30", 11),
        ("2024-03-01", "2025-02-28", 12),
        ("2024-02-29", "2025-02-28", 12),
        ("2025-01-15", "2025-02-14", 1),
        ("2025-01-01", "9999-12-31", None),
        ("no date", "2025-02-14", None),
    ],
)
def test_26_whole_months_with_both_ends(start: str, end: str, months: int | None) -> None:
    assert whole_months(start, end) == months

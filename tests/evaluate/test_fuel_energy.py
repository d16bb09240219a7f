"""Readings, gas states and net calorific values: how an amount becomes what its factor counts (20, 22, 31)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refcf_rules.evaluate.judge import judge
from refcf_rules.evaluate.value import Datum, Missing
from refcf_rules.model.number import Factor, NetCalorificValue, Provenance, Status
from refcf_rules.quantities.unit import parse_unit, to_canonical
from tests.evaluate.evaluating import evaluated, judged, known, reasons
from tests.evaluate.standards_by_hand import Cells, Written, factor, inventory, standard


def fuel(value: float, unit: str, ncv: tuple[float, str] | None = None, id_: str = "") -> Factor:
    """A factor for the flow gas, with its net calorific value."""
    made = factor("gas", value, unit, id_)
    if ncv is None:
        return made
    parsed = parse_unit(ncv[1])
    return replace(made, ncv=NetCalorificValue(to_canonical(ncv[0], parsed), parsed))


PER_VOLUME = fuel(2, "kgCO2e/Nm3", (38.931, "MJ/Nm3"))
PER_ENERGY = fuel(55.54, "kgCO2e/GJ", (38.931, "MJ/Nm3"))


def cell(name: str, *factors: Factor, **cells: Written) -> Datum:
    """A field of the only activity, a fuel with the flow gas."""
    row: Cells = {"id": "a", "process": "firing", "kind": "fuel", "flow": "gas", **cells}
    state = evaluated(standard(factors=factors or (PER_VOLUME,)), inventory(activity=[row]))
    return state.cell(state.rows("activity")[0], name)


def test_20_a_multiplier_turns_the_reading_into_the_amount() -> None:
    read: dict[str, Written] = {"amount": (120, "Nm3"), "multiplier": (10, "1")}
    for name in ("amount", "factor_amount"):
        assert cell(name, **read) == 1200
    assert cell("mass", amount=(3, "t"), multiplier=(2, "1"), basis="dry") == 6000


def test_31_gas_at_20_degrees_counts_at_0_degrees_for_a_factor_per_normal_volume() -> None:
    assert known(cell("factor_amount", amount=(293.15, "m3(20°C)"))) == pytest.approx(273.15, rel=1e-12)
    per_20 = fuel(2, "kgCO2e/m3(20°C)")
    assert known(cell("factor_amount", per_20, amount=(273.15, "Nm3"))) == pytest.approx(293.15, rel=1e-12)


def test_31_the_energy_of_a_fuel_is_its_amount_by_the_net_calorific_value_of_the_library() -> None:
    assert known(cell("energy", amount=(1000, "Nm3"))) == pytest.approx(38_931)
    assert known(cell("energy", amount=(1000, "m3(20°C)"))) == pytest.approx(38_931 * 273.15 / 293.15)
    own: dict[str, Written] = {"factor.value": (3, "kgCO2e/Nm3")}
    assert known(cell("energy", amount=(1000, "Nm3"), **own)) == pytest.approx(38_931)
    assert cell("energy", amount=(5, "GJ")) == 5000


def test_31_the_measured_calorific_value_comes_before_that_of_the_library() -> None:
    assert known(cell("energy", amount=(1000, "Nm3"), ncv=(36, "MJ/Nm3"))) == pytest.approx(36_000)
    assert known(cell("energy", amount=(2, "t"), ncv=(26.7, "GJ/t"), ncv_basis="net")) == pytest.approx(53_400)


def test_31_a_gross_calorific_value_is_not_used() -> None:
    given: dict[str, Written] = {"amount": (1, "t"), "ncv": (29, "GJ/t"), "ncv_basis": "gross"}
    found = cell("energy", **given)
    assert reasons(found) == ["net calorific value of activity “a” (the one given is gross)"]
    assert isinstance(found, Missing)
    assert found.causes[0].fix is not None
    assert found.causes[0].fix.en.startswith("Give the net calorific value of “a”")
    assert reasons(cell("factor_amount", PER_ENERGY, **given)) == reasons(found)


def test_22_fuel_goes_with_a_factor_per_energy_and_energy_with_one_per_fuel() -> None:
    assert known(cell("factor_amount", PER_ENERGY, amount=(1000, "Nm3"))) == pytest.approx(38_931)
    assert known(cell("factor_amount", PER_VOLUME, amount=(38.931, "GJ"))) == pytest.approx(1000)
    per_20 = fuel(2, "kgCO2e/m3(20°C)", (38.931, "MJ/Nm3"))
    assert known(cell("factor_amount", per_20, amount=(38.931, "GJ"))) == pytest.approx(1000 * 293.15 / 273.15)


def test_22_without_a_calorific_value_both_units_are_named_and_it_is_asked_for() -> None:
    found = cell("factor_amount", fuel(55.54, "kgCO2e/GJ"), amount=(1000, "Nm3"))
    assert reasons(found) == ["activity “a”: the amount in Nm3 does not go with a factor in kgCO2e/GJ"]
    assert isinstance(found, Missing)
    assert found.causes[0].fix is not None
    assert found.causes[0].fix.en == "Give “a” its net calorific value ncv, such as 38.9 MJ/Nm3."


def test_12_a_calorific_value_of_dry_coal_takes_the_moisture_off() -> None:
    dry = replace(fuel(2.5, "tCO2e/t", (26, "GJ/t")), basis="dry")
    wet: dict[str, Written] = {"amount": (10, "t"), "basis": "as-received", "moisture": (8, "%")}
    assert known(cell("energy", dry, **wet)) == pytest.approx(10_000 * 0.92 * 26)
    own: dict[str, Written] = {**wet, "ncv": (24, "GJ/t")}
    assert known(cell("energy", dry, **own)) == pytest.approx(10_000 * 24)
    assert known(cell("factor_amount", dry, **wet)) == pytest.approx(9200)
    by_energy = cell("factor_amount", dry, amount=(260, "GJ"))
    assert known(by_energy) == pytest.approx(10_000)


def test_several_calorific_values_are_missing_unless_one_factor_is_named() -> None:
    both = (PER_VOLUME, fuel(2, "kgCO2e/Nm3", (35, "MJ/Nm3"), "other"))
    own: dict[str, Written] = {"amount": (1, "Nm3"), "factor.value": (3, "kgCO2e/Nm3")}
    assert reasons(cell("energy", *both, **own)) == [
        "net calorific value of activity “a” (the library has several: gas, other)"
    ]
    assert known(cell("energy", *both, amount=(1, "Nm3"), factor="other")) == 35


def test_a_calorific_value_that_does_not_hold_on_the_last_day_is_not_taken() -> None:
    old = replace(PER_VOLUME, provenance=Provenance(Status.SOURCED, until="2020-12-31"))
    assert reasons(cell("energy", old, amount=(1, "Nm3"), **{"factor.value": (3, "kgCO2e/Nm3")}))


def test_the_trace_writes_the_steps_out() -> None:
    read: Cells = {"amount": (12, "万m3(20°C)"), "multiplier": (10, "1")}
    given = inventory(activity=[{"id": "a", "kind": "fuel", "flow": "gas", **read}])
    steps = judge(standard(factors=(PER_ENERGY,)), given, tool_version="0", with_trace=True).steps
    step = next(step for step in steps if step.id == "activity.factor_amount")
    assert step.formula.en == "reading × meter multiplier × 20 °C to 0 °C × net calorific value"
    assert step.substituted.en == "12 万m3(20°C) × 10 × (273.15 K/293.15 K) × 38.931 MJ/Nm3"
    assert step.result.en == "43529.9 GJ"


def test_notes_name_what_was_converted() -> None:
    row: Cells = {"id": "a", "kind": "fuel", "flow": "gas", "amount": (1, "m3(20°C)")}
    said = [note.en for note in judged(standard(factors=(PER_ENERGY,)), inventory(activity=[row])).notes]
    assert said[0].startswith("The gas volumes of 1 activities were converted between 20 °C and 0 °C (ideal gas")
    assert said[1] == "1 activities were converted between fuel and energy by the net calorific value: a."

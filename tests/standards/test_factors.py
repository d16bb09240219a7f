"""The factor part holds what its sources print, each number with kind and source, and nothing that was not found."""

from __future__ import annotations

import pytest

from refcf_rules.model.expression import NumberLiteral
from refcf_rules.model.number import Entry, Factor, LookupTable, Status
from refcf_rules.model.standard import Standard
from refcf_rules.quantities.unit import parse_unit, to_canonical
from tests import series
from tests.standards.printed_numbers import CALORIFIC_VALUES, FACTORS, NOT_FOUND, PARAMETERS, RANGES, TABLES

CARBON_DIOXIDE_PER_CARBON = 44 / 12


@pytest.fixture(scope="module")
def library() -> Standard:
    return series.part("factors")


@pytest.fixture(scope="module")
def factors(library: Standard) -> dict[str, Factor]:
    return {factor.id: factor for factor in library.factors}


def rounds_to(value: float, printed: str, unit: str) -> bool:
    """Whether a canonical value has the digits that a source prints in this unit."""
    parsed = parse_unit(unit)
    half = 0.500001 * 10.0 ** -len(printed.partition(".")[2])
    return abs(value - to_canonical(float(printed), parsed)) <= to_canonical(half, parsed)


def value_of(factor: Factor) -> float:
    return sum(value for _, value in factor.components)


@pytest.mark.parametrize("id_,printed,unit,kind", FACTORS, ids=[row[0] for row in FACTORS])
def test_a_printed_factor_is_in_the_library(
    factors: dict[str, Factor], id_: str, printed: str, unit: str, kind: str
) -> None:
    assert factors[id_].kind == kind
    assert rounds_to(value_of(factors[id_]), printed, unit)


def test_the_table_of_this_test_leaves_out_only_sums_of_printed_numbers(factors: dict[str, Factor]) -> None:
    left = set(factors) - {row[0] for row in FACTORS}
    assert left == {"gasoline_full", "anthracite_full", "bituminous_coal_full", "washed_coal_full"}


def printed_entries() -> list[tuple[str, tuple[str, ...], str, str]]:
    found = []
    for line in TABLES.strip().splitlines():
        head, _, listed = line.partition(": ")
        table, _, unit = head.partition(" ")
        for each in listed.split("; "):
            keys, _, number = each.partition(" = ")
            found.append((table, tuple(keys.split()), number, unit))
    return found


def test_every_printed_entry_is_in_its_table(library: Standard) -> None:
    tables: dict[str, LookupTable] = {table.id: table for table in library.lookups}
    entries: dict[tuple[str, tuple[str, ...]], Entry] = {
        (table.id, entry.keys): entry for table in tables.values() for entry in table.entries
    }
    wrong = [
        (table, keys, printed)
        for table, keys, printed, unit in printed_entries()
        if (table, keys) not in entries or not rounds_to(entries[table, keys].value, printed, unit)
    ]
    assert wrong == []


@pytest.mark.parametrize("id_", PARAMETERS)
def test_a_parameter_has_the_printed_value(library: Standard, id_: str) -> None:
    parameter = next(parameter for parameter in library.parameters if parameter.id == id_)
    value = parameter.values[0].value
    assert isinstance(value, NumberLiteral)
    assert rounds_to(value.value, *PARAMETERS[id_])


@pytest.mark.parametrize("id_", CALORIFIC_VALUES)
def test_a_fuel_has_its_net_calorific_value(factors: dict[str, Factor], id_: str) -> None:
    ncv = factors[id_].ncv
    assert ncv is not None
    assert rounds_to(ncv.value, *CALORIFIC_VALUES[id_])


@pytest.mark.parametrize("id_", RANGES)
def test_a_factor_has_the_range_of_its_sources(factors: dict[str, Factor], id_: str) -> None:
    low, high, unit = RANGES[id_]
    plausible = factors[id_].plausible
    assert plausible is not None
    assert rounds_to(plausible[0], low, unit)
    assert rounds_to(plausible[1], high, unit)


def test_every_factor_lies_within_its_own_range(factors: dict[str, Factor]) -> None:
    ranges = {id_: (factor.plausible, value_of(factor)) for id_, factor in factors.items() if factor.plausible}
    assert [id_ for id_, (bounds, value) in ranges.items() if not bounds[0] <= value <= bounds[1]] == []


def test_every_number_has_a_source_or_a_derivation(library: Standard) -> None:
    assert [factor.id for factor in library.factors if not factor.provenance.sources] == []
    entries = [(table.id, entry) for table in library.lookups for entry in table.entries]
    held = [
        (table, entry.keys)
        for table, entry in entries
        if not entry.provenance.sources and entry.provenance.derivation is None
    ]
    assert held == []


def test_no_number_is_a_placeholder_or_left_open(library: Standard) -> None:
    settled = {Status.SOURCED, Status.DERIVED}
    assert {factor.provenance.status for factor in library.factors} <= settled
    assert {entry.provenance.status for table in library.lookups for entry in table.entries} <= settled


def test_limit_values_are_derived(factors: dict[str, Factor]) -> None:
    limits = [factor for factor in factors.values() if factor.kind == "limit"]
    assert limits
    assert {factor.provenance.status for factor in limits} == {Status.DERIVED}


def test_nothing_that_was_not_found_has_a_footprint_factor(library: Standard) -> None:
    names = {factor.flow for factor in library.factors if factor.kind == "footprint"}
    assert {name for name in names for absent in NOT_FOUND if name == absent or name.startswith(f"{absent}_")} == set()


def test_no_province_has_a_footprint_factor(library: Standard) -> None:
    places = {factor.place for factor in library.factors if factor.kind == "footprint"}
    assert places == {"CN"}


def test_direct_combustion_follows_from_calorific_value_carbon_and_oxidation(library: Standard) -> None:
    table = {(one.id, entry.keys[0]): entry.value for one in library.lookups for entry in one.entries}
    for factor in library.factors:
        fuel = factor.flow.removesuffix("_combustion").replace("lpg", "LPG")
        oxidation = table.get(("cn_oxidation", fuel))
        if factor.kind != "direct-combustion" or oxidation is None or factor.ncv is None:
            continue
        found = factor.ncv.value * table["cn_carbon", fuel] * oxidation * CARBON_DIOXIDE_PER_CARBON
        assert value_of(factor) == pytest.approx(found, rel=2e-4), factor.id


def test_a_kilogram_of_coal_equivalent_of_electricity(library: Standard, factors: dict[str, Factor]) -> None:
    """1 kgce = 8.137 kWh = 4.7005 kgCO2e by the convention of the quotas."""
    table = next(table for table in library.lookups if table.id == "power_as_coal")
    kgce = parse_unit("kgce(当量)/kWh")
    per_kwh = table.entries[0].value / to_canonical(1, kgce)
    assert 1 / per_kwh == pytest.approx(8.137, abs=5e-4)
    power = value_of(factors["grid_electricity_2024"]) / to_canonical(1, parse_unit("kgCO2e/kWh"))
    assert power / per_kwh == pytest.approx(4.7005, abs=5e-4)

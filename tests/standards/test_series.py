"""The refractories series: sound, proven by its examples, and equal to the figures it was checked against."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import refcf_rules
from refcf_rules.api import bundled_standards, find_standard, run_examples
from refcf_rules.evaluate.bind import bind
from refcf_rules.evaluate.example import coverage_of
from refcf_rules.evaluate.expression import evaluation
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.model.standard import Standard
from tests import series
from tests.architecture.checkout import ROOT

SERIES = ROOT / "standards" / "refractories"
PARTS = tuple(sorted(path.stem for path in SERIES.glob("*.pcr")))
WITH_FOOTPRINT = tuple(part for part in PARTS if part != "factors")


@pytest.fixture(scope="module")
def magnesia_carbon() -> Standard:
    return series.part("magnesia_carbon")


def test_the_series_is_bundled() -> None:
    assert set(PARTS) >= {"factors", "general", "high_alumina", "magnesia_spinel", "magnesia_carbon", "fused_cast"}
    assert set(PARTS) >= {"insulating", "castable", "functional", "magnesia"}
    assert set(PARTS) <= set(bundled_standards())


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_free_of_problems(part: str) -> None:
    assert refcf_rules.check(SERIES / f"{part}.pcr") == ()


@pytest.mark.parametrize("part", WITH_FOOTPRINT)
def test_each_rule_is_satisfied_by_an_example_and_violated_by_another(part: str) -> None:
    standard = series.part(part)
    results = tuple(run_examples(standard, find_standard(part).folder))
    assert [result.example.id for result in results if not result.passed] == []
    assert [one.requirement.id for one in coverage_of(standard, results) if not one.is_full] == []


@cache
def inventories_of_examples() -> frozenset[str | None]:
    """The inventories that the examples of all parts name."""
    parts = [series.part(part) for part in WITH_FOOTPRINT]
    return frozenset(example.path for part in parts for example in part.examples)


@pytest.mark.parametrize("name", [path.name for path in sorted((SERIES / "examples").glob("*.yaml"))])
def test_each_inventory_is_used_by_an_example(name: str) -> None:
    assert f"examples/{name}" in inventories_of_examples()


def test_there_are_at_least_eight_inventories() -> None:
    assert len(list((SERIES / "examples").glob("*.yaml"))) >= 8


def footprint_of(name: str, standard: Standard) -> refcf_rules.FootprintResult:
    inventory = refcf_rules.load_inventory(Path(SERIES / "examples" / name), standard)
    found = refcf_rules.calculate(inventory, standard)
    assert found is not None
    return found


def test_the_plant_mt14a_is_not_decidable_and_has_its_subtotal(magnesia_carbon: Standard) -> None:
    found = footprint_of("mt14a.yaml", magnesia_carbon)
    assert not isinstance(found.value, float)
    assert sorted(str(cause.row) for cause in found.causes) == ["aluminium", "hexamine", "resin"]
    total = 27825.120 + 4101.120 + 7672.000 + 32 + 24 + 36
    total += 8260 * 700 * 97.8e-6 + 1400 * 1500 * 97.8e-6 + 200 * 500 * 97.8e-6 + 348 * 300 * 97.8e-6
    total += 1660 * 0.5777 + 240_000 * 2.770189e-3 + 10 * 3.74686 + 30 * 44 / 12
    assert found.subtotal is not None
    assert found.subtotal == pytest.approx(total / 10_000, rel=1e-9)  # t/t is kg/kg
    assert round(found.subtotal * 1000, 3) == 4225.239


def test_the_plant_mt14a_with_placeholders(magnesia_carbon: Standard) -> None:
    found = footprint_of("mt14a_placeholders.yaml", magnesia_carbon)
    assert isinstance(found.value, float)
    assert round(found.value * 1000, 3) == 4529.639
    assert len(found.placeholders) == 3


def test_what_has_no_public_value_has_no_factor(magnesia_carbon: Standard) -> None:
    absent = ("aluminium_powder", "phenolic_resin", "hexamine", "silicon_carbide", "zircon", "tabular_alumina")
    assert not {factor.flow for factor in magnesia_carbon.factors} & set(absent)


SPINEL = """
standard regression {
    title zh "算术回归" en "Arithmetic regression"
}
clause fused_spinel {
    title zh "电熔尖晶石" en "Fused spinel"
    formula electricity_out zh "扣除电力" en "electricity out" = 375 * 0.021 / 0.1229 * 0.5777 / 1000
    formula gas_out zh "扣除天然气" en "gas out" = 375 * 0.979 / 1.2143 * 2.792671 / 1000
    formula electricity_in zh "计入电力" en "electricity in" = 185 / 0.1229 * 0.5777 / 1000
    formula fused zh "电熔尖晶石" en "fused spinel"
        = 4.602431 - 0.037016985 - 0.844321293 - 0 + 0.869605370 + 0.033
    formula gas zh "天然气" en "natural gas" = 389.31 * 0.0153 * 0.99 * 44 / 12 / 10
    formula carbonate zh "碳酸镁" en "magnesium carbonate" = 0.47 * 2.092 * 0.52197
}
"""


@pytest.mark.parametrize(
    "name, expected, digits",
    [
        ("electricity_out", 0.037016985, 9),
        ("gas_out", 0.844321293, 8),
        ("electricity_in", 0.869605370, 9),
        ("fused", 4.623698092, 9),
        ("gas", 2.162189, 6),
        ("carbonate", 0.5132, 4),
    ],
)
def test_the_derived_figures_come_out(name: str, expected: float, digits: int, tmp_path: Path) -> None:
    """Derived values: an arithmetic regression, never factors of the library."""
    (tmp_path / "regression.pcr").write_text(SPINEL, encoding="utf-8")
    standard = refcf_rules.load_standard(tmp_path / "regression.pcr")
    inventory = refcf_rules.load_inventory(EMPTY, standard, name="empty.yaml")
    found = evaluation(bind(standard, inventory)).scalar(name)
    assert isinstance(found, float)
    assert abs(found - expected) <= 0.5 * 10.0**-digits


EMPTY = b"""
refcf: 1
standard: regression
product: {id: p, name: p, class: none}
period: {start: 2024-01-01, end: 2024-12-31}
output: {accepted: 1 t}
"""


@pytest.mark.parametrize("shortcut", ["energy_ratio", "purity_ratio"])
def test_a_factor_scaled_by_energy_or_purity_is_refused(shortcut: str) -> None:
    """The forbidden shortcut: scaling a whole factor by a ratio."""
    general = series.part("general")
    results = run_examples(general, find_standard("general").folder)
    refused = next(result for result in results if result.example.id == f"general_{shortcut}")
    assert refused.passed
    assert refused.outcomes["no_scaled_factor"] is Outcome.VIOLATED

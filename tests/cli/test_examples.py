"""``refcf test``: edits reach what they name, expectations fail when they should, coverage is counted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import Shown, refcf

ELECTRICITY = 'set kiln_fans.factor.kind = "grid-co2"'


def run_with(starter: Path, tmp_path: Path, *items: str, base: str = "from plant") -> Shown:
    """The starter's standard with one more example."""
    project = shutil.copytree(starter, tmp_path / "project", dirs_exist_ok=True)
    rules = (starter / "my_bricks.pcr").read_text("utf-8")
    body = "\n    ".join(items)
    example = f'\nexample more {base} zh "更多" en "more" {{\n    {body}\n}}\n'
    (project / "my_bricks.pcr").write_text(rules + example, "utf-8")
    return refcf("test", "my_bricks.pcr", cwd=project)


@pytest.mark.parametrize(
    "items",
    [
        ("satisfied",),
        ("remove firing", "violates only boundary.firing"),
        ("remove activities.kiln_gas", "remove kiln_fans", "violates only boundary.firing"),
        ("remove 活动.kiln_gas", "remove activity.kiln_fans", "violates boundary.firing"),
        (ELECTRICITY, "violates only electricity_factor"),
        ('set activities.kiln_fans.factor.类别 = "grid-co2"', "violates electricity_factor"),
        ("set output.accepted = 500 t", "satisfied", "result CFP = 3751.2 kgCO2e/t within 0.1 kgCO2e/t"),
        ("set 产出.合格品产量 = 500 t", "satisfied", "result CFP = 3751.2 kgCO2e/t within 0.1 kgCO2e/t"),
        ("set composition.MgO.share = 80 %", "violates only product.my_brick.MgO"),
        ("set pools.kiln.users.others.mass_charged = 0 t", "satisfied"),
        ("set product.state = tempered", "violates only product.my_brick.state"),
        (
            "remove kiln_gas.amount",
            "not decidable CFP, boundary.zero_amount",
            "subtotal CFP = 1501.2 kgCO2e/t within 0.1 kgCO2e/t",
        ),
        ("remove magnesia", "remove kiln_fans", "violates boundary.magnesia_supply"),
        ('set product.name = "另一种砖"', "set period.start = 2024-01-01", "satisfied"),
    ],
)
def test_what_comes_out_as_expected_passes(items: tuple[str, ...], starter: Path, tmp_path: Path) -> None:
    shown = run_with(starter, tmp_path, *items)
    assert shown.code == 0, shown.stdout
    assert shown.verdict == "passed  my_bricks"


@pytest.mark.parametrize(
    "items, said",
    [
        (("remove firing", "satisfied"), "Expected satisfied, but it is violated."),
        (("violates boundary.firing",), "boundary.firing should be violated; it is satisfied."),
        (("remove firing", ELECTRICITY.replace("kiln_fans", "nobody"), "violates boundary.firing"), "nobody"),
        (("remove kiln_gas.moisture", "satisfied"), "There is no kiln_gas.moisture in the inventory"),
        (("remove nobody", "satisfied"), "There is no nobody in the inventory"),
        (("remove firing", "violates only boundary.magnesia_supply"), "boundary.firing is violated, which"),
        (("remove firing",), "boundary.firing is violated, which the example does not list"),
        (("remove kiln_gas.amount",), "boundary.zero_amount is not decidable, which the example does not list"),
        (("not decidable boundary.firing",), "boundary.firing should not be decidable; it is satisfied."),
        (("not decidable CFP",), "CFP should not be decidable; it is there."),
        (("satisfied", "result CFP = 1 kgCO2e/t within 0.1 kgCO2e/t"), "it is 1875.6 kgCO2e/t"),
        (
            (
                "remove kiln_gas.amount",
                "not decidable boundary.zero_amount",
                "result CFP = 1 kgCO2e/t within 1 kgCO2e/t",
            ),
            "it is missing",
        ),
        (('set output.accepted = "500 kgs"', "satisfied"), "The inventory was not understood (/output/accepted)"),
    ],
)
def test_what_comes_out_otherwise_fails(items: tuple[str, ...], said: str, starter: Path, tmp_path: Path) -> None:
    shown = run_with(starter, tmp_path, *items)
    if shown.code == 1 and "errors:" in shown.verdict:
        pytest.fail(shown.stdout)
    assert (shown.code, shown.verdict) == (1, "failed  my_bricks")
    assert said in shown.stdout


@pytest.mark.parametrize("path", ["nowhere.yaml", "../outside.yaml", "/etc/passwd", ".", "examples"])
def test_an_inventory_is_read_only_from_the_standards_own_folder(path: str, starter: Path, tmp_path: Path) -> None:
    shutil.copy(starter / "examples/plant.yaml", tmp_path / "outside.yaml")
    shown = run_with(starter, tmp_path, "satisfied", base=f'"{path}"')
    assert shown.code == 1
    assert f"The inventory {path} was not found." in shown.stdout


def test_examples_in_a_circle_fail(starter: Path, tmp_path: Path) -> None:
    shown = run_with(starter, tmp_path, "satisfied", base="from more")
    assert shown.code in (1, 2)
    assert "Traceback" not in shown.stdout + shown.stderr


def test_rules_without_examples_are_listed(starter: Path) -> None:
    shown = refcf("test", starter / "my_bricks.pcr")
    listed = {line.split()[0]: line for line in shown.stdout.splitlines() if line.startswith("   ") and "." in line}
    assert "satisfied, violated" in listed["cut_off.each"]
    assert "boundary.firing" not in listed


def test_the_quantity_of_an_edit_takes_the_place_of_its_unit(starter: Path, tmp_path: Path) -> None:
    project = shutil.copytree(starter, tmp_path / "project")
    plant = project / "examples/plant.yaml"
    text = plant.read_text("utf-8").replace("  amount: 1050 t\n", "  amount: 1050\n  unit: t\n")
    plant.write_text(text, "utf-8")
    rules = project / "my_bricks.pcr"
    more = '\nexample more from plant zh "多" en "more" {\n    set magnesia.amount = 2100000 kg\n    satisfied\n}\n'
    rules.write_text(rules.read_text("utf-8") + more, "utf-8")
    shown = refcf("test", rules)
    assert shown.code == 0, shown.stdout

"""``import refcf_rules``: every public name is documented and typed, and does what the README says."""

from __future__ import annotations

import inspect
import subprocess
import sys
import typing
from pathlib import Path
from typing import Final

import pytest

import refcf_rules
from tests.architecture.checkout import ROOT

STARTER: Final = ROOT / "refcf_rules/cli/starter"
FUNCTIONS: Final = [name for name in refcf_rules.__all__ if inspect.isfunction(getattr(refcf_rules, name))]


@pytest.mark.parametrize("name", refcf_rules.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    found = getattr(refcf_rules, name)
    assert name == "__version__" or inspect.getdoc(found)
    assert name in dir(refcf_rules)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_typed(name: str) -> None:
    function = getattr(refcf_rules, name)
    hints = inspect.get_annotations(function)
    assert set(hints) == {*inspect.signature(function).parameters, "return"}


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "refcf_rules/py.typed").is_file()


def test_strangers_see_the_types(tmp_path: Path) -> None:
    """mypy --strict accepts the example of the package's docstring, and knows what comes back."""
    script = tmp_path / "stranger.py"
    script.write_text(
        "import refcf_rules\n"
        "standard = refcf_rules.load_standard('magnesia_carbon')\n"
        "inventory = refcf_rules.load_inventory('plant.yaml', standard)\n"
        "judgement = refcf_rules.validate(inventory, standard, today='2026-01-31')\n"
        "reveal_type(judgement.verdict.words.en)\n"
        "reveal_type(refcf_rules.__version__)\n"
        "refcf_rules.no_such_thing\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", str(script)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.stdout.count('Revealed type is "str"') == 2, result.stdout
    assert 'has no attribute "no_such_thing"' in result.stdout


def test_from_standard_to_verdict() -> None:
    standard = refcf_rules.load_standard(STARTER / "my_bricks.pcr")
    inventory = refcf_rules.load_inventory(STARTER / "examples/plant.yaml", standard)
    judgement = refcf_rules.validate(inventory, standard)
    footprint = refcf_rules.calculate(inventory, standard)
    assert judgement.verdict.outcome is refcf_rules.Outcome.SATISFIED
    assert footprint is not None
    assert footprint == judgement.footprint
    assert footprint.value == pytest.approx(1.8756)
    assert judgement.receipt.tool_version == refcf_rules.__version__
    assert {step.id for step in refcf_rules.trace(inventory, standard)} >= {"CFP", "activity.emission"}


def test_a_standard_with_errors_raises_with_its_diagnostics(tmp_path: Path) -> None:
    (tmp_path / "bad.pcr").write_text('standard bad { numbr "1" }\n', "utf-8")
    with pytest.raises(refcf_rules.StandardError) as caught:
        refcf_rules.load_standard(tmp_path / "bad.pcr")
    assert caught.value.diagnostics
    assert "bad.pcr:1" in str(caught.value)
    assert refcf_rules.check(tmp_path / "bad.pcr") == caught.value.diagnostics
    assert refcf_rules.check(tmp_path) == caught.value.diagnostics


@pytest.mark.parametrize("name", ["nobody", "../general", "/etc/passwd", "a/b", "x.pcr", "", "镁", "magnesia_carbn"])
def test_a_standard_that_is_none_raises(name: str) -> None:
    with pytest.raises(refcf_rules.StandardError) as caught:
        refcf_rules.load_standard(name)
    assert caught.value.diagnostics[0].kind.code == "unknown-standard"


def test_a_part_reads_only_from_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "outer.pcr").write_text('standard outer { number "1" }\n', "utf-8")
    (tmp_path / "inner/part.pcr").write_text('standard part with outer { number "2" }\n', "utf-8")
    with pytest.raises(refcf_rules.StandardError):
        refcf_rules.load_standard(tmp_path / "inner/part.pcr")


def test_an_inventory_that_is_not_understood_raises_with_its_faults() -> None:
    standard = refcf_rules.load_standard(STARTER / "my_bricks.pcr")
    with pytest.raises(refcf_rules.InventoryError) as caught:
        refcf_rules.load_inventory(b"output: {accepted: 1 kgs}", standard, name="mine.yaml")
    assert "unknown-unit" in [fault.kind.code for fault in caught.value.faults]
    assert str(caught.value).startswith("mine.yaml:1:")
    with pytest.raises(FileNotFoundError):
        refcf_rules.load_inventory("nowhere.yaml", standard)


def test_waivers_count_only_with_a_date() -> None:
    standard = refcf_rules.load_standard(STARTER / "my_bricks.pcr")
    text = (STARTER / "examples/plant.yaml").read_text("utf-8")
    wrong = text.replace("kgCO2e/kWh, kind: footprint", "kgCO2e/kWh, kind: grid-co2").encode()
    inventory = refcf_rules.load_inventory(wrong, standard)
    waivers = refcf_rules.load_waivers(
        b"waivers:\n- {rule: electricity_factor, reason: none, who: WG, until: 2026-06-30}\n"
    )
    outcomes = [
        refcf_rules.validate(inventory, standard, waivers, day).verdict
        for day in (None, "2026-01-31", "2026-06-30", "2026-07-01")
    ]
    assert [verdict.waived for verdict in outcomes] == [False, True, True, False]
    with pytest.raises(refcf_rules.InventoryError):
        refcf_rules.load_waivers(b"waivers: none")


def test_codes_and_rules_are_explained() -> None:
    standard = refcf_rules.load_standard(STARTER / "my_bricks.pcr")
    assert "kgs" in refcf_rules.explain("unknown-unit").zh
    assert "electricity" in refcf_rules.explain("electricity_factor", standard).en
    with pytest.raises(LookupError, match="unknown-unit"):
        refcf_rules.explain("unknown-unt")


def test_targets_are_built_by_name() -> None:
    standard = refcf_rules.load_standard(STARTER / "my_bricks.pcr")
    built = refcf_rules.build(standard, ["json-schema"])
    assert built["json-schema"].artifacts
    with pytest.raises(LookupError, match="json-schema"):
        refcf_rules.build(standard, ["papyrus"])


def test_an_unknown_attribute_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        typing.cast("typing.Any", refcf_rules).nothing  # noqa: B018 -- to ask for it is the test

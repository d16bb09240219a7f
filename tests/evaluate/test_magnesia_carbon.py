"""The MT-14A plant: a subtotal that closes, a footprint that is not decidable, one on placeholders."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refcf_rules.evaluate.footprint import FootprintResult
from refcf_rules.evaluate.judge import Judgement
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.value import Missing
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.model.number import Factor
from refcf_rules.source.message import same
from tests.evaluate.evaluating import judged, known
from tests.evaluate.magnesia_carbon import (
    ACTIVITIES,
    PLACEHOLDERS,
    USERS,
    magnesia_carbon_inventory,
    magnesia_carbon_standard,
)

SUBTOTAL = 4225.238588
ON_PLACEHOLDERS = 4529.638588


def judgement(*extra: Factor, given: Inventory | None = None) -> Judgement:
    return judged(magnesia_carbon_standard(extra), given or magnesia_carbon_inventory())


def result(found: Judgement) -> FootprintResult:
    assert found.footprint is not None
    return found.footprint


def outcomes(found: Judgement) -> dict[str, Outcome]:
    return {finding.requirement.id: finding.outcome for finding in found.findings}


def test_the_subtotal_is_that_of_the_worked_example() -> None:
    footprint = result(judgement())
    assert footprint.subtotal == pytest.approx(SUBTOTAL / 1000, rel=1e-9)
    assert isinstance(footprint.value, Missing)
    assert isinstance(footprint.reported, Missing)


def test_three_missing_factors_leave_the_limit_not_decidable() -> None:
    found = judgement()
    assert [cause.row for cause in result(found).causes] == ["al", "resin", "hexamine"]
    assert outcomes(found)["footprint-limit"] is Outcome.NOT_DECIDABLE


def test_with_placeholders_the_footprint_is_that_of_the_worked_example() -> None:
    found = judgement(*PLACEHOLDERS)
    footprint = result(found)
    assert known(footprint.value) == pytest.approx(ON_PLACEHOLDERS / 1000, rel=1e-9)
    assert footprint.reported == 4.53
    assert footprint.placeholders == ("al", "resin", "hexamine")
    assert found.verdict.outcome is Outcome.SATISFIED


def test_ovens_are_shared_two_to_three_and_utilities_ten_to_fourteen() -> None:
    shares = {pool.pool: pool.share for pool in judgement().allocation}
    assert shares == {"ovens": pytest.approx(2 / 3), "site": pytest.approx(10 / 14)}


@pytest.mark.parametrize(
    "stage,tonnes",
    [("transport", 790.850), ("packaging", 56), ("manufacturing", 36 + 958.982 + 664.845 + 37.469 + 110)],
)
def test_stages(stage: str, tonnes: float) -> None:
    parts = {part.id: part for part in result(judgement()).by_stage}
    assert known(parts[stage].value) == pytest.approx(tonnes / 10_000, abs=1e-7)


def test_a_stage_with_a_missing_factor_shows_its_subtotal() -> None:
    stage = result(judgement()).by_stage[0]
    assert isinstance(stage.value, Missing)
    assert stage.subtotal == pytest.approx((27825.120 + 4101.120 + 7672) / 10_000)


def test_components_stand_apart() -> None:
    parts = {part.id: part.subtotal for part in result(judgement()).by_component}
    assert parts["fossil"] == pytest.approx(SUBTOTAL / 1000)
    assert parts["biogenic"] == 0


def test_19_process_emissions_are_rows_of_their_process_and_stage() -> None:
    computed = [row for row in result(judgement()).contributions if row.activity is None]
    assert [row.id for row in computed] == ["binder-carbon.resin", "binder-carbon.hexamine"]
    assert {row.stage for row in computed} == {"manufacturing"}
    assert sum(known(row.emission) for row in computed) == pytest.approx(110_000)


def test_15_a_user_without_key_makes_the_share_missing() -> None:
    users = [{**USERS[0]}, {key: cell for key, cell in USERS[1].items() if key != "dwell"}, *USERS[2:]]
    found = judgement(*PLACEHOLDERS, given=magnesia_carbon_inventory(users=users))
    assert [cause.field for cause in result(found).causes] == ["pool_user.dwell"]


def test_16_each_shared_process_may_have_a_key_of_its_own() -> None:
    standard = magnesia_carbon_standard()
    own_key = replace(standard.calculations[0], id="pool_user.key_tempering", label=same("car hours"))
    standard = replace(standard, calculations=(*standard.calculations, own_key))
    labels = [pool.key_label.en for pool in judged(standard, magnesia_carbon_inventory()).allocation]
    assert labels == ["car hours", "pool_user.key"]


def test_08_no_output_leaves_not_even_a_subtotal() -> None:
    given = magnesia_carbon_inventory()
    tables = {**given.tables, "output": ()}
    footprint = result(judgement(given=replace(given, tables=tables)))
    assert footprint.subtotal is None
    assert "output.accepted" in {cause.field for cause in footprint.causes}


def test_17_own_rejects_need_no_factor_and_carry_no_burden() -> None:
    reject = {
        "id": "crushed",
        "process": "additives",
        "kind": "material",
        "flow": "brick",
        "origin": "own-reject",
    }
    given = magnesia_carbon_inventory(activities=[*ACTIVITIES, {**reject, "amount": (300, "t")}])
    footprint = result(judgement(*PLACEHOLDERS, given=given))
    assert known(footprint.value) == pytest.approx(ON_PLACEHOLDERS / 1000)


def test_row_order_changes_nothing_but_the_last_bits() -> None:
    turned = magnesia_carbon_inventory(activities=tuple(reversed(ACTIVITIES)))
    footprint = result(judgement(*PLACEHOLDERS, given=turned))
    assert known(footprint.value) == pytest.approx(ON_PLACEHOLDERS / 1000, rel=1e-12)


def test_the_trace_names_formula_numbers_and_result() -> None:
    standard, given = magnesia_carbon_standard(PLACEHOLDERS), magnesia_carbon_inventory()
    from refcf_rules.evaluate.judge import judge  # noqa: PLC0415 -- the only test with a trace

    steps = {(step.id, step.row): step for step in judge(standard, given, tool_version="0", with_trace=True).steps}
    gas = steps["activity.fossil", "gas"]
    assert gas.substituted.en == "360000 Nm3 × 0.666667 × 2.77019 kgCO2e/Nm3"
    assert gas.result.en == "664.845 tCO2e"
    assert steps["CFP", None].substituted.zh == "45296.4 tCO2e ÷ 10000 t"
    assert steps["CFP", None].result.zh == "4529.64 kgCO2e/t"
    assert steps["stage.packaging", None].substituted.zh == "32 tCO2e + 24 tCO2e"

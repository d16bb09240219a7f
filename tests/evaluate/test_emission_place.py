"""A process emission at the unit process that its row names: stage, co-products, what is missing."""

from __future__ import annotations

import pytest

from refcf_rules.evaluate.contributions import Contribution
from refcf_rules.evaluate.judge import Judgement, judge
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.inventory.read import read_inventory
from tests.evaluate.evaluating import known, reasons
from tests.language.compiling import CLAUSE, HEAD, compile_text

RULES = (
    HEAD
    + CLAUSE
    + """
boundary cradle to gate {
    stage making zh "生产" en "manufacturing" {
        process mixing zh "混练" en "mixing" optional
        process firing zh "烧成" en "firing" optional
    }
    stage packing zh "包装" en "packing" { process strapping zh "捆扎" en "strapping" optional }
}
allocation { co-products by mass because zh "物理关系" en "physical" }
add table carbonate zh "碳酸盐" en "carbonate" {
    field mass zh "质量" en "mass" : mass
    field where zh "所在过程" en "unit process" : process
}
emission soda zh "纯碱分解" en "soda" at b.where as fossil for each carbonate b = b.mass * 0.5 kgCO2/kg
declared unit 1 t zh "1 t 产品" en "1 t of product"
footprint CFP zh "碳足迹" en "footprint" = sum of emissions over each stage / output
report CFP in kgCO2e/t rounded to 1 kgCO2e/t
}
product brick zh "砖" en "brick" { }
"""
)
INVENTORY = """
refcf: 1
product: {id: P, name: P, class: brick}
period: {start: 2025-01-01, end: 2025-12-31}
output: {accepted: 60 t}
carbonates_and_more: []
"""


def _judged(rows: str, coproducts: str = "") -> Judgement:
    compiled = compile_text(RULES)
    text = INVENTORY.replace("carbonates_and_more: []\n", f"carbonate:\n{rows}{coproducts}")
    assert compiled.standard is not None
    inventory, faults = read_inventory("i.yaml", text.encode(), compiled.standard)
    assert inventory is not None, faults
    return judge(compiled.standard, inventory, tool_version="0", with_trace=True)


def _row(judgement: Judgement) -> Contribution:
    assert judgement.footprint is not None
    return judgement.footprint.contributions[0]


def test_each_row_counts_at_its_own_unit_process_and_stage() -> None:
    found = _judged("- {id: a, mass: 2 t, where: mixing}\n- {id: b, mass: 4 t, where: 捆扎}\n").footprint
    assert found is not None
    assert [(one.process, one.stage) for one in found.contributions] == [
        ("mixing", "making"),
        ("strapping", "packing"),
    ]
    assert [known(one.emission) for one in found.contributions] == [1000, 2000]
    assert [known(one.value) for one in found.by_stage] == pytest.approx([1000 / 60e3, 2000 / 60e3])


def test_co_products_carry_their_part_by_the_unit_process_of_the_row() -> None:
    """A co-product that parts after mixing carries what is emitted there, not what firing emits."""
    rows = "- {id: a, mass: 2 t, where: mixing}\n- {id: b, mass: 4 t, where: firing}\n"
    found = _judged(rows, "coproducts:\n- {id: c, process: mixing, mass: 40 t}\n").footprint
    assert found is not None
    assert [known(one.emission) for one in found.contributions] == pytest.approx([1000 * 0.6, 2000])


def test_without_a_unit_process_the_emission_is_missing_and_names_the_field() -> None:
    judgement = _judged("- {id: a, mass: 2 t}\n")
    row = _row(judgement)
    assert (row.process, row.stage) == ("", None)
    assert reasons(row.emission) == ["unit process of carbonate “a”"]
    assert judgement.footprint is not None
    assert judgement.footprint.subtotal == 0


def test_a_unit_process_outside_the_boundary_has_no_stage() -> None:
    judgement = _judged("- {id: a, mass: 2 t, where: grinding}\n")
    assert known(_row(judgement).emission) == 1000
    assert judgement.footprint is not None
    causes = [cause.what.en for cause in judgement.footprint.causes]
    assert causes == ["stage of carbonate “a” (the standard has no unit process “grinding”)"]
    closed = next(one for one in judgement.findings if one.requirement.id == "boundary.closed_emissions")
    assert closed.outcome is Outcome.VIOLATED
    message = closed.rows[0].message
    assert message is not None
    assert message.zh == "“纯碱分解 a”的单元过程“grinding”不在系统边界内"


def test_the_rule_on_the_boundary_leaves_rows_without_a_unit_process_to_the_footprint() -> None:
    closed = [one for one in _judged("- {id: a, mass: 2 t}\n").findings if "closed_emissions" in one.requirement.id]
    assert closed[0].outcome is Outcome.NOT_APPLICABLE


def test_the_trace_shows_each_emission_with_its_numbers_and_where_it_counts() -> None:
    steps = [
        step for step in _judged("- {id: a, mass: 2 t, where: 混练}\n- {id: b, mass: 1 t}\n").steps if step.id == "soda"
    ]
    assert [(step.row, step.result.en) for step in steps] == [
        ("a", "1 tCO2e, counted at mixing"),
        ("b", "0.5 tCO2e, counted at (missing)"),
    ]
    assert steps[0].substituted.en == "2 t × 0.5 kgCO2/kg × 1"

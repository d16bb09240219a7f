"""Numbers that are impossible or unusual: every report says so, in its language, with the numbers put in."""

from __future__ import annotations

import json
from functools import cache
from typing import Final

import jsonschema

from refcf_rules.evaluate.judge import Judgement, judge
from refcf_rules.inventory.read import read_inventory
from refcf_rules.model.standard import Standard
from refcf_rules.report.as_json import results_json
from refcf_rules.report.as_junit import results_junit
from refcf_rules.report.as_sarif import results_sarif
from refcf_rules.report.as_text import validate_text
from refcf_rules.report.explain import explanation
from refcf_rules.report.result import Result
from refcf_rules.report.trace import trace_text
from refcf_rules.source.render import Style
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.provision import badge_of
from tests.language.compiling import CLAUSE, HEAD, compile_text
from tests.report.judged import CHINESE, ENGLISH
from tests.report.test_for_machines import SCHEMA

RULES: Final = (
    HEAD
    + CLAUSE
    + """
boundary cradle to gate {
    stage making zh "生产" en "manufacturing" { process firing zh "烧成" en "firing" optional }
}
formula lost zh "损失" en "lost" = output.rejected + output.closing_stock
formula enough zh "够热" en "hot enough" for each activity a = a.energy at least a.need
formula need zh "理论热" en "heat needed" for each activity a = a.specific * output.charged in GJ
add to activity { field specific zh "比热耗" en "specific heat" : in GJ/t }
rule more_out zh "出多于进" en "more out than in" shall impossible {
    require output.accepted + lost at most output.charged
    because zh "质量守恒" en "mass is conserved"
}
rule heat zh "窑炉能耗" en "kiln energy" shall implausible {
    for each fuel activity a
    require a.enough
    because zh "物理下限" en "physical minimum"
}
formula burns zh "有燃料" en "burns" for each activity a = any fuel activity b where b.process is a.process
rule no_fuel zh "无燃料" en "no fuel" should unusual {
    for each fuel activity a
    require not a.burns and a.pool is given
    because zh "例" en "example"
}
balance mass zh "质量" en "mass" should unusual {
    enters zh "投料" en "charged" = output.charged
    leaves zh "合格品" en "accepted" = output.accepted
    leaves zh "不合格品" en "rejected" = output.rejected
    within 5 %
    because zh "例" en "example"
}
}
product brick zh "砖" en "brick" { }
"""
)
INVENTORY: Final = """
refcf: 1
product: {id: P, name: P, class: brick}
period: {start: 2025-01-01, end: 2025-12-31}
output: {accepted: 60 t, charged: 100 t, rejected: 50 t, closing_stock: 10 t}
activities:
- {id: gas, process: firing, kind: fuel, direction: input, amount: 90 GJ, specific: 1.5 GJ/t}
- {id: oil, process: firing, kind: fuel, direction: input, amount: 200 GJ, specific: 1.5 GJ/t}
"""


@cache
def _standard() -> Standard:
    compiled = compile_text(RULES)
    assert compiled.standard is not None
    return compiled.standard


@cache
def _judged() -> Judgement:
    inventory, faults = read_inventory("i.yaml", INVENTORY.encode(), _standard())
    assert inventory is not None, faults
    return judge(_standard(), inventory, tool_version="0", with_trace=True)


def _results() -> list[Result]:
    return [Result("i.yaml", _standard(), _judged())]


def test_text_says_it_beside_the_outcome_in_the_readers_language() -> None:
    english, chinese = (validate_text(_judged(), _standard(), Style(language)) for language in ("en", "zh"))
    assert "violated (impossible)  more_out" in english
    assert "violated (implausible)  heat" in english
    assert "violated (recommendation, unusual)  mass" in english
    assert "不满足（不可能）  more_out" in chinese
    assert "不满足（建议，异常）  mass" in chinese


def test_findings_show_the_numbers_down_to_what_they_are_made_of() -> None:
    shown = {each.requirement.id: [row.arithmetic for row in each.rows] for each in _judged().findings}
    found = {id_: [text.en for text in rows if text is not None] for id_, rows in shown.items()}
    assert found["more_out"] == [
        "accepted product + lost = 60 t + 60 t = 120 t; limit mass charged of the output = 100 t",
    ]
    assert found["heat"] == ["energy = 90 GJ; lower limit heat needed = 1.5 GJ/t × 100 t = 150 GJ"]
    assert found["no_fuel"][0] == (
        "number of activities where kind is fuel and unit process is unit process of this activity = 2; must be 0; "
        "pool = (missing); required: pool is given"
    )
    out, limit = found["mass"][0].split("; limit ")
    assert out == "mass: total out = 60 t + 50 t = 110 t"
    assert limit == "mass: total in × (1 + mass: tolerance) = 100 t × (1 + 5 %) = 105 t"


def test_json_names_the_severity_of_every_rule() -> None:
    document = json.loads(results_json(_results(), ENGLISH))
    jsonschema.validate(document, SCHEMA)
    findings = {each["rule"]: each["severity"] for each in document["inventories"][0]["judgement"]["findings"]}
    assert findings == {
        "more_out": "impossible",
        "heat": "implausible",
        "no_fuel": "unusual",
        "mass": "unusual",
        "boundary.closed": None,
        "boundary.zero_amount": None,
    }


def test_sarif_and_junit_put_it_before_the_message() -> None:
    run = json.loads(results_sarif(_results(), CHINESE))["runs"][0]
    found = {each["ruleId"]: each for each in run["results"]}
    assert found["more_out"]["properties"]["severity"] == "impossible"
    assert found["more_out"]["message"]["text"].startswith("不可能：")
    assert '<failure message="impossible: Not met:' in results_junit(_results(), ENGLISH)


def test_the_trace_ends_with_the_tests_of_plausibility() -> None:
    lines = "\n".join(trace_text(_judged().steps, _standard(), Style("en")))
    assert "heat [gas]  kiln energy" in lines
    assert "= violated: implausible" in lines


def test_explanation_and_rule_card_say_it() -> None:
    assert "more_out  more out than in (shall · impossible)" in explanation("more_out", _standard()).en
    (rule,) = (each for each in _standard().requirements if each.id == "more_out")
    assert badge_of(Context(_standard(), "zh"), rule).text == "应 · 不可能"

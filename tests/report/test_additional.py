"""Values apart from the footprint: under a heading of their own, never added, honest where they cannot be given."""

from __future__ import annotations

import json
from functools import cache
from typing import Final

import jsonschema
import pytest

from refcf_rules.api import load_inventory
from refcf_rules.evaluate.judge import Judgement, judge
from refcf_rules.model.standard import Standard
from refcf_rules.report.as_json import results_json
from refcf_rules.report.as_text import calculation_text
from refcf_rules.report.result import Result
from tests.architecture.checkout import PACKAGE
from tests.language.compiling import compile_text
from tests.report.judged import CHINESE, ENGLISH, STARTER

CLAUSE: Final = """
clause use_phase {
    title zh "使用阶段" en "Use phase"
    add to service {
        field tapped_steel zh "出钢量" en "steel tapped" : in t
        field oxidised zh "氧化的碳" en "carbon oxidised" : in tC
        field shell zh "炉壳温度" en "shell temperature" : in ℃
    }
    parameter CO2_of_carbon zh "换算" en "conversion" = 44/12 in kgCO2/kgC source "example"
    formula use_phase zh "使用阶段排放" en "emission in use"
        = service.oxidised * CO2_of_carbon / service.tapped_steel in kgCO2/t
    report use_phase in kgCO2/t, rounded to 0.1 kgCO2/t, apart
    formula shell zh "炉壳温度" en "shell temperature" = service.shell
    report shell in ℃, rounded to 10 K, apart
}
"""
TITLES: Final = ("Additional information, not part of the footprint", "附加信息（不计入产品碳足迹）")
COMPLETE: Final = "service: {tapped_steel: 1000 t, oxidised: 1.51 tC, shell: 286.4 ℃}\n"


@cache
def standard(clause: str = CLAUSE) -> Standard:
    compiled = compile_text((STARTER / "my_bricks.pcr").read_text("utf-8") + clause, "my_bricks")
    assert compiled.standard is not None
    return compiled.standard


def judged(service: str, clause: str = CLAUSE) -> Judgement:
    text = (STARTER / "examples/plant.yaml").read_text("utf-8") + service
    return judge(standard(clause), load_inventory(text.encode(), standard(clause)), tool_version="0", with_trace=True)


def lines(service: str, language: int = 0) -> list[str]:
    """What the calculation says under the heading."""
    style = (ENGLISH, CHINESE)[language].style
    text = calculation_text(judged(service), standard(), style)
    _, _, after = text.partition(TITLES[language])
    return [line.strip() for line in after.split("\n\n")[0].strip().splitlines()]


def additional(service: str) -> list[dict[str, object]]:
    """The same for machines, checked by the schema."""
    document = json.loads(results_json([Result("plant.yaml", standard(), judged(service))], ENGLISH))
    jsonschema.validate(document, json.loads((PACKAGE / "report/judgement.schema.json").read_text("utf-8")))
    found: list[dict[str, object]] = document["inventories"][0]["judgement"]["additional"]
    return found


@pytest.mark.parametrize("language", [0, 1])
def test_it_stands_under_a_heading_of_its_own(language: int) -> None:
    first, second = lines(COMPLETE, language)
    assert "5.5 kgCO2/t" in first
    assert "5.53667 kgCO2/t" in first
    assert "290 ℃" in second


def test_it_never_counts_in_the_footprint() -> None:
    with_it, without = judged(COMPLETE).footprint, judged("", "").footprint
    assert with_it is not None
    assert without is not None
    assert with_it.value == without.value
    assert with_it.by_stage == without.by_stage


def test_without_service_data_it_does_not_apply() -> None:
    assert lines("") == [
        "emission in use: not applicable (no service data)",
        "shell temperature: not applicable (no service data)",
    ]
    assert [(one["applicable"], one["value"], one["missing"]) for one in additional("")] == [(False, None, [])] * 2


def test_with_some_of_the_data_it_names_what_is_missing() -> None:
    found = lines("service: {tapped_steel: 1000 t}\n")
    assert found[0] == "emission in use: not decidable, missing:"
    assert found[1].startswith("carbon oxidised of the service data")
    assert found[2] == "shell temperature: not applicable (no service data)"


def test_machines_get_value_and_rounded_value() -> None:
    use, shell = additional(COMPLETE)
    assert use["reported"] == {"value": pytest.approx(5.5), "unit": "kgCO2/t"}
    assert use["value"] == {"value": pytest.approx(1.51 * 44 / 12), "unit": "kgCO2/t"}
    assert shell["reported"] == {"value": pytest.approx(290), "unit": "℃"}

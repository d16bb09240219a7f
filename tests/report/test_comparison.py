"""Comparisons: the right numbers, every reason to refuse, and what a comparison may not be used for."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import Final

import jsonschema
import pytest

from refcf_rules.api import load_inventory, validate
from refcf_rules.evaluate.comparison import Comparison, Side, compared
from refcf_rules.model.standard import Standard
from refcf_rules.report.comparison import comparison_text
from refcf_rules.report.comparison_json import comparison_json
from refcf_rules.report.result import Result
from refcf_rules.source.message import same
from refcf_rules.source.render import Style
from tests import series
from tests.architecture.checkout import PACKAGE, ROOT
from tests.report.judged import CHINESE, ENGLISH, NO_AMOUNT, PLACEHOLDER, STARTER, WRONG_FACTOR, judgement, standard

SCHEMA: Final = json.loads((PACKAGE / "report/comparison.schema.json").read_text("utf-8"))
LADLE_BRICK: Final = ROOT / "standards/refractories/examples/mt16a_complete.yaml"
RESTRICTION: Final = "产品部分碳足迹，不得用于比较"
UNIT: Final = "ladle_slag_line"


@cache
def magnesia_carbon() -> Standard:
    return series.part("magnesia_carbon")


def ladle_brick(name: str, **service: str) -> Side:
    """The complete plant with other service data; an empty text takes one out."""
    text = LADLE_BRICK.read_text("utf-8")
    for field, value in service.items():
        text, count = re.subn(rf"(?m)^  {field}: .*\n", f"  {field}: {value}\n" if value else "", text)
        assert count == 1, field
    inventory = load_inventory(text.encode(), magnesia_carbon(), name=name)
    return Side(inventory, magnesia_carbon(), validate(inventory, magnesia_carbon()))


def without_service(name: str) -> Side:
    text = re.sub(r"(?m)^service:\n(?:  .*\n)+", "", LADLE_BRICK.read_text("utf-8"))
    inventory = load_inventory(text.encode(), magnesia_carbon(), name=name)
    return Side(inventory, magnesia_carbon(), validate(inventory, magnesia_carbon()))


def starter(*changes: tuple[str, str]) -> Side:
    text = (STARTER / "examples/plant.yaml").read_text("utf-8")
    for old, new in changes:
        text = text.replace(old, new, 1)
    return Side(load_inventory(text.encode(), standard(), name="plant.yaml"), standard(), judgement(*changes))


def refusals(comparison: Comparison) -> str:
    return " ".join(each.en for each in comparison.refusals)


def test_the_brick_with_the_shorter_campaign_emits_more_per_tonne_of_steel() -> None:
    long, short = ladle_brick("long.yaml"), ladle_brick("short.yaml", tapped="20000 t", installed="58 t")
    comparison = compared([long, short])
    assert comparison.refusals == ()
    (unit,) = comparison.functional
    assert unit.unit.id == UNIT
    assert unit.reference_flow.values == pytest.approx((76.5 / 30000, 74.5 / 20000))
    per_tonne = comparison.declared[0]
    assert per_tonne.difference(1) == 0
    for side, flow, result in zip((long, short), unit.reference_flow.values, unit.result.values, strict=True):
        assert side.judgement.footprint is not None
        assert isinstance(side.judgement.footprint.value, float)
        assert result == pytest.approx(side.judgement.footprint.value * 1000 * flow, rel=1e-12)
    assert unit.result.ratio(1) == pytest.approx((74.5 / 20000) / (76.5 / 30000))
    text = comparison_text(comparison, Style("en"))
    assert "(B is 46.1 % above A)" in text
    assert "(B equals A)" in text


def test_stages_add_up_to_the_footprint_on_each_side() -> None:
    comparison = compared([ladle_brick("a.yaml"), ladle_brick("b.yaml")])
    stages = {stage.id for stage in magnesia_carbon().boundary.stages}
    for index in range(2):
        parts = [line.values[index] for line in comparison.declared[1:] if line.id.partition(".")[2] in stages]
        assert sum(parts) == pytest.approx(comparison.declared[0].values[index])


def test_without_service_data_on_one_side_it_supports_no_claim() -> None:
    comparison = compared([ladle_brick("a.yaml"), without_service("b.yaml")])
    assert comparison.refusals == ()
    assert comparison.functional == ()
    assert RESTRICTION in comparison_text(comparison, Style("zh"))
    assert any("service data" in each.en for each in comparison.restrictions)


def test_a_boundary_that_ends_at_the_gate_supports_no_claim_either() -> None:
    comparison = compared([ladle_brick("a.yaml"), ladle_brick("b.yaml")])
    assert [each.en.partition(":")[0] for each in comparison.restrictions] == ["The boundary is cradle to gate"]
    grave = replace(magnesia_carbon(), boundary=replace(magnesia_carbon().boundary, kind="cradle to grave"))
    whole = compared([replace(side, standard=grave) for side in comparison.sides])
    assert whole.restrictions == ()
    assert RESTRICTION not in comparison_text(whole, Style("zh"))


def test_partly_given_service_data_are_refused_by_the_verdict() -> None:
    comparison = compared([ladle_brick("a.yaml"), ladle_brick("b.yaml", tapped="")])
    assert "b.yaml: not decidable" in refusals(comparison)


def test_a_missing_result_is_refused_with_the_number_of_data_missing() -> None:
    assert "has no result: at least 1 data" in refusals(compared([starter(), starter(NO_AMOUNT)]))


def test_a_violated_standard_is_refused() -> None:
    assert "plant.yaml: violated (1)" in refusals(compared([starter(WRONG_FACTOR), starter()]))


def test_other_standards_are_refused() -> None:
    assert "is judged by" in refusals(compared([ladle_brick("a.yaml"), starter()]))


def test_another_edition_other_rules_and_another_declared_unit_are_refused() -> None:
    first = starter()
    receipt = first.judgement.receipt
    edition = replace(first, judgement=replace(first.judgement, receipt=replace(receipt, edition=same("2027"))))
    rules = replace(first, judgement=replace(first.judgement, receipt=replace(receipt, rules_digest="0" * 64)))
    declared = standard().declared_unit
    assert declared is not None
    unit = replace(first, standard=replace(standard(), declared_unit=replace(declared, amount=1.0)))
    assert "is judged by T/XXX 0000 2027" in refusals(compared([first, edition]))
    assert "SHA-256" in refusals(compared([first, rules]))
    assert "declared units" in refusals(compared([first, unit]))


def test_different_functional_units_are_refused() -> None:
    first, second = ladle_brick("a.yaml"), ladle_brick("b.yaml")
    footprint = second.judgement.footprint
    assert footprint is not None
    renamed = tuple(replace(each, id="other_unit") for each in footprint.functional)
    other = replace(second.judgement, footprint=replace(footprint, functional=renamed))
    said = refusals(compared([first, replace(second, judgement=other)]))
    assert f"a.yaml {UNIT}" in said
    assert "b.yaml other_unit" in said


def test_placeholders_are_marked() -> None:
    text = comparison_text(compared([starter(), starter(PLACEHOLDER)]), Style("en"))
    assert "*** PLACEHOLDER *** The result of B" in text


@pytest.mark.parametrize("run", [ENGLISH, CHINESE])
def test_json_follows_its_schema(run: object) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    style = ENGLISH if run is ENGLISH else CHINESE
    for sides in (
        [ladle_brick("a.yaml"), ladle_brick("b.yaml", tapped="20000 t"), ladle_brick("c.yaml")],
        [starter(), starter(WRONG_FACTOR)],
    ):
        results = [Result(side.path, side.standard, side.judgement) for side in sides]
        document = json.loads(comparison_json(results, compared(sides), style))
        jsonschema.validate(document, SCHEMA)
        assert document["comparable"] is (len(sides) == 3)
    jsonschema.validate(json.loads(comparison_json([Result("x.yaml", None, None)], None, style)), SCHEMA)


def test_json_has_the_numbers_of_the_text() -> None:
    sides = [ladle_brick("a.yaml"), ladle_brick("b.yaml", tapped="15000 t")]
    results = [Result(side.path, side.standard, side.judgement) for side in sides]
    document = json.loads(comparison_json(results, compared(sides), ENGLISH))
    (unit,) = document["per_functional_unit"]
    assert unit["result"]["ratios"] == pytest.approx([2])
    assert unit["service"][0]["values"] == ["60 t", "60 t"]


def test_values_apart_stand_side_by_side_and_change_no_result() -> None:
    sides = [ladle_brick("a.yaml"), ladle_brick("b.yaml")]
    comparison = compared(sides)
    reported = {each.id: each.value for each in sides[0].judgement.reported if each.applicable}
    assert {line.id: line.values[0] for line in comparison.apart} == {
        id_: value for id_, value in reported.items() if isinstance(value, float)
    }
    assert comparison.apart
    assert "not part of the result" in comparison_text(comparison, Style("en"))
    without = [replace(side, judgement=replace(side.judgement, reported=())) for side in sides]
    assert compared(without).declared == comparison.declared

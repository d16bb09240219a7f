"""What ``matrix.toml`` refuses does not work, and what it does not refuse works."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

import pytest
from jsonschema import Draft202012Validator

from docs import generate_targets
from refcf_rules.targets.registry import TARGETS as REGISTERED
from tests.parity.cases_of_constructs import Construct, constructs
from tests.parity.comparing import SUFFIXES, emitted, judged
from tests.parity.workbooks import said_by_workbook

MATRIX = generate_targets.matrix()
CASES = {case.title: case for case in constructs()}


@cache
def schema_of(case: Construct) -> Draft202012Validator:
    (data,) = (one.data for one in emitted(case.standard, "json-schema").artifacts if one.path.startswith("sample"))
    return Draft202012Validator(json.loads(data))


def refused(target: str, kind: str = "cases") -> set[str]:
    return {
        name
        for one in MATRIX.refusals
        if one.target == target
        for name in (one.cases if kind == "cases" else one.features)
    }


def told_apart(result: Mapping[str, object]) -> object:
    """What makes an inventory stand out: that it cannot be read, or the rules that are not met."""
    outcomes = result["outcomes"]
    assert isinstance(outcomes, Mapping)
    return result["verdict"] == "unreadable" or sorted(rule for rule, one in outcomes.items() if one == "violated")


@pytest.mark.parametrize("title", CASES)
def test_the_reference_tells_each_case_apart(title: str) -> None:
    case = CASES[title]
    holds, fails = judged(case.standard, case.holds), judged(case.standard, case.fails)
    assert isinstance(holds, dict)
    assert isinstance(fails, dict)
    assert holds["verdict"] == "satisfied"
    assert told_apart(holds) == []
    assert told_apart(fails)


@pytest.mark.parametrize("title", CASES)
def test_the_schema_tells_apart_what_it_does_not_refuse(title: str) -> None:
    case, schema = CASES[title], schema_of(CASES[title])
    assert schema.is_valid(json.loads(case.holds)), "a schema never refuses what is in order"
    works = not schema.is_valid(json.loads(case.fails))
    assert works is (title not in refused("json-schema")), "matrix.toml says otherwise"


@pytest.mark.parametrize("title", sorted(refused("json-schema") - {"ids and references"}))
def test_the_schema_names_what_it_refuses(title: str) -> None:
    case = CASES[title]
    said = {refusal.id for refusal in emitted(case.standard, "json-schema").refusals}
    outcomes = judged(case.standard, case.fails)
    assert isinstance(outcomes, dict)
    rules = outcomes["outcomes"]
    assert isinstance(rules, dict)
    violated = [rule for rule, outcome in rules.items() if outcome == "violated"]
    assert set(violated) <= said


@pytest.mark.parametrize("target", SUFFIXES)
def test_a_validator_refuses_only_what_the_matrix_says(target: str) -> None:
    refusing = {title for title, case in CASES.items() if emitted(case.standard, target).refusals}
    assert refusing == refused(target)


@pytest.mark.parametrize("title", CASES)
def test_the_workbook_says_of_each_case_what_the_reference_says(title: str) -> None:
    case = CASES[title]
    for inventory in (case.holds, case.fails):
        reference = judged(case.standard, inventory)
        assert isinstance(reference, dict)
        said = said_by_workbook(case.standard, inventory)
        assert (said.verdict, said.outcomes) == (reference["verdict"], reference.get("outcomes") or {})


def test_every_name_in_the_matrix_is_a_case_a_feature_and_a_target() -> None:
    targets = {one.name for one in MATRIX.targets}
    assert targets == {"evaluate", *(one.name for one in REGISTERED if one.name not in generate_targets.FOR_READING)}
    for refusal in MATRIX.refusals:
        assert refusal.target in targets
        assert set(refusal.cases) <= set(CASES)
        assert set(refusal.features) <= {one.name for one in MATRIX.features}
        assert refusal.cases or refusal.features


def test_the_support_page_is_up_to_date() -> None:
    assert generate_targets.main(["--check"]) == 0, "run: python docs/generate_targets.py"

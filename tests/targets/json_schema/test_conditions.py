"""A requirement becomes part of the schema only where what is written decides it."""

from __future__ import annotations

import json
from typing import Final

import pytest
from jsonschema import Draft202012Validator

from refcf_rules.model.expression import (
    Aggregate,
    Among,
    Cell,
    Comparison,
    Expression,
    IsGiven,
    Logic,
    Not,
    NumberLiteral,
    Scalar,
    TextLiteral,
)
from refcf_rules.model.requirement import Modality, Requirement
from refcf_rules.model.types import SHARE, TEXT, TRUTH, ChoiceType, NumberType
from refcf_rules.source.message import Message
from refcf_rules.targets.json_schema.emit import emit
from tests.inventory.standard_by_hand import HERE, standard_by_hand

KIND: Final = Cell("a", "activity", "kind", ChoiceType("kind"), HERE)
PROCESS: Final = Cell("a", "activity", "process", ChoiceType("process"), HERE)
DATA: Final = Cell("a", "activity", "data", ChoiceType("data"), HERE)
STAGE: Final = Cell("a", "activity", "stage", ChoiceType("stage"), HERE)
EVIDENCE: Final = Cell("a", "activity", "evidence", TEXT, HERE)
FACTOR_KIND: Final = Cell("a", "activity", "factor.kind", ChoiceType("factor-kind"), HERE)
FLAME: Final = Cell("b", "binder", "open_flame", TRUTH, HERE)
MOISTURE: Final = Cell("a", "activity", "moisture", SHARE, HERE)
LOSS: Final = Cell("a", "activity", "loss_on_ignition", SHARE, HERE)
STATE: Final = Scalar("product.state", ChoiceType("state"), HERE)


def equals(left: Expression, option: str) -> Expression:
    return Comparison("=", left, TextLiteral(option, TEXT, HERE), TRUTH, HERE)


def rule(
    id_: str,
    expression: Expression,
    where: Expression | None = None,
    table: str | None = "activity",
    modality: Modality = Modality.SHALL,
) -> Requirement:
    return Requirement(
        id_, Message("规则", "rule"), modality, table, "b" if table == "binder" else "a", where, None,
        expression, None, None, None, (), "clause", "rule", None, HERE,
    )  # fmt: skip


def errors(requirement: Requirement, activity: str = "", product: str = "", binder: str = "") -> int:
    emitted = emit(standard_by_hand((requirement,)))
    schema = json.loads(emitted.artifacts[1].data)
    row = {"id": "A", "process": "mixing", "kind": "电力", "direction": "input", **_mapping(activity)}
    inventory = {
        "refcf": 1,
        "product": {"id": "P", "name": "砖", "class": "镁碳砖", **_mapping(product)},
        "period": {"start": "2025-01-01", "end": "2025-12-31"},
        "活动": [row],
        "binder": [{"id": "B", **_mapping(binder)}],
    }
    return len(list(Draft202012Validator(schema).iter_errors(inventory)))


def _mapping(text: str) -> dict[str, object]:
    return dict(json.loads(text or "{}"))


SITE_ENERGY: Final = rule(
    "site_energy",
    equals(DATA, "site-specific"),
    Logic(
        "and",
        (Among(KIND, ("fuel", "electricity"), TRUTH, HERE), equals(STAGE, "manufacturing")),
        TRUTH,
        HERE,
    ),
)


@pytest.mark.parametrize(
    "activity, count",
    [
        ("", 0),
        ('{"data": "现场数据"}', 0),
        ('{"data": "secondary"}', 1),
        ('{"数据类型": "次级数据"}', 1),
        ('{"data": null}', 0),
        ('{"kind": "material", "data": "secondary"}', 0),
        ('{"process": "镁砂生产", "data": "secondary"}', 0),
    ],
)
def test_only_rows_that_certainly_violate_are_refused(activity: str, count: int) -> None:
    assert errors(SITE_ENERGY, activity) == count


def test_is_given_and_not() -> None:
    needed = rule("evidence", IsGiven(EVIDENCE, TRUTH, HERE), Not(equals(KIND, "fuel"), TRUTH, HERE))
    assert errors(needed)
    assert errors(needed, '{"evidence": null}')
    assert not errors(needed, '{"证据": "发票"}')
    assert not errors(needed, '{"kind": "燃料"}')


def test_a_field_inside_its_group() -> None:
    footprint = rule("footprint", equals(FACTOR_KIND, "footprint"))
    assert not errors(footprint)
    assert not errors(footprint, '{"factor": {"kind": "产品碳足迹因子"}}')
    assert errors(footprint, '{"因子": {"类别": "grid-co2"}}')
    assert errors(footprint, '{"因子类别": "grid-co2"}')


def test_truths_and_single_tables() -> None:
    assert errors(rule("flame", FLAME, table="binder"), binder='{"明火加热": "否"}')
    assert not errors(rule("flame", FLAME, table="binder"), binder='{"open_flame": true}')
    assert errors(rule("state", equals(STATE, "tempered"), table=None), product='{"产品状态": "烧成"}')
    assert not errors(rule("state", equals(STATE, "tempered"), table=None))


@pytest.mark.parametrize(
    "moisture, count",
    [
        ("0.1", 0),
        ("0.100000000001", 0),
        ("0.11", 1),
        ('"10 %"', 0),
        ('"10.01 %"', 1),
        ('"１１ %"', 0),
        ('{"value": 11, "unit": "%"}', 1),
        ('{"值": "110", "单位": "‰"}', 1),
        ('{"value": 0.09}', 0),
        ('"1.1e1 %"', 0),
        ("null", 0),
    ],
)
def test_a_number_and_a_limit(moisture: str, count: int) -> None:
    """Under the guard of every comparison; what is typed unusually or with an exponent is left to the reader."""
    dry = rule("dry", Comparison("<=", MOISTURE, NumberLiteral(0.1, None, SHARE, HERE), TRUTH, HERE))
    assert errors(dry, f'{{"moisture": {moisture}}}') == count


def test_a_row_that_must_be_there() -> None:
    there = Aggregate("any", "activity", "a", Among(PROCESS, ("mixing",), TRUTH, HERE), None, None, TRUTH, HERE)
    needed = rule("mixing", there, table=None)
    assert not errors(needed)
    assert errors(needed, '{"process": "热处理"}')
    assert not errors(needed, '{"process": "ｍixing"}')


def test_nested_rows() -> None:
    own = Comparison(
        "=", Cell("l", "leg", "activity", TEXT, HERE), Cell("a", "activity", "id", TEXT, HERE), TRUTH, HERE
    )
    weighed = IsGiven(Cell("l", "leg", "mass", NumberType(None), HERE), TRUTH, HERE)
    every = Aggregate("every", "leg", "l", own, weighed, None, TRUTH, HERE)
    assert not errors(rule("legs", every))
    assert not errors(rule("legs", every), '{"legs": [{"mass": "5 t"}]}')
    assert errors(rule("legs", every), '{"legs": [{"mass": "5 t"}, {"mode": "truck"}]}')


def test_the_details_of_a_factor_count_with_its_value() -> None:
    """Where a flow is named, the factor of the library decides what kind it is."""
    footprint = rule("footprint", equals(FACTOR_KIND, "footprint"))
    assert not errors(footprint, '{"flow": "electricity", "factor": {"kind": "grid-co2"}}')
    assert errors(footprint, '{"flow": "electricity", "factor": {"kind": "grid-co2", "value": "5 kgCO2e/kWh"}}')


@pytest.mark.parametrize(
    "requirement",
    [
        rule("should", equals(DATA, "primary"), modality=Modality.SHOULD),
        rule("resolved", IsGiven(FACTOR_KIND, TRUTH, HERE)),
        rule("two_numbers", Comparison("<=", MOISTURE, LOSS, TRUTH, HERE)),
        rule("other_row", equals(Cell("x", "activity", "data", ChoiceType("data"), HERE), "primary")),
        rule("unknown_scope", equals(DATA, "primary"), IsGiven(Scalar("cfp", SHARE, HERE), TRUTH, HERE)),
    ],
    ids=lambda requirement: requirement.id,
)
def test_what_cannot_be_said_is_refused_and_listed(requirement: Requirement) -> None:
    emitted = emit(standard_by_hand((requirement,)))
    assert [(one.construct, one.id) for one in emitted.refusals] == [("rule", requirement.id)]
    assert requirement.id in json.loads(emitted.artifacts[1].data)["$comment"]


def test_what_is_said_is_not_among_the_refusals() -> None:
    emitted = emit(standard_by_hand((SITE_ENERGY,)))
    assert not emitted.refusals
    assert b'"$comment": "site_energy"' in emitted.artifacts[1].data

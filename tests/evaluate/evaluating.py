"""Shortcuts of the tests: the value of one expression, the finding of one requirement."""

from __future__ import annotations

from refcf_rules.evaluate.bind import bind
from refcf_rules.evaluate.expression import Evaluation, evaluation
from refcf_rules.evaluate.finding import Finding
from refcf_rules.evaluate.judge import Judgement, judge
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.requirement import finding_of
from refcf_rules.evaluate.value import Datum, Missing
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.model.expression import Expression
from refcf_rules.model.requirement import Requirement
from refcf_rules.model.standard import Standard
from tests.evaluate.standards_by_hand import inventory, standard

EMPTY = inventory()


def evaluated(of: Standard, given: Inventory = EMPTY) -> Evaluation:
    return evaluation(bind(of, given))


def value(of: Expression, given: Inventory = EMPTY, under: Standard | None = None) -> Datum:
    return evaluated(under or standard(), given).value(of, {})


def known(datum: Datum) -> float:
    assert isinstance(datum, float), datum
    return datum


def reasons(datum: Datum) -> list[str]:
    assert isinstance(datum, Missing), datum
    return [cause.what.en for cause in datum.causes]


def finding(of: Requirement, given: Inventory = EMPTY, under: Standard | None = None) -> Finding:
    return finding_of(of, evaluated(under or standard(), given))


def outcome(of: Requirement, given: Inventory = EMPTY) -> Outcome:
    return finding(of, given).outcome


def judged(of: Standard, given: Inventory = EMPTY) -> Judgement:
    return judge(of, given, tool_version="0")

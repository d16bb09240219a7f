"""The verdict, waivers, grades, parameters and notes: decisions 11, 25, 28 and 34."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcf_rules.evaluate.judge import Judgement, judge
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.waiver import Waiver
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.model.expression import Expression
from refcf_rules.model.number import Provenance, Status
from refcf_rules.model.requirement import GradeLevel, Grading, Modality
from refcf_rules.model.standard import FunctionalUnit, Standard
from refcf_rules.quantities.unit import parse_unit
from refcf_rules.source.message import same
from tests.evaluate.evaluating import EMPTY, judged, reasons, value
from tests.evaluate.magnesia_carbon import (
    PLACEHOLDERS,
    magnesia_carbon_inventory,
    magnesia_carbon_standard,
)
from tests.evaluate.standards_by_hand import (
    PER_MASS,
    SPAN,
    calculation,
    cell,
    compared,
    dated,
    inventory,
    num,
    parameter,
    requirement,
    scalar,
    standard,
    truth,
)

TRUE, FALSE = truth(value=True), truth(value=False)
UNKNOWN = compared(scalar("output.charged"), ">", num(1, "t"))
TODAY = "2026-03-01"


def verdict_words(*expressions: Expression, modality: Modality = Modality.SHALL) -> str:
    rules = [requirement(f"r{n}", each, modality=modality) for n, each in enumerate(expressions)]
    return judged(standard(*rules)).verdict.words.en


def test_11_a_violated_shall_comes_first_then_one_not_decidable() -> None:
    assert verdict_words(TRUE, UNKNOWN, FALSE) == "violated"
    assert verdict_words(TRUE, UNKNOWN) == "not decidable"
    assert verdict_words(TRUE) == "satisfied"
    assert verdict_words() == "satisfied"


def test_11_should_only_warns() -> None:
    assert verdict_words(FALSE, UNKNOWN, modality=Modality.SHOULD) == "satisfied"


def waiver(row: str | None = None, until: str = "2026-12-31", rule: str = "r") -> Waiver:
    return Waiver(rule, "supplier data late", "the association", until, row)


def waived(of: Standard, *waivers: Waiver, given: Inventory = EMPTY, today: str | None = TODAY) -> Judgement:
    return judge(of, given, waivers, tool_version="0", today=today)


@pytest.mark.parametrize("open_rule", [FALSE, UNKNOWN])
def test_11_a_waived_rule_is_set_aside_and_said_so(open_rule: Expression) -> None:
    found = waived(standard(requirement("r", open_rule)), waiver())
    assert found.verdict.words.en == "satisfied except waived"
    assert found.findings[0].waiver == waiver()
    assert found.findings[0].outcome is not Outcome.SATISFIED


@pytest.mark.parametrize(
    "kept,today,note",
    [
        (waiver(until="2026-02-28"), TODAY, "The waiver of “r” ended on 2026-02-28 and does not count."),
        (waiver(), None, "The waiver of “r” does not count: no date of today was given."),
        (waiver(rule="x"), TODAY, "A waiver names “x”, which is no rule of this standard."),
    ],
)
def test_11_a_waiver_that_does_not_count_is_noted(kept: Waiver, today: str | None, note: str) -> None:
    found = waived(standard(requirement("r", FALSE)), kept, today=today)
    assert found.verdict.words.en == "violated"
    assert [each.en for each in found.notes] == [note]


def test_11_a_waiver_holds_on_its_last_day() -> None:
    found = waived(standard(requirement("r", FALSE)), waiver(until=TODAY))
    assert found.verdict.words.en == "satisfied except waived"


def test_11_a_waiver_of_one_row_leaves_the_others() -> None:
    rich = compared(cell("binder", "binder", "carbon"), ">=", num(20, "%"))
    rows = inventory(binder=[{"id": "a", "carbon": (10, "%")}, {"id": "b"}])
    rule = standard(requirement("r", rich, "binder"))
    found = waived(rule, waiver("a"), given=rows)
    assert found.verdict.words.en == "not decidable"
    assert found.findings[0].waiver is None
    assert waived(rule, waiver("a"), waiver("b"), given=rows).verdict.words.en == "satisfied except waived"


@given(st.lists(st.sampled_from([TRUE, FALSE, UNKNOWN]), max_size=4), st.sets(st.integers(0, 3)))
def test_waived_is_never_satisfied(truths: list[Expression], waivers: set[int]) -> None:
    rules = standard(*(requirement(f"r{n}", each) for n, each in enumerate(truths)))
    plain = judged(rules)
    found = waived(rules, *(waiver(rule=f"r{n}") for n in sorted(waivers)))
    assert [each.outcome for each in found.findings] == [each.outcome for each in plain.findings]
    if found.verdict.words.en == "satisfied":
        assert plain.verdict.words.en == "satisfied"


def test_the_receipt_names_rules_input_and_waivers() -> None:
    receipt = waived(standard(), waiver()).receipt
    assert (receipt.number, receipt.edition.en, receipt.input_digest) == ("T/XXX 1", "2026", "d" * 64)
    assert receipt.waivers_digest is not None
    assert waived(standard()).receipt.waivers_digest is None


LIMIT = parameter("limit", dated(num(1), since="2024-01-01"), dated(num(2), since="2025-07-01"))


def test_25_a_parameter_takes_the_value_of_the_last_day() -> None:
    under = standard(parameters=[LIMIT])
    assert value(scalar("limit"), under=under) == 2
    half = inventory(period=[{"start": "2024-07-01", "end": "2025-06-30"}])
    assert value(scalar("limit"), half, under) == 1
    early = inventory(period=[{"start": "2023-01-01", "end": "2023-12-31"}])
    assert reasons(value(scalar("limit"), early, under)) == ["parameter “limit” has no value on 2023-12-31"]


def test_25_a_change_within_the_period_is_noted() -> None:
    found = judged(standard(parameters=[LIMIT]))
    assert [note.en for note in found.notes] == [
        "Parameter “limit” changed within the period (2025-07-01); the value at its end was taken."
    ]


def test_25_without_an_end_of_the_period_dated_values_are_missing_and_others_hold() -> None:
    endless = inventory(period=[{"start": "2025-01-01"}])
    assert reasons(value(scalar("limit"), endless, standard(parameters=[LIMIT]))) == ["end of the reporting period"]
    undated = standard(parameters=[parameter("limit", dated(num(1)))])
    assert value(scalar("limit"), endless, undated) == 1


@pytest.mark.parametrize(
    "status,said",
    [
        (Status.COMMITTEE_TO_SET, "parameter “limit” (the committee has yet to set it)"),
        (Status.COMPANY_MUST_SUPPLY, "parameter “limit” (the company must supply it)"),
    ],
)
def test_a_number_that_is_not_set_is_missing(status: Status, said: str) -> None:
    under = standard(parameters=[parameter("limit", dated(None, status))])
    assert reasons(value(scalar("limit"), under=under)) == [said]


def level(number: int, limit: float | None, *, rest: bool = False) -> GradeLevel:
    expression = None if limit is None else num(limit, "kgCO2e/t")
    return GradeLevel(number, same(f"grade {number}"), expression, rest, Provenance(Status.SOURCED), SPAN)


def graded(*levels: GradeLevel, as_reported: bool = True, value_per_tonne: float = 4200.4) -> Judgement:
    footprint = magnesia_carbon_standard().footprint
    result = calculation("CFP", num(value_per_tonne, "kgCO2e/t"), None, "kgCO2e/t")
    under = standard(requirement("r", TRUE), calculations=[result], footprint=footprint)
    return judged(replace(under, grading=Grading("CFP", as_reported, levels, "c", SPAN)))


def test_28_the_first_limit_that_holds_gives_the_grade() -> None:
    found = graded(level(1, 4000), level(2, 4200), level(3, None, rest=True))
    assert found.grade is not None
    assert found.grade.number == 2
    exact = graded(level(1, 4000), level(2, 4200), level(3, None, rest=True), as_reported=False)
    assert exact.grade is not None
    assert exact.grade.number == 3


def test_28_a_limit_that_is_not_set_gives_no_grade() -> None:
    found = graded(level(1, None), level(2, 4200))
    assert found.grade is None
    assert found.no_grade is not None
    assert found.no_grade.en == "No grade: the limit of “grade 1” has yet to be set."


def test_28_no_grade_unless_satisfied_and_without_placeholders() -> None:
    grading = Grading("CFP", True, (level(1, 9000),), "c", SPAN)
    for factors, said in (((), "not all"), (PLACEHOLDERS, "placeholder")):
        under = replace(magnesia_carbon_standard(factors), grading=grading)
        found = judged(under, magnesia_carbon_inventory())
        assert found.grade is None
        assert found.no_grade is not None
        assert said in found.no_grade.en
    violated = replace(standard(requirement("r", FALSE)), grading=grading)
    assert waived(violated, waiver()).grade is None


@pytest.mark.parametrize("service,applicable", [({}, False), ({"lining": (12, "t")}, True)])
def test_34_a_functional_unit_without_service_data_is_not_applicable(
    service: dict[str, tuple[float, str]],
    applicable: bool,  # noqa: FBT001 -- a column of the table above
) -> None:
    unit = FunctionalUnit("slag-line", same("lining"), 1000, parse_unit("t"), same("t"), ("lining",), "flow", "c", SPAN)
    calculations = [
        calculation("CFP", num(4.2, "tCO2e/t")),
        calculation("flow", scalar("service.lining")),
        calculation("CFP.slag-line", scalar("CFP", PER_MASS)),
    ]
    under = standard(calculations=calculations, footprint=magnesia_carbon_standard().footprint)
    found = judged(replace(under, functional_units=(unit,)), inventory(service=[service]))
    assert found.footprint is not None
    assert found.footprint.functional[0].applicable is applicable

"""The workload of the benchmark as a standard finds what the hand-written implementation finds."""

from __future__ import annotations

from typing import Final

import pytest

from benchmarks.convert import line as converted
from benchmarks.truth import ENGINES, STANDARD, Case, by_hand, cases, code_of, difference
from refcf_rules import api

ACTIVITIES: Final = 10


def seeded(count: int) -> list[Case]:
    """Those with a defect, and the first ones without."""
    made = cases(count, ACTIVITIES, 7, all_defects=True)
    return [case for case in made if case.defect is not None or case.number < 3]


def test_the_standard_is_sound_and_its_examples_pass() -> None:
    file = api.find_standard(STANDARD)
    compiled = api.compile_rule_file(file)
    assert not compiled.diagnostics
    assert all(result.passed for result in api.run_examples(api.sound(compiled), file.folder))


@pytest.mark.parametrize("engine", ENGINES)
def test_every_seeded_defect_is_found_and_nothing_else(engine: str) -> None:
    mine, theirs = ENGINES[engine](), by_hand()
    compared = seeded(900)
    found = {case.number: difference(mine(converted(case.source)), theirs(case.source)) for case in compared}
    patterns = {case.number for case in compared if case.defect == "d_aid"}
    assert {number for number, differs in found.items() if differs} == patterns
    assert patterns, "the explained difference should be among the sample"
    assert len({case.defect for case in compared}) > 20


@pytest.mark.parametrize(
    "rule,code", [("r08", "R08"), ("r27", "R27"), ("s4_scores", "S"), ("boundary.zero_amount", "S")]
)
def test_a_rule_is_called_after_its_code(rule: str, code: str) -> None:
    assert code_of(rule) == code

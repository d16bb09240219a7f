"""Rows found by what they share give what looking at every row gives, in the reference and in both validators."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.evaluate import expression
from refcf_rules.model.expression import Aggregate
from refcf_rules.model.row_links import linked
from refcf_rules.model.standard import Standard
from refcf_rules.parity.inventories import Made
from refcf_rules.parity.numbers import expressions_of
from refcf_rules.parity.trial import Reference
from tests.conftest import NeedsProgram
from tests.parity.comparing import Task, failures, report
from tests.parity.linked_rows import linked_standard, plant

PLANTS: Final = tuple(plant(seed, gaps=gaps) for seed in range(12) for gaps in (0.0, 0.03, 0.3))


def aggregates(of: Standard) -> Iterator[Aggregate]:
    return (each for each in expressions_of(of) if isinstance(each, Aggregate))


def results(data: tuple[bytes, ...]) -> list[str]:
    """What the reference says, without meanings that are known from before."""
    reference = Reference(linked_standard(), "0")
    return [json.dumps(reference.result(each), ensure_ascii=False) for each in data]


def test_the_rules_have_rows_of_every_sort() -> None:
    found = [how for each in aggregates(linked_standard()) if (how := linked(each)) is not None]
    assert {len(how.ways) for how in found} >= {1, 2}
    assert sum(how.other_than is not None for how in found) >= 4
    assert {each.kind for each in aggregates(linked_standard())} == {
        "sum",
        "count",
        "any",
        "every",
        "least",
        "greatest",
        "average",
    }


def test_the_plants_differ_in_what_comes_out() -> None:
    outcomes = [json.loads(result)["outcomes"] for result in results(PLANTS)]
    for rule in outcomes[0]:
        assert len({outcome[rule] for outcome in outcomes}) > 1, rule


def test_the_reference_finds_what_looking_at_every_row_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    found = results(PLANTS)
    monkeypatch.setattr(expression, "FEW", 1_000_000)
    assert found == results(PLANTS)


@pytest.mark.parametrize("target", ["python", "javascript"])
def test_validators_say_what_the_reference_says(target: str, needs_program: NeedsProgram, tmp_path: Path) -> None:
    if target == "javascript":
        needs_program("node")
    made = tuple(Made(f"plant{index}", data) for index, data in enumerate(PLANTS))
    found = failures(target, [Task("linked_rows", linked_standard(), made)], tmp_path)
    assert not found, report(found)

"""At least 95 % of seeded defects are found, and at most 2 % of clean plants are accused; a line per kind."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from tests.physics.defects import DEFECTS, Defect
from tests.physics.plants import clean_plant, judged, sound_plants, violated

CLEAN = 100
OF_EACH = 6
FOUND_AT_LEAST = 0.95
ACCUSED_AT_MOST = 0.02


def test_there_are_sound_plants_of_every_family() -> None:
    assert len(sound_plants()) >= 8


def test_clean_plants_are_not_accused() -> None:
    accused = {seed: found for seed in range(CLEAN) if (found := _accusations(seed))}
    assert len(accused) <= ACCUSED_AT_MOST * CLEAN, accused


def _accusations(seed: int) -> list[str]:
    judgement = judged(clean_plant(seed))
    wrong = violated(judgement)
    return [
        one.requirement.id for one in judgement.findings if one.requirement.severity and one.requirement.id in wrong
    ]


def test_defects_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    results = {defect.__name__: list(_found(defect)) for defect in DEFECTS}
    found = Counter({name: sum(one) for name, one in results.items()})
    with capsys.disabled():
        print()  # noqa: T201 -- a table for whoever looks at the run
        for name, one in results.items():
            print(f"    found {found[name]:3} of {len(one):3}  {name.replace('_', ' ')}")  # noqa: T201 -- a table for whoever looks at the run
    assert all(results.values()), [name for name, one in results.items() if not one]
    assert found.total() >= FOUND_AT_LEAST * sum(map(len, results.values()))


def _found(defect: Defect) -> list[bool]:
    """Whether each of some seeded defects of one kind brings a finding that the clean plant has not."""
    found: list[bool] = []
    for seed in range(1000, 1000 + 80 * OF_EACH):
        if len(found) == OF_EACH:
            break
        plant = clean_plant(seed)
        if defect(plant, random.Random(seed)):
            before = violated(judged(clean_plant(seed)))
            found.append(bool(violated(judged(plant)).keys() - before.keys()))
    return found

"""At least 95 % of seeded defects are found, and at most 2 % of clean plants are accused; a line per kind."""

from __future__ import annotations

import random
from collections import Counter

from refcf_rules.model.requirement import Severity
from tests.physics.defects import DEFECTS
from tests.physics.plants import clean_plant, judged, sound_plants, violated

CLEAN = 150
OF_EACH = 12
FOUND_AT_LEAST = 0.95
ACCUSED_AT_MOST = 0.02


def test_clean_plants_are_not_accused() -> None:
    accused = {seed: found for seed in range(CLEAN) if (found := _physics_findings(seed))}
    print(f"accused {len(accused)} of {CLEAN} clean plants: {accused}")
    assert len(accused) <= ACCUSED_AT_MOST * CLEAN, accused


def _physics_findings(seed: int) -> list[str]:
    judgement = judged(clean_plant(seed))
    graded = (one for one in judgement.findings if isinstance(one.requirement.severity, Severity))
    return [one.requirement.id for one in graded if one.requirement.id in violated(judgement)]


def test_defects_are_found() -> None:
    seeded: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed: list[str] = []
    for defect in DEFECTS:
        name = defect.__name__
        for seed in range(1000, 1000 + 40 * OF_EACH):
            if seeded[name] == OF_EACH:
                break
            plant = clean_plant(seed)
            before = violated(judged(plant))
            if not defect(plant, random.Random(seed)):  # noqa: S311: reproducible test data
                continue
            seeded[name] += 1
            new = violated(judged(plant)).keys() - before.keys()
            found[name] += bool(new)
            if not new:
                missed.append(f"{name} seed {seed}")
    for name, count in seeded.items():
        print(f"{found[name]:4} of {count:4}  {name}")
    assert set(seeded) == {defect.__name__ for defect in DEFECTS}, "a kind of defect applies to no plant"
    assert found.total() >= FOUND_AT_LEAST * seeded.total(), missed


def test_every_part_gives_sound_plants() -> None:
    assert len(sound_plants()) >= 8

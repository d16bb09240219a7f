"""The inventories made for comparisons: the same for the same seed, of every sort, for any standard."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from random import Random

import pytest

from refcf_rules.model.standard import Standard
from refcf_rules.parity.changes import MISTAKES, USUAL, Change, material_of
from refcf_rules.parity.document import Document, Frame, copied
from refcf_rules.parity.inventories import Made, generated
from refcf_rules.parity.spelling import any_way, plainest, respelled
from refcf_rules.parity.trial import Reference
from tests.parity.random_standards import sound_standards

COUNT = 50


@cache
def made_of(standard: Standard) -> tuple[Made, ...]:
    return tuple(generated(standard, {}, COUNT, seed=1))


@cache
def some_standard() -> Standard:
    return next(iter(sound_standards(1)))


def document() -> Document:
    frame = Frame(some_standard())
    return material_of(frame).synthesis.document(Random("with every table"))


def test_the_same_seed_makes_the_same_inventories() -> None:
    standard = some_standard()
    again = tuple(generated(standard, {}, COUNT, seed=1))
    assert again == made_of(standard)
    assert {one.data for one in again}.isdisjoint({one.data for one in generated(standard, {}, 20, seed=2)})


def test_tables_alone_are_enough_for_every_verdict() -> None:
    verdicts: Counter[str] = Counter()
    footprints = 0
    for standard in sound_standards(5):
        reference = Reference(standard, "0")
        results = [reference.result(one.data) for one in made_of(standard)]
        verdicts.update(str(result["verdict"]) for result in results)
        footprints += sum(isinstance(found := one["footprint"], dict) and bool(found["value"]) for one in results)
    assert footprints > COUNT
    assert set(verdicts) == {"satisfied", "violated", "not decidable", "unreadable"}
    assert verdicts["unreadable"] < sum(verdicts.values()) / 3


@pytest.mark.parametrize(
    "change", [*dict.fromkeys((*(one for one, _ in USUAL), *MISTAKES))], ids=lambda one: one.__name__
)
def test_a_change_changes_something(change: Change) -> None:
    standard, changed = some_standard(), 0
    material = material_of(Frame(standard))
    for seed in range(12):
        before = document()
        after = copied(before)
        what = change(after, material, Random(seed))
        changed += what is not None and json.dumps(after) != json.dumps(before)
    assert changed


def test_another_spelling_means_the_same() -> None:
    standard = some_standard()
    frame, reference = Frame(standard), Reference(standard, "0")
    for seed in range(8):
        original = material_of(frame).synthesis.document(Random(seed))
        results = [
            reference.result(json.dumps(respelled(original, frame, pick)).encode())
            for pick in (plainest, any_way(Random(seed)))
        ]
        outcomes = [(result["verdict"], result["outcomes"], result["footprint"]) for result in results]
        assert outcomes[0] == outcomes[1]


def test_some_stand_exactly_on_a_limit() -> None:
    """An aimed inventory and its neighbour just beyond the guard are judged differently somewhere."""
    turned = 0
    for standard in sound_standards(4):
        reference = Reference(standard, "0")
        aimed = [one for one in generated(standard, {}, 40, seed=3, aimed=2) if "aimed" in one.name]
        outcomes = {json.dumps(reference.result(one.data)["outcomes"]) for one in aimed}
        turned += len(outcomes) > 1
    assert turned >= 2

"""Random rule files: nearly all compile, and together they use the whole language."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from refcf_rules.model.expression import Expression, children
from refcf_rules.model.requirement import Severity
from refcf_rules.model.standard import Standard
from refcf_rules.parity.numbers import expressions_of
from tests.parity.random_standards import compiled, sound_standards
from tests.parity.rule_files import random_standard

MANY = 30


def test_nearly_all_are_sound() -> None:
    sources = [random_standard(seed) for seed in range(MANY)]
    assert sum(compiled(source) is not None for source in sources) >= MANY * 0.9
    assert random_standard(3) == random_standard(3)


def nodes_of(standard: Standard) -> Counter[str]:
    found: Counter[str] = Counter()
    waiting = list(expressions_of(standard))
    while waiting:
        part = waiting.pop()
        found[type(part).__name__] += 1
        waiting.extend(children(part))
    return found


def test_together_they_use_every_expression() -> None:
    found: Counter[str] = Counter()
    for standard in sound_standards(MANY):
        found += nodes_of(standard)
    assert {node.__name__ for node in get_args(Expression)} <= set(found)


def test_together_they_use_every_construct() -> None:
    standards = list(sound_standards(MANY))
    assert any(one.repetitions for one in standards)
    assert any(one.grading for one in standards)
    assert any(one.indicators for one in standards)
    assert any(one.overrides for one in standards)
    assert any(len(one.parts) > 1 for one in standards), "a part that extends a part"
    assert {one.severity for each in standards for one in each.requirements} >= {None, *Severity}
    assert all(one.footprint and one.reported and one.functional_units for one in standards)
    assert {kind for each in standards for e in each.emissions for kind in [e.table]} == {None, "lot", "point"}


def test_every_smaller_file_has_one_declaration_less() -> None:
    source = random_standard(5)
    smaller = list(source.smaller())
    assert len(smaller) == len(source.products) + len(source.declarations) + len(source.part)

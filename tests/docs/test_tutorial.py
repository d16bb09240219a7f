"""The tutorials end with a small standard that passes, and every step on the way compiles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.evaluate.example import run_examples
from refcf_rules.inventory.read import claimed_standard
from tests.docs.compiling import compile_block, errors, names_of
from tests.docs.pages import DOCS, LANGUAGE, blocks
from tests.docs.tutorial_steps import final_standard, inventory, states

ENGLISH: Final = DOCS / "tutorial" / "index.md"
CHINESE: Final = DOCS / "tutorial" / "index.zh.md"
TUTORIALS: Final = pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=["en", "zh"])
STEPS: Final = [(page, step) for page in (ENGLISH, CHINESE) for step in range(len(states(page)))]


@pytest.mark.parametrize("page,step", STEPS, ids=lambda value: str(getattr(value, "stem", value)))
def test_every_step_compiles_without_remark(page: Path, step: int) -> None:
    compiled = compile_block(states(page)[step])
    assert not errors(compiled)
    assert compiled.is_sound


@TUTORIALS
def test_there_are_ten_steps_at_most_and_each_has_its_lines(page: Path) -> None:
    headings = re.findall(r"^## (\d+) ", page.read_text("utf-8"), re.MULTILINE)
    assert headings == [str(number) for number in range(1, 11)]
    assert len(states(page)) == len(headings) - 1


@TUTORIALS
def test_the_examples_of_the_finished_standard_pass(page: Path) -> None:
    standard, written = final_standard(page), inventory(page)
    results = tuple(run_examples(standard, lambda _path: written, tool_version="test"))
    assert {result.example.id for result in results} == {"first_plant", "no_gas"}
    assert not [problem.en for result in results for problem in result.problems]


@TUTORIALS
def test_the_inventory_claims_the_standard_of_the_tutorial(page: Path) -> None:
    assert claimed_standard("first_plant.yaml", inventory(page)) == final_standard(page).id


def test_both_tutorials_write_the_same_standard() -> None:
    english, chinese = (final_standard(page) for page in (ENGLISH, CHINESE))
    assert names_of(english) == names_of(chinese)
    for one, other in zip(english.requirements, chinese.requirements, strict=True):
        assert (one.id, one.label, one.modality) == (other.id, other.label, other.modality)


def test_the_cheat_sheets_write_the_same_standard() -> None:
    english, chinese = (compile_block(blocks(LANGUAGE / name)[0].text).standard for name in ("index.md", "index.zh.md"))
    assert english is not None
    assert chinese is not None
    assert names_of(english) == names_of(chinese)

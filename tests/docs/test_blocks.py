"""Every rule text in the documentation is executed, the wrong ones too."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.docs.compiling import compile_block, errors
from tests.docs.pages import Block, blocks_of, pages

STEP: Final = "step"
WRONG: Final = "wrong"
RULES: Final = tuple(block for block in blocks_of("refcf") if STEP not in block.marks)
RIGHT_ONES: Final = tuple(block for block in RULES if WRONG not in block.marks)
WRONG_ONES: Final = tuple(block for block in RULES if WRONG in block.marks)


def _name(block: Block) -> str:
    return block.name


@pytest.mark.parametrize("block", RIGHT_ONES, ids=_name)
def test_what_the_documentation_shows_compiles(block: Block) -> None:
    assert not errors(compile_block(block.text))


@pytest.mark.parametrize("block", WRONG_ONES, ids=_name)
def test_what_is_shown_as_wrong_gives_the_code_it_names(block: Block) -> None:
    assert errors(compile_block(block.text)), "it compiles"
    assert errors(compile_block(block.text))[0].split()[0] == block.marks[2]


def test_blocks_were_found() -> None:
    assert len(RIGHT_ONES) > 40
    assert len(WRONG_ONES) > 20


def test_a_block_knows_its_page_and_line() -> None:
    block = RIGHT_ONES[0]
    line = block.page.read_text("utf-8").splitlines()[block.line - 1]
    assert line.startswith("```refcf")


def test_marks_are_known() -> None:
    known = {"refcf", "wrong", STEP, "inventory", "waivers", "yaml", "json", "sh", "text"}
    codes = {block.marks[2] for block in WRONG_ONES}
    marks = {mark for block in _all_blocks() for mark in block.marks}
    assert marks <= known | codes


def test_every_block_says_what_it_is() -> None:
    assert not [block.name for block in _all_blocks() if not block.marks]


def _all_blocks() -> tuple[Block, ...]:
    languages = ("refcf", "yaml", "json", "sh", "text")
    found = tuple(block for language in languages for block in blocks_of(language))
    fences = sum(_fences(page) for page in pages())
    assert len(found) == fences, "a block has a language that the tests do not know"
    return found


def _fences(page: Path) -> int:
    return sum(line.startswith("```") for line in page.read_text("utf-8").splitlines()) // 2

"""The file of the tutorial as it grows: each step adds its block at the end."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

from refcf_rules.model.standard import Standard
from tests.docs.compiling import compile_block, errors
from tests.docs.pages import blocks


def states(page: Path) -> tuple[str, ...]:
    """The rule file after each step."""
    texts = (block.text for block in blocks(page) if block.marks == ("refcf", "step"))
    return tuple(accumulate(texts))


def inventory(page: Path) -> bytes:
    """The inventory the tutorial has you write."""
    return next(block.text for block in blocks(page) if block.marks == ("yaml", "inventory", "step")).encode()


def final_standard(page: Path) -> Standard:
    """The standard after the last step."""
    compiled = compile_block(states(page)[-1])
    if compiled.standard is None or errors(compiled):
        raise ValueError(errors(compiled))
    return compiled.standard

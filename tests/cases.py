"""Reads golden cases from Markdown: a heading is a case, its fenced blocks are source and results.

A page reads as a specification. ``rewrite`` puts what came out in place of what is written
(``pytest --update``); nothing here knows what the blocks mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_HEADING: Final = re.compile(r"^#+ +(?P<title>.+)$")
_FENCE: Final = re.compile(r"^(?P<marks>`{3,})(?P<info>.*)$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its info string and text; ``first`` and ``last`` are the lines of its text, from 0."""

    info: str
    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Case:
    """A heading with the blocks below it, up to the next heading."""

    page: Path
    title: str
    blocks: tuple[Block, ...]

    @property
    def id(self) -> str:
        """How pytest names the case."""
        return f"{self.page.parent.name}/{self.page.stem}: {self.title}"

    def block(self, info: str) -> Block | None:
        """The block with this info string."""
        return next((block for block in self.blocks if block.info == info), None)

    def text(self, info: str) -> str:
        """The text of a block; nothing if there is none."""
        block = self.block(info)
        return block.text if block is not None else ""


def cases_in(folder: Path) -> list[Case]:
    """The cases of all pages of a folder, in order."""
    return [case for page in sorted(folder.rglob("*.md")) for case in cases_of(page)]


def cases_of(page: Path) -> list[Case]:
    """The cases of one page; headings without blocks only divide it."""
    titles: list[tuple[str, list[Block]]] = [("", [])]
    for title, block in _pieces(page.read_text("utf-8").splitlines()):
        if block is None:
            titles.append((title, []))
        else:
            titles[-1][1].append(block)
    return [Case(page, title, tuple(blocks)) for title, blocks in titles if blocks]


def rewrite(case: Case, results: dict[str, str], sources: tuple[str, ...]) -> None:
    """Write results below the sources of a case, in the place of those that stand there."""
    lines = case.page.read_text("utf-8").splitlines()
    (current,) = [one for one in cases_of(case.page) if one.title == case.title]
    kept = [block.last for block in current.blocks if block.info in sources]
    written = [line for info, text in results.items() for line in ("", f"```{info}", *text.splitlines(), "```")]
    lines[max(kept) + 1 : current.blocks[-1].last + 1] = written
    case.page.write_text("\n".join(lines) + "\n", "utf-8")


def _pieces(lines: list[str]) -> Iterator[tuple[str, Block | None]]:
    number = 0
    while number < len(lines):
        fence, heading = _FENCE.match(lines[number]), _HEADING.match(lines[number])
        if fence is not None:
            last = lines.index(fence["marks"], number + 1)
            text = "".join(f"{line}\n" for line in lines[number + 1 : last])
            yield "", Block(fence["info"].strip(), text, number + 1, last)
            number = last
        elif heading is not None:
            yield heading["title"], None
        number += 1

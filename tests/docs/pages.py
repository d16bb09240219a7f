"""The pages of ``docs/`` as the tests see them: fenced blocks with their marks, links, headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
DOCS: Final = ROOT / "docs"
LANGUAGE: Final = DOCS / "language"
_FENCE: Final = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```[ \t]*$", re.DOTALL | re.MULTILINE)
_LINK: Final = re.compile(r"(?<!!)\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")
_IN_LINE: Final = re.compile(r"`[^`\n]+`")
_HEADING: Final = re.compile(r"^#{1,6} +(?P<title>.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: the words after the fence (its language first), and the line it starts on."""

    page: Path
    line: int
    marks: tuple[str, ...]
    text: str

    @property
    def name(self) -> str:
        """How a test of this block is called."""
        return f"{self.page.relative_to(DOCS).as_posix()}:{self.line}"


def pages() -> tuple[Path, ...]:
    """The pages this folder answers for: everything but what is written for contributors."""
    owned = (*DOCS.glob("*.md"), *(page for name in _OWNED for page in (DOCS / name).glob("*.md")))
    return tuple(sorted(owned))


_OWNED: Final = ("language", "tutorial", "guides")


def blocks(page: Path) -> tuple[Block, ...]:
    """All fenced blocks of a page."""
    text = page.read_text("utf-8")
    return tuple(
        Block(page, text.count("\n", 0, found.start()) + 1, tuple(found["info"].split()), found["text"])
        for found in _FENCE.finditer(text)
    )


def blocks_of(language: str) -> tuple[Block, ...]:
    """The blocks of all pages in one language."""
    return tuple(block for page in pages() for block in blocks(page) if block.marks[:1] == (language,))


def section(page: Path, heading: str) -> str:
    """The text under a heading of the second level, up to the next; empty if there is none."""
    parts = re.split(r"^## +", page.read_text("utf-8"), flags=re.MULTILINE)
    return next((part.partition("\n")[2] for part in parts if part.partition("\n")[0].strip() == heading), "")


def block_under(page: Path, heading: str) -> Block | None:
    """The first fenced block under a heading of the second level."""
    found = _FENCE.search(section(page, heading))
    if found is None:
        return None
    return next((block for block in blocks(page) if block.text == found["text"]), None)


def links(page: Path) -> tuple[str, ...]:
    """The targets of all links outside of code."""
    prose = _IN_LINE.sub("", _FENCE.sub("", page.read_text("utf-8")))
    return tuple(found["target"] for found in _LINK.finditer(prose))


def anchors(page: Path) -> frozenset[str]:
    """The names by which headings of a page can be linked."""
    prose = _FENCE.sub("", page.read_text("utf-8"))
    return frozenset(_anchor(found["title"]) for found in _HEADING.finditer(prose))


def _anchor(title: str) -> str:
    kept = re.sub(r"[^\w\s-]", "", title.lower())
    return re.sub(r"\s", "-", kept.strip())

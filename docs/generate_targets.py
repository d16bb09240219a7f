"""Writes ``docs/targets.md``: what each target can do, from ``tests/parity/matrix.toml``; ``--check`` only compares.

The suite proves the matrix: a refusal that works fails it, and so does a case that neither works nor is refused.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "targets.md"
MATRIX: Final = ROOT / "tests" / "parity" / "matrix.toml"
CASES: Final = ROOT / "tests" / "parity" / "constructs.md"
FOR_READING: Final = frozenset({"site", "docx"})
"""Targets that show a standard and judge nothing."""
_HEADING: Final = re.compile(r"^## (?P<en>.+) · (?P<zh>.+)$", re.MULTILINE)
_INTRODUCTION: Final = """# 成果能做什么 · What each target can do

同一份标准生成几种成果；凡是成果能判定的，结论与参考实现一致，不能判定的在此列出名称和原因。下表由测试证明：
说做不到而其实做得到的，测试不通过；没说做不到而做不到的，也不通过。
`refcf certify 标准` 把各成果与参考实现逐一比较，写出随草案发布的一致性证书。

One standard, several targets: what a target judges it judges as the reference does, and what it cannot judge is named
here with the reason. The suite proves this table: a refusal that in fact works fails, and so does anything that is
neither refused nor works. `refcf certify STANDARD` sets every target beside the reference and writes the parity
certificate that is published with the draft.
"""


@dataclass(frozen=True)
class Entry:
    """A target or a feature, with its title in both languages."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True)
class Refused:
    """What one target refuses for one reason."""

    target: str
    cases: tuple[str, ...]
    features: tuple[str, ...]
    zh: str
    en: str


@dataclass(frozen=True)
class Matrix:
    """The whole of ``matrix.toml``."""

    targets: tuple[Entry, ...]
    features: tuple[Entry, ...]
    refusals: tuple[Refused, ...]
    own_words: tuple[tuple[Entry, Entry], ...]
    """What the comparison leaves to each program, and why."""


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` say that it is out of date."""
    text = page()
    if "--check" in arguments:
        if PAGE.is_file() and PAGE.read_text("utf-8") == text:
            return 0
        sys.stderr.write(f"out of date: {PAGE.relative_to(ROOT)}\n")
        return 1
    PAGE.write_text(text, "utf-8")
    return 0


def matrix() -> Matrix:
    """The matrix as it is written."""
    said = tomllib.loads(MATRIX.read_text("utf-8"))
    refusals = tuple(
        Refused(
            one["target"],
            tuple(one.get("cases", ())),
            tuple(one.get("features", ())),
            one["why"]["zh"],
            one["why"]["en"],
        )
        for one in said["refuses"]
    )
    own_words = tuple((_entry(one["what"]), _entry(one["why"])) for one in said["own_words"])
    return Matrix(_entries(said["targets"]), _entries(said["features"]), refusals, own_words)


def page() -> str:
    """The page in both languages."""
    known = matrix()
    return "\n".join([_INTRODUCTION, *_table(known), "", *_reasons(known), "", *_own_words(known), ""])


def _entries(said: list[Mapping[str, Mapping[str, str]]]) -> tuple[Entry, ...]:
    return tuple(Entry(str(one["name"]), one["title"]["zh"], one["title"]["en"]) for one in said)


def _entry(said: Mapping[str, str]) -> Entry:
    return Entry("", said["zh"], said["en"])


def _table(known: Matrix) -> Iterator[str]:
    numbers = {refusal: index for index, refusal in enumerate(known.refusals, start=1)}
    yield "| | " + " | ".join(f"{one.zh}<br>{one.en}" for one in known.targets) + " |"
    yield "|---|" + "---|" * len(known.targets)
    titles = [Entry(found["en"], found["zh"], found["en"]) for found in _HEADING.finditer(CASES.read_text("utf-8"))]
    for row in (*titles, *known.features):
        cells = []
        for target in known.targets:
            why = [
                f"— [{number}](#{number})"
                for refusal, number in numbers.items()
                if refusal.target == target.name and row.name in (*refusal.cases, *refusal.features)
            ]
            cells.append(why[0] if why else "✓")
        yield f"| {row.zh} · {row.en} | " + " | ".join(cells) + " |"


def _reasons(known: Matrix) -> Iterator[str]:
    titles = {one.name: one for one in known.targets}
    yield "## 做不到的原因 · Why not"
    for number, refusal in enumerate(known.refusals, start=1):
        yield ""
        yield f"### {number}"
        yield ""
        yield f"{titles[refusal.target].zh}：{refusal.zh}"
        yield ""
        yield f"{titles[refusal.target].en}: {refusal.en}"


def _own_words(known: Matrix) -> Iterator[str]:
    yield "## 不逐字比较的 · What is not compared word for word"
    for what, why in known.own_words:
        yield ""
        yield f"- {what.zh}。{why.zh}"
        yield f"  {what.en[0].upper()}{what.en[1:]}. {why.en}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

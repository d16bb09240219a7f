"""The site behind ``refcf serve``: an edit compiles its own part and the one that is looked at; the rest follows."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.api import RuleFile, compile_rule_file, rule_files
from refcf_rules.cli.live.site import LiveSite
from refcf_rules.language.readings import Readings
from refcf_rules.pipeline import Compiled

CLASS_PART = """
standard {name} with my_bricks {{
    number    "T/XXX 0000.{number}"
    edition   "2026 draft"
    title     zh "第 {number} 部分" en "Part {number}"
    status    working draft
}}

clause scope {{
    title zh "范围" en "Scope"
    text  zh "适用于第 {number} 类砖。" en "This part applies to bricks of class {number}."
}}
"""
RULE: Final = "parts/my_bricks/footprint_of_the_product/index.md"


class Watched:
    """A live site of three parts, and which of them it compiled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.compiled: list[str] = []
        self.site = LiveSite(folder, rule_files(folder), self._faults)

    def _faults(self, compiled: Compiled, file: RuleFile) -> str:
        return f"{file.name}: {len(compiled.diagnostics)}"

    def edit(self, part: str, before: str, after: str) -> list[str]:
        """Save an edit of a part; the parts that the site compiled at once."""
        path = self.folder / f"{part}.pcr"
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after), "utf-8")
        self.compiled.clear()
        self.site.update([part])
        return list(self.compiled)

    def rest(self) -> list[str]:
        """Let the site do what it left for later; the parts that it compiled."""
        self.compiled.clear()
        while self.site.has_waiting or self.site.is_behind:
            self.site.catch_up()
        return list(self.compiled)

    def shows(self, page: str, words: str) -> bool:
        return words in (self.site.html("zh", page) or "")


@pytest.fixture
def live(starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watched:
    monkeypatch.setenv("REFCF_CACHE", str(tmp_path / "cache"))
    folder = shutil.copytree(starter, tmp_path / "series")
    for number, name in enumerate(("first", "second"), start=1):
        (folder / f"{name}.pcr").write_text(CLASS_PART.format(name=name, number=number), "utf-8")
    watched = Watched(folder)

    def noted(file: RuleFile, readings: Readings) -> Compiled:
        watched.compiled.append(file.name)
        return compile_rule_file(file, readings)

    monkeypatch.setattr("refcf_rules.cli.live.site.compile_rule_file", noted)
    watched.site.begin()
    return watched


def test_an_edit_of_a_class_part_compiles_nothing_else(live: Watched) -> None:
    page = "parts/second/scope/index.md"
    live.site.looked_at = ("zh", f"/{page}")
    assert live.edit("second", "第 2 类砖", "第二类砖") == ["second"]
    assert live.shows(page, "第二类砖")
    assert live.rest() == []


def test_an_edit_of_the_general_part_shows_where_one_looks_before_the_others_are_compiled(live: Watched) -> None:
    live.site.looked_at = ("zh", "/parts/second/scope/index.md")
    edited = ("声明单位为 1 t", "声明单位改为 1 t")
    assert live.edit("my_bricks", *edited) == ["my_bricks", "second"]
    assert live.shows("parts/my_bricks/declared_unit/index.md", "声明单位改为 1 t")
    assert live.rest() == ["first"]


def test_a_second_edit_comes_before_what_the_first_left_for_later(live: Watched) -> None:
    live.edit("my_bricks", "声明单位为 1 t", "声明单位改为 1 t")
    assert live.edit("second", "第 2 类砖", "第二类砖") == ["second"]
    assert live.rest() == ["first"]


def test_a_wrong_part_is_compiled_again_after_an_edit_elsewhere(live: Watched) -> None:
    live.edit("first", "clause scope {", "clause scope {\n    rule electricity_factor")
    assert live.site.faults.keys() == {"first"}
    live.edit("second", "第 2 类砖", "第二类砖")
    assert live.rest() == ["first"]  # which may be right by now


def test_results_of_examples_are_said_to_be_from_before_an_edit(live: Watched) -> None:
    assert live.shows(RULE, "本次生成没有执行")
    live.site.take_examples()
    assert live.shows(RULE, "已在本次生成中执行")
    live.edit("my_bricks", "声明单位为 1 t", "声明单位改为 1 t")
    assert live.shows(RULE, "修改规则以前执行的结果")
    live.rest()
    live.site.take_examples()
    assert live.shows(RULE, "已在本次生成中执行")
    assert not live.shows(RULE, "修改规则以前")

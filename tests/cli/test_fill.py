"""``refcf fill`` and ``refcf build --target xlsx``: the workbook, filled or empty, and what becomes of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

import refcf_rules.cli
from tests.cli.running import refcf

STARTER = Path(refcf_rules.cli.__file__).parent / "starter"


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    return shutil.copytree(STARTER, tmp_path / "我的 starter")


def test_a_filled_workbook_says_what_the_inventory_says(starter: Path, tmp_path: Path) -> None:
    book = tmp_path / "新 folder/我的.xlsx"
    shown = refcf("fill", "examples/plant.yaml", "--standard", "my_bricks.pcr", "-o", book, cwd=starter)
    assert (shown.code, shown.stdout) == (0, f"written  {book}\n")
    values = load_workbook(book, data_only=True)
    said = [cell.value for row in values["Results"].iter_rows() for cell in row if isinstance(cell.value, str)]
    verdict = refcf("validate", "examples/plant.yaml", "--standard", "my_bricks.pcr", cwd=starter)
    assert verdict.code == 0
    assert "Verdict: the requirements are satisfied" in said
    assert refcf("validate", book, "--standard", starter / "my_bricks.pcr").code == 0


@pytest.mark.parametrize("language, title", [("zh", "结果"), ("both", "结果 Results")])
def test_its_language_may_be_chosen(starter: Path, tmp_path: Path, language: str, title: str) -> None:
    arguments = ("--standard", "my_bricks.pcr", "--language", language, "-o", tmp_path / "book.xlsx")
    assert refcf("fill", "examples/plant.yaml", *arguments, cwd=starter).code == 0
    assert title in load_workbook(tmp_path / "book.xlsx", read_only=True).sheetnames


def test_the_template_is_an_output_of_the_standard(starter: Path, tmp_path: Path) -> None:
    for folder, options in (("two", ()), ("one", ("--language", "both"))):
        shown = refcf("build", starter / "my_bricks.pcr", "--target", "xlsx", *options, "-o", tmp_path / folder)
        assert shown.code == 0, shown.stderr
    assert {path.name for path in (tmp_path / "two/xlsx").iterdir()} == {"my_bricks.zh.xlsx", "my_bricks.en.xlsx"}
    assert {path.name for path in (tmp_path / "one/xlsx").iterdir()} == {"my_bricks.both.xlsx"}


def test_a_part_without_stages_has_no_workbook_and_says_so(tmp_path: Path) -> None:
    shown = refcf("build", "factors", "--target", "xlsx", "-o", tmp_path)
    assert shown.code == 0, shown.stderr
    assert "no life cycle stages" in shown.stdout
    assert not list(tmp_path.rglob("*.xlsx"))


def test_what_cannot_be_filled_is_said_in_a_line(starter: Path, tmp_path: Path) -> None:
    plant, rules = starter / "examples/plant.yaml", ("--standard", starter / "my_bricks.pcr")
    wrong_ending = refcf("fill", plant, *rules, "-o", tmp_path / "book.xls")
    assert wrong_ending.code == 2
    assert ".xlsx" in wrong_ending.stderr
    assert refcf("fill", plant, *rules).code == 2
    broken = tmp_path / "broken.yaml"
    broken.write_text("refcf: 1\nproducts: [\n", "utf-8")
    assert refcf("fill", broken, *rules, "-o", tmp_path / "book.xlsx").code == 2
    assert not (tmp_path / "book.xlsx").exists()
    blocked = refcf("fill", plant, *rules, "-o", plant / "book.xlsx")
    assert blocked.code == 2
    assert "Traceback" not in blocked.stderr

"""``refcf upgrade``: the data in a new template, what changed and what is now needed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from tests.cli.running import refcf
from tests.targets.xlsx.starter_book import data


def rules(folder: Path) -> Path:
    """The starter as ``refcf init`` writes it."""
    assert refcf("init", folder).code == 0
    return folder / "my_bricks.pcr"


def book_in(folder: Path) -> Path:
    path = folder / "book.xlsx"
    path.write_bytes(data("en"))
    return path


def test_the_same_edition_gives_the_same_data(tmp_path: Path) -> None:
    standard = rules(tmp_path / "rules")
    book, new = book_in(tmp_path / "rules"), tmp_path / "new.xlsx"
    shown = refcf("upgrade", book, "-o", new)
    assert shown.code == 0, shown.stdout
    assert shown.verdict == f"written  {new}"
    before, after = (refcf("validate", path, "--standard", standard) for path in (book, new))
    assert after.code == before.code
    assert "old-edition" not in after.stdout


def test_changes_of_the_rules_are_listed_and_data_kept(tmp_path: Path) -> None:
    standard = rules(tmp_path / "rules")
    book, new = book_in(tmp_path / "rules"), tmp_path / "new.xlsx"
    text = standard.read_text("utf-8")
    standard.write_text(text.replace("edition", "edition", 1) + "\n// 新的一版\n", "utf-8")
    told = refcf("validate", book)
    assert "old-edition" in told.stdout
    shown = refcf("--lang", "en", "upgrade", book, "-o", new)
    assert "→" in shown.stdout
    assert "old-edition" not in refcf("validate", new, "--standard", standard).stdout


def test_what_is_not_understood_must_be_mended_first(tmp_path: Path) -> None:
    rules(tmp_path / "rules")
    book = load_workbook(BytesIO(data("en")))
    title, area = next(iter(book.defined_names["in__output__accepted"].destinations))
    book[title][area.replace("$", "").partition(":")[0]].value = "about 6000"
    path = tmp_path / "rules" / "book.xlsx"
    book.save(path)
    shown = refcf("upgrade", path, "-o", tmp_path / "new.xlsx")
    assert shown.code == 2
    assert "bad-number" in shown.stdout
    assert not (tmp_path / "new.xlsx").exists()


def test_a_deleted_name_is_restored_and_told(tmp_path: Path) -> None:
    rules(tmp_path / "rules")
    book = load_workbook(BytesIO(data("en")))
    del book.defined_names["in__company__site"]
    path, new = tmp_path / "rules" / "book.xlsx", tmp_path / "new.xlsx"
    book.save(path)
    assert "lost-input" in refcf("validate", path).stdout
    shown = refcf("--lang", "en", "upgrade", path, "-o", new)
    assert shown.code == 1
    assert "Data left out" in shown.stdout
    assert "in__company__site" in load_workbook(new).defined_names


def test_it_wants_a_workbook_and_another_file(tmp_path: Path) -> None:
    rules(tmp_path / "rules")
    book = book_in(tmp_path / "rules")
    assert refcf("upgrade", book, "-o", book).code == 2
    assert refcf("upgrade", tmp_path / "rules" / "my_bricks.pcr", "-o", tmp_path / "x.xlsx").code == 2
    assert refcf("upgrade", tmp_path / "none.xlsx", "-o", tmp_path / "x.xlsx").code == 2

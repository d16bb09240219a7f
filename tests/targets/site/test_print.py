"""The whole text of a part on paper: A4, a cover, numbered pages, black on white, and a PDF by one command."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from refcf_rules.cli import pdf
from refcf_rules.targets.site.emit import emit_with
from refcf_rules.targets.site.series import series_of
from tests.cli.running import refcf
from tests.targets.prose.standards import small
from tests.targets.site.browser import Reader

WHOLE = "parts/small/0-whole.html"


@pytest.fixture(scope="session")
def printed(small_site: Path, needs_program: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDFs of the small site."""
    needs_program("chromium")
    needs_program("pdftotext")
    folder = tmp_path_factory.mktemp("pdf")
    shown = refcf("pdf", small_site, "-o", folder)
    assert shown.code == 0, shown.stdout + shown.stderr
    assert str(folder / "small.zh.pdf") in shown.stdout
    return folder


@pytest.mark.parametrize(
    "language, title, words",
    [("zh", "第1部分：通则", "取舍准则"), ("en", "Part 1: General", "Cut-off criteria")],
    ids=["zh", "en"],
)
def test_one_command_prints_every_part_in_both_languages(language: str, title: str, words: str, printed: Path) -> None:
    """``refcf pdf`` gives A4 pages that begin with the title and hold every clause; each page has its number."""
    path = printed / f"small.{language}.pdf"
    facts = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "A4" in facts
    pages = pages_of(path)
    assert 5 < len(pages) < 30
    assert title in pages[0]
    assert "T/X 1—2026" in pages[0]
    assert any(words in page for page in pages[2:])
    assert all(str(number) in page.split() for number, page in enumerate(pages[1:], start=2)), "a page without number"
    assert all("T/X 1—2026" in page for page in pages[1:]), "a page without the number of the standard"


def test_the_same_site_prints_the_same_text(printed: Path) -> None:
    """The PDF carries no date of its making."""
    facts = subprocess.run(
        ["pdfinfo", "-rawdates", printed / "small.zh.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert "D:20000101000000" in facts


def test_nothing_of_the_screen_is_printed(printed: Path) -> None:
    """No menu, no search, no address of a link, no button."""
    text = "\n".join(pages_of(printed / "small.zh.pdf"))
    for piece in ("打印，或存为", "键入以开始搜索", "file://", ".html", "索引和台账"):
        assert piece not in text


def test_a_reader_can_print_any_page(small_site: Path, reader: Reader) -> None:
    """On paper a dark page is black on white, and a clause has neither menu nor header."""
    page = reader.open(small_site / "site", WHOLE, scheme="dark")
    button = page.locator(".print-button")
    expect(button).to_have_text("打印，或存为 PDF")
    page.emulate_media(media="print")
    expect(button).to_be_hidden()
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator("article h2").first).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_what_is_no_site_is_said(tmp_path: Path) -> None:
    shown = refcf("--lang", "en", "pdf", tmp_path)
    assert shown.code == 2
    assert "refcf build STANDARD --target site" in shown.stdout + shown.stderr


def pages_of(path: Path) -> list[str]:
    """The text of each page."""
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode("utf-8")
    return text.rstrip("\f").split("\f")


def test_a_build_that_prints_offers_the_books_among_the_downloads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages link the PDFs before there are any; printing puts them where the links lead, and into the sources."""
    made = emit_with(series_of(small()), {"small": pdf.promised("small")}).artifacts
    for artifact in made:
        path = tmp_path / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    home = (tmp_path / "docs/en/index.md").read_text("utf-8")
    assert '<a href="../downloads/small/small.en.pdf" download>Whole text, PDF (English)</a>' in home
    assert '<a href="../downloads/small/small.zh.pdf" download>' in home
    for tree in ("", "en/"):
        page = tmp_path / "site" / f"{tree}parts/small/0-whole.html"
        page.parent.mkdir(parents=True)
        page.write_text(tree, encoding="utf-8")
    monkeypatch.setattr(pdf, "_printed", _as_if_printed)
    assert pdf.print_offered(tmp_path, "browser", lambda _: None) is None
    for place in ("site/downloads", "docs/zh/downloads"):
        assert (tmp_path / place / "small/small.en.pdf").read_bytes() == b"%PDF en/"
        assert (tmp_path / place / "small/small.zh.pdf").read_bytes() == b"%PDF "


def _as_if_printed(_browser: str, page: Path, into: Path) -> str:
    into.parent.mkdir(parents=True, exist_ok=True)
    into.write_bytes(b"%PDF " + page.read_bytes())
    return ""

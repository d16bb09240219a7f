"""The site works in a real browser when its folder is opened by double click, and over http: no error, and no
request outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.targets.site.browser import WAYS, Reader, Way

PAGES = ("index.html", "parts/small/cut_off.html", "en/parts/small/calculation/index.html", "rules.html")


@pytest.mark.parametrize("way", WAYS)
def test_a_page_opens_without_an_error_or_a_request(way: Way, small_site: Path, reader: Reader) -> None:
    """A page opened from a folder or from a server writes no error to the console and asks for nothing outside."""
    for path in PAGES:
        page = reader.open(small_site / "site", path, way=way)
        expect(page.locator("article h1")).to_be_attached()


def test_a_hostile_site_runs_nothing(hostile_site: Path, reader: Reader) -> None:
    """A page full of hostile labels opens without running any of them."""
    page = reader.open(hostile_site / "site", "parts/small/cut_off.html")
    page.on("dialog", lambda dialog: reader.complaints.append(f"ran: {dialog.message}"))
    page.reload()
    expect(page.locator("article h1")).to_be_attached()


def test_the_reader_complains(reader: Reader, tmp_path: Path) -> None:
    """What the harness is for: an error, a missing file and a request outside are all told."""
    (tmp_path / "index.html").write_text(
        "<script>console.error('bad'); setTimeout(() => { throw new Error('worse') })</script>"
        '<img src="gone.png"><img src="http://elsewhere.example/x.png">',
        encoding="utf-8",
    )
    reader.expected += ["error: bad", "worse", "gone.png", "elsewhere.example", "Failed to load resource"]
    for way in WAYS:
        reader.complaints.clear()
        reader.open(tmp_path, way=way).wait_for_timeout(100)
        told = "\n".join(reader.complaints)
        for piece in ("error: bad", "thrown: worse", "gone.png", "leaves the site: http://elsewhere.example/x.png"):
            assert piece in told, (piece, told)

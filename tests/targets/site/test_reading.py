"""Anybody can read the site: on a phone, with the keyboard, by day and by night, and with a screen reader."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.targets.site.browser import DESK, PHONE, TABLET, Reader, Scheme

CLAUSE: Final = "parts/small/cut_off.html"
FORMULAS: Final = "parts/small/calculation/index.html"
AXE: Final = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
GRAVE: Final = ("serious", "critical")
# Puts each page's text into the page that is open, and tells the pages that are wider than the window.
TOO_WIDE: Final = """async paths => {
    const wide = []
    const article = document.querySelector("article")
    for (const path of paths) {
        const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html")
        article.innerHTML = page.querySelector("article").innerHTML
        if (document.documentElement.scrollWidth > document.documentElement.clientWidth) wide.push(path)
    }
    return wide
}"""


def kinds(site: Path) -> list[str]:
    """A page of each kind: first page, title page, clause, formulas, whole text, and every index."""
    indexes = sorted(path.name for path in (site / "site").glob("*.html") if path.name != "404.html")
    return [*indexes, "parts/small/index.html", CLAUSE, FORMULAS, "parts/small/0-whole.html"]


@pytest.mark.parametrize("width", [PHONE, TABLET])
def test_no_page_scrolls_sideways(width: int, part_site: Path, reader: Reader) -> None:
    """Wide tables and formulas scroll in boxes of their own, so that a page never does."""
    site = part_site / "site"
    page = reader.open(site, way="http", width=width)
    paths = [f"/{path.relative_to(site).as_posix()}" for path in sorted(site.rglob("*.html"))]
    assert len(paths) > 100
    assert page.evaluate(TOO_WIDE, paths) == []


def test_the_test_of_width_can_fail(small_site: Path, reader: Reader) -> None:
    page = reader.open(small_site / "site", way="http", width=PHONE)
    wide = "data:text/html,<article><p style='width:900px'>x</p></article>"
    assert page.evaluate(TOO_WIDE, [wide]) == [wide]


@pytest.mark.parametrize(
    "tree, width, scheme",
    [("", DESK, "light"), ("en/", PHONE, "dark")],
    ids=["zh-desk-light", "en-phone-dark"],
)
def test_no_serious_finding_for_readers_with_aids(
    tree: str, width: int, scheme: Scheme, small_site: Path, reader: Reader
) -> None:
    """axe finds nothing serious on a page of each kind, in both languages and both schemes, wide and narrow."""
    found: list[str] = []
    page = reader.open(small_site / "site", f"{tree}index.html", width=width, scheme=scheme)
    for path in kinds(small_site):
        page.goto(reader.address(small_site / "site", tree + path, "file"))
        found.extend(f"{tree}{path}: {one}" for one in grave(page))
    assert not found, "\n".join(found)


def grave(page: Page) -> list[str]:
    """What axe finds on a page that keeps somebody from reading it."""
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, { resultTypes: ['violations'], preload: false })")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:150]} ({len(one['nodes'])}): {one['nodes'][0]['failureSummary']}"
        for one in result["violations"]
        if one["impact"] in GRAVE
    ]


def test_the_scheme_follows_the_machine_and_the_reader(small_site: Path, reader: Reader) -> None:
    """A dark machine shows a dark page; the button changes it, and the next page remembers."""
    page = reader.open(small_site / "site", scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("label[for^=__palette]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_the_language_changes_on_the_same_clause(small_site: Path, reader: Reader) -> None:
    """The other language opens at the place that is being read."""
    page = reader.open(small_site / "site", f"{CLAUSE}#rule-cut_off.each")
    page.get_by_role("link", name="EN", exact=True).click()
    assert page.url.endswith(f"/site/en/{CLAUSE}#rule-cut_off.each")
    expect(page.locator("h1")).to_contain_text("Cut-off criteria")
    page.get_by_role("link", name="中文", exact=True).click()
    assert page.url.endswith(f"/site/{CLAUSE}#rule-cut_off.each")
    expect(page.locator("h1")).to_contain_text("取舍准则")


def test_the_keyboard_goes_everywhere(small_site: Path, reader: Reader) -> None:
    """The first stop skips to the text; a stop is seen; a box that scrolls can be reached."""
    page = reader.open(small_site / "site", CLAUSE)
    page.keyboard.press("Tab")
    first = page.locator(":focus")
    expect(first).to_have_class(re.compile("md-skip"))
    first.press("Enter")
    assert "#" in page.url
    page.goto(reader.address(small_site / "site", "index.html", "file"))
    for _ in range(4):
        page.keyboard.press("Tab")
        style = page.locator(":focus").evaluate("one => getComputedStyle(one).outlineStyle")
        assert style != "none"


def test_a_wide_box_is_a_stop_for_the_keyboard(part_site: Path, reader: Reader) -> None:
    page = reader.open(part_site / "site", "parts/general/quantification.html", width=PHONE)
    boxes = page.locator(".formula, .table")
    wide = [one for one in boxes.all() if one.evaluate("one => one.scrollWidth > one.clientWidth + 1")]
    assert wide
    assert all(one.get_attribute("tabindex") == "0" for one in wide)
    page.set_viewport_size({"width": 2000, "height": 900})
    expect(page.locator(".table[tabindex]")).to_have_count(0)


@pytest.mark.parametrize("tree, words", [("", "没有这一页"), ("en/", "There is no such page")], ids=["zh", "en"])
def test_a_page_that_is_not_there_says_so(tree: str, words: str, small_site: Path, reader: Reader) -> None:
    """A wrong address leads to a page of the site with a way on."""
    site = small_site / "site" / tree
    reader.expected += ["404"]
    page = reader.open(site, "nowhere/gone.html", way="http")
    expect(page.locator("h1")).to_have_text(words)
    expect(page.locator("article a").first).to_have_attribute("href", "/index.html")

"""The documentation as a website: nothing dead, nothing from elsewhere, both languages, also on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import unquote, urldefrag

import pytest
from playwright.sync_api import expect

from tests.docs.pages import DOCS
from tests.targets.site.browser import PHONE, Reader, search_for
from tests.targets.site.html_page import Page, pages

pytestmark = pytest.mark.xdist_group("docs-site")
IN_CHINESE: Final = ("index.md", "install.md", "tutorial/index.md", "language/index.md")
ENGLISH_ONLY: Final = "本页的说明目前只有英文"


def test_every_link_leads_to_a_page_and_an_anchor(docs_site: Path) -> None:
    found = {page.path.resolve(): page for page in pages(docs_site)}
    broken = [
        f"{page.path.relative_to(docs_site)}: {link}"
        for page in found.values()
        if page.path.name != "404.html"
        for link in page.links
        if not link.startswith("https://") and not _leads_somewhere(page, link, found)
    ]
    assert not broken, broken[:10]


def _leads_somewhere(page: Page, link: str, found: dict[Path, Page]) -> bool:
    address, fragment = urldefrag(link)
    target = (page.path.parent / unquote(address)).resolve() if address else page.path.resolve()
    target = target / "index.html" if target.is_dir() else target
    return target in found and (not fragment or unquote(fragment) in found[target].ids)


def test_both_languages_have_the_same_pages_and_link_each_other(docs_site: Path) -> None:
    root = docs_site / "site"
    english = {path.relative_to(root / "en") for path in (root / "en").rglob("*.html")}
    chinese = {path.relative_to(root) for path in root.rglob("*.html") if not path.is_relative_to(root / "en")}
    assert english == chinese
    for name in ("index.html", "guides/company.html", "language/rule.html"):
        links = {(root / name).parent.joinpath(link).resolve() for link in Page(root / name).links}
        assert (root / "en" / name).resolve() in links


def test_nothing_is_loaded_from_elsewhere(docs_site: Path) -> None:
    found = [one for page in pages(docs_site) for one in page.loaded if one.startswith(("http:", "https:", "//"))]
    assert not found


def test_home_install_tutorial_and_every_guide_are_in_chinese(docs_site: Path) -> None:
    guides = [path.relative_to(DOCS).as_posix() for path in DOCS.glob("guides/*.md") if ".zh." not in path.name]
    assert len(guides) > 10
    for page in (*IN_CHINESE, *guides):
        text = Page(docs_site / "site" / page.replace(".md", ".html")).text
        assert ENGLISH_ONLY not in text, page
    assert ENGLISH_ONLY in Page(docs_site / "site" / "semantics.html").text


@pytest.mark.parametrize("tree, word", [("", "取舍"), ("en/", "allocation")])
def test_the_search_answers_from_a_folder(tree: str, word: str, docs_site: Path, reader: Reader) -> None:
    page = reader.open(docs_site / "site", f"{tree}index.html")
    search_for(page, word)
    expect(page.locator(".md-search-result__item mark").first).to_have_text(word, ignore_case=True)


def test_pages_fit_a_phone(docs_site: Path, reader: Reader) -> None:
    """Tables and code scroll by themselves; the page does not."""
    for path in ("index.html", "guides/company.html", "inventory.html", "en/language/rule.html", "en/targets.html"):
        page = reader.open(docs_site / "site", path, width=PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, path

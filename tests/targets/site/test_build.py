"""The site builds without a warning, every link leads somewhere, and both languages have the same pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urldefrag

from refcf_rules.targets.registry import SITE, TARGETS
from tests.targets.prose.published import FOLDER
from tests.targets.prose.standards import small
from tests.targets.site.html_page import Page, pages

# Documents of others that the bundled parts link to; a reader may follow these, no page loads them.
OUTSIDE: Final = frozenset(
    link
    for part in FOLDER.glob("*.pcr")
    for link in re.findall(r'^ *link +"(https://[^"]*)"$', part.read_text("utf-8"), re.MULTILINE)
)


def test_the_targets_are_named_once() -> None:
    names = [target.name for target in TARGETS]
    assert names == sorted(set(names), key=names.index)
    assert "site" in names


def test_the_same_standard_gives_the_same_bytes() -> None:
    assert SITE.emit(small()) == SITE.emit(small())


def test_every_link_leads_to_a_page_and_an_anchor(any_site: Path) -> None:
    found = {page.path.resolve(): page for page in pages(any_site)}
    broken = [
        f"{page.path.relative_to(any_site)}: {link}"
        for page in found.values()
        if page.path.name != "404.html"
        for link in page.links
        if not _leads_somewhere(page, link, found)
    ]
    assert not broken, broken[:10]


def _leads_somewhere(page: Page, link: str, found: dict[Path, Page]) -> bool:
    address, fragment = urldefrag(link)
    if ":" in address.split("/")[0] or address.startswith("//"):
        return link in OUTSIDE
    target = (page.path.parent / unquote(address)).resolve() if address else page.path.resolve()
    if target.is_dir():
        target /= "index.html"
    if target not in found:
        return target.is_file() and not fragment
    return not fragment or unquote(fragment) in found[target].ids


def test_ids_are_unique_on_each_page(any_site: Path) -> None:
    for page in pages(any_site):
        ids = [one for one in page.ids if not one.startswith("__")]
        assert len(ids) == len(set(ids)), (page.path.name, sorted({one for one in ids if ids.count(one) > 1}))


def test_both_languages_have_the_same_pages_and_anchors(any_site: Path) -> None:
    root = any_site / "site"
    chinese = {page.path.relative_to(root): page for page in pages(any_site) if not _is_english(page, root)}
    english = {page.path.relative_to(root / "en"): page for page in pages(any_site) if _is_english(page, root)}
    assert chinese.keys() == english.keys()
    for path, page in chinese.items():
        ours = {one for one in page.ids if one.partition("-")[0] in {"clause", "rule", "number", "factor", "field"}}
        theirs = {one for one in english[path].ids if one in ours}
        assert ours == theirs, path


def _is_english(page: Page, root: Path) -> bool:
    return page.path.is_relative_to(root / "en")


def test_each_page_links_its_other_language(small_site: Path) -> None:
    page = Page(small_site / "site" / "parts" / "small" / "cut_off.html")
    other = [link for link in page.links if "/en/" in link]
    assert [(page.path.parent / link).resolve() for link in other] == [
        (small_site / "site/en/parts/small/cut_off.html").resolve()
    ]


def test_nothing_is_loaded_from_elsewhere(any_site: Path) -> None:
    elsewhere = [
        (page.path.name, address)
        for page in pages(any_site)
        for address in page.loaded
        if address.startswith(("http:", "https:", "//"))
    ]
    assert not elsewhere


def test_every_clause_of_the_first_two_levels_has_a_page(small_site: Path) -> None:
    root = small_site / "site" / "parts" / "small"
    assert (root / "scope_of_work" / "index.html").is_file()
    cut_off = Page(root / "cut_off.html")
    assert "5.2" in cut_off.text
    assert {"rule-cut_off.each", "clause-small.evidence", "rule-omission_documented"} <= set(cut_off.ids)


def test_the_home_page_says_where_the_standard_stands(small_site: Path) -> None:
    text = Page(small_site / "site" / "index.html").text
    assert "征求意见稿，不是已发布的标准。" in text
    assert "Draft for comments, not a published standard." in Page(small_site / "site/en/index.html").text


def test_the_schema_and_the_validators_can_be_downloaded(small_site: Path) -> None:
    links = [link for link in Page(small_site / "site" / "index.html").links if link.startswith("downloads/")]
    assert {"".join(Path(link).suffixes[-2:]) for link in links} >= {".schema.json", ".py", ".mjs", ".d.ts"}
    for link in links:
        text = (small_site / "site" / link).read_text("utf-8")
        if link.endswith(".json"):
            json.loads(text)
        elif link.endswith(".py"):
            compile(text, link, "exec")

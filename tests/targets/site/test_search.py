"""The search finds what people type: inner words, numbers of clauses, ids of rules; the clause before the ledgers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.targets.site.browser import PHONE, WAYS, Reader, Way, search_for

GENERAL_CUT_OFF: Final = "parts/general/cut_off.html"
# What is typed, and a page that has to be among the first results.
CHINESE: Final = {
    "取舍": GENERAL_CUT_OFF,
    "镁碳砖": "parts/magnesia_carbon/index.html",
    "燃气": "parts/factors/",  # only within 天然气, 煤气燃气 and the like
    "足迹": "parts/",
    "5.4": GENERAL_CUT_OFF,
    "cut_off.each": GENERAL_CUT_OFF,
    "取舍 证据": GENERAL_CUT_OFF,
    "燃气能否取舍": GENERAL_CUT_OFF,  # asked as nobody wrote it
    "ＣＯ２": "parts/",  # typed with a Chinese input method
}
ENGLISH: Final = {
    "allocation": "parts/general/allocation.html",
    "cut-off": GENERAL_CUT_OFF,
    "cut off": GENERAL_CUT_OFF,
    "llocatio": "parts/",  # a piece of a word
    "5.4": GENERAL_CUT_OFF,
    "ALLOCATING": "parts/",
}
FIRST: Final = 3


def results(page: Page) -> list[str]:
    """The pages found, best first, without what comes before the language and after the question mark."""
    items = page.locator(".md-search-result__item > a:first-child")
    expect(items.first).to_be_visible()
    links = [items.nth(at).get_attribute("href") or "" for at in range(items.count())]
    return [link.partition("/site/")[2].partition("?")[0] or link for link in links]


@pytest.mark.parametrize("tree, questions", [("", CHINESE), ("en/", ENGLISH)], ids=["zh", "en"])
def test_inner_words_numbers_and_ids_are_found(
    tree: str, questions: dict[str, str], part_site: Path, reader: Reader
) -> None:
    """The search finds inner words, numbers and ids; the clause stands before the ledgers."""
    page = reader.open(part_site / "site", f"{tree}index.html")
    missed = {}
    for words, wanted in questions.items():
        page.locator("input.md-search__input").fill("")
        expect(page.locator(".md-search-result__item")).to_have_count(0)
        page.locator("input.md-search__input").fill(words)  # at once: no result of half a word is taken for the answer
        found = results(page)
        if not any(one.startswith(tree + wanted) for one in found[:FIRST]):
            missed[words] = found[:FIRST]
        assert all(one.startswith("en/") == bool(tree) for one in found), "only the language that is read"
    assert not missed


@pytest.mark.parametrize("way", WAYS)
def test_the_search_answers_from_a_folder_and_from_a_server(way: Way, small_site: Path, reader: Reader) -> None:
    """A result shows where its words stand, and opens with them marked."""
    page = reader.open(small_site / "site", way=way, width=PHONE)
    search_for(page, "取舍准则")
    found = page.locator(".md-search-result__item a").first
    expect(found.locator("mark").first).to_have_text("取舍准则")
    found.click()
    expect(page.locator("article h1 mark")).to_have_text("取舍准则")


def test_words_that_come_without_a_key_are_searched_too(small_site: Path, reader: Reader) -> None:
    """Pasted and dictated words are found as typed ones are."""
    page = reader.open(small_site / "site")
    page.locator("input.md-search__input").fill("取舍准则")
    expect(page.locator(".md-search-result__item mark").first).to_have_text("取舍准则")


def test_what_is_not_there_is_not_found(small_site: Path, reader: Reader) -> None:
    page = reader.open(small_site / "site", "en/index.html")
    search_for(page, "xyzzy")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")


def test_a_question_is_no_markup(hostile_site: Path, reader: Reader) -> None:
    """Labels and questions that look like markup are shown as they are, also in the results."""
    page = reader.open(hostile_site / "site")
    page.on("dialog", lambda dialog: reader.complaints.append(f"ran: {dialog.message}"))
    for words in ("<img src=x onerror=alert(1)>", "onerror=alert", "(.*", "[a-", '"'):
        page.locator("input.md-search__input").fill(words)
        page.wait_for_timeout(150)
    search_for(page, "onerror")
    expect(page.locator(".md-search-result__item mark").first).to_have_text("onerror")
    assert not page.locator(".md-search-result__item").locator("img, script").count()


def test_the_index_is_plain_text(small_site: Path) -> None:
    """No tag, no entity, and Chinese uncut: a third of the size, and nothing to search around."""
    text = (small_site / "site/search/search_index.json").read_text("utf-8")
    entries = json.loads(text)["docs"]
    assert any("取舍准则" in one["title"] for one in entries)
    assert "\u200b" not in text
    assert "<p>" not in text
    assert "&lt;" not in text

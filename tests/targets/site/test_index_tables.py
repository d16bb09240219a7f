"""The scripts of long tables and of terms, on pages as they are printed, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from refcf_rules.targets.prose.document import Facet
from refcf_rules.targets.site.choosing import chosen_by
from refcf_rules.targets.site.emit import emit_with
from refcf_rules.targets.site.series import series_of
from tests.targets.prose.standards import HEADER, SMALL, compiled
from tests.targets.site.browser import PHONE, Reader
from tests.targets.site.hostile import ATTACK
from tests.targets.site.test_indexes import SECOND

STYLES: Final = ("refcf.css", "indexes.css", "terms.css")
PAGE: Final = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{name}</title>
<meta name="viewport" content="width=device-width">{styles}</head>
<body><article class="md-typeset">{body}</article><script src="{root}assets/terms.js"></script></body></html>"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index pages and the clauses of a small series, with headings and scripts, without the theme of mkdocs."""
    text = HEADER.format(name="small").replace("T/X 1", "T/X 9.1") + SMALL
    series = series_of(compiled(text), compiled(SECOND, "second", {"small": text}))
    folder = tmp_path_factory.mktemp("printed")
    for one in emit_with(series, {}).artifacts:
        root, _, name = one.path.partition("/")
        if root == "docs":
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".md":
                path.with_suffix(".html").write_text(_page(name, one.data.decode()), "utf-8")
            else:
                path.write_bytes(one.data)
    return folder


def _page(name: str, markdown: str) -> str:
    root = "../" * (name.count("/") - 1)
    styles = "".join(f'<link rel="stylesheet" href="{root}assets/{style}">' for style in STYLES)
    body = _headings(markdown.split("---\n", 2)[2])
    return PAGE.format(language=name.partition("/")[0], name=name, styles=styles, body=body, root=root)


def _headings(body: str) -> str:
    pattern = re.compile(r"^(#+) (.*?)(?: \{#(.*)\})?$", re.MULTILINE)
    return pattern.sub(lambda one: f'<h{len(one[1])} id="{one[3] or ""}">{one[2]}</h{len(one[1])}>', body)


def _shown(page: Page) -> int:
    return page.locator(".table.filter tbody tr:visible").count()


def test_rows_are_chosen_by_words_and_by_facets(reader: Reader, printed: Path) -> None:
    page = reader.open(printed, "zh/rules.html")
    every = _shown(page)
    count = page.locator(".filter-count")
    expect(count).to_have_text(f"{every} / {every} 行")
    page.get_by_role("searchbox").press_sequentially("舍去项 依据")
    assert 0 < _shown(page) < every
    expect(page.get_by_role("link", name="舍去项的依据")).to_be_visible()
    page.get_by_role("button", name="清除").click()
    expect(count).to_have_text(f"{every} / {every} 行")
    page.get_by_label("部分").select_option("第2部分：镁砖")
    own_and_inherited = _shown(page)
    assert 0 < own_and_inherited < every  # without the rule that the part replaced
    page.get_by_role("searchbox").fill("no such word")
    expect(page.locator(".filter-none")).to_be_visible()
    assert _shown(page) == 0


def test_tables_are_complete_without_a_script(printed: Path) -> None:
    body = (printed / "zh" / "rules.html").read_text("utf-8")
    assert body.count("<tr data-chosen=") > 10
    assert "hidden" not in body


def test_a_heading_goes_with_its_table(reader: Reader, printed: Path) -> None:
    page = reader.open(printed, "en/inventory.html")
    page.get_by_role("searchbox").fill("mass per piece")
    expect(page.get_by_role("heading", name="Product", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Output", exact=True)).to_be_hidden()


def test_a_link_to_a_row_that_is_filtered_away_shows_it(reader: Reader, printed: Path) -> None:
    page = reader.open(printed, "en/inventory.html")
    page.get_by_role("searchbox").fill("no such word")
    page.evaluate("location.hash = '#field-product.moisture'")
    expect(page.locator("#field-product\\.moisture").locator("xpath=ancestor::tr")).to_be_visible()


def test_columns_are_chosen_and_what_differs_among_them_is_marked(reader: Reader, printed: Path) -> None:
    page = reader.open(printed, "en/compare.html")
    row = page.locator("tr", has=page.get_by_text("Manufacturing · firing", exact=True))
    assert row.locator("td.differs").count() == 1
    page.get_by_label("Only rows that differ").check()
    expect(page.get_by_text("Declared unit", exact=True)).to_be_hidden()
    expect(row).to_be_visible()
    page.get_by_label("Only rows that differ").uncheck()
    page.get_by_label("Part 1: General").uncheck()
    assert row.locator("td:visible").count() == 1
    assert row.locator("td.differs:visible").count() == 0


@pytest.mark.parametrize("name", ["rules", "inventory", "numbers", "compare", "quality"])
def test_a_page_fits_a_phone(name: str, reader: Reader, printed: Path) -> None:
    page = reader.open(printed, f"zh/{name}.html", width=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_a_term_is_explained_to_mouse_and_keyboard(reader: Reader, printed: Path) -> None:
    page = reader.open(printed, "zh/parts/second/own/index.html")
    term = page.locator("a.term").first
    term.hover()
    note = page.get_by_role("tooltip")
    expect(note).to_contain_text("在本厂返回使用的废品")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.mouse.move(0, 0)
    term.focus()
    expect(note).to_be_visible()
    assert term.get_attribute("aria-describedby") == note.get_attribute("id")


def test_the_values_of_facets_are_harmless_and_told_once() -> None:
    facet = Facet(ATTACK, (("a", ATTACK), ("a",), ()))
    chosen = chosen_by((facet,), 3)
    assert chosen.rows == (' data-chosen="0 1"', ' data-chosen="0"', ' data-chosen=""')
    assert "<" not in chosen.table
    assert chosen.table.count('"') == 2

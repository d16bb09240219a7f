"""The page “Check my inventory” as a company uses it: in a real browser, from a folder, over http, by keyboard."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from refcf_rules.inventory.read import read_inventory
from refcf_rules.inventory.to_inputs import inputs_of
from tests.architecture.checkout import ROOT
from tests.inventory.books import book_of
from tests.targets.prose.published import PUBLISHED, published
from tests.targets.site.browser import PHONE, WAYS, Reader, Way
from tests.targets.site.test_reading import grave

EXAMPLES = ROOT / "standards/refractories/examples"
CHOOSE = "input.checker-file"
WORD = ".checker-verdict-word"


def handed_in(page: Page, name: str) -> Page:
    """The page after an example was chosen and judged."""
    page.set_input_files(CHOOSE, EXAMPLES / name)
    expect(page.locator(WORD)).to_be_visible()
    return page


@pytest.mark.parametrize("way", WAYS)
def test_an_inventory_is_judged_where_it_is(reader: Reader, part_site: Path, way: Way) -> None:
    """Verdict, findings with links that lead somewhere, lines of the file, footprint by stage, receipt."""
    page = handed_in(reader.open(part_site / "site", "check.html", way=way), "careless.yaml")
    expect(page.locator(WORD)).to_contain_text("不满足")
    expect(page.locator(WORD)).to_be_focused()
    expect(page.locator(".checker-status")).to_have_text("结论：不满足。")
    expect(page.locator(".checker-verdict")).to_contain_text("careless.yaml")
    expect(page.locator(".checker-place").first).to_contain_text("第")
    assert page.locator("svg.checker-chart rect.bar").count() == page.locator(".checker-stages tbody tr").count() > 2
    digest = hashlib.sha256((EXAMPLES / "careless.yaml").read_bytes()).hexdigest()
    expect(page.locator(".checker-receipt")).to_contain_text(digest)
    assert not grave(page)
    links = page.locator(".checker-finding-title a")
    assert links.count() > 5
    anchor = (links.first.get_attribute("href") or "").partition("#")[2]
    links.first.click()
    expect(page.locator(f"id={anchor}")).to_have_count(1)


def test_in_english_on_a_phone_in_the_dark(reader: Reader, part_site: Path) -> None:
    """The same page in the other language: nothing is wider than the screen, and what is missing never looks green."""
    page = reader.open(part_site / "site", "en/check.html", width=PHONE, scheme="dark")
    handed_in(page, "mt14a.yaml")
    expect(page.locator(WORD)).to_contain_text("Not decidable")
    assert page.locator(".checker-verdict").get_attribute("class") == "checker-verdict open"
    expect(page.get_by_text("Data to be added")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert not grave(page)


def test_a_workbook_is_judged_and_its_cells_are_named(reader: Reader, part_site: Path, tmp_path: Path) -> None:
    data = (EXAMPLES / "mt14a.yaml").read_bytes()
    standard = published(PUBLISHED[0])
    inventory, _ = read_inventory("mt14a.yaml", data, standard)
    assert inventory is not None
    book = tmp_path / "填好的清单.xlsx"
    book.write_bytes(book_of(standard, inputs_of(inventory, standard), rows=30))
    page = reader.open(part_site / "site", "check.html")
    page.set_input_files(CHOOSE, book)
    expect(page.locator(WORD)).to_contain_text("无法判定")
    expect(page.locator(".checker-missing .checker-place").first).to_contain_text("!")
    expect(page.get_by_text("refcf validate 清单.xlsx")).to_be_visible()


def test_text_is_pasted_and_judged_by_keyboard(reader: Reader, part_site: Path) -> None:
    """Broken YAML first: the line and what to do; then the mended text."""
    page = reader.open(part_site / "site", "check.html")
    page.locator(".checker-paste summary").focus()
    page.keyboard.press("Enter")
    text = (EXAMPLES / "mt16a_complete.yaml").read_text("utf-8")
    page.locator(".checker-text").fill(text.replace("standard: magnesia_carbon", "standard：magnesia_carbon"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(WORD)).to_contain_text("无法读取")
    expect(page.locator(".checker-list").first).to_contain_text("全角冒号")
    expect(page.locator(".checker-list .checker-place").first).to_contain_text("第 4 行")
    page.locator(".checker-text").fill(text)
    page.locator(".checker-check").press("Enter")
    expect(page.locator(WORD)).to_contain_text("✓ 满足")


def test_report_and_result_are_saved(reader: Reader, part_site: Path) -> None:
    """The report needs nothing else and leads to no file of this computer; the result is refcf-result/1."""
    page = handed_in(reader.open(part_site / "site", "check.html"), "careless.yaml")
    saved: list[str] = []
    for name in ("保存报告（HTML）", "保存结果（JSON）"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        saved.append(Path(download.value.path()).read_text("utf-8"))
    report, result = saved
    assert report.startswith("<!doctype html>")
    assert "不满足" in report
    assert "file:" not in report
    assert "src=" not in report
    found = json.loads(result)
    assert (found["format"], found["verdict"]) == ("refcf-result/1", "violated")


def test_what_files_say_is_never_markup(reader: Reader, part_site: Path) -> None:
    """Texts of an inventory, and the name of its file, are shown as they are."""
    text = (EXAMPLES / "careless.yaml").read_text("utf-8")
    hostile = text.replace("id: oven_gas", 'id: "<img src=x onerror=alert(1)>"')
    page = reader.open(part_site / "site", "check.html")
    files = [{"name": "<b>a.yaml", "mimeType": "text/yaml", "buffer": hostile.encode()}]
    page.set_input_files(CHOOSE, files)  # type: ignore[arg-type]  # a payload is such a mapping
    expect(page.locator(WORD)).to_be_visible()
    assert page.locator(".checker-result img, .checker-verdict b b").count() == 0
    expect(page.locator(".checker-verdict")).to_contain_text("<b>a.yaml")

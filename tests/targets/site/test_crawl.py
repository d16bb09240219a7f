"""The whole series as it is published, page by page in a real browser: nothing is dead, nothing complains.

It takes minutes, so that it runs only where somebody hunts (``HUNT=1``).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urldefrag, urlparse

import pytest
from playwright.sync_api import Page

from refcf_rules.record import record
from tests.cli.running import refcf
from tests.conftest import HUNTING
from tests.targets.site.browser import DESK, PHONE, Reader, Scheme
from tests.targets.site.test_reading import grave

SERIES: Final = "standards/refractories"
PART: Final = "parts/magnesia_carbon"
KINDS: Final = (
    *("index", "check", "rules", "inventory", "stages", "classes", "compare", "numbers", "factors", "by-people"),
    *("examples", "quality", "changes", f"{PART}/index", f"{PART}/0-foreword/index", f"{PART}/terms/index"),
    *(f"{PART}/boundary", f"{PART}/cut_off", f"{PART}/functional_unit", f"{PART}/references/index"),
    *("parts/general/cut_off", "parts/general/quantification"),
)
SEEN: Final = """() => ({
    ids: [...document.querySelectorAll("[id]")].map(one => one.id),
    links: [...new Set([...document.querySelectorAll("a[href]")].map(one => one.getAttribute("href")))]
        .map(one => new URL(one, document.baseURI).href),
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    headings: document.querySelectorAll("h1").length,
})"""

pytestmark = pytest.mark.skipif(not HUNTING, reason="takes minutes; HUNT=1 runs it")


@record
class Seen:
    """What a page has: ids, addresses it links to, whether it scrolls sideways, how many first headings."""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    wide: bool
    headings: int


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the series in the repository, without workbooks."""
    folder = tmp_path_factory.mktemp("series")
    shown = refcf("build", SERIES, "--target", "site", "--no-workbook", "-o", folder, seconds=1800)
    assert shown.code == 0, shown.stdout + shown.stderr
    return folder / "site" / "site"


def test_every_page_opens_and_every_link_leads_somewhere(series: Path, reader: Reader) -> None:
    """No error, no failed request, no dead link or anchor, no id twice, no page wider than a phone."""
    page = reader.open(series, width=PHONE)
    paths = [path for path in sorted(series.rglob("*.html")) if path.name != "404.html"]
    found = {path.resolve().as_uri(): seen(page, path) for path in paths}
    wrong = [f"{at}: {what}" for at, one in found.items() for what in faults(one, found)]
    assert len(found) > 500
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:30])


def seen(page: Page, path: Path) -> Seen:
    """Open a page and look at it."""
    page.goto(path.resolve().as_uri())
    told = page.evaluate(SEEN)
    return Seen(tuple(told["ids"]), tuple(told["links"]), told["wide"], told["headings"])


def faults(one: Seen, pages: dict[str, Seen]) -> Iterator[str]:
    """What is wrong with a page among all others."""
    if one.wide:
        yield "scrolls sideways"
    if one.headings != 1:
        yield f"{one.headings} first headings"
    if len(set(one.ids)) < len(one.ids):
        yield f"ids twice: {sorted({id_ for id_ in one.ids if one.ids.count(id_) > 1})}"
    for link in one.links:
        address, anchor = urldefrag(link)
        path = Path(unquote(urlparse(address).path))
        if link.startswith("file:") and not path.is_file():
            yield f"dead link: {link}"
        elif anchor and address in pages and unquote(anchor) not in pages[address].ids:
            yield f"dead anchor: {link}"


@pytest.mark.parametrize("width, scheme", [(DESK, "light"), (PHONE, "dark")], ids=["desk-light", "phone-dark"])
@pytest.mark.parametrize("tree", ["", "en/"], ids=["zh", "en"])
def test_no_kind_of_page_keeps_anybody_out(tree: str, width: int, scheme: Scheme, series: Path, reader: Reader) -> None:
    """axe finds nothing serious on a page of each kind, with all that is folded opened."""
    page = reader.open(series, f"{tree}index.html", width=width, scheme=scheme)
    page.set_default_timeout(600_000)
    found: list[str] = []
    for kind in KINDS:
        page.goto(reader.address(series, f"{tree}{kind}.html", "file"))
        page.evaluate("document.querySelectorAll('article details').forEach(one => { one.open = true })")
        found.extend(f"{tree}{kind}: {one}" for one in grave(page))
    assert not found, "\n".join(found)

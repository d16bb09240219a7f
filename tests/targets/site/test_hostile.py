"""A hostile label comes out as the text it is: nothing runs, nothing is loaded, no page breaks."""

from __future__ import annotations

from pathlib import Path

from tests.targets.site.html_page import Page, pages

PAGE = Path("site/parts/small/cut_off.html")


def test_no_script_of_a_label_gets_into_a_page(hostile_site: Path, small_site: Path) -> None:
    """The scripts of a page are those of the theme, as on the harmless site."""
    harmless = {script.strip() for page in pages(small_site) for script in page.scripts}
    for page in pages(hostile_site):
        foreign = [one for one in page.scripts if "alert" in one and one.strip() not in harmless]
        assert not foreign, page.path.name
        assert not page.handlers, page.path.name


def test_no_link_and_no_picture_of_a_label_works(hostile_site: Path) -> None:
    for page in pages(hostile_site):
        assert not [one for one in page.links if one.lower().lstrip().startswith("javascript")], page.path.name
        assert not [one for one in page.loaded if "evil" in one or one == "x"], page.path.name


def test_a_title_stays_a_title(hostile_site: Path) -> None:
    source = (hostile_site / PAGE).read_text("utf-8")
    head = source[source.index("<title>") : source.index("</title>")]
    assert "<script" not in head
    assert source.count("</title>") == 1


def test_the_label_can_still_be_read(hostile_site: Path) -> None:
    assert "[x](javascript:alert(1))" in Page(hostile_site / PAGE).text


def test_the_structure_of_the_pages_is_untouched(hostile_site: Path, small_site: Path) -> None:
    before, after = Page(small_site / PAGE), Page(hostile_site / PAGE)
    assert [one for one in after.ids if one.startswith(("rule-", "clause-"))] == [
        one for one in before.ids if one.startswith(("rule-", "clause-"))
    ]

"""Several parts in one site: each is printed once, by its own standard, and links keep to its things."""

from __future__ import annotations

import pytest

from refcf_rules.pipeline import compile_standard
from refcf_rules.targets.site.downloads import offered_of
from refcf_rules.targets.site.emit import emit_with
from refcf_rules.targets.site.pages import Site, site_of
from refcf_rules.targets.site.series import Series, books_of, in_reading_order, series_of
from refcf_rules.targets.target import Artifact

HEADER = """standard {name}{extends} {{
    number "T/X 7.{number}—2026"
    title zh "耐火材料 第{number}部分：{zh}" en "Refractories — Part {number}: {en}"
    status draft for comments
    cites "GB/T 8170"
}}
"""
BASE = (
    HEADER.format(name="base", extends="", number=1, zh="通则", en="General")
    + """clause principles {
    title zh "原则" en "Principles"
    rule accepted zh "合格品" en "accepted product" shall {
        require output.accepted is given
        if not zh "没有产量" en "no output"
        source "ISO 14067:2018，有修改"
    }
}
"""
)
CLASS = """clause own {{
    title zh "本类" en "This class"
    rule same_name zh "{zh}的规则" en "rule of {en}" shall {{
        require output.accepted is given
        if not zh "没有产量" en "no output"
    }}
}}
"""


def parts() -> dict[str, str]:
    found = {"base": BASE}
    for name, number, zh, en in (("late", 10, "后", "late"), ("early", 2, "先", "early")):
        header = HEADER.format(name=name, extends=" with base", number=number, zh=zh, en=en)
        found[name] = header + CLASS.format(zh=zh, en=en)
    return found


@pytest.fixture(scope="module")
def series() -> Series:
    texts = parts()

    def read(part: str) -> tuple[str, bytes] | None:
        return (f"{part}.pcr", texts[part].encode()) if part in texts else None

    compiled = [compile_standard(name, read) for name in texts]
    assert all(one.is_sound for one in compiled), [str(found) for one in compiled for found in one.diagnostics]
    return series_of(*(one.standard for one in compiled if one.standard is not None))


@pytest.fixture(scope="module")
def site(series: Series) -> Site:
    return site_of(series, books_of(series, "zh"), offered_of({"early": (Artifact("early.py", b"x"),)}))


def text_of(site: Site, path: str) -> str:
    return next(page.text() for page in site.pages if page.path == path)


def test_books_stand_in_the_order_of_their_numbers(series: Series) -> None:
    assert [one.document.part for one in books_of(series, "en")] == ["base", "early", "late"]


def test_each_part_is_printed_once_by_its_own_standard(series: Series) -> None:
    assert [(one.document.part, one.context.standard.id) for one in books_of(series, "zh")] == [
        ("base", "base"),
        ("early", "early"),
        ("late", "late"),
    ]


def test_the_common_annex_stands_in_one_book(series: Series) -> None:
    holders = [
        one.document.part
        for one in books_of(series, "zh")
        for section in one.document.sections
        if section.place.id == "annex"
    ]
    assert len(holders) == 1


def test_one_part_alone_comes_first_and_is_a_series_too(series: Series) -> None:
    alone = series_of(next(one for one in series.standards if one.id == "late"))
    assert [one.document.part for one in in_reading_order(alone, books_of(alone, "zh"))] == ["late", "base"]


def test_two_rules_of_one_name_have_a_page_each(site: Site) -> None:
    """A list of all rules links the rule of each part, not the first of that name."""
    for part in ("early", "late"):
        assert "{#rule-same_name}" in text_of(site, f"parts/{part}/own/index.md")
        assert f"parts/{part}/own/index.html#rule-same_name" in text_of(site, "rules.md")


def test_the_home_says_what_the_parts_share_and_what_is_read_first(site: Site) -> None:
    home = text_of(site, "index.md")
    assert '<p class="cover-number">T/X 7</p>' in home
    assert '<p class="cover-title">耐火材料</p>' in home
    assert "先读第1部分：通则" in home
    assert home.index("第2部分") < home.index("第10部分")
    assert "boundary" not in home


def test_the_foreword_names_its_place_and_the_stage_of_each_part(site: Site) -> None:
    foreword = text_of(site, "parts/late/0-foreword/index.md")
    assert "本文件是 T/X 7 的第10部分。" in foreword
    assert foreword.count("（征求意见稿）") == 3
    assert "已经发布" not in foreword


def test_the_cover_calls_for_comments_and_patents_and_offers_the_files(site: Site) -> None:
    cover = text_of(site, "parts/early/index.md")
    assert "请将您知道的相关专利连同支持性文件一并附上" in cover
    assert "条文是规范性的" in cover
    assert 'href="../../downloads/early/early.py"' in cover
    assert "目次" in cover


def test_what_is_a_source_and_not_cited_is_in_the_bibliography(site: Site) -> None:
    bibliography = text_of(site, "parts/base/0-bibliography/index.md")
    assert "[1] ISO 14067:2018" in bibliography
    assert not [page.path for page in site.pages if page.path == "parts/early/0-bibliography/index.md"]


def test_the_project_is_the_same_to_the_byte(series: Series) -> None:
    downloads = {"early": (Artifact("early.py", b"x"), Artifact("early.zh.xlsx", b"book"))}
    assert emit_with(series, downloads) == emit_with(series, downloads)
    paths = [one.path for one in emit_with(series, downloads).artifacts]
    assert len(paths) == len(set(paths))
    assert "docs/zh/downloads/early/early.zh.xlsx" in paths

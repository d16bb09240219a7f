"""Clause 2, the bibliography, and sources that lead to them."""

from __future__ import annotations

import pytest

from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Language
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Inlines, Items, Link, Place, Section, Target, Web, plain
from refcf_rules.targets.prose.references import source_links
from refcf_rules.targets.prose.write import documents_of
from refcf_rules.targets.site.pages import site_of
from refcf_rules.targets.site.places import Places
from refcf_rules.targets.site.print_blocks import Printer
from refcf_rules.targets.site.series import books_of, series_of
from tests.language.compiling import compile_files

GENERAL = """
standard general {
    number "T/X 1—2026"
    title zh "通则" en "General"
    cites "GB/T 24067—2024"
}
clause terms {
    title zh "术语和定义" en "Terms and definitions"
    term fired zh "烧成" en "fired" means zh "经高温" en "at high temperature" source "GB/T 24067—2024，有修改"
}
document "GB/T 24067—2024" zh "量化要求和指南" en "Requirements and guidelines"
document "行业手册" zh "手册" en "Handbook" link "https://example.org/a?b=1&c=2"
"""
PART = """
standard sample with general {
    title zh "样例" en "Sample"
    cites "T/X 1—2026", "ISO 14067:2018", "GB/T 24067-2024", "GB/T 8170，第4章", "ISO 14067:2018"
}
document "YB/T 1" link "https://example.org/1"
clause numbers {
    title zh "数值" en "Numbers"
    parameter first_value zh "甲" en "first" = 5 % source "GB/T 24067—2024，有修改", "行业调研"
    parameter second_value zh "乙" en "second" = 6 % source "行业手册，表1", "YB/T 1"
    parameter third_value zh "丙" en "third" = 7 % source "GB 5（转引）", "CPCD, 2020"
    term dry zh "干基" en "dry" means zh "不含水" en "without water" source "GB 5，3.1"
}
"""


@pytest.fixture(scope="module")
def standard() -> Standard:
    compiled = compile_files({"general": GENERAL, "sample": PART}, "sample")
    assert compiled.is_sound
    assert compiled.standard is not None
    return compiled.standard


def section(standard: Standard, title: str, language: Language = "zh") -> Section:
    return next(one for one in documents_of(standard, language)[-1].sections if one.title == title)


def listed(found: Section) -> tuple[Inlines, ...]:
    return next(one for one in found.blocks if isinstance(one, Items)).items


def test_clause_2_lists_number_and_title_in_the_order_of_the_drafting_rules(standard: Standard) -> None:
    assert [plain(one) for one in listed(section(standard, "规范性引用文件"))] == [
        "GB/T 8170，第4章",
        "GB/T 24067-2024\u3000量化要求和指南",
        "T/X 1—2026\u3000通则",
        "ISO 14067:2018",
    ]
    english = listed(section(standard, "Normative references", "en"))
    assert plain(english[1]) == "GB/T 24067-2024, Requirements and guidelines"
    assert Place("page", "general", "general") in [one.to for one in english[2] if isinstance(one, Link)]


def test_the_bibliography_lists_documents_that_are_not_cited_and_nothing_else(standard: Standard) -> None:
    found = [plain(one) for one in listed(section(standard, "参考文献"))]
    assert found == ["[1] GB 5", "[2] YB/T 1", "[3] 行业手册\u3000手册"]
    assert [one.title for one in documents_of(standard, "zh")[0].sections][-1] != "参考文献"


def test_a_source_leads_to_its_entry_and_keeps_what_it_says_besides(standard: Standard) -> None:
    context = Context(standard, "zh")
    shown = source_links(context, ("GB/T 24067—2024，有修改", "行业调研"), titled=True)
    assert plain(shown) == "GB/T 24067—2024《量化要求和指南》，有修改；行业调研"
    (link,) = (one for one in shown if isinstance(one, Link))
    entries = {one for item in listed(section(standard, "规范性引用文件")) for one in item}
    assert Target(link.to) in entries
    assert plain(source_links(context, ("GB/T 24067—2024",))) == "GB/T 24067—2024"


def test_a_part_leads_to_its_own_lists_also_where_another_is_published(standard: Standard) -> None:
    series = series_of(standard)
    pages = {page.path: page.text() for page in site_of(series, books_of(series, "zh"), {}).pages}
    entry = "reference-GB-T-24067-2024"
    assert f'href="../references/index.html#{entry}"' in pages["parts/general/terms/index.md"]
    for part in ("general", "sample"):
        assert f'<span class="spot" id="{entry}"></span>GB/T 24067' in pages[f"parts/{part}/references/index.md"]


def test_a_link_is_escaped_and_opens_only_when_it_is_followed(standard: Standard) -> None:
    entries = listed(section(standard, "参考文献"))
    number, title = (one for entry in entries for one in entry if isinstance(one, Web))
    printer = Printer("zh", Places(), "index.md")
    assert printer.inline((number,)) == '<a href="https://example.org/1" rel="noopener">YB/T 1</a>'
    assert printer.inline((title,)) == '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener">手册</a>'

"""A part becomes a document in the order of GB/T 1.1—2020; each language stands alone; nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from refcf_rules.model.standard import Standard
from refcf_rules.source.message import Language
from refcf_rules.targets.prose.document import (
    Admonition,
    Block,
    Bound,
    Code,
    Details,
    Document,
    Facts,
    Formula,
    Heading,
    Inlines,
    Items,
    Listing,
    Paragraph,
    Place,
    Provision,
    Section,
    Table,
    plain,
)
from refcf_rules.targets.prose.drawings import BarChart, Diagram, FlowDiagram
from refcf_rules.targets.prose.write import documents_of
from refcf_rules.targets.site.places import places_in
from tests.targets.prose.standards import HEADER, SMALL, compiled, small

HAN = re.compile(r"[\u4e00-\u9fff]")


def document(language: Language = "zh") -> Document:
    return documents_of(small(), language)[-1]


def all_sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from all_sections(section.sections)


def section(id_: str, language: Language = "zh") -> Section:
    return next(one for one in all_sections(document(language).sections) if one.place.id == id_)


def tables(section_: Section) -> dict[str, Table]:
    return {one.caption.partition("\u3000")[2]: one for one in section_.blocks if isinstance(one, Table)}


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text=text):
                yield text
            case Paragraph(content=content):
                yield plain(content)
            case Items(items=items):
                yield from map(plain, items)
            case Table(caption=caption, header=header, rows=rows):
                yield from (caption, *header, *(_words(cell) for row in rows for cell in row))
            case Formula(where=where):
                yield from (plain(one.meaning) for one in where)
            case Facts(rows=rows):
                yield from (word for label, content in rows for word in (label, _words(content)))
            case Provision(title=title, sentence=sentence, blocks=inner):
                yield from (title, plain(sentence), *texts(inner))
            case Admonition(title=title, blocks=inner):
                yield from (title, *texts(inner))
            case Details(summary=summary, blocks=inner):
                yield from (_words(summary), *texts(inner))
            case Listing():
                pass  # the rule file as it is, in whatever language it was written
            case Diagram(title=title) | FlowDiagram(title=title) | BarChart(title=title):
                yield title


def _words(content: Inlines) -> str:
    return plain(tuple(one for one in content if not isinstance(one, Code)))


def test_the_order_is_that_of_gbt_1_1() -> None:
    found = [(one.number, one.title) for one in document().sections]
    assert found == [
        ("", "前言"),
        ("1", "范围"),
        ("2", "规范性引用文件"),
        ("3", "术语和定义"),
        ("4", "声明单位"),
        ("5", "系统边界和取舍"),
        ("6", "分配"),
        ("7", "数据"),
        ("8", "计算"),
        ("附录 A", "（规范性）通用计算"),
        ("", "参考文献"),
    ]


def test_inner_clauses_carry_their_numbers() -> None:
    numbers = {one.place.id: one.number for one in all_sections(document().sections)}
    assert numbers["small.cut_off"] == "5.2"
    assert numbers["small.evidence"] == "5.2.1"
    assert numbers["core.shares_of_exclusions"] == "A.3"


def test_references_have_the_fixed_lead_in() -> None:
    lead, cited = section("small.references").blocks
    assert isinstance(lead, Paragraph)
    assert plain(lead.content).startswith("下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。")
    assert isinstance(cited, Items)
    assert [plain(one) for one in cited.items] == ["GB/T 8170", "GB/T 24067—2024"]


def test_an_empty_element_says_so() -> None:
    standard = compiled('standard small { number "T/1" title zh "甲" en "A" }')
    found = documents_of(standard, "zh")[-1].sections
    assert list(texts(found[2].blocks)) == ["本文件没有规范性引用文件。"]
    assert list(texts(found[3].blocks)) == ["本文件没有需要界定的术语和定义。"]


def test_the_boundary_is_one_table_and_a_drawing() -> None:
    blocks = section("small.edges").blocks
    assert sum(isinstance(one, Diagram) for one in blocks) == 1
    rows = tables(section("small.edges"))["阶段和单元过程"].rows
    assert [[plain(cell) for cell in row] for row in rows] == [
        ["原材料获取阶段", "镁砂生产", "必选", "magnesia_supply"],
        ["", "再生料处理", "满足条件时必选：有再生料输入", "reclaim"],
        ["生产阶段", "热处理", "必选", "tempering"],
    ]


def test_the_cut_off_is_one_table_with_bound_numbers() -> None:
    row = tables(section("small.cut_off"))["舍去项的限值（占比不大于）"].rows[0]
    assert row[1] == (Bound("1 %", Place("number", "cut_off.each.mass")),)


LIMITS_IN_WORDS = """
clause omissions {
    title zh "取舍准则" en "Cut-off criteria"
    text zh "单项质量占比不应大于{cut_off.each.mass}。" en "A single flow shall be at most {cut_off.each.mass} of mass."
    cut-off { each at most 1 % of mass }
}
"""


def test_limits_that_the_text_states_are_not_said_again() -> None:
    found = documents_of(compiled(LIMITS_IN_WORDS), "zh")[-1]
    blocks = next(one for one in all_sections(found.sections) if one.place.id == "small.omissions").blocks
    assert not [one for one in blocks if isinstance(one, Table)]
    assert Place("rule", "cut_off.each") in places_in(blocks)


def test_whether_a_flow_may_be_cut_off_is_said_for_each_unit_process() -> None:
    box = next(one for one in section("small.cut_off").blocks if isinstance(one, Admonition))
    why, _, answers = box.blocks
    assert isinstance(why, Paragraph)
    assert plain(why.content) == "能源（燃料、电力、热力）在任何单元过程都不应舍去：能源没有质量。"
    assert isinstance(answers, Table)
    assert answers.header == ("单元过程", "能源", "其他投入")
    assert [plain(cell) for cell in answers.rows[-1]] == ["热处理", "不应舍去", "可，限值以内"]


def test_formulas_are_numbered_through_the_part_and_tables_are_named_before_they_come() -> None:
    annex = tuple(one for one in document().sections if one.place.id == "annex")
    body = tuple(one for one in document().sections if one not in annex)
    assert _formula_numbers(body) == [str(number) for number in range(1, len(_formula_numbers(body)) + 1)]
    assert _formula_numbers(annex)[:2] == ["A.1", "A.2"]
    blocks = section("small.cut_off").blocks
    place, table = next((i, one) for i, one in enumerate(blocks) if isinstance(one, Table))
    lead = blocks[place - 1]
    assert isinstance(lead, Paragraph)
    assert table.caption.partition("\u3000")[0] in plain(lead.content)


def _formula_numbers(sections: tuple[Section, ...]) -> list[str]:
    return [one.number for part in all_sections(sections) for one in part.blocks if isinstance(one, Formula)]


def test_a_number_in_the_text_of_a_clause_is_bound() -> None:
    first = section("small.cut_off").blocks[0]
    assert isinstance(first, Paragraph)
    assert Bound("1 %", Place("number", "cut_off.each.mass")) in first.content


def test_an_open_limit_shows_a_gap() -> None:
    rows = tables(section("small.calculation"))["分级"].rows
    assert rows[0][1][0] == Bound("（待委员会确定）", Place("number", "grade.level1"), open=True)


def test_tables_are_numbered_through_the_part() -> None:
    captions = [
        one.caption.partition("\u3000")[0]
        for part in all_sections(document().sections)
        for one in part.blocks
        if isinstance(one, Table) and one.caption
    ]
    assert captions == [f"表{number}" for number in range(1, len(captions) + 1)]


def test_a_rule_says_why_what_it_reads_and_how_it_is_judged() -> None:
    found = next(one for one in section("small.evidence").blocks if isinstance(one, Provision))
    assert found.second_title == "evidence of an omission"
    grounds = next(one for one in found.blocks if isinstance(one, Facts))
    assert [(label, plain(content)) for label, content in grounds.rows] == [
        ("为什么", "取舍要能核查"),
        ("依据", "GB/T 24067—2024"),
    ]
    examples, data, judged = (one for one in found.blocks if isinstance(one, Details))
    assert plain(examples.summary) == "示例（本次生成没有执行） 满足 1 不满足 1"
    (fields,) = (one for one in data.blocks if isinstance(one, Table))
    assert [[plain(cell) for cell in row] for row in fields.rows] == [
        ["舍去项的估算方法", "exclusions[].method", "“取舍”表 in__exclusion__method", "直接"],
        ["舍去项的理由", "exclusions[].reason", "“取舍”表 in__exclusion__reason", "直接"],
        ["舍去项的证据", "exclusions[].evidence", "“取舍”表 in__exclusion__evidence", "直接"],
    ]
    facts = {label: plain(content) for one in judged.blocks if isinstance(one, Facts) for label, content in one.rows}
    assert facts["不满足时提示"] == "“〈编号〉”缺少依据"
    assert facts["不满足的后果"].startswith("判为不符合。可申请豁免")
    assert facts["规则源"].startswith("small.pcr 第 ")
    assert facts["机读文件"] == "omission_documented.json"


def test_every_rule_stands_somewhere() -> None:
    """A requirement that no page shows would be a rule nobody can read."""
    standard = small()
    shown = {
        place
        for document_ in documents_of(standard, "zh")
        for one in all_sections(document_.sections)
        for place in places_in(one.blocks)
    }
    assert {one.id for one in standard.requirements} <= {one.id for one in shown if one.kind == "rule"}


@pytest.mark.parametrize("standard", [small()])
def test_the_english_text_has_no_chinese(standard: Standard) -> None:
    for document_ in documents_of(standard, "en"):
        for one in all_sections(document_.sections):
            assert not HAN.search(one.title)
            assert [text for text in texts(one.blocks) if HAN.search(text)] == []


def test_a_change_is_told_where_it_is_made_and_where_it_bites() -> None:
    part = """
standard part with small { number "T/X 2" title zh "部分" en "part" }
clause cut_off {
    title zh "取舍准则" en "Cut-off"
    tighten cut_off.each.mass to 0.5 % because zh "物料少而排放高" en "little mass, high emissions"
}
"""
    standard = compiled(part, "part", {"small": HEADER.format(name="small") + SMALL})
    general, own = documents_of(standard, "zh")
    told = next(one for one in all_sections(own.sections) if one.place.id == "part.cut_off")
    assert any("物料少而排放高" in text for text in texts(told.blocks))
    bitten = next(one for one in all_sections(general.sections) if one.place.id == "small.cut_off")
    rows = next(one for one in bitten.blocks if isinstance(one, Table)).rows
    assert [plain(cell) for cell in rows[0]] == ["每个舍去项 加严", "0.5 %", "1 %", "cut_off.each"]


LABELLED = """
clause fuels {
    title zh "燃料" en "Fuels"
    table ncv zh "发热量" en "calorific value" by fuel zh "燃料" en "fuel", set gives GJ/t source "guide" {
        row diesel zh "柴油" en "diesel oil", CN zh "国内" en "Chinese" = 42.652
        row diesel, IPCC = 43.0
    }
}
"""


@pytest.mark.parametrize(
    "language, header, first",
    [("zh", ("燃料", "国内", "IPCC"), "柴油"), ("en", ("fuel", "Chinese", "IPCC"), "diesel oil")],
)
def test_a_table_shows_columns_and_keys_by_their_labels(
    language: Language, header: tuple[str, ...], first: str
) -> None:
    found = documents_of(compiled(LABELLED), language)[-1]
    fuels = next(one for one in all_sections(found.sections) if one.place.id == "small.fuels")
    table = next(one for one in fuels.blocks if isinstance(one, Table))
    assert table.header[:3] == header
    assert plain(table.rows[0][0]) == first


SOURCED_APART = """
clause fuels {
    title zh "燃料" en "Fuels"
    table carbon zh "含碳量" en "carbon" by fuel gives kgC/GJ {
        row gas = 15.312345 source "guide A"
        row oil = 20.2 derived because zh "换算" en "converted"
        row coal = 26.1 source "guide B"
    }
}
"""


def test_a_table_says_the_origin_of_each_entry_and_prints_it_in_full() -> None:
    found = documents_of(compiled(SOURCED_APART), "en")[-1]
    fuels = next(one for one in all_sections(found.sections) if one.place.id == "small.fuels")
    table = next(one for one in fuels.blocks if isinstance(one, Table))
    assert [plain(row[-1]) for row in table.rows] == ["guide A", "converted", "guide B"]
    assert plain(table.rows[0][1]) == "15.312345"

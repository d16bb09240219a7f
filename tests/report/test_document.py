"""The footprint report: everything the report clause asks for, and in the redacted version nothing of the recipe."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from random import Random
from typing import Final
from zipfile import ZipFile

import docx
import pytest

from refcf_rules.api import validate
from refcf_rules.evaluate.example_edit import document_of
from refcf_rules.evaluate.value import Missing
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.inventory.read import read_tree
from refcf_rules.parity.document import Frame
from refcf_rules.parity.synthesis import Synthesis
from refcf_rules.quantities.number import format_quantity
from refcf_rules.record import changed
from refcf_rules.report.document.as_docx import docx_of
from refcf_rules.report.document.as_html import html_of
from refcf_rules.report.document.blocks import Bars, Document, Heading, Paragraph, Table
from refcf_rules.report.document.case import Case
from refcf_rules.report.document.changed_inputs import AMOUNT, FACTORS, KEY
from refcf_rules.report.document.contents import report_document
from refcf_rules.report.document.groups import LEAST, groups_of, stages_told
from refcf_rules.report.document.items import items_of
from refcf_rules.report.document.sensitivity import sensitivities
from refcf_rules.source.message import LANGUAGES, Language
from tests.inventory.reading import EXAMPLES, HERE, read, standard_called

NAMES: Final = ("mc_ladle_a", "ca_low_cement", "mt14a", "mt14a_placeholders", "careless", "general_furnace")


@cache
def case(name: str) -> Case:
    inventory, standard = read(next(path for path in EXAMPLES if path.stem == name))
    return judged(Case(standard, inventory, validate(inventory, standard, today="2026-01-31")), inventory)


def judged(of: Case, inventory: Inventory) -> Case:
    return Case(of.standard, inventory, validate(inventory, of.standard, today="2026-01-31"))


def texts(document: Document) -> list[str]:
    found = [document.title, document.subtitle, document.watermark]
    for block in document.blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                found.append(text)
            case Table(head=head, rows=rows):
                found += [*head, *(cell for row in rows for cell in row)]
            case Bars(bars=bars):
                found += [part for bar in bars for part in (bar.label, bar.text)]
    return found


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_item_of_the_report_clause_is_there(name: str, language: Language) -> None:
    of = case(name)
    said = texts(report_document(of, language))
    items = items_of(of)
    assert len(items) > 10
    for item in items:
        assert item.label.text(language) in said
        assert item.text is None or item.text in said


def test_every_rule_and_every_activity_is_there() -> None:
    of = case("ca_low_cement")
    said = texts(report_document(of, "zh"))
    footprint = of.judgement.footprint
    assert footprint is not None
    assert {each.requirement.label.zh for each in of.judgement.findings} <= set(said)
    assert {each.name.zh for each in footprint.contributions} <= set(said)
    assert isinstance(footprint.reported, float)
    assert format_quantity(footprint.reported, footprint.unit) in said
    for digest in (of.judgement.receipt.input_digest, of.judgement.receipt.rules_digest):
        assert f"sha256 {digest}" in said


def test_a_missing_item_is_said_on_the_first_page() -> None:
    of = case("ca_low_cement")
    (report,) = of.inventory.tables["report"]
    less = changed(
        report, cells={key: cell for key, cell in report.cells.items() if key not in ("validity", "audience")}
    )
    document = report_document(
        judged(of, changed(of.inventory, tables={**of.inventory.tables, "report": (less,)})), "zh"
    )
    first = next(index for index, block in enumerate(document.blocks) if isinstance(block, Heading))
    bad = [block.text for block in document.blocks[:first] if isinstance(block, Paragraph) and block.tone == "bad"]
    assert bad == ["缺少标准要求的报告内容：目标受众、有效期", "符合性：不满足"]
    assert not [
        block for block in report_document(of, "zh").blocks if isinstance(block, Paragraph) and block.tone == "bad"
    ]


def test_a_result_that_cannot_be_had_shows_the_subtotal_by_its_name_and_what_is_missing() -> None:
    of = case("mt14a")
    assert of.judgement.footprint is not None
    assert isinstance(of.judgement.footprint.value, Missing)
    said = texts(report_document(of, "en"))
    assert "not decidable: 3 data are missing" in said
    assert "subtotal of what can be computed (not a result)" in said
    assert any("aluminium_powder" in text for text in said)
    assert "Sensitivity" not in said


def test_placeholders_watermark_every_page() -> None:
    of = case("mt14a_placeholders")
    document = report_document(of, "zh")
    assert document.watermark == "含占位值，不得对外声明"
    assert 'class="watermark"' in html_of(document)
    header = docx.Document(BytesIO(docx_of(document))).sections[0].header.paragraphs[0]
    assert header.text == document.watermark
    assert not report_document(case("mc_ladle_a"), "zh").watermark


def test_sensitivity_is_worked_out_anew_and_not_scaled() -> None:
    of = case("ca_low_cement")
    footprint = of.judgement.footprint
    assert footprint is not None
    assert isinstance(footprint.value, float)
    found = sensitivities(of)
    effects = [abs(each.higher - footprint.value) for each in found]
    assert effects == sorted(effects, reverse=True)
    amounts = [each for each in found if each.input.sort == AMOUNT]
    assert {each.input.id for each in amounts} >= {"bauxite"}
    for each in amounts:
        row = next(row for row in of.inventory.tables["activity"] if row.id == each.input.id)
        assert each.lower < footprint.value < each.higher
        if "amount" in row.cells:
            amount = row.cells["amount"]
            assert isinstance(amount.value, float)
            more = changed(row, cells={**row.cells, "amount": changed(amount, value=amount.value * 1.1)})
            rows = tuple(more if one is row else one for one in of.inventory.tables["activity"])
            again = judged(
                of, changed(of.inventory, tables={**of.inventory.tables, "activity": rows})
            ).judgement.footprint
            assert again is not None
            assert again.value == pytest.approx(each.higher, rel=1e-12)
            return


def test_sensitivity_covers_factors_and_allocation_data() -> None:
    found = sensitivities(case("general_furnace"))
    assert {each.input.sort for each in found} >= {AMOUNT, FACTORS}
    of = case("ha_high_alumina")
    assert any(each.input.sort == KEY for each in sensitivities(of))
    said = texts(report_document(of, "en"))
    assert "allocation data" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_redacted_report_tells_nothing_of_a_single_input(name: str, language: Language) -> None:
    of = case(name)
    footprint = of.judgement.footprint
    assert footprint is not None
    said = texts(report_document(of, language, redacted=True))
    written = "\n".join(said)
    groups = groups_of(of, footprint)
    hidden = [each for group in groups for each in group.members]
    assert all(len(group.members) >= LEAST for group in groups)
    statements = "\n".join(item.text or "" for item in items_of(of)) + of.standard.part.title.text(language)
    for each in hidden:
        if each.activity is not None and each.name.zh not in statements:
            assert not _stands_in(each.name.text(language), said), each.name
        for value, unit in ((each.amount, each.amount_unit), (each.factor, each.factor_unit)):
            if isinstance(value, float) and unit is not None and value:
                assert format_quantity(value, unit) not in said
    recipe = {row.id for row in of.inventory.tables["activity"] if row.cells["kind"].value in ("material", "packaging")}
    assert recipe <= {each.activity for each in hidden}
    assert ("隐去" if language == "zh" else "withhold") in written
    for apart in of.judgement.reported:
        if isinstance(apart.reported, float) and apart.reported:
            assert format_quantity(apart.reported, apart.unit) not in said
    for share in (text for text in said if re.fullmatch(r"-?[0-9.]+ %", text)):
        assert "." not in share or share in statements


def _stands_in(name: str, said: list[str]) -> bool:
    return any(name == text or text.startswith(f"{name} (") for text in said)


def test_two_inputs_cannot_be_hidden_in_a_group_and_are_not_shown() -> None:
    of = case("ca_low_cement")
    few = changed(
        of.inventory, tables={**of.inventory.tables, "activity": of.inventory.tables["activity"][:2], "leg": ()}
    )
    document = report_document(judged(of, few), "zh", redacted=True)
    assert any("任何一行都会透露配方" in text for text in texts(document))
    assert not [text for text in texts(document) if "项投入合计" in text or "矾土熟料 88" in text or "±" in text]


@pytest.mark.parametrize("part", ["castable", "fused_cast"])
def test_any_inventory_can_be_reported(part: str) -> None:
    standard, tried = standard_called(part), 0
    synthesis = Synthesis(Frame(standard))
    for seed in range(8):
        document = synthesis.document(Random(seed))  # noqa: S311 -- test data
        inventory, _ = read_tree("made.yaml", document_of(document, HERE), "", standard)
        if inventory is not None:
            of = Case(standard, inventory, validate(inventory, standard))
            for redacted in (False, True):
                assert docx_of(report_document(of, "zh", redacted=redacted, before=of))
                assert html_of(report_document(of, "en", redacted=redacted))
            tried += 1
    assert tried > 2


def test_stages_of_few_contributions_cannot_be_subtracted() -> None:
    for name in NAMES:
        footprint = case(name).judgement.footprint
        assert footprint is not None
        told = stages_told(footprint)
        left = [each for each in footprint.contributions if each.stage not in told]
        assert not left or len(left) >= LEAST


def test_before_and_after_name_what_changed() -> None:
    of = case("ca_low_cement")
    (activity, *others) = of.inventory.tables["activity"]
    value = activity.cells["factor.value"]
    assert isinstance(value.value, float)
    cheaper = changed(activity, cells={**activity.cells, "factor.value": changed(value, value=value.value * 2)})
    (period,) = of.inventory.tables["period"]
    years = {
        field: changed(cell, value=str(cell.value).replace("2024", "2023")) for field, cell in period.cells.items()
    }
    tables = {
        **of.inventory.tables,
        "activity": (cheaper, *others[1:]),
        "period": (changed(period, cells=years),),
    }
    before = judged(of, changed(of.inventory, tables=tables))
    said = texts(report_document(of, "zh", before=before))
    assert "2023-01-01 – 2023-12-31" in said
    assert "1.16 tCO2e/t (示例供应商值(illustrative supplier value))" in said
    assert f"新增的活动：{others[0].cells['name'].value}" in said
    public = texts(report_document(of, "zh", redacted=True, before=before))
    assert any(text.startswith("因子有变化的活动：") for text in public)
    assert not [text for text in public if "1.16 tCO2e/t" in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_the_same_to_the_byte_and_open(language: Language) -> None:
    document = report_document(case("mc_ladle_a"), language)
    data = docx_of(document)
    assert data == docx_of(report_document(case("mc_ladle_a"), language))
    assert html_of(document) == html_of(document)
    with ZipFile(BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        charts = "".join(parts.read(name).decode() for name in parts.namelist() if name.startswith("word/charts/"))
    opened = docx.Document(BytesIO(data))
    written = [paragraph.text for paragraph in opened.paragraphs]
    written += [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    assert {text for text in texts(document) if text and text not in _of_charts(document)} <= set(written)
    assert all(bar.text in charts for block in document.blocks if isinstance(block, Bars) for bar in block.bars)


def _of_charts(document: Document) -> set[str]:
    bars = (bar for block in document.blocks if isinstance(block, Bars) for bar in block.bars)
    return {text for bar in bars for text in (bar.label, bar.text)}


def test_a_hostile_text_is_only_text() -> None:
    of = case("mc_ladle_a")
    (product,) = of.inventory.tables["product"]
    name = changed(product.cells["name"], value="<script>alert(1)</script>\u202e&\x07")
    tables = {**of.inventory.tables, "product": (changed(product, cells={**product.cells, "name": name}),)}
    document = report_document(judged(of, changed(of.inventory, tables=tables)), "en")
    assert "<script>" not in html_of(document)
    assert "&lt;script&gt;" in html_of(document)
    assert docx.Document(BytesIO(docx_of(document))).paragraphs


def test_the_html_needs_nothing_else() -> None:
    text = html_of(report_document(case("mc_ladle_a"), "zh"))
    assert not re.search(r"<script|<link|<img|src=|href=|url\(", text)
    assert text.count("<svg") == 2
    assert headings(report_document(case("mc_ladle_a"), "zh"))[:3] == [
        "产品和企业",
        "结果",
        "按活动（报告期内，分配后）",
    ]

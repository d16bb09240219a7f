"""Which document a source names, and the order of a list of documents (GB/T 1.1—2020, 8.6)."""

from __future__ import annotations

import pytest

from refcf_rules.model.citation import Citation, citation_of, id_of, place_in_list
from refcf_rules.model.standard import Standard
from tests.language.compiling import compile_files

IN_ORDER = (
    *("GB/T 8170", "GB/T 24040", "GB/T 24067—2024", "GB 36892—2018"),
    *("JC/T 2338", "YB/T 165", "YB/T 4767", "DB34/T 4916-2024"),
    *("T/CBMF 281—2024", "T/XXX 0101.2—202X", "T/XXX 0101.10—202X"),
    *("ISO 2245", "ISO 10081-1:2003", "ISO 10081-3:2003", "ISO 14067:2018", "ISO/IEC 17029:2019"),
    *("EN 15804:2012+A2:2019", "PAS 2050:2011", "IPCC 指南", "行业手册"),
)


@pytest.fixture(scope="module")
def standard() -> Standard:
    general = """
standard general { number "T/X 1—2026" title zh "通则" en "General" }
document "GB/T 24067—2024" zh "量化要求和指南" en "Requirements and guidelines"
document "IPCC AR6" zh "第六次评估报告" en "Sixth Assessment Report"
document "IPCC AR6 WG1" zh "自然科学基础" en "The Physical Science Basis"
"""
    part = 'standard sample with general { title zh "样例" en "Sample" }\ndocument "ISO 2245"\ndocument ""\n'
    found = compile_files({"general": general, "sample": part}, "sample").standard
    assert found is not None
    return found


def named(standard: Standard, source: str) -> tuple[str, str, str] | None:
    found = citation_of(standard, source)
    return None if found is None else (found.number, found.rest, found.title.en if found.title else "")


def test_a_source_finds_its_document_by_the_number_it_begins_with(standard: Standard) -> None:
    title = "Requirements and guidelines"
    assert named(standard, "GB/T 24067—2024，有修改") == ("GB/T 24067—2024", "，有修改", title)
    assert named(standard, "GB／T 24067-2024") == ("GB／T 24067-2024", "", title)
    assert named(standard, "IPCC AR6 WG1 表 7.15") == ("IPCC AR6 WG1", " 表 7.15", "The Physical Science Basis")
    assert named(standard, "T/X 1—2026, 5.2") == ("T/X 1—2026", ", 5.2", "General")


def test_another_edition_or_part_is_another_document(standard: Standard) -> None:
    assert named(standard, "GB/T 24067") == ("GB/T 24067", "", "")
    assert named(standard, "GB/T 24067—2030") == ("GB/T 24067—2030", "", "")
    assert named(standard, "ISO 2245:2006") == ("ISO 2245:2006", "", "")
    assert named(standard, "ISO 2245-1") == ("ISO 2245-1", "", "")


@pytest.mark.parametrize(
    "source",
    ["", "CPCD, 2020", "行业调研", "IPCC 2006 国家温室气体清单指南", "RHI Magnesita, 2022", "转引"],
)
def test_what_has_no_number_is_no_document(standard: Standard, source: str) -> None:
    assert citation_of(standard, source) is None


@pytest.mark.parametrize("number", IN_ORDER[:-2])
def test_the_form_of_a_number_is_known(standard: Standard, number: str) -> None:
    for rest in ("", "（转引）", "，有修改", ", 6.3.2"):
        found = named(standard, number + rest)
        assert found is not None
        assert found[:2] == (number, rest)


def test_a_list_has_the_order_of_the_drafting_rules() -> None:
    unordered = [Citation(one, "", id_of(one)) for one in sorted(IN_ORDER)]
    assert [one.number for one in sorted(unordered, key=place_in_list)] == list(IN_ORDER)


def test_all_spellings_of_a_number_have_one_id() -> None:
    spellings = ("GB/T 24067—2024", "GB/T 24067-2024", "GB／T\u300024067–2024")
    assert {id_of(one) for one in spellings} == {"GB-T-24067-2024"}

"""Codes, pages and ``refcf explain`` name the same sorts of problems, in both languages."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from docs import generate
from refcf_rules.checks.registry import CHECKS
from refcf_rules.inventory.document import KINDS as DOCUMENT_KINDS
from refcf_rules.inventory.read import KINDS as READ_KINDS
from refcf_rules.inventory.read_csv.kinds import KINDS as CSV_KINDS
from refcf_rules.inventory.read_workbook import kinds as workbook_kinds
from refcf_rules.inventory.read_workbook import warnings as workbook_warnings
from refcf_rules.inventory.waivers import KINDS as WAIVER_KINDS
from refcf_rules.language.catalogue import KINDS as LANGUAGE_KINDS
from refcf_rules.report.explain import explanation
from refcf_rules.report.explain import kinds as explained
from refcf_rules.source.decode import KINDS as DECODE_KINDS
from refcf_rules.source.diagnostic import Kind

ALL = generate.all_kinds()
INPUT_KINDS = (
    DECODE_KINDS,
    DOCUMENT_KINDS,
    READ_KINDS,
    CSV_KINDS,
    WAIVER_KINDS,
    workbook_kinds.ERRORS,
    workbook_warnings.WARNINGS,
)


def test_pages_are_up_to_date() -> None:
    assert generate.main(["--check"]) == 0, "run: python docs/generate.py"


def test_a_stale_or_surplus_page_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(generate, "FOLDER", tmp_path)
    assert generate.main(["--check"]) == 1
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
    (tmp_path / "gone.md").write_text("old", "utf-8")
    assert generate.main(["--check"]) == 1
    assert generate.main([]) == 0
    assert not (tmp_path / "gone.md").exists()


def test_every_code_has_one_meaning() -> None:
    listed = {
        id(kind): kind.code
        for kinds in (LANGUAGE_KINDS, *INPUT_KINDS)
        for kind in (*kinds, *(check.kind for check in CHECKS))
    }
    assert [code for code, count in Counter(listed.values()).items() if count > 1] == []


def test_the_catalogue_of_the_language_is_complete() -> None:
    others = {kind.code for kinds in INPUT_KINDS for kind in kinds}
    others |= {check.kind.code for check in CHECKS}
    assert {kind.code for kind in LANGUAGE_KINDS} | others == set(explained())


def test_codes_are_words() -> None:
    assert [code for code in ALL if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", code)] == []


@pytest.mark.parametrize("kind", ALL.values(), ids=lambda kind: kind.code)
def test_title_and_reason_stand_in_both_languages(kind: Kind) -> None:
    for text in (kind.title, kind.why):
        assert re.search("[\u4e00-\u9fff]", text.zh), text.zh
        assert re.search("[a-z]", text.en), text.en
        assert not re.search("[\u4e00-\u9fff]", re.sub("[应宜可不必当]|“[^”]*”", "", text.en)), text.en
    assert len(kind.title.en.split()) <= 9
    assert not kind.title.zh.endswith("。")


@pytest.mark.parametrize("kind", ALL.values(), ids=lambda kind: kind.code)
def test_explain_shows_what_the_page_shows(kind: Kind) -> None:
    page = generate.page_of(kind)
    told = explanation(kind.code, None, ALL.values())
    for text in (kind.title.zh, kind.why.zh, kind.why.en):
        assert text in page
    assert kind.why.zh in told.zh
    assert kind.why.en in told.en

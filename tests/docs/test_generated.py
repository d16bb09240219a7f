"""The generated parts of the documentation are up to date, and the generator notices when they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs import generate_reference
from refcf_rules.language.keyword import keywords
from refcf_rules.model.core_tables import CORE_TABLES


def test_keywords_and_inventory_tables_are_up_to_date() -> None:
    assert generate_reference.main(["--check"]) == 0, "run: python docs/generate_reference.py"


def test_a_page_out_of_date_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "keywords.md"
    stale.write_text("old", "utf-8")
    monkeypatch.setattr(generate_reference, "DOCS", tmp_path)
    monkeypatch.setattr(generate_reference, "KEYWORDS", stale)
    assert generate_reference.main(["--check"]) == 1
    assert "out of date: docs/keywords.md" in capsys.readouterr().err
    assert generate_reference.main([]) == 0
    assert generate_reference.main(["--check"]) == 0


def test_every_keyword_is_on_its_page_in_both_languages() -> None:
    page = generate_reference.KEYWORDS.read_text("utf-8")
    assert not [word.en for word in keywords() if f"| `{word.en}` | {word.zh} |" not in page]


def test_every_field_that_a_company_types_is_listed() -> None:
    page = generate_reference.INVENTORY.read_text("utf-8")
    typed = [field for table in CORE_TABLES for field in table.fields if not field.derived]
    assert not [field.id for field in typed if f"| `{field.id}` | {field.label.zh} |" not in page]

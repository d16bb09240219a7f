"""A place says itself as its readers know it: line and column of a text, sheet and cell of a workbook."""

from __future__ import annotations

from refcf_rules.source.message import Message
from refcf_rules.source.text import Span


def test_a_place_in_a_text_is_its_line_and_column() -> None:
    place = Span("清单.yaml", 12, 3, 12, 9)
    assert str(place) == "清单.yaml:12:3"
    assert place.words == Message("第 12 行", "on line 12")


def test_a_place_in_a_workbook_is_its_sheet_and_cell() -> None:
    place = Span("book.xlsx", 12, 8, 12, 9, "原料获取!H12")
    assert str(place) == "book.xlsx:原料获取!H12"
    assert "原料获取!H12" in place.words.zh
    assert place.words.en == "in 原料获取!H12"

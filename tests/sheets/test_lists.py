"""Drop-downs offer what the inventory takes, each option once, in the language of the workbook."""

from __future__ import annotations

import pytest

from refcf_rules.sheets.arrange import layout_of
from refcf_rules.sheets.lists import list_of, lists_of
from refcf_rules.sheets.wording import SHEET_LANGUAGES, SheetLanguage
from tests import series

STANDARD = series.part("magnesia_carbon")
LAYOUT = layout_of(STANDARD)


@pytest.mark.parametrize("language", SHEET_LANGUAGES)
def test_every_text_stands_for_one_id(language: SheetLanguage) -> None:
    lists = lists_of(STANDARD, LAYOUT, language)
    assert len({each.name for each in lists}) == len(lists)
    for each in lists:
        texts = [offer.shown for offer in each.offers]
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("language", SHEET_LANGUAGES)
def test_every_column_that_is_chosen_has_a_list(language: SheetLanguage) -> None:
    lists = lists_of(STANDARD, LAYOUT, language)
    for sheet in LAYOUT.sheets:
        for block in sheet.blocks:
            for column in block.columns:
                chosen = column.content in ("choice", "truth", "unit", "factor")
                assert (list_of(column, block.part, lists) is not None) == chosen, column.name


def test_activities_of_a_stage_choose_among_its_unit_processes() -> None:
    lists = lists_of(STANDARD, LAYOUT, "zh")
    for _, block in LAYOUT.blocks_of("activity"):
        process = next(column for column in block.columns if column.field == "process")
        found = list_of(process, block.part, lists)
        assert found is not None
        own = {each.id for each in STANDARD.boundary.processes if each.stage == block.part}
        assert {offer.id for offer in found.offers} == own


def test_both_languages_stand_in_one_line() -> None:
    by_name = {each.name: each for each in lists_of(STANDARD, LAYOUT, "both")}
    assert [offer.shown for offer in by_name["list__truth"].offers] == ["是 yes", "否 no"]
    assert by_name["list__choice__origin"].offers[0].shown == "原生料 virgin"

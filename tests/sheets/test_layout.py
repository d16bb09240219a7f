"""Every field that may be typed has one place in the workbook, by a name that any spreadsheet keeps."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from refcf_rules.model.measure import is_share
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import NumberType
from refcf_rules.model.written import COMPANY, is_worked_out
from refcf_rules.sheets.arrange import OWN_FACTOR, layout_of
from refcf_rules.sheets.layout import Column, Layout
from refcf_rules.sheets.titles import LONGEST, as_title
from refcf_rules.source.message import same
from tests import series

PARTS = ("castable", "functional", "fused_cast", "high_alumina", "insulating", "magnesia", "magnesia_carbon")


@pytest.fixture(scope="module", params=PARTS)
def standard(request: pytest.FixtureRequest) -> Standard:
    return series.part(str(request.param))


def _columns(layout: Layout) -> list[Column]:
    singles = [single.input for sheet in layout.sheets for single in sheet.singles]
    return singles + [column for sheet in layout.sheets for block in sheet.blocks for column in block.columns]


def test_every_field_that_may_be_typed_is_placed_once_and_no_derived_one(standard: Standard) -> None:
    layout = layout_of(standard)
    placed = Counter((single.table, single.input.field) for sheet in layout.sheets for single in sheet.singles)
    for sheet in layout.sheets:
        for block in sheet.blocks:
            fields = {column.field for column in block.columns if column.content != "unit"}
            first = block.part in ("", standard.boundary.stages[0].id)
            placed.update((block.table, field) for field in fields if first)
    own_factor = {(OWN_FACTOR, column.field) for _, block in layout.blocks_of(OWN_FACTOR) for column in block.columns}
    expected = {
        (table.id, field.id)
        for table in (COMPANY, *standard.tables)
        if not is_worked_out(table)
        for field in table.fields
        if not field.derived and not field.id.startswith("factor.")
    }
    parents = {(table.id, table.parent) for table in standard.tables if table.parent is not None}
    assert set(placed) == expected | own_factor | parents | {("activity", "factor")}
    assert set(placed.values()) == {1}


def test_names_are_distinct_whatever_the_case_and_kept_by_every_spreadsheet(standard: Standard) -> None:
    names = [column.name for column in _columns(layout_of(standard))]
    assert max(Counter(name.lower() for name in names).values()) == 1
    assert all(re.fullmatch(r"in__\w+", name) and len(name) < 200 for name in names)


def test_sheets_have_titles_that_excel_takes(standard: Standard) -> None:
    layout = layout_of(standard)
    for language in ("zh", "en"):
        titles = [sheet.title.text(language).lower() for sheet in layout.sheets]
        assert len(titles) == len(set(titles))
        assert all(0 < len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)


def test_a_title_does_not_end_in_the_blank_it_was_cut_at() -> None:
    """Cells of the hidden sheet are compared without blanks at their ends: such a title broke the seal."""
    title = as_title(same("计算·评审和核查 Calculation review or verification")).zh
    assert title == title.strip()
    assert len(title) < LONGEST


def test_blocks_of_a_sheet_do_not_overlap(standard: Standard) -> None:
    for sheet in layout_of(standard).sheets:
        row = max((single.row for single in sheet.singles), default=0)
        for block in sheet.blocks:
            assert block.header > row
            assert len(block.presets) <= block.rows
            row = block.first + block.rows - 1


def test_each_stage_has_room_for_two_hundred_activities(standard: Standard) -> None:
    blocks = layout_of(standard).blocks_of("activity")
    assert [block.part for _, block in blocks] == [stage.id for stage in standard.boundary.stages]
    assert all(block.rows >= 200 for _, block in blocks)


def test_shares_are_percent_cells_and_open_amounts_have_a_unit_beside_them(standard: Standard) -> None:
    _, block = layout_of(standard).blocks_of("activity")[0]
    by_place = list(block.columns)
    for index, column in enumerate(by_place):
        if column.of is None or column.content != "number":
            continue
        assert column.is_percent == is_share(column.of)
        if column.of.type == NumberType(None):
            assert by_place[index + 1].content == "unit"
            assert (by_place[index + 1].field, by_place[index + 1].units) == (column.field, column.units)

"""What a plant's engineer sees: labels in the language asked for, inputs where they are looked for, live answers."""

from __future__ import annotations

import re

import pytest

from refcf_rules.record import changed
from refcf_rules.sheets.arrange import layout_of
from refcf_rules.sheets.inputs import InputRow, Inputs, Typed
from refcf_rules.source.message import Language
from refcf_rules.targets.xlsx.assemble import assemble
from refcf_rules.targets.xlsx.book import Book, Content, Name, Sheet, distinct_names
from refcf_rules.targets.xlsx.compute import Calculator
from refcf_rules.targets.xlsx.emit import MOST_ROWS, NoBook, filled
from refcf_rules.targets.xlsx.formula import Area
from refcf_rules.targets.xlsx.heights import height_of, lines_of
from tests.targets.xlsx.cells import every_cell
from tests.targets.xlsx.starter_book import ROWS, book, data, opened, standard

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _sheet(of: Book, id_: str) -> Sheet:
    return next(sheet for sheet in of.sheets if sheet.id == id_)


def _texts(sheet: Sheet) -> list[str]:
    return [cell.value for cell in sheet.cells if isinstance(cell.value, str)]


def _at(sheet: Sheet, row: int, column: int) -> Content | None:
    return next((cell for cell in every_cell(sheet) if (cell.row, cell.column) == (row, column)), None)


def test_an_english_workbook_is_english() -> None:
    of = book("en", empty=True)
    visible = [sheet for sheet in of.sheets if sheet.visibility == "visible"]
    for sheet in visible:
        assert not CHINESE.search(sheet.title)
        said = [text for text in _texts(sheet) if CHINESE.search(text)]
        assert said == [], sheet.title


def test_both_languages_stand_together() -> None:
    titles = [sheet.title for sheet in book("both").sheets]
    assert "结果 Results" in titles
    assert "校验 Checks" in titles
    checks = _texts(_sheet(book("both"), "checks"))
    assert any("应 shall" in text for text in checks)
    assert checks[1].startswith("标准的每一条规则")
    assert checks[2].startswith("Every rule")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_input_has_its_name_its_label_and_its_message(language: Language) -> None:
    of = book(language)
    names = {name.name: name.area for name in of.names}
    for sheet in layout_of(standard(), ROWS).sheets:
        written = _sheet(of, sheet.id)
        areas = (*(each.area for each in written.drop_downs), *(each.area for each in written.ranges))
        asked = {(area.first_row, area.first_column) for area in areas}
        for block in sheet.blocks:
            for index, column in enumerate(block.columns):
                area = names[column.name]
                assert (area.first_row, area.last_row) == (block.first, block.first + block.rows - 1)
                assert (block.first, index) in asked
                header = _at(written, block.header, index)
                assert header is not None
                assert str(header.value).lower().startswith(column.label.text(language).lower())
        for single in sheet.singles:
            assert names[single.input.name].first_row == single.row
            label = _at(written, single.row, 0)
            assert label is not None
            assert str(label.value).lower().startswith(single.input.label.text(language).lower())


def test_required_columns_are_marked_and_show_red_when_a_row_was_begun() -> None:
    sheet, block = layout_of(standard(), ROWS).blocks_of("activity")[0]
    written = _sheet(book(), sheet.id)
    for index, column in enumerate(block.columns):
        header = _at(written, block.header, index)
        assert header is not None
        assert ("★" in str(header.value)) == column.required
        reds = [each for each in written.colourings if each.area.first_column == index and each.colour == "red"]
        assert bool(reds) == column.required


def test_what_was_typed_stands_where_it_belongs() -> None:
    found = opened(data("zh"))
    title, area = next(iter(found.defined_names["in__activity__id__manufacturing"].destinations))
    ids = [row[0].value for row in found[title][area]]
    assert ids[0]
    assert ids == [each for each in ids if each] + [None] * ids.count(None)
    title, area = next(iter(found.defined_names["in__period__start"].destinations))
    start = found[title][area]
    cell = start[0][0] if isinstance(start, tuple) else start
    assert cell.is_date


def test_the_verdict_and_the_footprint_are_said_live() -> None:
    values = opened(data("zh"), values=True)
    results = [str(cell.value) for row in values["结果"].iter_rows() for cell in row if cell.value is not None]
    assert any(text.startswith("结论：") for text in results)
    guide = [str(cell.value) for row in values["说明"].iter_rows() for cell in row if cell.value is not None]
    assert any(text.startswith("结论：") for text in guide)


def test_an_empty_workbook_is_not_decidable_and_says_what_is_missing() -> None:
    values = opened(data("en", empty=True), values=True)
    checks = [[cell.value for cell in row] for row in values["Checks"].iter_rows()]
    said = [str(cell) for row in checks for cell in row if cell is not None]
    assert any("Verdict:" in text and "satisfied" not in text for text in said)
    numbers = [cell.value for row in values["Results"].iter_rows() for cell in row if isinstance(cell.value, float)]
    assert [number for number in numbers if number > 0] == []


def test_checks_name_every_rule_once_in_the_order_of_the_clauses() -> None:
    sheet = _sheet(book(), "checks")
    ids = [cell.value for cell in sheet.cells if cell.column == 11 and cell.row > 11]
    assert sorted(map(str, ids)) == sorted(each.id for each in standard().requirements)
    order = {clause.id: (clause.part == "core", place) for place, clause in enumerate(standard().clauses)}
    clauses = {each.id: each.clause for each in standard().requirements}
    places = [order.get(clauses[str(id_)], (True, len(order))) for id_ in ids]
    assert places == sorted(places)


def test_every_calculation_result_and_outcome_has_a_name_that_programs_take() -> None:
    of = book("zh")
    names = {name.name: name.area for name in of.names}
    folded = [name.casefold() for name in names]
    assert len(folded) == len(set(folded)) == len(of.names)
    assert all(re.fullmatch(r"[A-Za-z]+__\w+", name) for name in names)
    rules = {f"check__{each.id}" for each in standard().requirements}
    assert {re.sub(r"\W", "_", name) for name in rules} <= names.keys()
    single = {f"calc__{each.id}" for each in standard().calculations if each.table is None}
    assert {re.sub(r"\W", "_", name) for name in single} <= names.keys()
    footprint = standard().footprint
    assert footprint is not None
    stages = {f"result__stage__{stage.id}" for stage in standard().boundary.stages}
    assert {"result__verdict", f"result__{footprint.id}"} | stages <= names.keys()
    values = opened(data("zh"), values=True)
    title, place = next(iter(values.defined_names[f"result__{footprint.id}"].destinations))
    assert isinstance(values[title][place.replace("$", "").partition(":")[0]].value, float | int)


def test_names_that_are_written_alike_are_told_apart() -> None:
    area = Area("results", 0, 0, 0, 0)
    made = distinct_names(Name(name, area) for name in ("calc__a_b", "calc__A_b", "calc__c"))
    assert [each.name for each in made] == ["calc__a_b", "calc__A_b__2", "calc__c"]


def test_everything_that_a_rule_misses_is_named_and_linked() -> None:
    """Of a row all that it lacks, of the whole inventory a link to the first input that is empty."""
    begun = Inputs({}, {"exclusion": (InputRow({"id": Typed("x")}),)})
    checks = _sheet(assemble(standard(), begun, "en", ROWS).book, "checks")
    rows: dict[int, dict[int, str]] = {}
    for cell in checks.cells:
        rows.setdefault(cell.row, {})[cell.column] = str(cell.value)
    said = {row[11]: (row[7], row[8]) for row in rows.values() if 11 in row and 8 in row}
    assert said["cut_off.each"] == ("Missing: kind; dry mass; estimated emissions", "→ Exclusions row 6")
    assert said["product.my_brick.MgO"] == ("Missing: class", "→ General B12")


def test_links_lead_to_cells_that_are_there() -> None:
    of = book()
    sheets = {sheet.id for sheet in of.sheets}
    links = [cell.link for sheet in of.sheets for cell in sheet.cells if cell.link is not None]
    assert len(links) > 10
    assert all(link.sheet in sheets for link in links)


def test_rows_that_people_inserted_are_told_since_nothing_computes_them() -> None:
    of = book("zh")
    sheet, block = layout_of(standard(), ROWS).blocks_of("activity")[0]
    cell = next(each for each in _sheet(of, "checks").cells if each.style == "warning")
    assert cell.value == ""
    name = next(each for each in of.names if each.name == block.columns[0].name)
    longer = changed(name, area=changed(name.area, last_row=name.area.last_row + 2))
    grown = changed(of, names=tuple(longer if each is name else each for each in of.names))
    assert "插入了 2 行" in str(Calculator(grown).value("checks", cell.row, cell.column))
    assert name.area.sheet == sheet.id


def test_a_formula_of_many_words_has_a_higher_row() -> None:
    sheet = _sheet(book("en"), "calculation")
    long = {cell.row for cell in sheet.cells if cell.column == 2 and lines_of(str(cell.value or ""), 70.0) > 1}
    assert long
    assert long <= {row for row, height in sheet.heights if height > height_of("a", 70.0)}


def test_no_row_is_higher_than_excel_takes() -> None:
    assert all(height <= 409 for sheet in book("both").sheets for _, height in sheet.heights)
    assert height_of("镁" * 5000, 20) <= 409


def test_chinese_takes_twice_the_room() -> None:
    assert lines_of("镁碳砖", 10) == 1
    assert lines_of("镁碳砖镁碳砖", 10) == 2
    assert lines_of("a\nb", 10) == 2


def test_more_rows_than_a_sheet_has_make_the_sheets_longer_and_too_many_are_refused() -> None:
    leg = InputRow({"distance": Typed(10.0)}, parent="a")
    assert isinstance(filled(standard(), Inputs({}, {"leg": (leg,) * 201}), "zh"), bytes)
    refused = filled(standard(), Inputs({}, {"leg": (leg,) * (MOST_ROWS + 1)}), "zh")
    assert isinstance(refused, NoBook)
    assert f"{MOST_ROWS + 1} rows, the workbook only {MOST_ROWS}" in refused.why.en
    few = Inputs({}, {"pool": (InputRow({"name": Typed("kiln")}),) * 41})
    refused = filled(standard(), few, "zh")
    assert isinstance(refused, NoBook)
    assert f"“{standard().table('pool').label.zh}”有 41 行，计算表只有 40 行" in refused.why.zh


def test_a_long_text_has_a_row_high_enough_to_be_read() -> None:
    """Not every program makes a row higher by itself."""
    text = "含水率按进厂检验报告的月平均值，按收货量加权" * 4
    typed = Inputs({}, {"activity": (InputRow({"id": Typed("a"), "name": Typed(text)}, "manufacturing"),)})
    sheet = _sheet(assemble(standard(), typed, "zh", ROWS).book, "stage_manufacturing")
    (cell,) = (cell for cell in sheet.cells if cell.value == text)
    assert dict(sheet.heights)[cell.row] > 4 * height_of("", 10.0)
    assert cell.row + 1 not in dict(sheet.heights)


def test_pages_side_by_side_begin_with_the_header() -> None:
    """A title would be cut where a page ends; it stands in the head of each page."""
    pages = {sheet.id: sheet.print for sheet in book("zh").sheets if sheet.tab == "input"}
    assert pages["stage_manufacturing"].pages_wide > 1
    for each in pages.values():
        if each.pages_wide > 1 and each.repeated_rows is not None:
            assert {area.first_row for area in each.areas} == {each.repeated_rows[0]}

"""The file of a workbook: the same bytes each time, opened clean, nothing in it that runs by itself."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

from refcf_rules.record import changed
from refcf_rules.sheets.inputs import Inputs, Typed
from refcf_rules.sheets.wording import SHEET_LANGUAGES, SheetLanguage
from refcf_rules.targets.xlsx.assemble import assemble
from refcf_rules.targets.xlsx.book import Book, Content, DropDown, Sheet
from refcf_rules.targets.xlsx.formula import Area
from refcf_rules.targets.xlsx.print_formula import FormulaPrinter
from refcf_rules.targets.xlsx.write import write
from tests.targets.xlsx.starter_book import ROWS, book, data, opened, plant, standard

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _parts(of: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(of)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_same_book_gives_the_same_bytes() -> None:
    assert write(book()) == data()
    with zipfile.ZipFile(BytesIO(data())) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("language", SHEET_LANGUAGES)
def test_it_is_well_formed_and_opens(language: SheetLanguage) -> None:
    for name, content in _parts(data(language)).items():
        assert name.endswith((".xml", ".rels"))
        ET.fromstring(content)  # noqa: S314 -- our own file
    sheets = opened(data(language)).sheetnames
    assert len({title.lower() for title in sheets}) == len(sheets)
    assert all(0 < len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in sheets)


def test_there_are_no_macros_no_links_to_other_files_and_no_new_functions() -> None:
    parts = _parts(data())
    assert not [name for name in parts if re.search(r"vba|external|activeX|customUI|connections|tables/", name)]
    sheets = b"".join(content for name, content in parts.items() if name.startswith("xl/worksheets/"))
    assert b"TargetMode" not in b"".join(content for name, content in parts.items() if name.endswith(".rels"))
    assert not re.search(rb"_xlfn|_xlws|XLOOKUP|\bLET\(|IFERROR|INDIRECT|OFFSET|t=\"array\"", sheets)


def test_every_formula_has_its_value_beside_it() -> None:
    formulas = 0
    for name, content in _parts(data()).items():
        if name.startswith("xl/worksheets/sheet"):
            for cell in ET.fromstring(content).iter(f"{MAIN}c"):  # noqa: S314 -- our own file
                if cell.find(f"{MAIN}f") is not None:
                    formulas += 1
                    value = cell.find(f"{MAIN}v")
                    assert value is not None, (name, cell.get("r"))
                    assert cell.get("t") != "e" or value.text == "#N/A"
                    assert (cell.get("t") is None) == bool(re.fullmatch(r"-?[0-9.]+(e[-+][0-9]+)?", value.text or ""))
    assert formulas > 1000


def test_text_never_begins_a_formula() -> None:
    attack = "=cmd|' /C calc'!A0"
    typed = Inputs({**plant().singles, ("product", "name"): Typed(attack), ("company", "name"): Typed("@SUM(1)")}, {})
    found = opened(write(assemble(standard(), typed, "zh", ROWS).book))
    cells = [cell for sheet in found.worksheets for row in sheet.iter_rows() for cell in row if cell.value == attack]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


def test_sheets_are_protected_without_a_password_and_inputs_alone_are_open() -> None:
    found = opened(data())
    inputs = {name for name in found.defined_names if name.startswith("in__")}
    for sheet in found.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    for name in inputs:
        ((title, area),) = found.defined_names[name].destinations
        cells = found[title][area]
        rows = cells if isinstance(cells, tuple) else ((cells,),)
        assert not any(cell.protection.locked for cell in rows[-1])
    results = found["结果"]
    assert all(cell.protection.locked for row in results.iter_rows() for cell in row)


def test_rows_may_be_inserted_sorted_and_filtered_where_people_type() -> None:
    found = opened(data())
    stage = found[standard().boundary.stages[0].label.zh]
    assert (stage.protection.insertRows, stage.protection.sort, stage.protection.autoFilter) == (False, False, False)
    assert stage.auto_filter.ref
    assert found["结果"].protection.insertRows  # True says that it is not allowed


@pytest.mark.parametrize("language", SHEET_LANGUAGES)
def test_drop_downs_go_by_name_and_messages_fit(language: SheetLanguage) -> None:
    found = opened(data(language))
    lists = 0
    for sheet in found.worksheets:
        for each in sheet.data_validations.dataValidation:
            assert len(each.prompt or "") <= 255
            assert len(each.promptTitle or "") <= 32
            assert len(each.error or "") <= 255
            if each.type == "list":
                lists += 1
                assert each.formula1 in found.defined_names
    assert lists > 20


def test_a_long_list_needs_a_name() -> None:
    options = tuple(f"option {number}" for number in range(40))
    sheet = Sheet("one", "One", (), drop_downs=(DropDown(Area("one", 0, 0, 0, 0), options, strict=True),))
    with pytest.raises(ValueError, match="255"):
        write(Book((sheet,), ()))


def test_hidden_sheets_are_as_hidden_as_they_should_be() -> None:
    found = opened(data())
    states = {sheet.title: sheet.sheet_state for sheet in found.worksheets}
    assert states["_meta"] == states["_lists"] == states["_units"] == "veryHidden"
    assert states["计算·活动"] == "hidden"
    visible = [title for title, state in states.items() if state == "visible"]
    assert (visible[0], visible[-1]) == ("说明", "审核签字")
    assert {"基本信息", "排放因子", "标准因子库", "计算", "结果", "校验", "数据质量"} <= set(visible)


def test_pages_are_a4_with_the_standard_and_the_page_number() -> None:
    for sheet in opened(data()).worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.oddHeader is not None
        assert sheet.oddFooter is not None
        assert standard().part.number in (sheet.oddHeader.left.text or "")
        assert "&P" in (sheet.oddFooter.center.text or "")
        assert sheet.page_setup.fitToHeight == 0


def test_colours_go_by_cells_of_their_own_sheet() -> None:
    for sheet in book().sheets:
        for each in sheet.colourings:
            assert each.area.sheet == sheet.id
            assert "!" not in FormulaPrinter({}).text(each.formula, sheet.id)


def test_an_ampersand_in_the_header_is_printed() -> None:
    of = changed(Book((Sheet("one", "One", (Content(0, 0, "x"),)),), ()), header="R&D 1")
    header = opened(write(of))["One"].oddHeader
    assert header is not None
    assert header.left.text == "R&&D 1"

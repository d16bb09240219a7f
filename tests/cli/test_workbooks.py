"""Workbooks on the command line: verdict, exit code and places as for other inventories; marked copies."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from tests.cli.running import refcf
from tests.conftest import NeedsProgram
from tests.inventory.books import CALCULATION, edited
from tests.inventory.test_workbook_returns import saved_by_office
from tests.inventory.test_workbook_slips import RAW, filled, raw, typed

SHEET: Final = CALCULATION[1]


def book_in(folder: Path, edit: Callable[[Workbook], object] | None = None, name: str = "book.xlsx") -> Path:
    path = folder / name
    path.write_bytes(filled() if edit is None else edited(filled(), edit))
    return path


def careless(book: Workbook) -> None:
    """A rule violated, data left out, a formula pasted over, and a comment of the user's own."""
    raw("kind")(book).comment = Comment("已与采购核对", "王工")
    raw("amount")(book).value = None
    raw("evidence", 1)(book).value = None
    book[SHEET].cell(3, 2).value = 117


def test_validate_and_calc_take_a_workbook_under_any_name(tmp_path: Path) -> None:
    shown = refcf("validate", book_in(tmp_path))
    assert (shown.code, shown.verdict.split()[0]) == (0, "满足")
    assert f"{RAW}!" in shown.stdout
    assert "4970 kgCO2e/t" in refcf("calc", book_in(tmp_path, name="清单.yaml")).stdout


def test_doubts_change_the_exit_code_but_no_verdict(tmp_path: Path) -> None:
    path = book_in(tmp_path, lambda book: setattr(book[SHEET].cell(3, 2), "value", 117))
    shown = refcf("--lang", "en", "validate", path)
    assert shown.code == 1
    assert shown.verdict.startswith("satisfied")
    assert "warning formula-replaced  A formula was pasted over" in shown.stdout
    assert f"{path}:{SHEET}!B3" in shown.stdout
    assert refcf("calc", path).code == 1
    (judged,) = json.loads(refcf("validate", path, "--format", "json").stdout)["inventories"]
    assert judged["verdict"] == "satisfied"
    assert [(each["code"], each["place"]["cell"]) for each in judged["problems"]] == [
        ("formula-replaced", f"{SHEET}!B3")
    ]
    sarif = json.loads(refcf("validate", path, "--format", "sarif").stdout)
    (found,) = [each for each in sarif["runs"][0]["results"] if each["ruleId"] == "formula-replaced"]
    assert found["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": f"{SHEET}!B3"}]
    assert f"{SHEET}!B3" in refcf("validate", path, "--format", "junit").stdout


def test_a_folder_with_workbooks_is_judged_row_by_row(tmp_path: Path) -> None:
    book_in(tmp_path, name="一厂.xlsx")
    book_in(tmp_path, typed(raw("amount"), "约 4704"), name="二厂.xlsx")
    (tmp_path / "~$一厂.xlsx").write_bytes(b"lock")
    results = tmp_path / "out" / "results.ndjson"
    shown = refcf("validate", tmp_path, "-o", results)
    assert shown.code == 2
    rows = [json.loads(line) for line in results.read_text("utf-8").splitlines()]
    assert [row["verdict"] for row in rows] == ["satisfied", "unreadable"]
    assert [each["cell"] for each in rows[1]["faults"]] == [f"{RAW}!H6"]


def test_what_is_not_understood_shows_its_cell(tmp_path: Path) -> None:
    path = book_in(tmp_path, typed(raw("amount"), "约 4704"))
    shown = refcf("--lang", "zh", "validate", path)
    assert shown.code == 2
    assert f"{path}:{RAW}!H6" in shown.stdout
    assert "/activities" not in shown.stdout


# --- marked copies ---------------------------------------------------------------------------------


def marked(folder: Path, path: Path) -> Path:
    output = folder / "marked.xlsx"
    refcf("validate", path, "--mark", output)
    return output


def cells(book: Workbook) -> dict[str, dict[str, tuple[object, str, bool]]]:
    return {
        sheet.title: {
            cell.coordinate: (cell.value, cell.number_format, cell.protection.locked)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None or cell.has_style
        }
        for sheet in book.worksheets
    }


def test_a_marked_copy_keeps_everything_and_shows_what_to_do(tmp_path: Path) -> None:
    path = book_in(tmp_path, careless)
    copy = marked(tmp_path, path)
    before, after = load_workbook(path), load_workbook(copy)
    assert after.sheetnames == [*before.sheetnames, "待办"]
    kept = cells(after)
    todo = kept.pop("待办")
    assert kept == cells(before)
    assert set(after.defined_names) - set(before.defined_names) == {"sheet__todo"}
    for sheet in before.worksheets:
        lists = [
            sorted(f"{each.sqref} {each.formula1}" for each in one.data_validations.dataValidation)
            for one in (sheet, after[sheet.title])
        ]
        assert lists[0] == lists[1]
        assert sheet.merged_cells.ranges == after[sheet.title].merged_cells.ranges
    degrees = [
        str(value[0]) for place, value in sorted(todo.items(), key=lambda each: int(each[0][1:])) if place[0] == "B"
    ]
    assert degrees[0] == "程度"
    assert "缺数据（应）" in degrees
    assert degrees[-1] == "存疑"
    order = ["不满足（应）", "缺数据（应）", "不满足（宜）", "缺数据（宜）", "存疑"]
    assert degrees[1:] == sorted(degrees[1:], key=order.index)
    sheet = after[RAW]
    assert "refcf" in str(sheet["H6"].comment)
    assert "已与采购核对" in str(raw("kind")(after).comment)
    coloured = {str(area) for each in sheet.conditional_formatting for area in each.sqref.ranges}
    assert "H6" in coloured
    assert after["待办"]["C2"].hyperlink.location


def test_a_marked_copy_is_a_workbook_that_can_be_handed_in_and_marked_again(tmp_path: Path) -> None:
    path = book_in(tmp_path, careless)
    copy = marked(tmp_path, path)
    first, again = refcf("validate", path), refcf("validate", copy)
    assert again.code == first.code
    assert again.stdout.replace(copy.name, path.name).partition("凭据")[0] == first.stdout.partition("凭据")[0]
    mended = tmp_path / "mended.xlsx"
    mended.write_bytes(edited(copy.read_bytes(), typed(raw("amount"), 4704)))
    later = load_workbook(marked(tmp_path, mended))
    assert later.sheetnames.count("待办") == 1
    assert later[RAW]["H6"].comment is None
    coloured = {str(area) for each in later[RAW].conditional_formatting for area in each.sqref.ranges}
    assert "H6" not in coloured
    assert "已与采购核对" in str(raw("kind")(later).comment)


def test_another_program_opens_a_marked_copy(tmp_path: Path, needs_program: NeedsProgram) -> None:
    """LibreOffice opens a marked copy, with its comments and its sheet of what to do."""
    path = book_in(tmp_path, careless)
    data = marked(tmp_path, path).read_bytes()
    saved = load_workbook(BytesIO(saved_by_office(data, tmp_path, needs_program("soffice"))))
    assert "待办" in saved.sheetnames
    assert "refcf" in str(saved[RAW]["H6"].comment)
    assert saved[RAW]["H7"].value == load_workbook(path)[RAW]["H7"].value


def test_texts_of_a_marked_copy_start_no_formula(tmp_path: Path) -> None:
    def type_it(book: Workbook) -> None:
        cell = raw("id")(book)
        cell.value, cell.data_type = "=cmd|' /C calc'!A0", "s"

    path = book_in(tmp_path, type_it)
    with ZipFile(marked(tmp_path, path)) as book:
        (todo,) = [book.read(name).decode() for name in book.namelist() if "refcfTodo" in name]
    assert "<f>" not in todo
    assert "inlineStr" in todo


def test_what_is_not_understood_is_marked_too(tmp_path: Path) -> None:
    path = book_in(tmp_path, typed(raw("amount"), "约 4704"))
    after = load_workbook(marked(tmp_path, path))
    assert after["待办"]["B2"].value == "没有读懂"
    assert "约 4704" in str(after[RAW]["H6"].comment)


def test_marking_wants_one_workbook(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    assert refcf("validate", path, path, "--mark", tmp_path / "out.xlsx").code == 2
    yaml = tmp_path / "a.yaml"
    yaml.write_text("refcf: 1\nstandard: magnesia_carbon\n", "utf-8")
    shown = refcf("validate", yaml, "--mark", tmp_path / "out.xlsx")
    assert shown.code == 2
    assert "no workbook" in shown.stderr
    assert refcf("validate", path, "--mark", path).code == 2

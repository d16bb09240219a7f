"""What the workbook says about itself is what a reader of the file finds in it."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from refcf_rules.sheets.fingerprint import Places, Range, canonical
from refcf_rules.sheets.library import COLUMNS, LibraryRow, digest_of, library_of
from refcf_rules.sheets.meta import META, FormulaRun, Meta, from_rows, is_sealed
from refcf_rules.sheets.names import library_name, sheet_name
from tests.conftest import NeedsProgram
from tests.inventory.test_workbook_returns import saved_by_office
from tests.targets.xlsx.starter_book import data, opened, plant, standard


def _meta(of: Workbook) -> Meta:
    rows = list(of[META].iter_rows(values_only=True))
    assert is_sealed(rows)
    found = from_rows(rows)
    assert found is not None
    return found


def _area(of: Workbook, name: str) -> tuple[str, int, int, int, int]:
    ((title, area),) = of.defined_names[name].destinations
    cells = of[title][area]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    first, last = rows[0][0], rows[-1][-1]
    return title, first.row - 1, first.column - 1, last.row - 1, last.column - 1


def _changed_formulas(of: Workbook) -> list[str]:
    """Cells whose formula is not the one that was written, as whoever reads the file finds out."""
    meta = _meta(of)
    titles = {_area(of, sheet_name(sheet.id))[0]: sheet.id for sheet in meta.sheets}
    by_id = {id_: title for title, id_ in titles.items()}
    inputs = [Range(each.name, each.sheet, *_area(of, each.name)[1:]) for each in meta.inputs]
    places = Places(titles, inputs)
    return [
        f"{by_id[run.sheet]} {row} {column}: {_formula(of, by_id, run, row, column)}"
        for run in meta.formulas
        for row in range(run.first_row, run.last_row + 1)
        for column in range(run.first_column, run.last_column + 1)
        if canonical(_formula(of, by_id, run, row, column), run.sheet, row, column, places).fingerprint
        != run.fingerprint
    ]


def _formula(of: Workbook, titles: dict[str, str], run: FormulaRun, row: int, column: int) -> str:
    return str(of[titles[run.sheet]].cell(row + 1, column + 1).value)


def test_every_formula_is_there_with_its_fingerprint() -> None:
    found = opened(data())
    assert _changed_formulas(found) == []
    formulas = sum(cell.data_type == "f" for sheet in found.worksheets for row in sheet.iter_rows() for cell in row)
    runs = _meta(found).formulas
    counted = sum((run.last_row - run.first_row + 1) * (run.last_column - run.first_column + 1) for run in runs)
    assert counted == formulas


def test_a_formula_that_was_pasted_over_is_found() -> None:
    found = opened(data())
    results = found["结果"]
    row = next(number for number in range(6, 40) if results.cell(number, 2).data_type == "f")
    results.cell(row, 2).value = 12.5
    assert [text.split(":")[0] for text in _changed_formulas(found)] == [f"结果 {row - 1} 1"]


def test_it_says_for_what_it_was_made() -> None:
    made_for = _meta(opened(data())).made_for
    assert (made_for.standard, made_for.digest) == (standard().id, standard().digest)
    assert made_for.factors == digest_of(library_of(standard()))


def test_the_library_in_the_file_has_the_digest_of_the_standard() -> None:
    found = opened(data())
    columns = []
    for column in COLUMNS:
        title, *_ = _area(found, library_name(column))
        ((_, area),) = found.defined_names[library_name(column)].destinations
        columns.append([row[0].value for row in found[title][area]])
    rows = [
        LibraryRow(str(id_ or ""), None if value is None else float(str(value)), str(unit))
        for id_, value, unit in zip(*columns, strict=True)
    ]
    assert digest_of(rows) == digest_of(library_of(standard()))


def test_inputs_say_which_list_their_drop_down_shows() -> None:
    inputs = {each.name: each for each in _meta(opened(data())).inputs}
    process = inputs["in__activity__process__manufacturing"]
    assert process.list == "list__choice__process__manufacturing"
    assert inputs["in__product__id"].list == ""


def test_saved_by_libreoffice_no_formula_looks_changed(tmp_path: Path, needs_program: NeedsProgram) -> None:
    """The fingerprints of a workbook that LibreOffice saved are those of the template."""
    found = opened(saved_by_office(data(), tmp_path, needs_program("soffice")))
    assert _changed_formulas(found) == []
    assert plant().rows["activity"]

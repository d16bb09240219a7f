"""What a workbook says about itself is read as it was written, and a change to it is seen."""

from __future__ import annotations

from refcf_rules.sheets.meta import FormulaRun, InputMeta, MadeFor, Meta, SheetMeta, from_rows, is_sealed, to_rows

META = Meta(
    MadeFor("magnesia_carbon", "T/X 1—2026", "2026", "a" * 64, "b" * 64, "0.4", "both", "200"),
    (SheetMeta("general", "基本信息 General"), SheetMeta("_meta", "_meta")),
    (
        InputMeta("in__output__accepted", "general", "output", "accepted", "", "number", "t", ""),
        InputMeta("in__pool__name", "allocation", "pool", "name", "", "text", "", ""),
    ),
    (FormulaRun("results", 3, 1, 9, 2, "c" * 64),),
)


def test_rows_are_read_as_they_were_written_also_with_empty_cells_behind_them() -> None:
    rows = to_rows(META)
    padded: list[tuple[object, ...]] = [(*row, None, "") for row in rows]
    assert from_rows(rows) == META
    assert from_rows([*padded, (None,)]) == META
    assert is_sealed(padded)


def test_a_change_breaks_the_seal() -> None:
    rows = [list(row) for row in to_rows(META)]
    rows[3][1] = "2027"
    assert not is_sealed(rows)
    assert from_rows(rows) is not None


def test_what_is_no_meta_sheet_is_none() -> None:
    assert from_rows([]) is None
    assert from_rows([("refcf-workbook", "99")]) is None
    assert from_rows([row for row in to_rows(META) if row[0] != "edition"]) is None
    assert from_rows([*to_rows(META), ("formulas", "results", "x", "1", "2", "3", "d")]) is None
    assert not is_sealed([])

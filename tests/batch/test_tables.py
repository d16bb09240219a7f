"""Results as CSV and Parquet: a flat row each, the same whatever the number of processes."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from refcf_rules.cli.batch.forms import COLUMNS
from tests.batch.inventories import environment, many, project, rows, validate, write_lines
from tests.batch.test_resume import SLOWLY, WAIVERS, started, stopped


@pytest.fixture(scope="module")
def folder(starter: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = project(starter, tmp_path_factory.mktemp("tables"))
    write_lines(made / "清单.ndjson", many(40))
    assert validate("清单.ndjson", "-o", "rows.ndjson", cwd=made).code == 2
    return made


def test_csv_says_the_same(folder: Path) -> None:
    for jobs in ("1", "2"):
        assert validate("清单.ndjson", "--jobs", jobs, "-o", f"{jobs}.csv", "--lang", "zh", cwd=folder).code == 2
    assert (folder / "1.csv").read_bytes() == (folder / "2.csv").read_bytes()
    assert (folder / "1.csv").read_bytes().startswith(b"\xef\xbb\xbfpath,standard,verdict")
    flat, full = rows(folder / "1.csv"), rows(folder / "rows.ndjson")
    assert len(flat) == len(full) == 40
    for row, result in zip(flat, full, strict=True):
        assert tuple(row) == COLUMNS
        assert (row["path"], row["verdict"]) == (result["path"], result["verdict"])
        open_ = {each["rule"]: each["outcome"] for each in result["findings"]}
        assert row["violated"] == ";".join(rule for rule, outcome in open_.items() if outcome == "violated")
        assert row["undecided"] == ";".join(rule for rule, outcome in open_.items() if outcome == "not decidable")
        assert row["faults"] == ";".join(fault["code"] for fault in result["faults"])
        assert row["error"] == (result["faults"][0]["message"]["zh"] if result["faults"] else "")
        footprint = result["footprint"] or {"value": None, "subtotal": None, "unit": None}
        assert row["footprint"] == ("" if footprint["value"] is None else repr(footprint["value"]))
        assert row["subtotal"] == ("" if footprint["subtotal"] is None else repr(footprint["subtotal"]))
        assert row["input_digest"] == (result["receipt"]["input_digest"] or "")


def test_csv_goes_on_after_a_stop(folder: Path) -> None:
    write_lines(folder / "more.ndjson", many(200))
    (folder / "waivers.yaml").write_text(WAIVERS, "utf-8")
    assert validate("more.ndjson", "-o", "whole.csv", *SLOWLY, cwd=folder).code == 2
    stopped(started("more.ndjson", "-o", "out.csv", cwd=folder), folder / "out.csv.part", signal.SIGKILL)
    shown = validate("more.ndjson", "-o", "out.csv", *SLOWLY, cwd=folder)
    assert "Going on" in shown.stderr
    assert (folder / "out.csv").read_bytes() == (folder / "whole.csv").read_bytes()
    assert sorted(path.name for path in folder.glob("out*")) == ["out.csv"]


def test_parquet_has_types(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="UNTESTED PROMISE: pyarrow is not installed")
    for jobs in ("1", "2"):
        assert validate("清单.ndjson", "--jobs", jobs, "-o", f"{jobs}.parquet", cwd=folder).code == 2
    assert (folder / "1.parquet").read_bytes() == (folder / "2.parquet").read_bytes()
    table = parquet.read_table(folder / "1.parquet")
    assert tuple(table.column_names) == COLUMNS
    flat = table.to_pylist()
    full = rows(folder / "rows.ndjson")
    assert [row["path"] for row in flat] == [row["path"] for row in full]
    assert {type(row["footprint"]) for row in flat} == {float, type(None)}
    assert all(isinstance(row["violated"], list) for row in flat)
    assert [row["faults"] for row in flat] == [[fault["code"] for fault in row["faults"]] for row in full]


def test_without_pyarrow_it_says_what_to_install(folder: Path) -> None:
    (folder / "hidden.py").write_text(
        "import sys\nsys.modules['pyarrow'] = None\n"
        "from refcf_rules.cli.main import run\nsys.exit(run(['validate', '清单.ndjson', '-o', 'none.parquet']))\n",
        "utf-8",
    )
    result = subprocess.run(
        [sys.executable, "hidden.py"], cwd=folder, env=environment(), capture_output=True, timeout=60, check=False
    )
    assert result.returncode == 2
    assert "refcf-rules[parquet]" in result.stderr.decode("utf-8")
    assert not list(folder.glob("none*"))


def test_no_cell_is_a_formula(folder: Path) -> None:
    name = "=HYPERLINK(1).json"
    (folder / name).write_text("{}", "utf-8")
    assert validate(f"./{name}", name, "-o", "formula.csv", cwd=folder).code == 2
    assert not any(value.startswith(("=", "+", "@")) for row in rows(folder / "formula.csv") for value in row.values())

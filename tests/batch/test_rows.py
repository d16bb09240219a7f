"""Many at once come to what they come to one by one; each inventory has its row, whatever is wrong with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.inventory.limits import DOCUMENT_BYTES
from tests.batch.inventories import (
    environment,
    one_by_one,
    plant,
    project,
    rows,
    satisfied,
    undecided,
    validate,
    violated,
    write_lines,
)
from tests.cli.running import refcf

STARTER_YAML: Final = "examples/plant.yaml"


@pytest.fixture
def folder(starter: Path, tmp_path: Path) -> Path:
    """A project with a few inventories of all kinds."""
    made = project(starter, tmp_path / "企业 清单")
    inside = made / "甲厂"
    inside.mkdir()
    (inside / "a.json").write_text(satisfied(), "utf-8")
    (inside / "镁碳砖.json").write_text(violated(), "utf-8")
    (inside / "c.yaml").write_bytes((starter / STARTER_YAML).read_bytes())
    (inside / "d.YML").write_text(undecided(), "utf-8")
    (inside / "gbk.yaml").write_bytes("refcf: 1\nstandard: my_bricks\ncompany: {name: 镁碳砖厂的清单}\n".encode("gbk"))
    (inside / "broken.json").write_text('{"refcf": 1,', "utf-8")
    (inside / "nobody.json").write_text('{"refcf": 1, "standard": "nobody"}', "utf-8")
    (inside / "unclaimed.yaml").write_text("refcf: 1\n", "utf-8")
    return made


def test_many_at_once_are_as_one_by_one(folder: Path) -> None:
    paths = sorted((folder / "甲厂").iterdir())
    alone = list(one_by_one(paths, folder))
    for jobs in ("1", "2"):
        shown = validate("甲厂", "--jobs", jobs, "-o", f"{jobs}.ndjson", cwd=folder)
        assert shown.code == 2, shown.stdout + shown.stderr
        found = rows(folder / f"{jobs}.ndjson")
        assert [row["path"] for row in found] == [f"甲厂/{path.name}" for path in paths]
        for row, (verdict, outcomes, value) in zip(found, alone, strict=True):
            assert row["verdict"] == verdict
            assert row["outcomes"] == outcomes
            assert (row["footprint"] or {"value": None})["value"] == value
    assert (folder / "1.ndjson").read_bytes() == (folder / "2.ndjson").read_bytes()


def test_a_bad_file_is_a_row_with_its_error(folder: Path) -> None:
    assert validate("甲厂", "nowhere.json", "-o", "out.ndjson", cwd=folder).code == 2
    codes = {row["path"]: [fault["code"] for fault in row["faults"]] for row in rows(folder / "out.ndjson")}
    assert codes["甲厂/a.json"] == []
    assert codes["甲厂/gbk.yaml"] == ["not-utf8"]
    assert len(codes["甲厂/broken.json"]) == 1
    assert codes["甲厂/nobody.json"] == ["unknown-standard"]
    assert codes["甲厂/unclaimed.yaml"] == ["no-standard-claimed"]
    assert codes["nowhere.json"] == ["file-not-found"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_are_inventories(ends: str, mark: str, starter: Path, tmp_path: Path) -> None:
    made = project(starter, tmp_path / "p")
    text = mark + ends.join([satisfied(), "", violated(), "   ", undecided(), "", ""])
    (made / "all.ndjson").write_bytes(text.encode())
    shown = validate("all.ndjson", "-o", "out.ndjson", cwd=made)
    assert shown.code == 1, shown.stdout + shown.stderr
    found = rows(made / "out.ndjson")
    assert [(row["path"], row["verdict"]) for row in found] == [
        ("all.ndjson:1", "satisfied"),
        ("all.ndjson:3", "violated"),
        ("all.ndjson:5", "not decidable"),
    ]
    (made / "one.json").write_text(violated(), "utf-8")
    validate("one.json", "-o", "one.ndjson", cwd=made)
    assert rows(made / "one.ndjson")[0]["receipt"] == found[1]["receipt"]


def test_the_last_line_needs_no_end(starter: Path, tmp_path: Path) -> None:
    made = project(starter, tmp_path / "p")
    (made / "all.jsonl").write_bytes(f"{satisfied()}\n{satisfied()}".encode())
    assert validate("all.jsonl", "-o", "out.ndjson", cwd=made).code == 0
    assert len(rows(made / "out.ndjson")) == 2


def test_lines_longer_than_an_inventory_may_be(starter: Path, tmp_path: Path) -> None:
    made = project(starter, tmp_path / "p")
    long = satisfied().replace("B-90", "B" * (DOCUMENT_BYTES + 10))
    write_lines(made / "all.ndjson", [satisfied(), long, satisfied()])
    assert validate("all.ndjson", "--jobs", "2", "-o", "out.ndjson", cwd=made).code == 2
    found = rows(made / "out.ndjson")
    assert [row["verdict"] for row in found] == ["satisfied", "unreadable", "satisfied"]
    assert found[1]["faults"][0]["code"] == "file-too-large"


def test_a_file_of_lines_without_any_is_a_row(starter: Path, tmp_path: Path) -> None:
    made = project(starter, tmp_path / "p")
    (made / "empty.ndjson").write_bytes(b"\n\n")
    write_lines(made / "one.ndjson", [satisfied()])
    assert validate("empty.ndjson", "one.ndjson", "none.ndjson", "-o", "out.ndjson", cwd=made).code == 2
    found = rows(made / "out.ndjson")
    assert [row["path"] for row in found] == ["empty.ndjson", "one.ndjson:1", "none.ndjson"]
    assert [row["faults"][0]["code"] for row in found[::2]] == ["empty-file", "file-not-found"]


def test_what_is_no_inventory_in_a_folder_is_counted(folder: Path) -> None:
    (folder / "甲厂/notes.txt").write_text("x", "utf-8")
    (folder / "甲厂/data.csv").write_text("x", "utf-8")
    (folder / "甲厂/waivers.yaml").write_text("# 2026\nwaivers:\n- {rule: a}\n", "utf-8")
    (folder / "甲厂/.hidden.json").write_text("{}", "utf-8")
    validate("甲厂", "-o", "甲厂/out.ndjson", cwd=folder)
    before = (folder / "甲厂/out.ndjson").read_bytes()
    assert len(before.splitlines()) == 8
    shown = validate("甲厂", "-o", "甲厂/second.ndjson", cwd=folder)
    assert (folder / "甲厂/second.ndjson").read_bytes() == before
    assert "5 files" in shown.stdout
    for name in (".txt 1", ".csv 1", "waivers.yaml 1", ".hidden.json 1", "out.ndjson 1"):
        assert name in shown.stdout


def test_an_empty_folder_is_said(starter: Path, tmp_path: Path) -> None:
    made = project(starter, tmp_path / "p")
    (made / "empty").mkdir()
    shown = validate("empty", "-o", "out.ndjson", cwd=made)
    assert shown.code == 2
    assert "no inventories in empty" in shown.stderr
    assert not (made / "out.ndjson").exists()
    (made / "a.json").write_text(satisfied(), "utf-8")
    assert validate("empty", "a.json", "-o", "out.ndjson", cwd=made).code == 2
    assert len(rows(made / "out.ndjson")) == 1


def test_a_folder_without_results_gives_a_line_each(folder: Path) -> None:
    english, chinese = (refcf("validate", "甲厂", "--lang", language, cwd=folder) for language in ("en", "zh"))
    assert english.code == chinese.code == 2
    lines = english.stdout.splitlines()
    assert lines[0] == "satisfied  甲厂/a.json"
    assert "violated  甲厂/镁碳砖.json  electricity_factor" in lines
    assert any(line.startswith("8 inventories: satisfied 2") for line in lines)
    assert "共 8 份清单：满足 2" in chinese.stdout


def test_waivers_hold_for_all(starter: Path, tmp_path: Path) -> None:
    made = project(starter, tmp_path / "p")
    write_lines(made / "all.ndjson", [violated(), satisfied()])
    (made / "waivers.yaml").write_text(
        "waivers:\n- {rule: electricity_factor, reason: 供应商未提供, who: 工作组, until: 2026-06-30}\n", "utf-8"
    )
    held = ("all.ndjson", "--waivers", "waivers.yaml", "-o", "out.ndjson", "--today")
    assert validate(*held, "2026-01-31", cwd=made).code == 0
    assert [row["waived"] for row in rows(made / "out.ndjson")] == [True, False]
    assert validate(*held, "2026-07-01", cwd=made).code == 1


def test_the_standard_named_counts(folder: Path) -> None:
    for name in ("a.json", "镁碳砖.json"):
        path = folder / "甲厂" / name
        path.write_text(path.read_text("utf-8").replace('"my_bricks"', '"nobody"'), "utf-8")
    named = ("甲厂/a.json", "甲厂/镁碳砖.json", "--standard", "my_bricks.pcr", "-o", "out.ndjson")
    assert validate(*named, cwd=folder).code == 1
    assert [row["verdict"] for row in rows(folder / "out.ndjson")] == ["satisfied", "violated"]
    unknown = validate("甲厂", "--standard", "nobody", "-o", "no.ndjson", cwd=folder)
    assert unknown.code == 2
    assert "unknown-standard" in unknown.stdout
    assert not (folder / "no.ndjson").exists()


def test_a_broken_standard_is_said_in_every_row(folder: Path) -> None:
    rules = folder / "my_bricks.pcr"
    rules.write_text(rules.read_text("utf-8").replace("at most 1 % of mass", "at most 1 t of mass"), "utf-8")
    assert validate("甲厂/a.json", "甲厂/c.yaml", "-o", "out.ndjson", cwd=folder).code == 2
    assert {row["verdict"] for row in rows(folder / "out.ndjson")} == {"unreadable"}
    assert all(row["faults"] for row in rows(folder / "out.ndjson"))


def test_what_cannot_be_asked_is_refused(folder: Path) -> None:
    refusals = {
        ("甲厂", "--format", "sarif"): "--format sarif is for single files",
        ("甲厂", "-o", "out.xlsx"): ".ndjson, .csv or .parquet",
        ("-", "-o", "out.ndjson"): "Standard input",
        ("甲厂/a.json", "-o", "甲厂/a.json"): "End the name",
        ("all.ndjson", "-o", "all.ndjson"): "input of this run",
        ("甲厂", "--jobs", "0"): "--jobs",
    }
    write_lines(folder / "all.ndjson", [satisfied()])
    for arguments, reason in refusals.items():
        shown = validate(*arguments, cwd=folder)
        assert shown.code == 2, arguments
        assert reason in shown.stderr, shown.stderr
    assert len(rows(folder / "all.ndjson")) == 1


def test_single_files_have_their_reports(folder: Path) -> None:
    shown = refcf("validate", "甲厂/a.json", "甲厂/镁碳砖.json", "--format", "json", cwd=folder)
    assert json.loads(shown.stdout)["format"] == "refcf-judgement/1"
    assert "inventories:" not in refcf("validate", "甲厂/a.json", cwd=folder).stdout


@pytest.mark.skipif(os.name != "posix", reason="elsewhere names are text")
def test_names_that_are_no_text(starter: Path, tmp_path: Path) -> None:
    made = project(starter, tmp_path / "p")
    (made / "in").mkdir()
    (made / "in" / os.fsdecode(b"\xc3\xfe.json")).write_text(json.dumps(plant()), "utf-8")
    for form in ("ndjson", "csv"):
        assert validate("in", "-o", f"out.{form}", cwd=made).code == 0
    assert rows(made / "out.ndjson")[0]["path"] == "in/\\udcc3\\udcfe.json"


def test_single_files_load_nothing_of_this(folder: Path) -> None:
    (folder / "alone.py").write_text(
        "import sys\nfrom refcf_rules.cli.main import run\nrun(['validate', '甲厂/a.json'])\n"
        "print([each for each in sys.modules if 'batch' in each or 'multiprocessing' in each], file=sys.stderr)\n",
        "utf-8",
    )
    result = subprocess.run(
        [sys.executable, "alone.py"], cwd=folder, env=environment(), capture_output=True, timeout=60, check=True
    )
    assert result.stderr.decode("utf-8").strip() == "[]"


def test_more_than_a_handful_of_files_give_a_line_each(folder: Path) -> None:
    shown = validate(*["甲厂/a.json"] * 21, cwd=folder)
    assert (shown.code, len(shown.stdout.splitlines())) == (0, 22)

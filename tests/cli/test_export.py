"""``refcf export``: the same inventory in another form."""

from __future__ import annotations

from pathlib import Path

import pytest

import refcf_rules
from tests import series
from tests.architecture.checkout import ROOT
from tests.cli.running import refcf

PLANT = ROOT / "standards/refractories/examples/mc_ladle_a.yaml"


@pytest.mark.parametrize("ending", [".yaml", ".yml", ".json"])
def test_what_is_exported_is_judged_alike(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"新 folder/mine{ending}"
    shown = refcf("export", PLANT, "-o", out)
    assert (shown.code, shown.stdout) == (0, f"written  {out}\n")
    results = [refcf("validate", path, "--lang", "zh").stdout.splitlines()[1:] for path in (PLANT, out)]
    digests = [
        [line for line in lines if "sha256" not in line and path.name not in line]
        for lines, path in zip(results, (PLANT, out), strict=True)
    ]
    assert digests[0] == digests[1]


def test_without_a_file_it_is_printed_and_may_be_piped_on() -> None:
    shown = refcf("export", PLANT)
    assert shown.code == 0
    assert shown.stdout.startswith("refcf: 1\nstandard: magnesia_carbon\n")
    again = refcf("export", "-", stdin=shown.stdout.encode())
    assert again.stdout == shown.stdout


def test_it_does_not_judge(tmp_path: Path) -> None:
    careless = ROOT / "standards/refractories/examples/careless.yaml"
    assert refcf("export", careless, "-o", tmp_path / "careless.json").code == 0


def test_what_is_not_understood_is_not_written(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(PLANT.read_text("utf-8") + "extra: 1\n", "utf-8")
    shown = refcf("export", bad, "-o", tmp_path / "out.yaml")
    assert shown.code == 2
    assert "unknown-section" in shown.stdout
    assert not (tmp_path / "out.yaml").exists()


@pytest.mark.parametrize("name", ["mine.txt", "mine.xls", "mine.csv"])
def test_a_name_that_says_no_form_is_refused(tmp_path: Path, name: str) -> None:
    shown = refcf("export", PLANT, "-o", tmp_path / name)
    assert shown.code == 2
    assert ".yaml" in shown.stderr
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    shown = refcf("export", PLANT, "-o", tmp_path / "file/mine.yaml")
    assert shown.code == 2
    assert "Traceback" not in shown.stderr


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["mine/", "mine", "工厂 A/2025/"])
def test_a_folder_of_csv_is_judged_and_exported_alike(tmp_path: Path, language: str, name: str) -> None:
    shown = refcf("export", PLANT, "-o", f"{tmp_path}/{name}", "--lang", language)
    assert shown.code == 0
    folder = tmp_path / name
    assert {file.read_bytes()[:3] for file in folder.iterdir()} == {b"\xef\xbb\xbf"}
    original, mine = (refcf("calc", path, "--lang", language).stdout.splitlines() for path in (PLANT, folder))
    assert _without_receipt(original) == _without_receipt(mine)
    assert refcf("export", folder).stdout == refcf("export", PLANT).stdout
    assert refcf("validate", folder, "--lang", "en").verdict.startswith("satisfied")
    assert refcf("export", folder, "-o", folder, "--lang", language).code == 0


def test_the_public_face_reads_a_folder(tmp_path: Path) -> None:
    assert refcf("export", PLANT, "-o", tmp_path / "plant/").code == 0
    standard = series.part("magnesia_carbon")
    results = [
        refcf_rules.calculate(refcf_rules.load_inventory(path, standard), standard)
        for path in (PLANT, tmp_path / "plant")
    ]
    assert results[0] is not None
    assert results[1] is not None
    assert results[0].value == results[1].value
    (tmp_path / "empty").mkdir()
    with pytest.raises(refcf_rules.InventoryError):
        refcf_rules.load_inventory(tmp_path / "empty", standard)


def _without_receipt(lines: list[str]) -> list[str]:
    return [line for line in lines[1:] if "sha256" not in line]


def test_a_folder_with_something_else_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    shown = refcf("export", PLANT, "-o", tmp_path)
    assert shown.code == 2
    assert "notes.txt" in shown.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_faults_of_a_folder_show_the_line_of_the_file(tmp_path: Path) -> None:
    assert refcf("export", PLANT, "-o", tmp_path / "plant/", "--lang", "zh").code == 0
    table = tmp_path / "plant/活动.csv"
    table.write_text(table.read_text("utf-8-sig").replace("电力", "用电", 1), "gb18030")
    shown = refcf("validate", "plant", "--lang", "zh", cwd=tmp_path)
    assert shown.code == 2
    assert "plant/活动.csv:" in shown.stdout
    assert "^^^^" in shown.stdout
    assert "unknown-option" in shown.stdout


def test_reading_gb18030_is_said(tmp_path: Path) -> None:
    assert refcf("export", PLANT, "-o", tmp_path / "plant/", "--lang", "zh").code == 0
    table = tmp_path / "plant/活动.csv"
    table.write_text(table.read_text("utf-8-sig"), "gb18030")
    for command in ("validate", "calc"):
        assert "活动.csv 不是 UTF-8，按 GB18030 读取" in refcf(command, "plant", "--lang", "zh", cwd=tmp_path).stdout


def test_a_folder_of_folders_is_a_batch_and_resumes(tmp_path: Path) -> None:
    for name in ("a", "b/2025"):
        assert refcf("export", PLANT, "-o", tmp_path / f"plants/{name}/").code == 0
    (tmp_path / "plants/c.json").write_bytes(refcf("export", PLANT).stdout.encode())
    shown = refcf("validate", "plants", "-o", "out.csv", cwd=tmp_path)
    rows = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["plants/a", "plants/b/2025", "plants/c.json"]
    assert [row.split(",")[2] for row in rows[1:3]] == ["satisfied", "satisfied"]
    assert shown.code == 2  # the YAML that is called JSON
    (tmp_path / "plants/a/inventory.csv").write_text("section,field,value,unit\n", "utf-8")
    assert refcf("validate", "plants/a", "plants/b/2025", "--jobs", "1", cwd=tmp_path).code == 2


def test_a_folder_without_single_values_is_no_inventory(tmp_path: Path) -> None:
    (tmp_path / "活动.csv").write_text("编号\n", "utf-8")
    shown = refcf("calc", tmp_path, "--lang", "zh")
    assert shown.code == 2
    assert "inventory.csv" in shown.stdout


def test_a_folder_that_claims_no_standard_says_where_to_write_it(tmp_path: Path) -> None:
    (tmp_path / "清单.csv").write_text("部分,项目,值,单位\n,refcf,1,\n", "utf-8")
    shown = refcf("validate", tmp_path, "--lang", "zh")
    assert shown.code == 2
    assert "加一行" in shown.stdout

"""``refcf export``: the same inventory in another form."""

from __future__ import annotations

from pathlib import Path

import pytest

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


@pytest.mark.parametrize("name", ["mine.txt", "mine.xls", "mine"])
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

"""``refcf report``: files a company hands in, and what it is told where it cannot have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT
from tests.cli.running import refcf

EXAMPLES = ROOT / "standards/refractories/examples"
PLANT = EXAMPLES / "mc_ladle_a.yaml"


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_the_full_report_and_the_redacted_one_stand_beside_each_other(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"报告 1/report.{ending}"
    shown = refcf("report", PLANT, "-o", out, "--redacted", "--before", EXAMPLES / "mc_ladle_b.yaml")
    assert shown.code == 0
    assert sorted(path.name for path in out.parent.iterdir()) == [f"report.{ending}", f"report.redacted.{ending}"]
    first = out.read_bytes()
    assert refcf("report", PLANT, "-o", out, "--before", EXAMPLES / "mc_ladle_b.yaml").code == 0
    assert out.read_bytes() == first


@pytest.mark.parametrize("name, code", [("careless", 1), ("undecided", 1), ("mc_ladle_a", 0)])
def test_the_exit_code_is_that_of_the_verdict(tmp_path: Path, name: str, code: int) -> None:
    shown = refcf("report", EXAMPLES / f"{name}.yaml", "-o", tmp_path / "report.html", "--lang", "en")
    assert shown.code == code
    assert "<html" in (tmp_path / "report.html").read_text("utf-8")


def test_a_folder_of_csv_is_reported_like_the_file_it_came_from(tmp_path: Path) -> None:
    assert refcf("export", PLANT, "-o", tmp_path / "plant/").code == 0
    pages = []
    for name, path in (("a", PLANT), ("b", tmp_path / "plant")):
        assert refcf("report", path, "-o", tmp_path / f"{name}.html", "--lang", "zh").code == 0
        pages.append((tmp_path / f"{name}.html").read_text("utf-8").splitlines())
    assert [line for line in pages[0] if "sha256" not in line] == [line for line in pages[1] if "sha256" not in line]


@pytest.mark.parametrize("arguments", [("-o", "report.pdf"), (), ("-o", "report")])
def test_another_ending_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    shown = refcf("report", PLANT, *arguments, cwd=tmp_path)
    assert shown.code == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("until, code", [("2999-12-31", 0), ("2020-12-31", 1)])
def test_a_waiver_that_holds_is_named_where_the_rule_stands(
    starter: Path, tmp_path: Path, until: str, code: int
) -> None:
    plant, waivers, out = tmp_path / "plant.yaml", tmp_path / "waivers.yaml", tmp_path / "report.html"
    right = (starter / "examples/plant.yaml").read_text("utf-8")
    plant.write_text(right.replace("kWh, kind: footprint", "kWh, kind: grid-co2"), "utf-8")
    waiver = f"{{rule: electricity_factor, reason: no other factor, who: WG 3, until: {until}}}"
    waivers.write_text(f"waivers:\n- {waiver}\n", "utf-8")
    rules = ("--standard", starter / "my_bricks.pcr", "--lang", "en")
    assert refcf("report", plant, *rules, "-o", out, "--redacted", "--waivers", waivers).code == code
    said = f"Waiver: no other factor (WG 3, until {until})"
    assert (said in out.read_text("utf-8")) == (code == 0)
    redacted = (tmp_path / "report.redacted.html").read_text("utf-8")
    assert ("waived (violated)" in redacted) == (code == 0)
    assert said not in redacted


@pytest.mark.parametrize("arguments", [("nowhere.yaml",), (str(PLANT), "--before", "nowhere.yaml")])
def test_what_cannot_be_read_is_said(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    shown = refcf("report", *arguments, "-o", "report.html", cwd=tmp_path)
    assert shown.code == 2
    assert "nowhere.yaml" in shown.stdout
    assert not list(tmp_path.iterdir())

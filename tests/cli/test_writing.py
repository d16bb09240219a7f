"""``refcf init`` and ``refcf build`` write what they say, overwrite nothing by surprise, and stay in their folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from refcf_rules.api import build, load_standard
from refcf_rules.targets.target import Artifact
from tests.architecture.checkout import ROOT
from tests.cli.running import refcf


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_project_passes_everything_it_is_told_to_try(language: str, tmp_path: Path) -> None:
    folder = tmp_path / "我的 标准"
    begun = refcf("init", folder, "--lang", language)
    assert begun.code == 0
    tries = [line.strip().removeprefix("refcf ") for line in begun.stdout.splitlines() if "   refcf " in line]
    assert [each.split()[0] for each in tries] == ["check", "test", "validate"]
    for line in tries:
        command, _, path = line.partition(" ")
        assert refcf(command, path).code == 0


def test_nothing_is_overwritten(starter: Path, tmp_path: Path) -> None:
    project = shutil.copytree(starter, tmp_path / "project")
    (project / "my_bricks.pcr").write_text("mine", "utf-8")
    (project / "examples/plant.yaml").unlink()
    shown = refcf("init", project)
    assert shown.code == 2
    assert "my_bricks.pcr exists already" in shown.stderr
    assert (project / "my_bricks.pcr").read_text("utf-8") == "mine"
    assert not (project / "examples/plant.yaml").exists()


def test_the_starter_is_the_one_in_the_package(starter: Path) -> None:
    for name in ("my_bricks.pcr", "examples/plant.yaml"):
        assert (starter / name).read_bytes() == (ROOT / "refcf_rules/cli/starter" / name).read_bytes()


def test_the_outputs_of_a_standard(starter: Path, tmp_path: Path) -> None:
    shown = refcf("build", starter / "my_bricks.pcr", "-o", tmp_path / "out")
    assert shown.code == 0, shown.stderr
    listed = [Path(line.strip()) for line in shown.stdout.splitlines() if line.startswith("      " + str(tmp_path))]
    assert listed
    assert all(path.is_file() for path in listed)
    assert not list((tmp_path / "out").rglob(".refcf-*"))


def test_one_output_alone_twice_the_same(starter: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        shown = refcf("build", starter / "my_bricks.pcr", "--target", "json-schema", "-o", tmp_path / name)
        assert shown.code == 0
    written = [path for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert written
    for path in written:
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
        json.loads(path.read_bytes())


def test_the_site_offers_the_certificate_of_its_own_rules(starter: Path, tmp_path: Path) -> None:
    """What proves the validators is published with the draft, and never that of other rules."""
    standard = load_standard(starter / "my_bricks.pcr")
    agreed = {"format": "refcf-parity/1", "standard": standard.id, "rules_digest": standard.digest, "agrees": True}
    certificate = json.dumps(agreed).encode()
    published = build(standard, ["site"], (Artifact("my_bricks.parity.json", certificate),))["site"].artifacts
    offered = {one.path: one.data for one in published}
    assert offered["docs/zh/downloads/my_bricks/my_bricks.parity.json"] == certificate
    assert "docs/zh/downloads/my_bricks/my_bricks.py" in offered
    for language, folder in (("zh", b"downloads"), ("en", b"../downloads")):
        assert b'"' + folder + b'/my_bricks/my_bricks.parity.json"' in offered[f"docs/{language}/index.md"]
    wrong = {"other rules": agreed | {"rules_digest": "0" * 64}, "a difference": agreed | {"agrees": False}, "no": {}}
    for name, said in wrong.items():
        (tmp_path / "certificate.json").write_text(json.dumps(said), "utf-8")
        options = ("--target", "json_schema", "--certificate", tmp_path / "certificate.json", "-o", tmp_path / "out")
        shown = refcf("build", starter / "my_bricks.pcr", *options)
        assert (shown.code, "certif" in shown.stderr) == (2, True), name
        assert not (tmp_path / "out").exists()


def test_wrong_outputs_are_refused(starter: Path, tmp_path: Path) -> None:
    rules = starter / "my_bricks.pcr"
    assert refcf("build", rules, "--target", "papyrus", "-o", tmp_path).code == 2
    assert refcf("build", rules).code == 2
    assert refcf("build", "nobody", "-o", tmp_path).code == 2
    blocked = refcf("build", rules, "--target", "json-schema", "-o", rules)
    assert blocked.code == 2
    assert "Traceback" not in blocked.stderr
    assert refcf("init", rules).code == 2


def test_no_report_names_the_folder_refcf_lies_in(starter: Path) -> None:
    """Receipts are the same on every machine."""
    shown = refcf("calc", "examples/plant.yaml", "--trace", "--format", "json", cwd=starter)
    assert str(ROOT) not in shown.stdout
    assert str(starter) not in shown.stdout


def test_a_folder_of_parts_is_written_part_by_part_or_not_at_all(starter: Path, tmp_path: Path) -> None:
    """Each part of a target has a folder of its own; where one part is wrong nothing is written, and it is said."""
    series = shutil.copytree(starter, tmp_path / "series")
    second = '\nstandard second with my_bricks {\n    number "T/XXX 0000.2"\n    title zh "二" en "Second"\n}\n'
    (series / "second.pcr").write_text(second, "utf-8")
    shown = refcf("build", series, "--target", "json-schema", "-o", tmp_path / "out")
    assert shown.code == 0, shown.stderr
    assert (tmp_path / "out/json-schema/my_bricks/my_bricks.schema.json").is_file()
    assert (tmp_path / "out/json-schema/second/second.schema.json").is_file()
    (series / "second.pcr").write_text(second.replace("title", "titel"), "utf-8")
    refused = refcf("build", series, "--target", "json-schema", "-o", tmp_path / "none")
    assert refused.code == 2
    assert "second.pcr" in refused.stdout
    assert "Nothing was written" in refused.stderr
    assert not (tmp_path / "none").exists()

"""Exit codes, languages, versions and the ways a run may end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.version import __version__
from tests.architecture.checkout import ROOT
from tests.cli.running import refcf

DEFECT: Final = """
import sys
import refcf_rules.cli.validate as validate
def broken(*_arguments, **_options):
    raise RuntimeError("planted\\nsecond line")
validate._validate = broken
from refcf_rules.cli.main import run
sys.exit(run(["validate", "x", "--lang", sys.argv[1]]))
"""


def test_the_version_is_that_of_the_project() -> None:
    shown = refcf("--version")
    assert (shown.code, shown.stdout) == (0, f"refcf {__version__}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("validate",),
        ("validate", "x", "--format", "xml"),
        ("validate", "x", "--today", "tomorrow"),
        ("--lang", "fr", "check", "x"),
        ("calc", "x", "y"),
        ("explain", "no-such-code-at-all"),
    ],
)
def test_wrong_usage_is_two(arguments: tuple[str, ...]) -> None:
    shown = refcf(*arguments)
    assert shown.code == 2
    assert "Traceback" not in shown.stderr


@pytest.mark.parametrize("language, said", [("en", "it is refcf's fault"), ("zh", "这是 refcf 的缺陷")])
def test_a_defect_of_refcf_is_three_and_one_line(language: str, said: str) -> None:
    result = defect(language, {})
    assert result.returncode == 3
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "planted" in result.stderr


def test_a_defect_can_be_looked_into() -> None:
    result = defect("en", {"REFCF_DEBUG": "1"})
    assert "Traceback" in result.stderr


def defect(language: str, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", DEFECT, language],
        cwd=ROOT,
        env=os.environ | {"LC_ALL": "C.UTF-8"} | settings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    "settings, chinese",
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_TW.UTF-8"}, True),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, False),
        ({"LC_ALL": "de_DE.UTF-8"}, False),
    ],
)
def test_the_language_is_that_of_the_system(settings: dict[str, str], chinese: bool) -> None:  # noqa: FBT001 -- the table above
    assert ("用法" in refcf("--help", env=settings).stdout) is chinese


def test_messages_follow_a_file_in_chinese_unless_asked_otherwise(starter: Path, tmp_path: Path) -> None:
    text = (starter / "examples/plant.yaml").read_text("utf-8")
    chinese = text.replace("烧结镁砂 sintered magnesia", "华北某厂的烧结镁砂，产品分级前的原料" * 8)
    (tmp_path / "plant.yaml").write_text(chinese, "utf-8")
    named = ("validate", tmp_path / "plant.yaml", "--standard", starter / "my_bricks.pcr")
    assert refcf(*named).verdict.startswith("满足")
    assert refcf(*named, "--lang", "en").verdict.startswith("satisfied")
    assert refcf("--lang=en", *named).verdict.startswith("satisfied")


def test_rule_files_in_chinese_get_chinese_messages(tmp_path: Path) -> None:
    (tmp_path / "砖.pcr").write_text("标准 砖 ｛\n    编号 “T/1”\n｝\n\n条款 甲 {\n    条文 “应写明。\n}\n", "utf-8")
    shown = refcf("check", tmp_path / "砖.pcr")
    assert shown.code == 1
    assert "错误" in shown.verdict


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252", "utf-16"])
def test_output_is_utf_8_whatever_the_system_says(encoding: str, starter: Path) -> None:
    plant, rules = starter / "examples/plant.yaml", starter / "my_bricks.pcr"
    shown = refcf("calc", plant, "--standard", rules, "--lang", "zh", env={"PYTHONIOENCODING": encoding})
    assert shown.code == 0
    assert "产品碳足迹" in shown.stdout


def test_the_reader_may_stop_reading(starter: Path) -> None:
    """``refcf calc … | head -1`` ends without a traceback."""
    command = f"{sys.executable} -m refcf_rules calc {starter}/examples/plant.yaml --trace | head -n 1"
    result = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments, banned",
    [
        (("--help",), ("lark", "yaml", "refcf_rules.evaluate", "refcf_rules.model")),
        (("--version",), ("lark", "yaml", "refcf_rules.evaluate")),
        (("validate", "PLANT", "--standard", "RULES"), ("lark", "refcf_rules.language", "jinja2")),
    ],
)
def test_what_is_not_needed_is_not_loaded(arguments: tuple[str, ...], banned: tuple[str, ...], starter: Path) -> None:
    """Help is quick, and a kept standard brings no parser along."""
    places = {"PLANT": str(starter / "examples/plant.yaml"), "RULES": str(starter / "my_bricks.pcr")}
    named = [places.get(each, each) for each in arguments]
    code = (
        "import sys; from refcf_rules.cli.main import run; run(sys.argv[1:]); "
        f"print([name for name in {banned!r} if name in sys.modules], file=sys.stderr)"
    )
    if "validate" in named:
        assert refcf(*named).code == 0  # now it is kept
    result = subprocess.run(
        [sys.executable, "-c", code, *named], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.stderr.strip() == "[]"

"""What people read, word by word, in both languages. ``pytest --update`` writes the transcripts anew."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.source.message import LANGUAGES
from tests.cli.running import refcf

TRANSCRIPTS: Final = Path(__file__).with_name("transcripts")
DIGEST: Final = re.compile(r"sha256 [0-9a-f]{64}")
PLANT: Final = "examples/plant.yaml"
RULES: Final = "my_bricks.pcr"
WAIVERS: Final = """
waivers:
- {rule: electricity_factor, reason: 供应商未提供, who: 工作组 WG, until: 2026-06-30}
"""
FUNCTIONAL_UNIT: Final = """
clause functional_unit {
    title zh "功能单位" en "Functional unit"
    functional unit lining {
        text  zh "盛装 1 t 出钢量所需的内衬" en "lining for 1 t of tapped steel"
        per   1 t zh "出钢量" en "of tapped steel"
        given installed zh "砌筑用量" en "mass installed" : mass
        given tapped    zh "累计出钢量" en "steel tapped" : mass
        reference flow = installed / tapped
    }
}

"""
WITH_UNIT: Final = ("clause system_boundary {", FUNCTIONAL_UNIT.strip() + "\n\nclause system_boundary {")
OTHER: Final = "examples/other.yaml"


@dataclass(frozen=True, slots=True)
class Case:
    """A command in the starter project after replacing texts in its files."""

    command: str
    code: int
    replaced: Mapping[str, tuple[str, str]] = field(default_factory=dict)


CASES: Final = {
    "satisfied": Case(f"validate {PLANT} --today 2026-01-31", 0),
    "violated": Case(
        f"validate {PLANT} --today 2026-01-31",
        1,
        {PLANT: ("factor: {value: 0.6 kgCO2e/kWh, kind: footprint", "factor: {value: 0.6 kgCO2e/kWh, kind: grid-co2")},
    ),
    "not_decidable": Case(
        f"validate {PLANT} --today 2026-01-31", 1, {PLANT: ("  amount: 300000 Nm3\n", "  amount:\n")}
    ),
    "waived": Case(
        f"validate {PLANT} --today 2026-01-31 --waivers waivers.yaml",
        0,
        {PLANT: ("factor: {value: 0.6 kgCO2e/kWh, kind: footprint", "factor: {value: 0.6 kgCO2e/kWh, kind: grid-co2")},
    ),
    "waiver_expired": Case(
        f"validate {PLANT} --today 2026-07-01 --waivers waivers.yaml",
        1,
        {PLANT: ("factor: {value: 0.6 kgCO2e/kWh, kind: footprint", "factor: {value: 0.6 kgCO2e/kWh, kind: grid-co2")},
    ),
    "unreadable": Case(f"validate {PLANT}", 2, {PLANT: ("amount: 1050 t", "amount: 1,050 公斤/吨")}),
    "several": Case(f"validate {PLANT} nowhere.yaml --today 2026-01-31", 2),
    "calc": Case(f"calc {PLANT}", 0),
    "calc_trace": Case(f"calc {PLANT} --trace", 0),
    "calc_subtotal": Case(f"calc {PLANT}", 1, {PLANT: ("  amount: 300000 Nm3\n", "  amount:\n")}),
    "calc_placeholder": Case(f"calc {PLANT}", 0, {PLANT: ("kind: footprint", "status: placeholder, kind: footprint")}),
    "check_fine": Case(f"check {RULES}", 0),
    "check_errors": Case(
        f"check {RULES}", 1, {RULES: ("require e.factor.kind is footprint", "require e.factr.kind is footprint")}
    ),
    "broken_standard": Case(f"validate {PLANT}", 2, {RULES: ("at most 1 % of mass", "at most 1 t of mass")}),
    "test_passed": Case(f"test {RULES}", 0),
    "test_failed": Case(f"test {RULES}", 1, {RULES: ("CFP = 1875.6", "CFP = 1800")}),
    "compare": Case(f"compare {PLANT} {OTHER}", 0, {RULES: WITH_UNIT}),
    "compare_declared": Case(f"compare {PLANT} {OTHER} {PLANT}", 0),
    "compare_refused": Case(
        f"compare {PLANT} {OTHER}", 1, {OTHER: ("  amount: 240000 Nm3\n", "  amount:\n"), RULES: WITH_UNIT}
    ),
    "export": Case(f"export {PLANT}", 0),
    "export_written": Case(f"export {PLANT} -o plant.json", 0),
    "export_unreadable": Case(f"export {PLANT}", 2, {PLANT: ("amount: 1050 t", "amount: 1,050 公斤/吨")}),
    "report": Case(f"report {PLANT} -o report.html --redacted", 0),
    "report_violated": Case(
        f"report {PLANT} -o report.html",
        1,
        {PLANT: ("factor: {value: 0.6 kgCO2e/kWh, kind: footprint", "factor: {value: 0.6 kgCO2e/kWh, kind: grid-co2")},
    ),
    "report_unreadable": Case(
        f"report {PLANT} -o report.html", 2, {PLANT: ("amount: 1050 t", "amount: 1,050 公斤/吨")}
    ),
    "report_waivers_unreadable": Case(f"report {PLANT} -o report.html --waivers nowhere.yaml", 2),
    "compare_unreadable": Case(f"compare {PLANT} nowhere.yaml", 2),
    "explain_code": Case("explain unknown-unit", 0),
    "explain_rule": Case(f"explain electricity_factor --standard {RULES}", 0),
    "explain_nothing": Case("explain unknown-unnit", 2),
    "unknown_standard": Case(f"validate {PLANT} --standard magnesia_carbn", 2),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_transcript(
    name: str,
    language: str,
    starter: Path,
    tmp_path: Path,
    update_golden: bool,  # noqa: FBT001 -- a fixture
) -> None:
    case = CASES[name]
    project = prepared(case, starter, tmp_path)
    shown = refcf(*case.command.split(), "--lang", language, cwd=project)
    said = f"$ refcf {case.command}\n{DIGEST.sub('sha256 …', shown.stdout)}{shown.stderr}"
    golden = TRANSCRIPTS / f"{name}.{language}.txt"
    if update_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, "utf-8", newline="\n")
    assert shown.code == case.code, said
    assert said == golden.read_text("utf-8")


def prepared(case: Case, starter: Path, tmp_path: Path) -> Path:
    """A copy of the starter project, changed as the case says."""
    project = shutil.copytree(starter, tmp_path / "project")
    (project / "waivers.yaml").write_text(WAIVERS, "utf-8")
    _write_other(project, with_service=case.replaced.get(RULES) == WITH_UNIT)
    for name, (old, new) in case.replaced.items():
        text = (project / name).read_text("utf-8")
        assert old in text
        (project / name).write_text(
            text.replace(old, new, 1) if "placeholder" not in new else text.replace(old, new), "utf-8"
        )
    return project


def _write_other(project: Path, *, with_service: bool) -> None:
    """A second plant: less gas, a shorter campaign."""
    text = (project / PLANT).read_text("utf-8")
    other = text.replace("amount: 300000 Nm3", "amount: 240000 Nm3").replace("B-90", "B-91")
    for name, plant, tapped in ((PLANT, text, 30000), (OTHER, other, 20000)):
        service = f"service: {{installed: 60 t, tapped: {tapped} t}}\n" if with_service else ""
        (project / name).write_text(plant + service, "utf-8")


VERDICTS: Final[Mapping[int, tuple[str, ...]]] = {
    0: ("satisfied", "满足", "除豁免项外满足", "computed", "已算出", "compared", "已比较"),
    1: ("violated", "不满足", "not decidable", "无法判定", "not comparable", "不可比较"),
    2: ("unreadable", "无法读取"),
}


@pytest.mark.parametrize(
    "name", [name for name in CASES if CASES[name].command.startswith(("validate", "calc", "compare"))]
)
def test_the_first_line_is_the_verdict_and_equals_the_exit_code(name: str) -> None:
    for language in LANGUAGES:
        lines = (TRANSCRIPTS / f"{name}.{language}.txt").read_text("utf-8").splitlines()
        assert lines[1].startswith(VERDICTS[CASES[name].code]), lines[1]


@pytest.mark.parametrize("name", CASES)
def test_the_chinese_transcript_stands_alone(name: str) -> None:
    """No sentence of ours is left in English; codes, ids, units and the files' own words are."""
    said = (TRANSCRIPTS / f"{name}.zh.txt").read_text("utf-8").partition("\n")[2]
    english = re.compile(r"(?<![\w-])(?:the|is|are|of|not|missing|Fix|error)(?![\w-])").search
    ours = [line for line in said.splitlines() if "|" not in line and "illustration" not in line]
    assert not [line for line in ours if english(line.partition("风机用电")[0])]

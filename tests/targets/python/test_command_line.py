"""The command line of a standalone validator: what it writes and its exit codes; never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from refcf_rules.cli.files import KINDS as FILE_KINDS
from refcf_rules.inventory.document import KINDS as DOCUMENT_KINDS
from refcf_rules.inventory.read import KINDS as READING_KINDS
from refcf_rules.source.decode import KINDS as TEXT_KINDS
from refcf_rules.targets.python.runtime.command_line import main
from refcf_rules.targets.python.runtime.faults import FIXES, TITLES
from refcf_rules.targets.python.runtime.result import Result

BOTH = {"zh": "砖", "en": "brick"}


def judge(data: bytes) -> Result:
    """A judgement that the bytes themselves name."""
    verdict = data.decode() or "unreadable"
    if verdict == "broken":
        raise RuntimeError("of\ntwo lines")
    number = {"name": "moisture", "label": {"zh": "含水率", "en": "moisture"}, "value": 12.50, "unit": "%"}
    missing = {"field": "activity.carbon", "row": "A1", "pointer": "/activities/0/carbon", "label": BOTH}
    row = {"row": "A1", "pointer": "/activities/0", "outcome": verdict, "message": {"zh": "太湿", "en": "too wet"}}
    rows = [{**row, "numbers": [number], "missing": [missing]}]
    clause = {"clause": "c", "clause_number": "5.2.1", "clause_title": {"zh": "水分", "en": "Moisture"}}
    finding = {"rule": "r", "label": BOTH, "modality": "shall", "severity": "unusual", **clause}
    result = {
        "format": "refcf-result/1",
        "verdict": verdict,
        "faults": [],
        "outcomes": {"r": verdict},
        "findings": [{**finding, "outcome": verdict, "rows": rows}] if verdict == "violated" else [],
        "footprint": {
            "id": "f", "unit": "kgCO2e/t", "value": None, "reported": None, "subtotal": 4225.2444,
            "by_stage": {"raw": 4225.2444}, "by_component": {"fossil": None},
        },
        "functional": [],
        "additional": [],
        "grade": None,
        "receipt": {
            "standard": "s", "number": "T/X 1", "edition": "1", "rules_digest": "ab", "tool": "refcf",
            "tool_version": "0", "input_digest": "cd",
        },
    }  # fmt: skip
    found: Result = json.loads(json.dumps(result))
    return found


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments, judge, {"raw": ("原料", "raw materials")}, ("第1版", "1st edition"))
    out, error = capfd.readouterr()
    return code, out, error


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    names = ("satisfied", "violated", "not decidable", "unreadable", "broken")
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
    return {name: str(tmp_path / name) for name in (*names, "absent")} | {"folder": str(tmp_path)}


@pytest.mark.parametrize(
    "name, code",
    [
        ("satisfied", 0),
        ("violated", 1),
        ("not decidable", 1),
        ("unreadable", 2),
        ("absent", 2),
        ("folder", 2),
        ("broken", 3),
    ],
)
def test_exit_codes(name: str, code: int, files: dict[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, files[name])[0] == code


def test_of_several_files_the_worst_code_counts(files: dict[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, files["violated"], files["satisfied"], "--json")
    assert code == 1
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["violated", "satisfied"]


def test_the_text_begins_with_the_verdict_and_names_the_clause(
    files: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capfd, files["violated"], "--lang", "en")
    assert out.startswith("violated  ")
    for part in (
        "5.2.1 Moisture",
        "moisture = 12.5 %",
        "missing: brick  /activities/0/carbon",
        "raw materials  4225.24",
        "s T/X 1 1st edition",
    ):
        assert part in out
    _, out, _ = run(capfd, files["violated"], "--lang=zh")
    assert out.startswith("不满足  ")
    assert "原料  4225.24 kgCO2e/t" in out
    assert "s T/X 1 第1版" in out


def test_what_is_no_command_line_is_said_so(capfd: pytest.CaptureFixture[str]) -> None:
    for arguments in ((), ("--lang", "fr", "x"), ("--what",), ("--lang",)):
        code, out, error = run(capfd, *arguments)
        assert (code, out) == (2, "")
        assert "--json" in error
    assert run(capfd, "--help")[0] == 0


def test_an_internal_error_is_one_line(files: dict[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    code, out, error = run(capfd, files["broken"], "--lang", "en")
    assert (code, out, error) == (3, "", "internal error: RuntimeError: of two lines\n")


def test_a_file_that_is_not_there_has_a_result_too(files: dict[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, files["absent"], "--json")
    result = json.loads(out)
    assert [fault["code"] for fault in result["faults"]] == ["file-not-found"]
    assert result["receipt"]["input_digest"] is None


def test_the_titles_of_faults_are_those_of_the_documentation() -> None:
    kinds = {kind.code: kind for kind in (*FILE_KINDS, *TEXT_KINDS, *DOCUMENT_KINDS, *READING_KINDS)}
    assert {code: (kinds[code].title.zh, kinds[code].title.en) for code in TITLES} == TITLES


def test_every_fault_says_what_to_do() -> None:
    assert list(FIXES) == list(TITLES)
    assert all(zh.endswith("。") and en.endswith(".") for zh, en in FIXES.values())

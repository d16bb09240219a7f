"""Files nobody should hand in: one clear error, exit code 1 or 2, no traceback, in bounded time and memory."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.checkout import ROOT
from tests.cli.running import Shown, refcf

HEAD: Final = "refcf: 1\nstandard: my_bricks\n"
DEEP: Final = 10_000
HOSTILE: Final[dict[str, tuple[bytes, str]]] = {
    "empty.yaml": (b"", "empty-file"),
    "blank.yaml": (b"\n \n", "empty-file"),
    "comments.yaml": (b"# nothing\n", "empty-file"),
    "binary.yaml": (bytes(range(256)) * 20, "binary-file"),
    "workbook.yaml": (b"PK\x03\x04xl/" + bytes(200), "workbook-damaged"),
    "old.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), "workbook-format"),
    "gbk.yaml": (f"{HEAD}company: {{name: 镁碳砖厂的清单}}\n".encode("gbk"), "not-utf8"),
    "utf16.yaml": (HEAD.encode("utf-16"), "not-utf8"),
    "deep.yaml": (f"{HEAD}activities: {'[' * DEEP}{']' * DEEP}\n".encode(), "too-deep"),
    "deep.json": (b'{"standard": ' + b"[" * DEEP + b"]" * DEEP + b"}", "too-deep"),
    "unclosed.json": (b'{"standard": "my_bricks", "product": {', ""),
    "duplicate.yaml": (f"{HEAD}output: {{accepted: 1 t, accepted: 2 t}}\n".encode(), "duplicate-key"),
    "nan.yaml": (f"{HEAD}output: {{accepted: .nan}}\n".encode(), "not-finite"),
    "nan.json": (b'{"standard": "my_bricks", "output": {"accepted": NaN}}', "not-finite"),
    "huge_number.yaml": (f"{HEAD}output: {{accepted: {'9' * 500}}}\n".encode(), "number-too-large"),
    "aliases.yaml": (f"{HEAD}a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n".encode(), ""),
    "tabs.yaml": (f"{HEAD}output:\n\taccepted: 1 t\n".encode(), ""),
    "two_documents.yaml": (f"{HEAD}---\n{HEAD}".encode(), ""),
    "unknown_field.yaml": (f"{HEAD}output: {{acepted: 1 t}}\n".encode(), "unknown-field"),
    "unit.yaml": (f"{HEAD}output: {{accepted: 1 kgs}}\n".encode(), "unknown-unit"),
    "negative.yaml": (f"{HEAD}output: {{accepted: -1 t}}\n".encode(), ""),
    "date.yaml": (f"{HEAD}period: {{start: 2025/1/1, end: 2025-02-30}}\n".encode(), "bad-date"),
    "two_products.yaml": (f"{HEAD}product:\n- {{id: a}}\n- {{id: b}}\n".encode(), ""),
    "escape.yaml": (f'{HEAD}output: {{accepted: "\\e[31m1 t"}}\n'.encode(), ""),
    "list.json": (b"[1, 2]", ""),
    "no_claim.yaml": (b"refcf: 1\n", "no-standard-claimed"),
    "unknown_claim.yaml": (b"refcf: 1\nstandard: nobody\n", "unknown-standard"),
    "path_as_claim.yaml": (b"refcf: 1\nstandard: ../../etc/passwd\n", "unknown-standard"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_one_clear_error(name: str, starter: Path, tmp_path: Path) -> None:
    data, code = HOSTILE[name]
    (tmp_path / name).write_bytes(data)
    claims = code in {"no-standard-claimed", "unknown-standard"}
    named = () if claims else ("--standard", str(starter / "my_bricks.pcr"))
    shown = refcf("validate", tmp_path / name, *named)
    assert_clear(shown)
    assert shown.code == 2
    assert shown.verdict.startswith("unreadable")
    assert f"error {code}" in shown.stdout
    assert "\x1b" not in shown.stdout


def assert_clear(shown: Shown) -> None:
    assert "Traceback" not in shown.stdout + shown.stderr
    assert "internal" not in shown.stderr
    assert shown.code in (1, 2), shown.stdout + shown.stderr


@pytest.mark.parametrize("marks", ["\ufeff", ""])
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_byte_order_mark_and_line_ends_do_not_matter(marks: str, ends: str, starter: Path, tmp_path: Path) -> None:
    text = (starter / "examples/plant.yaml").read_text("utf-8")
    (tmp_path / "plant.yaml").write_bytes((marks + text.replace("\n", ends)).encode())
    shown = refcf("validate", tmp_path / "plant.yaml", "--standard", starter / "my_bricks.pcr")
    assert shown.code == 0, shown.stdout + shown.stderr


def test_a_hundred_megabytes_are_refused_unread(starter: Path, tmp_path: Path) -> None:
    for name in ("large.yaml", "large.pcr"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(100 * 1024 * 1024)
    limited = ("validate", str(tmp_path / "large.yaml"), "--standard", str(starter / "my_bricks.pcr"))
    for arguments in (limited, ("check", str(tmp_path / "large.pcr"))):
        result = subprocess.run(
            [sys.executable, "-m", "refcf_rules", *arguments],
            cwd=ROOT,
            capture_output=True,
            timeout=30,
            check=False,
            preexec_fn=_limit_memory,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
        assert result.returncode in (1, 2), result.stderr.decode()
        assert b"file-too-large" in result.stdout


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (600 * 1024 * 1024,) * 2)


@pytest.mark.parametrize(
    "name, content",
    [
        ("empty.pcr", b""),
        ("binary.pcr", bytes(range(256))),
        ("gbk.pcr", "标准 gbk {\n    标题 中文 “镁碳砖产品碳足迹”\n}\n".encode("gbk")),
        ("deep.pcr", b"standard deep {\n" + b"(" * DEEP + b")" * DEEP + b"\n}\n"),
        ("braces.pcr", b"standard braces " + b"{" * DEEP),
        ("unclosed.pcr", b'standard unclosed {\n    number "1"\n'),
        ("other_name.pcr", b'standard another { number "1" }\n'),
        ("no_parent.pcr", b'standard no_parent with nobody { number "1" }\n'),
        ("itself.pcr", b'standard itself with itself { number "1" }\n'),
    ],
)
def test_hostile_rule_files(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    shown = refcf("check", tmp_path / name)
    assert_clear(shown)
    assert shown.code == 1
    assert "error " in shown.stdout


def test_what_is_no_file(starter: Path, tmp_path: Path) -> None:
    rules = ("--standard", str(starter / "my_bricks.pcr"))
    assert "file-not-found" in refcf("validate", tmp_path / "nowhere.yaml", *rules).stdout
    assert "is-a-folder" in refcf("calc", tmp_path, *rules).stdout
    assert "unknown-standard" in refcf("check", tmp_path / "nowhere.pcr").stdout
    assert refcf("check", tmp_path).code == 2
    assert "file-not-" in refcf("validate", "a\0b" if os.name == "nt" else "/proc/nobody/here", *rules).stdout


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(starter: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked.yaml"
    locked.write_text(HEAD, "utf-8")
    locked.chmod(0)
    shown = refcf("validate", locked, "--standard", starter / "my_bricks.pcr")
    assert shown.code == 2
    assert "file-not-permitted" in shown.stdout


def test_standard_input(starter: Path) -> None:
    data = (starter / "examples/plant.yaml").read_bytes()
    shown = refcf("validate", "-", "--standard", starter / "my_bricks.pcr", stdin=data)
    assert shown.code == 0, shown.stdout
    assert shown.verdict.startswith("satisfied  stdin")
    assert refcf("validate", "-", "--standard", starter / "my_bricks.pcr").code == 2


@pytest.mark.parametrize("claim", ["{rules}", "{folder}/my_bricks", "./my_bricks.pcr", "examples/../my_bricks"])
def test_an_inventory_claims_a_name_and_never_a_path(claim: str, starter: Path, tmp_path: Path) -> None:
    project = shutil.copytree(starter, tmp_path / "project")
    said = claim.format(rules=starter / "my_bricks.pcr", folder=starter)
    plant = project / "examples/plant.yaml"
    plant.write_text(plant.read_text("utf-8").replace("standard: my_bricks", f"standard: {said}"), "utf-8")
    shown = refcf("validate", plant)
    assert shown.code == 2
    assert "unknown-standard" in shown.stdout


def test_a_rule_file_beside_the_inventory_does_not_take_the_place_of_a_bundled_one(
    starter: Path, tmp_path: Path
) -> None:
    rules = (starter / "my_bricks.pcr").read_text("utf-8")
    (tmp_path / "magnesia_carbon.pcr").write_text(rules.replace("my_bricks {", "magnesia_carbon {"), "utf-8")
    plant = (starter / "examples/plant.yaml").read_text("utf-8").replace(": my_bricks", ": magnesia_carbon")
    (tmp_path / "plant.yaml").write_text(plant, "utf-8")
    shown = refcf("validate", tmp_path / "plant.yaml")
    assert shown.code in (1, 2)
    assert "0101.3" in shown.stdout or "unreadable" in shown.verdict

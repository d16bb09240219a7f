"""The cache of compiled standards: right or absent, never wrong, never executed, never in the way."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.cli.running import Shown, refcf

SKEWED: Final = ("at most 1 % of mass", "at most 2 % of mass")


@pytest.fixture
def project(starter: Path, tmp_path: Path) -> Path:
    """A copy of the starter project with a cache of its own."""
    return shutil.copytree(starter, tmp_path / "project")


def validate(project: Path, **settings: str) -> Shown:
    cache = {"REFCF_CACHE": str(project / "cache")} | settings
    return refcf("validate", "examples/plant.yaml", "--today", "2026-01-31", cwd=project, env=cache)


def kept(project: Path) -> list[Path]:
    return sorted((project / "cache").glob("*"))


def test_a_kept_standard_gives_the_same_report(project: Path) -> None:
    first = validate(project)
    assert len(kept(project)) == 1
    second = validate(project)
    assert first == second
    assert first.code == 0


def test_a_changed_rule_file_is_compiled_again(project: Path) -> None:
    before = validate(project)
    rules = project / "my_bricks.pcr"
    rules.write_text(rules.read_text("utf-8").replace(*SKEWED), "utf-8")
    after = validate(project)
    assert before.stdout != after.stdout  # the receipt names the rules
    assert len(kept(project)) == 1


def altered(data: bytes) -> bytes:
    return data.replace(b"0.01,", b"0.02,") if b"0.01," in data else data[:-40] + b"x" + data[-39:]


def forged(data: bytes) -> bytes:
    """The content altered and its digest worked out anew, for another rule file's key."""
    head, second, body = data.split(b"\n", 2)
    body = body.rstrip(b"\n")
    name = second.rsplit(b" ", 1)[0]
    other_key = head.replace(b'"key": "', b'"key": "0')
    return b"\n".join((other_key, name + b" " + hashlib.sha256(body).hexdigest().encode(), body)) + b"\n"


DAMAGES: Final[dict[str, Callable[[bytes], bytes]]] = {
    "empty": lambda _data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "altered": altered,
    "forged": forged,
    "binary": lambda _data: bytes(range(256)),
    "no object": lambda data: b"[]\n" + data,
    "deep": lambda data: data.split(b"\n")[0] + b"\n" + b"[" * 100_000,
    "head only": lambda data: data.split(b"\n")[0],
    "pickle": lambda _data: pickle.dumps({"key": "x"}),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_or_foreign_file_is_ignored_and_replaced(damage: str, project: Path) -> None:
    first = validate(project)
    (file,) = kept(project)
    sound = file.read_bytes()
    damaged = DAMAGES[damage](sound)
    assert damaged != sound
    file.write_bytes(damaged)
    assert validate(project) == first
    assert kept(project)[0].read_bytes() == sound


def test_nothing_in_the_file_is_executed(project: Path) -> None:
    validate(project)
    (file,) = kept(project)
    bait = project / "bait"
    file.write_bytes(pickle.dumps(_Bait(str(bait))))
    assert validate(project).code == 0
    assert not bait.exists()


class _Bait:
    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (Path(self.path),)


@pytest.mark.parametrize("value", ["", "/proc/nobody/here", "/dev/null"])
def test_without_a_cache_everything_works_silently(value: str, project: Path) -> None:
    shown = validate(project, REFCF_CACHE=value)
    assert (shown.code, shown.stderr) == (0, "")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_a_file_of_somebody_else_does_not_count(project: Path) -> None:
    first = validate(project)
    (file,) = kept(project)
    os.chown(file, 12345, 12345)
    assert validate(project) == first
    assert kept(project)[0].stat().st_uid == 0


def test_a_standard_with_errors_is_not_kept(project: Path) -> None:
    rules = project / "my_bricks.pcr"
    rules.write_text(rules.read_text("utf-8").replace("at most 1 % of mass", "at most 1 t of mass"), "utf-8")
    assert validate(project).code == 2
    assert not kept(project)


# --- refcf check ---------------------------------------------------------------------------------


def check(project: Path, *arguments: str) -> Shown:
    return refcf("check", *arguments, ".", cwd=project, env={"REFCF_CACHE": str(project / "cache")})


def test_a_file_found_clean_is_not_compiled_again(project: Path) -> None:
    first = check(project)
    (file,) = kept(project)
    before = file.stat().st_mtime_ns
    assert check(project) == first
    assert first.code == 0
    assert file.stat().st_mtime_ns == before


def test_what_is_said_of_a_clean_file_follows_its_language_kept_or_not(project: Path) -> None:
    rules = project / "my_bricks.pcr"
    rules.write_text(rules.read_text("utf-8") + f"// {'中文注释' * 5000}\n", "utf-8")
    assert check(project) == check(project)
    assert "没有问题" in check(project).stdout


def test_problems_are_told_every_time(project: Path) -> None:
    check(project)
    rules = project / "my_bricks.pcr"
    sound = rules.read_text("utf-8")
    rules.write_text(sound.replace("at most 1 % of mass", "at most 1 t of mass"), "utf-8")
    assert check(project) == check(project)
    assert check(project).code == 1
    rules.write_text(sound, "utf-8")
    assert check(project).code == 0


@pytest.mark.parametrize("damage", ["empty", "cut", "binary", "no object", "pickle"])
def test_a_damaged_note_of_a_clean_file_is_replaced(damage: str, project: Path) -> None:
    first = check(project)
    (file,) = kept(project)
    sound = file.read_bytes()
    file.write_bytes(DAMAGES[damage](sound))
    assert check(project) == first
    assert file.read_bytes() == sound

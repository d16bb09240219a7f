"""What the site offers of every part is made once, and made again only of parts that changed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from refcf_rules.api import RuleFile, rule_files
from refcf_rules.cli.cache import standard_at
from refcf_rules.cli.produce import jobs_of, produced
from refcf_rules.source.message import Message
from refcf_rules.targets.registry import QUICK
from refcf_rules.targets.target import Emitted

NAMES: Final = tuple(target.name for target in QUICK)


@pytest.fixture
def file(starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RuleFile:
    monkeypatch.setenv("REFCF_CACHE", str(tmp_path / "cache"))
    rules = tmp_path / "my_bricks.pcr"
    rules.write_text((starter / "my_bricks.pcr").read_text("utf-8"), "utf-8")
    return rule_files(rules)[0]


def made(file: RuleFile) -> tuple[dict[str, Emitted], int]:
    """What targets make of a part, and how many had to make it."""
    told: list[Message] = []
    standard = standard_at(file)
    return produced((file,), (standard,), jobs_of((standard,), NAMES, None), told.append)["my_bricks"], len(told)


def test_what_was_made_of_the_same_rules_is_not_made_again(file: RuleFile) -> None:
    first, count = made(file)
    assert count == len(NAMES)
    again, count = made(file)
    assert count == 0
    assert again == first


def test_an_edit_makes_it_anew(file: RuleFile) -> None:
    first, _ = made(file)
    file.path.write_text(file.path.read_text("utf-8").replace("at most 1 % of mass", "at most 2 % of mass"), "utf-8")
    edited, count = made(file)
    assert count == len(NAMES)
    assert edited != first


def test_what_was_cut_short_or_altered_on_the_disk_is_made_anew(file: RuleFile, tmp_path: Path) -> None:
    first, _ = made(file)
    for kept in (tmp_path / "cache").iterdir():
        data = kept.read_bytes()
        kept.write_bytes(data.replace(b"0.01", b"0.02") if b"0.01" in data else data[:-40])
    again, count = made(file)
    assert count == len(NAMES)
    assert again == first

"""click's own words in Chinese: the catalogue is up to date and nothing English is left where people look."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.cli.messages_catalogue import compiled
from tests.cli.running import refcf

CATALOGUE: Final = Path(__file__).parents[2] / "refcf_rules/cli/locale/zh/LC_MESSAGES/messages.po"


def test_the_catalogue_is_made_from_the_text(update_golden: bool) -> None:  # noqa: FBT001 -- a fixture
    made = CATALOGUE.with_suffix(".mo")
    if update_golden:
        made.write_bytes(compiled(CATALOGUE))
    assert made.read_bytes() == compiled(CATALOGUE), "run pytest tests/cli/test_locale.py --update"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("check", "--help"),
        ("validate", "--help"),
        ("calc", "--help"),
        ("test", "--help"),
        ("explain", "--help"),
        ("build", "--help"),
        ("init", "--help"),
        ("validate",),
        ("nonsense",),
        ("validate", "--nonsense", "x"),
        ("validate", "--format", "nonsense", "x"),
        ("calc", "one", "two"),
        ("validate", "--standard"),
        ("calc",),
    ],
)
def test_chinese_help_is_chinese(arguments: tuple[str, ...]) -> None:
    shown = refcf("--lang", "zh", *arguments)
    for english in ("Usage", "Options", "Show ", "Error", "Missing", "No such", "Try ", "Invalid", "argument", "ARGS"):
        assert english not in shown.stdout + shown.stderr
    assert "用法：" in shown.stdout + shown.stderr or shown.stderr.startswith("错误：")

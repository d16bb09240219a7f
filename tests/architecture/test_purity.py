"""Nothing below the command line prints, logs, reads the clock or writes a file; nothing asserts."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.architecture.checkout import PACKAGE, python_files, shown
from tests.architecture.purity import assertions, impurities

FREE: Final = (PACKAGE / "cli", PACKAGE / "__main__.py")


def below_cli() -> list[Path]:
    return [path for path in python_files(PACKAGE) if not any(path.is_relative_to(free) for free in FREE)]


@pytest.mark.parametrize("path", below_cli(), ids=shown)
def test_below_the_command_line_nothing_acts(path: Path) -> None:
    assert not impurities(path.read_text("utf-8"))


@pytest.mark.parametrize("path", python_files(PACKAGE), ids=shown)
def test_the_package_has_no_assert(path: Path) -> None:
    assert not assertions(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        "print('x')",
        "import logging",
        "from logging import getLogger",
        "import time\ntime.time()",
        "from datetime import datetime\ndatetime.now()",
        "datetime.date.today()",
        "open('x', 'w')",
        "open('x', mode='ab')",
        "open('x', mode)",
        "path.open('r+')",
        "path.write_text('x')",
        "path.parent.mkdir()",
    ],
)
def test_a_planted_act_is_found(source: str) -> None:
    assert impurities(source)


@pytest.mark.parametrize(
    "source",
    [
        "open('x')",
        "open('x', 'rb')",
        "path.open(encoding='utf-8')",
        "from datetime import date, time",
        "lines.sort()",
    ],
)
def test_reading_is_no_act(source: str) -> None:
    assert not impurities(source)


def test_a_planted_assert_is_found() -> None:
    assert assertions("def f(x):\n    assert x\n") == [2]

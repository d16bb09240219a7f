"""The site works when its folder is opened by double click: no server, no network, and search in both languages."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Show = Callable[[Path, str], tuple[str, str]]


@pytest.fixture(scope="session")
def show(needs_program: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Show:
    """Opens a page in Chromium without a network; gives the page as it stands then, and what was logged."""
    chromium = needs_program("chromium")

    def shown(path: Path, query: str = "") -> tuple[str, str]:
        profile = tmp_path_factory.mktemp("profile")
        command = [
            str(chromium),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={profile}",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--enable-logging=stderr",
            "--virtual-time-budget=15000",
            "--dump-dom",
            f"{path.as_uri()}{query}",
        ]
        result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)
        return result.stdout, result.stderr

    return shown


@pytest.mark.parametrize(
    "page", ["index.html", "parts/small/cut_off.html", "en/parts/small/calculation/index.html", "rules.html"]
)
def test_a_page_opens_without_an_error_or_a_request(page: str, small_site: Path, show: Show) -> None:
    """A page opened from a folder writes no error to the console and asks the network for nothing."""
    dom, log = show(small_site / "site" / page, "")
    assert "md-content" in dom
    told = [line for line in log.splitlines() if "CONSOLE" in line]
    assert not told, told


@pytest.mark.parametrize(
    "tree, word, found",
    [
        ("", "%E5%8F%96%E8%88%8D", "取舍"),
        ("", "%E9%95%81%E7%A2%B3%E7%A0%96", "镁碳砖"),
        ("en/", "allocation", "Allocation"),
    ],
    ids=["取舍", "镁碳砖", "allocation"],
)
def test_the_search_answers_from_a_folder(tree: str, word: str, found: str, small_site: Path, show: Show) -> None:
    """The search of a site opened from a folder finds Chinese and English words."""
    dom, _ = show(small_site / "site" / tree / "index.html", f"?q={word}")
    assert f"<mark>{found}</mark>" in dom.replace("\u200b", "")


def test_a_hostile_site_runs_nothing(hostile_site: Path, show: Show) -> None:
    """A page full of hostile labels opens without running any of them."""
    dom, log = show(hostile_site / "site/parts/small/cut_off.html", "")
    assert "md-content" in dom
    assert not [line for line in log.splitlines() if "CONSOLE" in line]

"""How long the website of the bundled series takes beside what mkdocs alone needs, and how soon an edit is shown."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.compiling import PART, SERIES
from benchmarks.table import Goal, Row, judged
from refcf_rules.api import rule_files
from refcf_rules.cli.live.site import LiveSite
from refcf_rules.cli.publish import QUIET
from refcf_rules.source.message import LANGUAGES
from refcf_rules.targets.site.emit import mkdocs_command

AT_MOST_MKDOCS: Final = Goal("at most", 1.5)
AT_MOST_SECONDS: Final = Goal("at most", 2.0, "s")
_EDITS: Final = 5
_PAGE: Final = f"parts/{PART}/classification/index.md"


def rows(folder: str) -> list[Row]:
    """The whole site in both languages, then an edit of one clause."""
    return [*_building(Path(folder)), _editing(Path(folder))]


def _building(folder: Path) -> list[Row]:
    """Processor time of all processes, as people work: built again, after an edit; and with nothing kept."""
    series = shutil.copytree(SERIES, folder / "built")
    build = [sys.executable, "-m", "refcf_rules", "build", str(series), "--target", "site", "-o", str(folder / "site")]
    kept = {"REFCF_CACHE": str(folder / "cache")}
    first = _seconds([*build, "--no-workbook"], kept)
    again = _seconds([*build, "--no-workbook"], kept)
    _edit(series / f"{PART}.pcr", "1")
    edited = _seconds([*build, "--no-workbook"], kept)
    project = folder / "site" / "site"
    alone = sum(_seconds(mkdocs_command(project, one, folder / f"alone-{one}"), {}) for one in LANGUAGES)
    beside = f"mkdocs build, both: {alone:.1f} s"
    return [
        judged("refcf build SERIES --target site", f"{again:.1f} s", beside, again / alone, AT_MOST_MKDOCS),
        judged("… after an edit of a clause", f"{edited:.1f} s", beside, edited / alone),
        judged("… nothing compiled, no example run before", f"{first:.1f} s", beside, first / alone),
    ]


def _editing(folder: Path) -> Row:
    """From the saved text of a class part to the page as browsers read it; noticing and asking add half a second."""
    shutil.copytree(SERIES, folder / "series")
    site = LiveSite(folder, rule_files(folder / "series"), lambda compiled, _file: str(compiled.diagnostics))
    site.begin()
    site.looked_at = ("zh", f"/{_PAGE}")
    site.html("zh", _PAGE)
    file = folder / "series" / f"{PART}.pcr"
    times = []
    for edit in range(_EDITS):
        _edit(file, str(edit))
        start = time.perf_counter()
        site.update([PART])
        site.html("zh", _PAGE)
        times.append(time.perf_counter() - start)
    slowest = max(times)
    return judged(
        "refcf serve SERIES: an edit of a clause", f"{slowest:.2f} s", "slowest of 5", slowest, AT_MOST_SECONDS
    )


def _edit(file: Path, mark: str) -> None:
    """Change two sentences of a rule file."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('text  zh "', f'text  zh "{mark}', 2), encoding="utf-8")


def _seconds(command: Sequence[str], settings: dict[str, str]) -> float:
    """Processor time of a command with all that it started; elapsed time where the system does not say."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, env=os.environ | QUIET | settings, capture_output=True, check=True)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used or time.perf_counter() - start

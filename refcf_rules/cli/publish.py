"""Writes the website project and turns it into pages, where mkdocs is installed; else says what to install."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import IO, Final

from refcf_rules.cli.output import say, write_file
from refcf_rules.cli.processes import processes_with
from refcf_rules.cli.session import Session
from refcf_rules.record import record
from refcf_rules.source.message import LANGUAGES, Language, Message
from refcf_rules.targets.site.config import CONFIGS, WRITTEN_BY
from refcf_rules.targets.site.downloads import Downloads, offered_of
from refcf_rules.targets.site.emit import around, mkdocs_command, tree_of
from refcf_rules.targets.site.series import Series
from refcf_rules.targets.target import Artifact

_WRITING: Final = Message("正在写网站的源文件 …", "Writing the sources of the website ...")
_WAIT: Final = Message("正在生成网页 …", "Building the pages ...")
_OPEN: Final = Message("打开：{path}", "open: {path}")
INSTALL: Final = Message(
    "没有安装 mkdocs，只写了网站的源文件。安装后重新生成：pip install 'refcf-rules[site]'",
    "mkdocs is not installed, so only the sources of the website were written. "
    "To build it: pip install 'refcf-rules[site]'",
)
_FAILED: Final = Message(
    "网页没有生成（mkdocs 的说明见下）；以前生成的网页没有改动。源文件在 {path}。",
    "The pages were not built; mkdocs said what follows. Pages built before are as they were. The sources are in "
    "{path}.",
)
_WRITTEN: Final[tuple[Language | None, ...]] = (*LANGUAGES, None)
_NEEDED: Final = ("mkdocs", "material")
# Both banners speak to developers of themes, not to a committee.
QUIET: Final = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}


def write_site(series: Series, downloads: Downloads, folder: Path, tell: Callable[[Message], None]) -> int:
    """Write the sources of the site; how many files. What an earlier build left of them is removed."""
    tell(_WRITING)
    _forget(folder)
    return sum(_written(_Site(series, downloads, folder)))


def publish(folder: Path, session: Session, tell: Callable[[Message], None]) -> bool:
    """Build the pages of the project in ``folder``; True unless mkdocs failed. Older pages stay until then."""
    style = session.style()
    if not can_publish():
        say(f"   {style.say(INSTALL)}")
        return True
    tell(_WAIT)
    made = {language: folder / f".site-{language}" for language in LANGUAGES}
    try:
        failed = _mkdocs(folder, made)
        if failed:
            say(f"   {style.say(_FAILED.filled(path=folder))}")
            say(failed)
            return False
        made["en"].rename(made["zh"] / "en")
        shutil.rmtree(folder / "site", ignore_errors=True)
        made["zh"].rename(folder / "site")
    finally:
        for place in made.values():
            shutil.rmtree(place, ignore_errors=True)
    say(f"   {style.say(_OPEN.filled(path=folder / 'site' / 'index.html'))}")
    return True


def can_publish() -> bool:
    """Whether what turns the sources into pages is installed."""
    return all(find_spec(name) is not None for name in _NEEDED)


def write_artifacts(folder: Path, artifacts: Sequence[Artifact]) -> None:
    """Write files; their paths stay within the folder."""
    for artifact in artifacts:
        path = PurePosixPath(artifact.path)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"artifact outside its folder: {artifact.path}")
        write_file(folder / path, artifact.data)


def _forget(folder: Path) -> None:
    """Remove the pages of an earlier build: mkdocs would take them for pages that the menu forgot."""
    config = folder / CONFIGS["zh"]
    if config.is_file() and config.read_text(encoding="utf-8", errors="replace").startswith(WRITTEN_BY):
        for language in LANGUAGES:
            shutil.rmtree(folder / "docs" / language, ignore_errors=True)


@record
class _Site:
    """What is to be written, and where."""

    series: Series
    downloads: Downloads
    folder: Path

    def write(self, language: Language | None) -> int:
        """Write the pages of a language, or what both share; how many files."""
        if language is None:
            made = around(self.series, self.downloads)
        else:
            made = tree_of(self.series, language, offered_of(self.downloads))
        write_artifacts(self.folder, made)
        return len(made)


def _written(site: _Site) -> list[int]:
    """Write everything, of a series in several processes; how many files there are of each."""
    if site.series.is_single or (os.cpu_count() or 1) == 1:
        return [site.write(each) for each in _WRITTEN]
    with processes_with(site, len(_WRITTEN)) as processes:
        waiting = [processes.submit(_Site.write, each) for each in _WRITTEN]
        return [one.result() for one in waiting]


def _mkdocs(folder: Path, made: dict[Language, Path]) -> str:
    """Let mkdocs build both languages at the same time; what it said if it failed."""
    with TemporaryFile() as heard:
        for place in made.values():
            shutil.rmtree(place, ignore_errors=True)
        with _running([mkdocs_command(folder, one, into.absolute()) for one, into in made.items()], heard) as runs:
            codes = [run.wait() for run in runs]
        if any(codes):
            heard.seek(0)
            return heard.read().decode("utf-8", errors="replace").strip()
    return ""


@contextmanager
def _running(commands: Sequence[list[str]], heard: IO[bytes]) -> Iterator[list[subprocess.Popen[bytes]]]:
    runs = [
        subprocess.Popen(command, env=os.environ | QUIET, stdout=heard, stderr=heard)  # noqa: S603 -- our own command line
        for command in commands
    ]
    try:
        yield runs
    finally:
        for run in runs:
            if run.poll() is None:
                run.terminate()
                run.wait()

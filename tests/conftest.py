"""What every test may ask for: programs outside Python, and leave to rewrite golden files.

A missing program never passes silently: the run ends with the promises that went
untested, and under ``CI=true`` the test fails.
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

from tests.targets.site.browser import chromium, hosts, reader

# One browser for every folder: two in one process stand in each other's way.
__all__ = ["chromium", "hosts", "reader"]
NeedsProgram = Callable[[str], Path]

# The suite says the same of the same code on every run; a desk that hunts for more sets HUNT=1.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HUNTING: Final = "HUNT" in os.environ
if not HUNTING:
    settings.load_profile("same")


OBJECTS_BEFORE_COLLECTING: Final = 50_000  # as on the command line; else a seventh of the suite goes into looking
CACHE: Final = pytest.StashKey[tempfile.TemporaryDirectory[str]]()
"""The folder of compiled standards of this run, for all its processes; the user's own is left alone."""

PROGRAMS: Final = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "node": ("node", "nodejs"),
    "soffice": ("soffice", "libreoffice"),
}
UNTESTED: Final = "UNTESTED PROMISE"


def in_ci() -> bool:
    """Whether this run is a gate, where nothing may be left out."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


@pytest.fixture(scope="session")
def needs_program() -> NeedsProgram:
    """``needs_program("chromium")`` gives its path, or skips and lists the test as untested."""

    def path(name: str) -> Path:
        for command in PROGRAMS.get(name, (name,)):
            if found := shutil.which(command):
                return Path(found)
        if in_ci():
            pytest.fail(f"{name} is not installed, and CI leaves no promise untested", pytrace=False)
        pytest.skip(f"{UNTESTED}: {name} is not installed")

    return path


@pytest.fixture(scope="session")
def update_golden(pytestconfig: pytest.Config) -> bool:
    """Whether golden files are to be rewritten (``--update``) instead of compared."""
    return bool(pytestconfig.getoption("--update"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite golden files (refused when CI=true)")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update") and in_ci():
        raise pytest.UsageError("--update is refused when CI=true: golden files are reviewed at a desk")
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING)
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # as under nohup: programs that tests stop would not hear it
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not hasattr(config, "workerinput"):
        config.stash[CACHE] = tempfile.TemporaryDirectory(prefix="refcf-tests-", ignore_cleanup_errors=True)
        os.environ["REFCF_CACHE"] = config.stash[CACHE].name


def pytest_unconfigure(config: pytest.Config) -> None:
    if (cache := config.stash.get(CACHE, None)) is not None:
        cache.cleanup()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Adds to the report of an untested promise what was promised: the first line of the docstring."""
    report = yield
    if report.skipped and UNTESTED in str(report.longrepr):
        promise = getattr(getattr(item, "obj", None), "__doc__", None) or item.name
        report.user_properties.append((UNTESTED, promise.strip().splitlines()[0]))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The last words of a run that left something out."""
    untested = [
        (report, promise)
        for report in terminalreporter.stats.get("skipped", [])
        for name, promise in report.user_properties
        if name == UNTESTED
    ]
    if not untested:
        return
    terminalreporter.section("UNTESTED PROMISES", sep="!", red=True, bold=True)
    for report, promise in untested:
        reason = report.longrepr[2].rpartition(": ")[2]
        terminalreporter.line(f"{promise}\n    {reason}   {report.nodeid}", red=True)

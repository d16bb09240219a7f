"""A cache of their own for the tests of the command line, and the starter project to try things on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import refcf


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The cache folder of this run; the user's own is left alone."""
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get("REFCF_CACHE")
    os.environ["REFCF_CACHE"] = str(folder)
    yield folder
    if before is None:
        del os.environ["REFCF_CACHE"]
    else:
        os.environ["REFCF_CACHE"] = before


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``refcf init`` writes. Tests that change it make a copy."""
    folder = tmp_path_factory.mktemp("starter")
    begun = refcf("init", folder)
    assert begun.code == 0, begun.stderr
    return folder

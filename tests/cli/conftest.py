"""The starter project, to try things on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import refcf


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``refcf init`` writes. Tests that change it make a copy."""
    folder = tmp_path_factory.mktemp("starter")
    begun = refcf("init", folder)
    assert begun.code == 0, begun.stderr
    return folder

"""The documentation as a website, built once for all tests, and a browser to read it in."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docs import site
from refcf_rules.source.message import LANGUAGES


@pytest.fixture(scope="session")
def docs_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the project; what MkDocs remarks fails whoever asks for it."""
    folder = tmp_path_factory.mktemp("docs-site")
    site.write(folder)
    for language in LANGUAGES:
        done = subprocess.run(
            site.command(folder, language), env=site.quiet(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "WARNING" not in done.stdout + done.stderr, done.stdout + done.stderr
    return folder

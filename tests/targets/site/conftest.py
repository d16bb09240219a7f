"""Sites built once for all tests: a small one, one with hostile labels, and the series in the repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from refcf_rules.model.standard import Standard
from refcf_rules.targets.registry import SITE
from refcf_rules.targets.site.emit import mkdocs_commands
from tests.targets.prose.published import PUBLISHED, published
from tests.targets.prose.standards import small
from tests.targets.site.hostile import hostile

HERE = Path(__file__).parent
Build = Callable[[Standard, str], Path]


@pytest.hookimpl(tryfirst=True)  # before the plugin that reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker builds each site once, and starts one browser, for all tests of this folder that say nothing else."""
    for item in items:
        if item.path.is_relative_to(HERE) and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group("site"))


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Writes the project of a standard, runs mkdocs and gives the folder of the project."""

    def built(standard: Standard, name: str) -> Path:
        folder = tmp_path_factory.mktemp(name)
        for artifact in SITE.emit(standard).artifacts:
            path = folder / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.data)
        elsewhere = tmp_path_factory.mktemp("elsewhere")
        quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
        for command in mkdocs_commands(folder):
            result = subprocess.run(
                command, cwd=elsewhere, env=quiet, capture_output=True, text=True, encoding="utf-8", check=False
            )
            assert result.returncode == 0, result.stdout + result.stderr
            assert "WARNING" not in result.stdout + result.stderr, result.stdout + result.stderr
        return folder

    return built


@pytest.fixture(scope="session")
def small_site(build: Build) -> Path:
    return build(small(), "small")


@pytest.fixture(scope="session")
def hostile_site(build: Build) -> Path:
    return build(hostile(), "hostile")


@pytest.fixture(scope="session")
def part_site(build: Build) -> Path:
    """The site of one published part, with the general part."""
    return build(published(PUBLISHED[0]), PUBLISHED[0])


@pytest.fixture(scope="session", params=["small", *PUBLISHED])
def any_site(request: pytest.FixtureRequest) -> Path:
    """The small site, and the site of every published part."""
    found: Path = request.getfixturevalue("small_site" if request.param == "small" else "part_site")
    return found

"""refcf finds its grammar and standards in a wheel, an editable install and a bare checkout.

Offline: the packages refcf needs are linked into the new environments from this one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

import refcf_rules
from tests.architecture.checkout import ROOT

pytestmark = pytest.mark.xdist_group("packaging")  # one worker builds the wheel once for all of them

VERSION: Final = refcf_rules.__version__
NOT_OURS: Final = shutil.ignore_patterns(
    ".git", ".*_cache", ".hypothesis", ".venv", "__pycache__", "build", "demo", "dist", "out"
)


@dataclass(frozen=True, slots=True)
class Installed:
    """A way to have refcf: how to start it, from where, and where its content must then be."""

    command: tuple[str, ...]
    python: str
    cwd: Path
    content: Path

    def refcf(self, *arguments: str) -> str:
        """What ``refcf`` answers; it must succeed."""
        return run(*self.command, *arguments, cwd=self.cwd)

    def folder(self, name: str) -> Path:
        """Where this refcf finds a folder of content."""
        code = f"from refcf_rules.resources import folder; print(folder({name!r}))"
        return Path(run(self.python, "-c", code, cwd=self.cwd).strip())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "--wheel", into=tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module", params=["wheel", "editable", "checkout"])
def installed(request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    ways: dict[str, Callable[[Path], Installed]] = {
        "wheel": lambda folder: from_wheel(folder, wheel),
        "editable": editable,
        "checkout": checkout,
    }
    return ways[str(request.param)](tmp_path_factory.mktemp("installed"))


def test_it_tells_its_version(installed: Installed) -> None:
    assert VERSION in installed.refcf("--version")


def test_it_finds_its_content(installed: Installed) -> None:
    assert installed.folder("grammar") == installed.content / "grammar"
    assert installed.folder("standards") == installed.content / "standards"


def test_it_checks_the_bundled_standards(installed: Installed) -> None:
    """The published rules are sound wherever refcf was installed."""
    installed.refcf("check", str(installed.folder("standards") / "refractories"))


def test_a_damaged_installation_says_so(wheel: Path, tmp_path: Path) -> None:
    lone = from_wheel(tmp_path, wheel)
    shutil.rmtree(lone.content / "grammar")
    code = "from refcf_rules.resources import folder; folder('grammar')"
    result = subprocess.run([lone.python, "-c", code], cwd=lone.cwd, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "incomplete installation, no grammar" in result.stderr


def test_the_wheel_holds_the_package_and_its_content(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {name.split("/")[0] for name in names} == {"refcf_rules", f"refcf_rules-{VERSION}.dist-info"}
    assert {"refcf_rules/py.typed", f"refcf_rules-{VERSION}.dist-info/licenses/LICENSE"} <= names
    assert any(name.startswith("refcf_rules/grammar/") and name.endswith(".lark") for name in names)
    vendor = "refcf_rules/targets/site/theme/checker/vendor/js-yaml"  # a library of others, with its licence
    assert {f"{vendor}.umd.min.js", f"{vendor}.LICENSE"} <= names
    for top in ("grammar", "standards"):
        content = {f"refcf_rules/{path.relative_to(ROOT).as_posix()}" for path in below(ROOT / top)}
        assert content == {name for name in names if name.startswith(f"refcf_rules/{top}/")}
        assert content


def test_two_wheels_have_equal_bytes(tmp_path: Path) -> None:
    """Whoever builds the release gets the same file, on another day and in another folder."""
    wheels = []
    for copy in ("one", "another"):
        shutil.copytree(ROOT, tmp_path / copy, ignore=NOT_OURS, copy_function=shutil.copyfile)
        wheels.append(build(tmp_path / copy, "--wheel", into=tmp_path / f"{copy}-dist"))
    assert wheels[0].read_bytes() == wheels[1].read_bytes()


def test_the_source_distribution_holds_everything(tmp_path: Path) -> None:
    with tarfile.open(build(ROOT, "--sdist", into=tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {
        "Makefile",
        "LICENSE",
        "README.md",
        "constraints.txt",
        "tests/conftest.py",
        "refcf_rules/py.typed",
    }
    assert wanted <= names
    assert {path.relative_to(ROOT).as_posix() for path in below(ROOT / "standards")} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith((".venv/", "build/"))]


# --- ways to have refcf --------------------------------------------------------------------------


def from_wheel(folder: Path, wheel: Path) -> Installed:
    python = environment(folder)
    install(python, str(wheel))
    packages = run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    return Installed((str(python.with_name("refcf")),), str(python), folder, Path(packages.strip()) / "refcf_rules")


def editable(folder: Path) -> Installed:
    python = environment(folder)
    copy = shutil.copytree(ROOT, folder / "copy", ignore=NOT_OURS)
    install(python, "--no-build-isolation", "--editable", str(copy))
    return Installed((str(python.with_name("refcf")),), str(python), folder, copy)


def checkout(folder: Path) -> Installed:
    python = environment(folder)
    copy = shutil.copytree(ROOT, folder / "copy", ignore=NOT_OURS)
    return Installed((str(python), "-m", "refcf_rules"), str(python), copy, copy)


def environment(folder: Path) -> Path:
    """A new environment that sees the packages of this one, except refcf itself; returns its python."""
    venv.create(folder / "venv", symlinks=True)
    linked = folder / "linked"
    linked.mkdir()
    for package in Path(pytest.__file__).parents[1].iterdir():
        if "refcf" not in package.name and package.suffix != ".pth":
            (linked / package.name).symlink_to(package)
    python = folder / "venv/bin/python"
    purelib = run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    Path(purelib.strip(), "linked.pth").write_text(f"{linked}\n", "utf-8")
    return python


# --- commands ------------------------------------------------------------------------------------


def build(source: Path, kind: str, *, into: Path) -> Path:
    run(
        sys.executable,
        "-m",
        "build",
        kind,
        "--no-isolation",
        "--outdir",
        str(into),
        str(source),
        cwd=into.parent,
    )
    (built,) = into.iterdir()
    return built


def install(python: Path, *what: str) -> None:
    pip = (sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", *what, cwd=python.parent)


def run(*command: str, cwd: Path) -> str:
    """The standard output of a command that must succeed; Chinese output must not depend on the locale."""
    settings = {"SOURCE_DATE_EPOCH": "1767225600", "PYTHONUTF8": "1", "PYTHONPATH": ""}
    result = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, f"{' '.join(command)}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]

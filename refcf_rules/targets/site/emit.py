"""Emits the MkDocs project of a standard: two trees of pages, two configurations, one look."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path
from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.source.message import LANGUAGES, Language, Message
from refcf_rules.targets.site.config import CONFIGS, config_text, read_me
from refcf_rules.targets.site.home import Download, banner_text, series_name
from refcf_rules.targets.site.names import spelled
from refcf_rules.targets.site.pages import site_of
from refcf_rules.targets.site.scripts import is_script, validator_scripts
from refcf_rules.targets.site.series import Series, books_of, series_of
from refcf_rules.targets.target import Artifact, Emitted, Target

_ASSETS: Final = ("refcf.css", "iframe-worker.js", "reading.js", "search.js", "mark.svg", "icon.svg")
_PROJECT: Final = {
    "overrides/main.html": "overrides/main.html",
    "overrides/partials/alternate.html": "overrides/partials/alternate.html",
    "search_index.py": "search_index.txt",  # a hook of mkdocs, not a module of ours
}
_LABELS: Final = (
    (".parity.json", Message("一致性证书", "Parity certificate")),
    (".json", Message("清单的 JSON Schema", "JSON Schema of the inventory")),
    (".py", Message("独立判定程序（Python）", "Standalone validator (Python)")),
    (".mjs", Message("独立判定程序（JavaScript）", "Standalone validator (JavaScript)")),
    (".d.ts", Message("JavaScript 判定程序的类型", "Types of the JavaScript validator")),
)
_FILE: Final = Message("附件", "Attachment")


def emit(standard: Standard) -> Emitted:
    """The project of a single part, without downloads."""
    return emit_with(series_of(standard), ())


def emit_with(series: Series, downloads: tuple[Artifact, ...]) -> Emitted:
    """The project; ``downloads`` are files of other targets that the site offers."""
    artifacts = [_text(path, _theme(name)) for path, name in _PROJECT.items()]
    artifacts.append(_text("README.md", read_me(series_name(series, books_of(series, "zh")))))
    artifacts.extend(validator_scripts(downloads))
    offered = tuple(one for one in downloads if not is_script(one))
    for language in LANGUAGES:
        artifacts.extend(_tree(series, language, offered))
    return Emitted(tuple(sorted(artifacts, key=lambda one: one.path)), ())


def _tree(series: Series, language: Language, downloads: tuple[Artifact, ...]) -> list[Artifact]:
    root = f"docs/{language}"
    offered = tuple(Download(f"downloads/{_base(one.path)}", _label(one.path)) for one in downloads)
    books = books_of(series, language)
    site = site_of(series, books, offered)
    name = series_name(series, books)
    found = [_text(CONFIGS[language], config_text(language, name, banner_text(books), site.menu))]
    found.extend(_text(f"{root}/{page.path}", page.text()) for page in site.pages)
    found.extend(_text(f"{root}/assets/{name}", _theme(name)) for name in _ASSETS)
    found.extend(Artifact(f"{root}/downloads/{_base(one.path)}", one.data) for one in downloads)
    return found


def _base(path: str) -> str:
    return spelled(path.rpartition("/")[2])


def _label(path: str) -> Message:
    return next((label for ending, label in _LABELS if path.endswith(ending)), _FILE)


def _theme(name: str) -> str:
    return files(__package__).joinpath("theme", *name.split("/")).read_text(encoding="utf-8")


def _text(path: str, content: str) -> Artifact:
    return Artifact(path, content.encode("utf-8"))


def mkdocs_commands(folder: Path) -> list[list[str]]:
    """What to run to build the site of a project that was written to ``folder``; Chinese first."""
    python = sys.executable
    return [
        [python, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(folder / CONFIGS[language])]
        for language in LANGUAGES
    ]


TARGET: Final = Target("site", Message("网站（MkDocs）", "Website (MkDocs)"), emit)

"""Emits the MkDocs project of a standard: two trees of pages, two configurations, one look."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path
from typing import Final

from refcf_rules.model.standard import Standard
from refcf_rules.source.message import LANGUAGES, Language, Message
from refcf_rules.targets.site.checker import checker_scripts, sample_script
from refcf_rules.targets.site.config import CONFIGS, config_text, read_me
from refcf_rules.targets.site.downloads import Downloads, Offered, offered_of, placed
from refcf_rules.targets.site.home import banner_text, series_name
from refcf_rules.targets.site.menu import Item
from refcf_rules.targets.site.pages import site_of
from refcf_rules.targets.site.rule_files import rule_files
from refcf_rules.targets.site.scripts import validator_scripts
from refcf_rules.targets.site.series import Book, Series, books_of, contexts_in, series_of
from refcf_rules.targets.target import Artifact, Emitted, Target

_ASSETS: Final = (
    "refcf.css",
    "series.css",
    "try-it.css",
    "try-it.js",
    "clauses.css",
    "drawings.css",
    "print.css",
    "iframe-worker.js",
    "reading.js",
    "search.js",
    "mark.svg",
    "icon.svg",
    "indexes.css",
    "filter.js",
    "compare.js",
    "terms.css",
    "terms.js",
)
_PROJECT: Final = {
    "overrides/404.html": "overrides/404.html",
    "overrides/main.html": "overrides/main.html",
    "overrides/partials/alternate.html": "overrides/partials/alternate.html",
    "search_index.py": "search_index.txt",  # a hook of mkdocs, not a module of ours
}


def emit(standard: Standard) -> Emitted:
    """The project of a single part, without downloads."""
    return emit_with(series_of(standard), {})


def emit_with(series: Series, downloads: Downloads) -> Emitted:
    """The whole project; ``downloads`` are files of other targets that the site offers."""
    offered = offered_of(downloads)
    trees = (artifact for language in LANGUAGES for artifact in tree_of(series, language, offered))
    return Emitted(tuple(sorted((*around(series, downloads), *trees), key=lambda one: one.path)), ())


def around(series: Series, downloads: Downloads) -> tuple[Artifact, ...]:
    """What both languages share: what mkdocs runs, and the downloads."""
    made = tuple(artifact for each in downloads.values() for artifact in each)
    return (
        *(_text(path, _theme(name)) for path, name in _PROJECT.items()),
        *validator_scripts(made, contexts_in(series, "zh")),
        sample_script(made),
        *placed(downloads),
    )


def tree_of(series: Series, language: Language, offered: Offered) -> tuple[Artifact, ...]:
    """The pages of one language with their configuration."""
    books = books_of(series, language)
    site = site_of(series, books, offered)
    pages = (_text(f"docs/{language}/{page.path}", page.text()) for page in site.pages)
    frame = frame_of(series, books, site.menu)
    if language != LANGUAGES[0]:
        return (*frame, *pages)
    read_first = _text("README.md", read_me(series_name(series, books)))
    return (*frame, *pages, read_first, *rules_of(books), *checker_scripts(series, site.places))  # once, for both


def frame_of(series: Series, books: tuple[Book, ...], menu: tuple[Item, ...]) -> tuple[Artifact, ...]:
    """What stands around the pages of one language: the configuration first, then the look."""
    language = books[0].document.language
    config = config_text(language, series_name(series, books), banner_text(books), menu)
    assets = (_text(f"docs/{language}/assets/{name}", _theme(name)) for name in _ASSETS)
    return (_text(CONFIGS[language], config), *assets)


def rules_of(books: tuple[Book, ...]) -> tuple[Artifact, ...]:
    """Each rule for machines; the files say both languages and lie at the root only."""
    language = books[0].document.language
    rules = rule_files(books) if language == LANGUAGES[0] else ()
    return tuple(Artifact(f"docs/{language}/{one.path}", one.data) for one in rules)


def _theme(name: str) -> str:
    return files(__package__).joinpath("theme", *name.split("/")).read_text(encoding="utf-8")


def _text(path: str, content: str) -> Artifact:
    return Artifact(path, content.encode("utf-8"))


def mkdocs_commands(folder: Path) -> list[list[str]]:
    """What to run to build the site of a project that was written to ``folder``; Chinese first."""
    return [mkdocs_command(folder, language) for language in LANGUAGES]


def mkdocs_command(folder: Path, language: Language, into: Path | None = None) -> list[str]:
    """What to run for one language; ``into`` is where its pages go instead of their place in the site."""
    place = [] if into is None else ["--site-dir", str(into)]
    config = str(folder / CONFIGS[language])
    return [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", config, *place]


TARGET: Final = Target("site", Message("网站（MkDocs）", "Website (MkDocs)"), emit)

"""Turns pages into HTML one at a time with the parts of mkdocs that build a site; nothing is written."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from refcf_rules.cli.publish import QUIET
from refcf_rules.source.message import Language
from refcf_rules.targets.site.config import CONFIGS


class Renderer:
    """One language: the configuration and the look are read once, pages are handed in as text."""

    def __init__(self, folder: Path, language: Language, pages: Iterable[str]) -> None:
        os.environ.update(QUIET)
        logging.getLogger("mkdocs").setLevel(logging.ERROR)
        self._lock = Lock()
        self._config = load_config(str(folder / CONFIGS[language]), strict=False)
        self._config.plugins.on_startup(command="serve", dirty=False)
        self._config = self._config.plugins.on_config(self._config)
        self._config.plugins.on_pre_build(config=self._config)
        files = get_files(self._config)
        for path in pages:
            files.append(File.generated(self._config, path, content=""))
        env = self._config.theme.get_env()
        files.add_files_from_theme(env, self._config)
        self._files: Files = self._config.plugins.on_files(files, config=self._config)
        set_exclusions(self._files, self._config)
        nav = get_navigation(self._files, self._config)
        self._nav = self._config.plugins.on_nav(nav, config=self._config, files=self._files)
        self._env = self._config.plugins.on_env(env, config=self._config, files=self._files)
        self._statics = {file.dest_uri: file for file in self._files if not file.is_documentation_page()}

    def html(self, path: str, text: str) -> str:
        """The page at ``path`` (``parts/a/b.md``) with the Markdown ``text``."""
        with self._lock:
            file = self._files.get_file_from_path(path)
            if file is None or file.page is None:
                raise LookupError(path)
            page, config = file.page, self._config
            file.content_string = text
            page.read_source(config)
            page.markdown = config.plugins.on_page_markdown(
                page.markdown or "", page=page, config=config, files=self._files
            )
            page.render(config, self._files)
            page.content = config.plugins.on_page_content(
                page.content or "", page=page, config=config, files=self._files
            )
            page.active = True
            try:
                context = get_context(self._nav, self._files, config, page)
                html = self._env.get_template("main.html").render(context)
                return config.plugins.on_post_page(html, page=page, config=config)
            finally:
                page.active = False

    def static(self, path: str) -> bytes | None:
        """A file of the look, by the address it has in the site; ``None`` if there is none."""
        file = self._statics.get(path)
        return None if file is None else file.content_bytes

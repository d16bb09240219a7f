"""Turns the written website project into pages, where mkdocs is installed; else says what to install."""

from __future__ import annotations

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from refcf_rules.cli.output import patience, say
from refcf_rules.cli.session import Session
from refcf_rules.source.message import Message
from refcf_rules.targets.site.emit import mkdocs_commands

_WAIT: Final = Message("正在生成网页 …", "Building the pages ...")
_OPEN: Final = Message("打开：{path}", "open: {path}")
_INSTALL: Final = Message(
    "没有安装 mkdocs，只写了网站的源文件。安装后重新生成：pip install 'refcf-rules[site]'",
    "mkdocs is not installed, so only the sources of the website were written. "
    "To build it: pip install 'refcf-rules[site]'",
)
_FAILED: Final = Message(
    "网页没有生成（mkdocs 的说明见下）。源文件在 {path}。",
    "The pages were not built; mkdocs said what follows. The sources are in {path}.",
)
_NEEDED: Final = ("mkdocs", "material")
# Both banners speak to developers of themes, not to a committee.
_QUIET: Final = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def publish(folder: Path, session: Session) -> bool:
    """Build the pages of the project in ``folder``; True unless mkdocs failed."""
    style = session.style()
    if any(find_spec(name) is None for name in _NEEDED):
        say(f"   {style.say(_INSTALL)}")
        return True
    with patience(session.say(_WAIT)):
        for command in mkdocs_commands(folder):
            done = subprocess.run(command, env=os.environ | _QUIET, capture_output=True, text=True, check=False)  # noqa: S603 -- our own command line
            if done.returncode != 0:
                say(f"   {style.say(_FAILED.filled(path=folder))}")
                say((done.stdout + done.stderr).strip())
                return False
    say(f"   {style.say(_OPEN.filled(path=folder / 'site' / 'index.html'))}")
    return True

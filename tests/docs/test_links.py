"""Links inside the documentation lead somewhere, and commands that it names exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.cli import commands
from tests.docs.pages import DOCS, anchors, links, pages

COMMANDS: Final = frozenset(commands.COMMANDS)
_COMMAND: Final = re.compile(r"(?:(?<!`)`|^)refcf (?:--lang (?:zh|en) )?(?P<command>[a-z]+)", re.MULTILINE)


def _name(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


@pytest.mark.parametrize("page", pages(), ids=_name)
def test_internal_links_resolve(page: Path) -> None:
    assert not [target for target in links(page) if not _leads_somewhere(page, target)]


@pytest.mark.parametrize("page", pages(), ids=_name)
def test_only_commands_that_exist_are_named(page: Path) -> None:
    named = {found["command"] for found in _COMMAND.finditer(page.read_text("utf-8"))}
    assert named <= COMMANDS


def test_every_page_can_be_reached_from_the_first() -> None:
    seen: set[Path] = set()
    waiting = [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or not page.is_file():
            continue
        seen.add(page)
        waiting.extend(
            (page.parent / target.partition("#")[0]).resolve() for target in links(page) if ":" not in target
        )
    assert not [_name(page) for page in pages() if page not in seen]


def test_a_broken_link_is_noticed() -> None:
    page = DOCS / "index.md"
    assert not _leads_somewhere(page, "no_such_page.md")
    assert not _leads_somewhere(page, "inventory.md#no-such-heading")


def _leads_somewhere(page: Path, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return True
    path, _, anchor = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    return file.is_file() and (not anchor or anchor in anchors(file))

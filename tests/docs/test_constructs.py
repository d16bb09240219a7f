"""The pages of the language and the constructs of the language are the same set, and say the same in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from refcf_rules.language.constructs import CONSTRUCTS
from tests.docs.compiling import compile_block, errors, given, names_of
from tests.docs.diagnostic_kinds import codes
from tests.docs.pages import LANGUAGE, block_under, section

# What may share the page of a clause, and pages about more than one construct.
ON_THE_PAGE_OF_CLAUSE: Final = ("title", "annex", "text", "note", "term", "not_checkable")
OTHER_PAGES: Final = frozenset({"index", "index.zh", "keywords", "expression", "override"})
NAMES: Final = frozenset(construct.name for construct in CONSTRUCTS)
CONSTRUCT_PAGES: Final = tuple(
    sorted(page for page in LANGUAGE.glob("*.md") if page.stem in NAMES or page.stem in {"override", "expression"})
)
SECTIONS: Final = (
    "In English",
    "In Chinese",
    "Items",
    "What it means",
    "Names it makes",
    "Errors to expect",
    "Related",
)
_CODE: Final = re.compile(r"^\| (?P<cell>(?:`[a-z-]+`(?:, )?)+) \|", re.MULTILINE)
_NAMES: Final = re.compile(r"^\| (?P<cell>`[^|]*`) \|", re.MULTILINE)
_QUOTED: Final = re.compile(r"`([^`]+)`")


def _stem(page: Path) -> str:
    return page.stem


@pytest.mark.parametrize("name", sorted(NAMES - set(ON_THE_PAGE_OF_CLAUSE)))
def test_every_construct_has_a_page(name: str) -> None:
    assert (LANGUAGE / f"{name}.md").is_file()


def test_what_shares_a_page_is_named_on_it_and_in_the_index() -> None:
    words = [name.replace("_", " ") for name in ON_THE_PAGE_OF_CLAUSE]
    for page in ("clause", "index"):
        text = (LANGUAGE / f"{page}.md").read_text("utf-8")
        assert not [word for word in words if f"`{word}`" not in text]


def test_every_page_is_about_something_that_exists() -> None:
    assert {page.stem for page in LANGUAGE.glob("*.md")} <= NAMES | OTHER_PAGES


@pytest.mark.parametrize("page", CONSTRUCT_PAGES, ids=_stem)
def test_every_page_has_the_same_sections(page: Path) -> None:
    wanted = SECTIONS if page.stem != "expression" else ("In English", "In Chinese", "Errors to expect", "Related")
    assert not [heading for heading in wanted if not section(page, heading).strip()]


@pytest.mark.parametrize("page", CONSTRUCT_PAGES, ids=_stem)
def test_both_languages_make_the_same_names(page: Path) -> None:
    english, chinese = (_names_under(page, heading) for heading in ("In English", "In Chinese"))
    assert english == chinese


@pytest.mark.parametrize("page", CONSTRUCT_PAGES, ids=_stem)
def test_the_names_a_page_lists_exist(page: Path) -> None:
    listed = {
        name for found in _NAMES.finditer(section(page, "Names it makes")) for name in _QUOTED.findall(found["cell"])
    }
    assert listed <= _names_under(page, "In English") | given()


@pytest.mark.parametrize("page", CONSTRUCT_PAGES, ids=_stem)
def test_the_codes_a_page_lists_exist(page: Path) -> None:
    listed = {
        name for found in _CODE.finditer(section(page, "Errors to expect")) for name in _QUOTED.findall(found["cell"])
    }
    assert listed
    assert listed <= codes()


def _listed(rows: re.Pattern[str], text: str) -> set[str]:
    return {name for found in rows.finditer(text) for name in _QUOTED.findall(found["cell"])}


def _names_under(page: Path, heading: str) -> set[str]:
    block = block_under(page, heading)
    assert block is not None, f"{page.name} has no block under {heading}"
    compiled = compile_block(block.text)
    assert compiled.standard is not None, errors(compiled)
    return names_of(compiled.standard)

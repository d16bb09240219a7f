"""Where everything stands: which page and which anchor a link leads to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from refcf_rules.targets.prose.document import (
    Admonition,
    Block,
    Heading,
    Inlines,
    Items,
    Paragraph,
    Place,
    Provision,
    Section,
    Table,
    Target,
)
from refcf_rules.targets.site.names import anchor


def anchor_of(place: Place) -> str:
    """The anchor of a place within its page."""
    return anchor(place.kind, place.id)


@dataclass(slots=True)
class Places:
    """The page of every place; the first page that shows a place is its home."""

    pages: dict[Place, str] = field(default_factory=dict)
    whole: set[Place] = field(default_factory=set)

    def page(self, place: Place, path: str) -> None:
        """A place that is a whole page."""
        self.pages.setdefault(place, path)
        self.whole.add(place)

    def section(self, section: Section, path: str, *, deep: bool) -> None:
        """All places of a section, with (``deep``) those of the sections in it."""
        for place in places_in(section.blocks):
            self.pages.setdefault(place, path)
        if deep:
            for inner in section.sections:
                self.pages.setdefault(inner.place, path)
                self.section(inner, path, deep=True)

    def blocks(self, blocks: tuple[Block, ...], path: str) -> None:
        """All places of the blocks of a page."""
        for place in places_in(blocks):
            self.pages.setdefault(place, path)

    def href(self, place: Place, here: str) -> str | None:
        """The address of a place from the page ``here``; ``None`` when nothing shows it."""
        page = self.pages.get(place)
        if page is None:
            return None
        fragment = "" if place in self.whole else f"#{anchor_of(place)}"
        if page == here and fragment:
            return fragment
        return relative(page, here) + fragment


def relative(page: str, here: str) -> str:
    """The address of a page (``a/b.md``) from another, as the built site has it."""
    path = posixpath.relpath(page, posixpath.dirname(here) or ".")
    return path.removesuffix(".md") + ".html" if path.endswith(".md") else path


def places_in(blocks: tuple[Block, ...]) -> tuple[Place, ...]:
    """The places that blocks show, in order."""
    found: list[Place] = []
    for block in blocks:
        match block:
            case Heading(place=Place() as place):
                found.append(place)
            case Provision(place=place, blocks=inner):
                found.extend((place, *places_in(inner)))
            case Admonition(blocks=inner):
                found.extend(places_in(inner))
            case Table(rows=rows):
                found.extend(place for row in rows for cell in row for place in _targets(cell))
            case Items(items=items):
                found.extend(place for item in items for place in _targets(item))
            case Paragraph(content=content):
                found.extend(_targets(content))
            case _:
                pass
    return tuple(found)


def _targets(content: Inlines) -> tuple[Place, ...]:
    return tuple(one.place for one in content if isinstance(one, Target))

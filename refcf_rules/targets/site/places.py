"""Where everything stands: which page and which anchor a link leads to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from refcf_rules.record import record
from refcf_rules.targets.prose.document import (
    Admonition,
    Block,
    Details,
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

_INDEXES: Final = ""


def anchor_of(place: Place) -> str:
    """The anchor of a place within its page; where several standards stand side by side, it names its own."""
    return anchor(place.kind, f"{place.part}.{place.id}" if place.part else place.id)


@record
class Spot:
    """A page, or (``anchor``) a place within it."""

    page: str
    anchor: str = ""


@dataclass(slots=True)
class Places:
    """Where every place stands; the first page that shows it is its home.

    Parts may use the same id for different things, so that each part has shelves of its own. ``shelves`` names
    for a standard the parts in which its things stand, nearest first. What is in no part is on the shelf of the
    indexes, whose name is empty. ``parts`` names for a page the part that it is of. ``found`` is what was looked up
    since the last place was put, by the shelves.
    """

    shelves: dict[str, tuple[str, ...]] = field(default_factory=dict)
    spots: dict[str, dict[Place, Spot]] = field(default_factory=dict)
    readers: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    found: dict[tuple[Place, tuple[str, ...]], Spot | None] = field(default_factory=dict)

    def read_as(self, path: str, standard: str) -> None:
        """Say whose things the places of a page are, where they do not say it themselves."""
        self.readers[path] = standard

    def page(self, place: Place, path: str, part: str = _INDEXES) -> None:
        """A place that is a whole page."""
        self.parts[path] = part
        self._put(place, Spot(path), part)

    def section(self, section: Section, path: str, part: str, *, deep: bool) -> None:
        """All places of a section, with (``deep``) those of the sections in it."""
        self.blocks(section.blocks, path, part)
        if deep:
            for inner in section.sections:
                self._put(inner.place, Spot(path, anchor_of(inner.place)), part)
                self.section(inner, path, part, deep=True)

    def blocks(self, blocks: tuple[Block, ...], path: str, part: str = _INDEXES) -> None:
        """All places of the blocks of a page."""
        for place in places_in(blocks):
            self._put(place, Spot(path, anchor_of(place)), part)

    def _put(self, place: Place, spot: Spot, part: str) -> None:
        self.spots.setdefault(part, {}).setdefault(place, spot)
        self.found.clear()

    def is_home(self, place: Place, here: str) -> bool:
        """Whether a link to the place leads to the page ``here``."""
        spot = self._spot(place, here)
        return spot is not None and spot.page == here

    def href(self, place: Place, here: str) -> str | None:
        """The address of a place from the page ``here``; ``None`` when nothing shows it."""
        spot = self._spot(place, here)
        if spot is None:
            return None
        fragment = f"#{spot.anchor}" if spot.anchor else ""
        return fragment if spot.page == here and fragment else relative(spot.page, here) + fragment

    def _spot(self, place: Place, here: str) -> Spot | None:
        nearest = self.shelves.get(place.part or self.readers.get(here, ""), ())
        if place.kind == "reference" and not place.part:  # a part names its sources in its own lists
            nearest = (self.parts.get(here, _INDEXES), *nearest)
        key = place, nearest
        if key not in self.found:
            self.found[key] = self._looked_up(place, nearest)
        return self.found[key]

    def _looked_up(self, place: Place, nearest: tuple[str, ...]) -> Spot | None:
        bare = Place(place.kind, place.id)
        candidates = (
            *((part, bare) for part in nearest),
            *((_INDEXES, Place(place.kind, place.id, part)) for part in (place.part, *nearest)),
            (_INDEXES, bare),
            *((part, bare) for part in self.spots if part != _INDEXES),
        )
        found = (self.spots.get(part, {}).get(one) for part, one in candidates)
        return next((spot for spot in found if spot is not None), None)


@lru_cache(maxsize=20_000)
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
            case Details(summary=summary, blocks=inner):
                found.extend((*_targets(summary), *places_in(inner)))
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

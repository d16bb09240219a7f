"""The components of an emission that are kept apart (ISO 14067, 6.4.9), as the fields of rows call them."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.message import Message

COMPONENT_LABELS: Final = {
    "fossil": Message("化石", "fossil"),
    "biogenic": Message("生物源", "biogenic"),
    "land_use": Message("土地利用变化", "land-use change"),
    "aircraft": Message("航空运输", "aircraft transport"),
}
COMPONENTS: Final = tuple(COMPONENT_LABELS)
HEADLINE: Final = ("fossil", "land_use", "aircraft")
"""What the footprint adds up; biogenic emissions are shown beside it."""

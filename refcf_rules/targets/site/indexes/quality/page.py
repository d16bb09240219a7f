"""The page on quality: coverage, agreement, open points, and the digests that all of it is bound to."""

from __future__ import annotations

from typing import Final

from refcf_rules.source.message import Message
from refcf_rules.targets.prose.document import Block, Code, Heading, Place, Table, slim, text
from refcf_rules.targets.prose.side_by_side import inlines_of
from refcf_rules.targets.site.indexes.parts import PART, part_link
from refcf_rules.targets.site.indexes.quality.certificates import certificates
from refcf_rules.targets.site.indexes.quality.coverage import coverage
from refcf_rules.targets.site.indexes.quality.open_points import open_points
from refcf_rules.targets.site.indexes.subject import Subject

_TITLE: Final = Message("规则摘要", "Digests of the rules")
_HEADER: Final = (PART, Message("版本", "Edition"), Message("SHA-256", "SHA-256"))


def quality(subject: Subject) -> tuple[Block, ...]:
    """All sections of the page."""
    return (*coverage(subject), *certificates(subject), *open_points(subject), *_digests(subject))


def _digests(subject: Subject) -> tuple[Block, ...]:
    rows = tuple(
        (
            inlines_of(one.standard.id, part_link(one, one.standard.id)),
            text(subject.say(one.standard.part.edition)),
            (Code(one.standard.digest),),
        )
        for one in subject.contexts
    )
    heading = Heading(1, subject.say(_TITLE), Place("ledger", "digests"))
    return (heading, slim(Table("", tuple(map(subject.say, _HEADER)), rows)))

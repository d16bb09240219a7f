"""The four outcomes of a requirement, and which of several counts."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from refcf_rules.source.message import Message


class Outcome(Enum):
    """What a requirement says about an inventory; missing data never looks like a pass."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    NOT_APPLICABLE = "not applicable"
    NOT_DECIDABLE = "not decidable"

    @property
    def words(self) -> Message:
        """The outcome as people say it."""
        return _WORDS[self]


_WORDS = {
    Outcome.SATISFIED: Message("满足", "satisfied"),
    Outcome.VIOLATED: Message("不满足", "violated"),
    Outcome.NOT_APPLICABLE: Message("不适用", "not applicable"),
    Outcome.NOT_DECIDABLE: Message("无法判定", "not decidable"),
}
_WORST_FIRST = (Outcome.VIOLATED, Outcome.NOT_DECIDABLE, Outcome.SATISFIED)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Violated before not decidable before satisfied; not applicable if there is nothing else (item 10)."""
    present = frozenset(outcomes)
    return next((each for each in _WORST_FIRST if each in present), Outcome.NOT_APPLICABLE)

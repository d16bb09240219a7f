"""Names as people write them: compared after NFKC and trimming, near ones offered, never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from refcf_rules.quantities.spelling import folded
from refcf_rules.record import record
from refcf_rules.source.message import Message

__all__ = ["MOST_COMPARED", "NO_DATA", "WRITE_NOTHING", "Name", "folded", "near_names", "offer"]

_MOST_OFFERED: Final = 3
_MOST_LISTED: Final = 12
_ALIKE: Final = 0.6
_ALIKE_CHINESE: Final = 0.5  # one of two characters
_LONGEST_COMPARED: Final = 40
MOST_COMPARED: Final = 200
NO_DATA: Final = frozenset(
    {"-", "--", "—", "——", "/", "\\", "无", "n/a", "na", "none", "待定", "tbd", "?", "nan", "inf"}
)
"""What people write where there are no data."""
WRITE_NOTHING: Final = Message(
    "没有数据时，冒号后面什么都不写。", "Where there is no data, write nothing after the colon."
)


@record
class Name:
    """Something that may be written here: its id, its label, and further spellings."""

    id: str
    label: Message
    spellings: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every way to write it."""
        return tuple(dict.fromkeys((self.id, self.label.zh, self.label.en, *self.spellings)))

    @property
    def shown(self) -> Message:
        """The name to offer in a message: the label in Chinese, the id in English, the other beside it."""
        if self.label.zh == self.id:
            return self.label
        return Message(f"{self.label.zh}（{self.id}）", f"{self.id} ({self.label.zh})")


def offer(text: str, names: Iterable[Name]) -> Message:
    """The one thing to do about an unknown name: a near one as a question, else all that fit here."""
    known = tuple(names)
    if near := near_names(text, known):
        return _listed(near, Message("是否想写：{names}？", "Did you mean {names}?"), "或", "or")
    if not known:
        return Message("删去它。", "Delete it.")
    more = len(known) > _MOST_LISTED
    pattern = Message("此处可写：{names}。", "Known here: {names}.")
    if more:
        pattern = Message("此处可写：{names} 等。", "Known here: {names} and others.")
    return _listed(known[:_MOST_LISTED], pattern, "、", "")


def near_names(text: str, names: Iterable[Name]) -> tuple[Name, ...]:
    """At most three names of which some spelling resembles the text, the most alike first."""
    wanted = folded(text)[:_LONGEST_COMPARED].casefold()
    limit = _ALIKE if wanted.isascii() else _ALIKE_CHINESE
    rated = [(_likeness(wanted, name), name) for name in islice(names, MOST_COMPARED)]
    best = sorted((pair for pair in rated if pair[0] >= limit), key=lambda pair: -pair[0])
    exact = [pair for pair in best if pair[0] == 1]
    return tuple(name for _, name in (exact or best)[:_MOST_OFFERED])


def _likeness(wanted: str, name: Name) -> float:
    if wanted in (spelling.casefold() for spelling in name.all):
        return 1.0
    from difflib import SequenceMatcher  # noqa: PLC0415 -- only for what is misspelt

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best = 0.0
    for spelling in name.all:
        matcher.set_seq1(spelling[:_LONGEST_COMPARED].casefold())
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best


def _listed(names: tuple[Name, ...], pattern: Message, last_zh: str, last_en: str) -> Message:
    zh = last_zh.join(name.shown.zh for name in names) if last_zh else ""
    english = [name.shown.en for name in names]
    en = f" {last_en} ".join(english) if last_en else ", ".join(english)
    return pattern.filled(names=Message(zh, en))

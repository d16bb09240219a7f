"""PyYAML at the door: its events, narrowed to what the reader needs.

Only its scanner and parser are used, one event at a time; it builds no objects, follows
no aliases, and never sees more of a hostile file than the reader asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, Protocol

import yaml

from refcf_rules.record import record

EventSort = Literal["scalar", "mapping", "sequence", "close", "alias", "document-end", "other"]

_SORTS: Final[dict[str, EventSort]] = {
    "ScalarEvent": "scalar",
    "MappingStartEvent": "mapping",
    "SequenceStartEvent": "sequence",
    "MappingEndEvent": "close",
    "SequenceEndEvent": "close",
    "AliasEvent": "alias",
    "DocumentEndEvent": "document-end",
}
_QUOTES: Final = frozenset({"'", '"'})


class _Mark(Protocol):
    index: int


class _RawEvent(Protocol):
    start_mark: _Mark
    end_mark: _Mark


class _Parser(Protocol):
    def check_event(self) -> bool: ...

    def get_event(self) -> _RawEvent: ...


@record
class Event:
    """One thing in the file between two character offsets; ``quoted`` includes block text."""

    sort: EventSort
    start: int
    end: int
    text: str
    quoted: bool
    in_quotes: bool
    has_anchor: bool
    has_tag: bool


class TroubleError(Exception):
    """The YAML cannot be read on; wording and offsets as PyYAML gives them."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.context: str = getattr(error, "context", None) or ""
        self.problem: str = getattr(error, "problem", None) or ""
        mark: _Mark | None = getattr(error, "problem_mark", None)
        opened: _Mark | None = getattr(error, "context_mark", None)
        self.at: int | None = mark.index if mark else None
        self.opened: int | None = opened.index if opened else None


def events(text: str) -> Iterator[Event]:
    """The events of a text, lazily. Raises ``TroubleError`` where the YAML breaks off."""
    parser = _open(text)
    try:
        while parser.check_event():
            yield _narrowed(parser.get_event())
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The parser written in Python stumbles over escapes such as "\\UFFFFFFFF" with a ValueError.
        raise TroubleError(error) from None


def _open(text: str) -> _Parser:
    # The C scanner is some fifteen times faster; wheels have it, some source builds do not.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parser: _Parser = loader(text)
    return parser


def _narrowed(raw: _RawEvent) -> Event:
    style: str | None = getattr(raw, "style", None)
    text: str = getattr(raw, "value", "")
    return Event(
        sort=_SORTS.get(type(raw).__name__, "other"),
        start=raw.start_mark.index,
        end=raw.end_mark.index,
        text=text,
        quoted=bool(style),
        in_quotes=style in _QUOTES,
        has_anchor=getattr(raw, "anchor", None) is not None,
        has_tag=getattr(raw, "tag", None) is not None,
    )

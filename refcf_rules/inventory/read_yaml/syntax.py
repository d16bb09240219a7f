"""Says in plain words why YAML breaks off at a place, from the slips people make.

Each clue looks at PyYAML's complaint and at the text around it; the first that
recognises the slip words the fault. PyYAML's own wording is never shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from refcf_rules.inventory.read_yaml import wording
from refcf_rules.inventory.read_yaml.colons import colon_slip, first_colon_slip
from refcf_rules.inventory.read_yaml.events import Event, TroubleError
from refcf_rules.inventory.read_yaml.kinds import TAB_INDENTATION, YAML_ALIAS, YAML_SYNTAX, YAML_TAG
from refcf_rules.inventory.read_yaml.wording import Wording
from refcf_rules.record import record
from refcf_rules.source.diagnostic import Fault, Kind
from refcf_rules.source.text import SourceFile

_SECOND_COLON: Final = re.compile(r"[^\n]*?:[ \t][^\n]*")
_LONGEST_KEY: Final = 1024  # YAML's own limit for a key without "? "
_GLUED_DASH: Final = re.compile(r"[ \t]*-[^\s-]")


@record
class Trouble:
    """What is known where the YAML breaks off; offsets are within the text."""

    source: SourceFile
    pointer: str
    context: str
    problem: str
    at: int
    opened: int
    last: Event | None

    @property
    def line_start(self) -> int:
        """The offset at which the line of the problem begins."""
        return self.source.text.rfind("\n", 0, self.at) + 1

    @property
    def char(self) -> str:
        """The character at the problem; empty at the end of the file."""
        return self.source.text[self.at : self.at + 1]

    def fault(self, said: Wording, at: int, kind: Kind = YAML_SYNTAX) -> Fault:
        """The fault in these words, at this offset."""
        line, _ = self.source.position(self.opened)
        message = said.message.filled(line=line, char=self.char)
        span = self.source.span(at, min(at + 1, len(self.source.text)))
        return Fault(kind, span, self.pointer, message, said.hint.filled(char=self.char))


def syntax_fault(source: SourceFile, pointer: str, error: TroubleError, last: Event | None) -> Fault:
    """The fault for a place where PyYAML cannot read on; ``last`` is the event before it."""
    size = len(source.text)
    at = min(error.at or 0, size)
    opened = at if error.opened is None else min(error.opened, size)
    trouble = Trouble(source, pointer, error.context, error.problem, at, opened, last)
    for clue in _CLUES:
        if fault := clue(trouble):
            return fault
    return trouble.fault(wording.UNKNOWN, at)


def _tab(trouble: Trouble) -> Fault | None:
    if trouble.char != "\t" and "tab character" not in trouble.problem:
        return None
    return trouble.fault(wording.TAB, trouble.at, TAB_INDENTATION)


def _unclosed_quote(trouble: Trouble) -> Fault | None:
    unclosed = "end of stream" in trouble.problem or "document" in trouble.problem
    if "quoted scalar" in trouble.context and unclosed:
        return trouble.fault(wording.UNCLOSED_QUOTE, trouble.opened)
    return None


def _escape(trouble: Trouble) -> Fault | None:
    is_escape = "escape" in trouble.problem or "hexdecimal" in trouble.problem
    if "quoted scalar" not in trouble.context or not is_escape:
        return None
    # PyYAML's two parsers point to different characters of the escape; people look for its beginning.
    return trouble.fault(wording.ESCAPE, trouble.source.text.rfind("\\", 0, trouble.at + 1))


def _alias_or_tag(trouble: Trouble) -> Fault | None:
    if trouble.context in {"while scanning an alias", "while scanning an anchor"}:
        return trouble.fault(wording.ALIAS, trouble.opened, YAML_ALIAS)
    if "tag" in trouble.problem or "tag" in trouble.context or "directive" in trouble.context:
        return trouble.fault(wording.TAG, trouble.opened, YAML_TAG)
    return None


def _quote_closed_early(trouble: Trouble) -> Fault | None:
    last = trouble.last
    if last is None or not last.in_quotes or not trouble.line_start <= last.end <= trouble.at:
        return None
    if last.start < trouble.line_start:
        # It ran over line ends and stopped at a quote meant to open another text.
        return trouble.fault(wording.UNCLOSED_QUOTE, last.start)
    if "while parsing a block" in trouble.context:
        return trouble.fault(wording.AFTER_QUOTE, trouble.at)
    return None


def _bracket(trouble: Trouble) -> Fault | None:
    if "while parsing a flow" not in trouble.context:
        return None
    return trouble.fault(wording.BRACKET, trouble.opened)


def _second_colon(trouble: Trouble) -> Fault | None:
    before = trouble.source.text[trouble.line_start : trouble.at]
    if "mapping values" in trouble.problem and _SECOND_COLON.fullmatch(before):
        return trouble.fault(wording.SECOND_COLON, trouble.at)
    return None


def _colon(trouble: Trouble) -> Fault | None:
    # YAML stumbles one line after the slip, or notices it when the next key comes.
    text = trouble.source.text
    slip = colon_slip(text, trouble.opened) or first_colon_slip(text, trouble.at)
    if slip is None:
        return None
    span = trouble.source.span(slip.start, slip.end)
    return Fault(slip.kind, span, trouble.pointer, slip.message, slip.hint)


def _first_character(trouble: Trouble) -> Fault | None:
    if "cannot start any token" not in trouble.problem:
        return None
    return trouble.fault(wording.FIRST_CHARACTER, trouble.at)


def _dash(trouble: Trouble) -> Fault | None:
    if "sequence entries" in trouble.problem:
        return trouble.fault(wording.DASH_IN_LINE, trouble.at)
    start = trouble.source.text.rfind("\n", 0, trouble.opened) + 1
    if "expected ':'" in trouble.problem and _GLUED_DASH.match(trouble.source.text, start):
        return trouble.fault(wording.GLUED_DASH, trouble.opened)
    return None


def _no_colon(trouble: Trouble) -> Fault | None:
    if "expected ':'" not in trouble.problem:
        return None
    return trouble.fault(wording.NO_COLON, trouble.opened)


def _indentation(trouble: Trouble) -> Fault | None:
    if "mapping values" in trouble.problem:
        is_long = trouble.at - trouble.line_start > _LONGEST_KEY
        return trouble.fault(wording.LONG_KEY if is_long else wording.TOO_FAR_RIGHT, trouble.at)
    if trouble.context in {"while parsing a block mapping", "while parsing a block collection"}:
        return trouble.fault(wording.OUT_OF_LINE, trouble.at)
    return None


_CLUES: Final[tuple[Callable[[Trouble], Fault | None], ...]] = (
    _tab,
    _unclosed_quote,
    _escape,
    _alias_or_tag,
    _quote_closed_early,
    _bracket,
    _second_colon,
    _colon,
    _first_character,
    _dash,
    _no_colon,
    _indentation,
)

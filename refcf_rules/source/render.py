"""Diagnostics and faults as text for a terminal: what, where, the author's own line, why, what to do.

Pure text in one language. Only characters that GBK has are added, and control characters of
other people's files never reach the terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from refcf_rules.record import record
from refcf_rules.source.diagnostic import Diagnostic, Fault, Kind, Label, Severity
from refcf_rules.source.message import Language, Message
from refcf_rules.source.text import SourceFile, Span, whole_file

_READ_BY_LINES: Final = (".yaml", ".yml", ".csv", ".tsv")
_PLACE_COLUMN: Final = 64
_LONGEST_LINE: Final = 100
_BEFORE_MARK: Final = 30
_INDENT: Final = "   "
_TAB: Final = "    "
_SEVERITIES: Final = {
    Severity.ERROR: (Message("错误", "error"), "31;1"),
    Severity.WARNING: (Message("警告", "warning"), "33;1"),
}
_MORE: Final = Message("详见：refcf explain {code}", "More: refcf explain {code}")
Sources = Mapping[str, SourceFile]


@record
class Style:
    """How to speak: the language, and whether the terminal shows colours."""

    language: Language
    colour: bool = False

    def say(self, message: Message) -> str:
        """The wording in the language, without control characters."""
        return safe(said(message, self.language))

    def say_lines(self, message: Message) -> str:
        """The wording of a text with several lines."""
        return "\n".join(map(safe, said(message, self.language).split("\n")))

    def paint(self, text: str, code: str) -> str:
        """The text in a colour, if there are any."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def said(message: Message, language: Language) -> str:
    """The wording in a language, or in the other one where an author wrote only that."""
    return message.text(language) or message.zh or message.en


def safe(text: str) -> str:
    """The text without characters that move the cursor or turn the writing direction."""
    return text if text.isprintable() else "".join(map(_cell, text))


def width(text: str) -> int:
    """How many columns a terminal needs; Chinese characters take two."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def padded(text: str, columns: int) -> str:
    """The text followed by blanks up to so many columns."""
    return text + " " * max(0, columns - width(text))


def place_text(span: Span) -> str:
    """A place as people read it: the file alone if it is the whole file that is meant."""
    return safe(span.path if span == whole_file(span.path) else str(span))


def headline(left: str, right: str, shown_left: str | None = None) -> str:
    """A first line with a place at its right end; ``shown_left`` is ``left`` with colours."""
    return f"{shown_left or left}{' ' * max(2, _PLACE_COLUMN - width(left))}{right}"


def diagnostic_text(found: Diagnostic, sources: Sources, style: Style) -> str:
    """One problem of a rule file, framed."""
    lines = [_head(found.kind, place_text(found.span), style)]
    if found.trail:
        lines.append(_INDENT + " > ".join(style.say(title) for title in found.trail))
    lines += _frame(found.span, found.also, sources, style)
    return "\n".join((*lines, *_advice(found.message, found.hint, found.kind, style)))


def fault_text(fault: Fault, sources: Sources, style: Style) -> str:
    """One thing in a company's file that was not understood, framed."""
    lines = [_head(fault.kind, place_text(fault.span), style)]
    if fault.pointer and not fault.span.cell and not fault.span.path.endswith(_READ_BY_LINES):
        lines.append(_INDENT + safe(fault.pointer))
    lines += _frame(fault.span, (), sources, style)
    return "\n".join((*lines, *_advice(fault.message, fault.hint, fault.kind, style)))


def _head(kind: Kind, place: str, style: Style) -> str:
    word, code = _SEVERITIES[kind.severity]
    severity, title = style.say(word), style.say(kind.title)
    plain = f"{severity} {kind.code}  {title}"
    return headline(plain, place, f"{style.paint(severity, code)} {kind.code}  {title}")


def _advice(what: Message, hint: Message | None, kind: Kind, style: Style) -> list[str]:
    said_lines = [style.say(what), style.say(kind.why)]
    if hint is not None:
        said_lines.append(style.paint(style.say(hint), "1"))
    said_lines.append(style.say(_MORE.filled(code=kind.code)))
    return [_INDENT + line for line in said_lines]


# --- the author's lines ----------------------------------------------------------------------------


@record
class _Mark:
    span: Span
    sign: str
    text: str


def _frame(span: Span, also: Iterable[Label], sources: Sources, style: Style) -> list[str]:
    """The lines that are meant, each with its marks; lines of another file are named."""
    marks = [_Mark(span, "^", ""), *(_Mark(one.span, "-", style.say(one.text)) for one in also)]
    shown = [mark for mark in marks if mark.span.path in sources and _line(mark.span, sources).strip()]
    elsewhere = [mark for mark in marks[1:] if mark not in shown]
    digits = max((len(str(mark.span.line)) for mark in shown), default=1)
    lines: list[str] = []
    for place in dict.fromkeys((mark.span.path, mark.span.line) for mark in shown):
        if place[0] != span.path:
            lines.append(f"{_INDENT}{' ' * digits} : {safe(place[0])}")
        here = [mark for mark in shown if (mark.span.path, mark.span.line) == place]
        lines += _framed(_line(here[0].span, sources), here, digits, style)
    return lines + [f"{_INDENT}{mark.span}: {mark.text}" for mark in elsewhere if mark.text]


def _line(span: Span, sources: Sources) -> str:
    return sources[span.path].line(span.line)


def _framed(line: str, marks: list[_Mark], digits: int, style: Style) -> list[str]:
    start = _window(line, marks[0].span.column)
    cells = [_cell(char) for char in line[start : start + _LONGEST_LINE]]
    cut = "…" if start else ""
    shown = cut + "".join(cells) + ("…" if start + _LONGEST_LINE < len(line) else "")
    lines = [f"{_INDENT}{marks[0].span.line:>{digits}} | {shown}"]
    for mark in marks:
        first = min(max(mark.span.column - 1 - start, 0), len(cells))
        last = len(cells) if mark.span.end_line > mark.span.line else mark.span.end_column - 1 - start
        under = "".join(cells[first : max(last, first)])
        blank = " " * (width(cut) + width("".join(cells[:first])))
        sign = style.paint(mark.sign * max(1, width(under.rstrip())), "31" if mark.sign == "^" else "34")
        lines.append(f"{_INDENT}{' ' * digits} | {blank}{sign} {mark.text}".rstrip())
    return lines


def _window(line: str, column: int) -> int:
    """From which character on a long line is shown."""
    if len(line) <= _LONGEST_LINE:
        return 0
    return max(0, min(column - 1 - _BEFORE_MARK, len(line) - _LONGEST_LINE))


def _cell(char: str) -> str:
    if char == "\t":
        return _TAB
    return char if char.isprintable() or char == "\u3000" else "?"


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1

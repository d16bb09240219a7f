"""Values of the standard as JavaScript: texts, numbers, and plain data laid out for reading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from refcf_rules.targets.program.data import Json

_WIDTH: Final = 118
_STEP: Final = "  "
_IDENTIFIER: Final = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)


def literal(value: float | str | bool) -> str:  # noqa: FBT001 -- a truth is a value
    """A value as JavaScript writes it; texts in double quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # No text ends the script of a page that this file is put into.
        return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")
    text = repr(float(value))
    return text.removesuffix(".0")


def member(of: str, name: str) -> str:
    """A property by its name."""
    return f"{of}.{name}" if _IDENTIFIER.fullmatch(name) else f"{of}[{literal(name)}]"


def filled(head: str, words: Sequence[str], tail: str) -> Iterator[str]:
    """A list of words in brackets of its own, over as many lines as it takes."""
    whole = f"{head} {', '.join(words)} {tail}"
    if len(whole) <= _WIDTH:
        yield whole
        return
    yield head
    line = _STEP
    for word in words:
        if len(line) + len(word) >= _WIDTH:
            yield line.rstrip()
            line = _STEP
        line += f"{word}, "
    yield line.rstrip()
    yield tail


def laid_out(value: Json, indent: str = "") -> str:
    """Plain data: on one line where it fits, else a line for each part."""
    short = _on_one_line(value)
    if len(indent) + len(short) <= _WIDTH or not isinstance(value, Mapping | Sequence) or isinstance(value, str):
        return short
    inner = indent + _STEP
    parts = ",\n".join(f"{inner}{part}" for part in _parts(value, inner))
    opening, closing = ("{", "}") if isinstance(value, Mapping) else ("[", "]")
    return f"{opening}\n{parts},\n{indent}{closing}"


def by_entry(value: Mapping[str, Mapping[str, Json] | Sequence[Json]]) -> str:
    """Data of which nobody reads more than an entry at a time: each on a line of its own, whatever its length."""
    lines: list[str] = []
    for name, entries in value.items():
        opening, closing = ("{", "}") if isinstance(entries, Mapping) else ("[", "]")
        inner = (
            [f"{_key(key)}: {_on_one_line(each)}" for key, each in entries.items()]
            if isinstance(entries, Mapping)
            else [_on_one_line(each) for each in entries]
        )
        lines += [f"{_STEP}{_key(name)}: {opening}", *(f"{_STEP * 2}{each}," for each in inner), f"{_STEP}{closing},"]
    return "\n".join(("{", *lines, "}"))


def _parts(value: Mapping[str, Json] | Sequence[Json], indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield f"{_key(name)}: {laid_out(each, indent)}"
        return
    for each in value:
        yield laid_out(each, indent)


def _on_one_line(value: Json) -> str:
    match value:
        case None:
            return "null"
        case bool() | str() | float() | int():
            return literal(value)
        case Mapping():
            parts = ", ".join(f"{_key(name)}: {_on_one_line(each)}" for name, each in value.items())
            return f"{{ {parts} }}" if parts else "{}"
        case _:
            return "[" + ", ".join(map(_on_one_line, value)) + "]"


def _key(name: str) -> str:
    return name if _IDENTIFIER.fullmatch(name) else literal(name)

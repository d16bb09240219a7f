"""A document as YAML in the layout of the bundled examples: a row a line where it fits, else a field a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from refcf_rules.inventory.read_yaml.plain import is_not_finite, json_type_of
from refcf_rules.inventory.read_yaml.read import is_wanted
from refcf_rules.inventory.write.document import Document, Plain, number_text
from refcf_rules.source.render import width

_COLUMNS: Final = 120
_STEP: Final = "  "
# Everything else stands in quotes: colons, brackets, quotes, and what YAML gives a meaning of its own.
_BARE: Final = re.compile(r"(?:-(?=[0-9]))?\w(?:[\w ./%()°℃·³²+~、，。；《》“”（）-]*[\w./%)℃³²、，。；》”）])?")
_SWITCHES: Final = frozenset({"yes", "no", "on", "off", "y", "n"})
"""Readers of other tools take these for truths; a text that reads so is quoted."""


def yaml_text(document: Document) -> str:
    """YAML that reads back as the document; a blank line between the sections."""
    return "".join(_top(document))


def _top(document: Document) -> Iterator[str]:
    for key, value in document.items():
        if isinstance(value, dict | list):
            yield "\n"
        yield from (f"{line}\n" for line in _entry(key, value, ""))


def _entry(key: str, value: Plain, indent: str) -> list[str]:
    """The lines of a key and its value."""
    head = f"{indent}{_text(key)}:"
    match value:
        case dict() if not indent:
            return [head, *_fields(value, _STEP)]
        case dict():
            line = f"{head} {_flow(value)}"
            return [line] if width(line) <= _COLUMNS else [head, *_fields(value, indent + _STEP)]
        case list():
            return [head, *(line for item in value for line in _item(item, indent + _STEP))]
        case _:
            return [f"{head} {_scalar(value)}"]


def _fields(value: Document, indent: str) -> list[str]:
    return [line for key, each in value.items() for line in _entry(key, each, indent)]


def _item(item: Plain, indent: str) -> list[str]:
    """The lines of a row: one if it is flat and fits."""
    if not isinstance(item, dict) or not item:
        return [f"{indent}- {_flow(item)}"]
    line = f"{indent}- {_flow(item)}"
    if width(line) <= _COLUMNS and not any(isinstance(each, list) for each in item.values()):
        return [line]
    first, *others = _fields(item, indent + _STEP)
    return [f"{indent}- {first.removeprefix(indent + _STEP)}", *others]


def _flow(value: Plain) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{_text(key)}: {_flow(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case _:
            return _scalar(value)


def _scalar(value: str | float | bool) -> str:  # noqa: FBT001 -- a value of an inventory
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _text(value) if isinstance(value, str) else number_text(value)


def _text(text: str) -> str:
    """Without quotes where every reader of YAML takes it for the same text."""
    is_bare = _BARE.fullmatch(text) and json_type_of(text) == "string" and not is_not_finite(text)
    if is_bare and text.casefold() not in _SWITCHES:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if is_wanted(char) and char != "\t" else f"\\u{ord(char):04X}" for char in quoted)

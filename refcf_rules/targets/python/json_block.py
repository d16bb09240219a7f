"""Data as JSON in a Python file: a raw text, a line for each entry, so that a reader finds a rule or a factor."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from refcf_rules.targets.program.data import Json

_QUOTES: Final = "'''"
_LONG: Final = 400
_DEEPEST: Final = 2


def json_block(data: Mapping[str, Json]) -> str:
    """The literal that holds the JSON of some data."""
    text = _lines(data, 0)
    if _QUOTES in text or text.endswith("'"):
        text = text.replace("'", r"\u0027")  # an apostrophe as JSON may also write it
    return f"r{_QUOTES}\n{text}\n{_QUOTES}"


def _lines(data: Json, depth: int) -> str:
    """A long object or list with an entry a line; everything else on one line."""
    plain = json.dumps(data, ensure_ascii=False, allow_nan=False)
    if depth >= _DEEPEST or len(plain) <= _LONG or isinstance(data, str | int | float | bool | None):
        return plain
    if isinstance(data, Mapping):
        entries = [f"{json.dumps(key, ensure_ascii=False)}: {_lines(value, depth + 1)}" for key, value in data.items()]
        return "{\n" + ",\n".join(entries) + "\n}"
    return "[\n" + ",\n".join(_lines(each, depth + 1) for each in data) + "\n]"

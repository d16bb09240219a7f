"""Lines of at most 120 characters: a long one is broken at its commas, or before its operators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

_WIDEST: Final = 120
_STEP: Final = "    "
_OPENING, _CLOSING = "([{", ")]}"
_PIECE: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[()\[\]{},]| (?:and|or|if|else) |.', re.DOTALL)
_ASSIGNED: Final = re.compile(r"(?P<head>\s*[\w.\[\]\", ]+ \+?= )(?P<value>.+)")
_BRANCH: Final = re.compile(r"(?P<head>\s*(?:el)?if )(?P<value>.+)(?P<colon>:)")


def laid_out(lines: Iterable[str]) -> Iterator[str]:
    """The lines, the long ones broken; comments and texts stay as they are."""
    for line in lines:
        yield from _broken(line)


def _broken(line: str) -> Iterator[str]:
    if len(line) <= _WIDEST or line.lstrip().startswith(("#", '"""')):
        yield line
        return
    found = _ASSIGNED.fullmatch(line) or _BRANCH.fullmatch(line)
    if found is not None and (parts := _at_operators(found["value"])):
        indent = line[: len(line) - len(line.lstrip())]
        yield f"{found['head']}("
        for part in parts:
            yield from _broken(f"{indent}{_STEP}{part}")
        yield f"{indent}){found.groupdict().get('colon', '')}"
        return
    yield from _at_commas(line)


def _at_operators(text: str) -> list[str]:
    """The text before each operator outside brackets; nothing if there is none."""
    parts, depth = [""], 0
    for piece in _PIECE.findall(text):
        depth += (piece in _OPENING) - (piece in _CLOSING) if len(piece) == 1 else 0
        if depth == 0 and piece in (" and ", " or ", " if ", " else "):
            parts.append(f"{piece.strip()} ")
        else:
            parts[-1] += piece
    return parts if len(parts) > 1 else []


def _at_commas(line: str) -> Iterator[str]:
    """The longest bracket of the line opened, an item a line."""
    indent = line[: len(line) - len(line.lstrip())]
    span = _widest_bracket(line)
    if span is None:
        yield line
        return
    start, end = span
    items = list(_items(line[start + 1 : end]))
    yield line[: start + 1]
    for index, item in enumerate(items):
        is_generator = len(items) == 1
        comma = "" if is_generator and not line[start + 1 : end].rstrip().endswith(",") else ","
        yield from _broken(f"{indent}{_STEP}{item}{comma if index < len(items) - 1 or comma else ''}")
    yield f"{indent}{line[end:]}"


def _widest_bracket(line: str) -> tuple[int, int] | None:
    """Where the bracket that holds most is opened and closed, of those that stand in no other."""
    best: tuple[int, int] | None = None
    depth = place = start = 0
    for piece in _PIECE.findall(line):
        if piece in _OPENING and len(piece) == 1:
            start = place if depth == 0 else start
            depth += 1
        elif piece in _CLOSING and len(piece) == 1:
            depth -= 1
            if depth == 0 and (best is None or place - start > best[1] - best[0]):
                best = start, place
        place += len(piece)
    return best


def _items(text: str) -> Iterator[str]:
    """What stands between the commas outside brackets."""
    item, depth = "", 0
    for piece in _PIECE.findall(text):
        if len(piece) == 1:
            depth += (piece in _OPENING) - (piece in _CLOSING)
        if piece == "," and depth == 0:
            yield item.strip()
            item = ""
        else:
            item += piece
    if item.strip():
        yield item.strip()

"""What was read already, so that parts that are compiled together read what they share only once.

A text is kept only if nothing was wrong with it: what a faulty one says depends on what was said
before. Declarations never change, so parts may share them. Whoever compiles several parts makes one
of these and hands it to each; nothing outlives it.
"""

from __future__ import annotations

from typing import Final

from refcf_rules.language.parse import Branch, Declaration, Leaf, parse_expression, parse_file
from refcf_rules.language.problems import Problems
from refcf_rules.source.text import SourceFile

_Read = tuple[tuple[Declaration, ...], tuple[str, ...]]


class Readings:
    """The declarations of texts, and the expressions in the slots of messages."""

    def __init__(self, *, keep: bool = True) -> None:
        self._keep: Final = keep
        self._files: dict[tuple[str, str, str], _Read] = {}
        self._expressions: dict[tuple[str, str, int, int], Branch | Leaf] = {}
        self._results: dict[tuple[str, int], tuple[object, object]] = {}

    def declarations(self, source: SourceFile, part: str, problems: Problems) -> tuple[Declaration, ...]:
        """All declarations of a file that can be parsed; the others are reported."""
        key = (part, source.path, source.text)
        if key not in self._files and self._keep:
            own = Problems()
            found = parse_file(source, part, own)
            if own.is_empty:
                self._files[key] = (found, own.trail)
        if key not in self._files or problems.is_full:
            return parse_file(source, part, problems)
        found, trail = self._files[key]
        problems.trail = trail or problems.trail
        return found

    def result(self, what: str, of: object) -> object | None:
        """What was worked out of a declaration or a tree, if it was kept."""
        found = self._results.get((what, id(of)))
        return None if found is None else found[1]

    def keep(self, what: str, of: object, result: object) -> None:
        """Keep what is worked out of a declaration or a tree alone and led to no problem.

        It is kept with what it is of, whose place in memory is its name.
        """
        if self._keep:
            self._results[what, id(of)] = of, result

    def expression(self, source: SourceFile, start: int, end: int, problems: Problems) -> Branch | Leaf | None:
        """An expression inside a larger text, such as a slot of a message."""
        key = (source.path, source.text, start, end)
        found = self._expressions.get(key)
        if found is not None:
            return found
        own = Problems()
        read = parse_expression(source, start, end, own) if self._keep else None
        if read is None or not own.is_empty:
            return parse_expression(source, start, end, problems)
        self._expressions[key] = read
        return read

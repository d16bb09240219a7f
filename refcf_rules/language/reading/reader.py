"""Runs the tables over a text: one loop, no recursion, the same trees as lark's own parser.

Only what later passes read is kept: names, children, and the offsets where things begin and end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from lark import Token, Tree

from refcf_rules.language.reading.tables import Production, Tables, Terminal

Branch = Tree[Token]
Match = Callable[[str, int, int], re.Match[str] | None]
_Candidates = tuple[tuple[str, Match, bool], ...]
_Value = Token | Branch | list[Token | Branch]
_END: Final = "$END"
_NOWHERE: Final = -1


@dataclass(slots=True)
class _Stack:
    """States, values, and where the values begin and end, with brackets that left no value."""

    states: list[int]
    values: list[_Value] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


class Reader:
    """Reads declarations by fixed tables. What it remembers depends on nothing but the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._ends = frozenset(tables.ends.values())
        self._matchers: dict[str, Match] = {}
        self._terminals: dict[int, tuple[Terminal, ...]] = {}
        self._tried: dict[tuple[int, str], _Candidates] = {}

    def read(self, text: str, rule: str, start: int, end: int) -> Branch | None:
        """The tree of the text between two offsets, or None if it is no ``rule``."""
        stack = _Stack([self._tables.starts[rule]])
        position = start
        while True:
            found = self._token(text, position, end, stack.states[-1])
            state = self._reduced(stack, found.type) if found is not None else None
            if found is None or state is None:
                return None
            if found.type == _END:
                return self._whole(stack, rule)
            stack.states.append(state)
            stack.values.append(found)
            stack.starts.append(found.start_pos or 0)
            position = found.end_pos or 0
            stack.ends.append(position)

    def _whole(self, stack: _Stack, rule: str) -> Branch | None:
        value = stack.values[-1]
        return value if stack.states[-1] == self._tables.ends[rule] and isinstance(value, Tree) else None

    def _token(self, text: str, position: int, end: int, state: int) -> Token | None:
        """The next word that the state allows; None if there is none."""
        while position < end:
            key = state, text[position]
            for name, match, ignored in self._tried.get(key) or self._candidates(*key):
                found = match(text, position, end)
                if found is not None:
                    if not ignored:
                        return _token(name, found.group(), position, found.end())
                    position = found.end()
                    break
            else:
                return None
        return _token(_END, "", position, position)

    def _candidates(self, state: int, char: str) -> _Candidates:
        """The terminals to try, first things first, where a word begins with ``char``."""
        if state not in self._terminals:
            row = self._tables.states[state]
            self._terminals[state] = tuple(one for one in self._tables.terminals if one.name in row or one.ignored)
        found = self._tried[state, char] = tuple(
            (one.name, self._matcher(one), one.ignored)
            for one in self._terminals[state]
            if not one.first or char in one.first
        )
        return found

    def _matcher(self, terminal: Terminal) -> Match:
        if terminal.name not in self._matchers:
            self._matchers[terminal.name] = re.compile(terminal.pattern).match
        return self._matchers[terminal.name]

    def _reduced(self, stack: _Stack, symbol: str) -> int | None:
        """Finish what ends before this symbol; the state that the symbol leads to, None if it may not follow."""
        rows, productions, states = self._tables.states, self._tables.productions, stack.states
        while True:
            action = rows[states[-1]].get(symbol)
            if action is None:
                return states[-1] if symbol == _END and states[-1] in self._ends else None
            if action >= 0:
                return action
            production = productions[-1 - action]
            if production.passes_on:
                del states[-1]
            else:
                _build(stack, production)
            states.append(rows[states[-1]][production.origin])


def _token(name: str, text: str, start: int, end: int) -> Token:
    """A token without line and column, which nobody reads; lark's own way of making one takes thrice the time."""
    token = str.__new__(Token, text)
    token.type, token.value, token.start_pos, token.end_pos = name, text, start, end
    return token


def _build(stack: _Stack, production: Production) -> None:
    """Replace the values of a right-hand side by the one that they make."""
    first = len(stack.values) - production.size
    start, end = _extent(stack, first) if production.size else (_NOWHERE, _NOWHERE)
    children: list[Token | Branch] = []
    for place in production.kept:
        value = stack.values[first + place]
        if not isinstance(value, list):
            children.append(value)
        elif children:
            children += value
        else:
            children = value
    del stack.values[first:], stack.starts[first:], stack.ends[first:]
    del stack.states[first + 1 :]
    stack.values.append(_value(production, children, start, end))
    stack.starts.append(start)
    stack.ends.append(end)


def _extent(stack: _Stack, first: int) -> tuple[int, int]:
    """Where the values from ``first`` on begin and end; those made of nothing are nowhere."""
    start, end = stack.starts[first], stack.ends[-1]
    if start < 0 or end < 0:
        start = next((one for one in stack.starts[first:] if one >= 0), _NOWHERE)
        end = next((one for one in reversed(stack.ends[first:]) if one >= 0), _NOWHERE)
    return start, end


def _value(production: Production, children: list[Token | Branch], start: int, end: int) -> _Value:
    """A tree; one value that stands for itself; or the pieces of a repetition, for the tree around it."""
    if production.is_repetition:
        return children
    if production.single and len(children) == 1:
        whole = children[0]
        if isinstance(whole, Tree) and start >= 0 and whole.meta.empty:
            _place(whole, start, end)
        return whole
    made = Tree(production.branch, children)
    if start >= 0:
        _place(made, start, end)
    return made


def _place(tree: Branch, start: int, end: int) -> None:
    meta = tree.meta
    meta.start_pos, meta.end_pos, meta.empty = start, end, False

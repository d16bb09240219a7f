"""The LALR tables of the grammar as plain data: made from lark, kept as JSON beside the grammar.

Building them takes lark longer than reading a whole part. So ``grammar/tables.json`` holds them with
the digest of the grammar they were made from; where that differs they are made anew in memory.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

import lark

from refcf_rules import resources
from refcf_rules.language.keyword import keyword_by_id
from refcf_rules.record import record

FILE: Final = "tables.json"


@record
class Terminal:
    """A sort of word. ``first`` are the characters it can begin with; empty: not known."""

    name: str
    pattern: str
    first: str
    ignored: bool


@dataclass(frozen=True, slots=True)
class Production:
    """One right-hand side: what it makes of the values on the stack.

    ``kept`` are the places of the values that stay. With ``single`` set, one that stays alone stands for itself.
    """

    origin: str
    branch: str
    size: int
    kept: tuple[int, ...]
    single: bool
    is_repetition: bool = field(init=False)
    passes_on: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_repetition", self.origin.startswith("_"))
        passes_on = self.single and self.size == 1 and len(self.kept) == 1 and not self.is_repetition
        object.__setattr__(self, "passes_on", passes_on)


@record
class Tables:
    """Terminals in the order in which they are tried; for each state what a symbol leads to.

    An action is the next state if it is not negative, else a production: ``-1`` is the first one.
    """

    terminals: tuple[Terminal, ...]
    productions: tuple[Production, ...]
    states: tuple[dict[str, int], ...]
    starts: dict[str, int]
    ends: dict[str, int]


def digest_of(grammar: str) -> str:
    """What tables must have been made from."""
    return hashlib.sha256(f"{lark.__version__}\n{grammar}".encode()).hexdigest()


def tables_of(parser: lark.Lark) -> Tables:
    """The tables that lark worked out; its numbers of states vary from run to run, these do not."""
    frontend = parser.parser
    table = frontend.parser._parse_table  # noqa: SLF001 -- lark offers no other way to the tables
    rules = sorted(parser.rules, key=lambda rule: (str(rule.origin.name), rule.order, str(rule)))
    productions = {rule: number for number, rule in enumerate(rules)}
    rows = {
        state: {str(symbol): (action.name == "Shift", target) for symbol, (action, target) in row.items()}
        for state, row in table.states.items()
    }
    numbers = _numbers(rows, [table.start_states[start] for start in sorted(table.start_states)])
    return Tables(
        tuple(_terminal(one, parser) for one in frontend.lexer.root_lexer.terminals),
        tuple(map(_production, rules)),
        tuple(
            {
                symbol: numbers[target] if is_state else -1 - productions[target]
                for symbol, (is_state, target) in sorted(rows[state].items(), key=lambda entry: entry[0])
            }
            for state in numbers
        ),
        {start: numbers[state] for start, state in sorted(table.start_states.items())},
        {start: numbers[state] for start, state in sorted(table.end_states.items())},
    )


def _numbers(rows: Mapping[int, Mapping[str, tuple[bool, int]]], starts: list[int]) -> dict[int, int]:
    """States in the order in which they are reached from the starts, by the names of the symbols."""
    numbers: dict[int, int] = {}
    waiting = starts
    while waiting:
        state = waiting.pop(0)
        if state not in numbers:
            numbers[state] = len(numbers)
            waiting += [
                target for _, (is_state, target) in sorted(rows[state].items(), key=lambda entry: entry[0]) if is_state
            ]
    return numbers


def _terminal(found: lark.lexer.TerminalDef, parser: lark.Lark) -> Terminal:
    pattern = found.pattern.to_regexp()
    keyword = keyword_by_id().get(found.name.removeprefix("_"))
    first = ""
    if keyword is not None and keyword.pattern:
        first = keyword.en[0] + keyword.zh[0]
    elif found.pattern.max_width == 1:
        first = "".join(sorted({char for char in pattern if re.match(pattern, char)}))
    return Terminal(found.name, pattern, first, found.name in parser.ignore_tokens)


def _production(rule: lark.grammar.Rule) -> Production:
    places = [
        place
        for place, symbol in enumerate(rule.expansion)
        if rule.options.keep_all_tokens or not (symbol.is_term and getattr(symbol, "filter_out", False))
    ]
    return Production(
        str(rule.origin.name),
        str(rule.alias or rule.origin.name),
        len(rule.expansion),
        tuple(places),
        bool(rule.options.expand1 and not rule.alias),
    )


# --- as JSON ---------------------------------------------------------------------------------------


def written(tables: Tables, digest: str) -> str:
    """The text of ``grammar/tables.json``; equal states are written once, one to a line."""
    symbols = sorted({symbol for row in tables.states for symbol in row})
    number = {symbol: place for place, symbol in enumerate(symbols)}
    rows = [tuple(part for key, to in row.items() for part in (number[key], to)) for row in tables.states]
    distinct = {row: place for place, row in enumerate(dict.fromkeys(rows))}
    head = {"digest": digest, "starts": tables.starts, "ends": tables.ends, "symbols": symbols}
    return "".join(
        (
            json.dumps({**head, "states": [distinct[row] for row in rows]})[:-1],
            _lines("terminals", [[one.name, one.pattern, one.first, one.ignored] for one in tables.terminals]),
            _lines(
                "productions", [[one.origin, one.branch, one.size, one.kept, one.single] for one in tables.productions]
            ),
            _lines("rows", [*distinct]),
            "}\n",
        )
    )


def _lines(name: str, entries: Sequence[Sequence[object]]) -> str:
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries)
    return f',\n"{name}": [\n{lines}\n]'


def kept(grammar: str) -> Tables | None:
    """The tables beside the grammar, if they were made from this very grammar."""
    try:
        found = json.loads((resources.folder("grammar") / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(found, dict) or found.get("digest") != digest_of(grammar):
        return None
    symbols = cast("list[str]", found["symbols"])
    rows = [
        {symbols[row[place]]: row[place + 1] for place in range(0, len(row), 2)}
        for row in cast("list[list[int]]", found["rows"])
    ]
    return Tables(
        tuple(Terminal(*one) for one in found["terminals"]),
        tuple(
            Production(origin, branch, size, tuple(kept), single)
            for origin, branch, size, kept, single in found["productions"]
        ),
        tuple(rows[place] for place in cast("list[int]", found["states"])),
        cast("dict[str, int]", found["starts"]),
        cast("dict[str, int]", found["ends"]),
    )

"""What one declaration may hold: numbers that can be computed with, and a depth that tools can walk.

Parsing and this check do not recurse; everything after them may, within ``DEEPEST``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import lark
from lark import Token

from refcf_rules.language.expression import kinds
from refcf_rules.language.mistakes.kinds import UNKNOWN_UNIT
from refcf_rules.language.problems import Problems
from refcf_rules.quantities.number import NumberError, parse_number
from refcf_rules.quantities.quantity import parse_quantity
from refcf_rules.quantities.unit import UnitError, parse_unit
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message
from refcf_rules.source.text import SourceFile

Branch = lark.Tree[Token]

UNUSABLE_NUMBER: Final = Kind(
    "unusable-number",
    Message("无法计算的数", "a number nobody can compute with"),
    Message(
        "数要能用双精度浮点数表示，各个工具才会算出同样的结果。",
        "A number must fit a double, so that every tool computes the same with it.",
    ),
    'parameter mass_limit zh "限值" en "limit" = 1e400 t source "GB"\n',
    'parameter mass_limit zh "限值" en "limit" = 400 t source "GB"\n',
)
KINDS: Final = (UNUSABLE_NUMBER,)
DEEPEST: Final = 120
MOST_OPERANDS: Final = 100
_ADDED_UP: Final = frozenset({"addition", "multiplication"})
_CHAINS: Final = _ADDED_UP | {"disjunction", "conjunction"}
_WRITE_UNIT: Final = Message("写一个已知的单位，例如 t、kWh、%。", "Write a unit the table knows, such as t, kWh or %.")
_READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "NUM": parse_number,
    "QUANTITY": parse_quantity,
    "UNIT": parse_unit,
}


def is_within_bounds(source: SourceFile, tree: Branch, problems: Problems) -> bool:
    """Whether the rest of the compiler may work on a tree; what is out of bounds is reported."""
    sound = True
    everything = tuple(nodes(tree))
    for token in _leaves(everything):
        sound = (token.type not in _READERS or _is_readable(source, token, problems)) and sound
    if len(everything) <= MOST_OPERANDS:  # neither longer nor deeper than that
        return sound
    longest = max(everything, key=_operands)
    if _operands(longest) > MOST_OPERANDS:
        what = Message("这里有超过 {n} 项。", "This has more than {n} terms.").filled(n=MOST_OPERANDS)
        _report_too_long(source, longest, what, problems)
    elif depth_of(tree) > DEEPEST:
        what = Message("这里嵌套超过 {n} 层。", "This is nested more than {n} deep.").filled(n=DEEPEST)
        _report_too_long(source, tree, what, problems)
    else:
        return sound
    return False


def _report_too_long(source: SourceFile, node: Branch, what: Message, problems: Problems) -> None:
    start = node.meta.start_pos
    line_end = source.text.find("\n", start)
    hint = Message("把各部分写成单独的公式。", "Name the parts as formulas of their own.")
    problems.add(kinds.TOO_LONG, source.span(start, line_end if line_end > 0 else len(source.text)), what, hint=hint)


def _operands(node: Branch) -> int:
    return (len(node.children) + 1) // 2 if node.data in _CHAINS else 0


def nodes(tree: Branch) -> Iterator[Branch]:
    """The tree and every branch below it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(child for child in node.children if not isinstance(child, Token))


def _leaves(nodes_: tuple[Branch, ...]) -> Iterator[Token]:
    return (child for node in nodes_ for child in node.children if isinstance(child, Token))


def depth_of(tree: Branch) -> int:
    """How deep the expressions of a tree will be; a chain such as a + b + c counts its operands."""
    deepest = 0
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        below = depth + (_operands(node) if node.data in _ADDED_UP else 1)
        waiting.extend((child, below) for child in node.children if not isinstance(child, Token))
    return deepest


def _is_readable(source: SourceFile, token: Token, problems: Problems) -> bool:
    try:
        _READERS[token.type](str(token))
    except UnitError as error:
        start = token.start_pos or 0
        problems.add(
            UNKNOWN_UNIT, source.span(start, start + len(token)), error.message, hint=error.hint or _WRITE_UNIT
        )
        return False
    except NumberError as error:
        start = token.start_pos or 0
        message = error.message
        if len(token) > len("-0.123456789012345678e-308 kgCO2e/(t·km)"):
            message = Message("这个数的位数太多。", "This number has too many digits.")
        problems.add(
            UNUSABLE_NUMBER,
            source.span(start, start + len(token)),
            message,
            hint=Message("写一个能计算的数。", "Write a number that can be computed with."),
        )
        return False
    return True

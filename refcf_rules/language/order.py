"""In which order named declarations are worked out: what a value names comes before it.

Told from the names alone, before anything is resolved: a name that could be another formula
counts. So the order may be stricter than needed, and a circle in it may not be one; the true
ones are found when the formulas are lowered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from lark import Token

from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import dotted, names_of

_LONGEST_COLUMN: Final = 3  # names in the id of a column, such as key.tempering


def in_order_of_need(declared: Mapping[str, Declaration], tables: Collection[str]) -> tuple[str, ...]:
    """The ids, each after those it names. Columns have ids such as ``activity.share``."""
    columns: dict[str, list[str]] = {}
    for id_ in declared:
        table, _, column = id_.partition(".")
        if column and table in tables:
            columns.setdefault(column, []).append(id_)
    done: dict[str, None] = {}
    entered: set[str] = set()
    for root in declared:
        waiting = [root]
        while waiting:
            id_ = waiting[-1]
            if id_ in entered:
                waiting.pop()
                done.setdefault(id_)
                continue
            entered.add(id_)
            needed = _needs(declared[id_], declared, columns)
            waiting.extend(one for one in needed if one not in entered)
    return tuple(done)


def _needs(
    declaration: Declaration, declared: Mapping[str, Declaration], columns: Mapping[str, list[str]]
) -> Iterator[str]:
    for names in dict.fromkeys(names_used(declaration)):
        whole = ".".join(names)
        if whole in declared:
            yield whole
        for start in range(len(names)):
            for end in range(start + 1, min(start + _LONGEST_COLUMN, len(names)) + 1):
                yield from columns.get(".".join(names[start:end]), ())


def names_used(declaration: Declaration) -> Iterator[tuple[str, ...]]:
    """Every name in the expressions of a declaration, with those of one-row tables written out."""
    waiting: list[tuple[Branch, Declaration, str]] = [(declaration.tree, declaration, "")]
    while waiting:
        node, around, table = waiting.pop()
        if node.data == "path":
            substitute = around.substitutes.get(dotted(node))
            if substitute is not None:
                waiting.append((substitute.tree, substitute.declaration, substitute.table))
            else:
                yield from ((names_of(node), (table, *names_of(node))) if table else (names_of(node),))
        waiting.extend((child, around, table) for child in node.children if not isinstance(child, Token))

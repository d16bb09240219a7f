"""Whether two expressions say the same, and which text ties a row to what stands outside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, get_args

from refcf_rules.model.expression import (
    Aggregate,
    Comparison,
    Expression,
    Interpolation,
    TextLiteral,
)
from refcf_rules.model.row_links import free_rows
from refcf_rules.record import names_of

Signature = tuple[object, ...]
_NODES: Final = get_args(Expression)
_TELLING: Final[Mapping[type, tuple[str, ...]]] = {
    node: tuple(name for name in names_of(node) if name not in ("span", "type", "unit")) for node in _NODES
}


def signature(of: Expression | None, rows: Mapping[str, str]) -> Signature:
    """The expression without its places in the file and with row variables renamed: equal means the same."""
    if of is None:
        return ()
    if isinstance(of, Aggregate | Interpolation):
        rows = {**rows, of.row: f"row {len(rows)} of {of.table}"}
    parts: list[object] = [type(of).__name__]
    for name in _TELLING[type(of)]:
        value = getattr(of, name)
        parts.append(rows.get(value, value) if name == "row" else _part(value, rows))
    return tuple(parts)


def _part(value: object, rows: Mapping[str, str]) -> object:
    if isinstance(value, tuple):
        return tuple(_part(each, rows) for each in value)
    return signature(value, rows) if isinstance(value, _NODES) else value


def link(of: Expression, row: str) -> tuple[Expression, Expression] | None:
    """(what the row has, what it is compared with) where a text of the row equals something outside it."""
    if not isinstance(of, Comparison) or of.operator != "=":
        return None
    for inner, outer in ((of.left, of.right), (of.right, of.left)):
        inside, outside = free_rows(inner), free_rows(outer)
        if inside == {row} and outside and row not in outside and not isinstance(outer, TextLiteral):
            return inner, outer
    return None

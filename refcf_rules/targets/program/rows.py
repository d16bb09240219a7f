"""Whether two expressions say the same, and which text ties a row to what stands outside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Final, get_args

from refcf_rules.model.expression import (
    Aggregate,
    Comparison,
    Expression,
    Interpolation,
    TextLiteral,
)
from refcf_rules.model.row_links import free_rows

Signature = tuple[object, ...]
_NODES: Final = get_args(Expression)


def signature(of: Expression | None, rows: Mapping[str, str]) -> Signature:
    """The expression without its places in the file and with row variables renamed: equal means the same."""
    if of is None:
        return ()
    if isinstance(of, Aggregate | Interpolation):
        rows = {**rows, of.row: f"row {len(rows)} of {of.table}"}
    parts: list[object] = [type(of).__name__]
    for field in fields(of):
        value = getattr(of, field.name)
        if field.name in ("span", "type", "unit"):
            continue
        parts.append(rows.get(value, value) if field.name == "row" else _part(value, rows))
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

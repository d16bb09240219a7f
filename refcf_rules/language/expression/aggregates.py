"""Sums, counts and the like over the rows of one table, and shares of such sums."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from refcf_rules.language.expression import kinds
from refcf_rules.language.expression.context import Lowering
from refcf_rules.language.expression.operators import agree
from refcf_rules.language.expression.select import Selection, lower_selection
from refcf_rules.language.parse import Branch
from refcf_rules.language.pieces import branches, first, span_of
from refcf_rules.model import expression as core
from refcf_rules.model.types import SHARE, TRUTH, Type
from refcf_rules.source.message import Message

AggregateKind = Literal["sum", "least", "greatest", "average", "count", "any", "every"]
_AGGREGATES: Final[dict[str, AggregateKind]] = {
    "sum_of": "sum",
    "least_of": "least",
    "greatest_of": "greatest",
    "average_of": "average",
    "count_of": "count",
    "any_of": "any",
    "every_of": "every",
}


def aggregate(lowering: Lowering, tree: Branch) -> core.Expression | None:
    """A sum, count, least, greatest, average, any or every over the rows selected."""
    kind = _AGGREGATES[tree.data]
    selection = _selection(lowering, tree)
    if selection is None:
        return None
    inner = lowering.inside(selection.scope)
    values = [child for child in branches(tree) if child.data not in {"selection", "any_kind"}]
    if kind in {"any", "every"}:
        value = inner.truth(values[0]) if values else core.TruthLiteral(True, TRUTH, selection.span)
        return _built(lowering, tree, kind, selection, value, None, TRUTH)
    if kind == "count":
        return _built(lowering, tree, kind, selection, core.TruthLiteral(True, TRUTH, selection.span), None, SHARE)
    number = inner.number(values[0])
    weight = inner.number(values[1]) if len(values) > 1 else None
    if number is None or (len(values) > 1 and weight is None):
        return None
    return _built(lowering, tree, kind, selection, number[0], weight[0] if weight else None, number[1])


def share_of(lowering: Lowering, tree: Branch) -> core.Expression | None:
    """``share of x where c for each r``: the sum where c holds ÷ the whole sum."""
    selection = _selection(lowering, tree)
    if selection is None:
        return None
    value_tree, where_tree = (child for child in branches(tree) if child.data != "selection")
    inner = lowering.inside(selection.scope)
    value = inner.number(value_tree)
    where = replace(inner, in_filter=True).truth(where_tree)
    if value is None or where is None:
        return None
    span = span_of(lowering.declaration, tree)
    narrowed = where if selection.filter is None else core.Logic("and", (selection.filter, where), TRUTH, span)
    part = core.Aggregate("sum", selection.table, selection.row, narrowed, value[0], None, value[1], span)
    whole = replace(part, filter=selection.filter)
    return core.Arithmetic("/", part, whole, SHARE, span)


def interpolated(lowering: Lowering, tree: Branch) -> core.Expression | None:
    """``interpolated v by x to T for each row``: the value where ``x`` equals ``T``, which stands outside the rows."""
    selection = _selection(lowering, tree)
    if selection is None:
        return None
    value_tree, by_tree, at_tree = (child for child in branches(tree) if child.data != "selection")
    inner = lowering.inside(selection.scope)
    value, by, at = inner.number(value_tree), inner.number(by_tree), lowering.number(at_tree)
    if value is None or by is None or at is None or agree(lowering, by, at) is None:
        return None
    span = span_of(lowering.declaration, tree)
    rows = (selection.table, selection.row, selection.filter)
    return core.Interpolation(*rows, value[0], by[0], at[0], value[1], span)


def _selection(lowering: Lowering, tree: Branch) -> Selection | None:
    if lowering.in_filter:
        lowering.problems.add(
            kinds.NESTED_AGGREGATE,
            span_of(lowering.declaration, tree),
            Message("筛选条件里又在求和。", "This sums inside a filter."),
            hint=Message("先把里面的部分写成单独的公式。", "Name the inner part as a formula of its own first."),
        )
        return None
    found = first(tree, "selection")
    return lower_selection(lowering, found) if found is not None else None


def _built(
    lowering: Lowering,
    tree: Branch,
    kind: AggregateKind,
    selection: Selection,
    value: core.Expression | None,
    weight: core.Expression | None,
    type_: Type,
) -> core.Expression | None:
    if value is None:
        return None
    span = span_of(lowering.declaration, tree)
    return core.Aggregate(kind, selection.table, selection.row, selection.filter, value, weight, type_, span)

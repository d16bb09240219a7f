"""``emission``: process emissions worked out from the inventory, rows of the footprint like any other."""

from __future__ import annotations

from functools import partial
from typing import Final, Literal

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.emission_place import add_order, expand_place, lower_place, row_place_of
from refcf_rules.language.expression import kinds
from refcf_rules.language.expression.select import lower_selection, selection_of
from refcf_rules.language.expression.typing import together
from refcf_rules.language.parse import Branch, Declaration, Leaf
from refcf_rules.language.pieces import (
    branches,
    label_of,
    name_of,
    sources_of,
    span_of,
    span_of_head,
    tokens,
)
from refcf_rules.language.problems import did_you_mean
from refcf_rules.model import expression as core
from refcf_rules.model.requirement import ProcessEmission
from refcf_rules.model.types import NumberType, type_words
from refcf_rules.quantities.unit import parse_unit
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

Component = Literal["fossil", "biogenic", "land-use", "aircraft"]
_LABELS: Final = frozenset({"label", "happens_at", "for_each", "cited"})
COMPONENTS: tuple[Component, ...] = ("fossil", "biogenic", "land-use", "aircraft")


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Reserve the name."""
    assembly.take_name(name_of(tokens(declaration.tree)[0]), span_of_head(declaration), in_formulas=False)


def expand(declaration: Declaration, assembly: Assembly) -> tuple[Declaration, ...]:
    """An emission at a field of the row brings the order of the rows' unit processes and what follows from it."""
    place = row_place_of(declaration, assembly)
    if place is None:
        return ()
    add_order(place, assembly)
    return expand_place(place, declaration, assembly)


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Add the computed row; its value must be an emission and may not need the footprint."""
    tree = declaration.tree
    name, component_token = tokens(tree)
    lowering = assembly.lowering(declaration)
    selection_tree = selection_of(tree)
    selection = lower_selection(lowering, selection_tree) if selection_tree is not None else None
    if selection_tree is not None and selection is None:
        return
    inner = lowering.inside(selection.scope) if selection is not None else lowering
    find = partial(_option, "process", declaration, assembly=assembly)
    process = lower_place(declaration, inner, selection, find)
    component = _option("component", declaration, name_of(component_token), component_token, assembly=assembly)
    value = inner.number(next(one for one in branches(tree) if one.data not in _LABELS))
    if value is None or process is None or component is None:
        return
    expression, type_ = value
    if together(type_, NumberType(parse_unit("kgCO2e").dimension)) is None:
        assembly.problems.add(
            kinds.UNIT_MISMATCH,
            expression.span,
            Message(
                "过程排放应是 CO2e 的质量，这里是{found}。",
                "A process emission is a mass of CO2e; this is {found}.",
            ).filled(found=type_words(type_)),
            hint=Message("检查换算，例如乘以 44/12 或全球变暖潜势。", "Check the conversion, such as 44/12 or a GWP."),
        )
        return
    if needs_contributions(expression, assembly):
        assembly.problems.add(
            kinds.CIRCULAR,
            expression.span,
            Message(
                "过程排放不能由碳足迹自己算出。",
                "A process emission cannot be worked out from the footprint itself.",
            ),
            hint=Message("用清单里的量计算。", "Work it out from amounts of the inventory."),
        )
        return
    id_ = name_of(name)
    share = _share(process, expression.span, assembly)
    if share is not None:  # co-products carry their part of the process's own emissions too
        expression = core.Arithmetic("*", expression, share, type_, expression.span)
    wanted = next(one for one in COMPONENTS if one == component)
    assembly.emissions.append(
        ProcessEmission(
            id_,
            label_of(tree, id_),
            process,
            wanted,
            selection.table if selection else None,
            selection.row if selection else "",
            selection.filter if selection else None,
            expression,
            sources_of(tree),
            declaration.clause,
            span_of_head(declaration),
        )
    )


def _share(process: core.Expression, span: Span, assembly: Assembly) -> core.Expression | None:
    """The product's share of what happens in a unit process, if the standard allocates to co-products."""
    if isinstance(process, core.Cell):
        column = assembly.column_named(process.table, f"{process.field}.share")
        name = f"{process.field}.share"
        return core.Cell(process.row, process.table, name, column.type, span) if column is not None else None
    beside = assembly.scalar_named(f"process_share.{process.value}") if isinstance(process, core.TextLiteral) else None
    return core.Scalar(beside.id, beside.type, span) if beside is not None else None


def _option(
    choice_id: str, declaration: Declaration, name: str, at: Branch | Leaf, *, assembly: Assembly
) -> str | None:
    choice = assembly.scope().choice(choice_id)
    option = choice.find(name)
    if option is not None:
        return option.id
    assembly.problems.add(
        kinds.UNKNOWN_OPTION,
        span_of(declaration, at),
        Message("{choice}没有“{name}”这一项。", "“{name}” is no {choice}.").filled(
            choice=choice.label, name=same(name)
        ),
        hint=did_you_mean(name, [spelling for one in choice.options for spelling in one.spellings]),
        about=name,
    )
    return None


def needs_contributions(expression: core.Expression, assembly: Assembly) -> bool:
    """Whether a value depends, through any formula, on the rows that the footprint sums."""
    seen: set[str] = set()
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        waiting.extend(core.children(node))
        match node:
            case core.Aggregate(table="contribution"):
                return True
            case core.Scalar(id=id_):
                name = id_
            case core.Cell(table=table, field=field) | core.Joined(table=table, field=field):
                name = f"{table}.{field}"
            case _:
                continue
        calculation = assembly.calculations.get(name)
        if calculation is not None and name not in seen:
            seen.add(name)
            waiting.append(calculation.expression)
    return False

"""``formula``: a named value, or a column with one value for each row."""

from __future__ import annotations

from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.expression import kinds
from refcf_rules.language.expression.context import Lowering
from refcf_rules.language.expression.select import lower_selection, selection_of, table_of
from refcf_rules.language.expression.typing import together
from refcf_rules.language.option import lower_option
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import (
    branches,
    first,
    label_of,
    name_of,
    sources_of,
    span_of,
    span_of_head,
    tokens,
    unit_of,
)
from refcf_rules.model import expression as core
from refcf_rules.model.requirement import Calculation
from refcf_rules.model.types import NumberType, type_words
from refcf_rules.quantities.unit import Unit
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

FILTERED_COLUMN: Final = Kind(
    "filtered-column",
    Message("列公式不带条件", "a column has no filter"),
    Message(
        "一列公式给每一行一个值；只算一部分行时用“若…则…否则…”写出其余行的值。",
        "A column gives every row a value; to treat some rows apart, say what the others get: if … then … else ….",
    ),
    "formula wet zh “湿重” en “wet mass” for each material input i = i.mass\n",
    "formula wet zh “湿重” en “wet mass” for each activity i = i.mass\n",
)
KINDS: Final = (FILTERED_COLUMN,)
_LABELS: Final = frozenset({"label", "option_of", "for_each", "cited", "unit"})


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Make the formula's name known; it is lowered when first asked for."""
    id_ = id_of(declaration, assembly)
    if assembly.take_name(id_, span_of_head(declaration)):
        assembly.formulas[id_] = declaration


def id_of(declaration: Declaration, assembly: Assembly) -> str:
    """The id of what a declaration names: a single value, or a column such as ``activity.share``."""
    name = name_of(tokens(declaration.tree)[0])
    table = _table(declaration, assembly)
    return f"{table}.{name}" if table else name


def _table(declaration: Declaration, assembly: Assembly) -> str | None:
    selection = selection_of(declaration.tree)
    return None if selection is None else table_of(selection, assembly.scope())


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Make sure the formula is worked out even if nothing asks for it."""
    id_ = id_of(declaration, assembly)
    if assembly.formulas.get(id_) is declaration and "." in id_ and id_.split(".")[0] in assembly.tables:
        table, name = id_.split(".", 1)
        assembly.column_named(table, name)
    elif assembly.formulas.get(id_) is declaration:
        assembly.scalar_named(id_)


def lower_formula(declaration: Declaration, id_: str, assembly: Assembly) -> Calculation | None:
    """The calculation of a formula; its declared unit must fit what it works out."""
    tree = declaration.tree
    lowering, table, row = assembly.lowering(declaration), None, ""
    selection_tree = selection_of(tree)
    if selection_tree is not None:
        selection = lower_selection(lowering, selection_tree)
        if selection is None:
            return None
        if selection.filter is not None:
            _report_filter(declaration, selection_tree, assembly)
            return None
        lowering, table, row = lowering.inside(selection.scope), selection.table, selection.row
    written = next(branch for branch in branches(tree) if branch.data not in _LABELS)
    option_of = first(tree, "option_of")
    expression = lowering.lower(written) if option_of is None else lower_option(lowering, option_of, written)
    if expression is None:
        return None
    unit_tree = first(tree, "unit")
    unit = unit_of(unit_tree) if unit_tree is not None else _natural_unit(expression, assembly)
    if unit_tree is not None and unit is not None and not fits(lowering, expression, unit, unit_tree):
        return None
    type_ = expression.type
    if isinstance(type_, NumberType) and unit is not None and unit_tree is not None:
        type_ = NumberType(unit.dimension, type_.basis)
    name = id_.removeprefix(f"{table}.") if table else id_
    return Calculation(
        id_,
        label_of(tree, name),
        table,
        row,
        expression,
        type_,
        unit,
        sources_of(tree),
        declaration.clause,
        declaration.construct,
        span_of_head(declaration),
    )


def fits(lowering: Lowering, expression: core.Expression, unit: Unit, at: Branch) -> bool:
    """Whether a value can be given in a unit; reports both if it cannot."""
    wanted = NumberType(unit.dimension)
    if isinstance(expression.type, NumberType) and together(expression.type, wanted) is not None:
        return True
    lowering.problems.add(
        kinds.UNIT_MISMATCH,
        span_of(lowering.declaration, at),
        Message(
            "算出来的是{found}，单位 {unit} 表示{wanted}。",
            "This works out as {found}; {unit} measures {wanted}.",
        ).filled(found=type_words(expression.type), wanted=type_words(wanted), unit=unit.symbol),
        hint=Message("改单位，或检查公式。", "Change the unit, or check the formula."),
    )
    return False


def _natural_unit(expression: core.Expression, assembly: Assembly) -> Unit | None:
    """The unit to show when the formula states none: that of the first value it is made of with its type.

    A difference of two temperatures has none of its own: it is in K, not in the °C of its sides.
    """
    own = _own_unit(expression, assembly)
    if own is not None:
        return own
    parts = (one for one in core.children(expression) if one.type == expression.type)
    found = (_natural_unit(one, assembly) for one in parts)
    known = (unit for unit in found if unit is not None)
    first_unit = next(known, None)
    is_difference = isinstance(expression, core.Arithmetic) and expression.operator == "-"
    if first_unit is None or not first_unit.offset or not is_difference:
        return first_unit
    second_unit = next(known, None)
    return None if second_unit is not None and second_unit.offset else first_unit


def _own_unit(part: core.Expression, assembly: Assembly) -> Unit | None:
    match part:
        case core.Scalar(id=id_):
            scalar = assembly.scalar_named(id_)
            table, _, name = id_.partition(".")
            field = assembly.tables[table].field(name) if scalar is None and table in assembly.tables else None
            return scalar.unit if scalar is not None else field.unit if field is not None else None
        case core.Cell(table=table, field=name) | core.Joined(table=table, field=name):
            column = assembly.column_named(table, name)
            field = assembly.tables[table].field(name)
            return column.unit if column is not None else field.unit if field is not None else None
        case core.NumberLiteral(unit=unit):
            return unit
        case _:
            return None


def _report_filter(declaration: Declaration, selection: Branch, assembly: Assembly) -> None:
    assembly.problems.add(
        FILTERED_COLUMN,
        span_of(declaration, selection),
        Message("这里只选了一部分行。", "This selects only some of the rows."),
        hint=Message("写“凡 活动 a”，条件放进公式。", "Write “for each activity a” and put the condition inside."),
    )

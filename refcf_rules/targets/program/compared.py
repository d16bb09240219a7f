"""What a rule compares, as plain data: for pages that show how far each side stands from the other.

The comparisons are those of which all have to hold, in the order of the expression; one that compares no numbers has a
null in its place. The unit of an amount differs from row to row: it is open until a row is there.
"""

from __future__ import annotations

from refcf_rules.model.expression import Arithmetic, Comparison, Expression
from refcf_rules.model.names import Names, names_of
from refcf_rules.model.row_links import conjuncts
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import SHARE, NumberType
from refcf_rules.model.wording import words
from refcf_rules.quantities.unit import Unit, canonical_unit
from refcf_rules.targets.program.data import Json, Object
from refcf_rules.targets.program.results import display_unit, unit_data


def compared_data(standard: Standard) -> Object:
    """By rule: operator, both sides in words, and the unit both are shown in."""
    names = names_of(standard)
    return {
        rule.id: [_comparison(each, names) for each in conjuncts(rule.expression)] for rule in standard.requirements
    }


def _comparison(of: Expression, names: Names) -> Json:
    if not isinstance(of, Comparison) or not isinstance(of.left.type, NumberType):
        return None
    unit = _unit(of, names)
    sides = (_side(each, names) for each in (of.left, of.right))
    is_open = unit is None and of.left.type.dimension is None
    return [of.operator, *sides, None if unit is None else unit_data(unit), is_open]


def _side(of: Expression, names: Names) -> Json:
    said = words(of, names)
    return [said.zh, said.en]


def _unit(of: Comparison, names: Names) -> Unit | None:
    """One unit for both sides: the one in which people read either."""
    for side in (of.left, of.right):
        unit = _shown_in(side, names)
        if unit is not None and unit.symbol != "1":
            return unit
    type_ = of.left.type
    return canonical_unit(type_.dimension) if isinstance(type_, NumberType) and type_.dimension is not None else None


def _shown_in(of: Expression, names: Names) -> Unit | None:
    """The unit of a value; that of a multiple is the unit of what is multiplied."""
    match of:
        case Arithmetic(operator="*", left=left, right=right) if right.type == SHARE:
            return _shown_in(left, names)
        case Arithmetic(operator="*", left=left, right=right) if left.type == SHARE:
            return _shown_in(right, names)
        case Arithmetic(operator="/", left=left, right=right) if right.type == SHARE:
            return _shown_in(left, names)
        case _:
            return display_unit(of, names)

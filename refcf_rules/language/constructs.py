"""The constructs of the language, in the order of the grammar: what each declares, expands to and lowers to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from refcf_rules.language import (
    allocation,
    balance,
    boundary,
    clause,
    cut_off,
    data_quality,
    declared_unit,
    document,
    emission,
    example,
    factor,
    fields,
    footprint,
    formula,
    functional_unit,
    grade,
    introduction,
    parameter,
    product,
    repeat,
    report_items,
    report_value,
    rule,
    standard,
    table,
)
from refcf_rules.language.assembly import Assembly
from refcf_rules.language.parse import Declaration
from refcf_rules.record import record

Step = Callable[[Declaration, Assembly], None]
Expand = Callable[[Declaration, Assembly], tuple[Declaration, ...]]


def _nothing(_declaration: Declaration, _assembly: Assembly) -> None:
    """This construct has nothing to do in this step."""


@record
class Construct:
    """The questions asked of every construct; ``rank`` orders declaring (names others need come first)."""

    name: str
    declare: Step
    expand: Expand | None
    lower: Step
    rank: int = 5


CONSTRUCTS: Final[tuple[Construct, ...]] = (
    Construct("standard", standard.declare, None, standard.lower, 0),
    Construct("introduction", introduction.declare, None, introduction.lower),
    Construct("document", document.declare, None, document.lower),
    Construct("product", product.declare, product.expand, product.lower, 4),
    Construct("clause", clause.declare, None, _nothing, 0),
    Construct("title", _nothing, None, _nothing),
    Construct("annex", _nothing, None, _nothing),
    Construct("text", _nothing, None, _nothing),
    Construct("note", _nothing, None, _nothing),
    Construct("term", clause.declare, None, clause.lower_term),
    Construct("not_checkable", clause.declare, None, clause.lower_not_checkable),
    Construct("declared_unit", declared_unit.declare, None, declared_unit.lower),
    Construct("functional_unit", functional_unit.declare, functional_unit.expand, functional_unit.lower, 7),
    Construct("boundary", boundary.declare, boundary.expand, boundary.lower, 1),
    Construct("cut_off", cut_off.declare, cut_off.expand, cut_off.lower),
    Construct("allocation", allocation.declare, allocation.expand, allocation.lower),
    Construct("data_quality", data_quality.declare, data_quality.expand, data_quality.lower),
    Construct("parameter", parameter.declare, None, parameter.lower, 3),
    Construct("table", table.declare, None, table.lower, 2),
    Construct("factor", factor.declare, None, factor.lower, 2),
    Construct("fields", fields.declare, None, fields.lower, 1),
    Construct("formula", formula.declare, None, formula.lower, 2),
    Construct("repeat", repeat.declare, None, repeat.lower, 2),
    Construct("emission", emission.declare, emission.expand, emission.lower),
    Construct("footprint", footprint.declare, footprint.expand, footprint.lower, 6),
    Construct("report_value", report_value.declare, None, report_value.lower, 8),
    Construct("report_items", report_items.declare, report_items.expand, report_items.lower),
    Construct("rule", rule.declare, None, rule.lower),
    Construct("balance", balance.declare, balance.expand, balance.lower),
    Construct("grade", grade.declare, None, grade.lower),
    Construct("example", example.declare, None, example.lower),
)
BY_NAME: Final = {construct.name: construct for construct in CONSTRUCTS}
# Lowered first: what else a state needs is known only then. Lowered last: they name what the others made.
FIRST: Final = ("repeat",)
LAST: Final = ("report_value", "grade", "example")

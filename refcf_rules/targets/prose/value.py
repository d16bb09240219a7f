"""The number of a parameter, as its author wrote it."""

from __future__ import annotations

from typing import Final

from refcf_rules.model.expression import Arithmetic, Expression, NumberLiteral
from refcf_rules.model.number import DatedValue, Parameter
from refcf_rules.source.message import Message
from refcf_rules.targets.prose.context import Context
from refcf_rules.targets.prose.document import Bound, Inlines, plain
from refcf_rules.targets.prose.expression import Writer
from refcf_rules.targets.prose.unit_text import pretty_unit

NO_VALUE: Final = Message("——", "—")


def value_words(context: Context, parameter: Parameter, value: DatedValue) -> Inlines:
    """The number with its unit; 44/12 stays 44/12."""
    if value.value is None:
        return (Bound(context.say(NO_VALUE), open=True),)
    if isinstance(value.value, NumberLiteral):
        return (Bound(context.quantity(value.value.value, parameter.unit)),)
    words = plain(Writer(context).words(_without_unit(value.value))).replace(" ÷ ", "/")
    unit = parameter.unit.symbol if parameter.unit is not None else "1"
    return (Bound(words if unit == "1" else f"{words} {pretty_unit(unit, context.language)}"),)


def _without_unit(expression: Expression) -> Expression:
    """``(44 / 12) × 1 kg/kg`` without the factor that only carries the unit."""
    match expression:
        case Arithmetic(operator="*", left=left, right=NumberLiteral(value=1.0)):
            return left
        case _:
            return expression

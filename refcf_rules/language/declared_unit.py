"""``declared unit``: what the footprint is per (声明单位)."""

from __future__ import annotations

from typing import Final

from refcf_rules.language.assembly import DUPLICATE_NAME, Assembly
from refcf_rules.language.expression import kinds
from refcf_rules.language.parse import Declaration
from refcf_rules.language.pieces import amount_of, branches, first, message_of, span_of, span_of_head
from refcf_rules.model.standard import DeclaredUnit
from refcf_rules.model.types import NumberType
from refcf_rules.quantities.dimension import Base, Dimension
from refcf_rules.source.diagnostic import Label
from refcf_rules.source.message import Message

_ALLOWED: Final = (Dimension.of(Base.MASS), Dimension.of(Base.PIECE))


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Set the declared unit of the part."""
    quantity = next(branches(declaration.tree, "quantity"))
    value, unit = amount_of(quantity)
    if unit is None or unit.dimension not in _ALLOWED or value <= 0:
        assembly.problems.add(
            kinds.UNIT_MISMATCH,
            span_of(declaration, quantity),
            Message("声明单位是质量或块数。", "A declared unit is a mass or a number of pieces."),
            hint=Message("例如 1 t。", "For example 1 t."),
        )
        return
    if assembly.declared_unit is not None:
        assembly.problems.add(
            DUPLICATE_NAME,
            span_of_head(declaration),
            Message("声明单位已经有了。", "There is a declared unit already."),
            hint=Message(
                "下级部分要改，写“替换”并说明理由。",
                "A part that changes it says replace and gives a reason.",
            ),
            also=(Label(assembly.declared_unit.span, Message("第一次声明在这里", "first declared here")),),
        )
        return
    text = first(declaration.tree, "both", "one_language")
    assembly.declared_unit = DeclaredUnit(
        value,
        unit,
        NumberType(unit.dimension),
        message_of(declaration, text, assembly.problems) if text is not None else Message("", ""),
        declaration.clause,
        span_of_head(declaration),
    )


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""

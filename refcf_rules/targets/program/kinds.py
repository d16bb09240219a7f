"""Kinds of values: which of number, text and truth a type of the standard is in a program."""

from __future__ import annotations

from refcf_rules.model.types import NumberType, TruthType, Type
from refcf_rules.targets.program.code import Kind


def kind_of_type(of: Type) -> Kind:
    """Options, dates and references are texts."""
    match of:
        case NumberType():
            return "number"
        case TruthType():
            return "truth"
        case _:
            return "text"

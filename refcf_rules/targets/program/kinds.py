"""Kinds of values: which of number, text and truth a type of the standard is in a program."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from refcf_rules.model.field import Field
from refcf_rules.model.types import NumberType, TruthType, Type
from refcf_rules.quantities.dimension import NONE, Base, Dimension
from refcf_rules.targets.program.code import Kind
from refcf_rules.targets.program.data import dimension_text

COMPONENTS: Final = ("fossil", "biogenic", "land_use", "aircraft")
HEADLINE: Final = ("fossil", "land_use", "aircraft")


def kind_of_type(of: Type) -> Kind:
    """Options, dates and references are texts."""
    match of:
        case NumberType():
            return "number"
        case TruthType():
            return "truth"
        case _:
            return "text"


def plain_text(text: str) -> str:
    """Text as it is compared: NFKC and trimmed (docs/semantics.md, item 37)."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


_CARBON_CONTENT: Final = Dimension.of(Base.CARBON) / Dimension.of(Base.MASS)


@dataclass(frozen=True, slots=True)
class NumberRules:
    """What a number field takes: the dimensions of its unit, whether it needs none, whether it is part of a whole."""

    dimensions: tuple[str, ...]
    bare: bool
    share: bool


def number_rules(field: Field) -> NumberRules:
    """The rules of a number field whose unit does not differ from row to row."""
    dimension = field.type.dimension if isinstance(field.type, NumberType) else None
    if dimension is None:
        raise TypeError(f"{field.id} measures no one thing")
    wide = (dimension, NONE) if dimension == _CARBON_CONTENT else (dimension,)
    is_part = dimension.is_none and field.unit is not None and field.unit.factor < 1
    return NumberRules(
        tuple(dimension_text(each) for each in wide), dimension.is_none, is_part or dimension == _CARBON_CONTENT
    )

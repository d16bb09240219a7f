"""Kinds of values: which of number, text and truth a type of the standard is in a program."""

from __future__ import annotations

import unicodedata
from typing import Final

from refcf_rules.model.types import NumberType, TruthType, Type
from refcf_rules.targets.program.code import Kind

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

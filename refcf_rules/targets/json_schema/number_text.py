"""Pieces of patterns for numbers as text, and the units of one size."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from refcf_rules.model.field import Field
from refcf_rules.model.types import NumberType
from refcf_rules.model.written import UNIT, VALUE, VALUE_ALSO
from refcf_rules.quantities.dimension import Base, Dimension
from refcf_rules.quantities.unit import Unit, to_canonical
from refcf_rules.quantities.units import UNIT_ATOMS
from refcf_rules.record import record
from refcf_rules.targets.json_schema.decimals import DIGIT
from refcf_rules.targets.json_schema.schema import Schema
from refcf_rules.targets.json_schema.typed_text import names_typed

VALUE_NAMES: Final = names_typed((VALUE.en, VALUE.zh, VALUE_ALSO))
UNIT_NAMES: Final = names_typed((UNIT.en, UNIT.zh))
NUMBER: Final = f"(?:{DIGIT}+(?:[.．]{DIGIT}+)?|[.．]{DIGIT}+)(?:[eEｅＥ][-+－＋−]?{DIGIT}+)?"
MINUS: Final = "[-－−]"
PLUS: Final = "[+＋]?"
ANY_SIGN: Final = "[-+－＋−]?"
ZERO: Final = "(?=[0０.．]*(?:[^0-9０-９.．]|$))"
NOT_ZERO: Final = r"(?=[0０.．]*[1-9１-９])"
BLANKS: Final = rf"(?:[ \u00a0\u3000]+|(?!{DIGIT}))"
BARE: Final[Schema] = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": rf"^\s*{ANY_SIGN}{NUMBER}\s*$"}]}
"""A number without a unit."""
TEMPERATURE: Final = Dimension.of(Base.TEMPERATURE)


@record
class Scale:
    """Unit spellings of one size, with one of the units; none at all for a number that stands alone."""

    unit: Unit | None
    spellings: tuple[str, ...] = ()

    def canonical(self, value: float) -> float:
        """The value in canonical units."""
        return value if self.unit is None else to_canonical(value, self.unit)


def scales(of: Dimension) -> tuple[Scale, ...]:
    """The single units of a dimension by their size."""
    found: dict[tuple[Fraction, Fraction], list[str]] = {}
    for atom in UNIT_ATOMS:
        if atom.dimension == of:
            found.setdefault((atom.factor, atom.offset), []).extend(atom.spellings)
    return tuple(
        Scale(Unit(spellings[0], of, factor, offset), tuple(spellings)) for (factor, offset), spellings in found.items()
    )


def is_measured(field: Field) -> bool:
    """Whether a number of the field needs a unit."""
    return isinstance(field.type, NumberType) and (field.type.dimension is None or not field.type.dimension.is_none)


def dimension_of(field: Field) -> Dimension | None:
    """What a number field measures, if that is the same in every row."""
    return field.type.dimension if isinstance(field.type, NumberType) else None

"""What every writer of prose needs at hand: the standard, its names and the language of the document."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from refcf_rules.model.field import Field
from refcf_rules.model.names import Names, names_of
from refcf_rules.model.number import LookupTable, Parameter
from refcf_rules.model.requirement import Calculation, Requirement
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import NumberType, Type
from refcf_rules.quantities.number import MESSAGE_DIGITS, format_quantity
from refcf_rules.quantities.unit import Unit, canonical_unit
from refcf_rules.source.message import Language, Message
from refcf_rules.source.text import Span
from refcf_rules.targets.prose.unit_text import pretty_unit

_OWNED: Final = {
    "product": Message("{field}", "{field} of the product"),
    "period": Message("报告期的{field}", "{field} of the reporting period"),
}
_OF_STAGE: Final = Message("{stage}的排放", "emissions of {stage}")
_AFTER_ALL: Final = "\U0010ffff"
_SPECIAL: Final = {"product.id": Message("本产品", "product of this inventory")}


@dataclass(frozen=True)
class Context:
    """A standard as seen from one language."""

    standard: Standard
    language: Language

    @cached_property
    def names(self) -> Names:
        """The labels of everything an expression can name."""
        return names_of(self.standard)

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters by id."""
        return {each.id: each for each in self.standard.parameters}

    @cached_property
    def calculations(self) -> dict[str, Calculation]:
        """The calculations by id."""
        return {each.id: each for each in self.standard.calculations}

    @cached_property
    def lookups(self) -> dict[str, LookupTable]:
        """The tables of the standard by id."""
        return {each.id: each for each in self.standard.lookups}

    @cached_property
    def fields(self) -> dict[tuple[str, str], Field]:
        """The fields of the inventory by table and id."""
        return {(table.id, field.id): field for table in self.standard.tables for field in table.fields}

    @cached_property
    def requirements(self) -> dict[str, Requirement]:
        """The requirements by id."""
        return {each.id: each for each in self.standard.requirements}

    def clause_at(self, span: Span) -> str | None:
        """The clause in which a declaration stands: the last one that begins before it in its file."""
        begins = self._beginnings.get(span.path, [])
        place = bisect_right(begins, (span.line, _AFTER_ALL))
        return begins[place - 1][1] if place else None

    @cached_property
    def _beginnings(self) -> dict[str, list[tuple[int, str]]]:
        """The lines on which clauses begin, by file, in order."""
        found: dict[str, list[tuple[int, str]]] = {}
        for clause in self.standard.clauses:
            found.setdefault(clause.span.path, []).append((clause.span.line, clause.id))
        return {path: sorted(lines) for path, lines in found.items()}

    def say(self, message: Message) -> str:
        """A message in the language of the document; the other one rather than nothing."""
        return message.text(self.language) or message.zh or message.en

    def title(self, message: Message) -> str:
        """A message that stands as a heading: an English one begins with a capital."""
        found = self.say(message)
        return found[:1].upper() + found[1:] if found[:2].islower() else found

    def scalar(self, id_: str) -> str:
        """The name of a single value; that of a field says whose field it is."""
        table, _, field = id_.partition(".")
        if id_ in _SPECIAL:
            return self.say(_SPECIAL[id_])
        if table == "stage":
            return self.say(_OF_STAGE.filled(stage=self.names.scalar(id_)))
        found = _OWNED.get(table)
        if found is None or id_ in self.calculations or id_ in self.parameters:
            return self.say(self.names.scalar(id_))
        return self.say(found.filled(field=self.names.column(table, field)))

    def quantity(self, value: float, unit: Unit | None, digits: int = MESSAGE_DIGITS) -> str:
        """A canonical value as people read it, with its unit set for reading."""
        if unit is None or unit.symbol == "1":
            return format_quantity(value, unit, digits)
        number, _, _ = format_quantity(value, unit, digits).partition(" ")
        return f"{number} {pretty_unit(unit.symbol)}"

    def unit(self, id_: str, type_: Type) -> str:
        """The unit in which a value is shown; empty for pure numbers and for what is no number."""
        if not isinstance(type_, NumberType):
            return ""
        unit = self.names.unit(id_)
        if unit is None and type_.dimension is not None:
            unit = canonical_unit(type_.dimension)
        return "" if unit is None or unit.symbol == "1" else pretty_unit(unit.symbol)

"""The pass over activities once more, for rows that msgspec has decoded into a type: what the type says needs no test.

Only what is written in the plain way goes this way; at the first thing unusual the ordinary validator takes over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refcf_rules.model.field import Field, Table
from refcf_rules.model.measure import is_share, takes_bare
from refcf_rules.model.types import ChoiceType, DateType, NumberType, ReferenceType, TruthType
from refcf_rules.record import record
from refcf_rules.targets.program.code import ReadRow
from refcf_rules.targets.program.identifiers import plain_identifier
from refcf_rules.targets.python.print_reading import UNPLAIN_ACTIVITY, Reading
from refcf_rules.targets.python.print_terms import literal

_STEP: Final = "    "
_WITH_FACTOR: Final = frozenset({"amount"})


@record
class Attribute:
    """A field as an attribute of the type: what it may hold, and whether it must be there."""

    id: str
    name: str
    kind: str
    required: bool
    options: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    above: bool = False


class TypedReading(Reading):
    """Prints how an activity of the type is read."""

    def attributes(self, of: ReadRow) -> tuple[Attribute, ...]:
        """The fields that the type has; what has others is left to the ordinary validator."""
        table = self.tables[of.table]
        return tuple(self._attribute(field) for field in self.fields(of, table) if field.id not in _WITH_FACTOR)

    def _attribute(self, field: Field) -> Attribute:
        name = plain_identifier(field.id)
        match field.type:
            case NumberType() as of if takes_bare(of):
                most = 1.0 if is_share(field) else None
                low = {"any": None if most is None else -most}.get(field.sign, 0.0)
                above = field.sign == "positive"
                return Attribute(field.id, name, "number", field.required, (), low, most, above)
            case TruthType():
                return Attribute(field.id, name, "truth", field.required)
            case ChoiceType(choice=id_) if id_ in self.choices and not self.choices[id_].open:
                options = tuple(option.id for option in self.choices[id_].options if not option.group)
                return Attribute(field.id, name, "choice", field.required, options)
            case _:
                return Attribute(field.id, name, "text", field.required)

    def lines(self, of: ReadRow) -> Iterator[str]:
        """The lines that read one row, which is called ``row``."""
        table, wanted = self.tables[of.table], dict(of.variables)
        read = self.fields(of, table)
        # Amount, unit and factor are there, and the factor's value and unit.
        yield f"given = {5 + sum(field.required for field in read if field.id not in _WITH_FACTOR)}"
        for field in read:
            if field.id not in _WITH_FACTOR:
                yield from self._field(field, wanted.get(field.id), table)
        if "name" in wanted:
            yield f"if {wanted['name']} is None:"
            yield f"{_STEP}raise UnusualError"
        yield from self._activity(wanted)
        yield "keys += given"

    def _field(self, field: Field, name: str | None, table: Table) -> Iterator[str]:
        variable = self.asked_as(field, name)
        attribute = self._attribute(field)
        yield f"{variable} = row.{attribute.name}"
        checks = list(self._left_to_check(field, attribute, variable, table))
        if field.required:
            yield from checks
            return
        there = f"{variable} == {variable}" if attribute.kind == "number" else f"{variable} is not None"
        yield f"if {there}:"
        yield f"{_STEP}given += 1"
        yield from (f"{_STEP}{line}" for line in checks)

    def _left_to_check(self, field: Field, attribute: Attribute, name: str, table: Table) -> Iterator[str]:
        """What the type does not say: units, the calendar, open lists, texts that say nothing."""
        match field.type:
            case _ if attribute.kind != "text":
                return
            case ChoiceType(choice=id_) if id_ in self.choices:
                yield from self._choice(self.choices[id_], name)
            case NumberType() | DateType():
                yield from self._checks(field, name, table)
            case _:
                yield from self._text(name, is_compared=self.is_compared(field, name))
        if field.id == "id":
            yield f"ids_of_{table.id}.add({name})"
        if isinstance(field.type, ReferenceType):
            yield f"s.named.append(({literal(field.type.table)}, {name}))"

    def _text(self, name: str, *, is_compared: bool) -> Iterator[str]:
        """That it is a text is certain."""
        test, what = super()._text(name, is_compared=is_compared)
        yield test.replace(f"type({name}) is not str or ", "")
        yield what

    def _activity(self, wanted: dict[str, str]) -> Iterator[str]:
        """Stage and origin, and everything about amount and factor, which two units decide."""
        known = self.known(wanted)
        yield from self._placed(wanted, known)
        unplain = [
            f"{wanted[name]} == {wanted[name]}" if name in ("multiplier", "ncv") else f"{wanted[name]} is not None"
            for name in UNPLAIN_ACTIVITY
            if name in wanted and name not in self.used(wanted)
        ]
        rejected = known["origin"] + ' == "own-reject"'
        yield f"if {' or '.join([rejected, *unplain])}:"
        yield f"{_STEP}raise UnusualError"
        yield "factor = row.factor"
        yield "written, rate, dated, cited = row.amount, factor.value, factor.year, factor.source"
        yield "given += (dated == dated) + (cited is not None)"
        yield "beside, counted_per = row.unit, factor.unit"
        yield "conversion = CONVERSIONS.get((beside, counted_per)) or conversion_of(beside, counted_per)"
        yield "if conversion is None:"
        yield f"{_STEP}raise UnusualError"
        yield from self._origin(wanted)
        yield from self._quickly(self.used(wanted), known)
        if "factor.source" not in wanted:
            yield "if cited is not None and not cited.strip():"
            yield f"{_STEP}raise UnusualError"

"""What every writer of prose needs at hand: the standard, its names and the language of the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property, wraps
from typing import Final, TypeVar, cast

from refcf_rules.model.evidence import NO_EVIDENCE, Case, Evidence
from refcf_rules.model.expression import Cell, Expression, Joined, Lookup, Scalar, children
from refcf_rules.model.field import Field
from refcf_rules.model.names import Names, names_of
from refcf_rules.model.number import LookupTable, Parameter
from refcf_rules.model.requirement import Calculation, Modality, Override, Requirement
from refcf_rules.model.standard import Part, Standard
from refcf_rules.model.types import NumberType, Type
from refcf_rules.quantities.number import MESSAGE_DIGITS, format_quantity
from refcf_rules.quantities.unit import Unit, canonical_unit
from refcf_rules.record import record
from refcf_rules.sheets.arrange import layout_of
from refcf_rules.sheets.layout import Layout
from refcf_rules.source.message import Language, Message
from refcf_rules.source.text import Span
from refcf_rules.targets.prose.unit_text import is_word, pretty_unit, without_exponent

_OWNED: Final = {
    "product": Message("{field}", "{field} of the product"),
    "period": Message("报告期的{field}", "{field} of the reporting period"),
}
_OF_STAGE: Final = Message("{stage}的排放", "emissions of {stage}")
_AFTER_ALL: Final = "\U0010ffff"
_SPECIAL: Final = {"product.id": Message("本产品", "product of this inventory")}


def _ids(expression: Expression) -> Iterator[str]:
    match expression:
        case Scalar(id=id_):
            yield id_
        case Cell(table=table, field=field) | Joined(table=table, field=field):
            yield f"{table}.{field}"
        case Lookup(table=table):
            yield table
        case _:
            pass
    for child in children(expression):
        yield from _ids(child)


_Of = TypeVar("_Of")
_Found = TypeVar("_Found")


def once(work: Callable[[Context, _Of], _Found]) -> Callable[[Context, _Of], _Found]:
    """A function that each context asks once for the same thing; its result is in no language."""

    @wraps(work)
    def asked(context: Context, of: _Of) -> _Found:
        kept = context.known.setdefault(work, {})
        if id(of) not in kept:
            kept[id(of)] = of, work(context, of)
        return cast("_Found", kept[id(of)][1])

    return asked


@record
class Later:
    """A part of the series that changes a provision of another."""

    part: Part
    override: Override


@dataclass(frozen=True)
class Context:
    """A standard as seen from one language.

    ``evidence`` is what the build found by running its examples, ``later`` how other parts of the series change it.
    """

    standard: Standard
    language: Language
    evidence: Evidence = NO_EVIDENCE
    later: tuple[Later, ...] = ()

    def in_language(self, language: Language) -> Context:
        """The same in another language. What was worked out says nothing in words, so that both share it."""
        other = Context(self.standard, language, self.evidence, self.later)
        own = {field.name for field in fields(self)}
        vars(other).update({name: found for name, found in vars(self).items() if name not in own})
        return other

    @cached_property
    def known(self) -> dict[object, dict[int, tuple[object, object]]]:
        """What ``once`` keeps, by the function and the place in memory of what it was asked of, with its result."""
        return {}

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
    def typed(self) -> tuple[tuple[str, str], ...]:
        """The fields that may be typed, in the order of the inventory."""
        tables = self.standard.tables
        return tuple((table.id, field.id) for table in tables for field in table.fields if not field.derived)

    @cached_property
    def requirements(self) -> dict[str, Requirement]:
        """The requirements by id."""
        return {each.id: each for each in self.standard.requirements}

    @cached_property
    def binding(self) -> frozenset[str]:
        """The ids of the requirements that decide the verdict (应)."""
        return frozenset(one.id for one in self.standard.requirements if one.modality is Modality.SHALL)

    @cached_property
    def layout(self) -> Layout:
        """The sheets of the workbook."""
        return layout_of(self.standard)

    @cached_property
    def cells(self) -> dict[tuple[str, str], tuple[tuple[Message, str], ...]]:
        """Where each field is typed in the workbook: sheets by title, with the defined name of the cells."""
        found: dict[tuple[str, str], list[tuple[Message, str]]] = {}
        for sheet in self.layout.sheets:
            for single in sheet.singles:
                found.setdefault((single.table, single.input.field), []).append((sheet.title, single.input.name))
            for block in sheet.blocks:
                for column in block.columns:
                    if column.content != "unit":
                        found.setdefault((block.table, column.field), []).append((sheet.title, column.name))
        return {column: tuple(places) for column, places in found.items()}

    @cached_property
    def cases(self) -> dict[str, tuple[Case, ...]]:
        """By rule, the examples that ran and exercise it."""
        found: dict[str, list[Case]] = {}
        for example in self.standard.examples:
            executed = self.evidence.executed.get((example.part, example.id))
            base = self.evidence.executed.get((example.part, example.base or ""))
            for rule, judged in executed.judged.items() if executed is not None else ():
                before = None if base is None else base.judged.get(rule)
                found.setdefault(rule, []).append(
                    Case(example, judged, before, executed is not None and executed.passed)
                )
        return {rule: tuple(cases) for rule, cases in found.items()}

    @cached_property
    def users(self) -> dict[str, tuple[str, ...]]:
        """By the id of a number, formula or table, the rules and formulas that use it, in the order of the standard."""
        found: dict[str, dict[str, None]] = {}
        for calculation in self.standard.calculations:
            for id_ in self.named(calculation.expression):
                found.setdefault(id_, {})[calculation.id] = None
        for rule in self.standard.requirements:
            for part in (rule.filter, rule.condition, rule.expression):
                for id_ in self.named(part) if part is not None else ():
                    found.setdefault(id_, {})[rule.id] = None
        return {id_: tuple(one for one in users if one != id_) for id_, users in found.items()}

    def named(self, expression: Expression) -> tuple[str, ...]:
        """The ids of the parameters, formulas and tables of the standard that an expression names itself."""
        known = (self.parameters, self.calculations, self.lookups)
        return tuple(dict.fromkeys(id_ for id_ in _ids(expression) if any(id_ in each for each in known)))

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
        number = without_exponent(format_quantity(value, unit, digits).partition(" ")[0])
        return number if unit is None or unit.symbol == "1" else f"{number} {pretty_unit(unit.symbol, self.language)}"

    def amount(self, value: float, unit: Unit) -> str:
        """A value that stands before what is counted: “1 t”, but “1” of casts, which are counted in heats."""
        return self.quantity(value, None if is_word(unit.symbol) else unit)

    def unit(self, id_: str, type_: Type) -> str:
        """The unit in which a value is shown; empty for pure numbers and for what is no number."""
        if not isinstance(type_, NumberType):
            return ""
        unit = self.names.unit(id_)
        if unit is None and type_.dimension is not None:
            unit = canonical_unit(type_.dimension)
        return "" if unit is None or unit.symbol == "1" else pretty_unit(unit.symbol, self.language)

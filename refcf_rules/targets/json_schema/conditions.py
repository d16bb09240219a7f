"""What a schema can say of a requirement: that no row certainly violates it.

A row is refused only where its own written options decide the matter. Missing values never
violate, as in the meaning of the language: what is not written leaves a rule undecided.
"""

from __future__ import annotations

from dataclasses import replace

from refcf_rules.model.expression import (
    Among,
    Cell,
    Comparison,
    Expression,
    IsGiven,
    Logic,
    Not,
    Scalar,
    TextLiteral,
    TruthLiteral,
)
from refcf_rules.model.field import Field, Table
from refcf_rules.model.requirement import Modality, Requirement
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import ChoiceType, TextType, TruthType
from refcf_rules.record import record
from refcf_rules.targets.json_schema.schema import GIVEN, Schema, all_of, any_of, texts, written
from refcf_rules.targets.json_schema.tables import group_names, places
from refcf_rules.targets.json_schema.values import NO, YES

_BOUND = ("amount", "basis", "moisture")  # may be worked out when the inventory is bound


@record
class Condition:
    """A schema for the rows of ``table``; ``None`` stands for the inventory itself."""

    table: str | None
    schema: Schema


def condition_of(requirement: Requirement, standard: Standard) -> Condition | None:
    """The schema of a requirement, or ``None`` if it cannot be said. Only *shall* may refuse an inventory."""
    if requirement.modality is not Modality.SHALL:
        return None
    saying = _Saying(requirement, standard)
    tests = [saying.certain(one, truth=True) for one in (requirement.filter, requirement.condition) if one]
    violated = saying.certain(requirement.expression, truth=False)
    known = [test for test in tests if test is not None]
    if violated is None or len(known) < len(tests):
        return None
    title: Schema = {"$comment": requirement.id}
    if not known:
        return Condition(requirement.table, {**title, "not": violated})
    return Condition(requirement.table, {**title, "if": all_of(known), "then": {"not": violated}})


class _Saying:
    """Turns truths about one row into schemas that hold exactly where the truth is certain."""

    def __init__(self, requirement: Requirement, standard: Standard) -> None:
        self._row = requirement.row
        self._table = requirement.table
        self._tables = {table.id: table for table in standard.tables}
        self._choices = {choice.id: choice for choice in standard.choices}
        self._processes = standard.boundary.processes
        self._calculated = {calculation.id for calculation in standard.calculations}

    def certain(self, expression: Expression, *, truth: bool) -> Schema | None:
        """A schema of the rows for which the expression certainly has this truth."""
        match expression:
            case Not(operand=operand):
                return self.certain(operand, truth=not truth)
            case Logic():
                return self._logic(expression, truth=truth)
            case IsGiven(operand=operand):
                return self._given(operand, truth=truth)
            case Among(value=value, options=options):
                return self._equal(value, options, truth=truth)
            case Comparison(operator="=" | "!=" as operator, left=left, right=TextLiteral(value=text)):
                return self._equal(left, (text,), truth=truth is (operator == "="))
            case _:
                return self._true(expression, truth=truth)

    def _logic(self, logic: Logic, *, truth: bool) -> Schema | None:
        parts = [self.certain(operand, truth=truth) for operand in logic.operands]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        return all_of(known) if (logic.operator == "and") is truth else any_of(known)

    def _given(self, operand: Expression, *, truth: bool) -> Schema | None:
        found = self._field(operand)
        if found is None:
            return None
        table, field = found
        if not truth and ("." in field.id or field.id in _BOUND):
            return None
        given = self._somewhere(table, field, GIVEN)
        return given if truth else {"not": given}

    def _equal(self, operand: Expression, options: tuple[str, ...], *, truth: bool) -> Schema | None:
        if isinstance(operand, Cell) and (operand.table, operand.field) == ("activity", "stage"):
            return self._in_stage(operand, options, truth=truth)
        found = self._field(operand)
        if found is None or not isinstance(found[1].type, ChoiceType | TextType):
            return None
        table, field = found
        spellings = texts([text for id_ in options for text in self._spellings(field, id_)])
        value: Schema = {"enum": spellings} if truth else {"not": {"enum": [*spellings, None]}}
        return self._somewhere(table, field, value)

    def _in_stage(self, cell: Cell, stages: tuple[str, ...], *, truth: bool) -> Schema | None:
        """The stage follows from the unit process; one that the standard does not list has none."""
        processes = tuple(one.id for one in self._processes if (one.stage in stages) is truth)
        return self._equal(replace(cell, field="process"), processes, truth=True) if processes else None

    def _true(self, operand: Expression, *, truth: bool) -> Schema | None:
        if isinstance(operand, TruthLiteral):
            return {} if operand.value is truth else {"not": {}}
        found = self._field(operand)
        if found is None or not isinstance(found[1].type, TruthType):
            return None
        values: Schema = {"enum": [truth, *texts([*(YES if truth else NO)])]}
        return self._somewhere(*found, values)

    def _field(self, operand: Expression) -> tuple[Table, Field] | None:
        """The field people type in that an expression reads, if it belongs to the row or the inventory."""
        match operand:
            case Cell(row=row, table=table, field=name) if row == self._row and table == self._table:
                id_ = f"{table}.{name}"
            case Scalar(id=id_) if self._table is None:
                pass
            case _:
                return None
        table_id, _, field_id = id_.partition(".")
        known = self._tables.get(table_id)
        fields = known.fields if known else ()
        found = next((one for one in fields if one.id == field_id and not one.derived), None)
        if known is None or found is None or id_ in self._calculated:
            return None
        return known, found

    def _spellings(self, field: Field, option: str) -> tuple[str, ...]:
        """All ways to write an option and the narrower ones it includes."""
        choice = self._choices.get(field.type.choice) if isinstance(field.type, ChoiceType) else None
        found = choice.find(option) if choice else None
        if found is None:
            return (option,)
        narrower = (text for id_ in found.includes for text in self._spellings(field, id_))
        return (*found.spellings, *narrower)

    def _somewhere(self, table: Table, field: Field, value: Schema) -> Schema:
        """That the field is written, under any of its names, and its value fits."""
        direct, *inner = places(table, field)
        group = field.id.partition(".")[0]
        schemas = [
            written(direct, value),
            *(written(group_names(group), written(names, value)) for names in inner),
        ]
        found = any_of(schemas)
        return found if self._table else written(table.spellings, found)

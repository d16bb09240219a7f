"""What can be said of one cell: that it is given, that it is one of some texts, how large it is.

Each answer is a schema of the row in which the field stands, under any of its names and in any of its
places. Fields that are filled in when nobody wrote them (the factor from the library, the origin of what is
no material) are certain only where that cannot happen or is known.
"""

from __future__ import annotations

from typing import Final

from refcf_rules.model.choice import Choice
from refcf_rules.model.component import COMPONENTS
from refcf_rules.model.core_tables import ACTIVITY, LEG
from refcf_rules.model.field import Field, Table
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import ChoiceType, DateType, NumberType, TruthType
from refcf_rules.model.written import FACTOR, NO, YES
from refcf_rules.targets.json_schema.decimals import Side
from refcf_rules.targets.json_schema.limits import Holds, Sign, beside_limit, beyond_limit, of_sign
from refcf_rules.targets.json_schema.number_text import ANY_SIGN, BARE, BLANKS, NUMBER, UNIT_NAMES, VALUE_NAMES
from refcf_rules.targets.json_schema.numbers import number_name
from refcf_rules.targets.json_schema.said import FALSE, TRUE, Reason, Said, every, some, unsaid
from refcf_rules.targets.json_schema.schema import (
    GIVEN,
    NEVER,
    NULL,
    Schema,
    all_of,
    any_of,
    none_of,
    one_of,
    reference,
    written,
)
from refcf_rules.targets.json_schema.tables import group_names, places
from refcf_rules.targets.json_schema.typed_text import STRANGE, names_typed, options_typed, text_pattern, values_of
from refcf_rules.targets.json_schema.values import truth_pattern
from refcf_rules.targets.json_schema.vocabulary import Vocabulary

_NOT_ASKED: Final = "not-applicable"
"""The origin of what is no material, when nobody wrote one."""
_VALUES: Final = tuple(f"{FACTOR}.{part}" for part in ("value", *COMPONENTS))


class Cells:
    """Answers about the cells of one standard's tables."""

    def __init__(self, standard: Standard, vocabulary: Vocabulary) -> None:
        self._choices = {choice.id: choice for choice in standard.choices}
        self._tables = {table.id: table for table in standard.tables}
        self._listed = tuple(process.id for process in standard.boundary.processes)
        self._vocabulary = vocabulary
        self.named: Final = vocabulary.named

    def given(self, table: Table, field: Field, *, truth: bool) -> Said:
        """Whether there is a value."""
        if field.derived:
            return self._derived_given(table, field, truth=truth)
        if field.id == "name" and not table.single:
            return TRUE if truth else FALSE
        said = self._given(table, field) if truth else self._absent(table, field)
        if _is_factor(table, field):
            return self._of_factor(field, said, truth=truth)
        if table.id == ACTIVITY.id and field.id == "origin":
            kind = self._kind("material", truth=not truth)
            return some([said, kind]) if truth else every([said, kind])
        if table.id == ACTIVITY.id and field.id == "amount":
            legs = self._absent_names("legs", self._tables[LEG.id].spellings)
            return Said(said.schema, (Reason.WORKED_OUT,)) if truth else every([said, Said(legs, (Reason.WORKED_OUT,))])
        return said

    def one_of(self, table: Table, field: Field, options: tuple[str, ...], *, truth: bool) -> Said:
        """Whether an option or a text is among those."""
        if table.id == ACTIVITY.id and field.id == "stage":
            return unsaid(Reason.WORKED_OUT)
        if field.derived or isinstance(field.type, NumberType | TruthType | DateType):
            return unsaid(Reason.WORKED_OUT)
        value = self._text_value(field, options, truth=truth)
        said = Said(self._somewhere(table, field, value, _how(options, truth=truth)))
        if _is_factor(table, field):
            return self._of_factor(field, said, truth=True)
        if field.id == "name" and not table.single:
            return Said(said.schema, (Reason.WORKED_OUT,))
        if table.id == ACTIVITY.id and field.id == "origin" and (_NOT_ASKED in options) is truth:
            return some([said, every([self._absent(table, field), self._kind("material", truth=False)])])
        return said

    def true(self, table: Table, field: Field, *, truth: bool) -> Said:
        """Whether a truth is this one."""
        if field.derived or not isinstance(field.type, TruthType):
            return unsaid(Reason.WORKED_OUT)
        pattern = truth_pattern(YES if truth else NO).partition("$|")[0] + "$"
        value: Schema = any_of([{"const": truth}, {"type": "string", "pattern": pattern}])
        return Said(self._somewhere(table, field, value, "yes" if truth else "no"))

    def beyond(self, table: Table, field: Field, holds: Holds, side: Side, words: str) -> Said:
        """Whether a number is certainly on that side of a limit above zero."""
        if field.derived or _is_multiplied(table, field) or not isinstance(field.type, NumberType):
            return unsaid(Reason.WORKED_OUT)
        value = self._vocabulary.named(f"{number_name(field)}.{words}", beyond_limit(field, holds, side))
        found = [self._somewhere(table, field, value, words)]
        for unit, bare in beside_limit(field, holds, side):
            found.append(all_of([self._somewhere(table, field, bare, f"{words}.bare"), written(UNIT_NAMES, unit)]))
        said = Said(self._vocabulary.named(f"{table.id}.{field.id}.{words}.any", any_of(found)))
        if _is_factor(table, field) or not value:
            return Said(said.schema, (Reason.LIBRARY,))
        return said

    def signed(self, table: Table, field: Field, sign: Sign) -> Said:
        """Whether a number is negative, zero or positive; an amount is so whatever its multiplier."""
        if field.derived or not isinstance(field.type, NumberType):
            return unsaid(Reason.WORKED_OUT)
        said = Said(self._somewhere(table, field, self._sign(field, sign), sign))
        if _is_factor(table, field):
            return Said(said.schema, (Reason.LIBRARY,))
        return Said(said.schema, (Reason.WORKED_OUT,)) if _is_multiplied(table, field) else said

    def measured_in(self, table: Table, field: Field, units: str) -> Schema:
        """That a number is written with one of the units, in whatever form."""
        text, unit = (self._vocabulary.named(words, schema) for words, schema in _with_units(units))
        bare = self._vocabulary.named("number.without-unit", BARE)
        beside = all_of([written(VALUE_NAMES, bare), written(UNIT_NAMES, unit)])
        apart: Schema = {"type": "object", "allOf": [any_of([written(VALUE_NAMES, text), beside])]}
        value = self._vocabulary.named("number.in-units", any_of([text, apart]))
        direct, *inner = places(table, field)
        found = [_either(direct, value, bare, unit)]
        for names in inner:
            group: Schema = {"type": "object", "allOf": [_either(names, value, bare, unit)]}
            found.append(written(group_names(FACTOR), self._vocabulary.named("factor.in-units", group)))
        return self._vocabulary.named(f"{table.id}.{field.id}.in-units", any_of(found))

    def nowhere(self, table: Table, field: Field) -> Schema:
        """That nothing is written for a field."""
        return self._absent(table, field).schema

    def names_factor(self, spellings: tuple[str, ...]) -> Schema:
        """That an activity names one of these factors of the library."""
        listed = self._vocabulary.named("factor.named", one_of(values_of(names_typed(spellings))))
        return self._vocabulary.named("activity.names-factor", written(group_names(FACTOR), listed))

    def no_named_factor(self) -> Schema:
        """That an activity names no factor of the library."""
        name: Schema = {"properties": {key: {"type": ["object", "null"]} for key in group_names(FACTOR)}}
        return self._vocabulary.named("activity.names-no-factor", {**name, **reference("plain-names")})

    def own_factor(self) -> Schema:
        """That an activity has a factor of its own, which then counts."""
        table = self._tables[ACTIVITY.id]
        typed = [self._given(table, field).schema for id_ in _VALUES if (field := table.field(id_))]
        return self._vocabulary.named("activity.own-factor", any_of(typed))

    def no_library(self) -> Schema:
        """That an activity names neither a factor nor a flow of the library."""
        table = self._tables[ACTIVITY.id]
        flow = table.field("flow")
        absent = self._absent(table, flow).schema if flow else {}
        return self._vocabulary.named("activity.no-library-factor", all_of([self.no_named_factor(), absent]))

    # --- places ------------------------------------------------------------------------------------

    def _somewhere(self, table: Table, field: Field, value: Schema, words: str) -> Schema:
        """That the field is written, under any of its names, and its value fits."""
        if value == NEVER:
            return NEVER
        direct, *inner = places(table, field)
        within = [_inside(field, names, value) for names in inner]
        return self._vocabulary.named(f"{table.id}.{field.id}.{words}", any_of([written(direct, value), *within]))

    def _given(self, table: Table, field: Field) -> Said:
        return Said(self._somewhere(table, field, GIVEN, "given"))

    def _absent(self, table: Table, field: Field) -> Said:
        """That the field stands nowhere; a key that is typed unusually may be the field."""
        direct, *inner = places(table, field)
        properties: Schema = dict.fromkeys(direct, NULL)
        for names in inner:
            nothing: Schema = {"properties": dict.fromkeys(names, NULL), **reference("plain-names")}
            properties.update(dict.fromkeys(group_names(field.id.partition(".")[0]), nothing))
        schema: Schema = {"properties": properties, **reference("plain-names")}
        return Said(self._vocabulary.named(f"{table.id}.{field.id}.absent", schema))

    def _absent_names(self, words: str, names: tuple[str, ...]) -> Schema:
        properties: Schema = dict.fromkeys(names, NULL)
        return self._vocabulary.named(f"no-{words}", {"properties": properties, **reference("plain-names")})

    # --- values ------------------------------------------------------------------------------------

    def _text_value(self, field: Field, options: tuple[str, ...], *, truth: bool) -> Schema:
        choice = self._choices.get(field.type.choice) if isinstance(field.type, ChoiceType) else None
        if choice is None:
            return _text(options, truth=truth)
        if choice.open and not truth:
            return _text(tuple(text for id_ in options for text in _spellings(choice, id_)), truth=False)
        ids = [one.id for one in choice.options if not one.group and (one.id in options) is truth]
        found = values_of(tuple(text for id_ in ids for text in options_typed(_spellings(choice, id_))))
        return one_of(found)

    def _sign(self, field: Field, sign: Sign) -> Schema:
        return self._vocabulary.named(f"{number_name(field)}.{sign}", of_sign(field, sign))

    # --- what is filled in -------------------------------------------------------------------------

    def _kind(self, kind: str, *, truth: bool) -> Said:
        table = self._tables[ACTIVITY.id]
        field = table.field("kind")
        return unsaid(Reason.WORKED_OUT) if field is None else self.one_of(table, field, (kind,), truth=truth)

    def _of_factor(self, field: Field, said: Said, *, truth: bool) -> Said:
        """The details of a factor count if its value is typed too, or if none comes from the library."""
        if field.id in _VALUES:
            return Said(self.own_factor(), (Reason.LIBRARY,)) if truth else unsaid(Reason.LIBRARY)
        counts = any_of([self.own_factor(), self.no_library()])
        return Said(all_of([said.schema, counts]), (Reason.LIBRARY,))

    def _derived_given(self, table: Table, field: Field, *, truth: bool) -> Said:
        """Every unit process of the list has a stage and a place in the order."""
        process = table.field("process")
        if table.id != ACTIVITY.id or field.id not in {"stage", "order"} or process is None:
            return unsaid(Reason.WORKED_OUT)
        return self.one_of(table, process, self._listed, truth=truth)


def _either(names: tuple[str, ...], value: Schema, bare: Schema, unit: Schema) -> Schema:
    """A number with its unit, or a number alone and the unit in a cell of its own."""
    return any_of([written(names, value), all_of([written(names, bare), written(UNIT_NAMES, unit)])])


def _with_units(units: str) -> tuple[tuple[str, Schema], tuple[str, Schema]]:
    """A text with one of the units, and the unit in a cell of its own."""
    text = rf"^\s*{ANY_SIGN}{NUMBER}{BLANKS}(?:{units})\s*$"
    return (
        ("number.with-unit", {"type": "string", "pattern": text}),
        ("unit", {"type": "string", "pattern": rf"^\s*(?:{units})\s*$"}),
    )


def _inside(field: Field, names: tuple[str, ...], value: Schema) -> Schema:
    inner: Schema = {"type": "object", "allOf": [written(names, value)]}
    return written(group_names(field.id.partition(".")[0]), inner)


def _text(options: tuple[str, ...], *, truth: bool) -> Schema:
    """Free texts, compared after both sides are folded."""
    pattern = text_pattern(options)
    other = [value for value in values_of(options) if not isinstance(value, str)]
    if truth:
        same: Schema = {"type": "string", "pattern": pattern}
        return any_of([same, one_of(other)])
    different: Schema = {"type": "string", "not": {"pattern": f"{pattern}|{STRANGE}"}}
    return any_of([different, {"type": ["number", "boolean"], **none_of(one_of(other))}])


def _spellings(choice: Choice, id_: str) -> tuple[str, ...]:
    return next((one.spellings for one in choice.options if one.id == id_), (id_,))


def _is_factor(table: Table, field: Field) -> bool:
    return table.id == ACTIVITY.id and field.id.startswith(f"{FACTOR}.")


def _is_multiplied(table: Table, field: Field) -> bool:
    return table.id == ACTIVITY.id and field.id == "amount"


def _how(options: tuple[str, ...], *, truth: bool) -> str:
    return ("is." if truth else "is-not.") + "-or-".join(options)

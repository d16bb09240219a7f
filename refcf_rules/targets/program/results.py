"""What results say of a standard, as plain data: rules with their words, the footprint and what stands beside it."""

from __future__ import annotations

from collections.abc import Container, Iterator

from refcf_rules.model.component import COMPONENT_LABELS
from refcf_rules.model.expression import (
    Aggregate,
    Arithmetic,
    Cell,
    Conditional,
    Expression,
    Interpolation,
    Joined,
    Lookup,
    Negative,
    NumberLiteral,
    Rounded,
    Scalar,
)
from refcf_rules.model.names import Names, names_of
from refcf_rules.model.prose import Template
from refcf_rules.model.types import ChoiceType, NumberType
from refcf_rules.model.wording import words
from refcf_rules.quantities.unit import Unit, canonical_unit
from refcf_rules.source.message import Message
from refcf_rules.targets.program.data import Json, Object
from refcf_rules.targets.program.program import Program, Rule, Shown
from refcf_rules.targets.program.rows import signature

_NOT_MET = Message("未满足：{what}", "Not met: {what}")


def rule_data(program: Program) -> Object:
    """The rules by id: what findings say of them, and where their numbers come from."""
    names = names_of(program.standard)
    return {rule.requirement.id: _rule(rule, program, names) for rule in program.rules}


def _rule(rule: Rule, program: Program, names: Names) -> Object:
    of = rule.requirement
    clause = program.standard.clause(of.clause)
    calculated = {each.id for each in program.standard.calculations}
    return {
        "label": _label(of.label),
        "modality": of.modality.value,
        "severity": None if of.severity is None else of.severity.value,
        "clause": of.clause,
        "number": clause.number if clause else None,
        "title": _label(clause.title) if clause else None,
        "table": of.table,
        "applies": rule.applies,
        "operands": rule.operands,
        "shown": [_shown(each, names, calculated) for each in rule.shown],
        "message": _message(rule, names),
    }


def _shown(shown: Shown, names: Names, calculated: Container[str]) -> Object:
    """A value that a finding shows: its id and label, its unit, the list its options are from.

    ``field`` is what a company typed in, whose unit is then the one it wrote; of another row if its id
    stands in the field ``key`` of this one.
    """
    of = shown.expression
    unit = display_unit(of, names)
    if unit is None and isinstance(of.type, NumberType) and of.type.dimension is not None:
        unit = canonical_unit(of.type.dimension)
    said: Object = {
        "id": shown.id,
        "label": _label(_words_of(of, names) if shown.id else words(of, names)),
        "unit": None if unit is None or not isinstance(of.type, NumberType) else unit_data(unit),
        "choice": of.type.choice if isinstance(of.type, ChoiceType) else None,
    }
    match of:
        case Scalar(id=id_) if id_ not in calculated and "." in id_ and isinstance(of.type, NumberType):
            said["field"] = id_
        case Cell(table=table, field=name) | Joined(table=table, field=name):
            if f"{table}.{name}" not in calculated and isinstance(of.type, NumberType):
                said["field"] = f"{table}.{name}"
            if isinstance(of, Joined):
                said["key"] = of.key.field if isinstance(of.key, Cell) else ""
        case _:
            pass
    return said


def _words_of(of: Expression, names: Names) -> Message:
    """What a name is called by itself."""
    match of:
        case Scalar(id=id_):
            return names.scalar(id_)
        case Cell(table=table, field=name) | Joined(table=table, field=name):
            return names.column(table, name)
        case _:
            return words(of, names)


def unit_data(unit: Unit) -> list[Json]:
    """Symbol, numerator, denominator, offset."""
    return [unit.symbol, float(unit.factor.numerator), float(unit.factor.denominator), float(unit.offset)]


def display_unit(of: Expression, names: Names) -> Unit | None:
    """The unit in which a value is shown: that of its literal, field, parameter or formula."""
    match of:
        case NumberLiteral(unit=unit):
            return unit
        case Scalar(id=id_) | Lookup(table=id_):
            return names.unit(id_)
        case Cell(table=table, field=field) | Joined(table=table, field=field):
            return names.unit(f"{table}.{field}")
        case Aggregate(kind="sum" | "least" | "greatest" | "average", value=value) if value is not None:
            return display_unit(value, names)
        case Interpolation(value=value):
            return display_unit(value, names)
        case Arithmetic(operator="-", left=left, right=right):
            first, second = display_unit(left, names), display_unit(right, names)
            if first is not None and second is not None and first.offset and second.offset:
                return canonical_unit(first.dimension)
            return first or second
        case Negative(operand=operand) | Rounded(operand=operand):
            return display_unit(operand, names)
        case Arithmetic(operator="+", left=first_, right=second_) | Conditional(then=first_, otherwise=second_):
            return display_unit(first_, names) or display_unit(second_, names)
        case _:
            return None


def _message(rule: Rule, names: Names) -> Object:
    """The message in pieces: a text, or the number of a shown value."""
    of = rule.requirement
    if of.message is None:
        text = _NOT_MET.filled(what=words(of.expression, names))
        return {"zh": [text.zh], "en": [text.en]}
    slots = {signature(each.expression, {}): index for index, each in enumerate(rule.shown) if not each.id}
    return {"zh": _pieces(of.message, slots, zh=True), "en": _pieces(of.message, slots, zh=False)}


def _pieces(template: Template, slots: dict[tuple[object, ...], int], *, zh: bool) -> list[Json]:
    parts = template.zh if zh else template.en
    return [part if isinstance(part, str) else slots[signature(part, {})] for part in parts]


def _label(message: Message) -> list[Json]:
    return [message.zh, message.en]


# --- results ------------------------------------------------------------------------------------------


def result_data(program: Program) -> Object:
    """Where the results are found: names of variables with their units."""
    standard = program.standard
    singles = dict(program.singles)
    grading = standard.grading
    return {
        "footprint": _footprint(program),
        "functional": list(_functional(program)),
        "places": program.places,
        "values": {id_: name.id for id_, name in program.singles if name.id in program.variables},
        "additional": [
            {
                "id": each.of,
                "label": _label(each.label),
                "unit": unit_data(each.unit),
                "step": each.step,
                "given": [singles[name if "." in name else f"service.{name}"].id for name in each.service],
                "value": singles[each.of].id,
            }
            for each in standard.reported
        ],
        "grading": None
        if grading is None
        else {
            "of": singles[grading.of].id,
            "as_reported": grading.as_reported,
            "step": standard.footprint.step if standard.footprint and standard.footprint.id == grading.of else None,
            "levels": [
                {
                    "number": level.number,
                    "label": _label(level.label),
                    "rest": level.rest,
                    "limit": program.grades[index],
                }
                for index, level in enumerate(grading.levels)
            ],
            "placeholders": list(_placeholders(program)),
        },
    }


def _functional(program: Program) -> Iterator[Json]:
    standard, singles = program.standard, dict(program.singles)
    if standard.footprint is None:
        return
    for unit in standard.functional_units:
        yield {
            "id": unit.id,
            "label": _label(unit.text),
            "given": [singles[name if "." in name else f"service.{name}"].id for name in unit.given],
            "flow": singles[unit.reference_flow].id,
            "value": singles[f"{standard.footprint.id}.{unit.id}"].id,
        }


def _footprint(program: Program) -> Json:
    standard = program.standard
    footprint = standard.footprint
    if footprint is None:
        return None
    singles = dict(program.singles)
    ids = {each.id for each in standard.calculations}

    def parts(named: list[tuple[str, list[Json]]]) -> list[Json]:
        return [
            [id_, label, singles[f"{footprint.id}.{id_}"].id] for id_, label in named if f"{footprint.id}.{id_}" in ids
        ]

    return {
        "id": footprint.id,
        "label": _label(footprint.label),
        "unit": unit_data(footprint.unit),
        "step": footprint.step,
        "value": singles[footprint.id].id,
        "by_stage": parts([(stage.id, _label(stage.label)) for stage in standard.boundary.stages]),
        "by_component": parts([(id_, _label(label)) for id_, label in COMPONENT_LABELS.items()]),
    }


def _placeholders(program: Program) -> list[Json]:
    """When placeholder values of the standard are used: [since, until] of each parameter or entry that is asked for."""
    standard = program.standard
    singles = dict(program.singles)
    dated = [value.provenance for each in standard.parameters if each.id in singles for value in each.values]
    dated += [
        entry.provenance for table in standard.lookups if table.id in program.lookup_names for entry in table.entries
    ]
    return [[each.since, each.until] for each in dated if each.status.value == "placeholder"]

"""The data of a standard that standalone validators carry: names, fields, options, units, factors.

Everything is plain JSON and the same for every language. What is not said is left out: a field without
``derived`` is typed in, a factor without ``until`` has no end. Labels are ``[Chinese, English]``; an id and both
labels are the spellings of a field, an option or a factor (a table is also called by its ``key``).
A dimension is the product of its canonical units, such as ``kgCO2e·kg^-1``; a pure number is ``""``.

==========  ==========================================================================================
standard    id, number, edition (``editions`` in both languages), title, digest; ``names`` that a claim may use
headers     the keys at the top that are no section, each with its spellings
sections    spelling of a section → id of its table; also of tables that are no section of their own
tables      id → label, key, parent, fields, groups of fields (``fields``: id → spellings inside), children
choices     id → options ``[id, Chinese, English]``; ``groups`` are no values; ``open`` takes any text
bases       the canonical units, in the order in which they stand in a dimension
units       ``[symbol, other spellings, dimension, numerator, denominator, offset]``
factors     the factors of the library in the order of the standard, in canonical units
processes   unit process → its stage and its position
slips       what plants call a field, and the field that is offered for it
==========  ==========================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from refcf_rules.model.choice import Choice
from refcf_rules.model.component import COMPONENTS, HEADLINE
from refcf_rules.model.field import Field, Table
from refcf_rules.model.measure import dimensions_of, is_share, open_kind, takes_bare
from refcf_rules.model.number import Factor
from refcf_rules.model.standard import Standard
from refcf_rules.model.types import ChoiceType, DateType, NumberType, ReferenceType, TextType, TruthType
from refcf_rules.model.written import (
    COMPANY,
    EDITION,
    STANDARD,
    group_label,
    groups_of,
    is_worked_out,
    main_numbers,
    short_label,
)
from refcf_rules.quantities.dimension import Dimension
from refcf_rules.quantities.spelling import folded
from refcf_rules.quantities.unit import Unit
from refcf_rules.quantities.unit_atom import UnitAtom
from refcf_rules.quantities.units import CANONICAL_SYMBOLS, UNIT_ATOMS
from refcf_rules.source.message import Message, same

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]
Object = dict[str, Json]

_HEADERS: Final = {"refcf": same("refcf"), "standard": STANDARD, "edition": EDITION}
SLIPS: Final = {
    "用量": "amount",
    "消耗量": "amount",
    "使用量": "amount",
    "工序": "process",
    "水分": "moisture",
    "含水量": "moisture",
    "类型": "kind",
    "产量": "accepted",
    "排放因子": "factor",
    "运输距离": "distance",
    "距离": "distance",
}


def standard_data(standard: Standard) -> Mapping[str, Json]:
    """All that reading and binding an inventory needs to know about a standard."""
    tables = (COMPANY, *standard.tables)
    part = standard.part
    return {
        "standard": {
            "id": standard.id,
            "number": part.number,
            "edition": part.edition_on_record,
            "editions": [part.edition.zh, part.edition.en],
            "title": _label(part.title),
            "digest": standard.digest,
            "names": list(dict.fromkeys((standard.id, part.id, part.number))),
        },
        "headers": {id_: list(dict.fromkeys((id_, label.zh, label.en))) for id_, label in _HEADERS.items()},
        "sections": {text: table.id for table in reversed(tables) for text in table.spellings},
        "tables": {table.id: _table(table, tables) for table in tables},
        "choices": {choice.id: _choice(choice) for choice in standard.choices},
        "bases": list(CANONICAL_SYMBOLS.values()),
        "units": [_unit_atom(atom) for atom in UNIT_ATOMS],
        "factors": [_factor(factor) for factor in standard.factors],
        "processes": {
            process.id: [process.stage, order] for order, process in enumerate(standard.boundary.processes, start=1)
        },
        "slips": dict(SLIPS),
    }


def dimension_text(dimension: Dimension) -> str:
    """A dimension as the product of its canonical units: ``MJ·Nm3^-1``, ``""`` for a pure number."""
    return "·".join(
        CANONICAL_SYMBOLS[base] if power == 1 else f"{CANONICAL_SYMBOLS[base]}^{power}"
        for base, power in dimension.exponents
    )


def dimension_texts(of: NumberType) -> tuple[str, ...]:
    """The dimensions that the unit of a number may have."""
    return tuple(map(dimension_text, dimensions_of(of)))


def _label(message: Message) -> list[Json]:
    return [message.zh, message.en]


def _present(**values: Json) -> Object:
    """What is said: nothing that is absent, false or empty."""
    return {name: value for name, value in values.items() if value is not None and value is not False and value != []}


# --- tables -------------------------------------------------------------------------------------------


def _table(table: Table, tables: Iterable[Table]) -> Object:
    """A table: how its rows are written. ``main`` are the numbers that a ``unit`` beside them is for."""
    plain = [field for field in table.fields if "." not in field.id]
    return _present(
        label=_label(table.label),
        key=table.key or table.id,
        single=table.single,
        parent=table.parent,
        derived=is_worked_out(table),
        fields={field.id: _field(field) for field in table.fields},
        groups={id_: _group(id_, table) for id_ in groups_of(table.fields)} or None,
        children=[child.id for child in tables if child.parent == table.id],
        main=list(main_numbers(plain)),
    )


def _group(id_: str, table: Table) -> Object:
    """Fields written as a mapping of their own, each with the spellings it has inside."""
    label = group_label(id_)
    inner = [field for field in table.fields if field.id.startswith(f"{id_}.")]
    return _present(
        label=_label(label),
        fields={field.id: _short_spellings(field, label) for field in inner},
        main=list(main_numbers(inner)),
    )


def _short_spellings(field: Field, group: Message) -> list[Json]:
    short = short_label(field, group)
    return list(dict.fromkeys((field.id.partition(".")[2], short.zh, short.en, *field.spellings)))


# --- fields and options -------------------------------------------------------------------------------


def _field(field: Field) -> Object:
    said = _present(label=_label(field.label), required=field.required, derived=field.derived)
    return said | _type(field)


def _type(field: Field) -> Object:
    match field.type:
        case NumberType() as of:
            return _present(type="number") | _number(field, of)
        case ChoiceType(choice=id_):
            return {"type": "choice", "choice": id_}
        case ReferenceType(table=table):
            return {"type": "reference", "table": table}
        case DateType():
            return {"type": "date"}
        case TruthType():
            return {"type": "truth"}
        case TextType():
            return {"type": "text"}
        case _:
            raise TypeError(f"{field.id} is no single value")


def _number(field: Field, of: NumberType) -> Object:
    """What a number may measure: one of ``dimensions``, or what is ``open`` to the row: total, factor, ncv.

    ``share`` is part of a whole, at most 1; ``bare`` needs no unit. The sign is ``not negative`` unless it is said.
    """
    said = _present(
        sign=None if field.sign == "not negative" else field.sign,
        unit=None if field.unit is None else field.unit.symbol,
    )
    if of.dimension is None:
        return said | {"open": open_kind(field)}
    return said | {"dimensions": list(dimension_texts(of))} | _present(bare=takes_bare(of), share=is_share(field))


def _choice(choice: Choice) -> Object:
    options: list[Json] = [[option.id, *_label(option.label)] for option in choice.options]
    groups: list[Json] = [option.id for option in choice.options if option.group]
    return {"options": options, **_present(open=choice.open, groups=groups)}


# --- units and factors --------------------------------------------------------------------------------


def _unit_atom(atom: UnitAtom) -> list[Json]:
    """An atom; only °C has an offset."""
    size = atom.factor
    aliases: list[Json] = list(atom.aliases)
    dimension = dimension_text(atom.dimension)
    return [atom.symbol, aliases, dimension, size.numerator, size.denominator, float(atom.offset)]


def _factor(factor: Factor) -> Object:
    """A factor as an activity uses it: ``parts`` in the order of ``COMPONENTS``, a value without a split is fossil.

    ``value`` is the headline (all but biogenic) as an activity gets it, ``printed`` as it is compared with what
    a company typed in.
    """
    parts, is_split = _parts(factor)
    value = 0.0
    for name in HEADLINE:
        value += parts[name]
    proof = factor.provenance
    low, high = factor.plausible or (None, None)
    return _present(
        id=factor.id,
        label=_label(factor.label),
        flow=folded(factor.flow),
        unit=factor.unit.symbol,
        dimension=dimension_text(factor.type.dimension or factor.unit.dimension),
        value=value,
        printed=sum(part for name, part in factor.components if name.replace("-", "_") in HEADLINE),
        parts=[parts[name] for name in COMPONENTS],
        kind=factor.kind,
        gwp=factor.gwp_set,
        status=proof.status.value,
        split=is_split,
        basis=factor.basis,
        year=factor.year,
        place=factor.place,
        source="; ".join(proof.sources) or None,
        losses=factor.losses,
        low=low,
        high=high,
        ncv=None if factor.ncv is None else _ncv(factor.ncv.value, factor.ncv.unit),
        since=proof.since,
        until=proof.until,
    )


def _parts(factor: Factor) -> tuple[dict[str, float], bool]:
    parts, is_split = dict.fromkeys(COMPONENTS, 0.0), True
    for component, value in factor.components:
        name = component.replace("-", "_")
        is_split = is_split and name in COMPONENTS
        parts[name if name in COMPONENTS else "fossil"] += value
    return parts, is_split


def _ncv(value: float, unit: Unit) -> Object:
    """A net calorific value in MJ per canonical amount of its fuel."""
    return {"value": value, "unit": unit.symbol, "dimension": dimension_text(unit.dimension)}

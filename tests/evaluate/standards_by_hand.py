"""Small standards and inventories written by hand, without the compiler and the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from refcf_rules.inventory.inventory import Inventory, Row, Value
from refcf_rules.model.choice import CHOICES
from refcf_rules.model.core_tables import CORE_TABLES
from refcf_rules.model.expression import (
    Aggregate,
    Among,
    Arithmetic,
    Cell,
    Comparison,
    Conditional,
    Expression,
    IsGiven,
    Joined,
    Logic,
    Negative,
    Not,
    NumberLiteral,
    Scalar,
    TextLiteral,
    TruthLiteral,
)
from refcf_rules.model.field import Field, Table
from refcf_rules.model.number import DatedValue, Factor, Parameter, Provenance, Status
from refcf_rules.model.prose import Template
from refcf_rules.model.requirement import Calculation, Modality, ProcessEmission, Requirement
from refcf_rules.model.standard import Boundary, Footprint, Part, Stage, Standard, UnitProcess
from refcf_rules.model.types import SHARE, TEXT, TRUTH, NumberType, Type
from refcf_rules.quantities.dimension import Base, Dimension
from refcf_rules.quantities.unit import parse_unit, to_canonical
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

SPAN: Final = Span("rules.pcr", 1, 1, 1, 1)
CO2E: Final = NumberType(Dimension.of(Base.CO2E))
MASS: Final = NumberType(Dimension.of(Base.MASS))
PER_MASS: Final = NumberType(Dimension.of(Base.CO2E) / Dimension.of(Base.MASS))

SOURCED: Final = Provenance(Status.SOURCED, ("source",))
PLACEHOLDER: Final = Provenance(Status.PLACEHOLDER)

Operator = Literal["+", "-", "*", "/"]
Comparator = Literal["<=", "<", ">=", ">", "=", "!="]
Kind = Literal["sum", "count", "any", "every", "least", "greatest", "average"]
Written = str | bool | tuple[float, str]


# --- expressions ---------------------------------------------------------------------------------


def num(value: float, unit: str = "1") -> NumberLiteral:
    parsed = parse_unit(unit)
    return NumberLiteral(to_canonical(value, parsed), parsed, NumberType(parsed.dimension), SPAN)


def text(value: str, type_: Type = TEXT) -> TextLiteral:
    return TextLiteral(value, type_, SPAN)


def truth(value: bool) -> TruthLiteral:  # noqa: FBT001 -- a truth is a value
    return TruthLiteral(value, TRUTH, SPAN)


def scalar(id_: str, type_: Type = SHARE) -> Scalar:
    return Scalar(id_, type_, SPAN)


def cell(row: str, table: str, field: str, type_: Type = SHARE) -> Cell:
    return Cell(row, table, field, type_, SPAN)


def of_joined(key: Expression, table: str, field: str, type_: Type = SHARE) -> Joined:
    return Joined(key, table, field, type_, SPAN)


def calc(left: Expression, operator: Operator, right: Expression, type_: Type = SHARE) -> Arithmetic:
    return Arithmetic(operator, left, right, type_, SPAN)


def product(*factors: Expression, type_: Type = SHARE) -> Expression:
    result = factors[0]
    for factor in factors[1:]:
        result = calc(result, "*", factor, type_)
    return result


def compared(left: Expression, operator: Comparator, right: Expression) -> Comparison:
    return Comparison(operator, left, right, TRUTH, SPAN)


def among(value: Expression, *options: str) -> Among:
    return Among(value, options, TRUTH, SPAN)


def both(*operands: Expression) -> Logic:
    return Logic("and", operands, TRUTH, SPAN)


def either(*operands: Expression) -> Logic:
    return Logic("or", operands, TRUTH, SPAN)


def no(operand: Expression) -> Not:
    return Not(operand, TRUTH, SPAN)


def minus(operand: Expression) -> Negative:
    return Negative(operand, operand.type, SPAN)


def given(operand: Expression) -> IsGiven:
    return IsGiven(operand, TRUTH, SPAN)


def choose(test: Expression, then: Expression, otherwise: Expression) -> Conditional:
    return Conditional(test, then, otherwise, then.type, SPAN)


def over(
    kind: Kind,
    table: str,
    value: Expression | None = None,
    where: Expression | None = None,
    weight: Expression | None = None,
) -> Aggregate:
    """An aggregate whose row variable is called like the table."""
    type_: Type = TRUTH if kind in ("any", "every") else SHARE if value is None else value.type
    return Aggregate(kind, table, table, where, value, weight, type_, SPAN)


# --- declarations --------------------------------------------------------------------------------


def calculation(
    id_: str, expression: Expression, table: str | None = None, unit: str = "", label: Message | None = None
) -> Calculation:
    shown = parse_unit(unit) if unit else None
    type_ = expression.type if shown is None else NumberType(shown.dimension)
    name = label or same(id_)
    return Calculation(id_, name, table, table or "", expression, type_, shown, (), "c", "formula", SPAN)


def requirement(
    id_: str,
    expression: Expression,
    table: str | None = None,
    *,
    where: Expression | None = None,
    when: Expression | None = None,
    modality: Modality = Modality.SHALL,
    message: Template | None = None,
) -> Requirement:
    return Requirement(
        id_,
        same(id_),
        modality,
        table,
        table or "",
        where,
        when,
        expression,
        message,
        None,
        None,
        (),
        "c",
        "rule",
        None,
        SPAN,
    )


def dated(value: Expression | None, status: Status = Status.SOURCED, since: str | None = None) -> DatedValue:
    return DatedValue(value, Provenance(status, since=since), SPAN)


def parameter(id_: str, *values: DatedValue, unit: str = "1") -> Parameter:
    parsed = parse_unit(unit)
    return Parameter(id_, same(id_), values, NumberType(parsed.dimension), parsed, "c", SPAN)


def factor(flow: str, value: float, unit: str, id_: str = "", provenance: Provenance = SOURCED) -> Factor:
    """A footprint factor, all fossil; ``replace`` gives it a place, a basis or another kind."""
    parsed = parse_unit(unit)
    return Factor(
        id=id_ or flow,
        label=same(id_ or flow),
        flow=flow,
        components=(("fossil", to_canonical(value, parsed)),),
        type=NumberType(parsed.dimension),
        unit=parsed,
        kind="footprint",
        basis=None,
        gwp_set="AR6",
        place=None,
        year=2025,
        losses=None,
        plausible=None,
        ncv=None,
        note=None,
        provenance=provenance,
        clause="c",
        span=SPAN,
    )


def column(id_: str, zh: str, en: str, unit: str) -> Field:
    parsed = parse_unit(unit)
    return Field(id_, Message(zh, en), NumberType(parsed.dimension), parsed)


BINDER: Final = Table(
    "binder",
    Message("结合剂", "binder"),
    (
        Field("id", Message("编号", "id"), TEXT, required=True),
        column("mass", "质量", "dry mass", "t"),
        column("carbon", "含碳量", "carbon content", "%"),
        column("retained", "残留率", "share retained", "%"),
    ),
)
STAGES: Final = ("raw-materials", "transport", "packaging", "manufacturing")
PROCESSES: Final[Mapping[str, str]] = {
    "magnesia": "raw-materials",
    "graphite": "raw-materials",
    "additives": "raw-materials",
    "inbound": "transport",
    "packing": "packaging",
    "pressing": "manufacturing",
    "tempering": "manufacturing",
    "utilities": "manufacturing",
}


def boundary() -> Boundary:
    stages = tuple(Stage(id_, same(id_), "c", SPAN) for id_ in STAGES)
    processes = tuple(UnitProcess(id_, same(id_), stage, "required", "c", SPAN) for id_, stage in PROCESSES.items())
    return Boundary("cradle to gate", stages, processes, ())


def standard(
    *requirements: Requirement,
    calculations: Sequence[Calculation] = (),
    parameters: Sequence[Parameter] = (),
    factors: Sequence[Factor] = (),
    emissions: Sequence[ProcessEmission] = (),
    footprint: Footprint | None = None,
) -> Standard:
    part = Part("by-hand", "T/XXX 1", same("2026"), same("By hand"), "draft", same("nobody"), (), None, SPAN)
    return Standard(
        id="by-hand",
        parts=(part,),
        digest="0" * 64,
        clauses=(),
        terms=(),
        not_checkable=(),
        tables=(*CORE_TABLES, BINDER),
        choices=CHOICES,
        products=(),
        declared_unit=None,
        functional_units=(),
        boundary=boundary(),
        parameters=tuple(parameters),
        lookups=(),
        factors=tuple(factors),
        calculations=tuple(calculations),
        repetitions=(),
        emissions=tuple(emissions),
        requirements=requirements,
        balances=(),
        indicators=(),
        footprint=footprint,
        reported=(),
        grading=None,
        overrides=(),
        examples=(),
    )


# --- inventories ---------------------------------------------------------------------------------

Cells = Mapping[str, Written]


def inventory(**tables: Sequence[Cells]) -> Inventory:
    """Tables as lists of rows; a cell is a text, a truth or (number, unit); ``parent`` names the parent."""
    with_period = {"period": [{"start": "2025-01-01", "end": "2025-12-31"}], **tables}
    rows = {table.id: () for table in (*CORE_TABLES, BINDER)} | {
        table: tuple(_row(table, index, cells) for index, cells in enumerate(listed))
        for table, listed in with_period.items()
    }
    return Inventory("plant.yaml", "d" * 64, "by-hand", "2026", {}, rows)


def _row(table: str, index: int, cells: Cells) -> Row:
    pointer = f"/{table}/{index}"
    span = Span("plant.yaml", index + 1, 1, index + 1, 9)
    parent = cells.get("parent")
    values = {
        field: _value(written, span, f"{pointer}/{field}") for field, written in cells.items() if field != "parent"
    }
    return Row(table, values, None if parent is None else str(parent), span, pointer)


def _value(written: Written, span: Span, pointer: str) -> Value:
    if isinstance(written, tuple):
        number, unit = written
        parsed = parse_unit(unit)
        return Value(to_canonical(number, parsed), parsed, f"{number} {unit}", span, pointer)
    return Value(written, None, str(written), span, pointer)

"""Two or more inventories beside each other: only what the same rules say of the same unit may be compared.

Everything is worked out from unrounded results; the first inventory is the one the others are set against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from refcf_rules.evaluate.footprint import FootprintResult, FunctionalResult
from refcf_rules.evaluate.judge import Judgement
from refcf_rules.evaluate.outcome import Outcome
from refcf_rules.evaluate.value import Datum, Missing
from refcf_rules.inventory.inventory import Inventory
from refcf_rules.model.field import Field
from refcf_rules.model.standard import BoundaryKind, FunctionalUnit, Standard
from refcf_rules.model.types import NumberType
from refcf_rules.model.wording import joined
from refcf_rules.quantities.dimension import Base, Dimension
from refcf_rules.quantities.unit import Unit, canonical_unit
from refcf_rules.record import record
from refcf_rules.source.message import Message, same

_OTHER_STANDARD: Final = Message(
    "{path} 按 {found} 判定，{first} 按 {wanted} 判定。", "{path} is judged by {found}, {first} by {wanted}."
)
_OTHER_RULES: Final = Message(
    "{path} 和 {first} 所依据的规则不是同一份（SHA-256 不同）。",
    "{path} and {first} were judged by different texts of the rules (their SHA-256 differs).",
)
_OTHER_DECLARED: Final = Message(
    "{path} 和 {first} 的声明单位不同。", "{path} and {first} have different declared units."
)
_NO_FOOTPRINT: Final = Message("标准没有规定产品碳足迹。", "The standard defines no footprint.")
_NOT_SATISFIED: Final = Message("{path}：{verdict}（{count} 项）。", "{path}: {verdict} ({count}).")
_MISSING: Final = Message(
    "{path} 没有结果：至少缺 {count} 项数据。", "{path} has no result: at least {count} data are missing."
)
_OTHER_UNIT: Final = Message(
    "没有共同的功能单位：{listed}。", "There is no functional unit that all of them have: {listed}."
)
_ONLY_DECLARED: Final = Message(
    "不是每份清单都有按功能单位的结果（缺使用数据）；每吨的结果不反映用量和寿命。",
    "Not every inventory has a result per functional unit (service data are missing); a result per tonne says "
    "nothing about how much is used and how long it lasts.",
)
_BOUNDARY: Final[dict[BoundaryKind, Message]] = {
    "cradle to gate": Message(
        "系统边界从摇篮到大门，结果不含使用阶段和生命末期的排放。",
        "The boundary is cradle to gate: what is emitted in use and at the end of life is not in the result.",
    ),
    "gate to gate": Message(
        "系统边界从大门到大门，结果不含原材料、使用阶段和生命末期的排放。",
        "The boundary is gate to gate: raw materials, use and end of life are not in the result.",
    ),
}


# Temperatures and times say how hard a lining had to work; masses differ by nature.
_DUTY: Final = (Dimension.of(Base.TEMPERATURE), Dimension.of(Base.TIME))
_CONDITIONS: Final = Message(
    "使用条件不同（{listed}）：按功能单位和附加信息的数值不是同一条件下的。",
    "The conditions of use differ ({listed}): the values per functional unit and beside it do not hold for one duty.",
)


@record
class Side:
    """An inventory with the standard it was judged by."""

    inventory: Inventory
    standard: Standard
    judgement: Judgement

    @property
    def path(self) -> str:
        """The file."""
        return self.judgement.receipt.input_path


@record
class Line:
    """One quantity of all inventories, canonical, with the unit to show it in."""

    id: str
    label: Message
    unit: Unit | None
    values: tuple[float, ...]

    def difference(self, index: int) -> float:
        """How much an inventory lies above the first."""
        return self.values[index] - self.values[0]

    @property
    def is_point_on_a_scale(self) -> bool:
        """Whether it is read on a scale, such as °C: its difference is in K, and a ratio means nothing."""
        return self.unit is not None and self.unit.offset != 0

    @property
    def difference_unit(self) -> Unit | None:
        """The unit of a difference."""
        return canonical_unit(self.unit.dimension) if self.unit is not None and self.is_point_on_a_scale else self.unit

    def ratio(self, index: int) -> float | None:
        """How many times the first an inventory is; none where the first is 0."""
        return None if self.is_point_on_a_scale or not self.values[0] else self.values[index] / self.values[0]


@record
class FunctionalLines:
    """The results per functional unit, with the reference flows they rest on."""

    unit: FunctionalUnit
    reference_flow: Line
    result: Line


@record
class Comparison:
    """``refusals`` say why nothing may be compared, ``restrictions`` why the comparison supports no claim."""

    sides: tuple[Side, ...]
    refusals: tuple[Message, ...]
    restrictions: tuple[Message, ...] = ()
    declared: tuple[Line, ...] = ()
    functional: tuple[FunctionalLines, ...] = ()
    apart: tuple[Line, ...] = ()


def compared(sides: Sequence[Side]) -> Comparison:
    """The comparison of at least two inventories, or why there is none."""
    refusals = tuple(_refusals(sides))
    if refusals:
        return Comparison(tuple(sides), refusals)
    units = _common_units(sides)
    return Comparison(
        tuple(sides),
        (),
        (*_restrictions(sides[0].standard, units), *_other_conditions(sides, units)),
        _declared(sides),
        tuple(_functional(unit, sides) for unit in units),
        _apart(sides),
    )


# --- whether ------------------------------------------------------------------------------------------


def _refusals(sides: Sequence[Side]) -> Iterator[Message]:
    other = [message for side in sides[1:] if (message := _other_rules(sides[0], side)) is not None]
    yield from other
    results = [_no_result(side) for side in sides]
    yield from (message for message in results if message is not None)
    if not other and not any(results):
        applicable = [{each.id for each in _results(side)} for side in sides]
        if all(applicable) and not set.intersection(*applicable):
            listed = ["；".join(sorted(each)) for each in applicable]
            yield _OTHER_UNIT.filled(
                listed=same("，".join(f"{side.path} {names}" for side, names in zip(sides, listed, strict=True)))
            )


def _other_rules(first: Side, side: Side) -> Message | None:
    """Whether two inventories were judged by different standards, editions, rules or declared units."""
    paths = {"path": side.path, "first": first.path}
    titles = [_title(each) for each in (side, first)]
    if side.judgement.receipt.standard != first.judgement.receipt.standard or titles[0] != titles[1]:
        return _OTHER_STANDARD.filled(found=titles[0], wanted=titles[1], **paths)
    if side.judgement.receipt.rules_digest != first.judgement.receipt.rules_digest:
        return _OTHER_RULES.filled(**paths)
    return None if _declared_unit(side) == _declared_unit(first) else _OTHER_DECLARED.filled(**paths)


def _title(side: Side) -> Message:
    receipt = side.judgement.receipt
    title = Message("{number} {edition}", "{number} {edition}").filled(
        number=receipt.number or receipt.standard, edition=receipt.edition
    )
    return Message(title.zh.strip(), title.en.strip())


def _declared_unit(side: Side) -> tuple[float, str] | None:
    declared = side.standard.declared_unit
    return None if declared is None else (declared.amount, declared.unit.symbol)


def _no_result(side: Side) -> Message | None:
    """Why an inventory cannot be compared with any other."""
    verdict, footprint = side.judgement.verdict, side.judgement.footprint
    if footprint is None:
        return _NO_FOOTPRINT
    if isinstance(footprint.value, Missing):
        return _MISSING.filled(path=side.path, count=footprint.missing_count)
    if verdict.outcome is Outcome.SATISFIED:
        return None
    count = sum(finding.standing is verdict.outcome for finding in side.judgement.findings)
    return _NOT_SATISFIED.filled(path=side.path, verdict=verdict.words, count=count)


def _restrictions(standard: Standard, units: Sequence[FunctionalUnit]) -> Iterator[Message]:
    if not units:
        yield _ONLY_DECLARED
    boundary = _BOUNDARY.get(standard.boundary.kind)
    if boundary is not None:
        yield boundary


def conditions_of(sides: Sequence[Side], units: Sequence[FunctionalUnit]) -> tuple[Field, ...]:
    """The service data beside those of the functional units that some inventory gives: the duty it had."""
    given = {name.removeprefix("service.") for unit in units for name in unit.given}
    filled = {name for side in sides for row in side.inventory.tables.get("service", ()) for name in row.cells}
    return tuple(field for field in sides[0].standard.table("service").fields if field.id in filled - given)


def _other_conditions(sides: Sequence[Side], units: Sequence[FunctionalUnit]) -> Iterator[Message]:
    duty = [field for field in conditions_of(sides, units) if _is_duty(field)]
    differ = [field.label for field in duty if len({_said(side, field.id) for side in sides}) > 1]
    if differ and units:
        yield _CONDITIONS.filled(listed=joined(differ, Message("、", ", ")))


def _is_duty(field: Field) -> bool:
    return isinstance(field.type, NumberType) and field.type.dimension in _DUTY


def _said(side: Side, field: str) -> object:
    rows = side.inventory.tables.get("service", ())
    cell = rows[0].cells.get(field) if rows else None
    return None if cell is None else cell.value


# --- what ---------------------------------------------------------------------------------------------


def _footprint(side: Side) -> FootprintResult:
    """The footprint of an inventory that has one."""
    if side.judgement.footprint is None:
        raise ValueError(f"{side.path} has no footprint")
    return side.judgement.footprint


def _results(side: Side) -> tuple[FunctionalResult, ...]:
    return tuple(each for each in _footprint(side).functional if each.applicable and _is_number(each.value))


def _is_number(value: Datum) -> bool:
    return isinstance(value, float)


def _common_units(sides: Sequence[Side]) -> tuple[FunctionalUnit, ...]:
    having = [{each.id for each in _results(side)} for side in sides]
    return tuple(unit for unit in sides[0].standard.functional_units if all(unit.id in ids for ids in having))


def _declared(sides: Sequence[Side]) -> tuple[Line, ...]:
    """The footprint, then its stages and components, as far as all have a number."""
    prints = [_footprint(side) for side in sides]
    first = prints[0]
    parts = [*zip(*(each.by_stage for each in prints), strict=True)]
    parts += [*zip(*(each.by_component for each in prints), strict=True)]
    lines = [_line(first.id, first.label, first.unit, [each.value for each in prints])]
    lines += [_line(f"{first.id}.{row[0].id}", row[0].label, first.unit, [each.value for each in row]) for row in parts]
    return tuple(line for line in lines if line is not None)


def _functional(unit: FunctionalUnit, sides: Sequence[Side]) -> FunctionalLines:
    results = [next(each for each in _results(side) if each.id == unit.id) for side in sides]
    standard, footprint = sides[0].standard, _footprint(sides[0]).id
    flow = _unit_of(unit.reference_flow, standard)
    result = _unit_of(f"{footprint}.{unit.id}", standard)
    return FunctionalLines(
        unit,
        _numbers(
            unit.reference_flow, Message("基准流", "reference flow"), flow, [one.reference_flow for one in results]
        ),
        _numbers(f"{footprint}.{unit.id}", _footprint(sides[0]).label, result, [one.value for one in results]),
    )


def _apart(sides: Sequence[Side]) -> tuple[Line, ...]:
    """The values beside the footprint that all have."""
    rows = zip(*(side.judgement.reported for side in sides), strict=True)
    lines = [
        _line(row[0].id, row[0].label, row[0].unit, [each.value for each in row])
        for row in rows
        if all(each.applicable for each in row)
    ]
    return tuple(line for line in lines if line is not None)


def _line(id_: str, label: Message, unit: Unit | None, values: Sequence[Datum]) -> Line | None:
    return _numbers(id_, label, unit, values) if all(map(_is_number, values)) else None


def _numbers(id_: str, label: Message, unit: Unit | None, values: Sequence[Datum]) -> Line:
    return Line(id_, label, unit, tuple(value for value in values if isinstance(value, float)))


def _unit_of(id_: str, standard: Standard) -> Unit | None:
    """The unit of a calculation: the one stated, else the canonical one of what it measures."""
    found = next((each for each in standard.calculations if each.id == id_), None)
    if found is None or found.unit is not None:
        return found.unit if found else None
    measured = found.type.dimension if isinstance(found.type, NumberType) else None
    return None if measured is None else canonical_unit(measured)

"""``report``: the unit and the rounding of the footprint, and of values that are given apart from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.expression import kinds
from refcf_rules.language.formula import fits
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import branches, dotted, first, span_of, span_of_head, unit_of
from refcf_rules.language.problems import did_you_mean, near_names
from refcf_rules.model.expression import Expression, Scalar, named_by
from refcf_rules.model.standard import Reported
from refcf_rules.quantities.quantity import parse_quantity
from refcf_rules.quantities.unit import Unit
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message, same

_BOUNDARY: Final = (
    "boundary cradle to gate {\n    stage raw zh “原料” en “raw materials” {\n"
    "        process mining zh “采矿” en “mining” required\n    }\n}\n"
    "formula escaped zh “逸出量” en “escaped” = output.rejected * emitted_share in tCO2e\n"
    "parameter emitted_share zh “排放比例” en “emitted share” = 3 kgCO2e/t source “ISO 14067:2018”\n"
    "report escaped in tCO2e, rounded to 1 tCO2e, apart\n"
)
NOT_APART: Final = Kind(
    "not-apart",
    Message("附加信息已计入碳足迹", "not apart from the footprint"),
    Message(
        "另列的值是碳足迹以外的附加信息；同一个数不能既计入碳足迹又另列，否则读者会算两次。",
        "A value reported apart is information beside the footprint; what counts in it and stands apart too would be "
        "read twice (ISO 14067, 7.2).",
    ),
    f"{_BOUNDARY}emission loss zh “逸出” en “loss” at mining as fossil = escaped\n",
    _BOUNDARY,
)
_APART_HINT: Final = Message("附加信息在行末写“，另列”。", "What is given beside the footprint ends with “, apart”.")
KINDS: Final = (NOT_APART,)


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Remember the unit and step in which the footprint is reported."""
    tree, footprint = declaration.tree, assembly.footprint
    if first(tree, "apart") is not None:
        return
    path = next(branches(tree, "path"))
    if footprint is None or dotted(path) != footprint.id:
        known = [footprint.id] if footprint else []
        hint = did_you_mean(dotted(path), known) if near_names(dotted(path), known) else _APART_HINT
        assembly.problems.add(
            kinds.UNDEFINED_NAME,
            span_of(declaration, path),
            Message("“{name}”不是碳足迹。", "“{name}” is not the footprint.").filled(name=same(dotted(path))),
            hint=hint,
            about=dotted(path),
        )
        return
    unit = unit_of(next(branches(tree, "unit")))
    step = _step(declaration, unit, assembly)
    if step is not None:
        assembly.footprint = replace(footprint, unit=unit, step=step)


def _step(declaration: Declaration, unit: Unit, assembly: Assembly) -> float | None:
    """The rounding step in canonical units: a difference, also for a temperature."""
    number, step_unit = parse_quantity(str(next(branches(declaration.tree, "quantity")).children[0]))
    step = number * float(step_unit.factor.numerator) / float(step_unit.factor.denominator)
    if step > 0 and unit.dimension == step_unit.dimension:
        return step
    assembly.problems.add(
        kinds.UNIT_MISMATCH,
        span_of_head(declaration),
        Message("修约间隔大于 0，单位与报告值相同。", "The rounding step is above 0, in the unit of the report."),
        hint=Message("例如 1 {unit}。", "For example 1 {unit}.").filled(unit=unit.symbol),
    )
    return None


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Add a value that is reported apart; it may rest on the footprint, never count in it."""
    tree = declaration.tree
    if first(tree, "apart") is None:
        return
    lowering, path, unit_tree = assembly.lowering(declaration), *_parts(tree)
    value, unit = lowering.number(path), unit_of(unit_tree)
    step = _step(declaration, unit, assembly)
    if value is None or step is None or not fits(lowering, value[0], unit, unit_tree):
        return
    scalar = value[0]
    if not isinstance(scalar, Scalar) or _counts(scalar.id, declaration, path, assembly):
        return
    label = assembly.scope().scalar_of(scalar.id)
    assembly.reported.append(
        Reported(
            scalar.id,
            label.label if label is not None else same(dotted(path)),
            unit,
            step,
            _service_fields(scalar, assembly),
            declaration.clause,
            span_of_head(declaration),
        )
    )


def _service_fields(value: Scalar, assembly: Assembly) -> tuple[str, ...]:
    """The service data that a value rests on, in the order of the inventory."""
    reached = _reached((value,), assembly)
    names = (f"service.{field.id}" for field in assembly.tables["service"].fields)
    return tuple(name for name in names if name in reached)


def _parts(tree: Branch) -> tuple[Branch, Branch]:
    return next(branches(tree, "path")), next(branches(tree, "unit"))


def _counts(id_: str, declaration: Declaration, path: Branch, assembly: Assembly) -> bool:
    """Whether a value is the footprint or enters it through a process emission; that is reported."""
    inside = _reached((emission.expression for emission in assembly.emissions), assembly)
    if assembly.footprint is not None:
        inside.add(assembly.footprint.id)
    if id_ not in inside:
        return False
    assembly.problems.add(
        NOT_APART,
        span_of(declaration, path),
        Message("“{name}”已计入碳足迹。", "“{name}” counts in the footprint.").filled(name=same(id_)),
        hint=Message("删去这一行，或不再把它计入排放。", "Delete this line, or leave the value out of the emissions."),
    )
    return True


def _reached(expressions: Iterable[Expression], assembly: Assembly) -> set[str]:
    """Everything that expressions name, through every formula."""
    found: set[str] = set()
    waiting = [name for expression in expressions for name in named_by(expression)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            calculation = assembly.calculations.get(name)
            waiting.extend(named_by(calculation.expression) if calculation is not None else ())
    return found

"""``parameter``: a named number of the standard, dated and sourced, or still to be set."""

from __future__ import annotations

from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.expression import kinds
from refcf_rules.language.formula import fits
from refcf_rules.language.order import names_used
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import (
    branches,
    date_of,
    first,
    label_of,
    name_of,
    provenance_of,
    span_of,
    span_of_head,
    tokens,
    unit_of,
)
from refcf_rules.model import expression as core
from refcf_rules.model.number import DatedValue, Parameter, Provenance, Status
from refcf_rules.model.types import SHARE, NumberType, Type
from refcf_rules.quantities.unit import Unit, to_canonical
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

NO_SOURCE: Final = Kind(
    "number-without-source",
    Message("数字没有来源", "a number without a source"),
    Message(
        "标准里的每个数字都要有依据、推导，或写明由标准工作组确定。",
        "Every number of a standard has a source or a derivation, or says that the committee sets it.",
    ),
    "parameter share_limit zh “限值” en “limit” = 5 %\n",
    "parameter share_limit zh “限值” en “limit” = 5 % source “ISO 14044”\n",
)
OVERLAPPING_DATES: Final = Kind(
    "overlapping-dates",
    Message("有效期重叠", "validity periods overlap"),
    Message("同一天只能有一个值有效。", "On any day at most one value is valid."),
    "parameter p zh “参数” en “parameter” in % {\n    since 2024-01-01 = 5 % source “A”\n"
    "    since 2024-06-01 = 6 % source “B”\n}\n",
    "parameter p zh “参数” en “parameter” in % {\n    since 2024-01-01 until 2024-05-31 = 5 % source “A”\n"
    "    since 2024-06-01 = 6 % source “B”\n}\n",
)
NOT_CONSTANT: Final = Kind(
    "parameter-not-constant",
    Message("参数随清单而变", "a parameter that depends on the inventory"),
    Message(
        "参数是标准里的数，对每家企业都一样。", "A parameter is a number of the standard, the same for every company."
    ),
    "parameter spare zh “余量” en “spare” = output.accepted * 2 source “A”\n",
    "formula spare zh “余量” en “spare” = output.accepted * 2\n",
)
KINDS: Final = (NO_SOURCE, OVERLAPPING_DATES, NOT_CONSTANT)
LATEST: Final = "9999-12-31"
_VALUE_PARTS: Final = frozenset({"unit", "set_by_committee", "set_by_company"})


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Lower at once: a parameter uses only what stands before it."""
    name = name_of(tokens(declaration.tree)[0])
    if not assembly.take_name(name, span_of_head(declaration)):
        return
    if _is_circular(declaration, name, assembly):
        return
    values = _dated(declaration, assembly) if first(declaration.tree, "dated") else _single(declaration, assembly)
    assembly.awaited.discard(name)
    if not values:
        assembly.problems.broken.add(name)
        return
    type_, unit = _type(values, declaration)
    assembly.parameters[name] = Parameter(
        name,
        label_of(declaration.tree, name),
        tuple(value for value, _ in values),
        type_,
        unit,
        declaration.clause,
        span_of_head(declaration),
    )


def _is_circular(declaration: Declaration, name: str, assembly: Assembly) -> bool:
    """Parameters are declared in order of need; one that needs a later one is needed by it."""
    needed = {".".join(names) for names in names_used(declaration)} & assembly.awaited
    if not needed:
        return False
    assembly.awaited.discard(name)
    assembly.problems.broken.add(name)
    assembly.problems.add(
        kinds.CIRCULAR,
        span_of_head(declaration),
        Message("这些参数互相依赖：{names}。", "These parameters need each other: {names}.").filled(
            names=same(", ".join(dict.fromkeys((name, *sorted(needed)))))
        ),
        hint=Message("去掉其中一处引用。", "Remove one of the references."),
    )
    return True


def _is_constant(expression: core.Expression, assembly: Assembly) -> bool:
    match expression:
        case core.NumberLiteral() | core.TextLiteral() | core.DateLiteral():
            return True
        case core.Scalar(id=id_):
            return id_ in assembly.parameters
        case core.Arithmetic() | core.Negative() | core.Rounded() | core.Lookup():
            return all(_is_constant(part, assembly) for part in core.children(expression))
        case _:
            return False


def _report_variable(expression: core.Expression, assembly: Assembly) -> None:
    assembly.problems.add(
        NOT_CONSTANT,
        expression.span,
        Message("这个值随清单而变。", "This value depends on the inventory."),
        hint=Message("写成公式。", "Make it a formula."),
    )


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Nothing is left to do."""


Valued = tuple[DatedValue, Unit | None]


def _single(declaration: Declaration, assembly: Assembly) -> list[Valued]:
    tree = declaration.tree
    value_tree, origin = first(tree, "parameter_value"), first(tree, "provenance")
    found = _value(declaration, value_tree, origin, assembly, (None, None))
    return [found] if found else []


def _dated(declaration: Declaration, assembly: Assembly) -> list[Valued]:
    found: list[Valued] = []
    for item in branches(declaration.tree, "dated"):
        dates = [date_of(declaration, one, assembly.problems) for one in branches(item, "date")]
        validity = (dates[0], dates[1] if len(dates) > 1 else None)
        value = _value(declaration, first(item, "parameter_value"), first(item, "origin"), assembly, validity)
        if value is not None:
            found.append(value)
    report_overlaps([value.provenance for value, _ in found], [value.span for value, _ in found], assembly)
    return found


def _value(
    declaration: Declaration,
    tree: Branch | None,
    origin: Branch | None,
    assembly: Assembly,
    validity: tuple[str | None, str | None],
) -> Valued | None:
    if tree is None:
        return None
    open_limit = first(tree, "set_by_committee", "set_by_company")
    unset = str(open_limit.data) if open_limit is not None else ""
    given = (
        provenance_of(declaration, origin, assembly.problems, unset)
        if origin is not None
        else Provenance(Status.SOURCED)
    )
    if validity[0] is not None:
        given = Provenance(given.status, given.sources, given.derivation, *validity)
    unit_tree = first(tree, "unit") or first(declaration.tree, "unit")  # of the value, else of all dated values
    unit = unit_of(unit_tree) if unit_tree is not None else None
    span = span_of(declaration, tree)
    if unset:
        return DatedValue(None, given, span), unit
    check_source(given, declaration, tree, assembly)
    lowering = assembly.lowering(declaration)
    expression = lowering.lower(next(part for part in branches(tree) if part.data not in _VALUE_PARTS))
    if expression is not None and not _is_constant(expression, assembly):
        _report_variable(expression, assembly)
        return None
    if expression is not None and unit is not None and expression.type == SHARE:
        expression = _measured_in(expression, unit)
    if expression is None or (unit is not None and unit_tree and not fits(lowering, expression, unit, unit_tree)):
        return None
    return DatedValue(expression, given, span), unit or _written_unit(expression)


def _measured_in(number: core.Expression, unit: Unit) -> core.Expression:
    """A pure number such as 44/12 takes the unit written after it."""
    type_ = NumberType(unit.dimension)
    if isinstance(number, core.NumberLiteral):
        return core.NumberLiteral(to_canonical(number.value, unit), unit, type_, number.span)
    one = core.NumberLiteral(to_canonical(1.0, unit), unit, type_, number.span)
    return core.Arithmetic("*", number, one, type_, number.span)


def _written_unit(expression: core.Expression) -> Unit | None:
    return expression.unit if isinstance(expression, core.NumberLiteral) else None


def check_source(given: Provenance, declaration: Declaration, at: Branch, assembly: Assembly) -> None:
    """Report a number that has neither source nor derivation."""
    if given.status is Status.SOURCED and not given.sources and declaration.origin is None:
        assembly.problems.add(
            NO_SOURCE,
            span_of(declaration, at),
            Message("这个数字没有来源。", "This number has no source."),
            hint=Message(
                "补上 依据 “…”，或写“由标准工作组确定”。",
                'Add source "…", or write set by committee.',
            ),
        )


def _type(values: list[Valued], declaration: Declaration) -> tuple[Type, Unit | None]:
    unit_tree = first(declaration.tree, "unit")
    unit = unit_of(unit_tree) if unit_tree is not None else next((unit for _, unit in values if unit), None)
    if unit is not None:
        return NumberType(unit.dimension), unit
    expression = values[0][0].value
    return (expression.type if expression is not None else SHARE), None


def report_overlaps(given: list[Provenance], spans: list[Span], assembly: Assembly) -> None:
    """Report values of which two are valid on one day."""
    for index, one in enumerate(given):
        for other, span in zip(given[index + 1 :], spans[index + 1 :], strict=True):
            starts_in = (one.since or "") <= (other.until or LATEST) and (other.since or "") <= (one.until or LATEST)
            if starts_in:
                assembly.problems.add(
                    OVERLAPPING_DATES,
                    span,
                    Message(
                        "这个值与前面的值在同一段时间内有效。",
                        "This value and an earlier one are valid on the same days.",
                    ),
                    hint=Message("给前一个值写上截止日期。", "Give the earlier value its last day (until)."),
                )

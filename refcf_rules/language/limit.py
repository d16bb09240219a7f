"""Limits inside constructs: each becomes a parameter that texts may name and parts may tighten."""

from __future__ import annotations

from typing import Final

from refcf_rules.language.assembly import Assembly, Limit
from refcf_rules.language.expression import kinds
from refcf_rules.language.expression.typing import together
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import branches, provenance_of, span_of
from refcf_rules.model import expression as core
from refcf_rules.model.number import DatedValue, Parameter, Provenance, Status
from refcf_rules.model.types import NumberType, type_words
from refcf_rules.quantities.number import format_number
from refcf_rules.quantities.unit import Unit, parse_unit
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message, same
from refcf_rules.source.text import Span

BARE_SHARE: Final = Kind(
    "share-without-percent",
    Message("占比没有写 %", "a share without %"),
    Message(
        "没有单位的 1 就是 100 %；限值写明 %，才不会差一百倍。",
        "1 without a unit is 100 %; a limit with its % cannot be wrong by a factor of a hundred.",
    ),
    "cut-off {\n    each at most 1 of mass\n}\n",
    "cut-off {\n    each at most 1 % of mass\n}\n",
)
KINDS: Final = (BARE_SHARE,)


def declare_limit(
    assembly: Assembly,
    declaration: Declaration,
    limit: Branch,
    name: tuple[str, Message],
    strictness: Limit,
    unit: str = "%",
    origin: Branch | None = None,
) -> bool:
    """Make a limit a parameter; True if it has a value, False while it is still to be set.

    ``origin`` holds the source or derivation written after it; a limit that names a parameter has that one's.
    """
    id_, label = name
    shown = parse_unit(unit)
    value, provenance = limit_value(assembly, declaration, limit, shown)
    provenance = _provenance(assembly, declaration, value, origin) or provenance
    span = span_of(declaration, limit)
    if not assembly.take_name(id_, span):
        return False
    assembly.parameters[id_] = Parameter(
        id_,
        label,
        (DatedValue(value, provenance, span),),
        NumberType(shown.dimension),
        _unit(value) or shown,
        declaration.clause,
        span,
    )
    assembly.limits[id_] = strictness
    return value is not None


def _provenance(
    assembly: Assembly, declaration: Declaration, value: core.Expression | None, origin: Branch | None
) -> Provenance | None:
    if value is None:
        return None
    if isinstance(value, core.Scalar) and value.id in assembly.parameters:
        return assembly.parameters[value.id].values[0].provenance
    if origin is None or not origin.children:
        return None
    return provenance_of(declaration, origin, assembly.problems)


def _unit(value: core.Expression | None) -> Unit | None:
    return value.unit if isinstance(value, core.NumberLiteral) else None


def limit_value(
    assembly: Assembly, declaration: Declaration, limit: Branch, unit: Unit
) -> tuple[core.Expression | None, Provenance]:
    """A written limit, a parameter by name, or nothing yet."""
    inner = next(branches(limit))
    if inner.data in {"set_by_committee", "set_by_company"}:
        unset = inner.data == "set_by_committee"
        return None, Provenance(Status.COMMITTEE_TO_SET if unset else Status.COMPANY_MUST_SUPPLY)
    value = assembly.lowering(declaration).lower(inner)
    if value is not None and (
        not isinstance(value.type, NumberType) or together(value.type, NumberType(unit.dimension)) is None
    ):
        assembly.problems.add(
            kinds.UNIT_MISMATCH,
            value.span,
            Message("这里的限值是{found}，应为{wanted}。", "This limit is {found}; {wanted} is needed.").filled(
                found=type_words(value.type), wanted=type_words(NumberType(unit.dimension))
            ),
            hint=Message("写成带单位的数，例如 1 {unit}。", "Write a number with its unit, such as 1 {unit}.").filled(
                unit=same(unit.symbol)
            ),
        )
        value = None
    if isinstance(value, core.NumberLiteral) and value.unit is None and unit.symbol == "%":
        report_bare_share(value.value, value.span, assembly)
        value = None
    return value, Provenance(Status.SOURCED)


def report_bare_share(number: float, span: Span, assembly: Assembly) -> None:
    """Report a share written as a number alone."""
    assembly.problems.add(
        BARE_SHARE,
        span,
        Message("这个占比没有写 %。", "This share has no %."),
        hint=Message("写成 {n} % 或 {hundredfold} %。", "Write {n} % or {hundredfold} %.").filled(
            n=format_number(number), hundredfold=format_number(100 * number)
        ),
    )

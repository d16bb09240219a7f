"""``functional unit``: the service the product gives, and its reference flow (功能单位、基准流)."""

from __future__ import annotations

from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.expression import kinds
from refcf_rules.language.fields import field_type
from refcf_rules.language.keyword import spelled
from refcf_rules.language.parse import Branch, Declaration, Substitute
from refcf_rules.language.pieces import (
    amount_of,
    branches,
    first,
    label_of,
    message_of,
    name_of,
    span_of,
    span_of_head,
    tokens,
)
from refcf_rules.model.field import Field
from refcf_rules.model.standard import FunctionalUnit
from refcf_rules.model.types import NumberType, type_words
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message

INCOMPLETE: Final = Kind(
    "incomplete-functional-unit",
    Message("功能单位不完整", "the functional unit is incomplete"),
    Message(
        "功能单位要有每单位功能的量、所需数据和基准流。",
        "A functional unit needs the amount of function (per), the data it takes (given) and its reference flow.",
    ),
    "functional unit lining {\n    text zh “内衬” en “lining”\n    per 1 t zh “出钢量” en “of tapped steel”\n}\n",
    "functional unit lining {\n    text zh “内衬” en “lining”\n    per 1 t zh “出钢量” en “of tapped steel”\n"
    "    given installed zh “砌筑量” en “mass installed” : mass\n"
    "    given tapped zh “出钢量” en “steel tapped” : mass\n    reference flow = installed / tapped\n}\n",
)
KINDS: Final = (INCOMPLETE,)


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Add the service data to the inventory and the unit to the standard."""
    tree = declaration.tree
    name = name_of(tokens(tree)[0])
    parts = {item: first(tree, item) for item in ("text", "per", "given", "reference_flow")}
    if not assembly.take_name(f"functional unit {name}", span_of_head(declaration)):
        return
    per, text = parts["per"], parts["text"]
    if per is None or text is None or parts["given"] is None or parts["reference_flow"] is None:
        _report(declaration, parts, assembly)
        return
    value, unit = amount_of(next(branches(per, "quantity")))
    if unit is None:
        return
    given = tuple(_given(declaration, node, assembly) for node in branches(tree, "given"))
    assembly.functional_units.append(
        FunctionalUnit(
            name,
            message_of(declaration, next(branches(text)), assembly.problems),
            value,
            unit,
            message_of(declaration, next(branches(per, "both", "one_language")), assembly.problems),
            given,
            f"{name}.reference_flow",
            declaration.clause,
            span_of_head(declaration),
        )
    )


def _report(declaration: Declaration, parts: dict[str, Branch | None], assembly: Assembly) -> None:
    missing = spelled(*(item.upper() for item, node in parts.items() if node is None))
    assembly.problems.add(
        INCOMPLETE,
        span_of_head(declaration),
        Message("功能单位缺少：{what}。", "The functional unit lacks: {what}.").filled(what=missing),
        hint=Message("补上缺少的项。", "Add what is missing."),
    )


def _given(declaration: Declaration, node: Branch, assembly: Assembly) -> str:
    name = name_of(tokens(node)[0])
    type_node = next(branches(node, "named_type", "unit_type", "choice_type"))
    found = field_type(declaration, type_node, ("service", name), assembly)
    span = span_of(declaration, tokens(node)[0])
    if found is not None and assembly.take_name(f"field service.{name}", span):
        type_, unit = found
        assembly.add_field("service", Field(name, label_of(node, name), type_, unit, span=span))
    return name


def expand(declaration: Declaration, assembly: Assembly) -> tuple[Declaration, ...]:
    """The reference flow, the footprint per functional unit, and the rule that its data are complete."""
    tree = declaration.tree
    name = name_of(tokens(tree)[0])
    unit = next((one for one in assembly.functional_units if one.id == name), None)
    flow = first(tree, "reference_flow")
    if unit is None or flow is None or assembly.footprint is None:
        return ()
    any_given = " or ".join(f"service.{one} is given" for one in unit.given)
    nothing = _nothing(unit, assembly)
    per = f"{unit.per / float(unit.per_unit.factor):g} {unit.per_unit.symbol}"
    text = f"""
formula {name}__reference_flow zh "基准流" en "reference flow" = FLOW
formula {assembly.footprint.id}__{name} zh "每功能单位的产品碳足迹" en "footprint per functional unit"
    = {assembly.footprint.id} * {name}.reference_flow * {per}
rule functional_unit__{name} zh "功能单位的数据" en "data of the functional unit" shall {{
    when {any_given}
    require {name}.reference_flow above {nothing}
    if not zh "基准流为 {{{name}.reference_flow}}，应大于 0" en "the reference flow is {{{name}.reference_flow}}; it shall be above 0"
    fix zh "补齐使用数据，或全部留空" en "complete the service data, or leave all of it out"
}}"""
    return assembly.expand(declaration, text, {"FLOW": Substitute(next(branches(flow)), declaration, table="service")})


def _nothing(unit: FunctionalUnit, assembly: Assembly) -> str:
    """Zero in the unit of the reference flow."""
    declared = assembly.declared_unit
    if declared is None or declared.unit.dimension == unit.per_unit.dimension:
        return "0"
    return f"0 {declared.unit.symbol}/{unit.per_unit.symbol}"


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Check that the reference flow is an amount of product per unit of function."""
    name = name_of(tokens(declaration.tree)[0])
    unit = next((one for one in assembly.functional_units if one.id == name), None)
    flow = assembly.calculations.get(f"{name}.reference_flow")
    declared = assembly.declared_unit
    if unit is None or flow is None or declared is None or declared.type.dimension is None:
        return
    wanted = declared.type.dimension / unit.per_unit.dimension
    if isinstance(flow.type, NumberType) and flow.type.dimension == wanted:
        return
    assembly.problems.add(
        kinds.UNIT_MISMATCH,
        span_of_head(declaration),
        Message(
            "基准流应是每 {per} 的产品量，算出来的是{found}。",
            "The reference flow is an amount of product per {per}; this works out as {found}.",
        ).filled(per=unit.per_unit.symbol, found=type_words(flow.type)),
        hint=Message("检查基准流的公式。", "Check the formula of the reference flow."),
    )

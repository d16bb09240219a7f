"""``example``: an inventory, edits to it, and what must come out (示例)."""

from __future__ import annotations

import unicodedata
from typing import Final

from refcf_rules.language.assembly import Assembly
from refcf_rules.language.expression.kinds import UNIT_MISMATCH
from refcf_rules.language.expression.typing import together
from refcf_rules.language.parse import Branch, Declaration
from refcf_rules.language.pieces import (
    amount_of,
    branches,
    dotted,
    first,
    label_of,
    message_of,
    name_of,
    names_of,
    sources_of,
    span_of,
    span_of_head,
    string_value,
    tokens,
)
from refcf_rules.language.problems import did_you_mean
from refcf_rules.model.example import Edit, Example, ExpectedNumber, PublishedValue
from refcf_rules.model.types import NumberType, Type, type_words
from refcf_rules.quantities.dimension import NONE
from refcf_rules.quantities.unit import Unit, to_canonical
from refcf_rules.source.diagnostic import Kind
from refcf_rules.source.message import Message, same

UNKNOWN_EXPECTATION: Final = Kind(
    "unknown-expectation",
    Message("示例期望了不存在的规则或结果", "the example expects something unknown"),
    Message("示例要与规则一起改名。", "An example is renamed with its rule."),
    "example sample “sample.yaml” {\n    violates no_such_rule\n}\n",
    "example sample “sample.yaml” {\n    satisfied\n}\n",
)
KINDS: Final = (UNKNOWN_EXPECTATION,)


def declare(declaration: Declaration, assembly: Assembly) -> None:
    """Reserve the example's name."""
    assembly.take_name(f"example {name_of(tokens(declaration.tree)[0])}", span_of_head(declaration), in_formulas=False)


def lower(declaration: Declaration, assembly: Assembly) -> None:
    """Add the example; names of rules and results are checked."""
    tree = declaration.tree
    names = names_of(tree)
    path = first(tree, "string")
    violates = tuple(branches(tree, "violates"))
    wrong = [name for item in violates for name in _paths(item)]
    undecided = [name for item in branches(tree, "not_decidable") for name in _paths(item)]
    numbers = [_number(declaration, item, assembly) for item in branches(tree, "gives", "subtotal")]
    published = [_published(declaration, item, assembly) for item in branches(tree, "published")]
    for item in (*violates, *branches(tree, "not_decidable")):
        _check_names(declaration, item, assembly)
    assembly.examples.append(
        Example(
            names[0],
            label_of(tree, names[0]),
            string_value(path) if path is not None else None,
            names[1] if path is None and len(names) > 1 else None,
            tuple(_edit(declaration, item) for item in branches(tree, "remove", "set")),
            first(tree, "satisfied") is not None,
            tuple(wrong),
            any(first(item, "only") is not None for item in violates),
            tuple(undecided),
            tuple(number for number in numbers if number is not None),
            tuple(message_of(declaration, next(branches(item)), assembly.problems) for item in branches(tree, "note")),
            declaration.part,
            span_of_head(declaration),
            tuple(value for value in published if value is not None),
        )
    )


def _paths(item: Branch) -> list[str]:
    return [dotted(path) for path in branches(item, "path")]


def _number(declaration: Declaration, item: Branch, assembly: Assembly) -> ExpectedNumber | None:
    of = dotted(next(branches(item, "path")))
    result = assembly.scalar_named(of)
    if result is None:
        _unknown(declaration, item, of, assembly)
        return None
    (value, unit), (within, own_unit) = (amount_of(one) for one in branches(item, "amount"))
    if unit is not None and own_unit is None:
        within = to_canonical(within, unit)  # a bare tolerance is in the unit of the value
    given = (unit, own_unit if own_unit is not None else unit)
    if not all(_fits(one, result.type) for one in given):
        _report_unit(declaration, item, of, result.type, assembly)
        return None
    return ExpectedNumber(of, item.data == "subtotal", value, within, unit, span_of(declaration, item))


def _published(declaration: Declaration, item: Branch, assembly: Assembly) -> PublishedValue | None:
    of = dotted(next(branches(item, "path")))
    result = assembly.scalar_named(of)
    if result is None:
        _unknown(declaration, item, of, assembly)
        return None
    value, unit = amount_of(next(branches(item, "amount")))
    if not _fits(unit, result.type):
        _report_unit(declaration, item, of, result.type, assembly)
        return None
    because = next(branches(next(branches(item, "because"))))
    reason = message_of(declaration, because, assembly.problems)
    return PublishedValue(of, value, unit, sources_of(item), reason, span_of(declaration, item))


def _report_unit(declaration: Declaration, item: Branch, of: str, type_: Type, assembly: Assembly) -> None:
    assembly.problems.add(
        UNIT_MISMATCH,
        span_of(declaration, item),
        Message("“{name}”是{what}。", "“{name}” is {what}.").filled(name=same(of), what=type_words(type_)),
        hint=Message("给数值和允差写上相符的单位。", "Give the value and the tolerance a unit that fits."),
    )


def _fits(unit: Unit | None, type_: Type) -> bool:
    dimension = unit.dimension if unit is not None else NONE
    return isinstance(type_, NumberType) and together(type_, NumberType(dimension)) is not None


def _edit(declaration: Declaration, item: Branch) -> Edit:
    paths = tuple(branches(item))
    path = names_of(paths[0])
    if item.data == "remove":
        return Edit("remove", path, "", span_of(declaration, item))
    value = paths[1]
    if value.data == "string":
        text = string_value(value)
    elif value.data == "path":
        text = dotted(value)
    else:
        text = unicodedata.normalize("NFKC", "".join(str(token) for token in value.children))
    return Edit("set", path, text, span_of(declaration, item))


def _check_names(declaration: Declaration, item: Branch, assembly: Assembly) -> None:
    rules = {requirement.id for requirement in assembly.requirements}
    for path in branches(item, "path"):
        name = dotted(path)
        is_result = item.data == "not_decidable" and assembly.scalar_named(name) is not None
        if name not in rules and not is_result:
            _unknown(declaration, path, name, assembly)


def _unknown(declaration: Declaration, at: Branch, name: str, assembly: Assembly) -> None:
    known = [requirement.id for requirement in assembly.requirements]
    assembly.problems.add(
        UNKNOWN_EXPECTATION,
        span_of(declaration, at),
        Message("没有“{name}”这条规则或结果。", "There is no rule or result “{name}”.").filled(name=same(name)),
        hint=did_you_mean(name, [*known, *assembly.calculations]),
        about=name,
    )
